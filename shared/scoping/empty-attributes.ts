import type { FilterGroup } from '../mapping/rules';
import type { FilterVerdict } from './filter-groups';
import { findOperator } from './operators';

/** For each condition of a list of filters: how many people have no value for it, and fail it for that. */
export interface EmptyCount {
  add(verdict: FilterVerdict): void;
  /** By group, then by condition. */
  readonly counts: readonly (readonly number[])[];
}

export function countEmpty(filters: readonly FilterGroup[]): EmptyCount {
  const counts = filters.map(({ clauses }) => clauses.map(() => 0));
  // What asks whether there is a value is not surprised to find none.
  const asks = filters.map(({ clauses }) =>
    clauses.map(({ operator }) => (findOperator(operator)?.operand ?? 'none') !== 'none'),
  );
  return {
    counts,
    add({ results }) {
      for (const [group, { clauses }] of results.entries())
        for (const [index, { actual, passed }] of clauses.entries()) {
          const row = counts[group];
          if (row === undefined || passed || asks[group]?.[index] !== true) continue;
          if (actual === null || actual === '') row[index] = (row[index] ?? 0) + 1;
        }
    },
  };
}
