import './network/file-shim';
import { join } from 'node:path';
import { app, dialog, Menu, protocol, session } from 'electron';
import { adviseOn } from '../shared/log/advice';
import type { Problem } from '../shared/log/problem';
import { lockDown } from './desktop/locked-down';
import { claimInstance } from './desktop/one-instance';
import { announceOwnScheme, ownPage, serveOwnScheme } from './desktop/own-scheme';
import { openShell, type Shell } from './desktop/shell';
import { startedByLogin } from './desktop/start-at-login';
import { traceOf } from './ipc/trace-of';
import { dataFolder } from './settings/data-folder';

// The desktop app: the order of its start, and nothing else.

const report = (line: string): void => {
  process.stderr.write(`inseam: ${line}\n`);
};
process.on('uncaughtException', (error) => {
  report(`a defect ended it: ${traceOf(error)}`);
  app.exit(1);
});
process.on('unhandledRejection', (error) => report(`a defect: ${traceOf(error)}`));

// Personal data stays its owner's: files are made for nobody else to read.
process.umask(0o077);
const home = dataFolder(process.env);
// Chromium's own files, and the lock of the single instance, lie in the data folder too.
app.setPath('userData', join(home, 'window'));
if (process.platform === 'win32') app.setAppUserModelId('com.inseam.app');

const startHidden = startedByLogin(app, process.argv);
let shell: Shell | null = null;
const isFirst = claimInstance(app, startHidden, () => shell?.open(null));
const debugging = ['remote-debugging-port', 'remote-debugging-pipe'].some((name) => app.commandLine.hasSwitch(name));

if (!isFirst) app.exit(0);
else if (app.isPackaged && debugging && process.env['INSEAM_ALLOW_DEBUGGING'] !== '1') {
  report('it may not be debugged; set INSEAM_ALLOW_DEBUGGING=1 to allow it.');
  app.exit(2);
} else start();

function start(): void {
  const rendererFolder = join(__dirname, '../renderer');
  const devServer = app.isPackaged ? undefined : process.env['INSEAM_DEV_SERVER'];
  const page = devServer === undefined ? ownPage : new URL('index.html', devServer).href;

  announceOwnScheme(protocol);
  // Together with --no-sandbox it would end every page at once.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null);

  app
    .whenReady()
    .then(async () => {
      lockDown(app, session.defaultSession, page);
      if (devServer === undefined) serveOwnScheme(protocol, rendererFolder);
      const opened = await openShell({
        dataFolder: home,
        page,
        preload: join(__dirname, '../preload/preload.cjs'),
        keychainFile: join(__dirname, 'keychain.cjs'),
        developing: !app.isPackaged,
        startHidden,
        openEngine: async (edges) => (await import('./desktop-engine')).openDesktopEngine(edges),
        resolveProxy: (address) => session.defaultSession.resolveProxy(address),
        report,
      });
      if (opened.ok) shell = opened.value;
      else await giveUp(opened.problem);
    })
    .catch((error: unknown) => {
      report(`it cannot start: ${traceOf(error)}`);
      return giveUp({ kind: 'defect', detail: 'start' });
    });
}

/** Says why there is no Inseam to be had, and ends. */
async function giveUp(problem: Problem): Promise<void> {
  const { title, meaning, nextStep } = adviseOn(problem, {
    targetName: 'The service',
    profile: null,
    personName: null,
  });
  report(`${title} ${meaning} ${nextStep}`);
  await dialog.showMessageBox({
    type: 'error',
    message: title,
    detail: `${meaning}\n\n${nextStep}`,
    buttons: ['Quit'],
  });
  app.exit(1);
}
