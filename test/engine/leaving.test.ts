import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { decideDeletions } from '../../electron/commands/deletions';
import { leavingList } from '../../electron/cycle/leaving-list';
import { keepLeaver, listLeavers } from '../../electron/ledger/leaving';
import { sourceId } from '../../shared/ids';
import type { JobSettings } from '../../shared/settings/settings';
import { type Joiner, join } from './joiner';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** Every row of entra-provisioning 5.1 to 5.3, and two-stage leaving, through the real engine. */
let company: TestCompany;
let usual: JobSettings;
const day = 86_400_000;
const noLeavers = {
  name: 'no leavers',
  clauses: [{ sourceOperandName: 'jobTitle', operatorName: 'NOT EQUALS', targetOperand: { values: ['Leaver'] } }],
};

beforeAll(async () => {
  company = await openTestCompany({ instant: true });
  company.change((job) => ({
    ...job,
    schedule: { ...job.schedule, fullEveryDays: 365 },
    scope: { ...job.scope, filters: [noLeavers] },
  }));
  company.change((job) => {
    usual = job;
    return job;
  });
  await company.sync();
});
afterAll(() => company.close());
beforeEach(async () => {
  company.change(() => usual);
  await company.scim.clearFaults();
});

const safety = (more: Partial<JobSettings['safety']>) =>
  company.change((job) => ({ ...job, safety: { ...job.safety, ...more } }));

interface SchemaFile {
  synchronizationRules: {
    objectMappings: { flowTypes: string; attributeMappings: { targetAttributeName: string }[] }[];
  }[];
}
/** Changes the job's schema; a copy is handed over. */
const schema = (change: (mapping: SchemaFile['synchronizationRules'][number]['objectMappings'][number]) => void) =>
  company.change((job) => {
    const copy = JSON.parse(JSON.stringify(job.schema)) as SchemaFile;
    for (const { objectMappings } of copy.synchronizationRules) for (const mapping of objectMappings) change(mapping);
    return { ...job, schema: copy };
  });

const filtered = ({ id }: Joiner) => company.entra.updatePerson(id, { jobTitle: 'Leaver' });
const { unassigns, blocks, deletes, deletesForGood } = {
  unassigns: ({ id }: Joiner) => company.entra.unassign(id),
  blocks: ({ id }: Joiner) => company.entra.blockPerson(id),
  deletes: ({ id }: Joiner) => company.entra.deletePerson(id),
  deletesForGood: async ({ id }: Joiner) => {
    await company.entra.deletePerson(id).catch(() => undefined);
    await company.entra.deletePersonForGood(id);
  },
};
const causes = [
  { cause: 'unassigned', leaves: unassigns },
  { cause: 'filtered out', leaves: filtered },
  { cause: 'blocked', leaves: blocks },
  { cause: 'soft-deleted', leaves: deletes },
];

async function joined(): Promise<Joiner> {
  const joiner = await join(company);
  await company.sync();
  expect(await joiner.account()).toMatchObject({ active: true });
  return joiner;
}

describe('somebody who is', () => {
  test.each(causes)('$cause is disabled', async ({ leaves }) => {
    const joiner = await joined();
    await leaves(joiner);
    const cycle = await company.sync();
    expect(cycle).toMatchObject({ state: 'succeeded', counts: { disabled: 1, deleted: 0 } });
    expect(await joiner.account()).toMatchObject({ active: false });
    expect(await company.sync()).toMatchObject({ counts: { disabled: 0 } });
  });

  test('restored is enabled on the same account', async () => {
    const joiner = await joined();
    const before = await joiner.account();
    await deletes(joiner);
    await company.sync();
    await company.entra.restorePerson(joiner.id);
    await company.entra.assign(joiner.id).catch(() => undefined);
    expect(await company.sync()).toMatchObject({ counts: { enabled: 1, created: 0 } });
    expect(await joiner.account()).toMatchObject({ id: before?.['id'], active: true });
  });

  test.each([
    { how: 'at once', first: async () => {} },
    { how: 'after the recycle bin', first: deletes },
    { how: 'after being blocked', first: blocks },
  ])('hard-deleted $how is deleted', async ({ first }) => {
    const joiner = await joined();
    await first(joiner);
    await company.sync();
    await deletesForGood(joiner);
    expect(await company.sync()).toMatchObject({ counts: { deleted: 1 } });
    expect(await joiner.account()).toBeUndefined();
  });

  test('unassigned and later hard-deleted stays disabled, and is forgotten', async () => {
    const joiner = await joined();
    await unassigns(joiner);
    await company.sync();
    await deletesForGood(joiner);
    expect(await company.sync()).toMatchObject({ counts: { deleted: 0, failed: 0 } });
    expect(await joiner.account()).toMatchObject({ active: false });
    expect(company.database.all('SELECT * FROM links WHERE source_id = ?', joiner.id)).toEqual([]);
  });

  test('gone while Inseam was off for longer than the recycle bin tells is deleted', async () => {
    const joiner = await joined();
    await deletesForGood(joiner);
    await company.entra.expireDeltaTokens('gone');
    const cycle = await company.sync();
    expect(cycle.counts.deleted).toBe(1);
    expect(await joiner.account()).toBeUndefined();
  });

  test('nobody: accounts that nobody in scope matches are never touched', async () => {
    const stranger = await company.scim.addAccount({
      userName: `stranger${Date.now()}@elsewhere.example`,
      active: true,
    });
    await company.sync(true);
    await company.sync();
    expect(await company.scim.account(stranger)).toMatchObject({ active: true });
    await company.scim.removeAccount(stranger);
  });
});

describe('the mapping of IsSoftDeleted', () => {
  test('removed: leaving sends nothing, and the log says so', async () => {
    const joiner = await joined();
    schema((mapping) => {
      mapping.attributeMappings = mapping.attributeMappings.filter(
        ({ targetAttributeName }) => targetAttributeName !== 'active',
      );
    });
    await company.sync();
    await unassigns(joiner);
    expect(await company.sync()).toMatchObject({ counts: { disabled: 0 } });
    expect(await joiner.account()).toMatchObject({ active: true });
  });

  test('to another attribute: that one is set', async () => {
    const joiner = await joined();
    schema((mapping) => {
      mapping.attributeMappings = mapping.attributeMappings.filter(
        ({ targetAttributeName }) => targetAttributeName !== 'title',
      );
      for (const each of mapping.attributeMappings)
        if (each.targetAttributeName === 'active')
          Object.assign(each, {
            targetAttributeName: 'title',
            source: {
              expression: 'IIF([IsSoftDeleted], "Left", "Here")',
              name: 'IIF([IsSoftDeleted], "Left", "Here")',
              type: 'Function',
              parameters: [],
            },
          });
    });
    await company.sync();
    expect(await joiner.account()).toMatchObject({ title: 'Here' });
    await unassigns(joiner);
    await company.sync();
    expect(await joiner.account()).toMatchObject({ title: 'Left', active: true });
  });
});

describe('target object actions', () => {
  test('create switched off: nobody is created, existing accounts are matched and updated', async () => {
    schema((mapping) => {
      mapping.flowTypes = 'Update, Delete';
    });
    const stays = await join(company);
    const known = await join(company);
    await company.scim.addAccount({ userName: known.userName, active: true });
    expect(await company.sync()).toMatchObject({ counts: { created: 0 } });
    expect(await stays.account()).toBeUndefined();
    expect(await known.account()).toMatchObject({ title: 'Trainee' });
  });

  test('update switched off: no disable either', async () => {
    const joiner = await joined();
    schema((mapping) => {
      mapping.flowTypes = 'Add, Delete';
    });
    await unassigns(joiner);
    expect(await company.sync()).toMatchObject({ counts: { disabled: 0 } });
    expect(await joiner.account()).toMatchObject({ active: true });
  });

  test('delete switched off: a hard deletion is ignored', async () => {
    const joiner = await joined();
    schema((mapping) => {
      mapping.flowTypes = 'Add, Update';
    });
    await deletesForGood(joiner);
    expect(await company.sync()).toMatchObject({ counts: { deleted: 0 } });
    expect(await joiner.account()).toBeDefined();
  });
});

describe('leaving accounts alone when people go out of scope', () => {
  test.each([
    { cause: 'unassigned', leaves: unassigns, active: true },
    { cause: 'filtered out', leaves: filtered, active: true },
    { cause: 'blocked', leaves: blocks, active: false },
    { cause: 'soft-deleted', leaves: deletes, active: false },
  ])('$cause: the account is active afterwards is $active', async ({ leaves, active }) => {
    const joiner = await joined();
    safety({ skipOutOfScopeDeletions: true });
    await leaves(joiner);
    await company.sync();
    expect(await joiner.account()).toMatchObject({ active });
  });

  test('who was left alone and is hard-deleted later is still left alone', async () => {
    const joiner = await joined();
    safety({ skipOutOfScopeDeletions: true });
    await unassigns(joiner);
    await company.sync();
    await deletesForGood(joiner);
    expect(await company.sync()).toMatchObject({ counts: { deleted: 0 } });
    expect(await joiner.account()).toMatchObject({ active: true });
  });
});

describe('two-stage leaving', () => {
  const leaver = async (leaves: (joiner: Joiner) => Promise<unknown> = unassigns): Promise<Joiner> => {
    const joiner = await joined();
    await leaves(joiner);
    await company.sync();
    expect(await joiner.account()).toMatchObject({ active: false });
    return joiner;
  };
  const calendarOf = ({ id }: Joiner) =>
    leavingList(
      company.database,
      { ...usual, safety: { ...usual.safety, deleteAfterDays: 30 } },
      company.engine.now(),
    ).people.find(({ sourceId: person }) => person === id);
  beforeEach(async () => {
    // Whoever left in another test is no part of this one.
    for (const { person } of listLeavers(company.database, '')) keepLeaver(company.database, person, true);
    safety({ deleteAfterDays: 30 });
    await company.sync();
  });

  test.each(causes)('$cause: disabled now, deleted after the days, in an incremental cycle', async ({ leaves }) => {
    const joiner = await leaver(leaves);
    expect(calendarOf(joiner)).toMatchObject({ kept: false });
    company.pass(29 * day);
    expect(await company.sync()).toMatchObject({ counts: { deleted: 0 } });
    company.pass(2 * day);
    const cycle = await company.sync();
    expect(cycle).toMatchObject({ kind: 'incremental', counts: { deleted: 1 } });
    expect(company.rowOf(cycle, joiner.name)).toMatchObject({
      action: 'delete',
      status: 'success',
      reason: expect.stringMatching(/^Disabled 31 days ago\. /),
    });
    expect(await joiner.account()).toBeUndefined();
    expect(await company.sync()).toMatchObject({ counts: { deleted: 0, failed: 0 } });
  });

  test('who is unassigned and later hard-deleted stays in the calendar, and is deleted in the end', async () => {
    const joiner = await leaver();
    await deletesForGood(joiner);
    expect(await company.sync()).toMatchObject({ counts: { deleted: 0 } });
    expect(calendarOf(joiner)).toMatchObject({ name: joiner.name });
    company.pass(31 * day);
    expect(await company.sync()).toMatchObject({ counts: { deleted: 1 } });
    expect(await joiner.account()).toBeUndefined();
    expect(company.database.all('SELECT id FROM people WHERE id = ?', joiner.id)).toEqual([]);
  });

  test('who is hard-deleted at once is disabled first', async () => {
    const joiner = await joined();
    await deletesForGood(joiner);
    expect(await company.sync()).toMatchObject({ counts: { disabled: 1, deleted: 0 } });
    company.pass(31 * day);
    expect(await company.sync()).toMatchObject({ counts: { deleted: 1 } });
  });

  test('who comes back is enabled, and out of the calendar', async () => {
    const joiner = await leaver();
    await company.entra.assign(joiner.id);
    expect(await company.sync()).toMatchObject({ counts: { enabled: 1 } });
    expect(calendarOf(joiner)).toBeUndefined();
    company.pass(31 * day);
    expect(await company.sync()).toMatchObject({ counts: { deleted: 0 } });
    expect(await joiner.account()).toMatchObject({ active: true });
  });

  test('switched on later, the days of those who left before begin then', async () => {
    safety({ deleteAfterDays: null });
    await company.sync();
    const joiner = await leaver();
    company.pass(100 * day);
    safety({ deleteAfterDays: 30 });
    expect(await company.sync()).toMatchObject({ counts: { deleted: 0 } });
    company.pass(31 * day);
    expect(await company.sync()).toMatchObject({ counts: { deleted: 1 } });
    expect(await joiner.account()).toBeUndefined();
  });

  test('a kept account is not deleted until its person came back and left again', async () => {
    const joiner = await leaver();
    expect(keepLeaver(company.database, sourceId(joiner.id), true)).toBe(true);
    company.pass(31 * day);
    expect(await company.sync()).toMatchObject({ counts: { deleted: 0 } });
    expect(calendarOf(joiner)).toMatchObject({ kept: true, deletedAt: null });
    await company.entra.assign(joiner.id);
    await company.sync();
    await unassigns(joiner);
    await company.sync();
    expect(calendarOf(joiner)).toMatchObject({ kept: false });
    company.pass(31 * day);
    expect(await company.sync()).toMatchObject({ counts: { deleted: 1 } });
  });

  test('deletions of the calendar are counted by the threshold, and one that is kept dissolves', async () => {
    const [first, second] = [await leaver(), await leaver()];
    safety({ deleteAfterDays: 30, deletionThreshold: 1 });
    company.pass(31 * day);
    expect(await company.sync()).toMatchObject({ state: 'held', counts: { deleted: 0 } });
    expect(await company.sync()).toMatchObject({ state: 'held', counts: { deleted: 0 } });
    keepLeaver(company.database, sourceId(first.id), true);
    expect(decideDeletions(company.database, 'allow', null)).toMatchObject({ decided: 1 });
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { deleted: 1 } });
    expect(await first.account()).toMatchObject({ active: false });
    expect(await second.account()).toBeUndefined();
  });

  test('a rejected deletion stays rejected', async () => {
    const joiner = await leaver();
    safety({ deleteAfterDays: 30, deletionThreshold: 0 });
    company.pass(31 * day);
    expect(await company.sync()).toMatchObject({ state: 'held' });
    decideDeletions(company.database, 'reject', null);
    expect(await company.sync(true)).toMatchObject({ state: 'succeeded', counts: { deleted: 0 } });
    expect(await joiner.account()).toMatchObject({ active: false });
  });

  test('an account that was enabled by hand is not deleted, but disabled again', async () => {
    const joiner = await leaver();
    const account = await joiner.account();
    await company.scim.changeAccount(String(account?.['id']), { active: true });
    company.pass(31 * day);
    expect(await company.sync()).toMatchObject({ counts: { deleted: 0, disabled: 1 } });
    expect(await joiner.account()).toMatchObject({ active: false });
    expect(await company.sync()).toMatchObject({ counts: { deleted: 0 } });
  });

  test('an account that has another name now is not deleted', async () => {
    const joiner = await leaver();
    const account = await joiner.account();
    await company.scim.changeAccount(String(account?.['id']), { userName: 'somebody.else@oxbow.example' });
    company.pass(31 * day);
    expect(await company.sync()).toMatchObject({ counts: { deleted: 0, failed: 1 } });
    await company.scim.removeAccount('somebody.else@oxbow.example');
    await company.sync(true);
  });

  test.each([
    {
      what: 'deleting is switched off',
      change: () =>
        schema((mapping) => {
          mapping.flowTypes = 'Add, Update';
        }),
    },
    { what: 'accounts are left alone', change: () => safety({ deleteAfterDays: 30, skipOutOfScopeDeletions: true }) },
    { what: 'the setting is off again', change: () => safety({ deleteAfterDays: null }) },
  ])('nothing is deleted while $what', async ({ change }) => {
    const joiner = await leaver();
    change();
    company.pass(31 * day);
    for (const full of [false, true]) expect(await company.sync(full)).toMatchObject({ counts: { deleted: 0 } });
    expect(await joiner.account()).toMatchObject({ active: false });
  });

  test('on demand, too, nobody is deleted before the day', async () => {
    const joiner = await leaver();
    const outcome = await company.runner.provision(jobName, joiner.id);
    expect(outcome).toMatchObject({ ok: true, value: { rows: [{ action: 'none' }] } });
    expect(outcome.ok ? outcome.value.rows[0]?.steps[3]?.text : '').toMatch(
      /^The account is disabled, and deleted on /,
    );
  });
});
