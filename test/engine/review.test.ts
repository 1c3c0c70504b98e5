import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeJobLock } from '../../electron/ledger/job-lock';
import { valueOrThrow } from '../../shared/outcome';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** The admin's word that the plan of the first cycle was seen counts for a cycle, and so only where one begins. */
let company: TestCompany;
beforeAll(async () => {
  company = await openTestCompany();
  company.change((job) => ({ ...job, safety: { ...job.safety, reviewFirstCycle: true } }));
});
afterAll(() => company.close());

const start = (approve: boolean) => company.runner.cycle(jobName, { full: false, approve, trigger: 'admin' });
const setCaFile = (caFile: string | null) =>
  valueOrThrow(
    company.engine.settings.update((settings) => ({ ...settings, network: { ...settings.network, caFile } })),
  );

const obstacles = {
  'a CA file that is not there': () => {
    setCaFile(join(company.folder, 'absent.pem'));
    return () => setCaFile(null);
  },
  'another program that runs the job': () => {
    const lock = valueOrThrow(takeJobLock(join(company.folder, 'jobs', jobName), 'another', Date.now));
    return () => lock.release();
  },
};

test.each([
  { obstacle: 'a CA file that is not there', kind: 'file-unreadable' },
  { obstacle: 'another program that runs the job', kind: 'job-busy' },
] as const)('where $obstacle is in the way, the review stays to be done', async ({ obstacle, kind }) => {
  const takeAway = obstacles[obstacle]();
  expect(await start(true)).toMatchObject({ ok: false, problem: { kind } });
  takeAway();
  expect(company.runner.state(jobName)).toMatchObject({ value: { condition: { kind: 'review-pending' } } });
  expect(await start(false)).toMatchObject({ ok: false, problem: { kind: 'review-pending' } });
  expect(await company.scim.count()).toBe(29);
});

test('a cycle that begins makes it done, and the next one needs it no more', async () => {
  expect(await start(true)).toMatchObject({ ok: true, value: { state: 'succeeded' } });
  expect(await start(false)).toMatchObject({ ok: true, value: { state: 'succeeded' } });
});
