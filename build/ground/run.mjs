// Running programs, for the scripts of this folder.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A path of the repository, absolute. @param {string} path */
export const at = (path) => join(root, path);

/** Node 24 as the package `node` brings it; tools and tests need it, whatever Node started this script. */
export const node = at(process.platform === 'win32' ? 'node_modules/node/bin/node.exe' : 'node_modules/node/bin/node');

/** An end that needs no stack: the message says what is wrong and what to do. */
export class Stop extends Error {}

/** Progress of the ground goes to stderr: stdout belongs to the command that is run. @param {string} text */
export const say = (text) => {
  process.stderr.write(`${text}\n`);
};

/** The environment with the repository's own tools, and Node 24 before all others, on the path. */
export function toolEnvironment() {
  const env = { ...process.env };
  // A terminal inside an Electron app hands this on; Electron would then run as Node.
  delete env['ELECTRON_RUN_AS_NODE'];
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const folders = [dirname(node), at('node_modules/.bin'), env[key] ?? ''];
  env[key] = folders.join(process.platform === 'win32' ? ';' : ':');
  return env;
}

/**
 * Runs a program to its end, with our stdin, stdout and stderr; Ctrl+C reaches it and is its own to answer.
 *
 * @param {string} program
 * @param {readonly string[]} words
 * @param {{ env?: Record<string, string | undefined>, quiet?: boolean }} [options]
 * @returns {number} its exit status; 128 and the signal's number where a signal ended it
 */
export function run(program, words, options = {}) {
  const ignore = () => {};
  process.on('SIGINT', ignore);
  const result = spawnSync(program, words, {
    cwd: root,
    env: { ...toolEnvironment(), ...options.env },
    stdio: options.quiet ? ['ignore', 'ignore', 'inherit'] : 'inherit',
  });
  process.off('SIGINT', ignore);
  if (result.error) throw new Stop(`${program} cannot be started: ${result.error.message}`);
  if (result.signal) return 128 + (constants.signals[result.signal] ?? 0);
  return result.status ?? 1;
}

/** npm as a program and its first words: the one that runs us where there is one, else the one on the path. */
export function npm() {
  const script = process.env['npm_execpath'];
  if (script && existsSync(script) && /npm-cli\.c?js$/.test(script))
    return { program: process.execPath, words: [script] };
  return { program: process.platform === 'win32' ? 'npm.cmd' : 'npm', words: [] };
}
