import { z } from 'zod';
import type { Trial } from '../mapping/trial';
import { mappings } from './mapping-calls';
import { done, job, strict, typed, words } from './shapes';

/** An edited mapping tried on everyone, and questions to the target about it. Nothing here writes. */
export const trialCalls = {
  /**
   * Progress comes as `trial.progress`; null without a problem: cancelled. A mapping that could not be saved (errors of
   * `mapping.check`) is a problem, and so is a directory that was not read yet.
   */
  'trial.run': {
    request: strict({ job, mappings }),
    response: strict({ trial: typed<Trial>().nullable(), problem: words.nullable() }),
  },
  'trial.cancel': { request: strict({ job }), response: done },
  /**
   * Whether the target can search by an attribute, asked of the target itself. With a `problem` it could not be asked:
   * that refuses nothing, and is to be said.
   */
  'trial.askMatching': {
    request: strict({ job, path: z.string().min(1).max(512) }),
    response: strict({ canSearch: z.boolean(), text: z.string(), problem: words.nullable() }),
  },
} as const;
