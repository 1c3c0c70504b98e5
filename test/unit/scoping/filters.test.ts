import { describe, expect, test } from 'vitest';
import type { Value } from '../../../shared/expression/value';
import type { FilterGroup } from '../../../shared/mapping/rules';
import { evaluateFilters } from '../../../shared/scoping/filter-groups';
import { findOperator, isUnsupportedOperator, operators } from '../../../shared/scoping/operators';

const person: Readonly<Record<string, Value>> = {
  department: 'Sales',
  empty: '',
  level: '42',
  number: 7,
  negative: '-3',
  long: '9007199254740993',
  zeros: '00042',
  fraction: '42.5',
  enabled: true,
  blocked: false,
  mails: ['a@x'],
  upn: 'ada@contoso.com',
};
const read = (attribute: string): Value => person[attribute] ?? null;
const group = (...clauses: [string, string, ...string[]][]): FilterGroup => ({
  name: 'f',
  clauses: clauses.map(([attribute, operator, ...values]) => ({ attribute, operator, values })),
});
const passes = (...groups: FilterGroup[]) => evaluateFilters(groups, read).passed;

describe('one condition', () => {
  test.each<[boolean, string, string, ...string[]]>([
    [true, 'department', 'EQUALS', 'Sales'],
    [false, 'department', 'EQUALS', 'sales'],
    [false, 'nothing', 'EQUALS', 'Sales'],
    [true, 'enabled', 'EQUALS', 'True'],
    [true, 'number', 'EQUALS', '7'],
    [false, 'department', 'NOT EQUALS', 'Sales'],
    [true, 'department', 'NOT EQUALS', 'sales'],
    [false, 'nothing', 'NOT EQUALS', 'Sales'],
    [false, 'empty', 'NOT EQUALS', 'Sales'],
    [true, 'enabled', 'IS TRUE'],
    [false, 'blocked', 'IS TRUE'],
    [true, 'blocked', 'IS FALSE'],
    [false, 'nothing', 'IS FALSE'],
    [true, 'nothing', 'IS NULL'],
    [true, 'empty', 'IS NULL'],
    [false, 'department', 'IS NULL'],
    [true, 'department', 'IS NOT NULL'],
    [false, 'empty', 'IS NOT NULL'],
    [true, 'blocked', 'IS NOT NULL'],
    [true, 'upn', 'REGEX MATCH', '.*\\@contoso.com'],
    [true, 'department', 'REGEX MATCH', 'ale'],
    [false, 'department', 'REGEX MATCH', '^ale$'],
    [false, 'department', 'REGEX MATCH', 'SALES'],
    [false, 'nothing', 'REGEX MATCH', '.*'],
    [true, 'department', 'NOT REGEX MATCH', '^Market'],
    [false, 'department', 'NOT REGEX MATCH', '^Sales'],
    [false, 'nothing', 'NOT REGEX MATCH', '^Sales'],
    [true, 'department', 'Includes', 'ale'],
    [false, 'department', 'Includes', 'ALE'],
    [true, 'upn', 'ENDS_WITH', '@contoso.com'],
    [false, 'upn', 'ENDS_WITH', '@CONTOSO.COM'],
    [true, 'level', 'Greater_Than', '41'],
    [false, 'level', 'Greater_Than', '42'],
    [true, 'level', 'Greater_Than_OR_EQUALS', '42'],
    [true, 'number', 'Greater_Than', '5'],
    [true, 'long', 'Greater_Than', '9007199254740992'],
    [false, 'long', 'Greater_Than', '9007199254740993'],
    [true, 'long', 'Greater_Than_OR_EQUALS', '0009007199254740993'],
    [true, 'zeros', 'Greater_Than', '41'],
    [false, 'zeros', 'Greater_Than', '42'],
    [false, 'fraction', 'Greater_Than', '1'],
    [true, 'level', 'Greater_Than', ' 41 '],
    [false, 'negative', 'Greater_Than', '0'],
    [false, 'department', 'Greater_Than', '0'],
    [false, 'nothing', 'Greater_Than', '0'],
    [false, 'mails', 'IS NOT NULL'],
    [false, 'department', 'EQUALS', 'Sales '],
    [false, 'number', 'EQUALS', '7.0'],
    [false, 'zeros', 'EQUALS', '42'],
    [false, 'enabled', 'EQUALS', 'true'],
    [true, 'blocked', 'EQUALS', 'False'],
    [true, 'blocked', 'NOT EQUALS', 'True'],
    [true, 'number', 'NOT EQUALS', '8'],
    [true, 'zeros', 'NOT EQUALS', '42'],
    [false, 'nothing', 'NOT EQUALS', ''],
    [false, 'nothing', 'IS TRUE'],
    [false, 'department', 'IS TRUE'],
    [false, 'department', 'IS FALSE'],
    [false, 'enabled', 'IS FALSE'],
    [false, 'enabled', 'IS NULL'],
    [false, 'zeros', 'IS NULL'],
    [true, 'number', 'IS NOT NULL'],
    [false, 'nothing', 'IS NOT NULL'],
    [false, 'empty', 'REGEX MATCH', '^$'],
    [false, 'empty', 'NOT REGEX MATCH', 'x'],
    [true, 'number', 'REGEX MATCH', '^[0-9]$'],
    [true, 'level', 'REGEX MATCH', '([1-9][0-9])'],
    [true, 'long', 'REGEX MATCH', '([1-9][0-9])'],
    [true, 'department', 'REGEX MATCH', '(?i)^sales$'],
    [true, 'department', 'REGEX MATCH', '^(Sales|Legal)$'],
    [false, 'department', 'NOT REGEX MATCH', 'S'],
    [true, 'enabled', 'REGEX MATCH', '^True$'],
    [false, 'department', 'NOT REGEX MATCH', '('],
    [false, 'upn', 'REGEX MATCH', '^(a+)+$'],
    [true, 'upn', 'Includes', '.'],
    [false, 'department', 'Includes', '.*'],
    [false, 'nothing', 'Includes', 'a'],
    [true, 'number', 'Includes', '7'],
    [false, 'nothing', 'ENDS_WITH', 'a'],
    [false, 'department', 'ENDS_WITH', 'Sale'],
    [true, 'department', 'ENDS_WITH', 'Sales'],
    [true, 'level', 'ENDS_WITH', '2'],
    [false, 'level', 'Greater_Than_OR_EQUALS', '43'],
    [true, 'zeros', 'Greater_Than_OR_EQUALS', '42'],
    [false, 'empty', 'Greater_Than_OR_EQUALS', '0'],
    [false, 'enabled', 'Greater_Than', '0'],
    [false, 'negative', 'Greater_Than', '-5'],
    [false, 'level', 'Greater_Than', '1.5'],
    [false, 'mails', 'IS NULL'],
    [false, 'mails', 'Includes', 'a'],
    [false, 'department', '&', 'Sales'],
    [false, 'department', '!&', 'Legal'],
    [false, 'department', 'IsMemberOf', 'Sales'],
    [false, 'department', 'SOUNDS LIKE', 'Sails'],
    [false, 'department', 'REGEX MATCH', '('],
    [false, 'level', 'Greater_Than', 'many'],
  ])('%s: %s %s %s', (expected, ...clause) => expect(passes(group(clause))).toBe(expected));
});

describe('groups', () => {
  const sales = group(['department', 'EQUALS', 'Sales']);
  const nobody = group(['department', 'EQUALS', 'Legal']);
  test('no filters let everybody in', () => expect(passes()).toBe(true));
  test('all conditions of a group must hold', () =>
    expect(passes(group(['department', 'EQUALS', 'Sales'], ['upn', 'IS NULL']))).toBe(false));
  test('one group is enough', () => expect(passes(nobody, sales)).toBe(true));
  test('none of the groups: out', () => expect(passes(nobody, nobody)).toBe(false));

  test('the verdict says what each condition saw', () => {
    const groups = [group(['department', 'equals', 'Legal'], ['nothing', 'IS NULL'])];
    expect(evaluateFilters(groups, read)).toEqual({
      passed: false,
      results: [
        {
          group: 'f',
          passed: false,
          clauses: [
            { attribute: 'department', operator: 'equals', values: ['Legal'], actual: 'Sales', passed: false },
            { attribute: 'nothing', operator: 'IS NULL', values: [], actual: null, passed: true },
          ],
        },
      ],
    });
  });

  test('filters made ready once judge each person anew', () => {
    const groups = [sales];
    expect([evaluateFilters(groups, read).passed, evaluateFilters(groups, () => 'Legal').passed]).toEqual([
      true,
      false,
    ]);
  });
});

describe('spellings of operators', () => {
  test.each([
    ['greater_than_or_equals', 'Greater_Than_OR_EQUALS'],
    ['GREATER THAN', 'Greater_Than'],
    ['INCLUDES', 'Includes'],
    ['Ends With', 'ENDS_WITH'],
    ['NOT_REGEX_MATCH', 'NOT REGEX MATCH'],
    ['is null', 'IS NULL'],
  ])('%s is %s', (spelling, name) => expect(findOperator(spelling)?.name).toBe(name));

  test.each(['&', '!&', 'IsMemberOf', 'ismemberof'])('%s is known and not supported', (spelling) => {
    expect([findOperator(spelling), isUnsupportedOperator(spelling)]).toEqual([null, true]);
  });

  test('the twelve of Microsoft', () => expect(operators).toHaveLength(12));
});
