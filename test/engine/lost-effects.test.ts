import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeIntent } from '../../electron/ledger/intents';
import { removeLink, saveClaim } from '../../electron/ledger/links';
import { sourceId, targetId } from '../../shared/ids';
import { foldMatchingValue } from '../../shared/matching/match-account';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/**
 * What a process that died, or an answer that was lost, leaves behind: an effect at the target of which the ledger does
 * not know. Whatever happens to the person before the next cycle, the account is found again.
 */
let company: TestCompany;
beforeEach(async () => {
  company = await openTestCompany({ people: 6, profile: 'scim', rules: 'none', empty: true, instant: true });
  await company.sync();
});
afterEach(() => company.close());

const anybody = async () => {
  const [person] = (await company.entra.people()).sort((a, b) => (a.id < b.id ? -1 : 1));
  if (person === undefined) throw new Error('No people');
  return { id: person.id, upn: String(person.properties['userPrincipalName']) };
};
const linkOf = (person: string) => company.database.get('SELECT * FROM links WHERE source_id = ?', person);
const intents = () => company.database.all('SELECT * FROM intents');

/** The ledger as it was before the POST, its intent written and its result not. */
function forgetCreation({ id, upn }: { id: string; upn: string }): void {
  removeLink(company.database, sourceId(id));
  saveClaim(company.database, foldMatchingValue(upn), sourceId(id));
  const matching = [{ path: 'userName', value: upn }];
  writeIntent(
    company.database,
    'dead',
    { person: sourceId(id), action: 'create', target: null, matching },
    '2026-01-01',
  );
  company.database.run(`UPDATE people SET waiting = 'add', standing = 'unknown', in_scope = 0 WHERE id = ?`, id);
}

describe('an account whose creation was not recorded', () => {
  const events: readonly {
    readonly before: string;
    readonly happens: (person: { id: string; upn: string }) => Promise<unknown>;
    readonly active: boolean;
  }[] = [
    { before: 'nothing happened', happens: async () => {}, active: true },
    {
      before: 'the person was renamed',
      happens: ({ id }) => company.entra.updatePerson(id, { userPrincipalName: 'new.name@contoso.example' }),
      active: true,
    },
    { before: 'the person was blocked', happens: ({ id }) => company.entra.blockPerson(id), active: false },
    { before: 'the person was deleted', happens: ({ id }) => company.entra.deletePerson(id), active: false },
  ];

  test.each(events)('is found again when $before', async ({ happens, active }) => {
    const person = await anybody();
    const account = String(linkOf(person.id)?.['target_id']);
    forgetCreation(person);
    await happens(person);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { failed: 0, created: 0 } });
    expect(linkOf(person.id)).toMatchObject({ target_id: account });
    expect(await company.scim.account(account)).toMatchObject({ active });
    expect(await company.scim.count()).toBe(6);
    expect(intents()).toEqual([]);
  });

  test.each(events)('is found again by provision on demand when $before', async ({ happens, active }) => {
    const person = await anybody();
    const account = String(linkOf(person.id)?.['target_id']);
    forgetCreation(person);
    await happens(person);
    expect(await company.runner.provision(jobName, person.id)).toMatchObject({ ok: true });
    expect(linkOf(person.id)).toMatchObject({ target_id: account });
    expect(await company.scim.account(account)).toMatchObject({ active });
    expect(await company.scim.count()).toBe(6);
    expect(intents()).toEqual([]);
  });

  test('is found again though somebody else was provisioned on demand first', async () => {
    const person = await anybody();
    forgetCreation(person);
    const other = (await company.entra.people()).find(({ id }) => id !== person.id);
    await company.runner.provision(jobName, other?.id ?? '');
    await company.entra.blockPerson(person.id);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { disabled: 1 } });
  });

  test('is deleted when the person is gone for good', async () => {
    const person = await anybody();
    forgetCreation(person);
    await company.entra.deletePerson(person.id);
    await company.entra.deletePersonForGood(person.id);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { deleted: 1 } });
    expect(await company.scim.count()).toBe(5);
    expect(intents()).toEqual([]);
  });

  test('is held with the others when too many lose access', async () => {
    const person = await anybody();
    forgetCreation(person);
    await company.entra.blockPerson(person.id);
    company.change((job) => ({ ...job, safety: { ...job.safety, deletionThreshold: 0 } }));
    expect(await company.sync()).toMatchObject({ state: 'held' });
    expect(intents()).toEqual([]);
    await company.entra.unblockPerson(person.id);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { created: 0 } });
    expect(await company.scim.count()).toBe(6);
  });

  test('that was never made is made now, and nobody is taken for it', async () => {
    const person = await anybody();
    await company.scim.removeAccount(person.upn);
    forgetCreation(person);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { created: 1 } });
    expect(await company.scim.count()).toBe(6);
  });

  test('that was never made leaves nothing where the person went out of scope, not even the name', async () => {
    const person = await anybody();
    await company.scim.removeAccount(person.upn);
    forgetCreation(person);
    await company.entra.deletePerson(person.id);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { created: 0, failed: 0 } });
    const again = { displayName: 'Again', userPrincipalName: person.upn, accountEnabled: true };
    await company.entra.createPerson(again);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { created: 1, failed: 0 } });
    expect(intents()).toEqual([]);
  });
});

describe('a change whose arrival is not known', () => {
  /** The target was told to disable the account, and the ledger does not know. */
  async function loseDisable(id: string): Promise<void> {
    await company.scim.changeAccount(String(linkOf(id)?.['target_id']), { active: false });
  }

  test('is looked for after a crash, also when Entra ID reports the person by itself', async () => {
    const { id } = await anybody();
    await loseDisable(id);
    const target = targetId(String(linkOf(id)?.['target_id']));
    writeIntent(
      company.database,
      'dead',
      { person: sourceId(id), action: 'disable', target, matching: [] },
      '2026-01-01',
    );
    await company.entra.updatePerson(id, { jobTitle: 'Back' });
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { enabled: 1 } });
    expect(await company.scim.account(target)).toMatchObject({ active: true });
  });

  test('is told by the log once it is found to have arrived', async () => {
    const { id } = await anybody();
    await company.entra.blockPerson(id);
    // Each try has its effect, and no answer comes: the cycle ends without knowing.
    await company.scim.injectFault({ kind: 'lost-answer', times: null, match: { method: 'PATCH' } });
    expect(await company.sync()).toMatchObject({ state: 'failed', counts: { disabled: 0 } });
    await company.scim.clearFaults();
    const cycle = await company.sync();
    expect(cycle).toMatchObject({ state: 'succeeded', counts: { disabled: 1 } });
    const rows = company.rows(cycle).filter(({ sourceId: who }) => who === id);
    const modified = [{ attribute: 'active', from: 'true', to: 'false' }];
    expect(rows).toMatchObject([{ action: 'disable', status: 'success', modified }]);
    expect(await company.sync()).toMatchObject({ requests: { target: 0 }, counts: { disabled: 0 } });
  });

  test('is put back by undoing the cycle that found it', async () => {
    const { id } = await anybody();
    const target = String(linkOf(id)?.['target_id']);
    const before = await company.scim.account(target);
    await company.entra.updatePerson(id, { jobTitle: 'Wrong' });
    await company.entra.blockPerson(id);
    await company.scim.injectFault({ kind: 'lost-answer', times: null, match: { method: 'PATCH' } });
    expect(await company.sync()).toMatchObject({ state: 'failed' });
    await company.scim.clearFaults();
    const cycle = await company.sync();
    expect(await company.scim.account(target)).toMatchObject({ active: false });
    const request = { cycle: cycle.id, person: null };
    expect(await company.runner.planUndo(jobName, request)).toMatchObject({
      value: { rows: [{ action: 'enable', sourceId: id, left: null }] },
    });
    await company.runner.undo(jobName, request, { pause: false });
    expect(await company.scim.account(target)).toMatchObject({ active: true, title: before['title'] });
  });

  test('to an account that was deleted is told by undo as what cannot be put back', async () => {
    const { id, upn } = await anybody();
    await company.entra.deletePerson(id);
    await company.entra.deletePersonForGood(id);
    await company.scim.injectFault({ kind: 'lost-answer', times: null, match: { method: 'DELETE' } });
    await company.sync();
    await company.scim.clearFaults();
    const cycle = await company.sync();
    expect(cycle).toMatchObject({ state: 'succeeded', counts: { deleted: 1 } });
    const known = expect.arrayContaining([{ path: 'userName', value: upn }]);
    expect(await company.runner.planUndo(jobName, { cycle: cycle.id, person: null })).toMatchObject({
      value: { rows: [{ action: 'none', left: { kind: 'deleted', known } }] },
    });
  });

  test('is looked for after a failure', async () => {
    const { id } = await anybody();
    const target = String(linkOf(id)?.['target_id']);
    await company.entra.blockPerson(id);
    // The service disables the account and says that it could not.
    await company.scim.injectFault({ kind: 'server-error', times: null, match: { method: 'PATCH' } });
    expect(await company.sync()).toMatchObject({ counts: { failed: 1 } });
    await company.scim.clearFaults();
    await loseDisable(id);
    await company.entra.unblockPerson(id);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { enabled: 1 } });
    expect(await company.scim.account(target)).toMatchObject({ active: true });
  });

  test('to an account that is gone fails nobody who is gone for good', async () => {
    const { id } = await anybody();
    await company.entra.deletePerson(id);
    await company.sync();
    const target = String(linkOf(id)?.['target_id']);
    await company.entra.deletePersonForGood(id);
    await company.scim.removeAccount(target);
    const intent = { person: sourceId(id), action: 'delete', target: targetId(target), matching: [] };
    writeIntent(company.database, 'dead', intent, '2026-01-01');
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { failed: 0 } });
    expect(company.database.all('SELECT id FROM people WHERE id = ?', id)).toEqual([]);
  });
});
