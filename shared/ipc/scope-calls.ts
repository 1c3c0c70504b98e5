import { z } from 'zod';
import { count, id, instant, job, paged, strict, text, words } from './shapes';

const clause = strict({
  attribute: z.string().max(256),
  operator: z.string().max(64),
  values: z.array(text).max(20),
});
export const filterGroups = z.array(strict({ name: z.string().max(256), clauses: z.array(clause).max(50) })).max(50);
export type DraftGroup = z.infer<typeof filterGroups>[number];

/** A whole scope as it is edited: who to look at, the filters of the settings, and those that the schema brought. */
const draftScope = strict({
  mode: z.enum(['assigned', 'groups', 'all']),
  servicePrincipalId: z.string().max(64).nullable(),
  groupIds: z.array(z.string().max(64)).max(100),
  filters: filterGroups,
  /** Both must let a person in (design: settings.json, scope.filters). */
  schemaFilters: filterGroups,
});
export type DraftScope = z.infer<typeof draftScope>;

const scopeFault = strict({
  /** `choice`: of who is looked at. */
  list: z.enum(['choice', 'filters', 'schemaFilters']),
  group: count,
  clause: count,
  /** The field of the condition; null: the whole of it. */
  part: z.enum(['attribute', 'operator', 'operand']).nullable(),
  message: z.string(),
  /** Text to put in place of the field; null: none is proposed. */
  suggestion: z.string().nullable(),
  /** `note`: nothing is wrong, but worth knowing. */
  severity: z.enum(['error', 'warning', 'note']),
});
export type ScopeFault = z.infer<typeof scopeFault>;

const scopeRow = strict({
  personId: id,
  name: z.string(),
  mail: z.string(),
  department: z.string().nullable(),
  inScope: z.boolean(),
  /** Where the edited scope decides otherwise than the saved one. */
  moves: z.enum(['in', 'out']).nullable(),
  /** Leaves, and has an account that would be disabled. */
  disabled: z.boolean(),
  /** Why in, or why out, in a sentence. */
  reason: z.string(),
});
export type ScopeRow = z.infer<typeof scopeRow>;

const scopeCount = strict({
  people: count,
  inScope: count,
  outOfScope: count,
  /** Under the saved scope. */
  before: strict({ inScope: count, outOfScope: count }),
  comesIn: count,
  leaves: count,
  /** Those who leave and have an account that would be disabled. */
  disabled: count,
  /** So many that the next cycle would hold them. */
  held: z.boolean(),
  /** Who is let in before any filter: so many people directly, and the members of so many groups. */
  ways: strict({ direct: count, groups: count }),
  /** A page of people: those who move first. */
  rows: z.array(scopeRow),
  /** How many people fit the search. */
  matching: count,
  /** When what was counted was read; null: Entra was asked for it now. */
  readAt: instant.nullable(),
});
export type ScopeCount = z.infer<typeof scopeCount>;

/** The scope page. */
export const scopeCalls = {
  'scope.get': {
    request: strict({ job }),
    response: strict({
      scope: draftScope,
      attributes: z.array(strict({ name: z.string(), label: z.string(), type: z.string() })),
      operators: z.array(strict({ name: z.string(), operand: z.enum(['none', 'text', 'integer', 'pattern']) })),
      /** Another program that works on the job just now: "inseam serve, process 4121"; null: none does. */
      lockedBy: z.string().nullable(),
    }),
  },
  /** Counts who would be in and out under an edited scope. A newer count ends an older one. */
  'scope.count': {
    request: strict({ job, scope: draftScope, search: z.string().max(200), ...paged }),
    response: strict({
      /** null: it cannot be known, for the problem's reason or because of a fault; or a newer count has begun. */
      counted: scopeCount.nullable(),
      faults: z.array(scopeFault),
      problem: words.nullable(),
    }),
  },
  'scope.save': {
    request: strict({ job, scope: draftScope }),
    response: strict({ saved: z.boolean(), faults: z.array(scopeFault), problem: words.nullable() }),
  },
} as const;
