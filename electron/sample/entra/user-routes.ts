import type { GraphValue } from '../../../shared/person';
import { type Answer, jsonAnswer } from '../answer';
import type { User } from './directory';
import { badRequest, GraphRefusal, notFound } from './graph-refusal';
import { allowOnly, type GraphRequest, isEventual, listPage } from './graph-request';
import { type Holds, parseFilter } from './odata-filter';
import { parseSearch } from './odata-search';
import { securityAttributes, selectedUserProperties, shownValue } from './user-properties';

/** `GET /users`. */
export function listUsers(request: GraphRequest): Answer {
  allowOnly(request, ['$select', '$top', '$filter', '$search', '$count', '$expand', '$orderby', '$skiptoken']);
  const names = selectedUserProperties(request.query.get('$select'));
  const expand = expandedManager(request.query.get('$expand'));
  const found = matching(request, request.directory.presentUsers(), readUser);
  const { items, nextLink } = listPage(request, found);
  return jsonAnswer(200, {
    '@odata.context': `${request.root}/$metadata#users`,
    ...(countWanted(request) ? { '@odata.count': found.length } : {}),
    ...(nextLink === null ? {} : { '@odata.nextLink': nextLink }),
    value: items.map((user) => shownUser(request, user, names, expand)),
  });
}

/** `GET /users/$count`: a number as text. */
export function countUsers(request: GraphRequest): Answer {
  if (!isEventual(request)) {
    throw badRequest('$count is not currently supported. Add the header ConsistencyLevel: eventual.');
  }
  const found = matching(request, request.directory.presentUsers(), readUser);
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: String(found.length) };
}

/** `GET /users/{id or userPrincipalName}`. */
export function getUser(request: GraphRequest, idOrName: string): Answer {
  allowOnly(request, ['$select', '$expand']);
  const user = request.directory.presentUser(idOrName);
  if (user === null) throw notFound(idOrName);
  const names = selectedUserProperties(request.query.get('$select'));
  const expand = expandedManager(request.query.get('$expand'));
  const context = `${request.root}/$metadata#users/$entity`;
  return jsonAnswer(200, { '@odata.context': context, ...shownUser(request, user, names, expand) });
}

/** `GET /users/{id}/manager`: 404 where there is none. */
export function getManager(request: GraphRequest, idOrName: string): Answer {
  allowOnly(request, ['$select']);
  const user = request.directory.presentUser(idOrName);
  if (user === null) throw notFound(idOrName);
  const manager = user.managerId === null ? null : request.directory.presentUser(user.managerId);
  if (manager === null) throw notFound('manager');
  const names = selectedUserProperties(request.query.get('$select'));
  return jsonAnswer(200, {
    '@odata.context': `${request.root}/$metadata#directoryObjects/$entity`,
    '@odata.type': '#microsoft.graph.user',
    ...shownUser(request, manager, names, null),
  });
}

/** `GET /directory/deletedItems/microsoft.graph.user`. */
export function listDeletedUsers(request: GraphRequest): Answer {
  allowOnly(request, ['$select', '$top', '$filter', '$count', '$orderby', '$skiptoken']);
  const names = selectedUserProperties(request.query.get('$select'));
  const found = matching(request, request.directory.deletedUsers(), readUser);
  const { items, nextLink } = listPage(request, found);
  return jsonAnswer(200, {
    '@odata.context': `${request.root}/$metadata#users`,
    ...(nextLink === null ? {} : { '@odata.nextLink': nextLink }),
    value: items.map((user) => shownUser(request, user, names, null)),
  });
}

/** `GET /directory/deletedItems/{id}`. */
export function getDeletedItem(request: GraphRequest, id: string): Answer {
  const user = request.directory.users.get(id.toLowerCase());
  if (user === undefined || user.deletedAt === null) throw notFound(id);
  const names = selectedUserProperties(request.query.get('$select'));
  return jsonAnswer(200, {
    '@odata.context': `${request.root}/$metadata#directoryObjects/$entity`,
    '@odata.type': '#microsoft.graph.user',
    ...shownUser(request, user, names, null),
  });
}

/** What $filter and $search leave of a list; $search wants the ConsistencyLevel header. */
export function matching<Item>(
  request: GraphRequest,
  all: readonly Item[],
  read: (item: Item, property: string) => GraphValue | undefined,
): readonly Item[] {
  const tests: Holds[] = [];
  const filter = request.query.get('$filter');
  if (filter !== undefined) tests.push(parseFilter(filter, isEventual(request) && countWanted(request)));
  const search = request.query.get('$search');
  if (search !== undefined) {
    if (!isEventual(request)) {
      throw new GraphRefusal(
        400,
        'Request_UnsupportedQuery',
        "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
      );
    }
    tests.push(parseSearch(search));
  }
  return all.filter((item) => tests.every((holds) => holds((property) => read(item, property))));
}

export const countWanted = (request: GraphRequest): boolean =>
  request.query.get('$count') === 'true' && isEventual(request);

const readUser = (user: User, property: string): GraphValue | undefined =>
  property === 'id' ? user.id : user.properties[property];

/** The properties of `$expand=manager($select=…)`; null: the manager is not asked for. */
function expandedManager(expand: string | undefined): string[] | null {
  if (expand === undefined) return null;
  const match = /^manager(?:\(\$select=([^)]*)\))?$/.exec(expand);
  if (match === null) throw badRequest(`Parsing OData Select and Expand failed: '${expand}' cannot be expanded here.`);
  return selectedUserProperties(match[1]);
}

function shownUser(request: GraphRequest, user: User, names: readonly string[], expand: readonly string[] | null) {
  const shown: Record<string, unknown> = {};
  for (const name of names) shown[name] = readShown(user, name, request.permissions);
  const manager = expand === null || user.managerId === null ? null : request.directory.presentUser(user.managerId);
  if (manager !== null && expand !== null) {
    shown['manager'] = { '@odata.type': '#microsoft.graph.user', ...shownUser(request, manager, expand, null) };
  }
  return shown;
}

function readShown(user: User, name: string, permissions: readonly string[]): GraphValue {
  if (name === 'id') return user.id;
  // Without its permission it reads as if nobody had one.
  const isHidden =
    name === securityAttributes && !permissions.some((each) => /^CustomSecAttributeAssignment\./.test(each));
  if (isHidden) return null;
  if (name === 'deletedDateTime') return user.deletedAt;
  // Entra frees the name of whoever goes to the recycle bin by putting the object id before it.
  if (name === 'userPrincipalName' && user.deletedAt !== null) {
    return `${user.id.replaceAll('-', '')}${String(user.properties[name])}`;
  }
  return shownValue(user.properties, name);
}
