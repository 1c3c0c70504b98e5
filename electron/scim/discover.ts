import { readBoolean, readMember } from '../../shared/mapping/target-path';
import { ProblemError } from '../../shared/outcome';
import { isSuccess } from './scim-answer';
import type { Connection } from './send-request';

/** What the service says of itself (RFC 7643 section 5); null where it does not say. */
export interface Discovery {
  readonly patch: boolean | null;
  readonly filter: boolean | null;
  readonly etag: boolean | null;
  /** The most rows in one answer. */
  readonly maxResults: number | null;
}

export const unknownService: Discovery = { patch: null, filter: null, etag: null, maxResults: null };

/**
 * Reads ServiceProviderConfig, each member on its own: one that is missing or odd says nothing of the others
 * (scim-interop 1.10). It is advice; a service without it is as good as any.
 */
export async function discover(connection: Connection, signal: AbortSignal): Promise<Discovery> {
  try {
    return await ask(connection, signal);
  } catch (error) {
    // What matters will meet the next request too, and be told there.
    if (error instanceof ProblemError) return unknownService;
    throw error;
  }
}

async function ask(connection: Connection, signal: AbortSignal): Promise<Discovery> {
  for (const path of ['/ServiceProviderConfig', '/ServiceProviderConfigs'] as const) {
    const sent = await connection.request({ method: 'GET', path, repeat: 'always', isAdvice: true }, signal);
    if (sent.kind === 'failure') return unknownService;
    if (isSuccess(sent.answer)) return readDiscovery(sent.answer.json);
    if (sent.answer.status !== 404) return unknownService;
  }
  return unknownService;
}

export function readDiscovery(config: unknown): Discovery {
  const supported = (name: string): boolean | null => readBoolean(readMember(readMember(config, name), 'supported'));
  const limits = [
    readCount(readMember(readMember(config, 'filter'), 'maxResults')),
    readCount(readMember(readMember(config, 'pagination'), 'maxPageSize')),
  ].filter((limit) => limit !== null);
  return {
    patch: supported('patch'),
    filter: supported('filter'),
    etag: supported('etag'),
    maxResults: limits.length === 0 ? null : Math.min(...limits),
  };
}

function readCount(value: unknown): number | null {
  const number = typeof value === 'number' || (typeof value === 'string' && value !== '') ? Number(value) : Number.NaN;
  return Number.isInteger(number) && number > 0 ? number : null;
}
