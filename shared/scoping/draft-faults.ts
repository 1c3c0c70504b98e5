import type { FilterGroup } from '../mapping/rules';
import { findSourceAttribute } from '../schema/attribute-names';
import type { ScopeMode } from './decide-scope';
import { type ClauseFault, clauseFaults } from './validate-clause';

/** What is wrong with an edited scope, at the condition and the field where it is wrong; numbers count from 0. */
export interface DraftFault {
  /** `choice`: of who is looked at. */
  readonly list: 'choice' | 'filters' | 'schemaFilters';
  readonly group: number;
  readonly clause: number;
  /** null: the whole of it. */
  readonly part: ClauseFault['part'] | null;
  readonly message: string;
  /** Text to put in place of the field; null: none is proposed. */
  readonly suggestion: string | null;
  /** `note`: nothing is wrong, but worth knowing. */
  readonly severity: ClauseFault['severity'] | 'note';
}

interface Draft {
  readonly mode: ScopeMode;
  readonly servicePrincipalId: string | null;
  readonly groupIds: readonly string[];
  readonly filters: readonly FilterGroup[];
  readonly schemaFilters: readonly FilterGroup[];
}

/** Everything that stands in the way of counting or saving an edited scope. */
export const draftFaults = (draft: Draft): readonly DraftFault[] => [
  ...choiceFaults(draft),
  ...listFaults('filters', draft.filters, draft.mode),
  ...listFaults('schemaFilters', draft.schemaFilters, draft.mode),
];

const whole = { group: 0, clause: 0, part: null, suggestion: null, severity: 'error' } as const;

function choiceFaults({ mode, servicePrincipalId, groupIds }: Draft): readonly DraftFault[] {
  const message =
    mode === 'assigned' && (servicePrincipalId ?? '') === ''
      ? 'Choose the enterprise application first.'
      : mode === 'groups' && groupIds.length === 0
        ? 'Choose a group first.'
        : null;
  return message === null ? [] : [{ ...whole, list: 'choice', message }];
}

const listFaults = (
  list: 'filters' | 'schemaFilters',
  groups: readonly FilterGroup[],
  mode: ScopeMode,
): readonly DraftFault[] =>
  groups.flatMap(({ clauses }, group): readonly DraftFault[] =>
    clauses.length === 0
      ? [{ ...whole, list, group, message: 'No condition yet, so it lets everybody in.', severity: 'warning' }]
      : clauses.flatMap((clause, index): readonly DraftFault[] => {
          const at = { list, group, clause: index };
          if (mode !== 'assigned' && findSourceAttribute(clause.attribute)?.type === 'roles')
            return [{ ...whole, ...at, part: 'attribute', message: 'Roles need the first choice above.' }];
          return clauseFaults(clause).map(({ part, message, suggestion, severity }) => ({
            ...at,
            part,
            message,
            suggestion,
            severity,
          }));
        }),
  );
