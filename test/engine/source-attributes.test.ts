import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkSourceOf } from '../../electron/check-job';
import type { AttributeMapping } from '../../shared/mapping/rules';
import { valueOrThrow } from '../../shared/outcome';
import { changeRules, mapping } from './change-rules';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** What is asked of Microsoft Graph for a mapping, and that its answer reaches the account. */
let company: TestCompany;
let ada = '';
let basic: readonly AttributeMapping[] = [];
beforeAll(async () => {
  company = await openTestCompany({ people: 2, profile: 'scim', rules: 'none', empty: true });
  ada = (await company.entra.people()).map(({ id }) => id).sort()[0] ?? '';
  changeRules(company, (rules) => {
    basic = rules.mappings.filter(({ target }) => ['userName', 'active'].includes(target));
    return rules;
  });
});
afterAll(() => company.close());

const mapTitle = (attribute: string): void =>
  changeRules(company, (rules) => ({
    ...rules,
    mappings: [...basic, mapping('title', { kind: 'direct', attribute })],
  }));
const titleOfAda = async (): Promise<unknown> => {
  const id = company.database.get('SELECT target_id FROM links WHERE source_id = ?', ada)?.['target_id'];
  return (await company.scim.account(String(id)))['title'];
};

const always = ['accountEnabled', 'department', 'displayName', 'id', 'mail', 'userPrincipalName', 'userType'];
const extension = `extension_${'0123456789abcdef'.repeat(2)}_Badge`;

/** entra-mapping-language.md 6.1. */
test.each<[attribute: string, property: string, given: unknown, title: unknown]>([
  ['objectId', 'id', undefined, 'the id'],
  ['userPrincipalName', 'userPrincipalName', 'u000001@oxbow.example', 'u000001@oxbow.example'],
  ['originalUserPrincipalName', 'userPrincipalName', 'u000001@oxbow.example', 'u000001@oxbow.example'],
  ['accountEnabled', 'accountEnabled', true, 'True'],
  ['displayName', 'displayName', 'Ada', 'Ada'],
  ['givenName', 'givenName', 'Ada', 'Ada'],
  ['surname', 'surname', 'King', 'King'],
  ['mail', 'mail', 'ada@oxbow.example', 'ada@oxbow.example'],
  ['mailNickname', 'mailNickname', 'ada', 'ada'],
  ['jobTitle', 'jobTitle', 'Engineer', 'Engineer'],
  ['department', 'department', 'Research', 'Research'],
  ['companyName', 'companyName', 'Oxbow', 'Oxbow'],
  ['employeeId', 'employeeId', '00042', '00042'],
  ['employeeType', 'employeeType', 'Employee', 'Employee'],
  ['employeeHireDate', 'employeeHireDate', '2024-01-08T00:00:00Z', '2024-01-08T00:00:00Z'],
  ['employeeOrgData.division', 'employeeOrgData', { division: 'North', costCenter: '7' }, 'North'],
  ['employeeOrgData.costCenter', 'employeeOrgData', { division: 'North', costCenter: '8' }, '8'],
  ['telephoneNumber', 'businessPhones', ['+47 1'], '+47 1'],
  ['mobile', 'mobilePhone', '+47 2', '+47 2'],
  ['facsimileTelephoneNumber', 'faxNumber', '+47 3', '+47 3'],
  ['physicalDeliveryOfficeName', 'officeLocation', 'Tower', 'Tower'],
  ['streetAddress', 'streetAddress', 'Quay 1', 'Quay 1'],
  ['city', 'city', 'Bergen', 'Bergen'],
  ['state', 'state', 'Vestland', 'Vestland'],
  ['postalCode', 'postalCode', '5003', '5003'],
  ['country', 'country', 'Norway', 'Norway'],
  ['usageLocation', 'usageLocation', 'NO', 'NO'],
  ['preferredLanguage', 'preferredLanguage', 'nb-NO', 'nb-NO'],
  ['onPremisesSecurityIdentifier', 'onPremisesSecurityIdentifier', 'S-1-5', 'S-1-5'],
  ['dirSyncEnabled', 'onPremisesSyncEnabled', true, 'True'],
  ['immutableId', 'onPremisesImmutableId', 'abc==', 'abc=='],
  ['extensionAttribute1', 'onPremisesExtensionAttributes', { extensionAttribute1: 'one' }, 'one'],
  ['extensionAttribute15', 'onPremisesExtensionAttributes', { extensionAttribute15: 'last' }, 'last'],
  [extension, extension, 'B-7', 'B-7'],
])('%s is asked for as %s and nothing else, and reaches the account', async (attribute, property, given, title) => {
  if (given !== undefined) await company.entra.updatePerson(ada, { [property]: given as string });
  mapTitle(attribute);
  await company.entra.forgetRequests();
  expect(await company.sync(true)).toMatchObject({ state: 'succeeded' });
  const [delta] = (await company.entra.recording()).filter(({ url }) => url.includes('/users/delta?'));
  const selected = new URL(delta?.url ?? '', 'https://graph').searchParams.get('$select')?.split(',');
  expect(selected).toEqual([...new Set([...always, property])].sort());
  expect(await titleOfAda()).toBe(attribute === 'objectId' ? ada : title);
});

describe('a custom security attribute', () => {
  const named = 'CustomSecurityAttributes.Engineering_Cost_Code';
  const set = (values: Record<string, unknown>) =>
    company.entra.updatePerson(ada, {
      customSecurityAttributes: {
        Engineering: { '@odata.type': '#microsoft.graph.customSecurityAttributeValue', ...values },
      } as never,
    });
  const before = ['User.Read.All', 'GroupMember.Read.All', 'Application.Read.All', 'Mail.Send'];
  const permission = 'CustomSecAttributeAssignment.Read.All';
  const grant = async (...permissions: string[]) => {
    await company.entra.grantPermissions(permissions);
    await company.entra.revokeAccessTokens();
  };
  const check = async () =>
    valueOrThrow(
      await checkSourceOf(
        {
          engine: company.engine,
          job: valueOrThrow(company.engine.known(jobName)),
          signal: new AbortController().signal,
        },
        null,
      ),
    );

  test('is not read without its permission: the cycle and the check say so, and nothing is taken for empty', async () => {
    await set({ Cost_Code: 'R-1' });
    mapTitle(named);
    await company.scim.forgetRequests();
    const cycle = await company.sync(true);
    expect(cycle).toMatchObject({ problem: { kind: 'source-permission-missing', permission } });
    expect((await company.scim.recording()).filter(({ method }) => method !== 'GET')).toEqual([]);
    const { rungs, problem } = await check();
    expect(rungs.at(-1)).toMatchObject({ name: 'Security attributes', state: 'failed' });
    expect(problem).toMatchObject({ kind: 'source-permission-missing', permission });
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['a text', { Cost_Code: 'R-1' }, 'R-1'],
    ['a number', { 'Cost_Code@odata.type': '#Int32', Cost_Code: 42 }, '42'],
    ['a Boolean', { Cost_Code: true }, 'True'],
  ])('reaches the account as %s, and again when it changes', async (_kind, values, title) => {
    await grant(...before, permission);
    await set(values);
    mapTitle(named);
    expect(await company.sync()).toMatchObject({ state: 'succeeded' });
    expect(await titleOfAda()).toBe(title);
    await company.scim.forgetRequests();
    await company.sync();
    expect((await company.scim.recording()).filter(({ method }) => method !== 'GET')).toEqual([]);
    expect((await check()).rungs.at(-1)).toMatchObject({ name: 'Security attributes', state: 'passed' });
  });

  test('of several values is an error on the person where one is taken', async () => {
    await set({ 'Cost_Code@odata.type': '#Collection(String)', Cost_Code: ['R-1', 'R-2'] });
    const cycle = await company.sync();
    const row = company.rows(cycle).find(({ sourceId }) => sourceId === ada);
    expect(row?.problem).toMatchObject({ kind: 'value-type', attribute: 'title', value: 'R-1, R-2' });
  });
});

test('what changed is laid over what is known: an expression sees the whole person', async () => {
  await company.entra.updatePerson(ada, { jobTitle: 'Engineer', city: 'Bergen' });
  changeRules(company, (rules) => ({
    ...rules,
    mappings: [
      ...basic,
      mapping('title', { kind: 'expression', text: 'Switch([jobTitle], "Nobody", "Engineer", "Maker")' }),
      mapping('nickName', { kind: 'direct', attribute: 'city' }),
    ],
  }));
  await company.sync(true);
  expect(await titleOfAda()).toBe('Maker');
  await company.entra.updatePerson(ada, { city: 'Oslo' });
  await company.scim.forgetRequests();
  await company.sync();
  const sent = (await company.scim.recording()).flatMap(({ method, body }) => (method === 'PATCH' ? [body] : []));
  expect(sent).toHaveLength(1);
  expect(sent[0]).not.toContain('title');
  expect(await titleOfAda()).toBe('Maker');
});
