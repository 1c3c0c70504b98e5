import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'electron';

/** Started by the system, Inseam shows no window. */
export const hiddenSwitch = '--hidden';

/**
 * Makes the system start Inseam when the admin logs in, or not any more. Windows and macOS have a call for it; on Linux it
 * is a file of the desktop's (freedesktop.org: Desktop Application Autostart Specification), Electron's call does nothing.
 */
export function startAtLogin(app: App, wanted: boolean, env: NodeJS.ProcessEnv = process.env): void {
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: wanted, args: [hiddenSwitch] });
    return;
  }
  const folder = join(env['XDG_CONFIG_HOME'] || join(env['HOME'] || homedir(), '.config'), 'autostart');
  const file = join(folder, 'inseam.desktop');
  if (!wanted) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(folder, { recursive: true });
  // An AppImage runs from a mount that is another one each time; APPIMAGE names the file itself.
  const program = env['APPIMAGE'] || process.execPath;
  writeFileSync(file, autostartEntry([program, ...(app.isPackaged ? [] : [app.getAppPath()]), hiddenSwitch]));
}

/** The desktop entry, with each word quoted as the Desktop Entry Specification wants it ("The Exec key"). */
export function autostartEntry(command: readonly string[]): string {
  const quoted = command.map(
    (word) =>
      `"${word
        .replace(/[\\"`$]/g, '\\$&')
        .replaceAll('\\', '\\\\')
        .replaceAll('%', '%%')}"`,
  );
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Inseam',
    'Comment=Keeps accounts in step with Microsoft Entra ID',
    `Exec=${quoted.join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** Whether the system started this Inseam, so that it stays in the tray. */
export function startedByLogin(app: App, words: readonly string[]): boolean {
  return words.includes(hiddenSwitch) || (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin);
}
