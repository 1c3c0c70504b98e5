import '../settings/signals-before';
import ElectronStore from 'electron-store';
import { dropNewListeners } from '../settings/signals-before';

dropNewListeners();

/** Writes the settings file whole through electron-store. Throws what the file system says. */
export function writeStore(folder: string, content: Record<string, unknown>): void {
  new ElectronStore({ cwd: folder, name: 'settings', configFileMode: 0o600, clearInvalidConfig: false }).store =
    content;
}
