import { describe, expect, test } from 'vitest';
import type { Value } from '../../../shared/expression/value';
import { sourceId } from '../../../shared/ids';
import type { MappingSubject } from '../../../shared/mapping/subject';
import { validateRules } from '../../../shared/mapping/validate-rules';
import type { GraphValue } from '../../../shared/person';
import { bluejeans } from '../../../shared/profiles/bluejeans';
import { scim } from '../../../shared/profiles/scim';
import {
  findSourceAttribute,
  readAttribute,
  sourceAttributes,
  suggestSourceAttribute,
} from '../../../shared/schema/attribute-names';
import { defaultRules } from '../../../shared/schema/default-schema';
import { graphPropertiesFor } from '../../../shared/schema/graph-properties';
import { unavailableSource } from '../../../shared/schema/unavailable-sources';

const subject = (properties: Record<string, GraphValue>): MappingSubject => ({
  person: { id: sourceId('person-1'), properties, managerId: sourceId('boss-1'), directoryState: 'present' },
  isSoftDeleted: true,
  appRoles: [{ id: 'r', value: 'Admin', displayName: 'Admin' }],
});

const extension = 'extension_0123456789abcdef0123456789abcdef_badge';

describe('the old names are read from the Graph properties of today', () => {
  test.each<[string, Record<string, GraphValue>, Value]>([
    ['telephoneNumber', { businessPhones: ['+44 20', '+44 21'] }, '+44 20'],
    ['telephoneNumber', { businessPhones: [] }, null],
    ['telephoneNumber', {}, null],
    ['mobile', { mobilePhone: '+44 7' }, '+44 7'],
    ['facsimileTelephoneNumber', { faxNumber: '1' }, '1'],
    ['physicalDeliveryOfficeName', { officeLocation: 'B2' }, 'B2'],
    ['objectId', {}, 'person-1'],
    ['mailNickname', { mailNickname: 'ada' }, 'ada'],
    ['extensionAttribute15', { onPremisesExtensionAttributes: { extensionAttribute15: 'x' } }, 'x'],
    ['extensionAttribute1', { onPremisesExtensionAttributes: null }, null],
    ['extensionAttribute1', {}, null],
    ['employeeOrgData.division', { employeeOrgData: { division: 'North' } }, 'North'],
    ['dirSyncEnabled', { onPremisesSyncEnabled: true }, true],
    ['immutableId', { onPremisesImmutableId: 'i' }, 'i'],
    ['manager', {}, 'boss-1'],
    ['IsSoftDeleted', {}, true],
    ['issoftdeleted', {}, true],
    ['accountEnabled', { accountEnabled: false }, false],
    ['proxyAddresses', { proxyAddresses: ['SMTP:a', 'smtp:b'] }, ['SMTP:a', 'smtp:b']],
    ['displayName', { displayName: null }, null],
    ['surName', { surname: 'Ní Bhriain' }, 'Ní Bhriain'],
    [extension, { [extension]: 'B-7' }, 'B-7'],
    [extension.replace('badge', 'Badge'), { [extension]: 'B-7' }, null],
    ['appRoleAssignments', {}, { roles: [{ id: 'r', value: 'Admin', displayName: 'Admin' }] }],
    ['CustomSecurityAttributes.Sales_Region', { customSecurityAttributes: { Sales: { Region: 'North' } } }, 'North'],
    ['CustomSecurityAttributes.A_B_C', { customSecurityAttributes: { A_B: { C: 3 } } }, 3],
    ['CustomSecurityAttributes.A_B_C', { customSecurityAttributes: { A: { B_C: false } } }, false],
    ['CustomSecurityAttributes.A_B', { customSecurityAttributes: { A: { B: ['x', 'y'] } } }, ['x', 'y']],
    ['CustomSecurityAttributes.A_B', { customSecurityAttributes: { A: { B: [1, 2] } } }, ['1', '2']],
    ['CustomSecurityAttributes.A_b', { customSecurityAttributes: { A: { B: 'x' } } }, null],
    ['CustomSecurityAttributes.A_B', { customSecurityAttributes: null }, null],
    ['CustomSecurityAttributes.A_B', {}, null],
    ['noSuchThing', { noSuchThing: 'x' }, null],
  ])('%s of %j', (name, properties, value) => expect(readAttribute(subject(properties), name)).toEqual(value));
});

describe('a guest is known by the address of their own organisation', () => {
  test.each([
    ['ada_fabrikam.com#EXT#@contoso.onmicrosoft.com', 'ada@fabrikam.com'],
    ['ada_b_fabrikam.com#EXT#@contoso.com', 'ada_b@fabrikam.com'],
    ['ada_fabrikam.com#ext#@contoso.com', 'ada@fabrikam.com'],
    ['ada#EXT#@contoso.com', 'ada'],
    ['ada_b@contoso.com', 'ada_b@contoso.com'],
  ])('%s', (userPrincipalName, seen) => {
    expect(readAttribute(subject({ userPrincipalName }), 'userPrincipalName')).toBe(seen);
    expect(readAttribute(subject({ userPrincipalName }), 'originalUserPrincipalName')).toBe(userPrincipalName);
  });
});

test.each([
  ['businessPhones', 'telephoneNumber'],
  ['mobilePhone', 'mobile'],
  ['officeLocation', 'physicalDeliveryOfficeName'],
  ['jobTittle', 'jobTitle'],
  ['shoeSize', null],
])('whoever writes %s probably means %s', (name, meant) => expect(suggestSourceAttribute(name)).toBe(meant));

test.each([
  ['passwordProfile.password', /password/],
  ['SamAccountName', /extension attribute/],
  ['onPremisesSamAccountName', /extension attribute/],
  ['thumbnailPhoto', /Photos/],
  ['customSecurityAttributes', /CustomSecurityAttributes\.Set_Name/],
])('%s is no source, and it is said why', (name, why) => {
  expect(findSourceAttribute(name)).toBeNull();
  expect(unavailableSource(name)).toMatch(why);
  const rules = {
    mappings: [
      {
        target: 'title',
        source: { kind: 'direct', attribute: name } as const,
        defaultValue: null,
        flowType: 'Always' as const,
        matchingPriority: 0,
      },
    ],
    actions: { create: true, update: true, delete: true },
    filters: [],
  };
  const faults = validateRules(rules, scim).filter(({ target }) => target === 'title');
  expect(faults).toMatchObject([{ severity: 'error', message: expect.stringMatching(why), suggestion: null }]);
});

test('no two attributes share a name in any spelling, and each has a label', () => {
  const names = sourceAttributes.map(({ name }) => name.toLowerCase());
  expect(new Set(names).size).toBe(names.length);
  expect(sourceAttributes.filter(({ label }) => label === '')).toEqual([]);
  expect(sourceAttributes.map(({ name }) => findSourceAttribute(name)?.name)).toEqual(
    sourceAttributes.map(({ name }) => name),
  );
});

describe('what Graph is asked for', () => {
  const always = ['accountEnabled', 'department', 'displayName', 'id', 'mail', 'userPrincipalName', 'userType'];
  test('the default mapping of BlueJeans', () => {
    expect(graphPropertiesFor(defaultRules(bluejeans))).toEqual(
      [...always, 'businessPhones', 'givenName', 'jobTitle', 'manager', 'surname'].sort(),
    );
  });

  test('the default mapping of any SCIM service', () => {
    expect(graphPropertiesFor(defaultRules(scim))).toEqual(
      [
        ...always,
        'businessPhones',
        'givenName',
        'jobTitle',
        'manager',
        'surname',
        'mobilePhone',
        'faxNumber',
        'streetAddress',
        'postalCode',
        'officeLocation',
        'mailNickname',
        'employeeId',
      ].sort(),
    );
  });

  test('attributes of expressions and filters, the parent of extension attributes, and nothing for what is computed', () => {
    const rules = {
      ...defaultRules(bluejeans),
      mappings: [
        {
          target: 'title',
          source: { kind: 'expression', text: `Join("", [extensionAttribute3], [${extension}])` } as const,
          defaultValue: null,
          flowType: 'Always' as const,
          matchingPriority: 0,
        },
        {
          target: 'active',
          source: { kind: 'direct', attribute: 'IsSoftDeleted' } as const,
          defaultValue: null,
          flowType: 'Always' as const,
          matchingPriority: 0,
        },
      ],
      filters: [{ name: 'f', clauses: [{ attribute: 'state', operator: 'EQUALS', values: ['NY'] }] }],
    };
    expect(graphPropertiesFor(rules)).toEqual([...always, 'onPremisesExtensionAttributes', extension, 'state'].sort());
  });
});
