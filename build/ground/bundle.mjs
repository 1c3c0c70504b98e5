// Builds dist/ when it is missing or older than its sources.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, node, run, Stop, say } from './run.mjs';

const sources = ['shared', 'electron', 'renderer', 'vite.config.ts', 'package.json', 'package-lock.json'];
// What the sources were when dist/ was built: contents, because a checkout sets every time anew.
const stamp = at('dist/.built-from');

/**
 * @param {{ always?: boolean, words?: readonly string[] }} [options]
 * @returns {number} 0; a build that fails ends the whole
 */
export function prepareBundle({ always = false, words = [] } = {}) {
  const wanted = digestOf(sources.map(at));
  if (!always && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return 0;
  say('Building dist/ …');
  forgetBundle();
  const quiet = always ? [] : ['--logLevel', 'error'];
  const status = run(node, [at('node_modules/vite/bin/vite.js'), 'build', ...quiet, ...words], { quiet: !always });
  if (status !== 0) throw new Stop(`The build failed (status ${status}).`);
  mkdirSync(at('dist'), { recursive: true });
  writeFileSync(stamp, wanted);
  return 0;
}

/** Something else writes to dist/ from now on: the next who needs it builds it anew. */
export function forgetBundle() {
  rmSync(stamp, { force: true });
}

/** @param {readonly string[]} paths */
function digestOf(paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) add(join(path, name));
      return;
    }
    hash
      .update(`${path.slice(at('').length)}\0`)
      .update(readFileSync(path))
      .update('\0');
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}
