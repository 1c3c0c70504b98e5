import { findFirst } from '../expression/pattern/find';
import { readPattern } from '../expression/pattern/read-pattern';
import { booleanOf, type Value, valueText } from '../expression/value';
import { isWholeNumber } from './integer-text';

/**
 * The operators of scoping filters (Microsoft, "Scoping users or groups to be provisioned with scoping filters"; the
 * table with its doubts: entra-provisioning.md 4.4). Texts compare with case.
 */
export interface Operator {
  /** As the portal or Graph's list spells it. */
  readonly name: string;
  readonly operand: 'none' | 'text' | 'integer' | 'pattern';
  /** Holds for an attribute without a value; any other operator is false there, NOT EQUALS too. */
  readonly onEmpty: boolean;
  /**
   * Makes the test for operands that clauseFaults has passed, once a filter and not once a person; handed only values
   * that are not empty and not lists.
   */
  readonly prepare: (values: readonly string[]) => (actual: Value) => boolean;
}

const always = (): boolean => true;
const never = (): boolean => false;

const texts = (name: string, holds: (actual: string, value: string) => boolean): Operator => ({
  name,
  operand: 'text',
  onEmpty: false,
  prepare: (values) => (actual) => values.some((value) => holds(valueText(actual) ?? '', value)),
});

const truth = (name: string, wanted: boolean): Operator => ({
  name,
  operand: 'none',
  onEmpty: false,
  prepare: () => (actual) => booleanOf(actual) === wanted,
});

/** Both sides are non-negative whole numbers of any length; an attribute that is none is not greater than anything. */
const numbers = (name: string, holds: (actual: bigint, value: bigint) => boolean): Operator => ({
  name,
  operand: 'integer',
  onEmpty: false,
  prepare: (values) => {
    const limits = values.filter(isWholeNumber).map(BigInt);
    return (actual) => {
      const text = valueText(actual) ?? '';
      return isWholeNumber(text) && limits.some((limit) => holds(BigInt(text), limit));
    };
  },
});

/** Unanchored search, as .NET's (entra-provisioning.md 13 row 6). A text that is too long to be searched matches nothing. */
function patternsOf(values: readonly string[]): (actual: Value) => boolean {
  const patterns = values.flatMap((value) => {
    const read = readPattern(value);
    return read.ok ? [read.pattern] : [];
  });
  return (actual) =>
    patterns.some((pattern) => {
      const found = findFirst(pattern, valueText(actual) ?? '');
      return found !== null && found !== 'too-long';
    });
}

const equals = texts('EQUALS', (actual, value) => actual === value);

export const operators: readonly Operator[] = [
  equals,
  { ...equals, name: 'NOT EQUALS', prepare: (values) => inverse(equals.prepare(values)) },
  truth('IS TRUE', true),
  truth('IS FALSE', false),
  { name: 'IS NULL', operand: 'none', onEmpty: true, prepare: () => never },
  { name: 'IS NOT NULL', operand: 'none', onEmpty: false, prepare: () => always },
  { name: 'REGEX MATCH', operand: 'pattern', onEmpty: false, prepare: patternsOf },
  {
    name: 'NOT REGEX MATCH',
    operand: 'pattern',
    onEmpty: false,
    prepare: (values) => inverse(patternsOf(values)),
  },
  texts('Includes', (actual, value) => actual.includes(value)),
  texts('ENDS_WITH', (actual, value) => actual.endsWith(value)),
  numbers('Greater_Than', (actual, value) => actual > value),
  numbers('Greater_Than_OR_EQUALS', (actual, value) => actual >= value),
];

function inverse(test: (actual: Value) => boolean): (actual: Value) => boolean {
  return (actual) => !test(actual);
}

/** Documented, but unclear or marked as not supported: kept in the schema, refused for a filter that is to run. */
const unsupportedOperators: readonly string[] = ['&', '!&', 'IsMemberOf'];

// `Greater_Than`, `GREATER THAN` and `greaterThan` are one: only the portal's spellings are published.
const foldOperator = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '');
const byName = new Map(operators.map((operator) => [foldOperator(operator.name), operator]));
const refused = new Set(unsupportedOperators.map(foldOperator));

export const findOperator = (name: string): Operator | null => byName.get(foldOperator(name)) ?? null;
export const isUnsupportedOperator = (name: string): boolean => refused.has(foldOperator(name));
