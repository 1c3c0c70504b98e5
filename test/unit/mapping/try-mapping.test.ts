import { expect, test } from 'vitest';
import { sourceId } from '../../../shared/ids';
import type { AttributeMapping, MappingSource } from '../../../shared/mapping/rules';
import type { MappingSubject } from '../../../shared/mapping/subject';
import { tryMapping } from '../../../shared/mapping/try-mapping';
import type { GraphValue } from '../../../shared/person';
import { bluejeans } from '../../../shared/profiles/bluejeans';
import { testSurroundings } from '../../surroundings';

const expression = (text: string): MappingSource => ({ kind: 'expression', text });
const direct = (attribute: string): MappingSource => ({ kind: 'direct', attribute });
const manager = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager';
const subject = (properties: Record<string, GraphValue>): MappingSubject => ({
  person: { id: sourceId('siobhan'), properties, managerId: sourceId('boss'), directoryState: 'present' },
  isSoftDeleted: false,
  appRoles: [],
});
const upn = 'siobhan.nibhriain@oxbow.example';
const mapping = (target: string, source: MappingSource, facts: Partial<AttributeMapping> = {}): AttributeMapping => ({
  target,
  source,
  defaultValue: null,
  flowType: 'Always',
  matchingPriority: 0,
  ...facts,
});

test.each<[string, AttributeMapping, Record<string, GraphValue>, string | null, boolean, string]>([
  [
    'within the limit',
    mapping('userName', direct('userPrincipalName')),
    { userPrincipalName: 's@oxbow.example' },
    's@oxbow.example',
    true,
    '15 of 30 characters',
  ],
  [
    'over the limit',
    mapping('userName', direct('userPrincipalName')),
    { userPrincipalName: upn },
    null,
    false,
    '31 characters; BlueJeans takes at most 30',
  ],
  ['empty and required', mapping('userName', direct('mail')), {}, null, false, 'Empty, and BlueJeans needs a value'],
  ['empty and not required', mapping('title', direct('jobTitle')), {}, null, true, 'Empty, not sent'],
  [
    'the default of an empty value',
    mapping('title', direct('jobTitle'), { defaultValue: 'Staff' }),
    {},
    'Staff',
    true,
    '5 characters',
  ],
  ['one character', mapping('title', expression('Left("abc", 1)')), {}, 'a', true, '1 character'],
  ['a Boolean', mapping('active', expression('Not([IsSoftDeleted])')), {}, 'True', true, 'Fits'],
  ['a manager', mapping(manager, direct('manager')), {}, 'boss', true, 'Linked once both people have an account'],
  [
    'an expression that fails for this person',
    mapping('title', expression('Item([proxyAddresses], 2)')),
    { proxyAddresses: ['a'] },
    null,
    false,
    'There is no value number 2: the list has 1. In Item([proxyAddresses], 2), [proxyAddresses] is “a”.',
  ],
  [
    'a form that does not fit',
    mapping('active', direct('jobTitle')),
    { jobTitle: 'Director' },
    null,
    false,
    'BlueJeans takes True or False here, not “Director”',
  ],
  [
    'several values to choose from, which only the target can decide on',
    mapping('userName', expression('SelectUniqueValue([mailNickname], "ada2")'), { flowType: 'ObjectAddOnly' }),
    { mailNickname: 'ada' },
    null,
    true,
    'The first of 2 that no account has',
  ],
  [
    'an expression that cannot be read',
    mapping('title', expression('Lefft("a", 1)')),
    {},
    null,
    false,
    'Unknown function Lefft. Did you mean Left?',
  ],
])('%s', (_, tried, properties, result, ok, text) => {
  const { result: found, verdict } = tryMapping(tried, subject(properties), bluejeans, testSurroundings());
  expect([found, verdict]).toEqual([result, { ok, text }]);
});

test('the steps are the parts of the expression, outermost last', () => {
  const text = 'IIF(Len([userPrincipalName]) > 30, Left([userPrincipalName], 7), [userPrincipalName])';
  const { steps, faults } = tryMapping(
    mapping('userName', expression(text)),
    subject({ userPrincipalName: upn }),
    bluejeans,
    testSurroundings(),
  );
  expect(faults).toEqual([]);
  expect(steps).toEqual([
    { expression: '[userPrincipalName]', value: upn },
    { expression: 'Len([userPrincipalName])', value: '31' },
    { expression: 'Len([userPrincipalName]) > 30', value: 'True' },
    { expression: 'Left([userPrincipalName], 7)', value: 'siobhan' },
    { expression: text, value: 'siobhan' },
  ]);
});
