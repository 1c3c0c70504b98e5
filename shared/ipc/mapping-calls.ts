import { z } from 'zod';
import type { AttributeMapping } from '../mapping/rules';
import { count, id, job, strict, text } from './shapes';

const mapping = strict({
  target: z.string().min(1).max(512),
  source: z.discriminatedUnion('kind', [
    strict({ kind: z.literal('direct'), attribute: z.string().min(1).max(256) }),
    strict({ kind: z.literal('constant'), value: text }),
    strict({ kind: z.literal('expression'), text: z.string().max(10_000) }),
    strict({ kind: z.literal('none') }),
  ]),
  defaultValue: z.string().max(4096).nullable(),
  flowType: z.enum(['Always', 'ObjectAddOnly', 'MultiValueAddOnly', 'ValueAddOnly', 'AttributeAddOnly']),
  matchingPriority: count,
  onDrift: z.enum(['source', 'report']).exactOptional(),
  whenEmpty: z.enum(['leave', 'clear', 'default']).optional(),
}) satisfies z.ZodType<AttributeMapping>;
export const mappings = z.array(mapping).max(200);

const fault = strict({
  /** Which mapping; null for the whole set. */
  target: z.string().nullable(),
  /** Offset and length in the expression, UTF-16 units; null when the fault is not inside an expression. */
  range: strict({ start: count, end: count }).nullable(),
  message: z.string(),
  /** Text to put in place of the range ("NormalizeDiacritics"), or null. */
  suggestion: z.string().nullable(),
  severity: z.enum(['error', 'warning']),
});
export type MappingFault = z.infer<typeof fault>;

/** The mapping editor. */
export const mappingCalls = {
  'mapping.get': {
    request: strict({ job }),
    response: strict({
      mappings,
      /** The names a mapping may read, in the service's spelling, with what they are. */
      sourceAttributes: z.array(strict({ name: z.string(), label: z.string() })),
      targetAttributes: z.array(
        strict({
          path: z.string(),
          label: z.string(),
          type: z.string(),
          required: z.boolean(),
          maxLength: z.number().nullable(),
          filterable: z.boolean(),
        }),
      ),
      functions: z.array(strict({ name: z.string(), signature: z.string(), help: z.string() })),
    }),
  },
  'mapping.defaults': { request: strict({ job }), response: strict({ mappings }) },
  'mapping.check': { request: strict({ job, mappings }), response: strict({ faults: z.array(fault) }) },
  /** The value of one mapping for one person, as last read (or as Entra has them, before anybody was read); with the intermediate values, outermost last. */
  'mapping.tryOn': {
    request: strict({ job, mapping, personId: id }),
    response: strict({
      steps: z.array(strict({ expression: z.string(), value: z.string().nullable() })),
      result: z.string().nullable(),
      verdict: strict({ ok: z.boolean(), text: z.string() }),
      faults: z.array(fault),
    }),
  },
  'mapping.save': {
    request: strict({ job, mappings }),
    response: strict({ saved: z.boolean(), faults: z.array(fault) }),
  },
} as const;
