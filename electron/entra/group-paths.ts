import { z } from 'zod';
import type { SourceId } from '../../shared/ids';
import { ProblemError } from '../../shared/outcome';
import type { GraphConnection } from './graph-request';
import { readPages } from './read-pages';

const group = z.looseObject({
  id: z.string(),
  displayName: z.string().nullish(),
  '@odata.type': z.string().optional(),
});
const assignment = z.object({ principalId: z.string(), principalType: z.string() });

interface Reached {
  readonly id: string;
  readonly name: string;
}

/** Nesting deeper than this is told without its middle. */
const mostGroups = 60;

/**
 * How a person is in the groups assigned to the application: for each of them the names from the person's own group up to it, so one name
 * for a direct member. Roles and administrative units are containers too, and no groups.
 */
export async function findGroupPaths(
  connection: GraphConnection,
  person: SourceId,
  servicePrincipalId: string,
  signal: AbortSignal,
): Promise<readonly (readonly string[])[]> {
  const targets = new Set(await assignedGroups(connection, servicePrincipalId, signal));
  const user = `/users/${encodeURIComponent(person)}`;
  const all = await groupsAt(connection, `${user}/transitiveMemberOf`, signal);
  const open = new Set(all.filter(({ id }) => targets.has(id)).map(({ id }) => id));
  const paths: string[][] = [];
  const seen = new Set<string>();
  let level: { readonly at: Reached; readonly path: readonly string[] }[] =
    open.size === 0
      ? []
      : (await groupsAt(connection, `${user}/memberOf`, signal)).map((at) => ({ at, path: [at.name] }));
  while (level.length > 0 && open.size > 0 && seen.size < mostGroups) {
    const next: typeof level = [];
    for (const { at, path } of level) {
      if (seen.has(at.id)) continue;
      seen.add(at.id);
      if (open.delete(at.id)) paths.push([...path]);
      if (open.size === 0) break;
      const above = await groupsAt(connection, `/groups/${encodeURIComponent(at.id)}/memberOf`, signal);
      next.push(...above.map((one) => ({ at: one, path: [...path, one.name] })));
    }
    level = next;
  }
  // Reached, though by a way too long to walk.
  for (const { id, name } of all) if (open.has(id)) paths.push(['…', name]);
  return paths;
}

async function assignedGroups(
  connection: GraphConnection,
  servicePrincipalId: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const path = `/servicePrincipals/${encodeURIComponent(servicePrincipalId)}/appRoleAssignedTo?$top=999`;
  const ids: string[] = [];
  const missing = { kind: 'source-application-missing', servicePrincipalId } as const;
  for await (const page of readPages(connection, { path, signal }, assignment, missing))
    for (const { principalId, principalType } of page) if (principalType === 'Group') ids.push(principalId);
  return ids;
}

/** Nobody and nothing there: in no groups. */
async function groupsAt(connection: GraphConnection, path: string, signal: AbortSignal): Promise<readonly Reached[]> {
  const groups: Reached[] = [];
  const missing = { kind: 'source-group-missing', groupId: path } as const;
  try {
    for await (const page of readPages(
      connection,
      { path: `${path}?$select=id,displayName&$top=999`, signal },
      group,
      missing,
    ))
      for (const { id, displayName, '@odata.type': type = '#microsoft.graph.group' } of page)
        if (type === '#microsoft.graph.group') groups.push({ id, name: displayName ?? id });
  } catch (error) {
    if (!(error instanceof ProblemError && error.problem.kind === 'source-group-missing')) throw error;
  }
  return groups;
}
