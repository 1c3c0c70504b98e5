import { Menu, type MenuItemConstructorOptions, type NativeImage, nativeImage, nativeTheme, Tray } from 'electron';
import { trayIcons } from './tray-icons';
import type { TrayCommand, TrayEntry, TrayPicture, TrayView } from './tray-menu';

/** A count that goes on is shown this often at most; a menu that is open would flicker otherwise. */
const redrawMs = 5000;

export interface TrayIcon {
  /** Draws what is true now; called at every event, it redraws only what changed. */
  refresh(): void;
  /** Makes the icon, or takes it away, as a panel comes or goes. */
  setHost(present: boolean): void;
  close(): void;
}

/** The tray icon. `view` is asked for what to show, `run` is told what was chosen. */
export function trayIcon(view: () => TrayView, run: (command: TrayCommand) => void): TrayIcon {
  let tray: Tray | null = null;
  let shown: { shape: string; picture: TrayPicture; menu: string; tooltip: string } | null = null;
  let redrawing: NodeJS.Timeout | null = null;
  let daily: NodeJS.Timeout | null = null;

  function draw(): void {
    if (redrawing !== null) clearTimeout(redrawing);
    redrawing = null;
    if (tray === null) return;
    const { shape, picture, tooltip, entries } = view();
    const menu = JSON.stringify(entries);
    if (picture !== shown?.picture) tray.setImage(imageOf(picture));
    if (tooltip !== shown?.tooltip) tray.setToolTip(tooltip);
    if (menu !== shown?.menu)
      tray.setContextMenu(Menu.buildFromTemplate(entries.map((entry) => templateOf(entry, run))));
    shown = { shape, picture, menu, tooltip };
  }

  function refresh(): void {
    if (tray === null) return;
    if (view().shape !== shown?.shape) draw();
    else redrawing ??= setTimeout(draw, redrawMs);
  }

  /** "Paused until tomorrow" is another day at midnight. */
  function drawAtMidnight(): void {
    const now = new Date();
    const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
    daily = setTimeout(
      () => {
        draw();
        drawAtMidnight();
      },
      midnight.getTime() - now.getTime() + 1000,
    );
  }

  function remove(): void {
    tray?.destroy();
    tray = null;
    shown = null;
  }

  const onTheme = (): void => {
    if (tray !== null && shown !== null) tray.setImage(imageOf(shown.picture));
  };
  nativeTheme.on('updated', onTheme);
  drawAtMidnight();

  return {
    refresh,
    setHost(present) {
      remove();
      if (!present) return;
      tray = new Tray(imageOf(view().picture));
      // What counts as a click is up to the desktop; the menu has everything.
      tray.on('click', () => {
        if (process.platform !== 'darwin') run({ kind: 'open', address: null });
      });
      draw();
    },
    close() {
      if (redrawing !== null) clearTimeout(redrawing);
      if (daily !== null) clearTimeout(daily);
      nativeTheme.off('updated', onTheme);
      remove();
    },
  };
}

function templateOf(entry: TrayEntry, run: (command: TrayCommand) => void): MenuItemConstructorOptions {
  switch (entry.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'line':
      return { label: plain(entry.label), enabled: false };
    case 'item':
      return { label: plain(entry.label), click: () => run(entry.command) };
    case 'submenu':
      return { label: plain(entry.label), submenu: entry.entries.map((inner) => templateOf(inner, run)) };
  }
}

/** An ampersand in a name would mark the next letter as the key to choose it with. */
const plain = (label: string): string => label.replaceAll('&', '&&');

function imageOf(picture: TrayPicture): NativeImage {
  if (process.platform === 'darwin') {
    const image = sized(trayIcons.template[picture]);
    image.setTemplateImage(true);
    return image;
  }
  // Linux panels are dark far more often than the desktop's windows, and do not say what they are.
  const dark = process.platform === 'linux' || nativeTheme.shouldUseDarkColors;
  const icons = trayIcons[dark ? 'dark' : 'light'][picture];
  // Linux panels scale the one picture they get; the others choose by the screen.
  return process.platform === 'linux' ? nativeImage.createFromDataURL(icons[32]) : sized(icons);
}

function sized(icons: Readonly<Record<16 | 24 | 32, string>>): NativeImage {
  const image = nativeImage.createFromDataURL(icons[16]);
  image.addRepresentation({ scaleFactor: 1.5, dataURL: icons[24] });
  image.addRepresentation({ scaleFactor: 2, dataURL: icons[32] });
  return image;
}
