import { describe, expect, test } from 'vitest';
import type { AttributeMapping, FilterClause, MappingSource, Rules } from '../../../shared/mapping/rules';
import { validateRules } from '../../../shared/mapping/validate-rules';
import { bluejeans } from '../../../shared/profiles/bluejeans';
import { scim } from '../../../shared/profiles/scim';

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
const manager = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager';
const rules = (mappings: AttributeMapping[], clauses?: FilterClause[]): Rules => ({
  mappings,
  actions: { create: true, update: true, delete: true },
  filters: clauses === undefined ? [] : [{ name: 'Sales', clauses }],
});

describe('mappings', () => {
  test.each<[string, AttributeMapping[], string, string | null, string | null]>([
    [
      'one attribute filled twice',
      [userName, mapping('title', direct('jobTitle')), mapping('Title', direct('department'))],
      'Title is filled twice. Keep one of the two mappings.',
      'Title',
      null,
    ],
    [
      'no matching attribute',
      [{ ...userName, matchingPriority: 0 }],
      'No attribute finds existing accounts. Choose userName as the matching attribute.',
      null,
      null,
    ],
    [
      'a matching attribute that the target cannot search by',
      [userName, mapping('title', direct('jobTitle'), { matchingPriority: 2 })],
      'BlueJeans cannot search by title, so existing accounts could not be found. Choose userName.',
      'title',
      'userName',
    ],
    [
      'a matching attribute without a value',
      [mapping('userName', { kind: 'none' }, { matchingPriority: 1 })],
      'userName finds existing accounts, so it needs a value for each person.',
      'userName',
      null,
    ],
    [
      'a matching constant',
      [mapping('userName', { kind: 'constant', value: 'x' }, { matchingPriority: 1 })],
      'userName finds existing accounts; a constant would find the same one for everybody.',
      'userName',
      null,
    ],
    [
      "the target's own id",
      [userName, mapping('id', direct('objectId'))],
      'id belongs to BlueJeans and cannot be filled.',
      'id',
      null,
    ],
    [
      'something that is no path',
      [userName, mapping('emails[type', direct('mail'))],
      '“emails[type” is no path of an attribute.',
      'emails[type',
      null,
    ],
    [
      'an unknown source',
      [userName, mapping('title', direct('jobTittle'))],
      'Unknown attribute jobTittle. Did you mean jobTitle?',
      'title',
      'jobTitle',
    ],
    [
      "Graph's name of a source",
      [userName, mapping('title', direct('mobilePhone'))],
      'Unknown attribute mobilePhone. Did you mean mobile?',
      'title',
      'mobile',
    ],
    [
      'a source nobody knows',
      [userName, mapping('title', direct('shoeSize'))],
      'Unknown attribute shoeSize.',
      'title',
      null,
    ],
    [
      'no userName',
      [
        mapping('title', direct('jobTitle'), { matchingPriority: 0 }),
        mapping('externalId', direct('objectId'), { matchingPriority: 1 }),
      ],
      'userName needs a mapping: BlueJeans creates no account without it.',
      'userName',
      null,
    ],
    [
      'roles as they are',
      [userName, mapping('title', direct('appRoleAssignments'))],
      'appRoleAssignments cannot be mapped as it is. Use SingleAppRoleAssignment([appRoleAssignments]).',
      'title',
      'SingleAppRoleAssignment([appRoleAssignments])',
    ],
    [
      'several values into one',
      [userName, mapping('title', direct('proxyAddresses'))],
      'proxyAddresses can have several values and title takes one. Use Item or Join.',
      'title',
      null,
    ],
    [
      'a manager from anything but the manager',
      [userName, mapping(manager, direct('mail'))],
      `${manager} refers to another account. It can only be filled directly from manager.`,
      manager,
      'manager',
    ],
    [
      'the manager into a text',
      [userName, mapping('title', direct('manager'))],
      'manager refers to another person, and title does not take a reference.',
      'title',
      null,
    ],
    [
      'a default that is too long',
      [{ ...userName, defaultValue: 'x'.repeat(31) }],
      'The default has 31 characters; userName takes at most 30.',
      'userName',
      null,
    ],
    [
      'a default that does not fit',
      [userName, mapping('active', expression('Not([IsSoftDeleted])'), { defaultValue: 'yes' })],
      'The default “yes” does not fit: active takes True or False.',
      'active',
      null,
    ],
    [
      'a constant that does not fit',
      [userName, mapping('active', { kind: 'constant', value: 'on' })],
      'The constant “on” does not fit: active takes True or False.',
      'active',
      null,
    ],
  ])('error: %s', (_, mappings, message, target, suggestion) => {
    const errors = validateRules(rules(mappings), bluejeans).filter(({ severity }) => severity === 'error');
    expect(errors).toContainEqual({ target, range: null, message, suggestion, severity: 'error' });
  });

  test.each<[string, AttributeMapping[], string]>([
    [
      'an attribute that BlueJeans does not have',
      [userName, mapping('nickName', direct('mailNickname'))],
      'BlueJeans is not known to have the attribute nickName.',
    ],
    [
      'a slip in the target',
      [userName, mapping('name.givenNam', direct('givenName'))],
      'BlueJeans is not known to have the attribute name.givenNam. Did you mean name.givenName?',
    ],
    [
      'a source in another case',
      [userName, mapping('title', direct('JobTitle'))],
      'The service spells this attribute jobTitle.',
    ],
    [
      'an empty constant',
      [userName, mapping('title', { kind: 'constant', value: '' })],
      'The constant is empty, so nothing is sent.',
    ],
  ])('warning: %s', (_, mappings, message) => {
    expect(validateRules(rules(mappings), bluejeans).map((fault) => [fault.severity, fault.message])).toEqual([
      ['warning', message],
    ]);
  });

  test('a custom extension of a service is its own affair', () => {
    const custom = mapping('urn:ietf:params:scim:schemas:extension:acme:2.0:User:badge', direct('employeeId'));
    expect(validateRules(rules([userName, custom]), scim)).toEqual([]);
  });

  test('two matching attributes of one precedence are pointed out', () => {
    const rival = mapping('externalId', direct('objectId'), { matchingPriority: 1 });
    expect(validateRules(rules([userName, rival]), scim).map(({ message }) => message)).toEqual([
      'userName has the same place in the order of matching and is asked first.',
    ]);
  });
});

describe('expressions', () => {
  test.each<[string, string, string, string | null, 'error' | 'warning']>([
    [
      'NormaliseDiacritics([surname])',
      'NormaliseDiacritics',
      'Unknown function NormaliseDiacritics. Did you mean NormalizeDiacritics?',
      'NormalizeDiacritics',
      'error',
    ],
    ['ToLower([surnam])', '[surnam]', 'Unknown attribute surnam. Did you mean surname?', '[surname]', 'error'],
    ['ToLower([surName])', '[surName]', 'The service spells this attribute surname.', '[surname]', 'warning'],
    [
      'ToLower([appRoleAssignments])',
      '[appRoleAssignments]',
      'appRoleAssignments is only read by SingleAppRoleAssignment([appRoleAssignments]).',
      'SingleAppRoleAssignment([appRoleAssignments])',
      'error',
    ],
    [
      'Split([department], ",")',
      'Split([department], ",")',
      'This expression can have several values and title takes one. Use Item or Join.',
      null,
      'error',
    ],
    [
      'ToLower([mail]',
      '',
      'A closing parenthesis is expected: the one that opens after ToLower is never closed.',
      ')',
      'error',
    ],
  ])('%s', (text, place, message, suggestion, severity) => {
    const faults = validateRules(rules([userName, mapping('title', expression(text))]), bluejeans);
    expect(
      faults.map(({ range, ...fault }) => ({ ...fault, place: range && text.slice(range.start, range.end) })),
    ).toEqual([{ target: 'title', place, message, suggestion, severity }]);
  });

  test('a function as an attribute, and Graph’s own name for one, are told beside what is wrong with the text', () => {
    const text = 'Join(" ", Fooo([surnam]), [ToLower], [businessPhones], [mail';
    const faults = validateRules(rules([userName, mapping('title', expression(text))]), bluejeans);
    expect(faults.map(({ range, suggestion }) => [range && text.slice(range.start, range.end), suggestion])).toEqual([
      ['Fooo', null],
      ['[surnam]', '[surname]'],
      ['[ToLower]', null],
      ['[businessPhones]', '[telephoneNumber]'],
      ['[mail', '[mail]'],
      ['', ')'],
    ]);
    expect(faults[2]?.message).toContain('ToLower is a function and not an attribute.');
  });

  test('one of more than 10,000 characters is refused', () => {
    const faults = validateRules(rules([userName, mapping('title', expression(`"${'x'.repeat(10_000)}"`))]), bluejeans);
    expect(faults[0]?.message).toBe('The expression has 10002 characters; the service takes at most 10000.');
  });

  test('roles inside their function are in order', () => {
    expect(
      validateRules(
        rules([userName, mapping('title', expression('SingleAppRoleAssignment([appRoleAssignments])'))]),
        bluejeans,
      ),
    ).toEqual([]);
  });
});

describe('filters', () => {
  const clause = (attribute: string, operator: string, ...values: string[]): FilterClause => ({
    attribute,
    operator,
    values,
  });
  test.each<[FilterClause, string, string | null]>([
    [
      clause('department', 'EQUAL', 'Sales'),
      'Filter “Sales”, department: unknown operator EQUAL. Did you mean EQUALS?',
      'EQUALS',
    ],
    [clause('department', 'SOUNDS LIKE', 'x'), 'Filter “Sales”, department: unknown operator SOUNDS LIKE.', null],
    [
      clause('department', '!&', 'x'),
      'Filter “Sales”, department: the operator !& is not supported: Microsoft has not published what it means, and a guess could take people’s access away.',
      null,
    ],
    [
      clause('department', 'REGEX MATCH', '(a'),
      'Filter “Sales”, department: Not a valid pattern: “(” is never closed.',
      null,
    ],
    [
      clause('employeeId', 'Greater_Than', 'ten'),
      'Filter “Sales”, employeeId: Greater_Than needs a whole number, and “ten” is none.',
      null,
    ],
    [clause('department', 'EQUALS'), 'Filter “Sales”, department: EQUALS needs a value.', null],
    [
      clause('departmnt', 'IS NULL'),
      'Filter “Sales”: unknown attribute departmnt. Did you mean department?',
      'department',
    ],
    [
      clause('manager', 'IS NULL'),
      'Filter “Sales”: manager cannot be used in a filter: it refers to another person.',
      null,
    ],
    [
      clause('appRoleAssignments', 'IS NULL'),
      'Filter “Sales”: appRoleAssignments cannot be used in a filter: who is assigned is decided by the scope itself.',
      null,
    ],
    [
      clause('proxyAddresses', 'IS NULL'),
      'Filter “Sales”: proxyAddresses cannot be used in a filter: it can have several values.',
      null,
    ],
    [
      clause('employeeHireDate', 'IS NULL'),
      'Filter “Sales”: employeeHireDate cannot be used in a filter: it is a date.',
      null,
    ],
    [
      clause('IsSoftDeleted', 'IS FALSE'),
      'Filter “Sales”: IsSoftDeleted cannot be used in a filter: it is what the scope comes to.',
      null,
    ],
  ])('%j', (each, message, suggestion) => {
    expect(validateRules(rules([userName], [each]), bluejeans)).toEqual([
      { target: null, range: null, message, suggestion, severity: 'error' },
    ]);
  });

  test('a filter without conditions would let everybody in', () => {
    expect(validateRules(rules([userName], []), bluejeans).map(({ severity, message }) => [severity, message])).toEqual(
      [['error', 'Filter “Sales”: it has no condition, so it lets everybody in. Add one, or remove the filter.']],
    );
  });

  test('filters as the service has them are in order', () => {
    const clauses = [
      clause('department', 'equals', 'Sales'),
      clause('employeeId', 'Greater_Than', '3'),
      clause('mail', 'IS NOT NULL'),
    ];
    expect(validateRules(rules([userName], clauses), bluejeans)).toEqual([]);
  });
});
