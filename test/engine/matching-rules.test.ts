import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { valueOrThrow } from '../../shared/outcome';
import { matchBy } from './change-rules';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** Section 3 of the service's rules: how an account is found for somebody who has none yet. */
let company: TestCompany;
let ada = '';
let bob = '';
beforeAll(async () => {
  company = await openTestCompany({ people: 2, profile: 'scim', rules: 'none', empty: true });
  [ada = '', bob = ''] = (await company.entra.people()).map(({ id }) => id).sort();
});
afterAll(() => company.close());

/** As before the first cycle: nobody linked, no account, everybody as they will be. */
beforeEach(async () => {
  await company.scim.removeAllAccounts();
  for (const table of ['links', 'claims', 'escrows', 'wanted_references', 'intents'])
    company.database.exec(`DELETE FROM ${table}`);
  for (const [id, name] of [
    [ada, 'ada'],
    [bob, 'bob'],
  ] as const) {
    await company.entra.setManager(id, null);
    await company.entra.updatePerson(id, {
      userPrincipalName: `${name}@oxbow.example`,
      displayName: `${name} of Oxbow`,
      mailNickname: name,
      mail: `${name}@oxbow.example`,
      employeeId: name,
    });
  }
  matchBy(company, ['userName', 'userPrincipalName'], ['externalId', 'mailNickname']);
});

const linkOf = (person: string) =>
  company.database.get('SELECT target_id, origin FROM links WHERE source_id = ?', person);
/** Searches by the target's attributes since the last {@link TestCompany.scim.forgetRequests}, in their order. */
const searches = async () =>
  (await company.scim.recording()).flatMap(({ url }) => {
    const filter = new URL(url, 'http://target').searchParams.get('filter');
    return filter === null ? [] : [filter];
  });

test('nobody found by any attribute: the account is created, after each was asked in its turn', async () => {
  await company.scim.forgetRequests();
  expect(await company.sync(true)).toMatchObject({ state: 'succeeded', counts: { created: 2 } });
  const asked = (await searches()).filter((filter) => filter.includes('"ada'));
  expect(asked).toEqual(['userName eq "ada@oxbow.example"', 'externalId eq "ada"']);
});

test('the first attribute that finds somebody decides, and the next is not asked', async () => {
  const first = await company.scim.addAccount({ userName: 'ada@oxbow.example', externalId: 'other', active: true });
  await company.scim.addAccount({ userName: 'else@oxbow.example', externalId: 'ada', active: true });
  await company.scim.forgetRequests();
  await company.sync(true);
  expect(linkOf(ada)).toMatchObject({ target_id: first, origin: 'adopted' });
  expect((await searches()).filter((filter) => filter.includes('"ada'))).toEqual(['userName eq "ada@oxbow.example"']);
});

test('a later attribute finds whom the first does not know, and the account is taken over', async () => {
  const found = await company.scim.addAccount({ userName: 'a.lovelace@old.example', externalId: 'ada', active: true });
  expect(await company.sync(true)).toMatchObject({ state: 'succeeded', counts: { created: 1, updated: 1 } });
  expect(linkOf(ada)).toMatchObject({ target_id: found, origin: 'adopted' });
  expect(await company.scim.account(found)).toMatchObject({ userName: 'ada@oxbow.example' });
});

test('several accounts are never guessed between: all are named and nothing is written', async () => {
  matchBy(company, ['displayName', 'displayName']);
  const ids: string[] = [];
  for (const userName of ['one@old.example', 'two@old.example'])
    ids.push(await company.scim.addAccount({ userName, displayName: 'ada of Oxbow', active: true }));
  const before = await company.scim.accounts();
  const cycle = await company.sync(true);
  expect(cycle).toMatchObject({ state: 'succeededWithErrors', counts: { created: 1, failed: 1 } });
  const row = company.rows(cycle).find(({ sourceId }) => sourceId === ada);
  expect(row).toMatchObject({ status: 'failure', problem: { kind: 'matching-ambiguous' } });
  expect(row?.problem).toHaveProperty('targets', expect.arrayContaining(ids));
  expect((await company.scim.accounts()).filter(({ id }) => ids.includes(id))).toEqual(before);
  // On demand each is shown with what it has, and the action is not reached.
  const sight = valueOrThrow(await company.runner.look(jobName, ada));
  expect(sight.steps.map(({ step, state }) => `${step} ${state}`)).toEqual([
    'import passed',
    'scope passed',
    'match failed',
    'action not-reached',
  ]);
  expect(sight.token).toBeNull();
  expect(sight.steps[2]?.facts.map(({ value }) => value)).toEqual(
    expect.arrayContaining(['one@old.example', 'two@old.example']),
  );
});

test('two people of one matching value: the second fails, naming the first', async () => {
  matchBy(company, ['userName', 'employeeId']);
  await company.entra.updatePerson(bob, { employeeId: 'ADA' });
  const cycle = await company.sync(true);
  expect(cycle).toMatchObject({ counts: { created: 1, failed: 1 } });
  expect(company.rows(cycle).find(({ status }) => status === 'failure')).toMatchObject({
    sourceId: bob,
    problem: { kind: 'duplicate-source', attribute: 'userName', otherId: ada, otherName: 'ada of Oxbow' },
  });
  expect(await company.scim.count()).toBe(1);
});

test('two people who lead to one account by different values: the second fails, naming the first', async () => {
  const shared = await company.scim.addAccount({ userName: 'ada@oxbow.example', externalId: 'bob', active: true });
  // Ada's account keeps the externalId that leads Bob to it.
  await company.entra.updatePerson(ada, { mailNickname: 'bob' });
  const cycle = await company.sync(true);
  expect(linkOf(ada)).toMatchObject({ target_id: shared });
  expect(company.rows(cycle).find(({ status }) => status === 'failure')).toMatchObject({
    sourceId: bob,
    problem: { kind: 'account-taken', targetId: shared, otherId: ada },
  });
});

test('a value is compared with regard to case where the attribute is exact about it', async () => {
  matchBy(company, ['externalId', 'mailNickname']);
  const other = await company.scim.addAccount({ userName: 'x@old.example', externalId: 'ADA', active: true });
  expect(await company.sync(true)).toMatchObject({ counts: { created: 2 } });
  expect(linkOf(ada)?.['target_id']).not.toBe(other);
});

test.each(['O’Brien', "o'brien", 'a and b or (c)', '100%*?', 'ünï çødé', '花子', '+tag&more=1#x', 'e\u0301va'])(
  '%s is a value to match by like any other',
  async (special) => {
    await company.entra.updatePerson(ada, { mailNickname: special });
    const found = await company.scim.addAccount({ userName: 'x@old.example', externalId: special, active: true });
    expect(await company.sync(true)).toMatchObject({ state: 'succeeded', counts: { failed: 0 } });
    expect(linkOf(ada)).toMatchObject({ target_id: found });
  },
);

test('a link survives a rename on either side: the same account is updated, and nobody is searched for', async () => {
  await company.sync(true);
  const account = String(linkOf(ada)?.['target_id']);
  await company.entra.updatePerson(ada, { userPrincipalName: 'countess@oxbow.example', mailNickname: 'countess' });
  await company.scim.forgetRequests();
  expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { updated: 1, created: 0 } });
  expect(await searches()).toEqual([]);
  expect(await company.scim.account(account)).toMatchObject({ userName: 'countess@oxbow.example' });
  await company.scim.changeAccount(account, { userName: 'by.hand@oxbow.example' });
  expect(await company.sync(true)).toMatchObject({ counts: { updated: 1, created: 0 } });
  expect(await company.scim.account(account)).toMatchObject({ userName: 'countess@oxbow.example' });
});

test('without a value for any matching attribute the import is skipped, and on demand it fails', async () => {
  matchBy(company, ['externalId', 'employeeId']);
  await company.entra.updatePerson(ada, { employeeId: null });
  const cycle = await company.sync(true);
  expect(company.rows(cycle).find(({ sourceId }) => sourceId === ada)).toMatchObject({
    status: 'skipped',
    problem: { kind: 'matching-value-missing', attributes: ['externalId'] },
  });
  const sight = valueOrThrow(await company.runner.look(jobName, ada));
  expect(sight.steps.map(({ step, state }) => `${step} ${state}`)).toEqual([
    'import failed',
    'scope not-reached',
    'match not-reached',
    'action not-reached',
  ]);
});

test('one value of several is enough: an attribute without one is not asked about', async () => {
  matchBy(company, ['externalId', 'employeeId'], ['userName', 'userPrincipalName']);
  await company.entra.updatePerson(ada, { employeeId: null });
  const found = await company.scim.addAccount({ userName: 'ada@oxbow.example', active: true });
  await company.scim.forgetRequests();
  await company.sync(true);
  expect(linkOf(ada)).toMatchObject({ target_id: found });
  expect((await searches()).filter((filter) => filter.includes('ada'))).toEqual(['userName eq "ada@oxbow.example"']);
});

/** A target that reads filters as RFC 7644 has them, with what the library behind the other one cannot read. */
describe('by userName', () => {
  let strict: TestCompany;
  let person = '';
  beforeAll(async () => {
    strict = await openTestCompany({ people: 1, profile: 'scim', rules: 'none', empty: true, instant: true });
    matchBy(strict, ['userName', 'mailNickname']);
    person = (await strict.entra.people())[0]?.id ?? '';
  });
  afterAll(() => strict.close());
  beforeEach(async () => {
    await strict.scim.removeAllAccounts();
    for (const table of ['links', 'claims', 'escrows']) strict.database.exec(`DELETE FROM ${table}`);
  });

  test.each([
    ['case is no difference', 'ada', 'ADA'],
    ['a quotation mark is part of the value', 'say "hi"', 'say "hi"'],
    ['a backslash is part of the value', 'back\\slash', 'back\\slash'],
    ['a filter in the value is a value', 'x" or userName pr or userName eq "', 'x" or userName pr or userName eq "'],
  ])('%s', async (_, value, userName) => {
    const stranger = await strict.scim.addAccount({ userName: 'stranger', active: true });
    const found = await strict.scim.addAccount({ userName, active: true });
    await strict.entra.updatePerson(person, { mailNickname: value });
    expect(await strict.sync(true)).toMatchObject({ state: 'succeeded', counts: { created: 0, failed: 0 } });
    expect(strict.database.get('SELECT target_id FROM links WHERE source_id = ?', person)).toMatchObject({
      target_id: found,
    });
    expect(await strict.scim.account(stranger)).toMatchObject({ userName: 'stranger' });
  });
});
