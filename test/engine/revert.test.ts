import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CycleSummary } from '../../shared/health/job-state';
import type { AttributeMapping } from '../../shared/mapping/rules';
import { valueOrThrow } from '../../shared/outcome';
import { changeRules } from './change-rules';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** A cycle is undone from what it replaced: nothing else is touched, and the next plan says what would come again. */
let company: TestCompany;
beforeEach(async () => {
  company = await openTestCompany({ instant: true, skipsWaits: true });
  await company.sync();
});
afterEach(() => company.close());

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const someone = 'seun.adebayo';

const idOf = async (name: string) => (await company.entra.person(name)).id;
const accountIdOf = async (name: string) =>
  String(company.database.get('SELECT target_id FROM links WHERE source_id = ?', await idOf(name))?.['target_id']);
const accountOf = async (name: string) => company.scim.account(await accountIdOf(name));
const linkOf = async (name: string) => {
  const row = company.database.get(
    'SELECT enabled, known, left_because FROM links WHERE source_id = ?',
    await idOf(name),
  );
  return { ...row, known: JSON.parse(String(row?.['known'])) as Record<string, unknown> };
};
const planOf = async (cycle: string, person: string | null = null) =>
  valueOrThrow(await company.runner.planUndo(jobName, { cycle, person }));
const undo = async (cycle: CycleSummary | 'last', person: string | null = null, pause = false) =>
  valueOrThrow(await company.runner.undo(jobName, { cycle: cycle === 'last' ? cycle : cycle.id, person }, { pause }));
const nextPlan = async () => {
  const { cycle } = valueOrThrow(await company.runner.plan(jobName, false));
  return cycle.counts;
};
const allAccounts = async () =>
  (await company.scim.accounts()).map(({ meta, ...rest }) => rest).sort((a, b) => (a.id < b.id ? -1 : 1));
const threshold = (deletionThreshold: number | null) =>
  company.change((job) => ({ ...job, safety: { ...job.safety, deletionThreshold } }));

async function joins(name: string): Promise<void> {
  const id = await company.entra.createPerson({
    displayName: name,
    userPrincipalName: `${name}@oxbow.example`,
    mail: `${name}@oxbow.example`,
    givenName: name,
    surname: 'Novak',
    accountEnabled: true,
  });
  await company.entra.assign(id);
}

describe('undoing', () => {
  test('a creation disables the account, keeps it, and the next cycle would enable it', async () => {
    await joins('ines');
    const cycle = await company.sync();
    const { plan, rows } = await planOf(cycle.id);
    expect(plan).toMatchObject({ accounts: 1, putBack: 1, removals: 1, limit: null });
    expect(rows).toMatchObject([{ action: 'disable', created: true, left: null }]);
    const undone = await undo(cycle);
    expect(undone.cycle).toMatchObject({ state: 'succeeded', trigger: 'undo', counts: { disabled: 1, deleted: 0 } });
    expect(await accountOf('ines')).toMatchObject({ active: false });
    expect(await linkOf('ines')).toMatchObject({ enabled: 0, left_because: null, known: { active: false } });
    expect(await nextPlan()).toMatchObject({ enabled: 1, created: 0 });
  });

  test('an attribute that was mapped only now goes back to what the account had', async () => {
    const titleMapped = (mapped: boolean) =>
      changeRules(company, (rules) => ({
        ...rules,
        mappings: [
          ...rules.mappings.filter(({ target }) => target !== 'title'),
          ...(mapped ? [title(rules.mappings[0])] : []),
        ],
      }));
    const title = (like: AttributeMapping | undefined): AttributeMapping => {
      if (like === undefined) throw new Error('No mapping');
      return { ...like, target: 'title', source: { kind: 'constant', value: 'Colleague' }, matchingPriority: 0 };
    };
    titleMapped(false);
    await company.sync(true);
    const account = await accountIdOf(someone);
    company.database.run(`UPDATE links SET known = json_remove(known, '$.title') WHERE target_id = ?`, account);
    await company.scim.changeAccount(account, { title: 'From before' });
    titleMapped(true);
    const cycle = await company.sync();
    expect(await accountOf(someone)).toMatchObject({ title: 'Colleague' });
    await undo(cycle);
    expect(await accountOf(someone)).toMatchObject({ title: 'From before' });
  });

  test('an update puts the old values back, and the log says what for', async () => {
    const before = await allAccounts();
    await company.entra.updatePerson(someone, { jobTitle: 'Wrong', department: null });
    const cycle = await company.sync();
    expect(cycle).toMatchObject({ counts: { updated: 1 } });
    const undone = await undo(cycle);
    expect(undone.cycle).toMatchObject({ state: 'succeeded', counts: { updated: 1 } });
    expect(await allAccounts()).toEqual(before);
    expect(company.rows(undone.cycle as CycleSummary)).toMatchObject([
      { action: 'update', status: 'success', reason: expect.stringMatching(/^Undone: cycle of \d+ \w+ \d/) },
    ]);
    expect(await nextPlan()).toMatchObject({ updated: 1 });
    expect(await company.sync()).toMatchObject({ counts: { updated: 1, failed: 0 } });
    expect(await accountOf(someone)).toMatchObject({ title: 'Wrong' });
  });

  test('a disable enables, and an enable disables', async () => {
    await company.entra.blockPerson(someone);
    const blocked = await company.sync();
    expect(blocked).toMatchObject({ counts: { disabled: 1 } });
    expect((await undo(blocked)).cycle).toMatchObject({ counts: { enabled: 1, disabled: 0 } });
    expect(await accountOf(someone)).toMatchObject({ active: true });
    expect(await linkOf(someone)).toMatchObject({ enabled: 1, known: { active: true } });
    expect(await nextPlan()).toMatchObject({ disabled: 1 });
    await company.sync();
    await company.entra.unblockPerson(someone);
    const back = await company.sync();
    expect(back).toMatchObject({ counts: { enabled: 1 } });
    expect((await undo(back)).cycle).toMatchObject({ counts: { disabled: 1 } });
    expect(await accountOf(someone)).toMatchObject({ active: false });
    expect(await nextPlan()).toMatchObject({ enabled: 1 });
  });

  test('a deletion is said to be impossible, with what was known of the account', async () => {
    await company.entra.deletePerson(someone);
    await company.entra.deletePersonForGood(someone);
    const cycle = await company.sync();
    expect(cycle).toMatchObject({ counts: { deleted: 1 } });
    const { plan, rows } = await planOf(cycle.id);
    expect(plan).toMatchObject({ accounts: 1, putBack: 0 });
    expect(rows).toMatchObject([{ action: 'none', left: { kind: 'deleted' }, name: expect.stringContaining('Ad') }]);
    const [row] = rows;
    expect(row?.left?.kind === 'deleted' && row.left.known.map(({ path }) => path)).toContain('userName');
    expect((await undo(cycle)).cycle).toBeNull();
  });

  test('a cycle whose accounts were taken over and left as they are has nothing to undo', async () => {
    const cycle = await company.sync();
    expect((await planOf(cycle.id)).plan).toMatchObject({ accounts: 0, putBack: 0 });
  });

  test('the first cycle leaves nobody deleted, and whoever was there before as they were', async () => {
    const first = company.database.get('SELECT id FROM cycles ORDER BY number LIMIT 1');
    const { plan, rows } = await planOf(String(first?.['id']));
    expect(plan.accounts).toBeGreaterThan(9);
    threshold(null);
    const count = await company.scim.count();
    const undone = await undo('last');
    expect(undone.cycle).toMatchObject({ state: 'succeeded', counts: { failed: 0 } });
    expect(await company.scim.count()).toBe(count);
    const accounts = await company.scim.accounts();
    for (const { targetId } of rows.filter(({ created }) => created))
      expect(accounts.find(({ id }) => id === targetId)).toMatchObject({ active: false });
  });
});

describe('what changed since', () => {
  test('by hand is listed and not overwritten; the rest of the account goes back', async () => {
    await company.entra.updatePerson(someone, { jobTitle: 'Wrong', surname: 'Wrongly' });
    const cycle = await company.sync();
    await company.scim.changeAccount(await accountIdOf(someone), { title: 'By hand' });
    const { rows } = await planOf(cycle.id);
    expect(rows).toMatchObject([
      { action: 'update', changedSince: [{ attribute: 'title', from: 'Wrong', to: 'By hand' }], changedAgainAt: null },
    ]);
    await undo(cycle);
    expect(await accountOf(someone)).toMatchObject({ title: 'By hand' });
    expect(JSON.stringify(await accountOf(someone))).not.toContain('Wrongly');
  });

  test('by a later cycle is left, and says when', async () => {
    await company.entra.updatePerson(someone, { jobTitle: 'First' });
    const first = await company.sync();
    await company.entra.updatePerson(someone, { jobTitle: 'Second' });
    await company.sync();
    const { plan, rows } = await planOf(first.id);
    expect(plan).toMatchObject({ accounts: 1, putBack: 0 });
    expect(rows).toMatchObject([
      { action: 'none', left: { kind: 'changed-since' }, changedAgainAt: expect.any(String) },
    ]);
    expect((await undo(first)).cycle).toBeNull();
    expect(await accountOf(someone)).toMatchObject({ title: 'Second' });
  });

  test('to an account that is gone is said', async () => {
    await company.entra.updatePerson(someone, { jobTitle: 'Wrong' });
    const cycle = await company.sync();
    await company.scim.removeAccount(await accountIdOf(someone));
    expect((await planOf(cycle.id)).rows).toMatchObject([{ action: 'none', left: { kind: 'gone' } }]);
  });

  test('because it was undone already leaves nothing to do', async () => {
    await company.entra.updatePerson(someone, { jobTitle: 'Wrong' });
    const cycle = await company.sync();
    await undo(cycle);
    expect((await planOf(cycle.id)).rows).toMatchObject([{ action: 'none', left: { kind: 'already' } }]);
    expect((await undo(cycle)).cycle).toBeNull();
  });
});

describe('the guard', () => {
  const two = async () => {
    await joins('ines');
    await joins('jana');
    await company.entra.updatePerson(someone, { jobTitle: 'Wrong' });
    return company.sync();
  };

  test('over the limit nobody is disabled, the rest goes back, and it is said', async () => {
    const cycle = await two();
    threshold(1);
    const { plan, rows } = await planOf(cycle.id);
    expect(plan).toMatchObject({ accounts: 3, putBack: 1, removals: 2, limit: 1 });
    expect(rows.map(({ left }) => left?.kind ?? null)).toEqual([null, 'over-limit', 'over-limit']);
    expect((await undo(cycle)).cycle).toMatchObject({ state: 'held', counts: { disabled: 0, updated: 1 } });
    expect(await accountOf('ines')).toMatchObject({ active: true });
    threshold(2);
    expect((await undo(cycle)).cycle).toMatchObject({ state: 'succeeded', counts: { disabled: 2, updated: 0 } });
  });

  test('a person on hold is left alone, and a protected one is never disabled', async () => {
    const cycle = await two();
    company.database.run('INSERT INTO holds VALUES (?, ?, ?)', await idOf('ines'), 'ask first', '2026-01-01T00:00:00Z');
    const isProtected = await idOf('jana');
    company.change((job) => ({ ...job, safety: { ...job.safety, protected: [isProtected] } }));
    const { rows } = await undo(cycle).then(({ planned }) => planned);
    expect(rows.map(({ left }) => left)).toEqual(
      expect.arrayContaining([null, { kind: 'on-hold', reason: 'ask first' }, { kind: 'protected' }]),
    );
    expect([await accountOf('ines'), await accountOf('jana')]).toMatchObject([{ active: true }, { active: true }]);
  });
});

describe('an undo is a cycle', () => {
  test('and can be undone', async () => {
    await joins('ines');
    await company.entra.updatePerson(someone, { jobTitle: 'Wrong' });
    await company.sync();
    const after = await allAccounts();
    await undo('last');
    expect(await allAccounts()).not.toEqual(after);
    expect((await undo('last')).cycle).toMatchObject({ counts: { enabled: 1, updated: 1 } });
    expect(await allAccounts()).toEqual(after);
    expect(await company.sync()).toMatchObject({ counts: { enabled: 0, updated: 0, failed: 0 } });
  });

  test('also of one person on demand', async () => {
    await company.entra.updatePerson(someone, { jobTitle: 'Wrong' });
    valueOrThrow(await company.runner.provision(jobName, await idOf(someone)));
    expect(await accountOf(someone)).toMatchObject({ title: 'Wrong' });
    expect((await undo('last')).cycle).toMatchObject({ counts: { updated: 1 } });
    expect(await accountOf(someone)).not.toMatchObject({ title: 'Wrong' });
  });

  test('that is stopped before it sends puts nothing back', async () => {
    await company.entra.updatePerson(someone, { jobTitle: 'Wrong' });
    const cycle = await company.sync();
    const stopped = await company.runner.undo(
      jobName,
      { cycle: cycle.id, person: null },
      { pause: false, planned: () => company.runner.stop(jobName) },
    );
    expect(stopped).toMatchObject({ value: { cycle: { state: 'stopped', counts: { updated: 0 } } } });
    expect(await accountOf(someone)).toMatchObject({ title: 'Wrong' });
    expect(company.database.get('SELECT count(*) AS n FROM intents')).toMatchObject({ n: 0 });
  });

  test('of one person leaves everybody else', async () => {
    await joins('ines');
    await company.entra.updatePerson(someone, { jobTitle: 'Wrong' });
    const cycle = await company.sync();
    expect((await undo(cycle, await idOf(someone))).cycle).toMatchObject({ counts: { updated: 1, disabled: 0 } });
    expect(await accountOf('ines')).toMatchObject({ active: true });
  });

  test('that pauses keeps the schedule from doing it again', async () => {
    await company.entra.updatePerson(someone, { jobTitle: 'Wrong' });
    const cycle = await company.sync();
    await undo(cycle, null, true);
    expect(company.runner.state(jobName)).toMatchObject({
      value: { condition: { kind: 'paused', until: null } },
    });
  });

  test('after which the job does not call these people in step', async () => {
    await company.entra.updatePerson(someone, { jobTitle: 'Wrong' });
    await undo(await company.sync());
    expect(company.runner.state(jobName)).toMatchObject({
      value: { condition: { kind: 'stopped-by-admin', waiting: 1, undone: true } },
    });
    await company.sync();
    expect(company.runner.state(jobName)).not.toMatchObject({ value: { condition: { undone: true } } });
  });

  test('that fails for one person goes on with the others', async () => {
    await joins('ines');
    await company.entra.updatePerson(someone, { jobTitle: 'Wrong' });
    const cycle = await company.sync();
    await company.scim.injectFault({
      kind: 'server-error',
      times: null,
      match: { method: 'PATCH', pathIncludes: await accountIdOf(someone) },
    });
    const undone = await undo(cycle);
    expect(undone.cycle).toMatchObject({ state: 'succeededWithErrors', counts: { failed: 1, disabled: 1 } });
    await company.scim.clearFaults();
    expect(await nextPlan()).toMatchObject({ enabled: 1 });
  });
});

describe('what cannot be undone', () => {
  test.each([
    ['an id that no cycle has', () => 'no-such-cycle', { kind: 'cycle-unknown', cycle: 'no-such-cycle' }],
    [
      'a cycle whose before-images went with the log',
      () => {
        company.database.run('DELETE FROM before_images');
        return String(company.database.get('SELECT id FROM cycles')?.['id']);
      },
      { kind: 'before-images-gone', keptDays: 30 },
    ],
  ])('%s is refused', async (_, cycle, problem) => {
    expect(await company.runner.planUndo(jobName, { cycle: cycle(), person: null })).toMatchObject({
      ok: false,
      problem,
    });
  });

  test('before-images are kept as long as the log', async () => {
    const count = () => Number(company.database.get('SELECT count(*) AS n FROM before_images')?.['n']);
    expect(count()).toBeGreaterThan(0);
    company.pass(31 * 86_400_000);
    await company.sync();
    expect(count()).toBe(0);
  });
});

test('a manager goes back to the one before', async () => {
  await company.close();
  company = await openTestCompany({ people: 6, profile: 'scim', rules: 'none', empty: true, instant: true });
  const [boss = '', other = '', worker = ''] = (await company.entra.people()).map(({ id }) => id).sort();
  for (const person of [boss, other, worker]) await company.entra.setManager(person, null);
  await company.entra.setManager(worker, boss);
  await company.sync();
  const managerOf = async () => (await accountOf(worker))[enterprise] as { manager?: { value?: string } } | undefined;
  await company.entra.setManager(worker, other);
  const cycle = await company.sync();
  expect((await managerOf())?.manager?.value).toBe(await accountIdOf(other));
  const { rows } = await planOf(cycle.id);
  expect(rows).toMatchObject([{ action: 'update', changes: [{ attribute: expect.stringContaining('manager') }] }]);
  expect((await undo(cycle)).cycle).toMatchObject({ state: 'succeeded', counts: { updated: 1 } });
  expect((await managerOf())?.manager?.value).toBe(await accountIdOf(boss));
  expect(await nextPlan()).toMatchObject({ updated: 1 });
  await company.sync();
  expect((await managerOf())?.manager?.value).toBe(await accountIdOf(other));
  expect((await undo('last')).cycle).toMatchObject({ counts: { updated: 1 } });
});
