import './network/file-shim';
import { version } from '../package.json';
import type { Voice } from './commands/command';
import { runCommand } from './commands/run-command';

/** The command line: plain Node, no display. Personal data stays its owner's: files are made for nobody else to read. */
process.umask(0o077);

const drawsBar = process.stderr.isTTY === true;
const voice: Voice = {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  drawsBar,
  redraw: (line) => process.stderr.write(`\r\u001b[2K${line.slice(0, (process.stderr.columns || 80) - 1)}`),
  colours: drawsBar && process.env['NO_COLOR'] === undefined,
};

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    // Once: finish what is under way. Twice: leave now; what may have happened is found again by matching.
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  });

// A reader that closed the pipe (head, less) ends the command quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
});

void runCommand({ words: process.argv.slice(2), env: process.env, voice, signal: stop.signal, version }).then(
  (status) => {
    process.exitCode = status;
  },
);
