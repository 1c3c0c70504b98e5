import { z } from 'zod';
import { delivered } from '../answer';
import { errorAnswer } from './error-answer';
import { faultKind } from './fault';

/** Both forms Microsoft documents (delta-query-overview): 410 with a Location to start from, and 400 syncStateNotFound. */
export const expiredDeltaToken = faultKind(
  'expired-delta-token',
  'Graph has forgotten the watermark and wants a full round',
  {
    as: z.enum(['gone', 'sync-state-not-found', 'resync-required']).default('gone'),
    /** The Location of a 410; left out when empty. */
    location: z.string().default(''),
  },
  async ({ as, location }, _serve, side) => {
    const words = 'The sync state generation is not found; a full resynchronisation is needed.';
    switch (as) {
      case 'gone':
        return delivered(errorAnswer(side, 410, 'syncStateNotFound', words, location === '' ? {} : { location }));
      case 'sync-state-not-found':
        return delivered(errorAnswer(side, 400, 'syncStateNotFound', words));
      case 'resync-required':
        return delivered(errorAnswer(side, 410, 'resyncRequired', words));
    }
  },
);
