import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Where Inseam keeps everything: INSEAM_HOME, else the platform's folder for application data. Made when it is not
 * there, for its owner alone: the ledgers in it hold people's data.
 */
export function dataFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  const folder = chosenFolder(env, platform);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

function chosenFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
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
