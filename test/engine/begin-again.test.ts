import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHandlers } from '../../electron/ipc/create-handlers';
import { openDesk } from '../../electron/ipc/desk';
import { countEscrows } from '../../electron/ledger/escrows';
import { countLinks } from '../../electron/ledger/links';
import { openTestCompany, type TestCompany } from './test-company';

/** What the window asks for when something is to be tried again: one person, all who failed, everybody. */
const job = 'test';
const people = 6;
let company: TestCompany;
let handlers: ReturnType<typeof createHandlers>;

beforeEach(async () => {
  company = await openTestCompany({
    people,
    profile: 'scim',
    rules: 'none',
    empty: true,
    instant: true,
    skipsWaits: true,
  });
  const desk = openDesk(company.engine, company.runner, () => undefined);
  handlers = createHandlers(desk, {
    startSample: () => Promise.reject(new Error('Not here')),
    chooseFile: () => Promise.resolve(null),
    askWhichFiles: () => Promise.resolve([]),
  });
  // Three fail twice, so that their next try is hours away.
  for (let tries = 0; tries < 2; tries += 1) {
    await company.scim.injectFault({ kind: 'server-error', status: 501, match: { method: 'POST' }, times: 3 });
    await company.sync();
  }
});
afterEach(() => company.close());

const failed = () =>
  company.database.all('SELECT source_id FROM escrows ORDER BY source_id').map((row) => String(row['source_id']));
const cycleDone = async () => {
  while (company.runner.isRunning(job)) await new Promise((go) => setTimeout(go, 2));
};

describe('retry now', () => {
  test('takes one person, and leaves the others to their time', async () => {
    const [first, ...others] = failed();
    expect(await handlers['people.retryNow']({ job, personIds: [first ?? ''] })).toEqual({
      problem: null,
      failed: false,
    });
    expect(failed()).toEqual(others);
    expect(await company.scim.count()).toBe(people - 2);
  });

  test('says when the person failed again', async () => {
    await company.scim.injectFault({ kind: 'server-error', status: 501, match: { method: 'POST' } });
    expect(await handlers['people.retryNow']({ job, personIds: [failed()[0] ?? ''] })).toEqual({
      problem: null,
      failed: true,
    });
    expect(countEscrows(company.database)).toBe(3);
  });

  test('of nobody in particular takes all who failed, in one cycle', async () => {
    expect(await handlers['people.retryNow']({ job, personIds: null })).toEqual({ problem: null, failed: false });
    await cycleDone();
    expect(countEscrows(company.database)).toBe(0);
    expect(await company.scim.count()).toBe(people);
  });

  test('of several takes them and no others', async () => {
    const [one, two, three] = failed();
    await handlers['people.retryNow']({ job, personIds: [one ?? '', two ?? ''] });
    await cycleDone();
    expect(failed()).toEqual([three]);
  });

  test('of one person after the other, ever so often, lets nobody forget the last cycle', async () => {
    const lastCycle = async () => (await handlers['job.state']({ job })).state.lastCycle?.id;
    const before = await lastCycle();
    expect(before).toEqual(expect.any(String));
    for (let tries = 0; tries < 25; tries += 1)
      await handlers['people.retryNow']({ job, personIds: [failed()[0] ?? 'x'] });
    expect(await lastCycle()).toBe(before);
  });

  test('of somebody unknown says so', async () => {
    expect(await handlers['people.retryNow']({ job, personIds: ['nobody'] })).toMatchObject({
      problem: { title: expect.stringContaining('nobody') },
    });
  });

  test('waits for no cycle that runs', async () => {
    const running = company.sync();
    expect(await handlers['people.retryNow']({ job, personIds: null })).toMatchObject({
      problem: { title: 'A cycle is running already' },
    });
    await running;
  });
});

describe('restart', () => {
  test('checks everyone at once', async () => {
    expect(await handlers['job.restart']({ job, reset: ['watermark', 'escrows', 'quarantine'] })).toEqual({
      problem: null,
    });
    await cycleDone();
    expect(countLinks(company.database)).toBe(people);
    expect(await company.scim.count()).toBe(people);
  });

  test('begins nothing where the first cycle still waits for the admin', async () => {
    company.change((settings) => ({ ...settings, safety: { ...settings.safety, reviewFirstCycle: true } }));
    company.database.run(`DELETE FROM facts WHERE name IN ('reviewed', 'rules')`);
    expect(await handlers['job.restart']({ job, reset: 'all' })).toEqual({ problem: null });
    expect(company.runner.isRunning(job)).toBe(false);
    expect(countLinks(company.database)).toBe(0);
  });
});
