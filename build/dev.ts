import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBuilder, createServer, type Rolldown } from 'vite';

// `npm run dev`: Vite's server for the window, a watching build for the main process and the preload, and Electron, which
// starts anew whenever one of those two was built again. The page then has no content policy: Vite's styles are inline.

const root = fileURLToPath(new URL('..', import.meta.url));
const configFile = fileURLToPath(new URL('../vite.config.ts', import.meta.url));
const electron: string = createRequire(import.meta.url)('electron');

const server = await createServer({ configFile, mode: 'development' });
await server.listen();
const address = server.resolvedUrls?.local[0];
if (address === undefined) throw new Error('the dev server has no address');

let app: ChildProcess | null = null;
let stopping = false;

function startApp(): void {
  const old = app;
  const start = () => {
    app = spawn(electron, [...process.argv.slice(2), root], {
      stdio: 'inherit',
      env: { ...process.env, INSEAM_DEV_SERVER: address },
    });
    app.once('exit', () => {
      if (!stopping) app = null;
    });
  };
  if (old === null || old.exitCode !== null) {
    start();
    return;
  }
  old.once('exit', start);
  old.kill();
}

const builder = await createBuilder({ configFile, mode: 'development', build: { watch: {} } });
const ended = new Set<string>();
for (const name of ['node', 'preload']) {
  const environment = builder.environments[name];
  if (environment === undefined) throw new Error(`vite.config.ts has no environment ${name}`);
  const watcher = (await builder.build(environment)) as Rolldown.RolldownWatcher;
  watcher.on('event', (event) => {
    if (event.code === 'ERROR') console.error(event.error);
    if (event.code !== 'END') return;
    ended.add(name);
    // Electron needs both: the first of them to end finds the other missing.
    if (ended.size === 2) startApp();
  });
}

const end = async (): Promise<void> => {
  stopping = true;
  app?.kill();
  await server.close();
  process.exit(0);
};
process.on('SIGINT', end);
process.on('SIGTERM', end);
console.log(`The window is served from ${dirname(`${address}.`)}`);
