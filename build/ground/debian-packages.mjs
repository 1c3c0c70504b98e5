// The system packages that Electron, the keychain and the pictures need on Debian and its kin. Elsewhere nothing is checked.
import { spawnSync } from 'node:child_process';
import { run, Stop, say } from './run.mjs';

// A name may have another since the 64-bit time change of Debian 13 and Ubuntu 24.04.
const window = [['libgtk-3-0', 'libgtk-3-0t64'], ['libnss3'], ['libasound2', 'libasound2t64'], ['libgbm1']];
const keychain = [['libsecret-1-0']];
const virtual = [['xvfb'], ['xauth'], ['gnome-keyring'], ['dbus']];
const fonts = [['fonts-liberation'], ['fonts-open-sans'], ['fonts-noto-core'], ['fonts-noto-cjk']];

/** To show a window on a desktop that is there. */
export const windowPackages = [...window, ...keychain];
/** To run it where there is no desktop: tests, and the app on a server. */
export const desktopPackages = [...window, ...keychain, ...virtual, ...fonts];

/** @param {readonly (readonly string[])[]} wanted each with its possible names */
export function provideDebianPackages(wanted) {
  if (process.platform !== 'linux' || !works('dpkg-query', ['--version']) || !works('apt-get', ['--version'])) return;
  const installed = installedOf(wanted.flat());
  const missing = wanted.filter((names) => !names.some((name) => installed.has(name)));
  if (missing.length === 0) return;

  if (process.getuid?.() !== 0) {
    const line = `sudo apt-get install -y --no-install-recommends ${missing.map(known).join(' ')}`;
    throw new Stop(`These system packages are missing. Install them, then try again:\n\n  ${line}`);
  }
  say(`Installing system packages: ${missing.map(([name]) => name).join(' ')}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const quietly = ['-qq', '-o', 'Dpkg::Use-Pty=0', '-o', 'Acquire::Retries=3'];
  run('apt-get', [...quietly, 'update'], { env, quiet: true });
  const status = run('apt-get', [...quietly, 'install', '-y', '--no-install-recommends', ...missing.map(known)], {
    env,
    quiet: true,
  });
  if (status !== 0) throw new Stop(`apt-get ended with status ${status}: ${missing.map(known).join(' ')}`);
}

/** The name under which this release has the package. @param {readonly string[]} names */
function known(names) {
  return (
    names.find((name) => names.length === 1 || works('apt-cache', ['show', '--no-all-versions', name])) ?? names[0]
  );
}

/** @param {readonly string[]} names */
function installedOf(names) {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', `\${Package} \${db:Status-Status}\n`, ...names], {
    encoding: 'utf8',
  });
  const lines = stdout.split('\n').map((line) => line.split(' '));
  return new Set(lines.filter(([, status]) => status === 'installed').map(([name]) => name));
}

/** @param {string} program @param {readonly string[]} words */
function works(program, words) {
  return spawnSync(program, words, { stdio: 'ignore' }).status === 0;
}
