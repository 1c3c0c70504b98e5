import { z } from 'zod';
import { mappings } from './mapping-calls';
import { count, job, strict, words } from './shapes';

const change = strict({ what: z.string(), from: z.string().nullable(), to: z.string().nullable() });

const fault = strict({
  /** JSON path in the file. */
  path: z.string(),
  /** Inside the expression or pattern that stands there, from 1; null: all of it. */
  at: strict({ line: count, column: count }).nullable(),
  /** The attribute that it is about, or null. */
  about: z.string().nullable(),
  message: z.string(),
  /** What would be right in its place, or null. */
  suggestion: z.string().nullable(),
});
export type SchemaFileFault = z.infer<typeof fault>;

/** The mapping as a file of Microsoft Graph's synchronizationSchema. The main process asks for the file's name. */
export const schemaCalls = {
  /** `file`: found sound and kept in the main process until it is taken; all null: none was chosen. */
  'schema.open': {
    request: strict({ job }),
    response: strict({
      file: strict({
        name: z.string(),
        token: z.string().max(64),
        mappings,
        filters: count,
        /** What is kept but not used, or treated differently. */
        notices: z.array(z.string()),
        /** What it does otherwise than the mapping in use; null: it is not there. */
        changes: z.array(change),
      }).nullable(),
      /** A file that cannot work: everything that is wrong with it. The mapping in use stays. */
      refused: strict({ name: z.string(), faults: z.array(fault), notices: z.array(z.string()) }).nullable(),
      problem: words.nullable(),
    }),
  },
  'schema.take': {
    request: strict({ job, token: z.string().max(64) }),
    response: strict({ problem: words.nullable() }),
  },
  /** The path it was written to; null: no name was chosen. */
  'schema.export': {
    request: strict({ job }),
    response: strict({ path: z.string().nullable(), problem: words.nullable() }),
  },
} as const;
