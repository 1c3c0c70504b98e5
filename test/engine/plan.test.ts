import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planRows } from '../../electron/ledger/plan-rows';
import type { PlanRow } from '../../shared/ipc/contract';
import { valueOrThrow } from '../../shared/outcome';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** What the admin saw is what is done: nobody more, nothing else, and whoever changed meanwhile is not forgotten. */
let company: TestCompany;
let chosen: readonly string[] = [];
beforeEach(async () => {
  company = await openTestCompany({ instant: true });
  await company.sync();
  const linked = company.database.all(
    `SELECT people.id FROM links JOIN people ON people.id = links.source_id
     WHERE in_scope = 1 AND standing = 'in-step' ORDER BY people.id`,
  );
  chosen = linked.map(({ id }) => String(id));
});
afterEach(() => company.close());

const plan = async (full = false, leaveOut: readonly string[] = []) =>
  valueOrThrow(await company.runner.plan(jobName, full, leaveOut)).summary;
const run = (more: { exactly?: boolean; leaveOut?: readonly string[]; approve?: boolean } = {}) =>
  company.runner.cycle(jobName, { full: false, approve: false, trigger: 'admin', ...more });
const exactly = async (leaveOut: readonly string[] = []) => valueOrThrow(await run({ exactly: true, leaveOut }));
const rows = (filter: Parameters<typeof planRows>[1] = 'all', text = ''): readonly PlanRow[] =>
  planRows(company.database, filter, 0, 200, text).rows;
const titleOf = async (person: string | undefined) => (await accountOf(person))['title'];
const accountIdOf = (person: string | undefined) =>
  String(company.database.get('SELECT target_id FROM links WHERE source_id = ?', person ?? '')?.['target_id']);
const accountOf = async (person: string | undefined) => company.scim.account(accountIdOf(person));
const setTitle = (person: string | undefined, jobTitle: string) =>
  company.entra.updatePerson(person ?? '', { jobTitle });
const newcomer = async (name: string) => {
  const mail = `${name}@oxbow.example`;
  const id = await company.entra.createPerson({
    userPrincipalName: mail,
    mail,
    displayName: `${name} Newcomer`,
    givenName: name,
    surname: 'Newcomer',
    mailNickname: name,
    accountEnabled: true,
  });
  await company.entra.assign(id);
  return id;
};
/** All of the ledger but the plan itself. */
const ledger = () => {
  const tables = company.database
    .all(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('plan_rows') AND name NOT LIKE 'sqlite_%'`,
    )
    .map(({ name }) => String(name));
  return Object.fromEntries(
    tables.map((name) => [
      name,
      company.database
        .all(`SELECT * FROM ${name}${name === 'facts' ? " WHERE name NOT IN ('plan', 'plan-basis')" : ''}`)
        .map((row) => ({ ...row })),
    ]),
  );
};
const writes = async () =>
  Object.entries((await company.scim.requests()).byRoute)
    .filter(([route]) => !route.startsWith('GET'))
    .reduce((sum, [, count]) => sum + count, 0);

describe('a plan', () => {
  test('writes nothing anywhere but itself', async () => {
    await setTitle(chosen[0], 'Planned');
    await newcomer('ada');
    const before = { ledger: ledger(), accounts: await company.scim.accounts(), sent: await writes() };
    expect(await plan()).toMatchObject({ counts: { update: 1, create: 1 } });
    expect({ ledger: ledger(), accounts: await company.scim.accounts(), sent: await writes() }).toEqual(before);
  });

  test('has the old values from the account itself, not from what was sent to it once', async () => {
    await company.scim.changeAccount(accountIdOf(chosen[0]), { title: 'Changed by hand' });
    await setTitle(chosen[0], 'Planned');
    await plan();
    expect(rows()).toMatchObject([
      { action: 'update', changes: [{ attribute: 'title', from: 'Changed by hand', to: 'Planned' }] },
    ]);
  });

  test('says nothing of an account that has the new value already', async () => {
    await company.scim.changeAccount(accountIdOf(chosen[0]), { title: 'Planned' });
    await setTitle(chosen[0], 'Planned');
    expect(await plan()).toMatchObject({ counts: { update: 0 } });
    expect(rows()).toEqual([]);
  });

  test('fails where the target is silent, and the last one is kept', async () => {
    await setTitle(chosen[0], 'First');
    await plan();
    const before = { ledger: ledger(), rows: rows() };
    await setTitle(chosen[0], 'Second');
    await company.scim.injectFault({ kind: 'unauthorized', times: null, match: {} });
    expect(await company.runner.plan(jobName, false)).toMatchObject({ ok: false });
    expect({ ledger: ledger(), rows: rows() }).toEqual(before);
  });

  test('shows what takes access away first, and is searched by name and mail', async () => {
    const group = (await company.entra.groups()).find(({ name }) => name === 'BlueJeans Users');
    const assigned = (await company.entra.assignments()).map(({ principalId }) => principalId);
    const leaver = chosen.find((id) => group?.memberIds.includes(id) && !assigned.includes(id)) ?? '';
    const mover = chosen.find((id) => id !== leaver);
    await company.entra.removeMember('BlueJeans Users', leaver);
    await setTitle(mover, 'Planned');
    await newcomer('ada');
    await plan();
    expect(rows().map(({ action }) => action)).toEqual(['disable', 'create', 'update']);
    expect(rows('all', 'ADA NEW').map(({ action }) => action)).toEqual(['create']);
    expect(rows('update', 'ada')).toEqual([]);
  });
});

describe('running exactly a plan', () => {
  test('does what it says, and is then spent', async () => {
    await setTitle(chosen[0], 'Planned');
    await newcomer('ada');
    await plan();
    expect(await exactly()).toMatchObject({ state: 'succeeded', counts: { updated: 1, created: 1 } });
    expect(await titleOf(chosen[0])).toBe('Planned');
    expect(await run({ exactly: true })).toMatchObject({
      ok: false,
      problem: { kind: 'plan-out-of-date', because: 'cycle' },
    });
  });

  test('needs one', async () => {
    expect(await run({ exactly: true })).toMatchObject({
      ok: false,
      problem: { kind: 'plan-out-of-date', because: 'none' },
    });
  });

  test('leaves who changed since, who came since, and the next cycle does them', async () => {
    await setTitle(chosen[0], 'Planned');
    await setTitle(chosen[1], 'Planned');
    await plan();
    await setTitle(chosen[1], 'Changed since');
    await setTitle(chosen[2], 'Not planned');
    const late = await newcomer('late');
    const old = await titleOf(chosen[1]);
    const cycle = await exactly();
    expect(cycle).toMatchObject({ state: 'succeeded', counts: { updated: 1, created: 0 } });
    expect(await titleOf(chosen[0])).toBe('Planned');
    expect(await titleOf(chosen[1])).toBe(old);
    expect(company.rows(cycle).filter(({ status }) => status === 'skipped')).toMatchObject(
      [chosen[1], chosen[2], late].sort().map((sourceId) => ({ sourceId })),
    );
    expect(await company.sync()).toMatchObject({ kind: 'incremental', counts: { updated: 2, created: 1 } });
    expect(await titleOf(chosen[1])).toBe('Changed since');
    expect(await titleOf(chosen[2])).toBe('Not planned');
    expect(await company.sync()).toMatchObject({ counts: { updated: 0, created: 0, skipped: 3 } });
  });

  test('does not overwrite what was changed by hand at the target since', async () => {
    await setTitle(chosen[0], 'Planned');
    await plan();
    await company.scim.changeAccount(accountIdOf(chosen[0]), { title: 'By hand' });
    expect(await exactly()).toMatchObject({ counts: { updated: 0 } });
    expect(await titleOf(chosen[0])).toBe('By hand');
  });

  test('leaves a planned leaver who came back', async () => {
    const group = (await company.entra.groups()).find(({ name }) => name === 'BlueJeans Users');
    const assigned = (await company.entra.assignments()).map(({ principalId }) => principalId);
    const [one = '', other = ''] = chosen.filter((id) => group?.memberIds.includes(id) && !assigned.includes(id));
    await company.entra.removeMember('BlueJeans Users', one);
    await company.entra.removeMember('BlueJeans Users', other);
    expect(await plan()).toMatchObject({ counts: { disable: 2 } });
    await company.entra.addMember('BlueJeans Users', one);
    expect(await exactly()).toMatchObject({ state: 'succeeded', counts: { disabled: 1 } });
    expect((await accountOf(one))['active']).not.toBe(false);
    expect((await accountOf(other))['active']).toBe(false);
  });

  test('of everybody checks everybody, and sends the planned managers only', async () => {
    const [one = '', other = '', boss = ''] = chosen;
    await company.entra.setManager(one, boss);
    await plan(true);
    await company.entra.setManager(other, boss);
    const before = await writes();
    expect(await exactly()).toMatchObject({ kind: 'initial', counts: { imported: 41 } });
    expect((await writes()) - before).toBeLessThanOrEqual(1);
    await company.sync();
    const known = company.database.all(
      'SELECT source_id FROM wanted_references WHERE person = ? AND waiting = 0 AND source_id IN (?, ?)',
      boss,
      one,
      other,
    );
    expect(known).toHaveLength(2);
  });

  test('that is cut off loses nobody', async () => {
    for (const person of chosen.slice(0, 4)) await setTitle(person, 'Planned');
    await plan();
    await company.scim.injectFault({ kind: 'unauthorized', times: null, match: { method: 'PATCH' } });
    expect(await exactly()).toMatchObject({ state: 'quarantined', counts: { updated: 0 } });
    await company.scim.clearFaults();
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { updated: 4 } });
  });
});

describe('leaving somebody out of this run', () => {
  test.each([
    { of: 'a plan that is run', exactlyThis: true },
    { of: 'an ordinary cycle', exactlyThis: false },
  ])('of $of: said in the log, and done by the next cycle', async ({ exactlyThis }) => {
    await setTitle(chosen[0], 'Planned');
    await setTitle(chosen[1], 'Planned');
    const old = await titleOf(chosen[0]);
    await plan();
    const upn = String(
      company.database.get('SELECT user_principal_name FROM people WHERE id = ?', chosen[0] ?? '')?.[
        'user_principal_name'
      ],
    );
    const cycle = valueOrThrow(await run({ exactly: exactlyThis, leaveOut: [upn] }));
    expect(cycle).toMatchObject({ state: 'succeeded', counts: { updated: 1 } });
    expect(await titleOf(chosen[0])).toBe(old);
    expect(company.rows(cycle)).toContainEqual(
      expect.objectContaining({ sourceId: chosen[0], status: 'skipped', reason: expect.stringMatching(/^Left out/) }),
    );
    expect(await company.sync()).toMatchObject({ counts: { updated: 1 } });
    expect(await titleOf(chosen[0])).toBe('Planned');
  });

  test('of a removal: it is not counted, and keeps access', async () => {
    const group = (await company.entra.groups()).find(({ name }) => name === 'BlueJeans Users');
    const assigned = (await company.entra.assignments()).map(({ principalId }) => principalId);
    const [one = '', other = ''] = chosen.filter((id) => group?.memberIds.includes(id) && !assigned.includes(id));
    company.change((job) => ({ ...job, safety: { ...job.safety, deletionThreshold: 1 } }));
    await company.entra.removeMember('BlueJeans Users', one);
    await company.entra.removeMember('BlueJeans Users', other);
    expect(valueOrThrow(await run({ leaveOut: [one] }))).toMatchObject({ state: 'succeeded', counts: { disabled: 1 } });
    expect((await accountOf(one))['active']).not.toBe(false);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { disabled: 1 } });
  });

  test('whom nobody knows changes nothing', async () => {
    await setTitle(chosen[0], 'Planned');
    const before = ledger();
    expect(await run({ leaveOut: ['nobody@oxbow.example'] })).toMatchObject({
      ok: false,
      problem: { kind: 'person-unknown', person: 'nobody@oxbow.example' },
    });
    expect(ledger()).toEqual(before);
  });
});

describe('a changed mapping or scope', () => {
  const clause = (operatorName: string) => ({
    sourceOperandName: 'department',
    operatorName,
    targetOperand: { values: [] },
  });
  const changeRules = (clientId: string) =>
    company.change((job) => ({
      ...job,
      safety: { ...job.safety, reviewFirstCycle: true },
      scope: {
        ...job.scope,
        filters: [
          { name: clientId, clauses: [clause('IS NOT NULL')] },
          { name: 'no department', clauses: [clause('IS NULL')] },
        ],
      },
    }));
  const condition = () => valueOrThrow(company.runner.state(jobName)).condition;
  const pending = { ok: false, problem: { kind: 'review-pending', changed: true } };

  test('waits for a review: nothing is due, nothing is written, and the plan is what it would do', async () => {
    expect(condition().kind).not.toBe('review-pending');
    changeRules('one');
    expect(condition()).toEqual({ kind: 'review-pending', planned: null, changed: true });
    expect(valueOrThrow(company.runner.state(jobName)).nextCycleAt).toBeNull();
    const before = ledger();
    expect(await run()).toMatchObject(pending);
    expect(ledger()).toEqual(before);
    await plan();
    expect(condition()).toMatchObject({ kind: 'review-pending', planned: { updated: 0 } });
    expect(await run()).toMatchObject(pending);
  });

  test.each([
    { by: 'the admin’s word', how: { approve: true } },
    { by: 'running its plan', how: { exactly: true, approve: true } },
  ])('is approved by $by, for all cycles after it', async ({ how }) => {
    changeRules('one');
    await plan();
    expect(await run(how)).toMatchObject({ ok: true, value: { kind: 'initial', state: 'succeeded' } });
    expect(condition().kind).not.toBe('review-pending');
    expect(await run()).toMatchObject({ ok: true, value: { kind: 'incremental' } });
  });

  test('changed again after its plan, asks again', async () => {
    changeRules('one');
    await plan();
    changeRules('two');
    expect(await run({ approve: true })).toMatchObject(pending);
    expect(await run({ exactly: true, approve: true })).toMatchObject({
      ok: false,
      problem: { kind: 'plan-out-of-date', because: 'rules' },
    });
    expect(condition()).toMatchObject({ planned: null });
    await plan();
    expect(await run({ approve: true })).toMatchObject({ ok: true });
  });

  test('changed back, waits for nobody', () => {
    const before = valueOrThrow(company.engine.known(jobName)).settings;
    changeRules('one');
    company.change((job) => ({ ...job, scope: before.scope }));
    expect(condition().kind).not.toBe('review-pending');
  });

  test('waits for nobody where reviews are off', async () => {
    changeRules('one');
    company.change((job) => ({ ...job, safety: { ...job.safety, reviewFirstCycle: false } }));
    expect(await run()).toMatchObject({ ok: true, value: { kind: 'initial' } });
    company.change((job) => ({ ...job, safety: { ...job.safety, reviewFirstCycle: true } }));
    expect(condition().kind).not.toBe('review-pending');
  });

  test('of a ledger that only knows when its first cycle was approved, is known by what was last evaluated', () => {
    company.database.run("UPDATE facts SET value = '2026-01-05T10:00:00.000Z' WHERE name = 'reviewed'");
    company.change((job) => ({ ...job, safety: { ...job.safety, reviewFirstCycle: true } }));
    expect(condition().kind).not.toBe('review-pending');
    changeRules('one');
    expect(condition().kind).toBe('review-pending');
  });
});
