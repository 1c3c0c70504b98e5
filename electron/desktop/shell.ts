import { join } from 'node:path';
import { app, ipcMain, nativeTheme, powerMonitor } from 'electron';
import type { LiveEvent } from '../../shared/ipc/contract';
import { type Outcome, success } from '../../shared/outcome';
import { gatherEvents } from '../ipc/gather-events';
import { isOwnPage } from '../ipc/own-page';
import { serveContract } from '../ipc/serve-contract';
import { eventChannel, listenChannel } from '../ipc/verbs';
import { answerToClose, finishMs, quitting, shutdownMs } from './close-and-quit';
import { desktopHandlers } from './desktop-handlers';
import { askToQuit, askWhereToSave, askWhichFiles, explainClose, sayFinishing } from './dialogs';
import type { DesktopEdges, DesktopEngine } from './engine-interface';
import { keychainInUtilityProcess, sampleInUtilityProcess } from './helper-process';
import { recallWindow, rememberWindow, type WindowMemory } from './memory';
import { notifications } from './notifications';
import { watchPower } from './power';
import { trayIcon } from './tray';
import { watchTrayHost } from './tray-host';
import { pauseEnd, type TrayCommand, trayMenu } from './tray-menu';
import { mainWindow } from './window';

/** A panel that restarts is gone for a moment; only then is a hidden window without a tray shown again. */
const hostlessMs = 10_000;

export interface ShellOptions {
  readonly dataFolder: string;
  readonly page: string;
  readonly preload: string;
  readonly keychainFile: string;
  readonly developing: boolean;
  readonly startHidden: boolean;
  readonly resolveProxy: DesktopEdges['resolveProxy'];
  readonly openEngine: (edges: DesktopEdges) => Promise<Outcome<DesktopEngine>>;
  readonly report: (line: string) => void;
}

export interface Shell {
  /** Brings the window up: a second start, a click on the dock. */
  open(address: string | null): void;
}

/**
 * Puts window, tray, notifications, power and IPC around one engine. Called once, when Electron is ready; a problem means
 * that there is no engine, and then nothing was opened.
 */
export async function openShell(options: ShellOptions): Promise<Outcome<Shell>> {
  const memoryFile = join(options.dataFolder, 'window', 'memory.json');
  let memory = recallWindow(memoryFile);
  const remember = (change: Partial<WindowMemory>): void => {
    memory = { ...memory, ...change };
    rememberWindow(memoryFile, memory);
  };

  const tell = gatherEvents(
    (event) => window.current?.webContents.send(eventChannel, event),
    (run, ms) => setTimeout(run, ms),
  );
  const window = mainWindow(
    {
      page: options.page,
      preload: options.preload,
      developing: options.developing,
      memory: () => memory,
      remember,
      onClose: (event, closing) => {
        const answer = answerToClose({ quitting: quit.begun, tray: host.present, explained: memory.closeWasExplained });
        if (answer === 'let-go') return;
        event.preventDefault();
        if (answer === 'hide') closing.hide();
        else if (answer === 'ask-to-quit') void askToQuit(closing).then((yes) => yes && app.quit());
        else {
          remember({ closeWasExplained: true });
          void explainClose(closing).then((choice) => (choice === 'quit' ? app.quit() : window.hide()));
        }
      },
    },
    (address) => tell({ kind: 'navigate', route: address }),
  );

  const opened = await options.openEngine({
    dataFolder: options.dataFolder,
    resolveProxy: options.resolveProxy,
    spawnKeychain: keychainInUtilityProcess(options.keychainFile),
    spawnSample: sampleInUtilityProcess,
    askWhereToSave: (name) => askWhereToSave(window.current, name),
    askWhichFiles: (what) => askWhichFiles(window.current, what),
  });
  if (!opened.ok) return opened;
  const engine = opened.value;
  nativeTheme.themeSource = engine.info().settings.theme;

  const run = (command: TrayCommand): void => {
    void carryOut(command).catch(() => options.report(`The tray's "${command.kind}" failed.`));
  };
  const tray = trayIcon(() => trayMenu(engine.states(), Date.now()), run);
  const power = watchPower(() => engine.wake());
  const notify = notifications((address) => window.open(address));
  const host = await watchTrayHost(process.platform, process.env, (present) => {
    tray.setHost(present);
    if (!present) setTimeout(() => host.present || quit.begun || window.open(null), hostlessMs);
  });

  const quit = quitting({
    shutDown: async () => {
      await engine.shutDown();
      stopListening();
      power.close();
      host.close();
      tray.close();
    },
    sayFinishing: () => void sayFinishing(window.current).then((choice) => choice === 'quit-now' && app.exit(0)),
    quit: () => app.quit(),
    leave: () => app.exit(0),
    later: (work, ms) => {
      const timer = setTimeout(work, ms);
      return { cancel: () => clearTimeout(timer) };
    },
  });

  async function carryOut(command: TrayCommand): Promise<void> {
    switch (command.kind) {
      case 'sync':
        await Promise.all(command.jobs.map((job) => engine.syncNow(job)));
        return;
      case 'pause':
        await Promise.all(command.jobs.map((job) => engine.pause(job, pauseEnd(command.span, Date.now()))));
        return;
      case 'resume':
        await Promise.all(command.jobs.map((job) => engine.resume(job)));
        return;
      case 'stop':
        return engine.stop(command.job);
      case 'open':
        window.open(command.address);
        return;
      case 'sample': {
        const { job } = await engine.handlers['job.createSample']({});
        window.open(`#/setup/${encodeURIComponent(job)}/7`);
        return;
      }
      case 'quit':
        app.quit();
    }
  }

  const onEvent = (event: LiveEvent): void => {
    tell(event);
    if (event.kind !== 'job.state' && event.kind !== 'jobs.changed') return;
    tray.refresh();
    power.refresh(engine.states());
    if (event.kind === 'job.state') notify(event.state);
  };
  for (const state of engine.states()) notify(state);
  const stopListening = engine.onEvent(onEvent);
  power.refresh(engine.states());
  tray.setHost(host.present);

  const isOurs: Parameters<typeof serveContract>[1]['isOurs'] = (event) =>
    isOwnPage(event, window.pageIds, options.page);
  serveContract(ipcMain, {
    handlers: {
      ...engine.handlers,
      ...desktopHandlers({ engine, dataFolder: options.dataFolder, trayAvailable: () => host.present }),
    },
    isOurs,
    report: options.report,
    now: () => performance.now(),
  });
  ipcMain.on(listenChannel, (event) => {
    if (!isOwnPage(event, window.pageIds, options.page)) return;
    for (const state of engine.states()) tell({ kind: 'job.state', state });
  });

  app.on('before-quit', (event) => quit.onBeforeQuit(event, finishMs));
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    quit.onBeforeQuit({ preventDefault: () => event?.preventDefault() }, shutdownMs);
  });
  app.on('activate', () => window.open(null));
  // The tray keeps Inseam; without one, closing was asked about and quits by itself.
  app.on('window-all-closed', () => {});
  if (!options.startHidden || !host.present) window.open(null);
  return success({ open: (address) => window.open(address) });
}
