import type { Answer, Serve, WireRequest } from '../answer';
import { type AccountRow, type AccountStore, enterpriseSchema } from './account-store';
import { isBearer, scimError } from './scim-error';

/**
 * A target that answers at once, for measurements: real SCIM over real HTTP, without a framework and without BlueJeans'
 * rules. It knows create, read, `userName eq`, PATCH (RFC 7644 section 3.5.2), PUT and DELETE of users.
 */
export function instantService(store: AccountStore, path: string, token: () => string): Serve {
  return async (request) => {
    if (!isBearer(request.headers.authorization, token())) return scimError(401, null, 'Bad or missing bearer token');
    const address = new URL(request.url, 'http://127.0.0.1');
    if (!address.pathname.startsWith(`${path}/`)) return scimError(404, null, 'Endpoint not found');
    const [type = '', id, ...rest] = address.pathname.slice(path.length + 1).split('/');
    if (type === 'ServiceProviderConfig' && request.method === 'GET') return scimAnswer(200, serviceProviderConfig);
    if (type !== 'Users' || rest.length > 0) return scimError(404, null, 'Endpoint not found');
    return id === undefined || id === ''
      ? answerUsers(store, request, address.searchParams)
      : answerUser(store, request, decodeURIComponent(id));
  };
}

function answerUsers(store: AccountStore, { method, body }: WireRequest, query: URLSearchParams): Answer {
  if (method === 'POST') {
    const resource = parsed(body);
    if (typeof resource?.['userName'] !== 'string') return scimError(400, 'invalidValue', 'userName is missing');
    return written(store.write(resource), 201);
  }
  if (method !== 'GET') return scimError(405, null, 'Method not allowed');
  const filter = query.get('filter');
  const found = filter === null ? store.all() : filtered(store, filter);
  if (found === null) return scimError(400, 'invalidFilter', 'Only userName eq is known');
  const start = Math.max(1, Number(query.get('startIndex') ?? '1') || 1);
  const count = Math.max(0, Number(query.get('count') ?? '100') || 0);
  const page = found.slice(start - 1, start - 1 + count);
  return scimAnswer(200, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: found.length,
    itemsPerPage: page.length,
    startIndex: start,
    Resources: page,
  });
}

function answerUser(store: AccountStore, { method, body }: WireRequest, id: string): Answer {
  const row = store.get(id);
  if (row === undefined) return scimError(404, null, `Resource ${id} not found`);
  switch (method) {
    case 'GET':
      return scimAnswer(200, row);
    case 'DELETE':
      store.remove(id);
      return { status: 204, headers: {}, body: '' };
    case 'PUT': {
      const resource = parsed(body);
      if (typeof resource?.['userName'] !== 'string') return scimError(400, 'invalidValue', 'userName is missing');
      return written(store.write(resource, id), 200);
    }
    case 'PATCH': {
      const patched = patch(row, parsed(body)?.['Operations']);
      return patched === null ? scimError(400, 'invalidSyntax', 'Not a PATCH') : written(store.write(patched, id), 200);
    }
    default:
      return scimError(405, null, 'Method not allowed');
  }
}

function filtered(store: AccountStore, filter: string): AccountRow[] | null {
  const value = /^\s*userName\s+eq\s+("(?:[^"\\]|\\.)*")\s*$/i.exec(filter)?.[1];
  if (value === undefined) return null;
  const row = store.byUserName(JSON.parse(value) as string);
  return row === undefined ? [] : [row];
}

type Fields = Record<string, unknown>;

/** The resource after the operations; null: not a list of operations that is understood. */
function patch(row: AccountRow, operations: unknown): Fields | null {
  if (!Array.isArray(operations) || operations.length === 0) return null;
  const resource = structuredClone(row) as Fields;
  for (const operation of operations as { op?: unknown; path?: unknown; value?: unknown }[]) {
    const op = String(operation.op).toLowerCase();
    if (op !== 'add' && op !== 'replace' && op !== 'remove') return null;
    const value = op === 'remove' ? undefined : operation.value;
    if (typeof operation.path === 'string') setAt(resource, operation.path, value);
    else if (typeof value === 'object' && value !== null)
      for (const [path, one] of Object.entries(value)) setAt(resource, path, one);
    else return null;
  }
  return resource;
}

const pathPattern =
  /^(?:urn:ietf:params:scim:schemas:core:2\.0:User:)?([A-Za-z]+)(?:\[type eq "([^"]+)"\])?(?:\.([A-Za-z]+))?$/;

function setAt(resource: Fields, path: string, value: unknown): void {
  if (path.startsWith(`${enterpriseSchema}:`)) {
    const extension = { ...(resource[enterpriseSchema] as Fields | undefined) };
    resource[enterpriseSchema] = extension;
    setAt(extension, path.slice(enterpriseSchema.length + 1), value);
    return;
  }
  const [, name = path, type, part] = pathPattern.exec(path) ?? [];
  if (type !== undefined) {
    const elements = Array.isArray(resource[name]) ? (resource[name] as Fields[]) : [];
    const others = elements.filter((element) => element['type'] !== type);
    const old = elements.find((element) => element['type'] === type) ?? { type };
    const next = part === undefined ? value : { ...old, [part]: value };
    resource[name] = value === undefined ? others : [...others, next];
  } else if (part !== undefined) {
    resource[name] = { ...(resource[name] as Fields | undefined), [part]: value };
  } else {
    resource[name] = value;
  }
}

function written(row: AccountRow | 'taken', status: number): Answer {
  return row === 'taken' ? scimError(409, 'uniqueness', 'userName is taken') : scimAnswer(status, row);
}

function scimAnswer(status: number, resource: unknown): Answer {
  return { status, headers: { 'content-type': 'application/scim+json' }, body: JSON.stringify(resource) };
}

function parsed(body: Buffer): Fields | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Fields) : null;
  } catch {
    return null;
  }
}

const serviceProviderConfig = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: 200 },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: false },
  authenticationSchemes: [{ type: 'oauthbearertoken', name: 'Bearer token', description: 'A bearer token' }],
};
