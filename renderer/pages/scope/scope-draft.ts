import type { DraftGroup, DraftScope } from '../../../shared/ipc/scope-calls';

/** The two lists of filters: both must let a person in. */
export type FilterList = 'filters' | 'schemaFilters';
export type DraftClause = DraftGroup['clauses'][number];

export const newClause: DraftClause = { attribute: '', operator: 'EQUALS', values: [] };

/** How many changes saving would make: the choice of people is one, each group of conditions another. */
export function countChanges(saved: DraftScope, present: DraftScope): number {
  const choice = JSON.stringify(choiceOf(saved)) === JSON.stringify(choiceOf(present)) ? 0 : 1;
  return (
    choice + changedGroups(saved.filters, present.filters) + changedGroups(saved.schemaFilters, present.schemaFilters)
  );
}

/** What of the choice counts in its mode: groups that are remembered while everyone is looked at change nothing. */
const choiceOf = ({ mode, servicePrincipalId, groupIds }: DraftScope): unknown =>
  mode === 'all' ? [mode] : mode === 'groups' ? [mode, ...[...groupIds].sort()] : [mode, servicePrincipalId];

function changedGroups(saved: readonly DraftGroup[], present: readonly DraftGroup[]): number {
  const unused = saved.map((group) => JSON.stringify(group));
  let others = 0;
  for (const group of present) {
    const at = unused.indexOf(JSON.stringify(group));
    if (at === -1) others += 1;
    else unused.splice(at, 1);
  }
  return Math.max(others, unused.length);
}

/** Nothing like it is saved. */
export const isNewGroup = (saved: readonly DraftGroup[], group: DraftGroup): boolean =>
  !saved.some((other) => other.name === group.name || JSON.stringify(other.clauses) === JSON.stringify(group.clauses));

/** A condition that is not filled in yet: nothing is wrong with it so far. */
export const isOpen = ({ attribute, values }: DraftClause, takesValue: boolean): boolean =>
  attribute === '' || (takesValue && values.every((value) => value === ''));

export const withGroup = (groups: readonly DraftGroup[], at: number, group: DraftGroup | null): DraftGroup[] =>
  groups.flatMap((one, index) => (index !== at ? [one] : group === null ? [] : [group]));

export const withClause = (group: DraftGroup, at: number, clause: DraftClause | null): DraftGroup => ({
  ...group,
  clauses: group.clauses.flatMap((one, index) => (index !== at ? [one] : clause === null ? [] : [clause])),
});
