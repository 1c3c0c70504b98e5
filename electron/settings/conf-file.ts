import './signals-before';
// electron-store is this class with Electron's folders filled in. The command line must not load Electron, so it uses
// conf itself, with the same folder and name, and so the same file.
import Conf from 'conf';
import { dropNewListeners } from './signals-before';

dropNewListeners();

/** Writes the settings file whole: a temporary file beside it, then renamed. Throws what the file system says. */
export function writeConf(folder: string, content: Record<string, unknown>): void {
  new Conf({ cwd: folder, configName: 'settings', configFileMode: 0o600, clearInvalidConfig: false }).store = content;
}
