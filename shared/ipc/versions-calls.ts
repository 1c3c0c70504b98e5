import { z } from 'zod';
import { count, instant, job, strict, words } from './shapes';

const version = strict({
  number: count,
  at: instant,
  author: z.string(),
  through: z.enum(['window', 'command-line', 'file']),
  restores: count.nullable(),
  /** "2 attributes and the scope changed" */
  summary: z.string(),
  current: z.boolean(),
});
export type VersionView = z.infer<typeof version>;

const change = strict({ what: z.string(), from: z.string().nullable(), to: z.string().nullable() });
export type VersionChange = z.infer<typeof change>;

/** The versions of mapping and scope. */
export const versionsCalls = {
  /** Newest first. */
  'versions.list': { request: strict({ job }), response: strict({ versions: z.array(version) }) },
  /** What a version changed of the one before it, and what going back to it would change of what is in use now. */
  'versions.show': {
    request: strict({ job, number: count }),
    response: strict({ changed: z.array(change), wouldChange: z.array(change), problem: words.nullable() }),
  },
  'versions.restore': { request: strict({ job, number: count }), response: strict({ problem: words.nullable() }) },
} as const;
