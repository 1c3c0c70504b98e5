import { z } from 'zod';
import { sourceId } from '../../shared/ids';
import { ProblemError } from '../../shared/outcome';
import type { Assignment } from '../edges';
import { askGraph, type GraphConnection, refusalOf } from './graph-request';
import { readPages } from './read-pages';

const assignment = z.object({
  principalId: z.string(),
  principalType: z.string(),
  principalDisplayName: z.string().nullish(),
  appRoleId: z.string().nullish(),
});
const member = z.looseObject({ id: z.string(), '@odata.type': z.string().optional() });
const group = z.object({ displayName: z.string().nullish() });

const isUser = (one: z.infer<typeof member>): boolean =>
  one['@odata.type'] === undefined || one['@odata.type'] === '#microsoft.graph.user';

/** Users assigned to the application, and the direct members of assigned groups: nested groups are not expanded (4.2). */
export async function* readAssignments(
  connection: GraphConnection,
  servicePrincipalId: string,
  signal: AbortSignal,
): AsyncGenerator<readonly Assignment[]> {
  const root = `/servicePrincipals/${encodeURIComponent(servicePrincipalId)}`;
  const there = await askGraph(connection, { path: `${root}?$select=id`, signal });
  if (there.status === 404) throw new ProblemError({ kind: 'source-application-missing', servicePrincipalId });
  if (there.status >= 300) throw new ProblemError(refusalOf(root, there));
  const groups: { readonly id: string; readonly name: string; readonly roleId: string | null }[] = [];
  for await (const page of readPages(connection, { path: `${root}/appRoleAssignedTo?$top=999`, signal }, assignment)) {
    for (const one of page)
      if (one.principalType === 'Group')
        groups.push({
          id: one.principalId,
          name: one.principalDisplayName ?? one.principalId,
          roleId: one.appRoleId ?? null,
        });
    yield page
      .filter(({ principalType }) => principalType === 'User')
      .map(({ principalId, appRoleId }) => ({
        person: sourceId(principalId),
        via: 'direct',
        groupId: null,
        groupName: null,
        appRoleId: appRoleId ?? null,
      }));
  }
  for (const { id, name, roleId } of groups) yield* readMembers(connection, id, name, roleId, 'members', signal);
}

/** Members of chosen groups, those of nested groups too. */
export async function* readGroupMembers(
  connection: GraphConnection,
  groupIds: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<readonly Assignment[]> {
  for (const id of groupIds) {
    const path = `/groups/${encodeURIComponent(id)}?$select=displayName`;
    const answer = await askGraph(connection, { path, signal });
    if (answer.status === 404) throw new ProblemError({ kind: 'source-group-missing', groupId: id });
    if (answer.status >= 300) throw new ProblemError(refusalOf(path, answer));
    const name = group.safeParse(answer.json).data?.displayName ?? id;
    yield* readMembers(connection, id, name, null, 'transitiveMembers', signal);
  }
}

async function* readMembers(
  connection: GraphConnection,
  groupId: string,
  groupName: string,
  appRoleId: string | null,
  relation: 'members' | 'transitiveMembers',
  signal: AbortSignal,
): AsyncGenerator<readonly Assignment[]> {
  const path = `/groups/${encodeURIComponent(groupId)}/${relation}?$select=id&$top=999`;
  for await (const page of readPages(connection, { path, signal }, member))
    yield page.filter(isUser).map(({ id }) => ({ person: sourceId(id), via: 'group', groupId, groupName, appRoleId }));
}
