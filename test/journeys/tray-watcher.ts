import dbus from 'dbus-next';

/**
 * A tray for tests: takes the place of the panel on the session bus, as StatusNotifierWatcher and host in one, reads the
 * icon's menu over D-Bus and clicks in it (freedesktop.org: StatusNotifierItem; com.canonical.dbusmenu).
 */

const watcherName = 'org.kde.StatusNotifierWatcher';
const watcherPath = '/StatusNotifierWatcher';
const itemPath = '/StatusNotifierItem';
const itemInterface = 'org.kde.StatusNotifierItem';
const menuInterface = 'com.canonical.dbusmenu';

/** An entry of the menu as the panel would show it. */
export interface MenuEntry {
  readonly id: number;
  /** '' for a separator. */
  readonly label: string;
  readonly enabled: boolean;
  readonly children: readonly MenuEntry[];
}

type Properties = Readonly<Record<string, dbus.Variant | undefined>>;
type Layout = readonly [number, Properties, readonly dbus.Variant<Layout>[]];

class Watcher extends dbus.interface.Interface {
  readonly items: string[] = [];

  get RegisteredStatusNotifierItems(): string[] {
    return this.items;
  }
  get IsStatusNotifierHostRegistered(): boolean {
    return true;
  }
  get ProtocolVersion(): number {
    return 0;
  }
  RegisterStatusNotifierItem(service: string): void {
    this.items.push(service);
  }
  RegisterStatusNotifierHost(_service: string): void {}
}
Watcher.configureMembers({
  properties: {
    RegisteredStatusNotifierItems: { signature: 'as', access: 'read' },
    IsStatusNotifierHostRegistered: { signature: 'b', access: 'read' },
    ProtocolVersion: { signature: 'i', access: 'read' },
  },
  methods: {
    RegisterStatusNotifierItem: { inSignature: 's' },
    RegisterStatusNotifierHost: { inSignature: 's' },
  },
});

export interface TrayWatcher {
  /** How many icons have registered so far. */
  readonly registered: number;
  /** The newest icon's menu; empty as long as there is none. */
  menu(): Promise<readonly MenuEntry[]>;
  /** The labels of {@link menu}, "—" for a separator. */
  labels(): Promise<readonly string[]>;
  tooltip(): Promise<string>;
  /** The picture's size in pixels. */
  pictureSize(): Promise<number>;
  /** Chooses an entry, by the labels on the way to it. */
  choose(...path: readonly string[]): Promise<void>;
  /** What a click on the icon itself does where the desktop sends one. */
  activate(): Promise<void>;
  close(): Promise<void>;
}

/** Takes the panel's place on the session bus; fails where there is no bus or another panel. */
export async function openTrayWatcher(): Promise<TrayWatcher> {
  const bus = dbus.sessionBus();
  const watcher = new Watcher(watcherName);
  bus.export(watcherPath, watcher);
  const primaryOwner = 1;
  if ((await bus.requestName(watcherName, 4)) !== primaryOwner) throw new Error('a panel is there already');

  const newest = (): string => {
    const service = watcher.items.at(-1);
    if (service === undefined) throw new Error('no tray icon has registered');
    return service;
  };
  const ask = async (path: string, face: string, member: string, signature: string, body: unknown[]) => {
    const answer = await bus.call(
      new dbus.Message({ destination: newest(), path, interface: face, member, signature, body }),
    );
    return answer?.body ?? [];
  };
  const property = async (name: string): Promise<unknown> => {
    const [value] = await ask(itemPath, 'org.freedesktop.DBus.Properties', 'Get', 'ss', [itemInterface, name]);
    return (value as dbus.Variant).value;
  };
  const menuPath = async (): Promise<string> => String(await property('Menu'));

  const tray: TrayWatcher = {
    get registered() {
      return watcher.items.length;
    },
    async menu() {
      if (watcher.items.length === 0) return [];
      const path = await menuPath();
      const [, root] = await ask(path, menuInterface, 'GetLayout', 'iias', [0, -1, []]);
      return entryOf(root as Layout).children;
    },
    async labels() {
      return (await tray.menu()).map(({ label }) => label || '—');
    },
    async tooltip() {
      return String(((await property('ToolTip')) as readonly unknown[])[2]);
    },
    async pictureSize() {
      const [first] = (await property('IconPixmap')) as readonly (readonly [number, number, Buffer])[];
      return first?.[0] ?? 0;
    },
    async choose(...path) {
      let entries = await tray.menu();
      let chosen: MenuEntry | undefined;
      for (const label of path) {
        chosen = entries.find((entry) => entry.label === label);
        if (chosen === undefined) {
          throw new Error(`the tray has no "${label}", it has ${entries.map((entry) => entry.label).join(', ')}`);
        }
        entries = chosen.children;
      }
      if (chosen === undefined || !chosen.enabled) throw new Error(`"${path.join(' ▸ ')}" cannot be chosen`);
      // Without waiting for an answer: after "Quit" there is nobody to give one.
      bus.send(
        new dbus.Message({
          destination: newest(),
          path: await menuPath(),
          interface: menuInterface,
          member: 'Event',
          signature: 'isvu',
          body: [chosen.id, 'clicked', new dbus.Variant('i', 0), 0],
          flags: dbus.MessageFlag.NO_REPLY_EXPECTED,
        }),
      );
    },
    async activate() {
      await ask(itemPath, itemInterface, 'Activate', 'ii', [0, 0]);
    },
    async close() {
      await bus.releaseName(watcherName);
      bus.disconnect();
    },
  };
  return tray;
}

function entryOf([id, properties, children]: Layout): MenuEntry {
  const label = properties['type']?.value === 'separator' ? '' : String(properties['label']?.value ?? '');
  return {
    id,
    // An underscore marks the key of an entry; a real one is doubled.
    label: label.replace(/_(.)/g, '$1'),
    enabled: properties['enabled']?.value !== false,
    children: children.map(({ value }) => entryOf(value)),
  };
}
