import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readQuarantine } from '../../electron/cycle/quarantine';
import { countEscrows } from '../../electron/ledger/escrows';
import { readFact } from '../../electron/ledger/facts';
import { takeJobLock } from '../../electron/ledger/job-lock';
import { countLinks } from '../../electron/ledger/links';
import { type Reset, resettable } from '../../shared/health/restart';
import { valueOrThrow } from '../../shared/outcome';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** Restart by the criteria of the Microsoft Entra service: what each forgets, and what stays whatever is forgotten. */
const people = 6;
let company: TestCompany;
beforeEach(async () => {
  company = await openTestCompany({ people, profile: 'scim', rules: 'none', empty: true, instant: true });
  // One person fails, then the token is refused: there is something of everything to forget.
  await company.scim.injectFault({ kind: 'server-error', status: 501, match: { method: 'POST' } });
  await company.sync();
  await company.scim.injectFault({ kind: 'unauthorized', times: null });
  await company.sync();
  await company.scim.clearFaults();
});
afterEach(() => company.close());

const restart = async (reset: Reset) => valueOrThrow(await company.runner.restart(jobName, reset));
const kept = () => ({
  watermark: readFact(company.database, 'watermark') !== null,
  escrows: countEscrows(company.database),
  quarantine: readQuarantine(company.database) !== null,
  links: countLinks(company.database),
});
const before = { watermark: true, escrows: 1, quarantine: true, links: people - 1 };

test.each<{ reset: Reset; left: ReturnType<typeof kept> }>([
  { reset: resettable, left: { watermark: false, escrows: 0, quarantine: false, links: people - 1 } },
  { reset: ['watermark'], left: { ...before, watermark: false } },
  { reset: ['escrows'], left: { ...before, escrows: 0 } },
  { reset: ['quarantine'], left: { ...before, quarantine: false } },
  { reset: ['escrows', 'quarantine'], left: { ...before, escrows: 0, quarantine: false } },
  { reset: 'all', left: { watermark: false, escrows: 0, quarantine: false, links: 0 } },
])('$reset leaves exactly what it does not name', async ({ reset, left }) => {
  expect(kept()).toEqual(before);
  await restart(reset);
  expect(kept()).toEqual(left);
});

describe('the next cycle', () => {
  const condition = () => valueOrThrow(company.runner.state(jobName)).condition;

  test('after a restart checks everyone and says why; links are kept and nobody is created twice', async () => {
    await restart(resettable);
    expect(condition()).toEqual({ kind: 'restarted', everyone: true });
    const cycle = await company.sync();
    expect(cycle).toMatchObject({ state: 'succeeded', kind: 'initial', counts: { created: 1, imported: people } });
    expect(cycle.why).toBe('Everyone is checked again because you restarted provisioning.');
    expect(await company.scim.count()).toBe(people);
    expect(condition()).toEqual({ kind: 'in-step' });
    expect((await company.sync()).why).toBeNull();
  });

  test('is due at once', async () => {
    const state = () => valueOrThrow(company.runner.state(jobName));
    expect(Date.parse(state().nextCycleAt ?? '')).toBeGreaterThan(company.engine.now());
    await restart(resettable);
    expect(Date.parse(state().nextCycleAt ?? '')).toBeLessThanOrEqual(company.engine.now());
  });

  test('after all links were broken finds everybody by matching and doubles nobody', async () => {
    await restart('all');
    const cycle = await company.sync();
    expect(cycle).toMatchObject({ state: 'succeeded', kind: 'initial', counts: { created: 1, failed: 0 } });
    expect(cycle.why).toContain('broke all links');
    expect(await company.scim.count()).toBe(people);
    expect(countLinks(company.database)).toBe(people);
    expect(company.database.get(`SELECT count(*) AS n FROM links WHERE origin = 'adopted'`)).toEqual({ n: people - 1 });
  });

  test('after failures alone were forgotten retries none of them, until the person changes', async () => {
    await restart(['escrows', 'quarantine']);
    expect(await company.sync()).toMatchObject({ kind: 'incremental', counts: { created: 0, failed: 0 } });
    expect(condition()).toMatchObject({ kind: 'people-fail', people: 1 });
    const failed = String(company.database.get(`SELECT id FROM people WHERE standing = 'failed'`)?.['id']);
    await company.entra.updatePerson(failed, { jobTitle: 'Fellow' });
    expect(await company.sync()).toMatchObject({ counts: { created: 1 } });
  });
});

test('people on hold stay on hold, whatever is reset', async () => {
  const { id } = company.database.get('SELECT id FROM people LIMIT 1') ?? {};
  company.database.run(`INSERT INTO holds VALUES (?, 'board member, ask first', '2026-11-24T00:00:00Z')`, String(id));
  expect(await restart('all')).toMatchObject({ holds: 1, links: people - 1, escrows: 1, quarantine: true });
  expect(company.database.get('SELECT reason FROM holds')).toEqual({ reason: 'board member, ask first' });
});

describe('nothing is forgotten', () => {
  test('while a cycle runs here', async () => {
    const running = company.sync(true);
    expect(await company.runner.restart(jobName, 'all')).toEqual({ ok: false, problem: { kind: 'cycle-running' } });
    expect(await running).toMatchObject({ kind: 'initial', problem: null });
    expect(countLinks(company.database)).toBeGreaterThan(0);
  });

  test('while another program runs the job', async () => {
    const folder = join(company.folder, 'jobs', jobName);
    const lock = valueOrThrow(takeJobLock(folder, 'another program', Date.now));
    const refused = await company.runner.restart(jobName, 'all');
    lock.release();
    expect(refused).toMatchObject({ ok: false, problem: { kind: 'job-busy' } });
    expect(kept()).toEqual(before);
  });
});
