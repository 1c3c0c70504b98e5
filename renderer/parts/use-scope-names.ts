import { useCallback, useState } from 'react';
import type { ProblemWords, ScopeChoice } from '../../shared/ipc/contract';
import { useQuery } from '../bridge/query';
import type { Found } from './search-picker';

/** What is known of an application or a group that is saved by its id. */
export type ScopeName =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'loading' }
  /** Microsoft Entra ID has nothing with this id, or nothing any more. */
  | { readonly kind: 'unknown' }
  /** It could not be asked. */
  | { readonly kind: 'unread' };

/** The names that go with the ids of the scope: those found in this visit, and those that Entra ID tells of the saved ones. */
export function useScopeNames(
  job: string,
  saved: ScopeChoice,
): {
  readonly nameOf: (id: string) => ScopeName;
  readonly problem: ProblemWords | null;
  readonly tryAgain: () => void;
  readonly remember: (found: Found) => void;
} {
  const [found, setFound] = useState<ReadonlyMap<string, string>>(new Map());
  // What was saved when the step was opened; everything else is found by searching, with its name.
  const [asked] = useState(saved);
  const asks = asked.servicePrincipalId !== null || asked.groupIds.length > 0;
  const { value, error, waiting, refresh } = useQuery('source.scopeNames', asks ? { job } : null);
  const problem = value?.problem ?? (value === null ? error : null);

  const remember = useCallback((one: Found) => setFound((before) => new Map(before).set(one.id, one.name)), []);
  const nameOf = (id: string): ScopeName => {
    const known = found.get(id);
    if (known !== undefined) return { kind: 'named', name: known };
    const told =
      id === asked.servicePrincipalId ? value?.application : value?.groups.find((one) => one.id === id)?.name;
    if (typeof told === 'string') return { kind: 'named', name: told };
    if (waiting) return { kind: 'loading' };
    return problem === null ? { kind: 'unknown' } : { kind: 'unread' };
  };
  return { nameOf, problem: waiting ? null : problem, tryAgain: refresh, remember };
}
