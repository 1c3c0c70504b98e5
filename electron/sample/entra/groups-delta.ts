import type { GraphValue } from '../../../shared/person';
import { filteredIds } from './delta-round';
import type { DeltaToken } from './delta-token';
import type { Directory, Group } from './directory';
import type { GraphRequest } from './graph-request';
import { selectedGroupProperties } from './group-properties';

interface Gathered {
  appeared: boolean;
  readonly names: Set<string>;
  readonly members: Map<string, 'added' | 'removed'>;
}

/** The objects of a `groups/delta` round; a group with many members comes in parts (Microsoft Graph, "group: delta"). */
export function groupsRound(request: GraphRequest, token: DeltaToken): object[] {
  const { directory, behaviour } = request;
  const selected = selectedGroupProperties(token.select ?? undefined, ['members']);
  const withMembers = token.select === null || selected.includes('members');
  const ids = filteredIds(token);
  const isAsked = (id: string): boolean => ids === null || ids.has(id);
  const inParts = (id: string, shown: Record<string, GraphValue>, members: readonly object[]): object[] => {
    const size = behaviour.memberPartSize;
    if (!withMembers || members.length === 0) return [{ ...shown, id }];
    return Array.from({ length: Math.ceil(members.length / size) }, (_, part) => ({
      ...(part === 0 ? shown : {}),
      id,
      'members@delta': members.slice(part * size, (part + 1) * size),
    }));
  };
  if (token.since === null) {
    const groups = [...directory.groups.values()].filter((group) => isAsked(group.id));
    return groups.flatMap((group) => inParts(group.id, values(group, selected), presentMembers(directory, group)));
  }
  return [...gather(directory, token.since, token.until)].flatMap(([id, gathered]) => {
    if (!isAsked(id)) return [];
    const group = directory.groups.get(id);
    // Security groups have no recycle bin: they are gone at once.
    if (group === undefined) return [{ id, '@removed': { reason: 'deleted' } }];
    if (gathered.appeared) return inParts(id, values(group, selected), presentMembers(directory, group));
    const members = withMembers
      ? [...gathered.members].map(([member, how]) => changedMember(directory, member, how))
      : [];
    if (members.length === 0 && !selected.some((name) => gathered.names.has(name))) return [];
    return inParts(id, values(group, selected), members);
  });
}

function gather(directory: Directory, since: number, until: number): Map<string, Gathered> {
  const all = new Map<string, Gathered>();
  for (const change of directory.changes.slice(since, until)) {
    if (!change.kind.startsWith('group-') && !change.kind.startsWith('member-')) continue;
    const gathered = all.get(change.id) ?? { appeared: false, names: new Set<string>(), members: new Map() };
    all.set(change.id, gathered);
    if (change.kind === 'group-appeared') gathered.appeared = true;
    if (change.kind === 'group-changed') for (const name of change.names) gathered.names.add(name);
    if (change.kind === 'member-added') gathered.members.set(change.memberId, 'added');
    if (change.kind === 'member-removed') gathered.members.set(change.memberId, 'removed');
  }
  return all;
}

function values(group: Group, selected: readonly string[]): Record<string, GraphValue> {
  const shown: Record<string, GraphValue> = {};
  for (const name of selected) {
    const value = group.properties[name];
    if (value !== undefined) shown[name] = value;
  }
  return shown;
}

function presentMembers(directory: Directory, group: Group): object[] {
  return [...group.memberIds].flatMap((id) => (directory.isPresent(id) ? [changedMember(directory, id, 'added')] : []));
}

function changedMember(directory: Directory, id: string, how: 'added' | 'removed'): object {
  const type = directory.groups.has(id) ? '#microsoft.graph.group' : '#microsoft.graph.user';
  return { '@odata.type': type, id, ...(how === 'removed' ? { '@removed': { reason: 'deleted' } } : {}) };
}
