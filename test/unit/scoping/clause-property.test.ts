import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Value } from '../../../shared/expression/value';
import { sourceAttributes } from '../../../shared/schema/attribute-names';
import { evaluateFilters } from '../../../shared/scoping/filter-groups';
import { findOperator, operators } from '../../../shared/scoping/operators';
import { clauseErrors } from '../../../shared/scoping/validate-clause';

const spellings = operators.flatMap(({ name }) => [name, name.toLowerCase(), name.replaceAll(' ', '_')]);
const clause = fc.record({
  attribute: fc.oneof(fc.constantFrom(...sourceAttributes.map(({ name }) => name)), fc.string({ maxLength: 12 })),
  operator: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...spellings) },
    { weight: 1, arbitrary: fc.constantFrom('&', '!&', 'IsMemberOf', 'EQUAL', '') },
  ),
  values: fc.array(
    fc.oneof(
      fc.string({ maxLength: 20, unit: 'binary' }),
      fc.constantFrom('True', 'False', '0042', '9007199254740993', '^a+$', '(a|b)*c', '\\d{2,}', '[a-', 'Sales'),
    ),
    { maxLength: 2 },
  ),
});
const value: fc.Arbitrary<Value> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.bigInt(),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', 'True', '007', '-1', '9007199254740994', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaa!', 'Sales'),
);

test('a random condition is refused, or true or false for anybody, and without a value as the rules say', () => {
  let judged = 0;
  fc.assert(
    fc.property(clause, value, (each, actual) => {
      if (clauseErrors(each).length > 0) return;
      judged += 1;
      const verdict = evaluateFilters([{ name: 'f', clauses: [each] }], () => actual);
      expect(typeof verdict.passed).toBe('boolean');
      const empty = evaluateFilters([{ name: 'f', clauses: [each] }], () => null);
      expect(empty.passed).toBe(findOperator(each.operator)?.name === 'IS NULL');
    }),
    { numRuns: 10_000 },
  );
  expect(judged).toBeGreaterThan(500);
});

test('of a condition and its opposite exactly one holds for whoever has a value', () => {
  const pairs = [
    ['EQUALS', 'NOT EQUALS'],
    ['REGEX MATCH', 'NOT REGEX MATCH'],
    ['IS NULL', 'IS NOT NULL'],
  ] as const;
  fc.assert(
    fc.property(fc.constantFrom(...pairs), clause, fc.string({ minLength: 1, maxLength: 60 }), (pair, each, actual) => {
      const both = pair.map((operator) => ({ ...each, operator }));
      if (both.some((one) => clauseErrors(one).length > 0)) return;
      const holds = both.map((one) => evaluateFilters([{ name: 'f', clauses: [one] }], () => actual).passed);
      expect(holds.filter(Boolean)).toHaveLength(1);
    }),
    { numRuns: 3000 },
  );
});
