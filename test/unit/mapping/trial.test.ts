import { describe, expect, test } from 'vitest';
import { sourceId, targetId } from '../../../shared/ids';
import { type OutsideAccount, openTrial, type TrialPerson } from '../../../shared/mapping/open-trial';
import type { AttributeMapping, MappingSource, Rules } from '../../../shared/mapping/rules';
import type { TargetValue } from '../../../shared/mapping/target-value';
import type { Trial } from '../../../shared/mapping/trial';
import { foldMatchingValue } from '../../../shared/matching/match-account';
import type { GraphValue } from '../../../shared/person';
import { bluejeans } from '../../../shared/profiles/bluejeans';
import type { Profile } from '../../../shared/profiles/profile';
import { scim } from '../../../shared/profiles/scim';
import { testSurroundings } from '../../surroundings';

const expression = (text: string): MappingSource => ({ kind: 'expression', text });
const direct = (attribute: string): MappingSource => ({ kind: 'direct', attribute });
const mapping = (target: string, source: MappingSource, facts: Partial<AttributeMapping> = {}): AttributeMapping => ({
  target,
  source,
  defaultValue: null,
  flowType: 'Always',
  matchingPriority: target === 'userName' ? 1 : 0,
  ...facts,
});
const rulesOf = (...mappings: AttributeMapping[]): Rules => ({
  mappings,
  actions: { create: true, update: true, delete: true },
  filters: [],
});
const userName = mapping('userName', direct('userPrincipalName'));
const title = mapping('title', direct('jobTitle'));
const inForce = rulesOf(userName, title);

const id = (key: string): string => `${key.padEnd(8, '0')}-1111-4222-8333-444455556666`;
const someone = (
  key: string,
  properties: Record<string, GraphValue>,
  known: Record<string, TargetValue> | null = null,
): TrialPerson => ({
  subject: {
    person: {
      id: sourceId(id(key)),
      properties: { displayName: key, userPrincipalName: `${key}@oxbow.example`, ...properties },
      managerId: null,
      directoryState: 'present',
    },
    isSoftDeleted: false,
    appRoles: [],
  },
  link: known === null ? null : { targetId: targetId(`t-${key}`), known },
});

interface Extra {
  readonly outside?: readonly OutsideAccount[];
  readonly current?: Rules;
  readonly profile?: Profile;
  readonly isRead?: (attribute: string) => boolean;
}

function tryOn(edited: Rules, people: readonly TrialPerson[], extra: Extra = {}): Omit<Trial, 'unread'> {
  const trial = openTrial({
    edited,
    current: extra.current ?? inForce,
    profile: extra.profile ?? bluejeans,
    surroundings: testSurroundings(),
    ...(extra.isRead === undefined ? {} : { isRead: extra.isRead }),
  });
  for (const account of extra.outside ?? []) trial.addOutside(account);
  for (const one of people) trial.add(one);
  const fixes = trial.fixes();
  while (fixes.begin()) for (const one of people) fixes.prove(one);
  return trial.result(0);
}

const replaced = (rules: Rules, target: string, text: string): Rules => ({
  ...rules,
  mappings: rules.mappings.map((each) => (each.target === target ? { ...each, source: expression(text) } : each)),
});

describe('how many accounts an edit changes', () => {
  const people = [
    someone('ada', { jobTitle: 'Engineer' }, { userName: 'ada@oxbow.example', title: 'Engineer' }),
    someone('bob', { jobTitle: 'BUYER' }, { userName: 'bob@oxbow.example', title: 'BUYER' }),
    someone('cleo', {}, { userName: 'cleo@oxbow.example' }),
    someone('dan', { jobTitle: 'Analyst' }),
  ];

  test.each<[string, Rules, [changed: number, created: number, unchanged: number], [string, number][]]>([
    ['nothing is edited', inForce, [0, 1, 3], []],
    ['a title in capitals', replaced(inForce, 'title', 'ToUpper([jobTitle])'), [1, 1, 2], [['title', 2]]],
    ['an edit that comes to the same', replaced(inForce, 'title', 'Trim([jobTitle])'), [0, 1, 3], []],
    ['an attribute that is no longer mapped stays as it is', rulesOf(userName), [0, 1, 3], []],
    [
      'an attribute that is filled anew',
      rulesOf(userName, title, mapping('name.givenName', direct('displayName'))),
      [3, 1, 0],
      [['name.givenName', 4]],
    ],
    [
      'a value for creation alone',
      rulesOf(userName, { ...title, source: expression('ToUpper([jobTitle])'), flowType: 'ObjectAddOnly' }),
      [0, 1, 3],
      [['title', 1]],
    ],
    [
      'an emptied value that is now cleared',
      rulesOf(userName, { ...title, source: direct('department'), whenEmpty: 'clear' }),
      [2, 1, 1],
      [['title', 3]],
    ],
  ])('%s', (_, edited, [changed, created, unchanged], attributes) => {
    const trial = tryOn(edited, people);
    expect(trial).toMatchObject({ people: 4, changed, created, unchanged, skipped: 0, violations: [] });
    expect(trial.attributes.map(({ attribute, count }) => [attribute, count])).toEqual(attributes);
  });

  test('a change that waits anyway is not the edit’s', () => {
    const renamed = someone('ada', { jobTitle: 'Head' }, { userName: 'ada@oxbow.example', title: 'Engineer' });
    expect(tryOn(replaced(inForce, 'title', 'Trim([jobTitle])'), [renamed])).toMatchObject({
      changed: 0,
      unchanged: 1,
    });
  });

  test('examples say what the account has and would have, and few are kept of many', () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      someone(`p${index}`, { jobTitle: 'Engineer' }, { userName: `p${index}@oxbow.example`, title: 'Engineer' }),
    );
    const { attributes } = tryOn(replaced(inForce, 'title', 'ToUpper([jobTitle])'), many);
    expect(attributes[0]?.count).toBe(40);
    expect(attributes[0]?.examples.length).toBeLessThanOrEqual(5);
    expect(attributes[0]?.examples[0]).toEqual({
      personId: id('p0'),
      name: 'p0',
      from: 'Engineer',
      to: 'ENGINEER',
    });
  });
});

type Case = [
  what: string,
  edited: Rules,
  people: TrialPerson[],
  kind: string,
  attribute: string,
  text: string,
  fixes: string[],
];

describe('violations, each with a fix that is proved', () => {
  const long = (key: string, more: Record<string, GraphValue> = {}) =>
    someone(key, { userPrincipalName: `${key}.featherstonehaugh@oxbow.example`, ...more });
  const named = (...texts: [key: string, title: string | null][]) =>
    texts.map(([key, jobTitle]) => someone(key, { jobTitle }));

  test.each<Case>([
    [
      'a name that is too long is cut before its domain, and short ones stay',
      inForce,
      [long('ada'), someone('bob', {})],
      'too-long',
      'userName',
      '35 characters; BlueJeans takes at most 30',
      ['ada.featherstone@oxbow.example'],
    ],
    [
      'two that would be cut to the same are told apart otherwise',
      inForce,
      [
        someone('ada', { userPrincipalName: 'featherstonehaugh.ada@oxbow.example', employeeId: '0101' }),
        someone('adam', { userPrincipalName: 'featherstonehaugh.adam@oxbow.example', employeeId: '0102' }),
      ],
      'too-long',
      'userName',
      'Up to 36 characters; BlueJeans takes at most 30',
      ['featherstone0101@oxbow.example', 'featherstone0102@oxbow.example'],
    ],
    [
      'somebody who has the short name already keeps it',
      inForce,
      [
        someone('ada', { userPrincipalName: 'featherstonehaugh.ada@oxbow.example' }),
        someone('bob', { userPrincipalName: 'Featherstonehaug@oxbow.example' }),
      ],
      'too-long',
      'userName',
      '35 characters; BlueJeans takes at most 30',
      ['feathersto'],
    ],
    [
      'no address',
      replaced(inForce, 'userName', 'Append("a very long beginning of a name ", [displayName])'),
      [someone('ada', {}), someone('bob', {})],
      'too-long',
      'userName',
      'Up to 35 characters; BlueJeans takes at most 30',
      ['a very long beginning of aada0', 'a very long beginning of abob0'],
    ],
    [
      'two people with one name, in whatever letter case',
      replaced(inForce, 'userName', 'Append([jobTitle], "@oxbow.example")'),
      named(['ada', 'sales'], ['bob', 'SALES']),
      'shared',
      'userName',
      'Two people would share sales@oxbow.example',
      ['sales@oxbow.example', 'SALESbob0@oxbow.example'],
    ],
    [
      'many people with one name',
      replaced(inForce, 'userName', '"everybody@oxbow.example"'),
      Array.from({ length: 30 }, (_, index) => someone(`p${index}`, {})),
      'shared',
      'userName',
      '30 people would share everybody@oxbow.example',
      ['p0@oxbow.example'],
    ],
    [
      'a name that is empty',
      replaced(inForce, 'userName', '[mail]'),
      [someone('ada', {}), someone('bob', { mail: 'bob@mail.example' })],
      'missing',
      'userName',
      'Empty, and BlueJeans needs a value',
      ['ada@oxbow.example'],
    ],
    [
      'a name that is an empty text',
      replaced(inForce, 'userName', 'Left([mail], 20)'),
      [someone('ada', {}), someone('bob', { mail: 'bob@mail.example' })],
      'missing',
      'userName',
      'Empty, and BlueJeans needs a value',
      ['ada@oxbow.example'],
    ],
    [
      'a text where True or False is wanted',
      rulesOf(userName, mapping('active', direct('department'))),
      [someone('ada', { department: 'Sales' }), someone('bob', {})],
      'refused-type',
      'active',
      'BlueJeans takes True or False here, not “Sales”',
      ['true'],
    ],
    [
      'a list where one value is wanted',
      rulesOf(userName, mapping('title', expression('IIF([displayName] = "ada", [otherMails], [jobTitle])'))),
      [someone('ada', { otherMails: ['a@x.example', 'b@x.example'] }), someone('bob', { jobTitle: 'Buyer' })],
      'refused-type',
      'title',
      'BlueJeans takes a single value here, not “a@x.example, b@x.example”',
      ['a@x.example'],
    ],
    [
      'an expression that fails for some',
      rulesOf(userName, mapping('title', expression('Item([otherMails], 2)'))),
      [someone('ada', { otherMails: ['a@x.example', 'b@x.example'] }), someone('bob', { otherMails: ['c@x.example'] })],
      'failed',
      'title',
      'There is no value number 2: the list has 1. In Item([otherMails], 2), [otherMails] is “c@x.example”.',
      [''],
    ],
    [
      'an expression that fails for some, at a name',
      replaced(inForce, 'userName', 'Item([otherMails], 2)'),
      [someone('ada', { otherMails: ['a@x.example', 'b@x.example'] }), someone('bob', { otherMails: ['c@x.example'] })],
      'failed',
      'userName',
      'There is no value number 2: the list has 1. In Item([otherMails], 2), [otherMails] is “c@x.example”.',
      ['bob@oxbow.example'],
    ],
  ])('%s', (_, edited, people, kind, attribute, text, fixed) => {
    const trial = tryOn(edited, people);
    const found = trial.violations.find((each) => each.kind === kind && each.attribute === attribute);
    expect(found?.text).toBe(text);
    expect(found?.fix).not.toBeNull();
    const values = found?.people.map(({ fixed: value }) => value ?? '') ?? [];
    fixed.forEach((wanted, place) => {
      expect(values[place]?.startsWith(wanted)).toBe(true);
    });
    const mended = tryOn(replaced(edited, attribute, found?.fix ?? ''), people);
    expect(mended.violations).toEqual([]);
    expect(mended.skipped).toBe(0);
    if (attribute !== 'userName') return;
    expect(new Set(values.map(foldMatchingValue)).size).toBe(values.length);
    for (const value of values) expect([...value].length).toBeLessThanOrEqual(30);
  });

  test('whoever has the account keeps the name, whoever came first or not', () => {
    const edited = replaced(inForce, 'userName', 'Append([jobTitle], "@oxbow.example")');
    const people = [
      someone('ada', { jobTitle: 'sales' }),
      someone('bob', { jobTitle: 'sales' }, { userName: 'sales@oxbow.example' }),
    ];
    const trial = tryOn(edited, people);
    expect(trial).toMatchObject({ created: 0, unchanged: 1, skipped: 1 });
    const fixed = new Map(trial.violations[0]?.people.map((one) => [one.name, one.fixed]));
    expect(fixed.get('bob')).toBe('sales@oxbow.example');
    expect(fixed.get('ada')).not.toBe('sales@oxbow.example');
  });

  test.each<[string, OutsideAccount, TrialPerson, boolean]>([
    [
      'of somebody out of scope is taken',
      { name: 'Zed', hasPerson: true, values: { userName: 'ADA@oxbow.example' } },
      someone('ada', {}),
      true,
    ],
    [
      'of nobody is found by matching',
      { name: 'Zed', hasPerson: false, values: { userName: 'ada@oxbow.example' } },
      someone('ada', {}),
      false,
    ],
    [
      'of nobody is in the way of somebody who has another account',
      { name: 'Zed', hasPerson: false, values: { userName: 'ada@oxbow.example' } },
      someone('ada', {}, { userName: 'countess@oxbow.example' }),
      true,
    ],
  ])('the name of an account %s', (_, account, person, isShared) => {
    const edited = replaced(inForce, 'userName', 'Trim([userPrincipalName])');
    const [found] = tryOn(edited, [person], { outside: [account] }).violations;
    expect(found?.kind).toBe(isShared ? 'shared' : undefined);
    if (!isShared) return;
    expect(found?.text).toBe('ada@oxbow.example is the name of the account of Zed');
    expect(found?.people[0]?.fixed).toBe('adaada0@oxbow.example');
  });

  test('no fix is made of attributes that nobody read, and none of what is redacted', () => {
    const people = [
      someone('ada', { userPrincipalName: 'featherstonehaugh.ada@oxbow.example', employeeId: '1' }),
      someone('adam', { userPrincipalName: 'featherstonehaugh.adam@oxbow.example', employeeId: '2' }),
    ];
    const [found] = tryOn(inForce, people, { isRead: (name) => name !== 'employeeId' }).violations;
    expect(found?.fix).toContain('[objectId]');
    const redacted = tryOn(replaced(inForce, 'userName', 'Redact([userPrincipalName])'), people);
    expect(JSON.stringify(redacted)).not.toContain('featherstonehaugh');
  });

  test('where nothing helps, none is offered', () => {
    const edited = rulesOf(userName, mapping('title', expression('Error("No title is allowed")')));
    const [found] = tryOn(edited, [someone('ada', {})]).violations;
    expect(found).toMatchObject({ kind: 'failed', text: 'No title is allowed', fix: null });
  });

  test('a service without limits takes long names', () => {
    expect(tryOn(inForce, [long('ada')], { profile: scim }).violations).toEqual([]);
  });
});
