import { z } from 'zod';
import type { Answer, Delivery } from '../answer';

export type FaultSide = 'entra' | 'scim';

/** Which requests a fault meets and how often, whatever its kind. */
const when = {
  match: z
    .object({
      method: z.string().optional(),
      /** A part of path and query, compared after percent-decoding. */
      pathIncludes: z.string().optional(),
    })
    .default({}),
  /** How many matching requests it meets; null: all, until it is cleared. */
  times: z.number().int().min(1).nullable().default(1),
  /** How many matching requests it lets pass first. */
  after: z.number().int().min(0).default(0),
};
const readWhen = z.object(when);

/** A fault that was asked for. Calling `serve` lets the request have its effect; what `wrap` returns is what leaves. */
export interface Fault extends z.output<typeof readWhen> {
  readonly kind: string;
  readonly wrap: (serve: () => Promise<Answer>, side: FaultSide, url: string) => Promise<Delivery>;
}

/**
 * A row of the table of faults: a schema that reads `{ kind, match, times, after, …options }` and gives the fault
 * ready to act. `about` is what the other side sees, in one line.
 */
export function faultKind<const Kind extends string, Options extends z.ZodRawShape>(
  kind: Kind,
  about: string,
  options: Options,
  wrap: (
    options: z.output<z.ZodObject<Options>>,
    serve: () => Promise<Answer>,
    side: FaultSide,
    /** Path and query of the request. */
    url: string,
  ) => Promise<Delivery>,
) {
  const readOptions = z.object(options);
  return z
    .object({ kind: z.literal(kind), ...when, ...options })
    .transform((fault): Fault => {
      const own = readOptions.parse(fault);
      return { kind, ...readWhen.parse(fault), wrap: (serve, side, url) => wrap(own, serve, side, url) };
    })
    .meta({ description: about });
}
