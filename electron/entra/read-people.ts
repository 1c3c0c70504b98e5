import { z } from 'zod';
import { sourceId } from '../../shared/ids';
import { ProblemError } from '../../shared/outcome';
import type { GraphValue } from '../../shared/person';
import type { PeoplePage, ReadPerson } from '../edges';
import { askGraph, type GraphConnection, graphError, refusalOf } from './graph-request';

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
  let next: Promise<z.infer<typeof page>> | null = readPage(
    connection,
    from ?? `/users/delta?$select=${properties.map(encodeURIComponent).join(',')}`,
    signal,
  );
  try {
    while (next !== null) {
      const current: z.infer<typeof page> = await next;
      const { '@odata.nextLink': nextLink, '@odata.deltaLink': deltaLink } = current;
      if (nextLink === undefined && deltaLink === undefined)
        throw new ProblemError({ kind: 'answer-cut-off', side: 'source', host: new URL(connection.base).host });
      next = nextLink === undefined ? null : readPage(connection, nextLink, signal);
      // A page that fails while nobody waits for it is told when it is asked for.
      next?.catch(() => undefined);
      yield { people: current.value.map(readPersonIn), watermark: nextLink === undefined ? (deltaLink ?? null) : null };
    }
  } finally {
    await next?.catch(() => undefined);
  }
}

async function readPage(connection: GraphConnection, path: string, signal: AbortSignal): Promise<z.infer<typeof page>> {
  const answer = await askGraph(connection, { path, signal });
  if (answer.status === 410 || (answer.status >= 400 && expired.test(graphError(answer.json).code)))
    throw new ProblemError({ kind: 'watermark-expired' });
  if (answer.status >= 300) throw new ProblemError(refusalOf('/users', answer));
  const read = page.safeParse(answer.json);
  if (!read.success)
    throw new ProblemError({
      kind: 'not-the-protocol',
      side: 'source',
      host: new URL(connection.base).host,
      got: 'other-json',
      status: answer.status,
    });
  return read.data;
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
