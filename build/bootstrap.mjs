#!/usr/bin/env node
// The one way in for every npm script, in plain Node 20 or later and with no package: from a fresh clone it installs what
// is missing, builds what is stale, and then runs the thing asked for. Whatever follows the command is handed on.
import { forgetBundle, prepareBundle } from './ground/bundle.mjs';
import { desktopPackages, provideDebianPackages, windowPackages } from './ground/debian-packages.mjs';
import { electronFor } from './ground/electron.mjs';
import { providePackages } from './ground/packages.mjs';
import { makeRelease } from './ground/release.mjs';
import { at, node, run, Stop, say } from './ground/run.mjs';
import { runTests } from './ground/test-stages.mjs';

const commandLine = at('dist/node/inseam.cjs');

/** @type {Record<string, { does: string, run: (words: string[]) => Promise<number> | number }>} */
const commands = {
  demo: {
    does: 'shows the whole job on this machine with a sample company',
    run: (words) => {
      providePackages();
      prepareBundle();
      return run(node, [commandLine, 'demo', ...words]);
    },
  },
  story: {
    does: 'tells a year of joiners, movers and leavers in the sample company',
    run: (words) => {
      providePackages();
      prepareBundle();
      return run(node, [commandLine, 'story', ...words]);
    },
  },
  simulate: {
    does: 'starts the sample company and prints its settings',
    run: (words) => {
      providePackages();
      prepareBundle();
      return run(node, [commandLine, 'simulate', ...words]);
    },
  },
  start: {
    does: 'starts the desktop app',
    run: async (words) => {
      const onScreen = process.platform !== 'linux' || hasDisplay();
      provideDebianPackages(onScreen ? windowPackages : desktopPackages);
      providePackages();
      prepareBundle();
      const electron = await electronFor('npm start');
      const command = [electron.binary, ...electron.switches, at('.'), ...words];
      if (onScreen) return run(command[0], command.slice(1), { env: electron.env });
      say('There is no display here. Inseam runs on a virtual one, where nobody sees it (Ctrl+C ends it).');
      return run(at('test/run-with-desktop.sh'), ['--display', '--own-home', ...command], { env: electron.env });
    },
  },
  build: {
    does: 'checks the types and builds dist/',
    run: (words) => {
      providePackages();
      return run(node, [at('node_modules/typescript/bin/tsc'), '-b']) || prepareBundle({ always: true, words });
    },
  },
  dist: {
    does: 'makes the installers in release/ (--trial: an unpacked trial package)',
    run: async (words) => {
      providePackages();
      return makeRelease(words);
    },
  },
  bench: {
    does: 'measures cycles against a raw loop of requests',
    run: (words) => {
      providePackages();
      prepareBundle();
      return run(node, ['--import', at('build/typescript-imports.mjs'), at('test/bench/run-bench.ts'), ...words]);
    },
  },
  dev: {
    does: 'starts the desktop app and follows every change of its source',
    run: async (words) => {
      provideDebianPackages(windowPackages);
      providePackages();
      const electron = await electronFor('npm run dev');
      forgetBundle();
      return run(node, [at('build/dev.ts'), ...electron.switches, ...words], { env: electron.env });
    },
  },
  test: {
    does: 'runs every check and every test',
    run: (words) => {
      provideDebianPackages(desktopPackages);
      providePackages();
      return runTests(words);
    },
  },
};

function hasDisplay() {
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

const [name, ...words] = process.argv.slice(2);
const command = commands[name ?? ''];
if (command === undefined) {
  console.error('usage: node build/bootstrap.mjs COMMAND [ARGUMENT...]\n');
  for (const [known, { does }] of Object.entries(commands)) console.error(`  ${known.padEnd(10)}${does}`);
  process.exit(2);
}
try {
  process.exitCode = await command.run(words);
} catch (problem) {
  if (!(problem instanceof Stop)) throw problem;
  console.error(`\n${problem.message}`);
  process.exitCode = 1;
}
