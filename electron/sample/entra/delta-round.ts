import { type Answer, jsonAnswer } from '../answer';
import { type DeltaToken, readDeltaToken, writeDeltaToken } from './delta-token';
import { badRequest, GraphRefusal } from './graph-refusal';
import { allowOnly, type GraphRequest } from './graph-request';

/** How the tenant says that it has forgotten a watermark (delta-query-overview; the second form is the one seen). */
type ExpiryForm = 'gone' | 'sync-state-not-found' | 'resync-required';

/** Delta tokens of an earlier generation have expired. */
export interface DeltaGeneration {
  number: number;
  form: ExpiryForm;
}

/**
 * The objects of one round, each at a place that changes in mid-round do not move; null at the place of one of whom
 * there is nothing to say. So nobody is skipped, and a page may be short or empty. Only those of a page are made.
 */
export interface Round {
  readonly length: number;
  at(index: number): object | null | undefined;
}

/**
 * `GET /users/delta` and `GET /groups/delta`: pages, then the delta link. No $top, no $expand; the page size is the
 * service's own; $select and $filter count on the first request only and are baked into the links.
 */
export function answerDelta(
  request: GraphRequest,
  of: DeltaToken['of'],
  generation: DeltaGeneration,
  open: (token: DeltaToken) => Round,
): Answer {
  allowOnly(request, ['$select', '$filter', '$deltatoken', '$skiptoken']);
  const token = tokenOf(request, of, generation);
  const all = token.since === token.until ? [] : open(token);
  const context = `${request.root}/$metadata#${of}`;
  if (token.offset === null && request.behaviour.emptyFirstPage) {
    return page(context, [], '@odata.nextLink', link(request, '$skiptoken', { ...token, offset: 0 }));
  }
  const offset = token.offset ?? 0;
  const end = offset + request.behaviour.deltaPageSize;
  const start = request.behaviour.repeatObjects ? Math.max(0, offset - 1) : offset;
  const value: object[] = [];
  for (let index = start; index < Math.min(end, all.length); index += 1) {
    const object = all.at(index);
    if (object) value.push(object);
  }
  if (end < all.length) {
    return page(context, value, '@odata.nextLink', link(request, '$skiptoken', { ...token, offset: end }));
  }
  // Changes made while the round was read come in the next one: nothing is lost, something may come twice.
  return page(context, value, '@odata.deltaLink', link(request, '$deltatoken', { ...token, since: token.until }));
}

function tokenOf(request: GraphRequest, of: DeltaToken['of'], generation: DeltaGeneration): DeltaToken {
  const { query, directory } = request;
  const now = directory.changes.length;
  const given = query.get('$deltatoken') ?? query.get('$skiptoken') ?? '';
  if (given === '' || given === 'latest') {
    const since = given === 'latest' ? now : null;
    const select = query.get('$select') ?? null;
    const filter = query.get('$filter') ?? null;
    return { generation: generation.number, of, select, filter, since, until: now, offset: null };
  }
  const token = readDeltaToken(given, of);
  if (token.generation !== generation.number) throw expired(request, token, generation.form);
  return query.has('$deltatoken') ? { ...token, until: now, offset: null } : token;
}

function expired(request: GraphRequest, token: DeltaToken, form: ExpiryForm): GraphRefusal {
  const words = 'Resync required: the sync state generation is not found.';
  switch (form) {
    case 'gone': {
      const parameters = new URLSearchParams();
      if (token.select !== null) parameters.set('$select', token.select);
      if (token.filter !== null) parameters.set('$filter', token.filter);
      parameters.set('$deltatoken', '');
      const location = `${request.root}${request.path}?${parameters.toString()}`;
      return new GraphRefusal(410, 'syncStateNotFound', words, { location });
    }
    case 'sync-state-not-found':
      return new GraphRefusal(400, 'syncStateNotFound', words);
    case 'resync-required':
      return new GraphRefusal(410, 'resyncRequired', words);
  }
}

/** The ids of `$filter=id eq '…' or id eq '…'`, the only filter delta takes; null: none was given. */
export function filteredIds(token: DeltaToken): ReadonlySet<string> | null {
  if (token.filter === null) return null;
  const clauses = token.filter.split(/\s+or\s+/i).map((clause) => /^id\s+eq\s+'([^']+)'$/i.exec(clause.trim())?.[1]);
  const ids = clauses.filter((id) => id !== undefined);
  if (ids.length !== clauses.length) throw badRequest('Unsupported Query. Only id eq is supported with delta.');
  if (ids.length > 50) throw badRequest('Too many ids: a delta filter takes 50 at most.');
  return new Set(ids.map((id) => id.toLowerCase()));
}

function link(request: GraphRequest, name: '$skiptoken' | '$deltatoken', token: DeltaToken): string {
  return `${request.root}${request.path}?${name}=${writeDeltaToken(token)}`;
}

function page(context: string, value: readonly object[], linkName: string, address: string): Answer {
  return jsonAnswer(200, { '@odata.context': context, [linkName]: address, value });
}
