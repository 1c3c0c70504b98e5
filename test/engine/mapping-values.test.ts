import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planLines } from '../../electron/commands/print-cycle';
import { planRows } from '../../electron/ledger/plan-rows';
import type { AttributeMapping, FlowType, MappingSource } from '../../shared/mapping/rules';
import { valueOrThrow } from '../../shared/outcome';
import { changeRules, mapAlso, mapping } from './change-rules';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** From a person to the requests: what each kind of mapping sends on creation, on update, and not again. */
let company: TestCompany;
let ada = '';
let basic: readonly AttributeMapping[] = [];
beforeAll(async () => {
  company = await openTestCompany({ people: 2, profile: 'scim', rules: 'none', empty: true });
  ada = (await company.entra.people()).map(({ id }) => id).sort()[0] ?? '';
  changeRules(company, (rules) => {
    basic = rules.mappings.filter(({ target }) => ['userName', 'active', 'displayName'].includes(target));
    return rules;
  });
});
afterAll(() => company.close());

const direct = (attribute: string): MappingSource => ({ kind: 'direct', attribute });
const expression = (text: string): MappingSource => ({ kind: 'expression', text });
const constant = (value: string): MappingSource => ({ kind: 'constant', value });

async function forgetAccounts(): Promise<void> {
  await company.scim.removeAllAccounts();
  for (const table of ['links', 'claims', 'escrows', 'wanted_references', 'intents'])
    company.database.exec(`DELETE FROM ${table}`);
}

/** As before the first cycle, with these mappings beside those that every account needs. */
async function startWith(properties: Parameters<TestCompany['entra']['updatePerson']>[1], ...more: AttributeMapping[]) {
  await forgetAccounts();
  await company.entra.updatePerson(ada, properties);
  changeRules(company, (rules) => ({ ...rules, mappings: [...basic, ...more] }));
  const cycle = await company.sync(true);
  expect(cycle).toMatchObject({ state: 'succeeded', counts: { created: 2 } });
}

const account = async (): Promise<Record<string, unknown>> => {
  const id = company.database.get('SELECT target_id FROM links WHERE source_id = ?', ada)?.['target_id'];
  return { ...(await company.scim.account(String(id))) };
};
const change = async (changed: Record<string, unknown>): Promise<void> =>
  company.scim.changeAccount(String((await account())['id']), changed as never);

/** Operations of the PATCH requests since the recording was last forgotten. */
const patched = async () =>
  (await company.scim.recording()).flatMap(({ method, body }) =>
    method === 'PATCH' ? (JSON.parse(body ?? '{}') as { Operations: object[] }).Operations : [],
  );
const created = async () =>
  (await company.scim.recording())
    .flatMap(({ method, body }) => (method === 'POST' ? [JSON.parse(body ?? '{}') as Record<string, unknown>] : []))
    .find(({ userName }) => String(userName).startsWith('u000001'));

/** Nothing is sent that changes anything, whether accounts are read or known. */
async function isSilent(): Promise<void> {
  for (const full of [false, true]) {
    await company.scim.forgetRequests();
    await company.sync(full);
    const sent = (await company.scim.recording()).filter(({ method }) => method !== 'GET');
    expect(sent.map(({ method, body }) => `${method} ${body}`)).toEqual([]);
  }
}

describe.each<{ flowType: FlowType; afterChange: string; byHand: string; ofNone: string | undefined }>([
  { flowType: 'Always', afterChange: 'Two', byHand: 'Two', ofNone: 'Two' },
  { flowType: 'ObjectAddOnly', afterChange: 'One', byHand: 'Hand', ofNone: undefined },
  { flowType: 'AttributeAddOnly', afterChange: 'One', byHand: 'Hand', ofNone: 'Two' },
  { flowType: 'ValueAddOnly', afterChange: 'One', byHand: 'Hand', ofNone: 'Two' },
  { flowType: 'MultiValueAddOnly', afterChange: 'Two', byHand: 'Two', ofNone: 'Two' },
])('a single value, $flowType', ({ flowType, afterChange, byHand, ofNone }) => {
  test('is set on creation, and later as the flow says', async () => {
    await startWith({ jobTitle: 'One' }, mapping('title', direct('jobTitle'), { flowType }));
    expect((await account())['title']).toBe('One');
    await isSilent();
    await company.entra.updatePerson(ada, { jobTitle: 'Two' });
    await company.sync();
    expect((await account())['title']).toBe(afterChange);
    await isSilent();
    await change({ title: 'Hand' });
    await company.sync(true);
    expect((await account())['title']).toBe(byHand);
    await change({ title: null });
    await company.sync(true);
    expect((await account())['title']).toBe(ofNone);
    await isSilent();
  });

  test('is never taken away because it is gone in Entra', async () => {
    await startWith({ jobTitle: 'One' }, mapping('title', direct('jobTitle'), { flowType }));
    await company.entra.updatePerson(ada, { jobTitle: null });
    await company.sync(true);
    expect((await account())['title']).toBe('One');
    await isSilent();
  });
});

describe('a whole list', () => {
  const values = async () =>
    ((await account())['emails'] as { value: string }[] | undefined)?.map(({ value }) => value);
  const two = { otherMails: ['one@oxbow.example', 'two@oxbow.example'] };

  test('is sent as its values, replaced when one of them changes, and then in step', async () => {
    await company.scim.forgetRequests();
    await startWith(two, mapping('emails', direct('otherMails')));
    expect((await created())?.['emails']).toEqual([
      { value: 'one@oxbow.example', primary: true },
      { value: 'two@oxbow.example' },
    ]);
    await isSilent();
    await company.entra.updatePerson(ada, { otherMails: ['two@oxbow.example', 'three@oxbow.example'] });
    await company.scim.forgetRequests();
    await company.sync();
    expect(await patched()).toEqual([
      {
        op: 'replace',
        path: 'emails',
        value: [{ value: 'two@oxbow.example' }, { value: 'three@oxbow.example' }],
      },
    ]);
    expect(await values()).toEqual(['two@oxbow.example', 'three@oxbow.example']);
    await isSilent();
  });

  test.each<FlowType>(['MultiValueAddOnly', 'ValueAddOnly'])(
    'is only added to with %s, and keeps what else is there',
    async (flowType) => {
      await startWith(two, mapping('emails', direct('otherMails'), { flowType }));
      await change({ emails: [{ value: 'one@oxbow.example' }, { value: 'hand@oxbow.example', type: 'home' }] });
      await company.entra.updatePerson(ada, { otherMails: ['one@oxbow.example', 'new@oxbow.example'] });
      await company.scim.forgetRequests();
      await company.sync(true);
      expect(await patched()).toEqual([{ op: 'add', path: 'emails', value: [{ value: 'new@oxbow.example' }] }]);
      expect(await values()).toEqual(['one@oxbow.example', 'hand@oxbow.example', 'new@oxbow.example']);
      await isSilent();
    },
  );

  test('of one text is a list of one', async () => {
    await startWith({ mail: 'ada@oxbow.example' }, mapping('emails', direct('mail')));
    expect(await values()).toEqual(['ada@oxbow.example']);
    await isSilent();
  });

  test('into an attribute of one value fails the person, and names the attribute', async () => {
    await startWith({ otherMails: ['one@oxbow.example'] });
    mapAlso(company, mapping('title', expression('Coalesce([otherMails], "none")')));
    const cycle = await company.sync(true);
    const row = company.rows(cycle).find(({ sourceId }) => sourceId === ada);
    expect(row).toMatchObject({ status: 'failure', problem: { kind: 'value-type', attribute: 'title' } });
  });
});

describe('paths', () => {
  const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

  test('mappings with the same filter fill one element; two filters of one list, two', async () => {
    await company.scim.forgetRequests();
    await startWith(
      {
        city: 'Bergen',
        streetAddress: 'Quay 1',
        officeLocation: 'Tower',
        mobilePhone: '+47 1',
        businessPhones: ['+47 2'],
      },
      mapping('addresses[type eq "work"].locality', direct('city')),
      mapping('addresses[type eq "work"].streetAddress', direct('streetAddress')),
      mapping('addresses[type eq "other"].formatted', direct('physicalDeliveryOfficeName')),
      mapping('phoneNumbers[type eq "mobile"].value', direct('mobile')),
      mapping('phoneNumbers[type eq "work"].value', direct('telephoneNumber')),
    );
    expect(await created()).toMatchObject({
      addresses: [
        { type: 'work', locality: 'Bergen', streetAddress: 'Quay 1' },
        { type: 'other', formatted: 'Tower' },
      ],
      phoneNumbers: [
        { type: 'mobile', value: '+47 1' },
        { type: 'work', value: '+47 2' },
      ],
    });
    await isSilent();
    await company.entra.updatePerson(ada, { city: 'Oslo', mobilePhone: '+47 3' });
    await company.scim.forgetRequests();
    await company.sync();
    expect(await patched()).toEqual([
      { op: 'replace', path: 'addresses[type eq "work"].locality', value: 'Oslo' },
      { op: 'replace', path: 'phoneNumbers[type eq "mobile"].value', value: '+47 3' },
    ]);
    await isSilent();
  });

  test('a filter by "True" is a Boolean on the wire, and its parts fill one element', async () => {
    await company.scim.forgetRequests();
    await startWith(
      { employeeType: 'Admin' },
      mapping('roles[primary eq "True"].value', direct('employeeType')),
      mapping('roles[primary eq "True"].display', expression('ToUpper([employeeType])')),
      mapping('roles[primary eq "True"].type', constant('WindowsAzureActiveDirectoryRole')),
    );
    expect((await created())?.['roles']).toEqual([
      { primary: true, value: 'Admin', display: 'ADMIN', type: 'WindowsAzureActiveDirectoryRole' },
    ]);
    await isSilent();
    await company.entra.updatePerson(ada, { employeeType: 'Reader' });
    await company.scim.forgetRequests();
    await company.sync();
    expect(await patched()).toEqual([
      { op: 'replace', path: 'roles[primary eq true].value', value: 'Reader' },
      { op: 'replace', path: 'roles[primary eq true].display', value: 'READER' },
    ]);
    expect((await account())['roles']).toMatchObject([{ value: 'Reader', display: 'READER' }]);
    await isSilent();
  });

  test('an extension is told by its URN, the dot in 2.0 included', async () => {
    await company.scim.forgetRequests();
    await startWith({ department: 'Research' }, mapping(`${enterprise}:department`, direct('department')));
    expect(await created()).toMatchObject({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
      [enterprise]: { department: 'Research' },
    });
    await isSilent();
    await company.entra.updatePerson(ada, { department: 'Design' });
    await company.scim.forgetRequests();
    await company.sync();
    expect(await patched()).toEqual([{ op: 'replace', path: `${enterprise}:department`, value: 'Design' }]);
    await isSilent();
  });
});

test('a custom extension with two parts is sent as an object of its own, changed by its path and found again', async () => {
  const urn = 'urn:ietf:params:scim:schemas:extension:Acme:2.0:User';
  const other = await openTestCompany({ people: 1, profile: 'scim', instant: true, empty: true });
  try {
    mapAlso(other, mapping(`${urn}:CustomAttribute`, direct('city')), mapping(`${urn}:Other`, direct('state')));
    await other.entra.updatePerson('u000001', { city: 'Bergen', state: 'Vestland' });
    expect(await other.sync()).toMatchObject({ state: 'succeeded', counts: { created: 1 } });
    expect(await other.scim.account('u000001@oxbow.example')).toMatchObject({
      schemas: expect.arrayContaining([urn]),
      [urn]: { CustomAttribute: 'Bergen', Other: 'Vestland' },
    });
    await other.entra.updatePerson('u000001', { city: 'Oslo' });
    await other.scim.forgetRequests();
    expect(await other.sync()).toMatchObject({ counts: { updated: 1 } });
    const sent = (await other.scim.recording()).filter(({ method }) => method === 'PATCH');
    expect(sent.map(({ body }) => JSON.parse(body ?? '').Operations)).toEqual([
      [{ op: 'replace', path: `${urn}:CustomAttribute`, value: 'Oslo' }],
    ]);
    for (const full of [false, true]) expect(await other.sync(full)).toMatchObject({ counts: { updated: 0 } });
  } finally {
    await other.close();
  }
});

test('attributes that only the schema defines are sent as it defines them, and not again', async () => {
  const urn = 'urn:ietf:params:scim:schemas:extension:Acme:2.0:User';
  const other = await openTestCompany({ people: 1, profile: 'scim', instant: true, empty: true });
  try {
    mapAlso(
      other,
      mapping(`${urn}:Staff`, expression('IIF([employeeType] = "Employee", "True", "False")')),
      mapping(`${urn}:Floor`, direct('state')),
      mapping(`${urn}:Sites`, expression('Split([city], ",")')),
    );
    const defined: Readonly<Record<string, object>> = {
      [`${urn}:Staff`]: { type: 'Boolean' },
      [`${urn}:Floor`]: { type: 'Integer' },
      [`${urn}:Sites`]: { type: 'String', multivalued: true },
    };
    const define = (definitions: typeof defined): void =>
      other.change((job) => {
        const schema = JSON.parse(JSON.stringify(job.schema));
        for (const attribute of schema.directories[1].objects[0].attributes)
          Object.assign(attribute, definitions[attribute.name]);
        return { ...job, schema };
      });
    define(defined);
    await other.entra.updatePerson('u000001', { employeeType: 'Employee', state: '3', city: 'Bergen, Oslo' });
    expect(await other.sync()).toMatchObject({ state: 'succeeded', counts: { created: 1 } });
    expect(await other.scim.account('u000001@oxbow.example')).toMatchObject({
      [urn]: { Staff: true, Floor: 3, Sites: ['Bergen', 'Oslo'] },
    });
    for (const full of [false, true]) expect(await other.sync(full)).toMatchObject({ counts: { updated: 0 } });
    // Another definition is another rule: everybody is evaluated again.
    define({ [`${urn}:Floor`]: { type: 'String' } });
    expect(await other.sync()).toMatchObject({ kind: 'initial' });
    define(defined);
    expect(await other.sync()).toMatchObject({ kind: 'initial' });
    expect(await other.sync()).toMatchObject({ kind: 'incremental' });
    await other.entra.updatePerson('u000001', { state: 'third' });
    expect(await other.sync()).toMatchObject({ state: 'succeededWithErrors', counts: { failed: 1 } });
    expect(await other.scim.account('u000001@oxbow.example')).toMatchObject({ [urn]: { Floor: 3 } });
  } finally {
    await other.close();
  }
});

describe('a mapping without a source', () => {
  test('None fills what is empty with its default, and never overwrites', async () => {
    await startWith({}, mapping('title', { kind: 'none' }, { defaultValue: 'Filled' }));
    expect((await account())['title']).toBe('Filled');
    await isSilent();
    await change({ title: 'Hand' });
    await company.sync(true);
    expect((await account())['title']).toBe('Hand');
    await change({ title: null });
    await company.sync(true);
    expect((await account())['title']).toBe('Filled');
    await isSilent();
  });

  test('a constant is compared as any other value, and put back', async () => {
    await startWith({}, mapping('title', constant('Fixed')));
    await change({ title: 'Hand' });
    await company.sync(true);
    expect((await account())['title']).toBe('Fixed');
    await isSilent();
  });
});

describe('no value', () => {
  test('an empty text is not sent, and the plan says so of whoever is changed', async () => {
    const emptied = 'Replace([department], "Research", , , "", , )';
    await startWith({ jobTitle: 'One', department: 'Research' }, mapping('title', direct('jobTitle')));
    mapAlso(company, mapping('nickName', expression(emptied)));
    await forgetAccounts();
    for (const jobTitle of ['Created', 'Updated']) {
      await company.entra.updatePerson(ada, { jobTitle });
      const { summary } = valueOrThrow(await company.runner.plan(jobName, true));
      expect(summary.counts.failed).toBe(0);
      const row = planRows(company.database, 'all', 0, 10).rows.find(({ sourceId }) => sourceId === ada);
      expect(row).toMatchObject({ notSent: ['nickName'] });
      expect([...planLines(row === undefined ? [] : [row])]).toContain('      nickName: empty, not sent');
      await company.sync(true);
      expect(await account()).not.toHaveProperty('nickName');
    }
    await isSilent();
  });

  test('the default stands in for null and for an empty text on creation, and never after', async () => {
    await startWith(
      { jobTitle: null, department: 'Research' },
      mapping('title', direct('jobTitle'), { defaultValue: 'None' }),
      mapping('nickName', expression('Replace([department], "Research", , , "", , )'), { defaultValue: 'Nick' }),
    );
    expect(await account()).toMatchObject({ title: 'None', nickName: 'Nick' });
    await isSilent();
    await company.entra.updatePerson(ada, { jobTitle: 'Engineer' });
    await company.sync();
    await company.entra.updatePerson(ada, { jobTitle: null });
    await company.sync(true);
    expect(await account()).toMatchObject({ title: 'Engineer', nickName: 'Nick' });
  });
});
