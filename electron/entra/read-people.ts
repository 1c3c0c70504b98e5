import { z } from 'zod';
import { sourceId } from '../../shared/ids';
import type { Problem } from '../../shared/log/problem';
import { ProblemError } from '../../shared/outcome';
import type { GraphValue } from '../../shared/person';
import { securityAttributes } from '../../shared/schema/attribute-names';
import type { PeoplePage, ReadPerson } from '../edges';
import { askGraph, type GraphConnection, originOf, otherJson, refusalOf } from './graph-request';
import { graphError } from './read-answer';
import { watchLinks } from './watch-links';

const page = z.object({
  value: z.array(z.looseObject({ id: z.string() })),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
});

/** Codes with which Graph says that a delta token is too old (Microsoft Graph, "delta query overview"). */
const expired = /syncStateNotFound|resyncRequired|syncStateInvalid/i;

/**
 * Everybody, or what changed since a watermark, page by page (users/delta). The next page is asked for while the one
 * before is worked on, and no further ahead. Only a round that came to its delta link is complete.
 */
export async function* readPeople(
  connection: GraphConnection,
  from: string | null,
  properties: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<PeoplePage> {
  // A watermark of another cloud, or of a tenant whose address changed, is worth nothing here.
  if (from !== null && originOf(from) !== originOf(connection.base)) throw new ProblemError(watermarkExpired);
  // No delta round knows them: they are read by themselves (security-attributes.ts).
  const watched = properties.filter((name) => name !== securityAttributes);
  const ahead = new AbortController();
  const stop = (): void => ahead.abort(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  const watch = watchLinks();
  const read = async (path: string): Promise<DeltaPage> => {
    watch(path);
    return readPage(connection, path, ahead.signal);
  };
  const readAhead = (path: string): Promise<DeltaPage> => {
    const page = read(path);
    // A page that fails while nobody waits for it is told when it is asked for.
    page.catch(() => undefined);
    return page;
  };
  try {
    let next: Promise<DeltaPage> | null = readAhead(
      from ?? `/users/delta?$select=${watched.map(encodeURIComponent).join(',')}`,
    );
    while (next !== null) {
      const page: DeltaPage = await next;
      next = page.nextLink === null ? null : readAhead(page.nextLink);
      yield { people: page.people, watermark: page.deltaLink };
    }
  } finally {
    signal.removeEventListener('abort', stop);
    ahead.abort(new Error('Nobody reads on'));
  }
}

const watermarkExpired: Problem = { kind: 'watermark-expired' };

/** One page; exactly one of the two links is there. */
interface DeltaPage {
  readonly people: readonly ReadPerson[];
  readonly nextLink: string | null;
  readonly deltaLink: string | null;
}

async function readPage(connection: GraphConnection, path: string, signal: AbortSignal): Promise<DeltaPage> {
  const answer = await askGraph(connection, { path, signal });
  if (answer.status === 410 || (answer.status >= 400 && expired.test(graphError(answer.json).code)))
    throw new ProblemError(watermarkExpired);
  if (answer.status >= 300) throw new ProblemError(refusalOf('/users', answer));
  const read = page.safeParse(answer.json);
  if (!read.success) throw new ProblemError(otherJson(connection, answer));
  const { value, '@odata.nextLink': nextLink = null, '@odata.deltaLink': deltaLink = null } = read.data;
  // Without a link to go on, and without one to come back, nobody can say whether this was everybody.
  if (nextLink === null && deltaLink === null)
    throw new ProblemError({ kind: 'answer-cut-off', side: 'source', host: new URL(connection.base).host });
  return { people: value.map(readPersonIn), nextLink, deltaLink: nextLink === null ? deltaLink : null };
}

const removed = z.object({ '@removed': z.object({ reason: z.string() }) });
const managerDelta = z.object({ 'manager@delta': z.array(z.looseObject({ id: z.string() })) });
const managerObject = z.object({ manager: z.object({ id: z.string() }).nullable() });

/** One object of a page. A manager comes as `manager@delta` from a delta round, as `manager` when it was expanded. */
export function readPersonIn(object: { readonly id: string; readonly [key: string]: unknown }): ReadPerson {
  const id = sourceId(object.id);
  const gone = removed.safeParse(object);
  if (gone.success) return { id, state: gone.data['@removed'].reason === 'deleted' ? 'hard-deleted' : 'soft-deleted' };
  const properties: Record<string, GraphValue> = {};
  for (const [key, value] of Object.entries(object))
    if (!key.includes('@') && key !== 'manager') properties[key] = value as GraphValue;
  const delta = managerDelta.safeParse(object);
  if (delta.success) {
    // A change of manager names the one who went and the one who came; who came counts.
    const came = delta.data['manager@delta'].find((entry) => entry['@removed'] === undefined);
    return { id, state: 'present', properties, managerId: came === undefined ? null : sourceId(came.id) };
  }
  const expanded = managerObject.safeParse(object);
  if (expanded.success)
    return {
      id,
      state: 'present',
      properties,
      managerId: expanded.data.manager === null ? null : sourceId(expanded.data.manager.id),
    };
  return { id, state: 'present', properties, managerId: undefined };
}
