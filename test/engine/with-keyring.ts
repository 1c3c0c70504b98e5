import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Message, type MessageBus, sessionBus, Variant } from 'dbus-next';
import { build } from 'vite';

/** A session bus of one's own, with no program on it unless it is put there. */
export interface PrivateBus {
  /** For the process that is to see this bus and nothing of the real desktop. */
  readonly env: NodeJS.ProcessEnv;
  connect(): MessageBus;
  stop(): Promise<void>;
}

/** A real keyring on a bus of its own, unlocked with a password that only this file knows. */
export interface PrivateKeyring extends PrivateBus {
  lock(): Promise<void>;
  /** As a human would, by typing the password. */
  unlockByHand(): Promise<void>;
}

const password = 'a password for tests';
const secrets = 'org.freedesktop.secrets';
const busName = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

export async function startBus(): Promise<PrivateBus> {
  const home = mkdtempSync(join(tmpdir(), 'inseam-bus-'));
  const runtime = join(home, 'run');
  mkdirSync(runtime, { mode: 0o700 });
  const socket = join(runtime, 'bus');
  const config = join(home, 'bus.conf');
  // No folder of services: a keyring that is installed here would else be started by the first who asks.
  writeFileSync(
    config,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=${socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`,
  );
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...inherited } = process.env;
  const address = `unix:path=${socket}`;
  const env = {
    ...inherited,
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    DBUS_SESSION_BUS_ADDRESS: address,
  };
  const daemon = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork'], { env, stdio: 'ignore' });
  endWithUs(daemon);
  await until(daemon, () => answers(socket));
  return {
    env,
    connect() {
      const bus = sessionBus({ busAddress: address });
      bus.on('error', () => undefined);
      return bus;
    },
    async stop() {
      await ended(daemon);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export async function startKeyring(): Promise<PrivateKeyring> {
  const bus = await startBus();
  const connection = bus.connect();
  const options = ['--foreground', '--unlock', '--components=secrets'];
  const daemon = spawn('gnome-keyring-daemon', options, { env: bus.env, stdio: ['pipe', 'ignore', 'ignore'] });
  endWithUs(daemon);
  daemon.stdin?.end(password);
  const collection = (member: string, body: unknown[], signature: string) =>
    connection.call(
      new Message({
        destination: secrets,
        path: '/org/freedesktop/secrets',
        interface: 'org.freedesktop.Secret.Service',
        member,
        signature,
        body,
      }),
    );
  const defaultPath = async (): Promise<unknown> => (await collection('ReadAlias', ['default'], 's'))?.body[0];
  await until(daemon, async () => {
    const owned = await connection.call(
      new Message({ ...busName, member: 'NameHasOwner', signature: 's', body: [secrets] }),
    );
    return owned?.body[0] === true && (await defaultPath()) !== '/';
  });
  return {
    ...bus,
    async lock() {
      await collection('Lock', [[await defaultPath()]], 'ao');
    },
    async unlockByHand() {
      // What the unlock dialogue does once it has the password: a plain session, and the master password in it.
      const session = await collection('OpenSession', ['plain', new Variant('s', '')], 'sv');
      await connection.call(
        new Message({
          destination: secrets,
          path: '/org/freedesktop/secrets',
          interface: 'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface',
          member: 'UnlockWithMasterPassword',
          signature: 'o(oayays)',
          body: [await defaultPath(), [session?.body[1], Buffer.alloc(0), Buffer.from(password), 'text/plain']],
        }),
      );
    },
    async stop() {
      connection.disconnect();
      await ended(daemon);
      await bus.stop();
    },
  };
}

/** Builds the keychain's process as the app does. The folder lies in the tree, where its native package is found. */
export async function buildKeychainProcess(): Promise<{ readonly file: string; remove(): void }> {
  const cache = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url));
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'keychain-'));
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['keytar', 'x11', 'usocket'] },
    build: {
      ssr: fileURLToPath(new URL('../../electron/secrets/keychain-process.ts', import.meta.url)),
      outDir: folder,
      target: 'node18',
      minify: false,
      rolldownOptions: {
        external: ['keytar', 'x11', 'usocket'],
        output: { format: 'cjs', entryFileNames: 'keychain.cjs' },
      },
    },
  });
  return { file: join(folder, 'keychain.cjs'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Waits for something to become true, for as long as the program that has to make it so lives. */
async function until(program: ChildProcess, isSo: () => Promise<boolean>): Promise<void> {
  let failed: Error | null = null;
  program.once('error', (error) => {
    failed = error;
  });
  program.once('exit', (code) => {
    failed = new Error(`${program.spawnfile} ended with ${code}.`);
  });
  while (!(await isSo())) {
    if (failed !== null) throw failed;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A socket is there before anybody listens at it. */
function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = createConnection(socket);
    connection.once('error', () => resolve(false));
    connection.once('connect', () => {
      connection.destroy();
      resolve(true);
    });
  });
}

/** A test run that breaks off must not leave daemons behind. */
function endWithUs(program: ChildProcess): void {
  const end = () => void program.kill('SIGKILL');
  process.once('exit', end);
  program.once('exit', () => process.off('exit', end));
}

function ended(program: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (program.pid === undefined || program.exitCode !== null || program.signalCode !== null) return resolve();
    program.once('exit', () => resolve());
    program.kill('SIGKILL');
  });
}
