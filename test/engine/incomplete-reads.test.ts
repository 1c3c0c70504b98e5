import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FaultRequest } from '../../electron/sample/faults';
import { adviseOn } from '../../shared/log/advice';
import type { Problem } from '../../shared/log/problem';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/**
 * Absence counts only in a complete snapshot: whatever an incomplete read looks like, nobody loses access by it, the
 * watermark stays, the words say what happened, and the next cycle goes on by itself.
 */
let company: TestCompany;
beforeEach(async () => {
  company = await openTestCompany({ instant: true, skipsWaits: true });
  await company.sync();
});
afterEach(() => company.close());

/** No limit of the admin's stands in the way: only the read itself can. */
const noLimit = () =>
  company.change((job) => ({
    ...job,
    safety: { ...job.safety, deletionThreshold: null, deletionThresholdPercent: null },
  }));
const byDepartment = () =>
  company.change((job) => ({
    ...job,
    scope: {
      ...job.scope,
      filters: [{ name: 'Staff', clauses: [{ sourceOperandName: 'department', operatorName: 'IS NOT NULL' }] }],
    },
  }));
const fact = (name: string) => company.database.get('SELECT value FROM facts WHERE name = ?', name)?.['value'];
const accounts = async () =>
  (await company.scim.accounts()).map(({ id, active }) => ({ id, active })).sort((a, b) => a.id.localeCompare(b.id));
const words = (problem: Problem | null) =>
  problem === null
    ? ''
    : Object.values(adviseOn(problem, { targetName: 'BlueJeans', profile: null, personName: null })).join(' ');
const groupId = async (name: string) => (await company.entra.groups()).find((group) => group.name === name)?.id ?? '';

interface Row {
  readonly read: string;
  readonly faults: () => readonly FaultRequest[] | Promise<readonly FaultRequest[]>;
  readonly full: boolean;
  readonly before?: () => unknown;
  readonly kind: Problem['kind'];
  readonly says: RegExp;
}
const always = { times: null, after: 0 } as const;
const members = async (name: string) => `/groups/${await groupId(name)}/members?`;
const aFault = (pathIncludes: string, more: FaultRequest): readonly FaultRequest[] => [
  { ...always, ...more, match: { pathIncludes } } as FaultRequest,
];
const smallPages = () => company.entra.behave({ listPageSize: 10, deltaPageSize: 10 });

describe('nobody loses access by', () => {
  test.each<Row>([
    {
      read: 'assignments that are cut off in the middle',
      faults: () => aFault('appRoleAssignedTo', { kind: 'cut-off-body' }),
      full: false,
      kind: 'answer-cut-off',
      says: /nothing from half an answer/,
    },
    {
      read: 'assignments that come back empty',
      faults: () => aFault('appRoleAssignedTo', { kind: 'empty-page' }),
      full: false,
      kind: 'source-empty',
      says: /nobody is assigned any more/,
    },
    {
      read: 'a group whose members come back empty',
      faults: async () => aFault(await members('BlueJeans Users'), { kind: 'empty-page' }),
      full: false,
      kind: 'source-incomplete',
      says: /no member of the group BlueJeans Users, but counts 3\d/,
    },
    {
      read: 'the members of a group failing with 500',
      faults: async () => aFault(await members('Contractors'), { kind: 'server-error', status: 500 }),
      full: false,
      kind: 'server-error',
      says: /500/,
    },
    {
      read: 'the members of a group that is there being “not found”',
      faults: async () => aFault(await members('Contractors'), { kind: 'refused' }),
      full: false,
      kind: 'source-incomplete',
      says: /has the group Contractors, but would not name its members/,
    },
    {
      read: 'the members of a group being refused',
      faults: async () =>
        aFault(await members('Contractors'), { kind: 'refused', status: 403, code: 'Authorization_RequestDenied' }),
      full: false,
      kind: 'source-permission-missing',
      says: /GroupMember\.Read\.All/,
    },
    {
      read: 'a second page of members that is cut off',
      before: smallPages,
      faults: async () => [
        { kind: 'cut-off-body', times: null, after: 1, match: { pathIncludes: await members('BlueJeans Users') } },
      ],
      full: false,
      kind: 'answer-cut-off',
      says: /half an answer/,
    },
    {
      read: 'pages of members that lead back to the first',
      before: smallPages,
      faults: async () => aFault(await members('BlueJeans Users'), { kind: 'altered-page', links: 'back' }),
      full: false,
      kind: 'source-incomplete',
      says: /lead back to one that was read already/,
    },
    {
      read: 'a list of members that is half, another half each time',
      faults: async () => [
        { kind: 'altered-page', keep: 10, times: 1, match: { pathIncludes: await members('BlueJeans Users') } },
        { kind: 'altered-page', keep: 12, times: 1, match: { pathIncludes: await members('BlueJeans Users') } },
      ],
      full: false,
      kind: 'source-incomplete',
      says: /it then said another thing. Before there were 3\d people/,
    },
    {
      read: 'a page of changes without entries and without a link',
      faults: () => aFault('/users/delta', { kind: 'altered-page', keep: 0, links: 'lost' }),
      full: false,
      kind: 'answer-cut-off',
      says: /half an answer/,
    },
    {
      read: 'pages of people that lead back to one that was read',
      before: smallPages,
      faults: () => aFault('/users/delta', { kind: 'altered-page', links: 'back' }),
      full: true,
      kind: 'source-incomplete',
      says: /have no end/,
    },
    {
      read: 'a full read of nobody, with 200',
      faults: () => aFault('/users/delta', { kind: 'altered-page', keep: 0 }),
      full: true,
      kind: 'source-empty',
      says: /answered with nobody at all/,
    },
    {
      read: 'a full read of half, whose other half cannot be looked up',
      faults: () => [
        ...aFault('/users/delta', { kind: 'altered-page', keep: 20 }),
        ...aFault('/users/', { kind: 'refused', status: 403, code: 'Authorization_RequestDenied' }),
      ],
      full: true,
      kind: 'source-permission-missing',
      says: /User\.Read\.All/,
    },
    {
      read: 'a full read of half, while a look-up finds nobody at all',
      faults: () => [
        ...aFault('/users/delta', { kind: 'altered-page', keep: 20 }),
        ...aFault('/users/', { kind: 'refused' }),
        ...aFault('/deletedItems/', { kind: 'refused' }),
      ],
      full: true,
      kind: 'source-incomplete',
      says: /does not find .+ either, who is there/,
    },
    {
      read: 'people whose accountEnabled may no longer be read',
      faults: () => aFault('/users/delta', { kind: 'altered-page', without: ['accountEnabled'], as: 'null' }),
      full: true,
      kind: 'source-incomplete',
      says: /no longer says accountEnabled of anybody/,
    },
  ])('$read', async ({ faults, full, before, kind, says }) => {
    noLimit();
    await before?.();
    const there = await accounts();
    const watermark = fact('watermark');
    for (const fault of await faults()) await company.entra.injectFault(fault);
    const cycle = await company.sync(full);
    expect(cycle.problem?.kind).toBe(kind);
    expect(words(cycle.problem)).toMatch(says);
    expect(cycle.counts).toMatchObject({ disabled: 0, deleted: 0, failed: 0 });
    expect(await accounts()).toEqual(there);
    expect(fact('watermark')).toBe(watermark);

    await company.entra.clearFaults();
    expect(await company.sync()).toMatchObject({ problem: null, counts: { disabled: 0, deleted: 0, failed: 0 } });
    expect(await accounts()).toEqual(there);
    expect(await company.sync(true)).toMatchObject({ problem: null, counts: { disabled: 0, deleted: 0, failed: 0 } });
    expect(await accounts()).toEqual(there);
  });

  test('a property that a whole read no longer has, though a filter goes by it', async () => {
    noLimit();
    byDepartment();
    await company.sync();
    const there = await accounts();
    // The weekly read of everybody, not one that the admin asked for.
    company.pass(8 * 86_400_000);
    await company.entra.injectFault({
      kind: 'altered-page',
      without: ['department'],
      as: 'null',
      times: null,
      match: { pathIncludes: '/users/delta' },
    });
    const cycle = await company.sync();
    expect(words(cycle.problem)).toMatch(/no longer says department of anybody.+sync --full/);
    expect(await accounts()).toEqual(there);
    await company.entra.clearFaults();
    expect(await company.sync()).toMatchObject({ problem: null, counts: { disabled: 0 } });
    expect(await accounts()).toEqual(there);
  });

  test('pages that do not name accountEnabled: what was known of it stays', async () => {
    noLimit();
    const there = await accounts();
    await company.entra.injectFault({
      kind: 'altered-page',
      without: ['accountEnabled', 'department', 'jobTitle'],
      times: null,
      match: { pathIncludes: '/users/delta' },
    });
    expect(await company.sync(true)).toMatchObject({ problem: null, counts: { disabled: 0, updated: 0 } });
    expect(await accounts()).toEqual(there);
  });

  test('a list of members that is half once: it is asked again', async () => {
    noLimit();
    const there = await accounts();
    await company.entra.injectFault({
      kind: 'altered-page',
      keep: 5,
      match: { pathIncludes: await members('BlueJeans Users') },
    });
    expect(await company.sync()).toMatchObject({ problem: null, counts: { disabled: 0 } });
    expect(await accounts()).toEqual(there);
  });

  test('direct assignments that are missing once', async () => {
    noLimit();
    await company.entra.injectFault({ kind: 'altered-page', keep: 2, match: { pathIncludes: 'appRoleAssignedTo' } });
    expect(await company.sync()).toMatchObject({ problem: null, counts: { disabled: 0 } });
  });

  test('half of the people missing from a full read that are all there when looked up', async () => {
    noLimit();
    const there = await accounts();
    await company.entra.injectFault({ kind: 'altered-page', keep: 20, match: { pathIncludes: '/users/delta' } });
    expect(await company.sync(true)).toMatchObject({ problem: null, counts: { disabled: 0, deleted: 0 } });
    expect(await accounts()).toEqual(there);
  });

  test('a chosen group that is deleted: it is for the admin to take it out of scope', async () => {
    noLimit();
    const chosen = [await groupId('BlueJeans Users'), await groupId('Contractors')];
    company.change((job) => ({ ...job, scope: { ...job.scope, mode: 'groups', groupIds: chosen } }));
    await company.sync();
    const there = await accounts();
    await company.entra.deleteGroup('Contractors');
    const cycle = await company.sync(true);
    expect(cycle).toMatchObject({ state: 'quarantined', problem: { kind: 'source-group-missing' } });
    expect(await accounts()).toEqual(there);
  });
});

describe('what is so is done', () => {
  const contractors = async () =>
    (await company.entra.groups()).find(({ name }) => name === 'Contractors')?.memberIds.length ?? 0;

  test('the members of an assigned group that Entra ID deleted lose that way in', async () => {
    expect(await contractors()).toBeGreaterThan(0);
    await company.entra.deleteGroup('Contractors');
    const cycle = await company.sync();
    expect(cycle.problem).toBeNull();
    expect(cycle.counts.disabled).toBeGreaterThan(0);
  });

  test('a group that was emptied is believed when it counts nobody either', async () => {
    const group = (await company.entra.groups()).find(({ name }) => name === 'Contractors');
    for (const member of group?.memberIds ?? []) await company.entra.removeMember('Contractors', member);
    const cycle = await company.sync();
    expect(cycle.problem).toBeNull();
    expect(cycle.counts.disabled).toBeGreaterThan(0);
  });

  test('five who are found nowhere are deleted; six are held, whatever the limit, until the admin has seen them', async () => {
    noLimit();
    const linked = company.database
      .all(`SELECT source_id AS id FROM links WHERE enabled = 1 ORDER BY source_id`)
      .map(({ id }) => String(id));
    const vanish = async (people: readonly string[]) => {
      for (const id of people) {
        await company.entra.deletePerson(id);
        await company.entra.deletePersonForGood(id);
      }
      await company.entra.expireDeltaTokens('gone');
    };
    await vanish(linked.slice(0, 5));
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { deleted: 5 } });
    await vanish(linked.slice(5, 11));
    expect(await company.sync()).toMatchObject({ state: 'held', counts: { deleted: 0, disabled: 0 } });
    expect(await company.sync()).toMatchObject({ state: 'held', counts: { deleted: 0, disabled: 0 } });
  });

  test('when nobody is assigned any more, the admin’s full cycle holds everybody, whatever the limit', async () => {
    noLimit();
    const there = await accounts();
    for (const { principalId } of await company.entra.assignments()) await company.entra.unassign(principalId);
    expect(await company.sync()).toMatchObject({ state: 'failed', problem: { kind: 'source-empty' } });
    const cycle = await company.sync(true);
    expect(cycle).toMatchObject({ state: 'held', counts: { disabled: 0 } });
    expect(await company.sync()).toMatchObject({ state: 'held', counts: { disabled: 0 } });
    expect(await accounts()).toEqual(there);
  });
});

describe('on demand', () => {
  const someone = () =>
    String(
      company.database.get(
        `SELECT links.source_id AS id FROM links JOIN people ON people.id = links.source_id
         WHERE people.manager_id IS NOT NULL AND links.enabled = 1 LIMIT 1`,
      )?.['id'],
    );
  test.each<{ read: string; faults: () => Promise<readonly FaultRequest[]>; kind: Problem['kind'] | null }>([
    {
      read: 'a list of members that is half once',
      faults: async () => [
        { kind: 'altered-page', keep: 0, match: { pathIncludes: await members('BlueJeans Users') } },
        { kind: 'altered-page', keep: 0, match: { pathIncludes: await members('Contractors') } },
        { kind: 'altered-page', keep: 2, match: { pathIncludes: 'appRoleAssignedTo' } },
      ],
      kind: 'source-incomplete',
    },
    {
      read: 'a look-up that finds nobody',
      faults: async () => [...aFault('/users/', { kind: 'refused' }), ...aFault('/deletedItems/', { kind: 'refused' })],
      kind: 'source-incomplete',
    },
    {
      read: 'assignments of nobody',
      faults: async () => aFault('appRoleAssignedTo', { kind: 'altered-page', keep: 0 }),
      kind: 'source-empty',
    },
  ])('nobody loses access by $read', async ({ faults, kind }) => {
    const there = await accounts();
    const person = someone();
    for (const fault of await faults()) await company.entra.injectFault(fault);
    const outcome = await company.runner.provision(jobName, person);
    expect(outcome.ok ? null : outcome.problem.kind).toBe(kind);
    expect(await accounts()).toEqual(there);
  });
});
