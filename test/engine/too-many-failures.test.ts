import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readQuarantine } from '../../electron/cycle/quarantine';
import { countEscrows } from '../../electron/ledger/escrows';
import { readFact } from '../../electron/ledger/facts';
import { countLinks } from '../../electron/ledger/links';
import { valueOrThrow } from '../../shared/outcome';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** Where a large share of people fails, something is wrong with the job and not with them. */
const people = 30;
const hour = 3_600_000;

let company: TestCompany;
beforeEach(async () => {
  company = await openTestCompany({
    people,
    profile: 'scim',
    rules: 'none',
    empty: true,
    instant: true,
    skipsWaits: true,
  });
});
afterEach(() => company.close());

/** The target cannot carry out so many of these requests; 501 is not worth a second try. */
const refuse = (method: 'POST' | 'PATCH' | 'PUT', times: number | null) =>
  company.scim.injectFault({ kind: 'server-error', status: 501, match: { method }, times });
const condition = () => valueOrThrow(company.runner.state(jobName)).condition;

describe('in a first cycle', () => {
  test.each([
    { failed: 9, state: 'succeededWithErrors', why: 'nine are too few to tell' },
    { failed: 12, state: 'succeededWithErrors', why: '40 % is not more than 40 %' },
    { failed: 13, state: 'quarantined', why: 'more than 40 %' },
  ])('$failed failures of 30 end as $state: $why', async ({ failed, state }) => {
    await refuse('POST', failed);
    const cycle = await company.sync();
    expect(cycle).toMatchObject({ state, counts: { created: people - failed, failed } });
    expect(countLinks(company.database)).toBe(people - failed);
    expect(await company.scim.count()).toBe(people - failed);
    expect(countEscrows(company.database)).toBe(failed);
    expect(
      company
        .rows(cycle)
        .filter(({ action }) => action === 'create')
        .filter(({ status }) => status === 'success'),
    ).toHaveLength(people - failed);
    // Whoever failed has an escrow, so nothing is lost by going on from here.
    expect(readFact(company.database, 'watermark')).not.toBeNull();
  });

  test('the cause that most of them have is named with its number', async () => {
    await refuse('POST', 14);
    expect(await company.sync()).toMatchObject({
      problem: {
        kind: 'too-many-failures',
        reason: 'EncounteredEscrowProportionThreshold',
        failed: 14,
        evaluated: people,
        limit: 40,
        commonest: { cause: { kind: 'target-refused', status: 501 }, people: 14 },
      },
    });
    expect(condition()).toMatchObject({ kind: 'quarantined', problem: { kind: 'too-many-failures' } });
  });

  test('the limits are settings', async () => {
    company.change((job) => ({
      ...job,
      safety: { ...job.safety, quarantine: { ...job.safety.quarantine, leastFailures: 2, percent: 5 } },
    }));
    await refuse('POST', 2);
    expect(await company.sync()).toMatchObject({ state: 'quarantined', counts: { failed: 2 } });
  });
});

describe('the next try', () => {
  beforeEach(async () => {
    await refuse('POST', 13);
    await company.sync();
  });

  test('takes everybody who failed, due or not, and lifts the quarantine when they succeed', async () => {
    expect(await company.sync()).toMatchObject({ state: 'succeeded', kind: 'incremental', counts: { created: 13 } });
    expect(readQuarantine(company.database)).toBeNull();
    expect(condition()).toMatchObject({ kind: 'in-step' });
  });

  test('goes on with the quarantine when they fail again, and with the same series', async () => {
    const first = readQuarantine(company.database);
    company.pass(hour);
    await refuse('POST', null);
    expect(await company.sync()).toMatchObject({ state: 'quarantined', counts: { failed: 13 } });
    company.pass(hour);
    expect(await company.sync()).toMatchObject({ state: 'quarantined', counts: { failed: 13 } });
    const third = readQuarantine(company.database);
    expect(third).toMatchObject({ since: first?.since, cycles: 3 });
    expect(Date.parse(third?.currentBegan ?? '')).toBeGreaterThan(Date.parse(first?.since ?? '') + hour);
  });
});

describe('in a later cycle', () => {
  const byId = async () => (await company.entra.people()).map(({ id }) => id).sort();

  test('nobody loses access while so many fail; what is left is made up for afterwards', async () => {
    await company.sync();
    const ids = await byId();
    for (const id of ids.slice(0, 12)) await company.entra.updatePerson(id, { displayName: `New ${id.slice(0, 8)}` });
    await company.entra.blockPerson(ids[20] ?? '');
    await refuse('PATCH', null);
    await refuse('PUT', null);
    expect(await company.sync()).toMatchObject({ state: 'quarantined', counts: { failed: 12, disabled: 0 } });
    await company.scim.clearFaults();
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { updated: 12, disabled: 1 } });
  });

  test('failures that only last stop nothing: their tries tell nothing new', async () => {
    await refuse('POST', null);
    company.change((job) => ({
      ...job,
      safety: { ...job.safety, quarantine: { ...job.safety.quarantine, percent: 100 } },
    }));
    await company.sync();
    company.change((job) => ({
      ...job,
      safety: { ...job.safety, quarantine: { ...job.safety.quarantine, percent: 40 } },
    }));
    company.pass(hour);
    expect(await company.sync()).toMatchObject({ state: 'succeededWithErrors', counts: { failed: people } });
    // Everyone is checked: now they are looked at like all others, and all of them fail.
    expect(await company.sync(true)).toMatchObject({ state: 'quarantined', counts: { failed: people } });
  });
});

test('a plan is shown whatever would fail in it', async () => {
  await refuse('POST', 13);
  await company.sync();
  const plan = valueOrThrow(await company.runner.plan(jobName, false));
  expect(plan.summary.counts.create).toBe(13);
});
