import { z } from 'zod';
import type { SourceId } from '../../shared/ids';
import { ProblemError } from '../../shared/outcome';
import type { DirectoryGroup, EnterpriseApplication, ReadPerson } from '../edges';
import { askGraph, type GraphConnection, getGraph, refusalOf } from './graph-request';
import { readPersonIn } from './read-people';

const user = z.looseObject({ id: z.string() });

/** One person by object id or userPrincipalName, with the manager; null: nobody there has it. */
export async function findPerson(
  connection: GraphConnection,
  idOrName: string,
  properties: readonly string[],
  signal: AbortSignal,
): Promise<ReadPerson | null> {
  const select = properties
    .filter((name) => name !== 'manager')
    .map(encodeURIComponent)
    .join(',');
  // A name that begins with $ would be read as an operation; the form in quotes never is.
  const path = `/users/${encodeURIComponent(idOrName)}?$select=${select}&$expand=manager($select=id)`;
  const answer = await askGraph(connection, { path, signal });
  if (answer.status === 404 || answer.status === 400) return null;
  if (answer.status >= 300) throw new ProblemError(refusalOf(path, answer));
  const read = user.safeParse(answer.json);
  if (!read.success) return null;
  const person = readPersonIn(read.data);
  // Expanding leaves the manager out where there is none.
  return person.state === 'present' && person.managerId === undefined ? { ...person, managerId: null } : person;
}

/** Where somebody is whom a complete read did not name: in the directory after all, in its recycle bin, or gone for good. */
export async function locatePerson(
  connection: GraphConnection,
  id: SourceId,
  signal: AbortSignal,
): Promise<'present' | 'soft-deleted' | 'hard-deleted'> {
  const places = [
    { path: `/users/${encodeURIComponent(id)}?$select=id`, state: 'present' },
    { path: `/directory/deletedItems/${encodeURIComponent(id)}?$select=id`, state: 'soft-deleted' },
  ] as const;
  for (const { path, state } of places) {
    const answer = await askGraph(connection, { path, signal });
    if (answer.status < 300) return state;
    if (answer.status !== 404) throw new ProblemError(refusalOf(path, answer));
  }
  return 'hard-deleted';
}

/** How many people the directory holds; null where Graph does not say. */
export async function countPeople(connection: GraphConnection, signal: AbortSignal): Promise<number | null> {
  const answer = await askGraph(connection, {
    path: '/users/$count',
    headers: { consistencylevel: 'eventual' },
    signal,
  });
  const count = Number(answer.text.trim());
  return answer.status < 300 && Number.isInteger(count) ? count : null;
}

const quoted = (text: string): string => text.replaceAll("'", "''");
const groups = z.object({ value: z.array(z.object({ id: z.string(), displayName: z.string().nullish() })) });
const applications = z.object({
  value: z.array(z.object({ id: z.string(), appId: z.string(), displayName: z.string().nullish() })),
});

export async function searchGroups(
  connection: GraphConnection,
  text: string,
  signal: AbortSignal,
): Promise<DirectoryGroup[]> {
  const filter = text === '' ? '' : `&$filter=${encodeURIComponent(`startswith(displayName,'${quoted(text)}')`)}`;
  const { value } = await getGraph(
    connection,
    { path: `/groups?$select=id,displayName&$top=20${filter}`, signal },
    groups,
  );
  return value.map(({ id, displayName }) => ({ id, name: displayName ?? id, memberCount: null }));
}

export async function searchApplications(
  connection: GraphConnection,
  text: string,
  signal: AbortSignal,
): Promise<EnterpriseApplication[]> {
  const filter = text === '' ? '' : `&$filter=${encodeURIComponent(`startswith(displayName,'${quoted(text)}')`)}`;
  const path = `/servicePrincipals?$select=id,appId,displayName&$top=20${filter}`;
  const { value } = await getGraph(connection, { path, signal }, applications);
  return value.map(({ id, appId, displayName }) => ({ id, appId, name: displayName ?? id }));
}
