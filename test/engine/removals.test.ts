import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decideDeletions } from '../../electron/commands/deletions';
import type { CycleSummary } from '../../shared/health/job-state';
import type { SynchronizationSchema } from '../../shared/schema/synchronization-schema';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** What takes access away: it is sent once, for the reason that was counted or allowed, and never on the quiet. */
let company: TestCompany;
beforeEach(async () => {
  company = await openTestCompany({ instant: true });
  await company.sync();
});
afterEach(() => company.close());

const threshold = (deletionThreshold: number | null, deletionThresholdPercent: number | null = null) =>
  company.change((job) => ({ ...job, safety: { ...job.safety, deletionThreshold, deletionThresholdPercent } }));

/** Members of the large group who have an account and are in scope by nothing else. */
async function someMembers(count: number): Promise<readonly string[]> {
  const group = (await company.entra.groups()).find(({ name }) => name === 'BlueJeans Users');
  const linked = new Set(company.database.all('SELECT source_id FROM links').map((row) => String(row['source_id'])));
  const others = (await company.entra.assignments()).map(({ principalId }) => principalId);
  return (group?.memberIds ?? []).filter((id) => linked.has(id) && !others.includes(id)).slice(0, count);
}

async function leave(people: readonly string[]): Promise<void> {
  for (const person of people) await company.entra.removeMember('BlueJeans Users', person);
}

async function hold(count: number): Promise<readonly string[]> {
  threshold(count - 1);
  const people = await someMembers(count);
  await leave(people);
  expect(await company.sync()).toMatchObject({ state: 'held', counts: { disabled: 0, failed: 0 } });
  return people;
}

const accountOf = async (person: string) => {
  const row = company.database.get('SELECT target_id FROM links WHERE source_id = ?', person);
  return row === undefined ? undefined : company.scim.account(String(row['target_id']));
};
const isActive = async (person: string) => (await accountOf(person))?.['active'] !== false;
const removals = () =>
  company.database.all('SELECT source_id AS person, state FROM removals ORDER BY source_id').map((row) => ({ ...row }));
const stagedIn = (cycle: CycleSummary) => company.rows(cycle).filter(({ staged }) => staged);

describe('a removal that is held', () => {
  test.each([
    {
      when: 'its person changes in Entra ID',
      happens: (person: string) => company.entra.updatePerson(person, { jobTitle: 'Leaver' }),
      full: false,
    },
    { when: 'everyone is checked', happens: async () => {}, full: true },
    {
      when: 'others come back, so that fewer are left than the limit',
      happens: async (_: string, others: readonly string[]) => {
        for (const other of others) await company.entra.addMember('BlueJeans Users', other);
      },
      full: true,
    },
    { when: 'the limit is raised', happens: async () => threshold(500), full: true },
    {
      when: 'its person is blocked as well',
      happens: (person: string) => company.entra.blockPerson(person),
      full: false,
    },
    {
      when: 'its person is provisioned on demand',
      happens: async (person: string) => void (await company.runner.provision(jobName, person)),
      full: false,
    },
  ])('waits for the admin when $when', async ({ happens, full }) => {
    const [first = '', ...others] = await hold(4);
    await happens(first, others);
    const cycle = await company.sync(full);
    expect(cycle).toMatchObject({ state: 'held', counts: { disabled: 0 } });
    expect(await isActive(first)).toBe(true);
    expect(removals()).toContainEqual({ person: first, state: 'held' });
  });

  test('is gone with its cause, and a later cause is counted anew', async () => {
    const people = await hold(3);
    for (const person of people) await company.entra.addMember('BlueJeans Users', person);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { disabled: 0 } });
    expect(removals()).toEqual([]);
    await leave(people.slice(0, 1));
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { disabled: 1 } });
  });

  test('goes out once allowed, for this person alone', async () => {
    const [first = '', second = ''] = await hold(3);
    expect(decideDeletions(company.database, 'allow', [first])).toMatchObject({ decided: 1, problem: null });
    expect(await company.sync()).toMatchObject({ state: 'held', counts: { disabled: 1 } });
    expect(await isActive(first)).toBe(false);
    expect(await isActive(second)).toBe(true);
    expect(removals().map(({ state }) => state)).toEqual(['held', 'held']);
  });

  test('stays allowed while the target fails, and is carried out once', async () => {
    const [first = ''] = await hold(3);
    decideDeletions(company.database, 'allow', [first]);
    await company.scim.injectFault({ kind: 'server-error', times: null, match: { method: 'PATCH' } });
    expect(await company.sync()).toMatchObject({ counts: { disabled: 0, failed: 1 } });
    await company.scim.clearFaults();
    expect(await company.sync()).toMatchObject({ counts: { disabled: 1, failed: 0 } });
    expect(removals()).toHaveLength(2);
  });

  test('allowed as a disable is no allowance for a deletion', async () => {
    const [first = ''] = await hold(3);
    decideDeletions(company.database, 'allow', [first]);
    threshold(0);
    await company.entra.deletePerson(first);
    await company.entra.deletePersonForGood(first);
    const cycle = await company.sync();
    expect(cycle.counts).toMatchObject({ deleted: 0 });
    expect(await accountOf(first)).toBeDefined();
  });

  test('once rejected stays so, on demand as well, until its cause is another', async () => {
    const [first = '', ...others] = await hold(3);
    expect(decideDeletions(company.database, 'reject', null)).toMatchObject({ decided: 3 });
    expect(await company.sync(true)).toMatchObject({ state: 'succeeded', counts: { disabled: 0 } });
    await company.entra.updatePerson(first, { jobTitle: 'Kept' });
    expect(await company.runner.provision(jobName, first)).toMatchObject({
      ok: true,
      value: { rows: [{ status: 'skipped' }] },
    });
    expect(await isActive(first)).toBe(true);
    await company.entra.blockPerson(first);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { disabled: 1 } });
    for (const other of others) expect(await isActive(other)).toBe(true);
  });

  test('that cannot be looked at again is held with the others', async () => {
    threshold(2);
    const people = await someMembers(4);
    await leave(people);
    const account = await accountOf(people[0] ?? '');
    // The first reading in a full cycle goes well, the one before it is held does not.
    await company.scim.injectFault({
      kind: 'server-error',
      times: null,
      after: 1,
      match: { method: 'GET', pathIncludes: String(account?.id) },
    });
    expect(await company.sync(true)).toMatchObject({ state: 'held', counts: { disabled: 0 } });
    await company.scim.clearFaults();
    expect(removals()).toHaveLength(4);
    expect(await company.sync()).toMatchObject({ state: 'held', counts: { disabled: 0 } });
    for (const person of people) expect(await isActive(person)).toBe(true);
  });
});

describe('the limit', () => {
  test('in per cent goes by the accounts that were linked before the cycle', async () => {
    threshold(null, 20);
    company.change((job) => ({ ...job, scope: { ...job.scope, mode: 'assigned' } }));
    const before = Number(company.database.get('SELECT count(*) AS n FROM links')?.['n']);
    const leavers = Math.floor(before / 5) + 1;
    await leave(await someMembers(leavers));
    for (let number = 0; number < 40; number += 1) {
      const id = await company.entra.createPerson({
        displayName: `Joiner ${number}`,
        userPrincipalName: `joiner${number}@oxbow.example`,
        accountEnabled: true,
      });
      await company.entra.assign(id);
    }
    expect(await company.sync()).toMatchObject({ state: 'held', counts: { created: 40, disabled: 0 } });
  });

  test.each([
    { limit: 3, leavers: 3, state: 'succeeded' },
    { limit: 3, leavers: 4, state: 'held' },
    { limit: 0, leavers: 1, state: 'held' },
    { limit: null, leavers: 6, state: 'succeeded' },
  ])('$limit with $leavers leavers: $state', async ({ limit, leavers, state }) => {
    threshold(limit);
    await leave(await someMembers(leavers));
    const cycle = await company.sync();
    expect(cycle).toMatchObject({ state, counts: { disabled: state === 'held' ? 0 : leavers } });
    expect(stagedIn(cycle)).toHaveLength(state === 'held' ? leavers : 0);
  });
});

describe('a removal below the limit', () => {
  test('that fails is a failure and not held, and is tried again', async () => {
    const [first = '', second = ''] = await someMembers(2);
    await leave([first, second]);
    const account = await accountOf(first);
    await company.scim.injectFault({
      kind: 'server-error',
      times: null,
      match: { method: 'PATCH', pathIncludes: String(account?.id) },
    });
    expect(await company.sync()).toMatchObject({ state: 'succeededWithErrors', counts: { disabled: 1, failed: 1 } });
    expect(company.runner.state(jobName)).not.toMatchObject({ value: { condition: { kind: 'deletions-held' } } });
    await company.scim.clearFaults();
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { disabled: 1, failed: 0 } });
    expect(removals()).toEqual([]);
  });

  test('of a cycle that was stopped is not held, and goes out with the next', async () => {
    const people = await someMembers(3);
    await leave(people);
    await company.entra.updatePerson('minhanh.nguyen', { jobTitle: 'Last' });
    const stopListening = company.runner.listen((event) => {
      if (event.kind === 'row') company.runner.stop(jobName);
    });
    expect(await company.sync()).toMatchObject({ state: 'stopped', counts: { disabled: 0 } });
    stopListening();
    expect(company.runner.state(jobName)).not.toMatchObject({ value: { condition: { kind: 'deletions-held' } } });
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { disabled: 3 } });
  });

  test('waits for the next cycle when the connection breaks, and nobody is forgotten', async () => {
    const people = await someMembers(3);
    await leave(people);
    await company.scim.injectFault({ kind: 'unauthorized', times: null, match: { method: 'PATCH' }, after: 1 });
    expect(await company.sync()).toMatchObject({ state: 'quarantined', counts: { failed: 0 } });
    await company.scim.clearFaults();
    const cycle = await company.sync();
    expect(cycle).toMatchObject({ state: 'succeeded' });
    for (const person of people) expect(await isActive(person)).toBe(false);
    expect(removals()).toEqual([]);
    expect(company.database.all('SELECT * FROM intents')).toEqual([]);
  });
});

describe('an account of somebody who is gone for good', () => {
  const goForGood = async (person: string, cyclesBetween: boolean) => {
    await company.entra.deletePerson(person);
    if (cyclesBetween) await company.sync();
    await company.entra.deletePersonForGood(person);
  };

  test.each([
    { what: 'seen in the recycle bin first', cyclesBetween: true },
    { what: 'never seen in the recycle bin', cyclesBetween: false },
  ])('is deleted where they were assigned to the end, $what', async ({ cyclesBetween }) => {
    const [first = ''] = await someMembers(1);
    const account = await accountOf(first);
    await goForGood(first, cyclesBetween);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { deleted: 1 } });
    expect((await company.scim.accounts()).map(({ id }) => id)).not.toContain(account?.id);
  });

  test.each([
    { what: 'seen in the recycle bin', cyclesBetween: true, blocked: false },
    { what: 'never seen in the recycle bin', cyclesBetween: false, blocked: false },
    { what: 'blocked and seen in the recycle bin', cyclesBetween: true, blocked: true },
  ])('stays disabled where they had been unassigned before, $what', async ({ cyclesBetween, blocked }) => {
    const [first = ''] = await someMembers(1);
    const account = await accountOf(first);
    if (blocked) {
      await company.entra.blockPerson(first);
      expect(await company.sync()).toMatchObject({ counts: { disabled: 1 } });
    }
    await leave([first]);
    expect(await company.sync()).toMatchObject({ counts: { disabled: blocked ? 0 : 1 } });
    await goForGood(first, cyclesBetween);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { deleted: 0, failed: 0 } });
    expect(await company.scim.account(String(account?.id))).toMatchObject({ active: false });
    expect(company.database.all('SELECT id FROM people WHERE id = ?', first)).toEqual([]);
  });

  test('is left as it is where deletions are switched off, for good, and its name is free for somebody new', async () => {
    const [first = ''] = await someMembers(1);
    const account = await accountOf(first);
    const name = String(account?.userName);
    const deletions = (flowTypes: string) =>
      company.change((job) => {
        const schema = JSON.parse(JSON.stringify(job.schema)) as SynchronizationSchema;
        for (const mapping of schema.synchronizationRules[0]?.objectMappings ?? []) mapping.flowTypes = flowTypes;
        return { ...job, schema };
      });
    deletions('Add, Update');
    await goForGood(first, true);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { deleted: 0, failed: 0 } });
    deletions('Add, Update, Delete');
    expect(await company.sync(true)).toMatchObject({ state: 'succeeded', counts: { deleted: 0, failed: 0 } });
    const joiner = await company.entra.createPerson({ displayName: 'A namesake', userPrincipalName: name });
    await company.entra.assign(joiner);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { enabled: 1, failed: 0 } });
    expect((await accountOf(joiner))?.id).toBe(account?.id);
  });

  test('that is gone at the target too fails nobody, and is let go of', async () => {
    const [leaver = '', deleted = ''] = await someMembers(2);
    await leave([leaver]);
    await company.entra.deletePerson(deleted);
    expect(await company.sync()).toMatchObject({ counts: { disabled: 2 } });
    for (const person of [leaver, deleted]) await company.scim.removeAccount(String((await accountOf(person))?.id));
    await company.entra.deletePersonForGood(deleted);
    expect(await company.sync(true)).toMatchObject({ state: 'succeeded', counts: { deleted: 0, failed: 0 } });
    expect(company.database.all('SELECT * FROM links WHERE source_id IN (?, ?)', leaver, deleted)).toEqual([]);
    expect(company.database.all('SELECT id FROM people WHERE id IN (?, ?)', leaver, deleted)).toEqual([{ id: leaver }]);
    await company.entra.addMember('BlueJeans Users', leaver);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { created: 1 } });
  });
});
