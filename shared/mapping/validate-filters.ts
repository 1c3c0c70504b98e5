import { type FilterFault, filterFaults, filterTitle } from '../scoping/validate-filters';
import type { RuleFault } from './rule-fault';
import type { FilterGroup } from './rules';

/**
 * Faults of scoping filters among those of the rules. A condition that cannot be judged would put people out of scope,
 * and so take their access away: it is an error here, before a cycle starts.
 */
export const validateFilters = (filters: readonly FilterGroup[]): readonly RuleFault[] =>
  filterFaults(filters).map((fault) => ({
    target: null,
    range: null,
    message: filterSentence(filters, fault),
    suggestion: fault.suggestion,
    severity: fault.severity,
  }));

/** `Filter “Sales”, department: EQUALS needs a value.` */
export function filterSentence(filters: readonly FilterGroup[], { group, clause, part, message }: FilterFault): string {
  const title = filterTitle(filters, group);
  const attribute = clause === null ? undefined : filters[group]?.clauses[clause]?.attribute;
  const about = part === 'attribute' || attribute === undefined || attribute === '' ? title : `${title}, ${attribute}`;
  // Behind a colon only names keep their capital.
  return `${about}: ${message.replace(/^(?:Unknown|The|It|Another|An) /, (word) => word.toLowerCase())}`;
}
