import type { Person } from '../person';
import type { Entitlement, ScopeMode } from '../scoping/decide-scope';
import type { FilterVerdict } from '../scoping/filter-groups';
import type { ScopeCheck, ScopeWay } from './explanation';

interface ScopeFacts {
  readonly person: Person;
  readonly mode: ScopeMode;
  readonly ways: readonly ScopeWay[];
  readonly filters: readonly FilterVerdict[];
}

/** Every check of scope in the order in which it is decided, each with what the person has: also those after the first that fails. */
export function scopeChecks({ person, mode, ways, filters }: ScopeFacts): readonly ScopeCheck[] {
  const { directoryState } = person;
  const blocked = person.properties['accountEnabled'] === false;
  const counting = ways.filter(({ counts }) => counts);
  const checks: ScopeCheck[] = [
    {
      kind: 'directory',
      passed: directoryState === 'present',
      text:
        directoryState === 'present'
          ? 'In the directory.'
          : directoryState === 'soft-deleted'
            ? 'In Microsoft Entra ID’s recycle bin.'
            : 'Deleted for good in Microsoft Entra ID.',
      filter: null,
    },
  ];
  if (directoryState === 'present')
    checks.push({
      kind: 'sign-in',
      passed: !blocked,
      text: blocked ? 'Sign-in is blocked.' : 'Sign-in is allowed.',
      filter: null,
    });
  checks.push({
    kind: 'entitlement',
    passed: mode === 'all' || counting.length > 0,
    text: entitlementText(mode, ways),
    filter: null,
  });
  for (const verdict of filters)
    for (const { group, clauses } of verdict.results)
      for (const { attribute, operator, values, actual, passed } of clauses)
        checks.push({
          kind: 'clause',
          passed,
          text: `${[attribute, operator, ...(values.length === 0 ? [] : [`“${values.join(', ')}”`])].join(' ')}: ${
            actual === null || actual === '' ? 'they have no value' : `they have “${actual}”`
          }.`,
          filter: group,
        });
  return checks;
}

function entitlementText(mode: ScopeMode, ways: readonly ScopeWay[]): string {
  if (mode === 'all') return 'Everyone in the directory is in scope.';
  const counting = ways.filter(({ counts }) => counts);
  if (counting.length > 0) return `${counting.map(wayText).join('; ')}.`;
  const nested = nestedText(ways);
  const none =
    mode === 'groups' ? 'A member of none of the chosen groups' : 'Not assigned, neither directly nor through a group';
  return nested === null ? `${none}.` : `${none}. ${nested}`;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

function wayText({ kind, group, path }: ScopeWay): string {
  if (kind === 'direct') return 'Assigned directly';
  return path.length > 1
    ? `Through the group ${group} (in ${path.slice(0, -1).join(', in ')})`
    : `Through the group ${group}`;
}

/** Membership that does not count: the service and Inseam take direct members only. */
export function nestedText(ways: readonly ScopeWay[]): string | null {
  const nested = ways.find(({ counts }) => !counts);
  if (nested === undefined || nested.group === null) return null;
  const through = nested.path.slice(0, -1);
  return `In ${nested.group} only through ${
    through.length === 0 ? 'another group' : through.join(', which is in ')
  }; Microsoft’s service and Inseam take direct members of an assigned group only.`;
}

/**
 * The ways as the ledger or a fresh reading knows them. Chosen groups take nested members, and are told with the way down:
 * "Company > Field". `paths`: up from the person's own group to an assigned one, for somebody who is not let in by it.
 */
export function waysOf(
  mode: ScopeMode,
  entitlements: readonly Entitlement[],
  paths: readonly (readonly string[])[],
): readonly ScopeWay[] {
  const ways = new Map<string, ScopeWay>();
  for (const { via, groupName } of entitlements) {
    const path = mode === 'groups' ? groupName.split(' > ').reverse() : [groupName];
    ways.set(
      `${via} ${groupName}`,
      via === 'direct'
        ? { kind: 'direct', group: null, path: [], counts: true }
        : { kind: path.length > 1 ? 'nested' : 'group', group: path.at(-1) ?? groupName, path, counts: true },
    );
  }
  for (const path of paths) {
    const group = path.at(-1) ?? '';
    if (path.length > 1 && !ways.has(`group ${group}`))
      ways.set(`group ${group}`, { kind: 'nested', group, path, counts: false });
  }
  return [...ways.values()];
}

/** The second step: the verdict, and what would have to be otherwise. */
export function scopeStepText(sentence: string, checks: readonly ScopeCheck[], ways: readonly ScopeWay[]): string {
  if (checks.every(({ passed }) => passed)) {
    const clauses = checks.filter(({ kind }) => kind === 'clause').length;
    return clauses === 0 ? sentence : `${sentence} The filter lets them in.`;
  }
  const failed = checks.find(({ passed }) => !passed);
  if (failed?.kind === 'clause') return `${sentence} ${capital(failed.text)}`;
  const nested = failed?.kind === 'entitlement' ? nestedText(ways) : null;
  return nested === null ? sentence : `${sentence} ${nested}`;
}

export const checkLine = ({ text, filter }: ScopeCheck): string =>
  filter === null ? text : capital(`${filter}: ${text}`);
