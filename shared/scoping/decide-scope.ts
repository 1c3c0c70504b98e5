import type { AppRole } from '../expression/value';
import { type Person, personName } from '../person';
import type { FilterVerdict } from './filter-groups';

/** The mode of `settings.scope.mode`. */
export type ScopeMode = 'assigned' | 'groups' | 'all';

/** One way in which a person is let in: assigned directly, or through a group. */
export interface Entitlement {
  readonly via: 'direct' | 'group';
  readonly groupName: string;
  /** null: default access, or a way in that has no role. */
  readonly role: AppRole | null;
}

/** The roles that somebody was given, each once, in the order of their ids: directly and through groups alike. */
export function rolesOf(entitlements: readonly Entitlement[]): readonly AppRole[] {
  const roles = new Map(entitlements.flatMap(({ role }) => (role === null ? [] : [[role.id, role] as const])));
  return [...roles.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Why somebody is in or out. The first cause that applies; a person can have several. */
export type ScopeReason =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'assigned-directly' }
  | { readonly kind: 'through-groups'; readonly groups: readonly string[] }
  | { readonly kind: 'hard-deleted' }
  | { readonly kind: 'soft-deleted' }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'not-assigned'; readonly mode: ScopeMode }
  | { readonly kind: 'filtered-out'; readonly filter: string };

export interface ScopeVerdict {
  readonly inScope: boolean;
  readonly reason: ScopeReason;
  /** The computed attribute of the service: true for any of the four causes (entra-provisioning 5.2). */
  readonly isSoftDeleted: boolean;
  /** Out of scope while in the directory, blocked or not; null: not so, or a deleted person, of whom it cannot be told. */
  readonly leftScope: 'not-assigned' | 'filtered-out' | null;
  /** The checks in the log's spelling (entra-provisioning 4.2). */
  readonly checks: Readonly<Record<string, string>>;
}

export interface ScopeInput {
  readonly person: Person;
  readonly mode: ScopeMode;
  readonly entitlements: readonly Entitlement[];
  /** Verdicts of the schema's scope and of the settings' filters: both must let a person in. */
  readonly filters: readonly FilterVerdict[];
}

const asText = (fact: boolean): string => (fact ? 'True' : 'False');

/**
 * Judges one person alone. Deleted and blocked people are named first: what the directory says of them outlives their
 * assignments, which it drops.
 */
export function decideScope({ person, mode, entitlements, filters }: ScopeInput): ScopeVerdict {
  const blocked = person.properties['accountEnabled'] === false;
  const present = person.directoryState === 'present';
  const entitled = mode === 'all' || entitlements.length > 0;
  const failed = filters.find((verdict) => !verdict.passed);
  const inScope = present && !blocked && entitled && failed === undefined;
  return {
    inScope,
    reason: reasonFor(),
    isSoftDeleted: !inScope,
    leftScope: !present ? null : !entitled ? 'not-assigned' : failed !== undefined ? 'filtered-out' : null,
    checks: {
      'Active in the source system': asText(present && !blocked),
      ...(mode === 'all' ? { 'Scope sync all': 'True' } : { 'Assigned to the application': asText(entitled) }),
      'User has the required role': asText(entitled),
      'Scoping filter evaluation passed': asText(failed === undefined),
      ScopeEvaluationResult: JSON.stringify(clauseResults(filters)),
    },
  };

  function reasonFor(): ScopeReason {
    if (person.directoryState === 'hard-deleted') return { kind: 'hard-deleted' };
    if (person.directoryState === 'soft-deleted') return { kind: 'soft-deleted' };
    if (blocked) return { kind: 'blocked' };
    if (!entitled) return { kind: 'not-assigned', mode };
    if (failed !== undefined) return { kind: 'filtered-out', filter: firstFailedFilter(failed) };
    if (mode === 'all') return { kind: 'everyone' };
    const groups = [...new Set(entitlements.filter((way) => way.via === 'group').map((way) => way.groupName))].sort();
    return entitlements.some((way) => way.via === 'direct') || groups.length === 0
      ? { kind: 'assigned-directly' }
      : { kind: 'through-groups', groups };
  }
}

function clauseResults(filters: readonly FilterVerdict[]): Record<string, boolean> {
  const results: Record<string, boolean> = {};
  for (const verdict of filters)
    for (const { group, clauses } of verdict.results)
      for (const clause of clauses)
        results[`${group}.${clause.attribute} ${clause.operator} '${clause.values.join(', ')}'`] = clause.passed;
  return results;
}

function firstFailedFilter(verdict: FilterVerdict): string {
  for (const { clauses } of verdict.results)
    for (const clause of clauses)
      if (!clause.passed) return `${clause.attribute} ${clause.operator} ${clause.values.join(', ')}`.trim();
  return '';
}

/** The reason as a sentence about the person. */
export function scopeSentence(person: Person, reason: ScopeReason): string {
  const name = personName(person);
  switch (reason.kind) {
    case 'everyone':
      return 'Everyone in the directory is in scope.';
    case 'assigned-directly':
      return 'Assigned directly.';
    case 'through-groups':
      return `Assigned through the group${reason.groups.length === 1 ? '' : 's'} ${reason.groups.join(', ')}.`;
    case 'hard-deleted':
      return `${name} was deleted for good in Microsoft Entra ID.`;
    case 'soft-deleted':
      return `${name} is in Microsoft Entra ID’s recycle bin.`;
    case 'blocked':
      return `Sign-in is blocked for ${name}.`;
    case 'not-assigned':
      return reason.mode === 'groups'
        ? `${name} is in none of the chosen groups.`
        : `${name} is not assigned to the application.`;
    case 'filtered-out':
      return `A scoping filter leaves ${name} out: ${reason.filter}.`;
  }
}
