import type { Answer, WireRequest } from '../answer';
import { type AccountStore, enterpriseSchema } from './account-store';
import { scimError } from './scim-error';

/**
 * What BlueJeans is known to want (entra-provisioning section 1.3, scim-interop section 4): the eight attributes of its
 * gallery table, userName of at most 30 characters and the only attribute to filter by. What is not known stays as
 * scimmy does it.
 */

export const maxUserNameLength = 30;

export const blueJeansAttributes: readonly string[] = [
  'schemas',
  'id',
  'meta',
  'userName',
  'active',
  'title',
  'emails',
  'name',
  'name.givenName',
  'name.familyName',
  'phoneNumbers',
];

const nowhere = '00000000-0000-4000-8000-000000000000';

/** The request as scimmy is to see it, or BlueJeans' refusal. */
export function applyBlueJeansRules(request: WireRequest, store: AccountStore): WireRequest | Answer {
  const address = new URL(request.url, 'http://127.0.0.1');
  if (/\/(?:Bulk|\.search|Users\/\.search)$/.test(address.pathname)) return scimError(501, null, 'Not implemented');
  const filter = address.searchParams.get('filter');
  if (request.method === 'GET' && filter !== null) {
    const userName = filteredUserName(filter);
    if (userName === null) return scimError(400, 'invalidFilter', 'Only userName can be filtered, and only with eq');
    // scimmy compares userName with its case; RFC 7643 does not. The look-up is ours, scimmy finds the one by its id.
    address.searchParams.set('filter', `id eq "${store.byUserName(userName)?.id ?? nowhere}"`);
    return { ...request, url: `${address.pathname}${address.search}` };
  }
  return request.body.length === 0 ? request : { ...request, body: withManagerObject(request.body) };
}

function filteredUserName(filter: string): string | null {
  const match = /^\s*(?:urn:ietf:params:scim:schemas:core:2\.0:User:)?userName\s+eq\s+("(?:[^"\\]|\\.)*")\s*$/i.exec(
    filter,
  );
  if (match?.[1] === undefined) return null;
  try {
    const value: unknown = JSON.parse(match[1]);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

/** The gallery types the manager as a string; the RFC has an object. Both are taken, the object is stored. */
function withManagerObject(body: Buffer): Buffer {
  let resource: unknown;
  try {
    resource = JSON.parse(body.toString('utf8'));
  } catch {
    return body;
  }
  if (typeof resource !== 'object' || resource === null) return body;
  const operations: unknown = 'Operations' in resource ? resource.Operations : undefined;
  if (!Array.isArray(operations)) return Buffer.from(JSON.stringify(withObjectIn(resource)));
  const path = `${enterpriseSchema}:manager`.toLowerCase();
  const rewritten = operations.map((operation: unknown) => {
    if (typeof operation !== 'object' || operation === null || !('value' in operation)) return operation;
    const isManager = 'path' in operation && String(operation.path).toLowerCase() === path;
    return { ...operation, value: isManager ? asObject(operation.value) : withObjectIn(operation.value) };
  });
  return Buffer.from(JSON.stringify({ ...resource, Operations: rewritten }));
}

const asObject = (manager: unknown): unknown => (typeof manager === 'string' ? { value: manager } : manager);

/** A resource, or the value of a PATCH operation without a path. */
function withObjectIn(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const fields = value as Record<string, unknown>;
  const extension = fields[enterpriseSchema];
  if (typeof extension === 'object' && extension !== null && 'manager' in extension) {
    return { ...fields, [enterpriseSchema]: { ...extension, manager: asObject(extension.manager) } };
  }
  const path = `${enterpriseSchema}:manager`;
  return path in fields ? { ...fields, [path]: asObject(fields[path]) } : value;
}
