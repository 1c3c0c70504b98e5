import type { GraphValue } from '../../../shared/person';
import { filteredIds, type Round } from './delta-round';
import type { DeltaToken } from './delta-token';
import type { Directory, User } from './directory';
import { badRequest } from './graph-refusal';
import type { GraphRequest } from './graph-request';
import { isCollection, securityAttributes, selectedUserProperties } from './user-properties';

/** What a round says of one person since its watermark, however often they changed in between. */
interface Gathered {
  /** Created, restored or gone: everything selected is told of whoever is there. */
  isWhole: boolean;
  readonly names: Set<string>;
  manager: { readonly from: string | null; to: string | null } | null;
}

/** The objects of a `users/delta` round (Microsoft Graph, "user: delta" and "delta query overview"). */
export function usersRound(request: GraphRequest, token: DeltaToken): Round {
  const { directory, behaviour } = request;
  const selected = selectedUserProperties(token.select ?? undefined, ['manager']);
  if (selected.includes(securityAttributes))
    throw badRequest(`${securityAttributes} is not supported in a delta query.`);
  const ids = filteredIds(token);
  const isAsked = (id: string): boolean => ids === null || ids.has(id);
  if (token.since === null) {
    const at = (index: number): object | null => {
      const user = directory.users.get(directory.everyUserId[index] ?? '');
      if (user === undefined || !isAsked(user.id)) return null;
      if (user.deletedAt !== null) return behaviour.removedInFirstRound ? removed(user.id, 'changed') : null;
      return wholeUser(directory, user, selected);
    };
    return { length: directory.everyUserId.length, at };
  }
  const minimal = /\breturn=minimal\b/.test(String(request.headers['prefer'] ?? ''));
  return [...gather(directory, token.since, token.until)].map(([id, gathered]) => {
    if (!isAsked(id)) return null;
    const user = directory.users.get(id);
    if (user === undefined) return removed(id, 'deleted');
    if (user.deletedAt !== null) return removed(id, 'changed');
    if (gathered.isWhole) return wholeUser(directory, user, selected, gathered.manager?.from ?? null);
    // A change of something that was not selected does not surface.
    const isManagerTold = gathered.manager !== null && selected.includes('manager');
    if (!isManagerTold && !selected.some((name) => gathered.names.has(name))) return null;
    const told = minimal ? selected.filter((name) => gathered.names.has(name)) : selected;
    return { ...selectedValues(user, told), id, ...(isManagerTold ? managerDelta(directory, gathered.manager) : {}) };
  });
}

function gather(directory: Directory, since: number, until: number): Map<string, Gathered> {
  const all = new Map<string, Gathered>();
  for (const change of directory.changes.slice(since, until)) {
    if (!change.kind.startsWith('user-') && change.kind !== 'manager-changed') continue;
    const gathered = all.get(change.id) ?? { isWhole: false, names: new Set<string>(), manager: null };
    all.set(change.id, gathered);
    if (change.kind === 'user-changed') for (const name of change.names) gathered.names.add(name);
    else if (change.kind !== 'manager-changed') gathered.isWhole = true;
    else {
      gathered.manager = { from: gathered.manager === null ? change.from : gathered.manager.from, to: change.to };
    }
  }
  return all;
}

/** `before`: the manager of a person who was known, deleted and restored meanwhile, without that relation perhaps. */
function wholeUser(
  directory: Directory,
  user: User,
  selected: readonly string[],
  before: string | null = null,
): object {
  const from = before === user.managerId ? null : before;
  const manager = selected.includes('manager') ? managerDelta(directory, { from, to: user.managerId }) : {};
  return { ...selectedValues(user, selected), id: user.id, ...manager };
}

/** Never-set properties are absent, cleared ones null. */
function selectedValues(user: User, names: readonly string[]): Record<string, GraphValue> {
  const shown: Record<string, GraphValue> = {};
  for (const name of names) {
    const value = user.properties[name];
    if (isCollection(name)) shown[name] = value ?? [];
    else if (value !== undefined) shown[name] = value;
  }
  return shown;
}

function managerDelta(directory: Directory, manager: Gathered['manager']): object {
  if (manager === null) return {};
  const type = { '@odata.type': '#microsoft.graph.user' };
  const gone = manager.from === null ? [] : [{ ...type, id: manager.from, '@removed': { reason: 'deleted' } }];
  const come = directory.isPresent(manager.to) ? [{ ...type, id: manager.to }] : [];
  return gone.length + come.length === 0 ? {} : { 'manager@delta': [...gone, ...come] };
}

const removed = (id: string, reason: 'changed' | 'deleted'): object => ({ id, '@removed': { reason } });
