import { ProblemError } from '../../shared/outcome';
import { askGraph, type GraphConnection, refusalOf } from './graph-request';

interface GroupName {
  readonly id: string;
  readonly name: string;
}

const incomplete = (group: GroupName, expected: number): ProblemError =>
  new ProblemError({ kind: 'source-incomplete', because: 'group-members', subject: group.name, expected });

/** A group whose members are "not found" lets nobody in only if the group itself is not there either. */
export async function proveGroupGone(
  connection: GraphConnection,
  group: GroupName,
  signal: AbortSignal,
): Promise<void> {
  const path = `/groups/${encodeURIComponent(group.id)}?$select=id`;
  const answer = await askGraph(connection, { path, signal });
  if (answer.status === 404) return;
  if (answer.status >= 300) throw new ProblemError(refusalOf(path, answer));
  throw incomplete(group, 0);
}

/**
 * An empty list of members is a lie that looks like the truth: the group's own count is asked as well (Microsoft Graph,
 * "list group members"). Where it does not count, the list is all there is to go by.
 */
export async function proveGroupEmpty(
  connection: GraphConnection,
  group: GroupName,
  signal: AbortSignal,
): Promise<void> {
  const path = `/groups/${encodeURIComponent(group.id)}/members/$count`;
  const headers = { consistencylevel: 'eventual', accept: 'text/plain' };
  const { status, text } = await askGraph(connection, { path, headers, signal });
  const count = status < 300 && /^\d+$/.test(text.trim()) ? Number(text) : 0;
  if (count > 0) throw incomplete(group, count);
}
