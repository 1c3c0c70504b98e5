import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { countEscrows, listEscrows } from '../../electron/ledger/escrows';
import { readFact } from '../../electron/ledger/facts';
import type { FaultRequest } from '../../electron/sample/faults';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** What becomes of a person who cannot be provisioned, and that nobody else notices. */
const people = 8;
const hour = 3_600_000;
const day = 24 * hour;

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

type Fault = FaultRequest & { readonly kind: string };
const wrong = () => company.scim.injectFault({ kind: 'server-error', status: 501, match: { method: 'POST' } });
const failedPerson = () => String(company.database.get('SELECT source_id FROM escrows')?.['source_id']);

describe('waited out or tried again within the cycle, and never a failure:', () => {
  const passing: readonly { name: string; fault: Fault }[] = [
    { name: '429 with seconds', fault: { kind: 'throttled', retryAfter: 30 } },
    { name: '429 with fractions of seconds', fault: { kind: 'throttled', retryAfter: 2.128 } },
    { name: '429 with a date', fault: { kind: 'throttled', retryAfter: 30, as: 'date' } },
    { name: '429 without Retry-After', fault: { kind: 'throttled', retryAfter: null } },
    { name: '429 twelve times over', fault: { kind: 'throttled', retryAfter: 1, times: 12 } },
    { name: '500', fault: { kind: 'server-error', status: 500 } },
    { name: '502', fault: { kind: 'server-error', status: 502 } },
    { name: '503 with Retry-After', fault: { kind: 'server-error', status: 503, retryAfter: 20 } },
    { name: '504', fault: { kind: 'server-error', status: 504 } },
    { name: 'a connection that is reset', fault: { kind: 'connection-reset' } },
    { name: 'an answer that is lost after the effect', fault: { kind: 'lost-answer' } },
    { name: 'an answer that is cut off', fault: { kind: 'cut-off-body' } },
  ];
  const places = [
    { where: 'while people are read', side: 'entra', match: { pathIncludes: '/users/delta' } },
    { where: 'while accounts are looked for', side: 'scim', match: { pathIncludes: 'filter' } },
    { where: 'while accounts are made', side: 'scim', match: { method: 'POST' } },
  ] as const;
  test.each(places.flatMap((place) => passing.map((one) => ({ ...place, ...one }))))(
    '$name, $where',
    async ({ side, match, fault }) => {
      await company[side].injectFault({ ...fault, match });
      const cycle = await company.sync();
      expect(cycle).toMatchObject({ state: 'succeeded', problem: null, counts: { created: people, failed: 0 } });
      expect(await company.scim.count()).toBe(people);
      expect(countEscrows(company.database)).toBe(0);
      // Each was met.
      expect(await company[side].pendingFaults()).toEqual([]);
    },
  );
});

describe('one person’s failure touches nobody else:', () => {
  const lasting: readonly { name: string; fault: Fault }[] = [
    { name: '501', fault: { kind: 'server-error', status: 501 } },
    { name: '500 at each try', fault: { kind: 'server-error', status: 500, times: 4 } },
    { name: '503 at each try', fault: { kind: 'server-error', status: 503, times: 4 } },
    {
      name: '500 after the effect, at each try',
      fault: { kind: 'server-error', status: 500, afterEffect: true, times: 4 },
    },
  ];
  test.each(lasting)('$name', async ({ fault }) => {
    company.change((job) => ({ ...job, target: { ...job.target, concurrency: 1 } }));
    await company.scim.injectFault({ ...fault, match: { method: 'POST' } });
    const cycle = await company.sync();
    expect(cycle.problem).toBeNull();
    expect(cycle.counts.created + cycle.counts.failed + cycle.counts.unchanged).toBe(people);
    expect(cycle.counts.failed).toBeLessThanOrEqual(1);
    expect(readFact(company.database, 'watermark')).not.toBeNull();
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { failed: 0 } });
    expect(await company.scim.count()).toBe(people);
  });
});

describe('a failure', () => {
  beforeEach(async () => {
    await wrong();
    await company.sync();
  });

  test('is listed with its next try, and tried again 6, 12 and 24 hours after the first, then daily', async () => {
    const began = Date.parse(listEscrows(company.database)[0]?.firstFailedAt ?? '');
    const hours: number[] = [];
    for (let tries = 0; tries < 6; tries += 1) {
      const [escrow] = listEscrows(company.database);
      const next = Date.parse(escrow?.nextTryAt ?? '');
      hours.push(Math.round((next - began) / hour));
      company.pass(Math.max(0, next - company.engine.now() - 60_000));
      if (hours.at(-1) !== 0) expect((await company.sync()).counts.failed, 'before its time').toBe(0);
      company.pass(Math.max(0, next - company.engine.now() + 1));
      await wrong();
      expect((await company.sync()).counts.failed, 'in its time').toBe(1);
    }
    expect(hours).toEqual([0, 6, 12, 24, 48, 72]);
  });

  test('is tried at once when the person changes', async () => {
    await wrong();
    await company.sync();
    await company.entra.updatePerson(failedPerson(), { jobTitle: 'Fellow' });
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { created: 1 } });
  });

  test('is tried again now for one person, on demand', async () => {
    await wrong();
    await company.sync();
    expect(await company.sync()).toMatchObject({ counts: { created: 0, failed: 0 } });
    expect(await company.runner.provision(jobName, failedPerson())).toMatchObject({ ok: true });
    expect(countEscrows(company.database)).toBe(0);
    expect(await company.scim.count()).toBe(people);
  });

  describe('that lasts for 28 days', () => {
    const standing = () =>
      company.database.get(`SELECT standing, problem, waiting FROM people WHERE standing = 'failed'`);

    beforeEach(async () => {
      await wrong();
      await company.sync();
      company.pass(28 * day + hour);
    });

    test('is dropped: the log and the standing say so, and nobody tries again', async () => {
      company.change((job) => ({ ...job, schedule: { ...job.schedule, fullEveryDays: 365 } }));
      const person = failedPerson();
      const cycle = await company.sync();
      expect(cycle).toMatchObject({ state: 'succeeded', counts: { created: 0, failed: 0 } });
      expect(countEscrows(company.database)).toBe(0);
      expect(company.rows(cycle)).toMatchObject([
        { sourceId: person, status: 'skipped', problem: { kind: 'given-up', attempts: 2 } },
      ]);
      expect(company.rows(cycle)[0]?.reason).toContain('given up after 28 days');
      expect(standing()).toMatchObject({ standing: 'failed', waiting: null });
      expect(String(standing()?.['problem'])).toContain('given-up');
      company.pass(2 * day);
      expect(company.rows(await company.sync())).toEqual([]);
      await company.entra.updatePerson(person, { jobTitle: 'Fellow' });
      expect(await company.sync()).toMatchObject({ counts: { created: 1 } });
    });

    test('is not dropped when the person has changed: that is a try', async () => {
      await company.entra.updatePerson(failedPerson(), { jobTitle: 'Fellow' });
      expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { created: 1 } });
      expect(standing()).toBeUndefined();
    });
  });
});

test('who waits for the name of somebody in the recycle bin gets the account once it is free, however long that takes', async () => {
  company.change((job) => ({ ...job, schedule: { ...job.schedule, fullEveryDays: 365 } }));
  await company.sync();
  const [first] = await company.entra.people();
  const upn = String(first?.properties['userPrincipalName']);
  await company.entra.deletePerson(String(first?.id));
  await company.entra.createPerson({ displayName: 'Second', userPrincipalName: upn, accountEnabled: true });
  expect(await company.sync()).toMatchObject({ state: 'succeededWithErrors', counts: { failed: 1 } });
  company.pass(29 * day);
  // Four weeks of failures are given up.
  expect(await company.sync()).toMatchObject({ counts: { failed: 0, skipped: 1 } });
  expect(countEscrows(company.database)).toBe(0);
  await company.entra.deletePersonForGood(String(first?.id));
  expect(await company.sync()).toMatchObject({ counts: { deleted: 1, created: 0 } });
  expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { created: 1, skipped: 0 } });
});
