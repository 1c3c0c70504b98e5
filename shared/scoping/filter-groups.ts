import { isEmpty, isList, isRoles, type Value, valueText } from '../expression/value';
import type { FilterClause, FilterGroup } from '../mapping/rules';
import { findOperator } from './operators';
import { clauseErrors } from './validate-clause';

interface ClauseResult {
  readonly attribute: string;
  /** As spelt in the filter. */
  readonly operator: string;
  readonly values: readonly string[];
  /** What the person has; null: no value. */
  readonly actual: string | null;
  readonly passed: boolean;
}

interface GroupResult {
  readonly group: string;
  readonly passed: boolean;
  readonly clauses: readonly ClauseResult[];
}

/** Whether the filters let a person in, with every condition's part in it. */
export interface FilterVerdict {
  readonly passed: boolean;
  readonly results: readonly GroupResult[];
}

type Read = (attribute: string) => Value;
type Judge = (read: Read) => GroupResult;

/** Filters are made ready once and judge thousands of people; the same array is the same filters. */
const prepared = new WeakMap<readonly FilterGroup[], readonly Judge[]>();

/**
 * Clauses are AND-ed within a group, groups are OR-ed; no filters let everybody in. An operator or operand that cannot
 * be used makes its clause false: such rules are refused by validateRules before a cycle starts.
 */
export function evaluateFilters(groups: readonly FilterGroup[], read: Read): FilterVerdict {
  let judges = prepared.get(groups);
  if (judges === undefined) {
    judges = groups.map(prepareGroup);
    prepared.set(groups, judges);
  }
  const results = judges.map((judge) => judge(read));
  return { passed: results.length === 0 || results.some(({ passed }) => passed), results };
}

function prepareGroup({ name, clauses }: FilterGroup): Judge {
  const judges = clauses.map(prepareClause);
  return (read) => {
    const results = judges.map((judge) => judge(read));
    return { group: name, passed: results.every(({ passed }) => passed), clauses: results };
  };
}

function prepareClause(clause: FilterClause): (read: Read) => ClauseResult {
  const { attribute, operator: spelling, values } = clause;
  const operator = findOperator(spelling);
  const usable = operator !== null && !clauseErrors(clause).some(({ part }) => part === 'operand');
  const test = usable ? operator.prepare(values) : null;
  const holds = (actual: Value): boolean => {
    if (operator === null || test === null || isList(actual) || isRoles(actual)) return false;
    return isEmpty(actual) ? operator.onEmpty : test(actual);
  };
  return (read) => {
    const actual = read(attribute);
    return { attribute, operator: spelling, values, actual: valueText(actual), passed: holds(actual) };
  };
}
