import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Voice } from '../../electron/commands/command';
import { decideDeletions } from '../../electron/commands/deletions';
import { runCommand } from '../../electron/commands/run-command';
import { putOnHold, releaseHold } from '../../electron/ledger/holds';
import { planRows } from '../../electron/ledger/plan-rows';
import { sourceId } from '../../shared/ids';
import type { JobSettings } from '../../shared/settings/settings';
import { type Joiner, join } from './joiner';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** The admin's own word about one person: never touch, or never take access away. */
let company: TestCompany;
let usual: JobSettings;
beforeAll(async () => {
  company = await openTestCompany({ instant: true });
  company.change((job) => {
    usual = job;
    return job;
  });
  await company.sync();
});
afterAll(() => company.close());
beforeEach(async () => {
  company.change(() => usual);
  // What another test left to be done is no part of this one.
  await company.sync();
});

const safety = (more: Partial<JobSettings['safety']>) =>
  company.change((job) => ({ ...job, safety: { ...job.safety, ...more } }));
const hold = ({ id }: Joiner, reason = 'board member, ask first') =>
  putOnHold(company.database, sourceId(id), reason, new Date(company.engine.now()).toISOString());
const release = ({ id }: Joiner) => releaseHold(company.database, sourceId(id));
const removals = () => company.database.all('SELECT source_id FROM removals').map((row) => row['source_id']);
const consistent = ({ counts }: Awaited<ReturnType<TestCompany['sync']>>) =>
  counts.created + counts.updated + counts.enabled + counts.unchanged + counts.skipped + counts.failed ===
  counts.inScope;

async function joined(): Promise<Joiner> {
  const joiner = await join(company);
  await company.sync();
  expect(await joiner.account()).toMatchObject({ active: true });
  return joiner;
}

describe('an account on hold', () => {
  test.each([
    {
      what: 'changes',
      happens: ({ id }: Joiner) => company.entra.updatePerson(id, { jobTitle: 'Chief' }),
      wanted: 'update',
    },
    { what: 'is unassigned', happens: ({ id }: Joiner) => company.entra.unassign(id), wanted: 'disable' },
    { what: 'is blocked', happens: ({ id }: Joiner) => company.entra.blockPerson(id), wanted: 'disable' },
    {
      what: 'is deleted for good',
      happens: async ({ id }: Joiner) => {
        await company.entra.deletePerson(id);
        await company.entra.deletePersonForGood(id);
      },
      wanted: 'delete',
    },
  ])('is not touched when its person $what, and the log says why', async ({ happens, wanted }) => {
    const joiner = await joined();
    const before = await joiner.account();
    hold(joiner);
    await happens(joiner);
    await company.scim.forgetRequests();
    const cycle = await company.sync();
    expect(cycle).toMatchObject({ state: 'succeeded', counts: { updated: 0, disabled: 0, deleted: 0, failed: 0 } });
    expect(consistent(cycle)).toBe(true);
    expect(company.rowOf(cycle, joiner.name)).toMatchObject({
      action: wanted,
      status: 'skipped',
      reason: 'On hold: “board member, ask first”.',
      steps: [{}, {}, {}, { details: { SkipReason: 'OnHold' } }],
    });
    expect(await joiner.account()).toEqual(before);
    // In a cycle that checks everyone, and on demand, neither.
    expect(await company.sync(true)).toMatchObject({ counts: { updated: 0, disabled: 0, deleted: 0, failed: 0 } });
    await company.runner.provision(jobName, joiner.id);
    expect(await joiner.account()).toEqual(before);
    expect(Object.keys((await company.scim.requests()).byRoute).filter((route) => !route.startsWith('GET'))).toEqual(
      [],
    );
    release(joiner);
    const after = await company.sync();
    expect(after.counts).toMatchObject({ [`${wanted}d`]: 1 });
  });

  test('is not made, and not taken over', async () => {
    const joiner = await join(company);
    const known = await join(company);
    await company.scim.addAccount({ userName: known.userName, active: true, title: 'Own words' });
    for (const each of [joiner, known])
      company.database.run('INSERT INTO holds VALUES (?, ?, ?)', each.id, '', '2026-01-01T00:00:00.000Z');
    const cycle = await company.sync();
    expect(cycle).toMatchObject({ counts: { created: 0, updated: 0, failed: 0 } });
    expect(cycle.counts.skipped).toBeGreaterThanOrEqual(2);
    expect(consistent(cycle)).toBe(true);
    expect(await joiner.account()).toBeUndefined();
    expect(await known.account()).toMatchObject({ title: 'Own words' });
    expect(company.database.get('SELECT 1 FROM links WHERE source_id = ?', known.id)).toBeUndefined();
    for (const each of [joiner, known]) release(each);
    expect(await company.sync()).toMatchObject({ counts: { created: 1, updated: 1 } });
  });

  test('gets no manager, and gets one after its release', async () => {
    const [boss, joiner] = [await joined(), await joined()];
    const manager = async () =>
      JSON.stringify((await joiner.account()) ?? {}).includes(String((await boss.account())?.['id']));
    hold(joiner);
    await company.entra.setManager(joiner.id, boss.id);
    await company.sync();
    expect(await manager()).toBe(false);
    expect(release(joiner)).toBe(true);
    await company.sync();
    const has = company.database.get(
      'SELECT person FROM wanted_references WHERE source_id = ? AND waiting = 0',
      joiner.id,
    );
    expect(has === undefined || (await manager())).toBe(true);
  });

  test('is no failure and needs no attention while nothing is tried', async () => {
    const joiner = await joined();
    await company.scim.injectFault({ kind: 'server-error', times: null, match: { method: 'PATCH' } });
    await company.entra.updatePerson(joiner.id, { jobTitle: 'Chief' });
    expect(await company.sync()).toMatchObject({ counts: { failed: 1 } });
    await company.scim.clearFaults();
    hold(joiner);
    expect(company.database.get('SELECT 1 FROM escrows WHERE source_id = ?', joiner.id)).toBeUndefined();
    const names = company.database.all('SELECT id FROM people WHERE problem IS NOT NULL').map((row) => row['id']);
    expect(names).not.toContain(joiner.id);
    release(joiner);
    expect(await company.sync()).toMatchObject({ counts: { updated: 1 } });
  });
});

describe('held removals', () => {
  test('of somebody put on hold dissolve, and are counted anew after the release', async () => {
    const people = [await joined(), await joined()] as const;
    safety({ deletionThreshold: 1 });
    for (const { id } of people) await company.entra.unassign(id);
    expect(await company.sync()).toMatchObject({ state: 'held' });
    hold(people[0]);
    expect(removals()).toEqual([people[1].id]);
    expect(await company.sync()).toMatchObject({ state: 'held', counts: { disabled: 0 } });
    decideDeletions(company.database, 'allow', null);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { disabled: 1 } });
    expect(await people[0].account()).toMatchObject({ active: true });
    release(people[0]);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { disabled: 1 } });
  });

  test('people on hold and protected people are not counted', async () => {
    const people = [await joined(), await joined(), await joined()] as const;
    safety({ deletionThreshold: 1, protected: [people[0].id] });
    hold(people[1]);
    for (const { id } of people) await company.entra.unassign(id);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { disabled: 1 } });
    expect(await people[2].account()).toMatchObject({ active: false });
    release(people[1]);
  });

  test('a discarded one stays discarded through a hold', async () => {
    const joiner = await joined();
    safety({ deletionThreshold: 0 });
    await company.entra.unassign(joiner.id);
    await company.sync();
    decideDeletions(company.database, 'reject', null);
    hold(joiner);
    await company.sync(true);
    release(joiner);
    safety({ deletionThreshold: null });
    await company.sync();
    expect(await joiner.account()).toMatchObject({ active: true });
  });
});

describe('a protected account', () => {
  test.each([
    { what: 'unassigned', leaves: ({ id }: Joiner) => company.entra.unassign(id), action: 'disable' },
    { what: 'blocked', leaves: ({ id }: Joiner) => company.entra.blockPerson(id), action: 'disable' },
    {
      what: 'deleted for good',
      leaves: async ({ id }: Joiner) => {
        await company.entra.deletePerson(id);
        await company.entra.deletePersonForGood(id);
      },
      action: 'delete',
    },
  ])('keeps its access when its person is $what, until it is protected no more', async ({ leaves, action }) => {
    const joiner = await joined();
    safety({ protected: [joiner.id.toUpperCase()] });
    await leaves(joiner);
    const cycle = await company.sync();
    expect(cycle).toMatchObject({ state: 'succeeded', counts: { disabled: 0, deleted: 0 } });
    expect(company.rowOf(cycle, joiner.name)).toMatchObject({
      action,
      status: 'skipped',
      reason: 'Protected: never disabled and never deleted.',
    });
    expect(await joiner.account()).toMatchObject({ active: true });
    safety({ protected: [] });
    expect(await company.sync()).toMatchObject({ counts: { [`${action}d`]: 1 } });
  });

  test('is updated and enabled like any other', async () => {
    const joiner = await joined();
    safety({ protected: [joiner.id] });
    await company.entra.updatePerson(joiner.id, { jobTitle: 'Chief' });
    expect(await company.sync()).toMatchObject({ counts: { updated: 1 } });
    expect(await joiner.account()).toMatchObject({ title: 'Chief' });
  });

  test('lets a removal that is held dissolve', async () => {
    const joiner = await joined();
    safety({ deletionThreshold: 0 });
    await company.entra.unassign(joiner.id);
    expect(await company.sync()).toMatchObject({ state: 'held' });
    safety({ deletionThreshold: 0, protected: [joiner.id] });
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { disabled: 0 } });
    expect(removals()).not.toContain(joiner.id);
  });
});

describe('a mapping that disables people in scope', () => {
  test('is held by the threshold like every other removal, and says why', async () => {
    const schema = JSON.parse(JSON.stringify(usual.schema)) as {
      synchronizationRules: {
        objectMappings: { attributeMappings: { targetAttributeName: string; source: unknown }[] }[];
      }[];
    };
    for (const each of schema.synchronizationRules
      .flatMap(({ objectMappings }) => objectMappings)
      .flatMap(({ attributeMappings }) => attributeMappings))
      if (each.targetAttributeName === 'active')
        each.source = { expression: '"False"', name: 'False', type: 'Constant', parameters: [] };
    company.change((job) => ({ ...job, schema }));
    const outcome = await company.runner.plan(jobName, false);
    expect(outcome).toMatchObject({ ok: true, value: { summary: { overThreshold: false } } });
    safety({ deletionThreshold: 5 });
    const cycle = await company.sync();
    expect(cycle).toMatchObject({ state: 'held', counts: { disabled: 0 } });
    expect(consistent(cycle)).toBe(true);
    expect(company.rows(cycle).filter(({ staged }) => staged)[0]).toMatchObject({
      reason: 'In scope, but the mapping sets active to False.',
    });
    company.change(() => usual);
    const back = await company.sync();
    expect(back).toMatchObject({ state: 'succeeded' });
    expect(company.rows(back).filter(({ reason }) => reason.startsWith('In scope, but'))).toEqual([]);
    expect(removals()).toEqual([]);
  });
});

describe('in the command line', () => {
  interface Said {
    readonly status: number;
    readonly out: string;
    readonly err: string;
  }
  async function inseam(...words: string[]): Promise<Said> {
    const out: string[] = [];
    const err: string[] = [];
    const voice: Voice = {
      out: (line) => out.push(line),
      err: (line) => err.push(line),
      drawsBar: false,
      redraw() {},
      colours: false,
    };
    const env = { INSEAM_HOME: company.folder };
    const status = await runCommand({ words, env, voice, signal: new AbortController().signal, version: '0' });
    return { status, out: out.join('\n'), err: err.join('\n') };
  }
  const onHold = () => company.database.all('SELECT source_id, reason FROM holds').map((row) => ({ ...row }));

  test('hold, list, status and release, by id, userPrincipalName or name', async () => {
    const joiner = await joined();
    expect((await inseam('hold')).out).toBe('Nobody is on hold.');
    const held = await inseam('hold', joiner.userName.toUpperCase(), '--reason', ' ask first ');
    expect(held).toMatchObject({ status: 0 });
    expect(held.out).toContain(`On hold: ${joiner.name}`);
    expect(JSON.parse((await inseam('hold', '--json')).out)).toMatchObject({
      job: jobName,
      holds: [{ sourceId: joiner.id, name: joiner.name, reason: 'ask first' }],
    });
    expect((await inseam('status')).out).toContain(`On hold: ${joiner.name}`);
    expect(JSON.parse((await inseam('status', '--json')).out)).toMatchObject({ holds: [{ sourceId: joiner.id }] });
    expect(await inseam('hold', joiner.id, '--reason', 'another')).toMatchObject({ status: 0 });
    expect(onHold()).toEqual([{ source_id: joiner.id, reason: 'another' }]);
    expect(await inseam('release', joiner.name)).toMatchObject({ status: 0 });
    expect(onHold()).toEqual([]);
    const again = await inseam('release', joiner.name);
    expect(again).toMatchObject({ status: 2 });
    expect(again.err).toContain(`${joiner.name} is not on hold`);
  });

  test.each([
    {
      words: ['hold', 'nobody@oxbow.example'],
      says: 'Nobody in Microsoft Entra ID has the id or name nobody@oxbow.example',
    },
    { words: ['release', 'nobody@oxbow.example'], says: 'Nobody in Microsoft Entra ID' },
    { words: ['release'], says: 'Which person?' },
    { words: ['hold', '--reason', 'x'], says: 'A reason is for one person' },
    { words: ['hold', 'a', 'b'], says: 'There is no use for the word b' },
    { words: ['hold', 'joiner1@oxbow.example', '--reason', 'x'.repeat(501)], says: 'at most 500 characters' },
    { words: ['hold', 'Daniel Kim'], says: '2 people answer to Daniel Kim' },
    { words: ['deletions', 'keep'], says: 'deletions keep needs a person' },
    { words: ['deletions', 'keep', 'Rosa Delgado'], says: 'Rosa Delgado has no disabled account that waits' },
    { words: ['deletions', 'keep', 'Daniel Kim'], says: '2 people answer to Daniel Kim' },
    { words: ['deletions', 'allow', 'Daniel Kim'], says: '2 people answer to Daniel Kim' },
    { words: ['deletions', 'allow', 'nobody'], says: 'Nobody in Microsoft Entra ID' },
    { words: ['deletions', 'allow', 'Rosa Delgado'], says: 'No deletion is held for Rosa Delgado' },
    { words: ['deletions', 'forget'], says: 'deletions takes allow, reject, calendar or keep, not forget' },
  ])('$words: exit 2, says why and changes nothing', async ({ words, says }) => {
    const ended = await inseam(...words);
    expect(ended).toMatchObject({ status: 2, out: '' });
    expect(ended.err).toContain(says);
    expect(onHold()).toEqual([]);
  });

  test('before the first cycle somebody of the plan can be put on hold', async () => {
    company.database.run('DELETE FROM plan_rows');
    const row = { sourceId: 'not-read-yet', name: 'Planned Person', mail: 'planned@oxbow.example' };
    company.database.run(
      `INSERT INTO plan_rows (source_id, action, status, row) VALUES (?, 'create', 'planned', ?)`,
      row.sourceId,
      JSON.stringify(row),
    );
    expect(await inseam('hold', 'planned@oxbow.example')).toMatchObject({ status: 0 });
    expect((await inseam('hold')).out).toContain('Planned Person  <planned@oxbow.example>');
    expect(await inseam('release', 'Planned Person')).toMatchObject({ status: 0 });
  });

  test('the plan lists who is left out, with the reason', async () => {
    const [kept, guarded] = [await joined(), await joined()];
    hold(kept);
    safety({ protected: [guarded.id] });
    for (const { id } of [kept, guarded]) await company.entra.unassign(id);
    const outcome = await company.runner.plan(jobName, false);
    expect(outcome).toMatchObject({ ok: true, value: { summary: { counts: { disable: 0 } } } });
    const { rows } = planRows(company.database, 'all', 0, 50);
    expect(rows.filter(({ status }) => status === 'skipped')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: kept.name, reason: 'On hold: “board member, ask first”.' }),
        expect.objectContaining({ name: guarded.name, reason: 'Protected: never disabled and never deleted.' }),
      ]),
    );
    release(kept);
    await company.sync();
  });

  test('deletions names the percentage that held them, and the calendar lists and keeps', async () => {
    const joiner = await joined();
    safety({ deletionThreshold: null, deletionThresholdPercent: 0 });
    await company.entra.unassign(joiner.id);
    expect(await company.sync()).toMatchObject({ state: 'held' });
    expect(company.runner.state(jobName)).toMatchObject({
      value: { condition: { kind: 'deletions-held', people: 1, limit: 0, percent: 0 } },
    });
    const listed = await inseam('deletions');
    expect(listed).toMatchObject({ status: 5 });
    expect(listed.out).toContain('Held, since one cycle had more than your limit of 0, 0 % of the accounts.');
    expect(await inseam('deletions', 'allow', joiner.name)).toMatchObject({ status: 0 });
    safety({ deleteAfterDays: 30 });
    await company.sync();
    expect(JSON.parse((await inseam('deletions', 'calendar', '--json')).out)).toMatchObject({
      deleteAfterDays: 30,
      calendar: expect.arrayContaining([expect.objectContaining({ name: joiner.name, kept: false })]),
    });
    expect((await inseam('deletions', 'keep', joiner.userName)).out).toContain(`Kept: ${joiner.name}`);
    expect((await inseam('deletions', 'calendar')).out).toMatch(new RegExp(`kept +${joiner.name}`));
    safety({ deleteAfterDays: null });
    expect((await inseam('deletions', 'calendar')).out).toContain('never deleted for leaving');
  });
});
