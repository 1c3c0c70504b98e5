import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SynchronizationSchema } from '../../shared/schema/synchronization-schema';
import { openTestCompany, type TestCompany } from './test-company';

/** References are set after everybody else's changes; what goes wrong there is nobody's secret. */
let company: TestCompany;
let boss = '';
let worker = '';
beforeEach(async () => {
  company = await openTestCompany({ people: 6, profile: 'scim', rules: 'none', empty: true, instant: true });
  const people = (await company.entra.people()).map(({ id }) => id).sort();
  for (const person of people) await company.entra.setManager(person, null);
  [boss = '', worker = ''] = people;
  await company.sync();
});
afterEach(() => company.close());

const accountIdOf = (person: string) =>
  company.database.get('SELECT target_id FROM links WHERE source_id = ?', person)?.['target_id'];
const managerOf = async (person: string) => {
  const account = await company.scim.account(String(accountIdOf(person)));
  const extension = account['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'];
  return (extension as { manager?: { value?: string } } | undefined)?.manager?.value ?? null;
};

test('that cannot be set is a failure of its person, and is set by the next cycle', async () => {
  await company.entra.setManager(worker, boss);
  await company.scim.injectFault({ kind: 'server-error', times: null, match: { method: 'PATCH' } });
  const cycle = await company.sync();
  expect(cycle).toMatchObject({ state: 'succeededWithErrors', counts: { failed: 1, updated: 0, unchanged: 5 } });
  expect(company.rows(cycle)).toMatchObject([{ sourceId: worker, status: 'failure' }]);
  expect(company.runner.state('test')).toMatchObject({ value: { condition: { kind: 'people-fail', people: 1 } } });
  await company.scim.clearFaults();
  expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { failed: 0, updated: 1, unchanged: 5 } });
  expect(await managerOf(worker)).toBe(accountIdOf(boss));
});

test('that is to be set in an account which is gone leads to a new account, with the manager', async () => {
  await company.scim.removeAccount(String(accountIdOf(worker)));
  await company.entra.setManager(worker, boss);
  expect(await company.sync()).toMatchObject({ state: 'succeededWithErrors', counts: { failed: 1 } });
  expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { created: 1 } });
  expect(await managerOf(worker)).toBe(accountIdOf(boss));
});

test.each([
  { what: 'each other', of: () => [boss, worker] },
  { what: 'themselves', of: () => [worker, worker] },
])('people who manage $what get each other once', async ({ of }) => {
  const [one = '', two = ''] = of();
  await company.entra.setManager(one, two);
  await company.entra.setManager(two, one);
  expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { failed: 0 } });
  expect([await managerOf(one), await managerOf(two)]).toEqual([accountIdOf(two), accountIdOf(one)]);
  expect(await company.sync()).toMatchObject({ requests: { target: 0 } });
});

test('who is deleted is taken away by a cycle that reads everybody too', async () => {
  await company.entra.setManager(worker, boss);
  await company.sync();
  await company.entra.deletePerson(boss);
  expect(await company.sync(true)).toMatchObject({ state: 'succeeded', counts: { updated: 1, disabled: 1 } });
  expect(await managerOf(worker)).toBe(null);
  await company.entra.restorePerson(boss);
  expect(await company.sync(true)).toMatchObject({ state: 'succeeded', counts: { updated: 1, enabled: 1 } });
  expect(await managerOf(worker)).toBe(accountIdOf(boss));
});

test('who gets an account later is not set for somebody who has left scope meanwhile', async () => {
  const later = await company.entra.createPerson({
    displayName: 'Later',
    userPrincipalName: 'later@walk.example',
    accountEnabled: false,
  });
  await company.entra.setManager(worker, later);
  await company.sync();
  // Nothing says that somebody left: the account of the worker stays as it is.
  company.change((job) => {
    const schema = JSON.parse(JSON.stringify(job.schema)) as SynchronizationSchema;
    for (const mapping of schema.synchronizationRules[0]?.objectMappings ?? [])
      mapping.attributeMappings = (mapping.attributeMappings ?? []).filter(
        ({ targetAttributeName }) => targetAttributeName !== 'active',
      );
    return { ...job, schema };
  });
  await company.entra.blockPerson(worker);
  await company.sync();
  await company.entra.unblockPerson(later);
  expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { created: 1, updated: 0 } });
  expect(await managerOf(worker)).toBe(null);
});

test('is set in no account while updates are switched off, and later by itself', async () => {
  const updates = (flowTypes: string) =>
    company.change((job) => {
      const schema = JSON.parse(JSON.stringify(job.schema)) as SynchronizationSchema;
      for (const mapping of schema.synchronizationRules[0]?.objectMappings ?? []) mapping.flowTypes = flowTypes;
      return { ...job, schema };
    });
  updates('Add, Delete');
  await company.entra.setManager(worker, boss);
  await company.scim.forgetRequests();
  expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { updated: 0 } });
  expect(await company.scim.recording()).not.toContainEqual(expect.objectContaining({ method: 'PATCH' }));
  updates('Add, Update, Delete');
  expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { updated: 1 } });
  expect(await managerOf(worker)).toBe(accountIdOf(boss));
});

test.each([
  { event: 'is taken away', happens: () => company.entra.setManager(worker, null), after: () => null },
  { event: 'is blocked', happens: () => company.entra.blockPerson(boss), after: () => accountIdOf(boss) },
])('a manager who $event', async ({ happens, after }) => {
  await company.entra.setManager(worker, boss);
  await company.sync();
  await happens();
  expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { failed: 0 } });
  expect(await managerOf(worker)).toBe(after());
  expect(await company.sync()).toMatchObject({ requests: { target: 0 } });
});
