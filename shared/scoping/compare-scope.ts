import type { FilterGroup } from '../mapping/rules';
import type { Person } from '../person';
import { readAttribute } from '../schema/attribute-names';
import { decideScope, type Entitlement, rolesOf, type ScopeMode, type ScopeVerdict } from './decide-scope';
import { evaluateFilters, type FilterVerdict } from './filter-groups';

/** All that decides on scope, of a saved state or of an edited one. */
export interface ScopeRules {
  readonly mode: ScopeMode;
  /** Those of the settings. */
  readonly filters: readonly FilterGroup[];
  /** Those that the schema brought: both must let a person in. */
  readonly schemaFilters: readonly FilterGroup[];
}

export interface Judged {
  readonly mode: ScopeMode;
  readonly verdict: ScopeVerdict;
  /** Of the schema, then of the settings. */
  readonly filters: readonly [schema: FilterVerdict, settings: FilterVerdict];
}

/** What a scope makes of one person. */
export function judgeScope(rules: ScopeRules, person: Person, entitlements: readonly Entitlement[]): Judged {
  const ways = rules.mode === 'all' ? [] : entitlements;
  const subject = { person, isSoftDeleted: false, appRoles: rolesOf(entitlements) };
  const read = (attribute: string) => readAttribute(subject, attribute);
  const filters = [evaluateFilters(rules.schemaFilters, read), evaluateFilters(rules.filters, read)] as const;
  return { mode: rules.mode, verdict: decideScope({ person, mode: rules.mode, entitlements: ways, filters }), filters };
}

/** What the next cycle could do to the account of somebody who leaves; null: no account is known. */
export interface LeaverAccount {
  readonly enabled: boolean;
  /** The admin's word, or a setting, keeps it as it is. */
  readonly leftAlone: boolean;
}

/** One person under an edited scope, beside the saved one. */
export interface ScopeComparison {
  readonly inScope: boolean;
  /** Under the saved scope. */
  readonly wasInScope: boolean;
  /** Where the two decide otherwise; null: nothing changes. */
  readonly moves: 'in' | 'out' | null;
  /** Leaves, and has an account that would be disabled. */
  readonly disabled: boolean;
}

export function compareScope(before: Judged, after: Judged, account: LeaverAccount | null): ScopeComparison {
  const { inScope } = after.verdict;
  const wasInScope = before.verdict.inScope;
  const moves = inScope === wasInScope ? null : inScope ? 'in' : 'out';
  return {
    inScope,
    wasInScope,
    moves,
    disabled: moves === 'out' && account !== null && account.enabled && !account.leftAlone,
  };
}

/** Why somebody is in or out, or moves: a line below a name, without the name and without a full stop. */
export function comparisonText(person: Person, { mode, verdict, filters }: Judged, compared: ScopeComparison): string {
  const { moves, disabled } = compared;
  if (verdict.inScope) {
    const passed = moves === 'in' ? passedGroup(filters) : null;
    const why = passed === null ? wayIn(verdict) : `Passes “${passed}”`;
    return moves === 'in' ? `${why}, comes in` : why;
  }
  const why = wayOut(person, mode, verdict, filters);
  if (moves !== 'out') return why;
  // The name of an attribute or of a group of conditions keeps its letters.
  const rest = verdict.reason.kind === 'filtered-out' ? why : why.slice(0, 1).toLowerCase() + why.slice(1);
  return `${disabled ? 'Would be disabled' : 'Leaves'}: ${rest}`;
}

/** The first named group of conditions that lets the person in. */
function passedGroup(filters: readonly FilterVerdict[]): string | null {
  for (const { results } of [...filters].reverse())
    for (const { group, passed } of results) if (passed && group !== '') return group;
  return null;
}

function wayIn({ reason }: ScopeVerdict): string {
  if (reason.kind === 'everyone') return 'Everyone in the directory is in scope';
  if (reason.kind === 'through-groups')
    return `Assigned through the group${reason.groups.length === 1 ? '' : 's'} ${reason.groups.join(', ')}`;
  return 'Assigned directly';
}

function wayOut(person: Person, mode: ScopeMode, { reason }: ScopeVerdict, filters: readonly FilterVerdict[]): string {
  switch (reason.kind) {
    case 'hard-deleted':
      return 'Deleted for good in Microsoft Entra ID';
    case 'soft-deleted':
      return 'In Microsoft Entra ID’s recycle bin';
    case 'blocked':
      return 'Sign-in is blocked in Entra ID';
    case 'not-assigned': {
      const guest = person.properties['userType'] === 'Guest';
      if (mode === 'groups') return guest ? 'Guest, in none of the chosen groups' : 'In none of the chosen groups';
      return guest ? 'Guest, not assigned' : 'Not assigned to the application';
    }
    case 'filtered-out':
      return filteredOut(filters);
    case 'everyone':
    case 'assigned-directly':
    case 'through-groups':
      return wayIn({ reason } as ScopeVerdict);
  }
}

/** The first condition that fails: what they have first, since the line may be cut off. */
function filteredOut(filters: readonly FilterVerdict[]): string {
  const verdict = filters.find(({ passed }) => !passed);
  for (const { group, clauses } of verdict?.results ?? [])
    for (const { attribute, operator, values, actual, passed } of clauses) {
      if (passed) continue;
      const has = actual === null || actual === '' ? 'empty' : `“${actual}”`;
      const wanted = [operator, ...(values.length === 0 ? [] : [`“${values.join(', ')}”`])].join(' ');
      const text = `${attribute} is ${has} (${wanted})`;
      return group !== '' && (verdict?.results.length ?? 0) > 1 ? `${group}: ${text}` : text;
    }
  return 'A filter leaves them out';
}

/** Those whose access goes first, then the others who move, then everybody by name. */
export function compareListed(
  one: { readonly name: string; readonly moves: 'in' | 'out' | null; readonly disabled: boolean },
  other: { readonly name: string; readonly moves: 'in' | 'out' | null; readonly disabled: boolean },
): number {
  const rank = ({ moves, disabled }: typeof one): number =>
    disabled ? 0 : moves === 'out' ? 1 : moves === 'in' ? 2 : 3;
  return rank(one) - rank(other) || byName(one.name, other.name);
}

const byName = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
