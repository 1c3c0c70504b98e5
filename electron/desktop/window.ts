import { BrowserWindow, nativeImage, nativeTheme, type Rectangle, screen } from 'electron';
import type { WindowMemory } from './memory';
import { appIcon } from './tray-icons';

/** A window that nobody looks at costs some 85 MB; it is let go after this long. */
const hiddenForMs = 5 * 60_000;
const backgrounds = { light: '#f0f0f0', dark: '#1f1f1f' } as const;

export interface WindowOptions {
  /** The page, without its hash. */
  readonly page: string;
  readonly preload: string;
  readonly developing: boolean;
  readonly memory: () => WindowMemory;
  readonly remember: (change: Partial<WindowMemory>) => void;
  /** Decides on every wish to close; `hide` and `close` do what they say. */
  readonly onClose: (event: { preventDefault(): void }, window: BrowserWindow) => void;
}

export interface MainWindow {
  /** Shows the window, made anew if it was let go, at an address of its own (`#/…`) or where it was. */
  open(address: string | null): void;
  hide(): void;
  /** The window if there is one. */
  readonly current: BrowserWindow | null;
  /** The ids of its page, for the check of who asks. */
  readonly pageIds: ReadonlySet<number>;
}

/** The one window. `tellAddress` sends an open page to another address without loading it anew. */
export function mainWindow(options: WindowOptions, tellAddress: (address: string) => void): MainWindow {
  let current: BrowserWindow | null = null;
  let lettingGo: NodeJS.Timeout | null = null;
  const pageIds = new Set<number>();

  const keep = (): void => {
    if (lettingGo !== null) clearTimeout(lettingGo);
    lettingGo = null;
  };

  function make(address: string | null): BrowserWindow {
    const { bounds, maximised } = options.memory();
    const window = new BrowserWindow({
      width: 1280,
      height: 800,
      ...(bounds !== null && isOnScreen(bounds) ? bounds : {}),
      minWidth: 900,
      minHeight: 600,
      show: false,
      title: 'Inseam',
      backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
      autoHideMenuBar: true,
      ...(process.platform === 'linux' ? {} : ownTitleRow()),
      // The others take it from the program itself.
      ...(process.platform === 'linux' ? { icon: nativeImage.createFromDataURL(appIcon) } : {}),
      webPreferences: {
        preload: options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webviewTag: false,
        spellcheck: false,
        devTools: options.developing,
      },
    });
    // Kept for the handlers below: after "closed" the window may not be asked any more.
    const pageId = window.webContents.id;
    pageIds.add(pageId);
    if (maximised) window.maximize();
    window.once('ready-to-show', () => window.show());
    window.on('close', (event) => {
      options.remember({ bounds: window.getNormalBounds(), maximised: window.isMaximized() });
      options.onClose(event, window);
    });
    window.on('closed', () => {
      keep();
      pageIds.delete(pageId);
      if (current === window) current = null;
    });
    window.on('show', keep);
    window.on('hide', () => {
      keep();
      lettingGo = setTimeout(() => window.destroy(), hiddenForMs);
    });
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit' && !window.isDestroyed()) window.reload();
    });
    void window.loadURL(`${options.page}${address ?? ''}`).catch(() => {
      // A load that was cut off by closing or by a second one; a page that is missing was found before.
    });
    return window;
  }

  return {
    open(address) {
      if (current === null || current.isDestroyed()) {
        current = make(address);
        return;
      }
      if (current.isMinimized()) current.restore();
      current.show();
      current.focus();
      if (address !== null) tellAddress(address);
    },
    hide: () => current?.hide(),
    get current() {
      return current !== null && !current.isDestroyed() ? current : null;
    },
    pageIds,
  };
}

/** Windows and macOS draw their buttons over our title row; Linux desktops keep their own frame. */
function ownTitleRow() {
  return {
    titleBarStyle: 'hidden',
    ...(process.platform === 'win32'
      ? {
          titleBarOverlay: {
            color: '#00000000',
            symbolColor: nativeTheme.shouldUseDarkColors ? '#fff' : '#242424',
            height: 47,
          },
        }
      : { trafficLightPosition: { x: 16, y: 17 } }),
  } as const;
}

/** A window remembered from a screen that is gone would open where nobody sees it. */
function isOnScreen(bounds: Rectangle): boolean {
  const { workArea } = screen.getDisplayMatching(bounds);
  return (
    bounds.x < workArea.x + workArea.width - 100 &&
    bounds.x + bounds.width > workArea.x + 100 &&
    bounds.y >= workArea.y - 20 &&
    bounds.y < workArea.y + workArea.height - 100
  );
}
