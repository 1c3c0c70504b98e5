// `npm run dist`: the installers, on Electron's own current build and nothing else. With --trial an unpacked package is
// made on whatever Electron there is, for trying the packaged app; it is no release and says so in its folder's name.

import { prepareBundle } from './bundle.mjs';
import { electronFor } from './electron.mjs';
import { at, node, run, Stop, say } from './run.mjs';

/** @param {readonly string[]} words */
export async function makeRelease(words) {
  const trial = words.includes('--trial');
  const rest = words.filter((word) => word !== '--trial');
  const electron = await electronFor('npm run dist');
  if (!trial && !electron.own) {
    throw new Stop(
      [
        'No release is made on this Electron: it is not Electron’s own build, and it gets no security fixes.',
        'Make the release on a network that reaches github.com, with ELECTRON_OVERRIDE_DIST_PATH unset.',
        'To try the packaged app here: npm run dist -- --trial',
      ].join('\n'),
    );
  }
  prepareBundle();
  const builder = [at('node_modules/electron-builder/cli.js'), '--config', at('build/electron-builder.config.ts')];
  const target = trial ? ['--dir', '--config.directories.output=release/trial'] : [];
  const status = run(node, [...builder, ...target, '--publish', 'never', ...rest], { env: electron.env });
  if (status === 0 && trial) say('The trial package is in release/trial. It is not a release.');
  return status;
}
