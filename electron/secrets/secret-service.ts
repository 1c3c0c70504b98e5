import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Message, type MessageBus, sessionBus } from 'dbus-next';

/**
 * Asks the Secret Service (freedesktop.org, "Secret Service API") what keytar cannot tell: whether an entry is missing or
 * locked. libsecret answers both with nothing. Only `unlock` can make a prompt appear.
 */
export interface SecretService {
  entry(service: string, account: string): Promise<'set' | 'missing' | 'locked'>;
  /** Whether a new entry could be stored without a prompt; `none`: there is no default collection yet. */
  defaultCollection(): Promise<'open' | 'locked' | 'none'>;
  /** Settles when the human has answered; false: they declined, or nothing could be shown. */
  unlock(): Promise<boolean>;
  close(): void;
}

export type OpenedSecretService =
  | { readonly kind: 'open'; readonly service: SecretService }
  | { readonly kind: 'unavailable'; readonly detail: string }
  /** A bus at an address that only libsecret can reach: it has to be asked without a probe. */
  | { readonly kind: 'unknown' };

const secrets = 'org.freedesktop.secrets';
const servicePath = '/org/freedesktop/secrets';
const serviceInterface = 'org.freedesktop.Secret.Service';
const bus = { name: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', face: 'org.freedesktop.DBus' };

export async function openSecretService(env: NodeJS.ProcessEnv): Promise<OpenedSecretService> {
  const address = busAddress(env);
  if (address === null) return { kind: 'unavailable', detail: 'There is no session bus.' };
  if (!/^unix:path=/.test(address))
    return address.startsWith('disabled:')
      ? { kind: 'unavailable', detail: 'The session bus is switched off.' }
      : { kind: 'unknown' };
  let connection: Connection;
  try {
    connection = connect(address);
    if (!(await hasProvider(connection))) {
      connection.close();
      return { kind: 'unavailable', detail: 'No program on this desktop keeps secrets (org.freedesktop.secrets).' };
    }
  } catch (error) {
    return { kind: 'unavailable', detail: `The session bus cannot be reached: ${textOf(error)}` };
  }
  return { kind: 'open', service: serviceOver(connection) };
}

/** The order of GDBus, so that libsecret and we talk to the same bus. */
function busAddress(env: NodeJS.ProcessEnv): string | null {
  const given = env['DBUS_SESSION_BUS_ADDRESS'];
  if (given !== undefined && given !== '') return given;
  const runtime = env['XDG_RUNTIME_DIR'];
  if (runtime === undefined || runtime === '') return null;
  const socket = join(runtime, 'bus');
  return existsSync(socket) ? `unix:path=${socket}` : null;
}

interface Connection {
  readonly bus: MessageBus;
  /** Rejects also when the bus goes away, which dbus-next alone would leave unsettled. */
  call(message: CallParts): Promise<readonly unknown[]>;
  close(): void;
}

interface CallParts {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: unknown[];
}

function connect(busAddress: string): Connection {
  const opened = sessionBus({ busAddress });
  const gone = new Promise<never>((_, reject) => {
    opened.on('error', (error: unknown) => reject(error instanceof Error ? error : new Error(textOf(error))));
  });
  gone.catch(() => undefined);
  return {
    bus: opened,
    async call(parts) {
      const reply = await Promise.race([opened.call(new Message(parts)), gone]);
      return reply?.body ?? [];
    },
    close: () => opened.disconnect(),
  };
}

async function hasProvider({ call }: Connection): Promise<boolean> {
  const about = { destination: bus.name, path: bus.path, interface: bus.face };
  const [owned] = await call({ ...about, member: 'NameHasOwner', signature: 's', body: [secrets] });
  if (owned === true) return true;
  const [names] = await call({ ...about, member: 'ListActivatableNames' });
  return Array.isArray(names) && names.includes(secrets);
}

function serviceOver(connection: Connection): SecretService {
  const ask = (member: string, signature: string, body: unknown[]) =>
    connection.call({ destination: secrets, path: servicePath, interface: serviceInterface, member, signature, body });

  async function defaultPath(): Promise<string | null> {
    const [path] = await ask('ReadAlias', 's', ['default']);
    return typeof path === 'string' && path !== '/' ? path : null;
  }

  return {
    async entry(service, account) {
      const [unlocked, locked] = await ask('SearchItems', 'a{ss}', [{ service, account }]);
      if (Array.isArray(unlocked) && unlocked.length > 0) return 'set';
      return Array.isArray(locked) && locked.length > 0 ? 'locked' : 'missing';
    },

    async defaultCollection() {
      const path = await defaultPath();
      if (path === null) return 'none';
      const [locked] = await connection.call({
        destination: secrets,
        path,
        interface: 'org.freedesktop.DBus.Properties',
        member: 'Get',
        signature: 'ss',
        body: ['org.freedesktop.Secret.Collection', 'Locked'],
      });
      return isVariant(locked) && locked.value === true ? 'locked' : 'open';
    },

    async unlock() {
      const path = await defaultPath();
      if (path === null) return true;
      const [unlocked, prompt] = await ask('Unlock', 'ao', [[path]]);
      if (Array.isArray(unlocked) && unlocked.includes(path)) return true;
      return typeof prompt === 'string' && prompt !== '/' ? await answered(connection, prompt) : false;
    },

    close: () => connection.close(),
  };
}

/** Shows the prompt and waits for its `Completed(dismissed, result)`. */
async function answered(connection: Connection, prompt: string): Promise<boolean> {
  const rule = `type='signal',interface='org.freedesktop.Secret.Prompt',member='Completed',path='${prompt}'`;
  await connection.call({
    destination: bus.name,
    path: bus.path,
    interface: bus.face,
    member: 'AddMatch',
    signature: 's',
    body: [rule],
  });
  const completed = new Promise<boolean>((resolve) => {
    connection.bus.on('message', (message: Message) => {
      if (message.path === prompt && message.member === 'Completed') resolve(message.body[0] === false);
    });
  });
  await connection.call({
    destination: secrets,
    path: prompt,
    interface: 'org.freedesktop.Secret.Prompt',
    member: 'Prompt',
    signature: 's',
    body: [''],
  });
  return completed;
}

const isVariant = (value: unknown): value is { readonly value: unknown } =>
  typeof value === 'object' && value !== null && 'value' in value;

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
