import { z } from 'zod';
import type { SourceId } from '../../shared/ids';
import { ProblemError } from '../../shared/outcome';
import type { DirectoryGroup, EnterpriseApplication, ReadPerson } from '../edges';
import { askGraph, type GraphConnection, getGraph, otherJson, refusalOf } from './graph-request';
import { graphError } from './read-answer';
import { readPersonIn } from './read-people';
import { proveSecurityPermission } from './security-attributes';

const userShape = z.looseObject({ id: z.string() });

/** A 400 that is about what was looked for; all others are about how, and must not pass for "nobody". */
const isNoName = (json: unknown): boolean => /identifier|user ?principal ?name/i.test(graphError(json).message);

/** One person by object id or userPrincipalName, with the manager; null: nobody there has it. */
export async function findPerson(
  connection: GraphConnection,
  idOrName: string,
  properties: readonly string[],
  signal: AbortSignal,
): Promise<ReadPerson | null> {
  await proveSecurityPermission(connection, properties, signal);
  const select = selectOf(properties);
  const key = encodeURIComponent(idOrName);
  // A name that begins with $ is read as an operation, save in this form (Microsoft Graph, "get a user").
  const user = idOrName.startsWith('$') ? `/users('${key.replaceAll("'", "''")}')` : `/users/${key}`;
  const path = `${user}?$select=${select.join(',')}&$expand=manager($select=id)`;
  const answer = await askGraph(connection, { path, signal });
  if (answer.status === 404 || (answer.status === 400 && isNoName(answer.json))) return null;
  if (answer.status >= 300) throw new ProblemError(refusalOf(path, answer));
  const read = userShape.safeParse(answer.json);
  if (!read.success) throw new ProblemError(otherJson(connection, answer));
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
  const headers = { consistencylevel: 'eventual', accept: 'text/plain' };
  const answer = await askGraph(connection, { path: '/users/$count', headers, signal });
  const text = answer.text.trim();
  return answer.status < 300 && /^\d+$/.test(text) ? Number(text) : null;
}

const people = z.object({ value: z.array(userShape) });

/** The first people who have the words in their name, or whose userPrincipalName or mail begins with them. */
export async function searchPeople(
  connection: GraphConnection,
  text: string,
  properties: readonly string[],
  limit: number,
  signal: AbortSignal,
): Promise<readonly ReadPerson[]> {
  const select = selectOf(properties).join(',');
  const path = `/users?$select=${select}&$top=${limit}${narrowingPeople(text)}`;
  const { value } = await getGraph(connection, { path, headers: advanced, signal }, people);
  return value.map(readPersonIn);
}

function narrowingPeople(text: string): string {
  const wanted = text.trim();
  if (!wanted.includes('@')) return narrowing(wanted, ['id']);
  const literal = `'${wanted.replaceAll("'", "''")}'`;
  return `&$filter=${encodeURIComponent(`startsWith(userPrincipalName,${literal}) or startsWith(mail,${literal})`)}`;
}

const selectOf = (properties: readonly string[]): readonly string[] =>
  ['id', ...properties.filter((name) => name !== 'manager' && name !== 'id')].map(encodeURIComponent);

const groups = z.object({ value: z.array(z.object({ id: z.string(), displayName: z.string().nullish() })) });
const applications = z.object({
  value: z.array(z.object({ id: z.string(), appId: z.string(), displayName: z.string().nullish() })),
});

/** The first groups that have the words in their name, or the one with this object id. */
export async function searchGroups(
  connection: GraphConnection,
  text: string,
  signal: AbortSignal,
): Promise<DirectoryGroup[]> {
  const path = `/groups?$select=id,displayName&$top=20${narrowing(text, ['id'])}`;
  const { value } = await getGraph(connection, { path, headers: advanced, signal }, groups);
  return value.map(({ id, displayName }) => ({ id, name: displayName ?? id, memberCount: null }));
}

/** The first enterprise applications that have the words in their name, or the one with this object or application id. */
export async function searchApplications(
  connection: GraphConnection,
  text: string,
  signal: AbortSignal,
): Promise<EnterpriseApplication[]> {
  const path = `/servicePrincipals?$select=id,appId,displayName&$top=20${narrowing(text, ['id', 'appId'])}`;
  const { value } = await getGraph(connection, { path, headers: advanced, signal }, applications);
  return value.map(({ id, appId, displayName }) => ({ id, appId, name: displayName ?? id }));
}

/** $search wants it (Microsoft Graph, "advanced query capabilities on directory objects"). */
const advanced = { consistencylevel: 'eventual' };
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function narrowing(text: string, idProperties: readonly string[]): string {
  const wanted = text.trim();
  if (guid.test(wanted)) {
    return `&$filter=${encodeURIComponent(idProperties.map((name) => `${name} eq '${wanted}'`).join(' or '))}`;
  }
  // Quotes and backslashes are the search's own marks, and no word of a name begins with one.
  const words = wanted.replace(/["\\]/g, ' ').trim();
  return words === '' ? '' : `&$search=${encodeURIComponent(`"displayName:${words}"`)}`;
}
