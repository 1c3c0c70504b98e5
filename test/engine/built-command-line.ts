import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createBuilder } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** How a run of `inseam` ended. */
export interface Ended {
  /** null: ended by a signal. */
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What it has said on stdout and stderr so far. */
  said(): string;
}

/** The command line as its users have it: the built file, in a process of its own. */
export interface CommandLine {
  /** Where inseam.cjs and the processes beside it lie. */
  readonly processFolder: string;
  /** A folder for whatever a test needs; gone with `remove`. */
  readonly folder: string;
  start(words: readonly string[], env: Readonly<Record<string, string>>): Started;
  /** `input` comes through a pipe; absent: there is none. */
  run(words: readonly string[], env: Readonly<Record<string, string>>, input?: string): Promise<Ended>;
  /** Everything that all runs said. */
  everythingSaid(): string;
  remove(): void;
}

/** Builds the command line from the sources as they are now. */
export async function buildCommandLine(): Promise<CommandLine> {
  const around = mkdtempSync(join(tmpdir(), 'inseam-command-line-'));
  const processFolder = join(around, 'node');
  const folder = join(around, 'data');
  mkdirSync(folder);
  await build(processFolder, {
    inseam: join(root, 'electron/cli.ts'),
    keychain: join(root, 'electron/secrets/keychain-process.ts'),
    'entra-tenant': join(root, 'electron/sample/entra-tenant-process.ts'),
    'scim-target': join(root, 'electron/sample/scim-target-process.ts'),
  });

  const runs: Started[] = [];
  const start = (words: readonly string[], env: Readonly<Record<string, string>>, input?: string): Started => {
    const child = spawn(process.execPath, [join(processFolder, 'inseam.cjs'), ...words], {
      env: { ...bareEnvironment(), TMPDIR: folder, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    // Who does not read to the end closes the pipe.
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    const ended = new Promise<Ended>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status) => resolve({ status, out, err }));
    });
    const started = { child, ended, said: () => out + err };
    runs.push(started);
    return started;
  };
  return {
    processFolder,
    folder,
    start,
    run: (words, env, input) => start(words, env, input).ended,
    everythingSaid: () => runs.map((run) => run.said()).join('\n'),
    remove() {
      for (const { child } of runs) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      rmSync(around, { recursive: true, force: true });
    },
  };
}

/** Builds one file of these tests as a process of its own, and answers where it is; the folder above it is the caller's to remove. */
export async function buildProcess(entry: string): Promise<{ readonly file: string; readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'inseam-process-'));
  await build(join(folder, 'node'), { entry });
  return { file: join(folder, 'node', 'entry.cjs'), folder };
}

async function build(into: string, input: Readonly<Record<string, string>>): Promise<void> {
  const builder = await createBuilder({ root, logLevel: 'silent' });
  const { node } = builder.environments;
  if (node === undefined) throw new Error('vite.config.ts has no environment "node"');
  node.config.build.outDir = into;
  node.config.build.rolldownOptions.input = { ...input };
  await builder.build(node);
  // What stays outside the bundle is found from the folder above it.
  symlinkSync(join(root, 'node_modules'), join(into, '..', 'node_modules'));
}

/** Neither a session bus, and so no keychain, nor a proxy, an authority or a secret of this machine. */
function bareEnvironment(): Record<string, string> {
  const { PATH = '' } = process.env;
  return { PATH, HOME: '/nonexistent', LANG: 'C.UTF-8' };
}

/** Asks until it holds; throws after half a minute. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > giveUpAt) throw new Error(`Never came true: ${what}`);
    await wait(10);
  }
}

/** Every file below a folder with its bytes as text, one character a byte. */
export function filesBelow(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    files.set(file, readFileSync(file, 'latin1'));
  }
  return files;
}
