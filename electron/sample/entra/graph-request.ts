import type { WireRequest } from '../answer';
import type { Directory } from './directory';
import { badRequest, unsupportedQuery } from './graph-refusal';
import type { TenantBehaviour } from './tenant-behaviour';

/** One request to Graph, as its handlers get it. */
export interface GraphRequest {
  readonly directory: Directory;
  /** Application permissions of the token. */
  readonly permissions: readonly string[];
  readonly behaviour: TenantBehaviour;
  /** The path below `/v1.0`, decoded. */
  readonly path: string;
  /** System query options with their `$`. */
  readonly query: ReadonlyMap<string, string>;
  readonly headers: WireRequest['headers'];
  readonly body: Buffer;
  /** `https://host:port/v1.0`, of the host that was asked. */
  readonly root: string;
}

/** `ConsistencyLevel: eventual`, which Graph wants for $search, $count and some filters. */
export const isEventual = (request: GraphRequest): boolean =>
  String(request.headers['consistencylevel'] ?? '').toLowerCase() === 'eventual';

/** Refuses what the real call does not know, so that a client cannot come to rely on it. */
export function allowOnly(request: GraphRequest, allowed: readonly string[]): void {
  for (const name of request.query.keys()) {
    if (name.startsWith('$') && !allowed.includes(name)) {
      throw badRequest(`The query specified in the URI is not valid. The query option '${name}' is not allowed here.`);
    }
  }
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextLink: string | null;
}

/** A page of a list: $top up to 999 (default 100), and the address of the next. */
export function listPage<Item>(request: GraphRequest, all: readonly Item[]): Page<Item> {
  const top = Number(request.query.get('$top') ?? '100');
  if (!Number.isInteger(top) || top < 1 || top > 999) {
    throw unsupportedQuery(`Invalid page size specified: '${top}'. Must be between 1 and 999 inclusive.`);
  }
  const size = Math.min(top, request.behaviour.listPageSize);
  const offset = readSkipToken(request.query.get('$skiptoken'));
  const more = offset + size < all.length;
  return { items: all.slice(offset, offset + size), nextLink: more ? linkWith(request, offset + size) : null };
}

/** Every parameter of the first request is in the link; headers are not (Microsoft Graph, "paging"). */
function linkWith(request: GraphRequest, offset: number): string {
  const parameters = new URLSearchParams([...request.query].filter(([name]) => name !== '$skiptoken'));
  parameters.set('$skiptoken', Buffer.from(JSON.stringify({ offset })).toString('base64url'));
  return `${request.root}${encodeURI(request.path)}?${parameters.toString()}`;
}

function readSkipToken(token: string | undefined): number {
  if (token === undefined) return 0;
  try {
    const read = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as { offset?: unknown };
    if (typeof read.offset === 'number') return read.offset;
  } catch {
    // Falls through to the refusal below.
  }
  throw badRequest('Skip token is not valid.');
}
