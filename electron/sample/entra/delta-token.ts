import { z } from 'zod';
import { GraphRefusal } from './graph-refusal';

/**
 * What a nextLink or deltaLink remembers. Opaque to callers, as the real ones are: parameters of the first request are
 * baked in. `generation` is the tenant's: tokens of an earlier one have expired.
 */
const deltaToken = z.object({
  generation: z.number(),
  of: z.enum(['users', 'groups']),
  /** null: $select was not given. */
  select: z.string().nullable(),
  filter: z.string().nullable(),
  /** The position in the change log after which changes are told; null: a first round, which tells of everybody. */
  since: z.number().nullable(),
  /** The position in the change log when the round began. */
  until: z.number(),
  /** Objects of this round that were already sent; null: the round begins. */
  offset: z.number().nullable(),
});

export type DeltaToken = z.output<typeof deltaToken>;

export const writeDeltaToken = (token: DeltaToken): string => Buffer.from(JSON.stringify(token)).toString('base64url');

/** Throws Graph's 400 for a token that is none. */
export function readDeltaToken(text: string, of: DeltaToken['of']): DeltaToken {
  try {
    const token = deltaToken.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (token.of === of) return token;
  } catch {
    // Falls through to the refusal below.
  }
  throw new GraphRefusal(400, 'Request_BadRequest', 'Badly formed token.');
}
