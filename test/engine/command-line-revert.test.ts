import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SampleCompany, startSample } from '../../electron/sample/start-sample';
import { buildCommandLine, type CommandLine, type Ended } from './built-command-line';

/** `inseam revert` as its users have it: the plan in words, exit statuses, nothing changed by a slip. */
let line: CommandLine;
let company: SampleCompany;
let cycle = '';
const inseam = (...words: string[]): Promise<Ended> =>
  line.run(words, {
    INSEAM_HOME: join(line.folder, 'home'),
    INSEAM_TARGET_TOKEN: company.secrets['target-token'],
    INSEAM_ENTRA_CLIENT_SECRET: company.secrets['entra-client-secret'],
  });
const title = async () => (await company.scim.account('noor.vandenberg@oxbow.example'))['title'];
const writes = async () => (await company.scim.recording()).filter(({ method }) => method !== 'GET').length;

beforeAll(async () => {
  line = await buildCommandLine();
  company = await startSample({ folder: join(line.folder, 'company'), processFolder: line.processFolder, job: 'test' });
  const file = join(line.folder, 'settings.json');
  writeFileSync(file, JSON.stringify(company.settingsFile));
  await inseam('init', '--settings', file);
  await inseam('sync', '--approve');
  await company.entra.updatePerson('noor.vandenberg', { jobTitle: 'Wrong' });
  cycle = (JSON.parse((await inseam('sync', '--json')).out) as { cycle: { id: string } }).cycle.id;
});
afterAll(async () => {
  await company?.stop();
  line?.remove();
});

describe('a slip', () => {
  test.each([
    ['without a cycle', ['revert'], 'Which cycle?'],
    ['with an id that no cycle has', ['revert', 'c-1'], 'No cycle has the id c-1'],
    ['with a person whom nobody knows', ['revert', 'last', '--user', 'nobody'], 'nobody'],
    ['with two cycles', ['revert', 'last', 'last'], 'last'],
  ])('%s is wrong usage and changes nothing', async (_, words, said) => {
    const before = await writes();
    const ended = await inseam(...words);
    expect(ended).toMatchObject({ status: 2, out: '' });
    expect(ended.err).toContain(said);
    expect(await writes()).toBe(before);
  });
});

test('--plan says what would go back, and writes nothing', async () => {
  const before = await writes();
  const ended = await inseam('revert', cycle, '--plan');
  expect(ended).toMatchObject({ status: 0, err: '' });
  expect(ended.out).toContain('Noor van den Berg');
  expect(ended.out).toMatch(/title: Wrong → \w/);
  expect(ended.out).toContain('Its one change can be put back.');
  expect(ended.out).toContain('Nothing has been written.');
  expect(await writes()).toBe(before);
  expect(JSON.parse((await inseam('revert', 'last', '--plan', '--json')).out)).toMatchObject({
    job: 'test',
    undone: { id: cycle, accounts: 1 },
    operations: [{ action: 'update', changes: [{ attribute: 'title', from: 'Wrong' }] }],
    leftAsIs: [],
    cycle: null,
  });
});

test('without it the plan is printed, carried out, and the next cycle warned of', async () => {
  const ended = await inseam('revert', 'last');
  expect(ended.status).toBe(0);
  expect(ended.out).toContain('can be put back.');
  expect(ended.out).toContain('Done: 1 updated.');
  expect(ended.err).toContain('The next cycle makes the same changes again');
  expect(await title()).not.toBe('Wrong');
});

test('a second time it finds nothing to put back', async () => {
  const ended = await inseam('revert', cycle);
  expect(ended.status).toBe(0);
  expect(ended.out).toContain('already as it was before');
  expect(ended.out).toContain('Its one change cannot be put back.');
});

test('--pause pauses the schedule, and the undo can be undone', async () => {
  const ended = await inseam('revert', 'last', '--pause', '--json');
  expect(ended.status).toBe(0);
  expect(JSON.parse(ended.out)).toMatchObject({ cycle: { state: 'succeeded' }, counts: { updated: 1 } });
  expect(await title()).toBe('Wrong');
  expect(JSON.parse((await inseam('status', '--json')).out)).toMatchObject({ job: 'test' });
  expect((await inseam('status')).out).toContain('Paused');
});

test('over the limit nobody is disabled, and it is held', async () => {
  const first = JSON.parse((await inseam('logs', '--json')).out.trim().split('\n').at(-1) ?? '{}') as {
    cycleId: string;
  };
  const file = join(line.folder, 'low.json');
  const job = structuredClone(company.settings) as unknown as { safety: Record<string, unknown> };
  job.safety = { ...job.safety, deletionThreshold: 2 };
  writeFileSync(file, JSON.stringify({ ...company.settingsFile, jobs: { test: job } }));
  await inseam('init', '--settings', file);
  const ended = await inseam('revert', first.cycleId, '--plan');
  expect(ended.status).toBe(5);
  expect(ended.out).toContain('your limit is 2: none of them is disabled');
  const active = (await company.scim.accounts()).filter((account) => account['active'] !== false).length;
  expect((await inseam('revert', first.cycleId)).status).toBe(5);
  expect((await company.scim.accounts()).filter((account) => account['active'] !== false)).toHaveLength(active);
});
