import { existsSync, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/**
 * Where Inseam keeps everything: INSEAM_HOME, else the platform's folder for application data. Made when it is not
 * there, for its owner alone: the ledgers in it hold people's data.
 */
export function dataFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  const folder = chosenFolder(env, platform);
  makeFolder(folder);
  return folder;
}

/** Not by `recursive`: where a file system takes no folders (/proc), Node tries that without end. */
function makeFolder(folder: string): void {
  const above = dirname(folder);
  if (above !== folder && !existsSync(above)) makeFolder(above);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // It is there already, or another process was faster.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

/** Which one it is, there or not. */
export function chosenFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  const own = env['INSEAM_HOME'];
  if (own !== undefined && own !== '') return resolve(own);
  const home = env['HOME'] || homedir();
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Inseam');
    case 'win32':
      return join(env['LOCALAPPDATA'] || join(homedir(), 'AppData', 'Local'), 'Inseam');
    default:
      return join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'Inseam');
  }
}
