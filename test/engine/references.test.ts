import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestCompany, type TestCompany } from './test-company';

/** Section 2.4 of the service's rules, and what goes beyond them: a manager is set once both accounts exist. */
let company: TestCompany;
let boss = '';
let worker = '';
let other = '';
const extension = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
beforeEach(async () => {
  company = await openTestCompany({ people: 4, profile: 'scim', rules: 'none', empty: true, instant: true });
  const people = (await company.entra.people()).map(({ id }) => id).sort();
  for (const person of people) await company.entra.setManager(person, null);
  [boss = '', worker = '', other = ''] = people;
});
afterEach(() => company.close());

const accountIdOf = (person: string) =>
  company.database.get('SELECT target_id FROM links WHERE source_id = ?', person)?.['target_id'];
const managerOf = async (person: string) => {
  const account = await company.scim.account(String(accountIdOf(person)));
  return (account[extension] as { manager?: { value?: string } } | undefined)?.manager?.value ?? null;
};
/** By hand, at the target. */
async function takeManagerAway(person: string, instead: object = {}): Promise<void> {
  const id = String(accountIdOf(person));
  const { manager: _, ...rest } = (await company.scim.account(id))[extension] as Record<string, unknown>;
  await company.scim.changeAccount(id, { [extension]: { ...rest, ...instead } as never });
}
const isSilent = async () => expect(await company.sync()).toMatchObject({ requests: { target: 0 } });
const filterOut = (title: string | null) =>
  company.change((job) => ({
    ...job,
    scope: {
      ...job.scope,
      filters:
        title === null
          ? []
          : [
              {
                name: 'f',
                clauses: [
                  { sourceOperandName: 'jobTitle', operatorName: 'NOT EQUALS', targetOperand: { values: [title] } },
                ],
              },
            ],
    },
  }));

test('the person comes first, the manager in a second request', async () => {
  await company.entra.setManager(worker, boss);
  const cycle = await company.sync();
  expect(cycle).toMatchObject({ state: 'succeeded', counts: { created: 4, updated: 0 } });
  const rows = company.rows(cycle).filter(({ sourceId }) => sourceId === worker);
  expect(rows.map(({ action }) => action)).toEqual(['create', 'update']);
  expect(rows[0]?.modified.some(({ attribute }) => attribute.endsWith('manager'))).toBe(false);
  expect(await managerOf(worker)).toBe(accountIdOf(boss));
  await isSilent();
});

test('a manager who has no account yet is filled in by itself once there is one', async () => {
  await company.entra.updatePerson(boss, { jobTitle: 'Out' });
  filterOut('Out');
  await company.entra.setManager(worker, boss);
  expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { created: 3, failed: 0 } });
  expect(await managerOf(worker)).toBeNull();
  await company.entra.updatePerson(boss, { jobTitle: 'In' });
  const cycle = await company.sync();
  expect(cycle).toMatchObject({ state: 'succeeded', counts: { created: 1, updated: 1 } });
  expect(await managerOf(worker)).toBe(accountIdOf(boss));
  await isSilent();
});

test('a manager who goes out of scope stays named: the account is disabled, not gone', async () => {
  await company.entra.setManager(worker, boss);
  await company.sync();
  await company.entra.updatePerson(boss, { jobTitle: 'Out' });
  filterOut('Out');
  expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { disabled: 1, failed: 0 } });
  expect(await managerOf(worker)).toBe(accountIdOf(boss));
});

test.each([
  { event: 'removed', to: () => null, after: (): unknown => null },
  { event: 'changed', to: () => other, after: (): unknown => accountIdOf(other) },
])('a manager $event in Entra ID is $event in the target', async ({ to, after }) => {
  await company.entra.setManager(worker, boss);
  await company.sync();
  await company.entra.setManager(worker, to());
  expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { updated: 1, failed: 0 } });
  expect(await managerOf(worker)).toBe(after());
  await isSilent();
});

test('the account of a manager that was made again has another id, and everybody refers to it', async () => {
  await company.entra.setManager(worker, boss);
  await company.sync();
  const before = accountIdOf(boss);
  await company.scim.removeAccount(String(before));
  await company.sync(true);
  company.pass(7 * 3_600_000);
  await company.sync();
  await company.sync();
  expect(accountIdOf(boss)).not.toBe(before);
  expect(await managerOf(worker)).toBe(accountIdOf(boss));
});

test('people who manage each other in a ring all get their manager, once', async () => {
  await company.entra.setManager(boss, worker);
  await company.entra.setManager(worker, other);
  await company.entra.setManager(other, boss);
  expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { created: 4, failed: 0 } });
  expect([await managerOf(boss), await managerOf(worker), await managerOf(other)]).toEqual(
    [worker, other, boss].map(accountIdOf),
  );
  await isSilent();
});

test('somebody may be their own manager', async () => {
  await company.entra.setManager(boss, boss);
  expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { failed: 0 } });
  expect(await managerOf(boss)).toBe(accountIdOf(boss));
  await isSilent();
});

test('one that was taken away by hand is set again by the next full check', async () => {
  await company.entra.setManager(worker, boss);
  await company.sync();
  await company.sync(true);
  await takeManagerAway(worker);
  expect(await company.sync()).toMatchObject({ requests: { target: 0 } });
  expect(await company.sync(true)).toMatchObject({ state: 'succeeded', counts: { failed: 0 } });
  expect(await managerOf(worker)).toBe(accountIdOf(boss));
  await isSilent();
});

test('one that was changed by hand is set back by the next full check', async () => {
  await company.entra.setManager(worker, boss);
  await company.sync();
  await takeManagerAway(worker, { manager: { value: String(accountIdOf(other)) } });
  await company.sync(true);
  expect(await managerOf(worker)).toBe(accountIdOf(boss));
});

test('a service that never shows its managers is not sent them again and again', async () => {
  await company.entra.setManager(worker, boss);
  await company.sync();
  // Never seen, so that none is seen says nothing.
  await takeManagerAway(worker);
  for (let check = 0; check < 2; check += 1)
    expect(await company.sync(true)).toMatchObject({ state: 'succeeded', counts: { updated: 0, failed: 0 } });
});

test('one that fails is tried again in the next cycle, then after ever longer pauses, and until then not at all', async () => {
  await company.sync();
  await company.entra.setManager(worker, boss);
  await company.scim.injectFault({ kind: 'server-error', status: 500, times: null, match: { method: 'PATCH' } });
  const patches = async () => {
    await company.scim.forgetRequests();
    await company.sync();
    return (await company.scim.recording()).filter(({ method }) => method === 'PATCH').length;
  };
  const hour = 3_600_000;
  const tries: boolean[] = [];
  for (const later of [0, 0, 0, 5, 2, 1, 6, 1, 12, 12]) {
    company.pass(later * hour);
    tries.push((await patches()) > 0);
  }
  // At once, in the next cycle, then 6, 12 and 24 hours after the first.
  expect(tries).toEqual([true, true, false, false, true, false, true, false, true, false]);
  expect(company.database.get('SELECT attempts FROM escrows WHERE source_id = ?', worker)).toMatchObject({
    attempts: 5,
  });
  // A change of the person is tried at once, the manager with it.
  await company.scim.clearFaults();
  await company.entra.updatePerson(worker, { jobTitle: 'Changed' });
  expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { failed: 0 } });
  expect(await managerOf(worker)).toBe(accountIdOf(boss));
  expect(company.database.all('SELECT * FROM escrows')).toEqual([]);
  await isSilent();
});
