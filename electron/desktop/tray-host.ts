import { Message, type MessageBus, sessionBus, type Variant } from 'dbus-next';

/**
 * Whether the desktop shows tray icons. Windows and macOS always do. On Linux an icon made without a host is drawn nowhere
 * and nobody says so, and one that appears later does not find it: so the session bus is asked first, and watched.
 * (freedesktop.org: StatusNotifierItem.)
 */
export interface TrayHost {
  readonly present: boolean;
  close(): void;
}

const watcher = 'org.kde.StatusNotifierWatcher';
const watcherPath = '/StatusNotifierWatcher';

/** Resolves with what is true now; `onChange` is called whenever a host comes or goes. */
export async function watchTrayHost(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  onChange: (present: boolean) => void,
): Promise<TrayHost> {
  if (platform !== 'linux') return { present: true, close: () => {} };
  const address = env['DBUS_SESSION_BUS_ADDRESS'];
  const none: TrayHost = { present: false, close: () => {} };
  // Electron itself writes "disabled:" where there is no bus.
  if (!address || address.startsWith('disabled:')) return none;

  let bus: MessageBus;
  try {
    bus = sessionBus({ busAddress: address });
  } catch {
    return none;
  }
  let present = false;
  let closed = false;
  const change = (now: boolean): void => {
    if (now === present || closed) return;
    present = now;
    onChange(now);
  };
  // A bus that breaks off takes the panel with it.
  bus.on('error', () => change(false));
  try {
    await addMatch(bus, `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${watcher}'`);
    await addMatch(bus, `type='signal',interface='${watcher}'`);
    bus.on('message', (message) => {
      const concerns = message.member === 'NameOwnerChanged' || message.interface === watcher;
      if (concerns) void hasHost(bus).then(change);
    });
    present = await hasHost(bus);
  } catch {
    bus.disconnect();
    return none;
  }
  return {
    get present() {
      return present;
    },
    close() {
      closed = true;
      bus.disconnect();
    },
  };
}

const addMatch = (bus: MessageBus, rule: string): Promise<Message | null> =>
  bus.call(
    new Message({
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'AddMatch',
      signature: 's',
      body: [rule],
    }),
  );

async function hasHost(bus: MessageBus): Promise<boolean> {
  try {
    const answer = await bus.call(
      new Message({
        destination: watcher,
        path: watcherPath,
        interface: 'org.freedesktop.DBus.Properties',
        member: 'Get',
        signature: 'ss',
        body: [watcher, 'IsStatusNotifierHostRegistered'],
        // Asking must not start a panel.
        flags: noAutoStart,
      }),
    );
    const value: Variant<unknown> | undefined = answer?.body?.[0];
    return value?.value === true;
  } catch {
    return false;
  }
}

/** D-Bus specification, "Message Format": the flag NO_AUTO_START. */
const noAutoStart = 2;
