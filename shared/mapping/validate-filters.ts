import { nearestName } from '../expression/nearest-name';
import { findSourceAttribute, suggestSourceAttribute } from '../schema/attribute-names';
import { findOperator, isUnsupportedOperator, operandFault, operators } from '../scoping/operators';
import { type RuleFault, ruleError, ruleWarning } from './rule-fault';
import type { FilterClause, FilterGroup } from './rules';

/**
 * Faults of scoping filters. A condition that cannot be judged would put people out of scope, and so take their access
 * away: it is an error here, before a cycle starts.
 */
export const validateFilters = (filters: readonly FilterGroup[]): readonly RuleFault[] =>
  filters.flatMap((group, index) => {
    const name = group.name === '' ? `Filter ${index + 1}` : `Filter “${group.name}”`;
    if (group.clauses.length === 0) return [ruleWarning(null, `${name} has no condition, so it lets everybody in.`)];
    return group.clauses.flatMap((clause) => validateClause(name, clause));
  });

function validateClause(filter: string, { attribute, operator: spelling, values }: FilterClause): readonly RuleFault[] {
  const faults: RuleFault[] = [];
  const row = findSourceAttribute(attribute);
  if (row === null) {
    const near = suggestSourceAttribute(attribute);
    const hint = near === null ? '' : ` Did you mean ${near}?`;
    faults.push(ruleError(null, `${filter}: unknown attribute ${attribute}.${hint}`, near));
  } else if (!row.filterable) {
    faults.push(ruleError(null, `${filter}: ${row.name} cannot be used in a filter.`));
  }
  const operator = findOperator(spelling);
  if (operator === null) {
    faults.push(ruleError(null, `${filter}: ${operatorFault(spelling)}`, nearestOperator(spelling)));
    return faults;
  }
  const fault = operandFault(operator, values);
  if (fault !== null) faults.push(ruleError(null, `${filter}, ${attribute}: ${fault}`));
  return faults;
}

const nearestOperator = (spelling: string): string | null =>
  isUnsupportedOperator(spelling)
    ? null
    : nearestName(
        spelling,
        operators.map(({ name }) => name),
      );

function operatorFault(spelling: string): string {
  if (isUnsupportedOperator(spelling)) return `the operator ${spelling} is not supported.`;
  const near = nearestOperator(spelling);
  return `unknown operator ${spelling}.${near === null ? '' : ` Did you mean ${near}?`}`;
}
