import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildProcess, until } from './built-command-line';

/** Two processes that save settings at the same time: no change is lost, and the file is whole at every moment. */
let built: { readonly file: string; readonly folder: string };
let folder = '';
const children: ChildProcess[] = [];

beforeAll(async () => {
  built = await buildProcess(fileURLToPath(new URL('./settings-writer.ts', import.meta.url)));
});
afterAll(() => rmSync(built.folder, { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inseam-two-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function write(...jobs: string[]) {
  const child = spawn(process.execPath, [built.file, folder, ...jobs], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, ended, says: (line: string) => until(line, () => said.includes(`${line}\n`)) };
}

const savedJobs = (): readonly string[] => {
  const { jobs } = JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')) as { jobs: object };
  return Object.keys(jobs).sort();
};
const hold = (job: string) => writeFileSync(join(folder, `hold-${job}`), '');
const letGo = (job: string) => rmSync(join(folder, `hold-${job}`));

test('who saves while another is in the middle of a change waits for it', async () => {
  hold('first');
  const first = write('first');
  await first.says('changes first');
  const second = write('second');
  await second.says('begins second');
  // Time enough to save, had it not to wait.
  await Promise.race([second.ended, wait(500)]);
  letGo('first');
  expect(await Promise.all([first.ended, second.ended])).toEqual([0, 0]);
  expect(savedJobs()).toEqual(['first', 'second']);
});

test('a process that was killed in the middle of a change holds nobody up', async () => {
  expect(await write('before').ended).toBe(0);
  hold('killed');
  const killed = write('killed');
  await killed.says('changes killed');
  const second = write('second');
  await second.says('begins second');
  killed.child.kill('SIGKILL');
  expect(await second.ended).toBe(0);
  expect(savedJobs()).toEqual(['before', 'second']);
});

test('six processes that save at once keep all their changes', async () => {
  const names = [1, 2, 3, 4, 5, 6].map((process) => [1, 2, 3, 4, 5].map((job) => `job-${process}-${job}`));
  const statuses = await Promise.all(names.map((jobs) => write(...jobs).ended));
  expect(statuses).toEqual([0, 0, 0, 0, 0, 0]);
  expect(savedJobs()).toEqual(names.flat().sort());
  expect(readdirSync(folder).sort()).toEqual(['settings.json', 'settings.json.last-good', 'settings.lock']);
});
