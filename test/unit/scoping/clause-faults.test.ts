import { describe, expect, test } from 'vitest';
import { clauseFaults } from '../../../shared/scoping/validate-clause';
import { filterFaults, filterTitle } from '../../../shared/scoping/validate-filters';

type Clause = [attribute: string, operator: string, ...values: string[]];
type Row = [
  what: string,
  clause: Clause,
  part: string,
  message: string,
  range?: [number, number] | null,
  suggestion?: string | null,
];

const faultsOf = ([attribute, operator, ...values]: Clause) => clauseFaults({ attribute, operator, values });
const faultAs = (
  severity: string,
  part: string,
  message: string,
  range: [number, number] | null = null,
  suggestion: string | null = null,
) => [{ part, message, range: range === null ? null : { start: range[0], end: range[1] }, suggestion, severity }];

describe('a condition that cannot be judged is refused at its field', () => {
  test.each<Row>([
    ['no attribute', ['', 'EQUALS', 'x'], 'attribute', 'An attribute is needed.'],
    [
      'a slip',
      ['departmnt', 'EQUALS', 'x'],
      'attribute',
      'Unknown attribute departmnt. Did you mean department?',
      null,
      'department',
    ],
    [
      'Graph’s name',
      ['officeLocation', 'EQUALS', 'x'],
      'attribute',
      'Unknown attribute officeLocation. Did you mean physicalDeliveryOfficeName?',
      null,
      'physicalDeliveryOfficeName',
    ],
    [
      'several values',
      ['otherMails', 'Includes', 'x'],
      'attribute',
      'otherMails cannot be used in a filter: it can have several values.',
    ],
    [
      'a date',
      ['employeeHireDate', 'IS NULL'],
      'attribute',
      'employeeHireDate cannot be used in a filter: it is a date.',
    ],
    [
      'a reference',
      ['manager', 'IS NULL'],
      'attribute',
      'manager cannot be used in a filter: it refers to another person.',
    ],
    [
      'roles',
      ['appRoleAssignments', 'IS NULL'],
      'attribute',
      'appRoleAssignments cannot be used in a filter: who is assigned is decided by the scope itself.',
    ],
    [
      'the kind of user',
      ['userType', 'EQUALS', 'Guest'],
      'attribute',
      'userType cannot be used in a filter: Microsoft Entra’s own service does not take it.',
    ],
    [
      'members of a group',
      ['members', 'EQUALS', 'x'],
      'attribute',
      'members cannot be used in a filter: it belongs to groups. Choose the groups under “Who to look at”.',
    ],
    ['no operator', ['department', ' ', 'x'], 'operator', 'An operator is needed.'],
    [
      'a slip in the operator',
      ['department', 'EQUAL', 'x'],
      'operator',
      'Unknown operator EQUAL. Did you mean EQUALS?',
      null,
      'EQUALS',
    ],
    [
      'another language’s operator',
      ['department', 'contains', 'x'],
      'operator',
      'Unknown operator contains. Did you mean Includes?',
      null,
      'Includes',
    ],
    [
      'the beginning of a text',
      ['department', 'STARTS_WITH', 'x'],
      'operator',
      'Unknown operator STARTS_WITH. Did you mean REGEX MATCH with ^ before the beginning?',
      null,
      'REGEX MATCH',
    ],
    ['nothing like it', ['department', 'SOUNDS LIKE', 'x'], 'operator', 'Unknown operator SOUNDS LIKE.'],
    [
      '&',
      ['department', '&', 'x'],
      'operator',
      'The operator & is not supported: Microsoft has not published what it means, and a guess could take people’s access away.',
    ],
    [
      'IsMemberOf',
      ['department', 'ismemberof', 'x'],
      'operator',
      'The operator ismemberof is not supported, in Microsoft Entra neither. Choose the groups under “Who to look at”.',
    ],
    ['no value', ['department', 'EQUALS'], 'operand', 'EQUALS needs a value.'],
    ['an empty value', ['department', 'ends with', ''], 'operand', 'ENDS_WITH needs a value.'],
    [
      'two values',
      ['department', 'EQUALS', 'Sales', 'Legal'],
      'operand',
      'EQUALS takes one value, and there are 2. Make a filter for each: one of them is enough.',
    ],
    [
      'two values that nobody may have',
      ['department', 'NOT EQUALS', 'Sales', 'Legal'],
      'operand',
      'NOT EQUALS takes one value, and there are 2. Write a condition for each.',
    ],
    [
      'a word for a number',
      ['employeeId', 'Greater_Than', 'ten'],
      'operand',
      'Greater_Than needs a whole number, and “ten” is none.',
      [0, 3],
    ],
    [
      'a negative number',
      ['employeeId', 'greaterThan', '-1'],
      'operand',
      'Greater_Than needs a whole number, and “-1” is none.',
      [0, 2],
    ],
    [
      'a fraction',
      ['employeeId', 'Greater_Than_OR_EQUALS', '1.5'],
      'operand',
      'Greater_Than_OR_EQUALS needs a whole number, and “1.5” is none.',
      [0, 3],
    ],
    [
      'a bracket that is never closed',
      ['department', 'REGEX MATCH', 'ab(c'],
      'operand',
      'Not a valid pattern: “(” is never closed.',
      [2, 3],
    ],
    [
      'a count the wrong way round',
      ['department', 'NOT REGEX MATCH', '^a{3,2}$'],
      'operand',
      'Not a valid pattern: the numbers in braces are the wrong way round.',
      [1, 2],
    ],
    [
      'a word for True or False',
      ['accountEnabled', 'EQUALS', 'yes'],
      'operand',
      'accountEnabled is True or False, and “yes” is neither.',
      [0, 3],
    ],
    [
      'true in another case, which would hold for nobody',
      ['dirSyncEnabled', 'EQUALS', 'true'],
      'operand',
      'dirSyncEnabled is True or False, and “true” is neither.',
      [0, 4],
      'True',
    ],
    [
      'a number of what is True or False',
      ['accountEnabled', 'Greater_Than', '1'],
      'operator',
      'accountEnabled is True or False. Use IS TRUE or IS FALSE.',
      null,
      'IS TRUE',
    ],
  ])('%s', (_, clause, ...rest) => expect(faultsOf(clause)).toEqual(faultAs('error', ...rest)));

  test('each field is told of its own', () => {
    expect(faultsOf(['departmnt', 'EQUAL', 'x']).map(({ part }) => part)).toEqual(['attribute', 'operator']);
    expect(faultsOf(['departmnt', 'EQUALS']).map(({ part }) => part)).toEqual(['attribute', 'operand']);
  });
});

describe('a condition that often means something else is told of', () => {
  test.each<Row>([
    [
      'a pattern that begins and ends anywhere',
      ['employeeId', 'REGEX MATCH', '([1-9][0-9])'],
      'operand',
      'It matches anywhere in employeeId; for the whole of it write ^([1-9][0-9])$.',
      null,
      '^([1-9][0-9])$',
    ],
    [
      'a pattern that ends anywhere',
      ['employeeId', 'REGEX MATCH', '^1'],
      'operand',
      'It matches anywhere in employeeId; for the whole of it write ^1$.',
      null,
      '^1$',
    ],
    [
      'a choice of which one is anchored',
      ['employeeId', 'REGEX MATCH', '^1$|2'],
      'operand',
      'It matches anywhere in employeeId; for the whole of it write ^(?:^1$|2)$.',
      null,
      '^(?:^1$|2)$',
    ],
    [
      'NOT EQUALS',
      ['department', 'NOT EQUALS', 'Sales'],
      'operator',
      'NOT EQUALS leaves out people without department, too.',
    ],
    [
      'NOT REGEX MATCH',
      ['department', 'NOT_REGEX_MATCH', '^Sales$'],
      'operator',
      'NOT REGEX MATCH leaves out people without department, too.',
    ],
    [
      'a blank at an end',
      ['department', 'EQUALS', 'Sales '],
      'operand',
      '“Sales ” begins or ends with a blank, which counts.',
      null,
      'Sales',
    ],
    [
      'a value where none is taken',
      ['department', 'IS NULL', 'Sales'],
      'operand',
      'IS NULL takes no value; “Sales” is not looked at.',
      null,
      '',
    ],
    [
      'a text asked for a truth',
      ['department', 'IS TRUE'],
      'operator',
      'department is a text; IS TRUE holds only where it says True.',
    ],
    [
      'a truth asked for a pattern',
      ['accountEnabled', 'REGEX MATCH', '^True$'],
      'operator',
      'accountEnabled is True or False. Use IS TRUE or IS FALSE.',
      null,
      'IS TRUE',
    ],
    [
      'a name in another case',
      ['Department', 'EQUALS', 'Sales'],
      'attribute',
      'The service spells this attribute department.',
      null,
      'department',
    ],
  ])('%s', (_, clause, ...rest) => expect(faultsOf(clause)).toEqual(faultAs('warning', ...rest)));
});

test.each<[Clause]>([
  [['department', 'EQUALS', 'Sales']],
  [['userPrincipalName', 'REGEX MATCH', '.*\\@domain.com$']],
  [['userPrincipalName', 'REGEX MATCH', '^.*@contoso\\.com$']],
  [['employeeId', 'REGEX MATCH', '^(1[0-9][0-9][0-9][0-9][0-9][0-9])$']],
  [['employeeId', 'REGEX MATCH', '^a$|^b$']],
  [['employeeId', 'Greater_Than', '0012345678901234567890']],
  [['dirSyncEnabled', 'EQUALS', 'True']],
  [['accountEnabled', 'IS TRUE']],
  [['userPrincipalName', 'NOT EQUALS', 'x']],
  [['extensionAttribute3', 'IS TRUE']],
  [['extension_0123456789abcdef0123456789abcdef_level', 'Greater_Than_OR_EQUALS', '3']],
  [['department', 'IS NULL', '']],
])('nothing is said of %j', (clause) => expect(faultsOf(clause)).toEqual([]));

describe('a list of filters', () => {
  const clauses = [{ attribute: 'department', operator: 'EQUALS', values: ['Sales'] }];
  test.each([
    [
      'no condition',
      [{ name: 'a', clauses: [] }],
      0,
      'error',
      'It has no condition, so it lets everybody in. Add one, or remove the filter.',
    ],
    [
      'no name',
      [{ name: ' ', clauses }],
      0,
      'warning',
      'It has no name, by which the log could say who left whom out.',
    ],
    [
      'one name twice',
      [
        { name: 'a', clauses },
        { name: 'a', clauses },
      ],
      1,
      'warning',
      'Another filter has the same name; the log cannot tell them apart.',
    ],
  ])('with %s', (_, groups, group, severity, message) =>
    expect(filterFaults(groups)).toEqual([
      { group, clause: null, part: null, range: null, message, suggestion: null, severity },
    ]),
  );

  test('says where each fault stands', () => {
    const groups = [
      { name: 'a', clauses },
      { name: '', clauses: [...clauses, { attribute: 'department', operator: 'REGEX MATCH', values: ['('] }] },
    ];
    expect(filterFaults(groups).map(({ group, clause, part }) => [group, clause, part])).toEqual([
      [1, null, null],
      [1, 1, 'operand'],
    ]);
    expect([filterTitle(groups, 0), filterTitle(groups, 1)]).toEqual(['Filter “a”', 'Filter 2']);
  });
});
