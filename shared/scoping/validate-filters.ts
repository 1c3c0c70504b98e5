import type { FilterGroup } from '../mapping/rules';
import { type ClauseFault, clauseFaults } from './validate-clause';

/** A fault of the filters with its place among them. */
export interface FilterFault extends Pick<ClauseFault, 'range' | 'message' | 'suggestion' | 'severity'> {
  readonly group: number;
  /** null: of the whole group. */
  readonly clause: number | null;
  /** null: of the whole condition or group. */
  readonly part: ClauseFault['part'] | null;
}

/** What is wrong with a list of filters, in its order. */
export function filterFaults(groups: readonly FilterGroup[]): readonly FilterFault[] {
  return groups.flatMap(({ name, clauses }, group) => {
    const whole = (severity: FilterFault['severity'], message: string): FilterFault => ({
      group,
      clause: null,
      part: null,
      range: null,
      message,
      suggestion: null,
      severity,
    });
    const faults: FilterFault[] = [];
    if (name.trim() === '')
      faults.push(whole('warning', 'It has no name, by which the log could say who left whom out.'));
    else if (groups.slice(0, group).some((other) => other.name === name))
      faults.push(whole('warning', 'Another filter has the same name; the log cannot tell them apart.'));
    // One filter is enough to let a person in: one without a condition would switch all the others off.
    if (clauses.length === 0)
      faults.push(whole('error', 'It has no condition, so it lets everybody in. Add one, or remove the filter.'));
    for (const [clause, each] of clauses.entries())
      for (const fault of clauseFaults(each)) faults.push({ ...fault, group, clause });
    return faults;
  });
}

/** How a filter is called in a sentence. */
export const filterTitle = (groups: readonly FilterGroup[], group: number): string => {
  const name = groups[group]?.name.trim() ?? '';
  return name === '' ? `Filter ${group + 1}` : `Filter “${name}”`;
};
