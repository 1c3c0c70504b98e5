import { File } from 'node:buffer';

// undici 7 reads the global File while it loads; Node 18 (Electron 25) has it in node:buffer only. Import this first.
if (!('File' in globalThis)) {
  Object.defineProperty(globalThis, 'File', { value: File, configurable: true, writable: true });
}
