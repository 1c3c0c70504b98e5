import { describe, expect, test } from 'vitest';
import { sourceId } from '../../../shared/ids';
import { compileRules, type MappingMoment, mapPerson } from '../../../shared/mapping/map-person';
import type { AttributeMapping, MappingSource } from '../../../shared/mapping/rules';
import type { MappingSubject } from '../../../shared/mapping/subject';
import type { GraphValue } from '../../../shared/person';
import { bluejeans } from '../../../shared/profiles/bluejeans';
import type { Profile } from '../../../shared/profiles/profile';
import { scim } from '../../../shared/profiles/scim';
import { defaultRules } from '../../../shared/schema/default-schema';
import { testSurroundings } from '../../surroundings';

const manager = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager';

const subject = (properties: Record<string, GraphValue> = {}, facts: Partial<MappingSubject> = {}): MappingSubject => ({
  person: {
    id: sourceId('ada'),
    properties: { userPrincipalName: 'ada@contoso.com', ...properties },
    managerId: sourceId('boss'),
    directoryState: 'present',
  },
  isSoftDeleted: false,
  appRoles: [],
  ...facts,
});

const expression = (text: string): MappingSource => ({ kind: 'expression', text });
const direct = (attribute: string): MappingSource => ({ kind: 'direct', attribute });
const mapping = (target: string, source: MappingSource, facts: Partial<AttributeMapping> = {}): AttributeMapping => ({
  target,
  source,
  defaultValue: null,
  flowType: 'Always',
  matchingPriority: 0,
  ...facts,
});
const userName = mapping('userName', direct('userPrincipalName'), { matchingPriority: 1 });

function map(
  mappings: AttributeMapping[],
  who = subject(),
  { moment = 'create', profile = bluejeans }: { moment?: MappingMoment; profile?: Profile } = {},
) {
  const rules = { mappings, actions: { create: true, update: true, delete: true }, filters: [] };
  return mapPerson(compileRules(rules, testSurroundings()), who, profile, moment);
}
const valuesOf = (mapped: ReturnType<typeof map>) =>
  Object.fromEntries(mapped.values.map(({ path, value }) => [path, value]));

test('the default mapping of BlueJeans makes the whole account, the manager apart', () => {
  const ada = subject({
    jobTitle: 'Director',
    mail: 'ada@contoso.com',
    givenName: 'Ada',
    surname: 'Lovelace',
    businessPhones: ['+44 20'],
  });
  const mapped = mapPerson(compileRules(defaultRules(bluejeans), testSurroundings()), ada, bluejeans, 'create');
  expect(valuesOf(mapped)).toEqual({
    userName: 'ada@contoso.com',
    active: true,
    title: 'Director',
    'emails[type eq "work"].value': 'ada@contoso.com',
    'name.givenName': 'Ada',
    'name.familyName': 'Lovelace',
    'phoneNumbers[type eq "work"].value': '+44 20',
  });
  expect(mapped.references).toEqual([{ path: manager, person: 'boss' }]);
  expect(mapped.matching).toEqual([{ path: 'userName', value: 'ada@contoso.com', priority: 1 }]);
  expect([mapped.emptied, mapped.problems]).toEqual([[], []]);
});

describe('somebody who leaves', () => {
  const gone = subject({ jobTitle: 'Director' }, { isSoftDeleted: true });
  test('gets active false, and only what follows IsSoftDeleted is marked as leaving', () => {
    const mapped = mapPerson(compileRules(defaultRules(bluejeans), testSurroundings()), gone, bluejeans, 'update');
    expect(mapped.leaving).toEqual([{ path: 'active', value: false, flowType: 'Always' }]);
  });
  test("is set inactive by the generic profile's Switch too", () => {
    const mapped = mapPerson(compileRules(defaultRules(scim), testSurroundings()), gone, scim, 'update');
    expect(mapped.leaving).toEqual([{ path: 'active', value: false, flowType: 'Always' }]);
  });
  test('keeps everything where nothing is mapped from IsSoftDeleted', () => {
    expect(map([userName, mapping('title', direct('jobTitle'))], gone, { moment: 'update' }).leaving).toEqual([]);
  });
});

describe('no value', () => {
  test.each<[string, GraphValue, string | null, MappingMoment, unknown, string[]]>([
    ['null is not sent', null, null, 'create', undefined, ['title']],
    ['an empty text counts as null', '', null, 'create', undefined, ['title']],
    ['the default stands in on creation', null, 'None', 'create', 'None', []],
    ['the default stands in for an empty text too', '', 'None', 'create', 'None', []],
    ['the default is not for updates', null, 'None', 'update', undefined, ['title']],
    ['a value is not replaced by the default', 'Director', 'None', 'create', 'Director', []],
    ['an empty default is no value', null, '', 'create', undefined, ['title']],
  ])('%s', (_, jobTitle, defaultValue, moment, value, emptied) => {
    const mapped = map([userName, mapping('title', direct('jobTitle'), { defaultValue })], subject({ jobTitle }), {
      moment,
    });
    expect([valuesOf(mapped)['title'], mapped.emptied]).toEqual([value, emptied]);
  });

  test('IgnoreFlowIfNullOrEmpty leaves the attribute out, default or not', () => {
    const mapped = map([
      userName,
      mapping('title', expression('IgnoreFlowIfNullOrEmpty([jobTitle])'), { defaultValue: 'None' }),
    ]);
    expect([valuesOf(mapped)['title'], mapped.emptied]).toEqual([undefined, []]);
  });

  test('nobody to refer to is a reference to nobody', () => {
    const alone = subject();
    const mapped = map([userName, mapping(manager, direct('manager'))], {
      ...alone,
      person: { ...alone.person, managerId: null },
    });
    expect(mapped.references).toEqual([{ path: manager, person: null }]);
  });
});

describe('when a mapping acts', () => {
  test('only during creation: not on an update, but still for matching', () => {
    const rules = [
      mapping('userName', direct('userPrincipalName'), { matchingPriority: 1, flowType: 'ObjectAddOnly' as const }),
    ];
    expect(valuesOf(map(rules))).toEqual({ userName: 'ada@contoso.com' });
    const update = map(rules, subject(), { moment: 'update' });
    expect(update.values).toEqual([]);
    expect(update.matching).toEqual([{ path: 'userName', value: 'ada@contoso.com', priority: 1 }]);
  });

  test('a reference only during creation is not wanted on an update', () => {
    const rules = [userName, mapping(manager, direct('manager'), { flowType: 'ObjectAddOnly' })];
    expect(map(rules, subject(), { moment: 'update' }).references).toEqual([]);
  });

  test('the other flow types are handed on', () => {
    const rules = [userName, mapping('title', direct('jobTitle'), { flowType: 'AttributeAddOnly' })];
    expect(map(rules, subject({ jobTitle: 'x' }), { moment: 'update' }).values).toContainEqual({
      path: 'title',
      value: 'x',
      flowType: 'AttributeAddOnly',
    });
  });

  test('a mapping of none never overwrites: its default is for a target without a value', () => {
    const rules = [userName, mapping('title', { kind: 'none' }, { defaultValue: 'Guest' })];
    expect(map(rules, subject(), { moment: 'update' }).values).toContainEqual({
      path: 'title',
      value: 'Guest',
      flowType: 'AttributeAddOnly',
    });
    expect(valuesOf(map([userName, mapping('title', { kind: 'none' })]))).toEqual({ userName: 'ada@contoso.com' });
  });

  test('a constant is compared like any other value', () => {
    expect(
      valuesOf(
        map([userName, mapping('title', { kind: 'constant', value: 'Guest' })], subject(), { moment: 'update' }),
      )['title'],
    ).toBe('Guest');
  });
});

describe('the form that the target wants', () => {
  test.each<[string, MappingSource, unknown]>([
    ['text of a Boolean', expression('"True"'), true],
    ['text of a Boolean in any case', expression('"false"'), false],
    ['a Boolean', direct('accountEnabled'), true],
  ])('%s becomes true or false', (_, source, active) => {
    expect(valuesOf(map([userName, mapping('active', source)], subject({ accountEnabled: true })))['active']).toBe(
      active,
    );
  });

  test('a Boolean or number into a text attribute is its text', () => {
    const mapped = map(
      [userName, mapping('title', direct('accountEnabled')), mapping('name.givenName', expression('Len("abc")'))],
      subject({ accountEnabled: true }),
    );
    expect(valuesOf(mapped)).toMatchObject({ title: 'True', 'name.givenName': '3' });
  });

  test('an attribute is found in any spelling and with the core schema before it', () => {
    const mapped = map([mapping('urn:ietf:params:scim:schemas:core:2.0:User:USERNAME', direct('userPrincipalName'))]);
    expect(mapped.problems).toEqual([]);
  });
});

describe('what is wrong with one person', () => {
  test.each<[string, AttributeMapping[], Record<string, GraphValue>, unknown[]]>([
    [
      'a userName over 30 characters, with its length',
      [userName],
      { userPrincipalName: 'siobhan.nibhriain@oxbow.example' },
      [
        {
          kind: 'value-too-long',
          attribute: 'userName',
          value: 'siobhan.nibhriain@oxbow.example',
          length: 31,
          limit: 30,
        },
      ],
    ],
    ['length counts characters, not halves of them', [userName], { userPrincipalName: '😀'.repeat(30) }, []],
    [
      'no userName on creation',
      [userName],
      { userPrincipalName: null },
      [{ kind: 'value-required', attribute: 'userName' }],
    ],
    [
      'an expression that fails, with its place',
      [mapping('userName', expression('Append(Item([proxyAddresses], 3), "x")'))],
      { proxyAddresses: ['a'] },
      [
        {
          kind: 'expression-failed',
          attribute: 'userName',
          position: 30,
          detail: 'There is no value number 3: the list has 1. In Item([proxyAddresses], 3), [proxyAddresses] is “a”.',
        },
      ],
    ],
    [
      'an expression that cannot be read',
      [userName, mapping('title', expression('Nonsense([mail])'))],
      {},
      [{ kind: 'expression-failed', attribute: 'title', position: 0, detail: 'Unknown function Nonsense.' }],
    ],
    [
      'an attribute that does not exist, direct or in an expression',
      [userName, mapping('title', direct('shoeSize')), mapping('name.givenName', expression('ToLower([shoeSize])'))],
      {},
      [
        { kind: 'expression-failed', attribute: 'title', position: 0, detail: 'There is no attribute shoeSize.' },
        {
          kind: 'expression-failed',
          attribute: 'name.givenName',
          position: 8,
          detail: 'There is no attribute shoeSize.',
        },
      ],
    ],
    [
      'a list where one value goes',
      [userName, mapping('title', direct('proxyAddresses'))],
      { proxyAddresses: ['a', 'b'] },
      [{ kind: 'value-type', attribute: 'title', expected: 'a single value', value: 'a, b' }],
    ],
    [
      'a text that is neither True nor False',
      [userName, mapping('active', direct('jobTitle'))],
      { jobTitle: 'Director' },
      [{ kind: 'value-type', attribute: 'active', expected: 'True or False', value: 'Director' }],
    ],
  ])('%s', (_, mappings, properties, problems) =>
    expect(map(mappings, subject(properties)).problems).toEqual(problems),
  );

  test('a required value is not asked for on an update: the account has one', () => {
    expect(map([userName], subject({ userPrincipalName: null }), { moment: 'update' }).problems).toEqual([]);
  });

  test('one attribute that fails does not keep the others from being mapped', () => {
    const mapped = map(
      [userName, mapping('active', direct('jobTitle')), mapping('title', direct('jobTitle'))],
      subject({ jobTitle: 'Director' }),
    );
    expect(valuesOf(mapped)).toEqual({ userName: 'ada@contoso.com', title: 'Director' });
  });
});

test('matching attributes come in their precedence, with null where the person has no value', () => {
  const mapped = map(
    [
      mapping('emails[type eq "work"].value', direct('mail'), { matchingPriority: 2 }),
      mapping('userName', expression('ToLower([userPrincipalName])'), { matchingPriority: 1 }),
    ],
    subject({ userPrincipalName: 'ADA@contoso.com' }),
    { profile: scim },
  );
  expect(mapped.matching).toEqual([
    { path: 'userName', value: 'ada@contoso.com', priority: 1 },
    { path: 'emails[type eq "work"].value', value: null, priority: 2 },
  ]);
});

test('roles go through their function', () => {
  const appRoles = [{ id: '1', value: 'Admin', displayName: 'Administrator' }];
  const rules = [userName, mapping('title', expression('SingleAppRoleAssignment([appRoleAssignments])'))];
  expect(valuesOf(map(rules, subject({}, { appRoles })))['title']).toBe('Admin');
  expect(map(rules, subject()).emptied).toEqual(['title']);
});
