import type { GraphValue } from '../../../shared/person';
import { type Answer, jsonAnswer } from '../answer';
import type { Directory, Group } from './directory';
import { badRequest, notFound } from './graph-refusal';
import { allowOnly, type GraphRequest, isEventual, listPage } from './graph-request';
import { selectedGroupProperties } from './group-properties';
import { defaultUserProperties, isUserProperty, shownValue } from './user-properties';
import { countWanted, matching } from './user-routes';

/** `GET /groups`. */
export function listGroups(request: GraphRequest): Answer {
  allowOnly(request, ['$select', '$top', '$filter', '$search', '$count', '$orderby', '$skiptoken']);
  const names = selectedGroupProperties(request.query.get('$select'));
  const found = matching(request, [...request.directory.groups.values()], readGroup);
  const { items, nextLink } = listPage(request, found);
  return jsonAnswer(200, {
    '@odata.context': `${request.root}/$metadata#groups`,
    ...(countWanted(request) ? { '@odata.count': found.length } : {}),
    ...(nextLink === null ? {} : { '@odata.nextLink': nextLink }),
    value: items.map((group) => shownGroup(group, names)),
  });
}

/** `GET /groups/{id}`. */
export function getGroup(request: GraphRequest, id: string): Answer {
  allowOnly(request, ['$select']);
  const names = selectedGroupProperties(request.query.get('$select'));
  return jsonAnswer(200, {
    '@odata.context': `${request.root}/$metadata#groups/$entity`,
    ...shownGroup(groupOf(request, id), names),
  });
}

/** `GET /groups/{id}/members`: direct members, people and groups mixed. */
export function listMembers(request: GraphRequest, id: string, cast: string | undefined): Answer {
  return memberPage(request, [...groupOf(request, id).memberIds], cast);
}

/** `GET /groups/{id}/transitiveMembers`: members of nested groups too, each once, the nested groups among them. */
export function listTransitiveMembers(request: GraphRequest, id: string, cast: string | undefined): Answer {
  const reached = new Set<string>();
  const open = [groupOf(request, id)];
  for (let group = open.pop(); group !== undefined; group = open.pop()) {
    for (const memberId of group.memberIds) {
      if (reached.has(memberId) || memberId === id) continue;
      reached.add(memberId);
      const nested = request.directory.groups.get(memberId);
      if (nested !== undefined) open.push(nested);
    }
  }
  return memberPage(request, [...reached], cast);
}

/** `GET /users/{id}/memberOf` and `GET /groups/{id}/memberOf`: the groups somebody is a direct member of. */
export function listMemberOf(request: GraphRequest, id: string): Answer {
  return memberPage(request, containersOf(request.directory, memberNamed(request, id)), undefined);
}

/** `GET /users/{id}/transitiveMemberOf`: those groups, and the groups that these are members of. */
export function listTransitiveMemberOf(request: GraphRequest, id: string): Answer {
  const reached = new Set<string>();
  const open = [memberNamed(request, id)];
  for (let member = open.pop(); member !== undefined; member = open.pop()) {
    for (const container of containersOf(request.directory, member)) {
      if (reached.has(container)) continue;
      reached.add(container);
      open.push(container);
    }
  }
  return memberPage(request, [...reached], undefined);
}

const containersOf = ({ groups }: Directory, member: string): string[] =>
  [...groups.values()].filter(({ memberIds }) => memberIds.has(member)).map(({ id }) => id);

function memberNamed({ directory }: GraphRequest, id: string): string {
  const found = directory.groups.get(id.toLowerCase())?.id ?? directory.presentUser(id)?.id;
  if (found === undefined) throw notFound(id);
  return found;
}

/** `GET /groups/{id}/members/$count` and its transitive sister: a number as text. */
export function countMembers(request: GraphRequest, id: string): Answer {
  if (!isEventual(request)) throw badRequest('$count needs the header ConsistencyLevel: eventual.');
  const members = [...groupOf(request, id).memberIds].filter((member) => request.directory.isPresent(member));
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: String(members.length) };
}

function memberPage(request: GraphRequest, ids: readonly string[], cast: string | undefined): Answer {
  allowOnly(request, ['$select', '$top', '$count', '$skiptoken']);
  if (cast !== undefined && !(isEventual(request) && request.query.has('$count'))) {
    throw badRequest('A cast of members needs the header ConsistencyLevel: eventual and $count=true.');
  }
  const { directory, query } = request;
  const select = query.get('$select')?.split(',') ?? [];
  const present = ids.filter((id) => directory.isPresent(id));
  const all = cast === undefined ? present : present.filter((id) => typeOf(directory, id) === cast);
  const { items, nextLink } = listPage(request, all);
  return jsonAnswer(200, {
    '@odata.context': `${request.root}/$metadata#directoryObjects`,
    ...(countWanted(request) ? { '@odata.count': all.length } : {}),
    ...(nextLink === null ? {} : { '@odata.nextLink': nextLink }),
    value: items.map((id) => shownMember(directory, id, select)),
  });
}

const typeOf = (directory: Directory, id: string): string =>
  directory.groups.has(id) ? 'microsoft.graph.group' : 'microsoft.graph.user';

/** Members are directory objects: a selected property that the member's type does not have is left out. */
function shownMember(directory: Directory, id: string, select: readonly string[]): object {
  const group = directory.groups.get(id);
  const type = { '@odata.type': `#${typeOf(directory, id)}` };
  if (group !== undefined)
    return { ...type, ...shownGroup(group, select.length === 0 ? ['id', 'displayName'] : select) };
  const properties = directory.users.get(id)?.properties ?? {};
  const names = select.length === 0 ? defaultUserProperties : select.filter(isUserProperty);
  return { ...type, ...Object.fromEntries(names.map((name) => [name, shownValue({ ...properties, id }, name)])), id };
}

function groupOf(request: GraphRequest, id: string): Group {
  const group = request.directory.groups.get(id.toLowerCase());
  if (group === undefined) throw notFound(id);
  return group;
}

const readGroup = (group: Group, property: string): GraphValue | undefined =>
  property === 'id' ? group.id : group.properties[property];

function shownGroup(group: Group, names: readonly string[]): Record<string, GraphValue> {
  return { ...Object.fromEntries(names.map((name) => [name, group.properties[name] ?? null])), id: group.id };
}
