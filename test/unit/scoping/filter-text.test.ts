import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FilterGroup } from '../../../shared/mapping/rules';
import { placeIn, printFilters, readFilters } from '../../../shared/scoping/filter-text';
import { operators } from '../../../shared/scoping/operators';

const clause = (attribute: string, operator: string, ...values: readonly string[]) => ({ attribute, operator, values });
const two: readonly FilterGroup[] = [
  { name: 'Employees', clauses: [clause('employeeType', 'EQUALS', 'Employee'), clause('mail', 'IS NOT NULL')] },
  { name: 'Long contracts', clauses: [clause('department', 'REGEX MATCH', 'Contractors-.*')] },
];

describe('filters as text', () => {
  test('are written one condition a line', () => {
    expect(printFilters(two)).toBe(
      [
        'Employees:',
        '  employeeType EQUALS "Employee"',
        '  mail IS NOT NULL',
        'or Long contracts:',
        '  department REGEX MATCH "Contractors-.*"',
      ].join('\n'),
    );
  });

  test.each<[string, string, readonly FilterGroup[]]>([
    ['nothing is no filter', '', []],
    [
      'values without quotation marks',
      'a:\n department EQUALS Sales and more',
      [{ name: 'a', clauses: [clause('department', 'EQUALS', 'Sales and more')] }],
    ],
    ['conditions before any name', 'mail is not null', [{ name: '', clauses: [clause('mail', 'is not null')] }]],
    [
      'an operator in another spelling',
      'x:\nid greater_than_or_equals 4',
      [{ name: 'x', clauses: [clause('id', 'greater_than_or_equals', '4')] }],
    ],
    [
      'a pattern with a backslash in it',
      'x:\nid REGEX MATCH ".*\\@oxbow"',
      [{ name: 'x', clauses: [clause('id', 'REGEX MATCH', '.*\\@oxbow')] }],
    ],
    ['a group without conditions', 'x:', [{ name: 'x', clauses: [] }]],
    [
      'an operator that nobody knows is kept for whoever checks it',
      'x:\nid EQALS "4"',
      [{ name: 'x', clauses: [clause('id', 'EQALS', '4')] }],
    ],
  ])('%s', (_, text, groups) => {
    expect(readFilters(text)).toMatchObject({ groups, faults: [] });
  });

  test.each<[string, string, string, string]>([
    ['no operator', 'x:\n  department', 'department', 'An operator is needed, such as EQUALS or IS NOT NULL.'],
    ['an open quotation mark', 'x:\n  department EQUALS "Sales', '"Sales', 'The quotation mark is never closed.'],
    ['no comma', 'x:\n  a EQUALS "b" "c"', '"c"', 'A comma is needed between two values.'],
    ['nothing after the comma', 'x:\n  a EQUALS "b",', ',', 'A value is needed after the comma.'],
  ])('%s is told at its place', (_, text, marked, message) => {
    const { groups, faults } = readFilters(text);
    expect(groups).toBeNull();
    expect(faults.map((fault) => [text.slice(fault.range.start, fault.range.end), fault.message])).toEqual([
      [marked, message],
    ]);
  });

  test('a place is told by line and character', () => {
    expect(placeIn('ab\ncd', 4)).toEqual({ line: 2, column: 2 });
  });

  test('whatever is written reads back as it was', () => {
    const word = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('or x', ' a', 'a:', 'EQUALS', '"', '\\', '\n', ''),
    );
    const operator = fc.oneof(fc.constantFrom(...operators.map(({ name }) => name)), word);
    const groups = fc.array(
      fc.record({
        name: word,
        clauses: fc.array(fc.record({ attribute: word, operator, values: fc.array(word, { maxLength: 3 }) }), {
          maxLength: 4,
        }),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(groups, (given) => {
        const { groups: read, faults } = readFilters(printFilters(given));
        expect(faults).toEqual([]);
        expect(read).toEqual(given);
      }),
      { numRuns: 3000 },
    );
  });

  test('no text crashes it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', '\\', ':', ',', ' ', '\n', 'a', 'EQUALS', 'or') }), (text) => {
        const { groups, faults } = readFilters(text);
        expect(groups === null).toBe(faults.length > 0);
        for (const { range } of faults) expect(range.end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 3000 },
    );
  });
});
