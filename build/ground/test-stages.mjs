// `npm test`: every check, one after the other, each to its end, and one closing line for all of them. A check that is no
// test runner (format, types, dead code) counts as one test. Anything skipped counts as failed.
import { spawn } from 'node:child_process';
import { prepareBundle } from './bundle.mjs';
import { electronFor } from './electron.mjs';
import { at, node, toolEnvironment } from './run.mjs';

const closingLine = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/;

/**
 * @typedef {{ name: string, program: string, words: string[], counts: boolean, env?: Record<string, string | undefined> }} Stage
 * @typedef {{ name: string, passed: number, failed: number, skipped: number, seconds: number }} Result
 */

/** @param {string} path */
const tool = (path) => at(`node_modules/${path}`);
const withDesktop = process.platform === 'linux' ? [at('test/run-with-desktop.sh')] : [];

/** @param {readonly string[]} words nothing: everything; else test files, handed to the runner they belong to */
export async function runTests(words) {
  const started = Date.now();
  const windowFile = /(^|\/)test\/(window|journeys)(\/|$)|\.spec\.ts$/;
  const forWindow = words.filter((word) => windowFile.test(word));
  const forUnits = words.filter((word) => !windowFile.test(word));
  const everything = words.length === 0;

  /** @type {Result[]} */
  const results = [];
  if (everything) {
    for (const stage of checks) results.push(await runStage(stage));
  }
  prepareBundle();
  if (everything || forUnits.length > 0) results.push(await runStage(unitStage(forUnits)));
  if (everything || forWindow.length > 0) {
    const electron = await electronFor('The window’s tests');
    results.push(await runStage(windowStage(forWindow, electron.env)));
  }
  return summarise(results, started);
}

/** @type {Stage[]} */
const checks = [
  {
    name: 'Format and lint',
    program: node,
    words: [tool('@biomejs/biome/bin/biome'), 'ci', '--colors=off', '--max-diagnostics=100', '.'],
    counts: false,
  },
  { name: 'Types', program: node, words: [tool('typescript/bin/tsc'), '-b'], counts: false },
  { name: 'Dead code', program: node, words: [tool('knip/bin/knip.js'), '--no-progress'], counts: false },
];

/** @param {string[]} files @returns {Stage} */
const unitStage = (files) =>
  inDesktop('Unit and engine tests', [], [node, tool('vitest/vitest.mjs'), 'run', ...files], {});

/** @param {string[]} files @param {Record<string, string>} env @returns {Stage} */
const windowStage = (files, env) =>
  inDesktop(
    'Window tests and journeys',
    ['--display'],
    [node, tool('@playwright/test/cli.js'), 'test', '--config', at('test/playwright.config.ts'), ...files],
    // Playwright asks its workers for colours, and each of them complains when told otherwise; into a pipe it writes none.
    { ...env, NO_COLOR: undefined },
  );

/** @param {string} name @param {string[]} needs @param {string[]} command @param {Record<string, string | undefined>} env @returns {Stage} */
function inDesktop(name, needs, command, env) {
  const [program, ...words] = withDesktop.length > 0 ? [...withDesktop, ...needs, ...command] : command;
  return { name, program: program ?? node, words, counts: true, env: { NO_COLOR: '1', ...env } };
}

/** @param {Stage} stage @returns {Promise<Result>} */
function runStage(stage) {
  console.log(`\n—— ${stage.name} ${'—'.repeat(Math.max(3, 90 - stage.name.length))}\n`);
  const started = Date.now();
  return new Promise((resolve) => {
    const env = { ...toolEnvironment(), ...stage.env };
    delete env['FORCE_COLOR'];
    const child = spawn(stage.program, stage.words, { cwd: at('.'), env, stdio: ['ignore', 'pipe', 'inherit'] });
    let counted = { passed: 0, failed: 0, skipped: 0 };
    let found = false;
    let rest = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (piece) => {
      process.stdout.write(piece);
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const match = closingLine.exec(line.trim());
        if (match === null) continue;
        found = true;
        counted = { passed: Number(match[1]), failed: Number(match[2]), skipped: Number(match[3] ?? 0) };
      }
    });
    const finish = (status) => {
      const seconds = (Date.now() - started) / 1000;
      if (!stage.counts) {
        console.log(status === 0 ? `${stage.name}: in order` : `${stage.name}: failed (status ${status})`);
        counted = { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
      } else if (!found) {
        console.log(`${stage.name}: ended with status ${status} before it had counted its tests`);
        counted = { passed: 0, failed: 1, skipped: 0 };
      } else if (status !== 0 && counted.failed + counted.skipped === 0) {
        console.log(`${stage.name}: ended with status ${status} although no test failed`);
        counted = { ...counted, failed: 1 };
      }
      resolve({ name: stage.name, ...counted, seconds });
    };
    child.on('error', (error) => {
      console.log(error.message);
      finish(127);
    });
    child.on('close', (status) => finish(status ?? 1));
  });
}

/** @param {readonly Result[]} results @param {number} started */
function summarise(results, started) {
  console.log(`\n—— Summary ${'—'.repeat(83)}\n`);
  let passed = 0;
  let failed = 0;
  for (const result of results) {
    passed += result.passed;
    failed += result.failed + result.skipped;
    const skipped = result.skipped > 0 ? `, ${result.skipped} skipped (a skipped test counts as failed)` : '';
    console.log(
      `${result.name.padEnd(28)}${result.passed} passed, ${result.failed} failed${skipped}, ${result.seconds.toFixed(0)} s`,
    );
  }
  console.log(`All in ${((Date.now() - started) / 60_000).toFixed(1)} minutes\n`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
