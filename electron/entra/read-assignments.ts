import { z } from 'zod';
import type { AppRole } from '../../shared/expression/value';
import { sourceId } from '../../shared/ids';
import type { Problem } from '../../shared/log/problem';
import { ProblemError } from '../../shared/outcome';
import type { Assignment } from '../edges';
import { type GraphConnection, getGraph } from './graph-request';
import { proveGroupEmpty, proveGroupGone } from './prove-group';
import { readPages } from './read-pages';

const assignment = z.object({
  principalId: z.string(),
  principalType: z.string(),
  principalDisplayName: z.string().nullish(),
  appRoleId: z.string().nullish(),
});
const member = z.looseObject({
  id: z.string(),
  displayName: z.string().nullish(),
  '@odata.type': z.string().optional(),
});
const group = z.object({ displayName: z.string().nullish() });

const roles = z.object({
  appRoles: z.array(z.object({ id: z.string(), value: z.string().nullish(), displayName: z.string().nullish() })),
});

interface GroupPath {
  readonly id: string;
  readonly name: string;
  readonly appRole: AppRole | null;
}

/** "Default access" of an application without roles of its own: an assignment, but no role. */
const defaultAccess = '00000000-0000-0000-0000-000000000000';

/** Users assigned to the application, and the direct members of assigned groups: nested groups are not expanded (4.2). */
export async function* readAssignments(
  connection: GraphConnection,
  servicePrincipalId: string,
  roleNames: boolean,
  signal: AbortSignal,
): AsyncGenerator<readonly Assignment[]> {
  const application = `/servicePrincipals/${encodeURIComponent(servicePrincipalId)}`;
  const path = `${application}/appRoleAssignedTo?$top=999`;
  const missing: Problem = { kind: 'source-application-missing', servicePrincipalId };
  const known = roleNames
    ? (await getGraph(connection, { path: `${application}?$select=appRoles`, signal }, roles, missing)).appRoles
    : [];
  const roleOf = (id: string | null): AppRole | null => {
    if (id === null || id === defaultAccess) return null;
    const role = known.find((one) => one.id === id);
    return { id, value: role?.value ?? null, displayName: role?.displayName ?? null };
  };
  const groups: GroupPath[] = [];
  for await (const page of readPages(connection, { path, signal }, assignment, missing)) {
    const direct: Assignment[] = [];
    for (const { principalId: id, principalType, principalDisplayName, appRoleId = null } of page) {
      const appRole = roleOf(appRoleId);
      if (principalType === 'User') {
        direct.push({ person: sourceId(id), via: 'direct', groupId: null, groupName: null, appRole });
      } else if (principalType === 'Group') {
        groups.push({ id, name: principalDisplayName ?? id, appRole });
      }
    }
    yield direct;
  }
  for (const one of groups) {
    try {
      yield* readMembers(connection, one, signal);
    } catch (error) {
      // A group that was deleted lets nobody in any more; its assignment may be listed a while longer (10.3).
      if (!(error instanceof ProblemError && error.problem.kind === 'source-group-missing')) throw error;
      await proveGroupGone(connection, one, signal);
    }
  }
}

/**
 * Members of chosen groups, those of nested groups too. Graph's list of transitive members does not say by which way
 * somebody belongs to a group, so the nested groups are gone into one by one: "Sales > Sales North".
 */
export async function* readGroupMembers(
  connection: GraphConnection,
  groupIds: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<readonly Assignment[]> {
  for (const id of groupIds) {
    const path = `/groups/${encodeURIComponent(id)}?$select=displayName`;
    const { displayName } = await getGraph(connection, { path, signal }, group, groupMissing(id));
    // Groups may be members of each other: each is gone into once, by the shortest way.
    const reached = new Set([id]);
    const open: GroupPath[] = [{ id, name: displayName ?? id, appRole: null }];
    for (let next = open.shift(); next !== undefined; next = open.shift()) {
      const { name } = next;
      yield* readMembers(connection, next, signal, (nested) => {
        if (reached.has(nested.id)) return;
        reached.add(nested.id);
        open.push({ id: nested.id, name: `${name} > ${nested.displayName ?? nested.id}`, appRole: null });
      });
    }
  }
}

async function* readMembers(
  connection: GraphConnection,
  { id: groupId, name: groupName, appRole }: GroupPath,
  signal: AbortSignal,
  onGroup: ((nested: z.infer<typeof member>) => void) | null = null,
): AsyncGenerator<readonly Assignment[]> {
  const path = `/groups/${encodeURIComponent(groupId)}/members?$select=${onGroup === null ? 'id' : 'id,displayName'}&$top=999`;
  let named = 0;
  for await (const page of readPages(connection, { path, signal }, member, groupMissing(groupId))) {
    named += page.length;
    for (const one of page) if (one['@odata.type'] === '#microsoft.graph.group') onGroup?.(one);
    yield page.filter(isUser).map(({ id }) => ({ person: sourceId(id), via: 'group', groupId, groupName, appRole }));
  }
  if (named === 0) await proveGroupEmpty(connection, { id: groupId, name: groupName }, signal);
}

const groupMissing = (groupId: string): Problem => ({ kind: 'source-group-missing', groupId });

/** Devices, contacts and groups are members too. */
const isUser = ({ '@odata.type': type = '#microsoft.graph.user' }: z.infer<typeof member>): boolean =>
  type === '#microsoft.graph.user';
