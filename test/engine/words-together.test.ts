import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decideDeletions } from '../../electron/commands/deletions';
import { putOnHold, releaseHold } from '../../electron/ledger/holds';
import { sourceId } from '../../shared/ids';
import { changeRules } from './change-rules';
import { openTestCompany, type TestCompany } from './test-company';

/** Where one of the admin's words meets another, or meets what became of the account. */
let company: TestCompany;
beforeEach(async () => {
  company = await openTestCompany({ people: 6, profile: 'scim', rules: 'none', empty: true, instant: true });
  await company.sync();
});
afterEach(() => company.close());

const people = (): readonly string[] =>
  company.database.all(`SELECT id FROM people WHERE state = 'present' ORDER BY id`).map(({ id }) => String(id));
const linkOf = (id: string) =>
  company.database.get('SELECT target_id FROM links WHERE source_id = ?', id)?.['target_id'];
const hold = (id: string) =>
  putOnHold(company.database, sourceId(id), 'ask first', new Date(company.engine.now()).toISOString());
const deleteForGood = async (id: string) => {
  await company.entra.deletePerson(id);
  await company.entra.deletePersonForGood(id);
};
const deletesAreOn = (isOn: boolean) =>
  changeRules(company, (rules) => ({ ...rules, actions: { ...rules.actions, delete: isOn } }));

describe('of somebody on hold it is not forgotten whose account it is', () => {
  test('when they are deleted for good while Delete is switched off: once it is on and they are released, it is deleted', async () => {
    const [person = ''] = people();
    const account = linkOf(person);
    deletesAreOn(false);
    await company.sync();
    hold(person);
    await deleteForGood(person);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { deleted: 0 } });
    expect(linkOf(person)).toBe(account);
    deletesAreOn(true);
    expect(await company.sync()).toMatchObject({ counts: { deleted: 0 } });
    releaseHold(company.database, sourceId(person));
    expect(await company.sync()).toMatchObject({ counts: { deleted: 1 } });
    expect(await company.scim.count()).toBe(5);
  });

  test('when it is gone at the target and they left', async () => {
    const [person = ''] = people();
    const account = linkOf(person);
    hold(person);
    await company.scim.removeAccount(String(account));
    await company.entra.deletePerson(person);
    expect(await company.sync(true)).toMatchObject({ state: 'succeeded', counts: { disabled: 0, failed: 0 } });
    expect(linkOf(person)).toBe(account);
    releaseHold(company.database, sourceId(person));
    expect(await company.sync(true)).toMatchObject({ state: 'succeeded', counts: { disabled: 0, failed: 0 } });
    expect(linkOf(person)).toBeUndefined();
  });
});

test('people in scope whose disable is held, then discarded, are skipped and nothing else: the counts add up', async () => {
  changeRules(company, (rules) => ({
    ...rules,
    mappings: rules.mappings.map((mapping) =>
      mapping.target === 'active'
        ? { ...mapping, source: { kind: 'expression', text: 'IIF([jobTitle]="Off", "False", "True")' } }
        : mapping,
    ),
  }));
  await company.sync();
  company.change((job) => ({ ...job, safety: { ...job.safety, deletionThreshold: 2 } }));
  for (const person of people().slice(0, 3)) await company.entra.updatePerson(person, { jobTitle: 'Off' });
  const counts = { inScope: 6, created: 0, updated: 0, enabled: 0, disabled: 0, unchanged: 3, skipped: 3, failed: 0 };
  expect(await company.sync()).toMatchObject({ state: 'held', counts });
  decideDeletions(company.database, 'reject', null);
  expect(await company.sync()).toMatchObject({ state: 'succeeded', counts });
  expect(await company.sync(true)).toMatchObject({ state: 'succeeded', counts });
});

test('somebody put on hold while a cycle sends is left alone, and the log does not say otherwise', async () => {
  const [first = '', second = ''] = people();
  await company.close();
  company = await openTestCompany({
    people: 6,
    profile: 'scim',
    rules: 'none',
    empty: true,
    instant: true,
    skipsWaits: true,
    meanwhile: async () => hold(second),
  });
  company.change((job) => ({ ...job, target: { ...job.target, concurrency: 1 } }));
  await company.sync();
  for (const person of [first, second]) await company.entra.updatePerson(person, { jobTitle: 'Chief' });
  await company.scim.changeAccount(String(linkOf(second)), { displayName: 'By hand' });
  await company.scim.injectFault({ kind: 'throttled', retryAfter: 1, match: { method: 'PATCH' } });
  const cycle = await company.sync(true);
  expect(company.rows(cycle).filter(({ sourceId: id }) => id === second)).toMatchObject([
    { action: 'update', status: 'skipped', reason: 'On hold: “ask first”.' },
  ]);
  expect(cycle.counts).toMatchObject({ updated: 1, skipped: 1, unchanged: 4 });
  expect(await company.scim.account(String(linkOf(second)))).toMatchObject({ displayName: 'By hand' });
});
