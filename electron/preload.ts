import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { Bridge, LiveEvent, Reply, Verb } from '../shared/ipc/contract';
import { callChannel, eventChannel, listenChannel, verbs } from './ipc/verbs';

// All that the page can reach: two functions. Channels, event objects and ipcRenderer itself stay on this side.

const bridge: Bridge = {
  call<V extends Verb>(verb: V, request: Parameters<Bridge['call']>[1]): Promise<Reply<V>> {
    if (!Object.hasOwn(verbs, verb)) return Promise.reject(new Error('no such call'));
    return ipcRenderer.invoke(callChannel, verb, request);
  },
  listen(listener) {
    const hear = (_event: IpcRendererEvent, event: LiveEvent): void => listener(event);
    ipcRenderer.on(eventChannel, hear);
    // Asks for what is true now, so that a listener that comes late knows as much as one that was there.
    ipcRenderer.send(listenChannel);
    return () => {
      ipcRenderer.off(eventChannel, hear);
    };
  },
};

contextBridge.exposeInMainWorld('inseam', bridge);
