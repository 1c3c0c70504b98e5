// `npm ci` when node_modules is missing or is not what package-lock.json asks for.
import { existsSync, readFileSync } from 'node:fs';
import { at, node, npm, run, Stop, say } from './run.mjs';

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }>} Locked */

export function providePackages() {
  const missing = firstDifference();
  if (missing === null) return;
  say(`Installing the packages (npm ci): ${missing}.`);
  const { program, words } = npm();
  const status = run(program, [...words, 'ci', '--loglevel=error'], { quiet: true });
  if (status !== 0) throw new Stop(`npm ci ended with status ${status}. Nothing was started.`);
  if (!existsSync(node)) {
    throw new Stop(
      'npm ci ran no install scripts, so that Node 24 is missing from node_modules. Allow them: npm config set ignore-scripts false',
    );
  }
}

/**
 * What node_modules lacks, in words; null when it is as the lock has it. npm itself writes down what it installed, and
 * writes it last: an install that was cut off left no such file.
 */
function firstDifference() {
  if (!existsSync(at('node_modules/.package-lock.json'))) return 'this is a fresh clone';
  const wanted = locked('package-lock.json');
  const found = locked('node_modules/.package-lock.json');
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const have = found[path];
    // Packages for other platforms stand in the lock and are not installed.
    if (have === undefined && (entry.optional || entry.devOptional)) continue;
    if (have?.version !== entry.version || have?.integrity !== entry.integrity) {
      return `${path.replace(/^node_modules\//, '')} is not what package-lock.json asks for`;
    }
  }
  return existsSync(node) ? null : 'Node 24 is missing from node_modules';
}

/** @param {string} path @returns {Locked} */
function locked(path) {
  return JSON.parse(readFileSync(at(path), 'utf8')).packages;
}
