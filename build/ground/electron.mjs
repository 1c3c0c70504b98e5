// Which Electron runs the app here. Electron's own build, as the electron package fetches and checks it, comes first;
// where that cannot be had, Linux x64 gets the older runtime that electron-runtime.sh makes from the registry alone.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, node, Stop, say, toolEnvironment } from './run.mjs';

const packageFolder = at('node_modules/electron');
const preparedFolder = at('node_modules/.cache/electron-runtime');
const waitForDownloadMs = 8000;

/**
 * @param {string} purpose named in what is said
 * @returns {Promise<{ binary: string, switches: string[], env: Record<string, string>, own: boolean }>}
 */
export async function electronFor(purpose) {
  const chosen = await choose();
  say(`${purpose} uses ${chosen.what}`);
  return {
    binary: chosen.binary,
    // Chromium's sandbox refuses to run as root.
    switches: process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    // The electron package itself reads this, and so do Playwright and everything else that asks it for its path.
    env: chosen.own ? {} : { ELECTRON_OVERRIDE_DIST_PATH: chosen.folder },
    own: chosen.own,
  };
}

async function choose() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) {
    return { own: false, folder: override, binary: join(override, 'electron'), what: `the Electron of ${override}` };
  }
  const own = ownBinary() ?? (await fetchOwnBinary());
  if (own !== null)
    return { own: true, folder: '', binary: own, what: `Electron ${ownVersion()}, Electron’s own build` };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Stop(
      'Electron could not be downloaded from GitHub. Check the network or the proxy (HTTPS_PROXY), or name a mirror in ELECTRON_MIRROR, then try again.',
    );
  }
  const made = spawnSync('bash', [at('build/electron-runtime.sh'), preparedFolder], {
    env: toolEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (made.status !== 0)
    throw new Stop('No Electron could be prepared: neither from GitHub nor from the npm registry.');
  const version = readFileSync(join(preparedFolder, 'version'), 'utf8');
  return {
    own: false,
    folder: preparedFolder,
    binary: join(preparedFolder, 'electron'),
    what: `Electron ${version} from the npm registry, because Electron’s own download cannot be reached (for development and tests only)`,
  };
}

const ownVersion = () => JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version;

/** Electron's own binary where it is there already. */
function ownBinary() {
  const pathFile = join(packageFolder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = join(packageFolder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(binary) ? binary : null;
}

/** Asks first whether the download can be reached at all: Electron's downloader repeats a failing try for most of a minute. */
async function fetchOwnBinary() {
  const from =
    process.env['ELECTRON_MIRROR'] ??
    process.env['npm_config_electron_mirror'] ??
    'https://github.com/electron/electron/releases/download/';
  const behindProxy = Boolean(process.env['HTTPS_PROXY'] ?? process.env['https_proxy']);
  if (!behindProxy && !(await answers(from))) return null;
  say(`Fetching Electron ${ownVersion()} …`);
  const fetched = spawnSync(node, [join(packageFolder, 'install.js')], {
    env: { ...toolEnvironment(), ...(behindProxy ? { ELECTRON_GET_USE_PROXY: '1' } : {}) },
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  return fetched.status === 0 ? ownBinary() : null;
}

/** @param {string} address */
async function answers(address) {
  try {
    await fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(waitForDownloadMs) });
    return true;
  } catch {
    return false;
  }
}
