import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { delivered } from '../answer';
import { faultKind } from './fault';

export const slowAnswer = faultKind(
  'slow-answer',
  'the request has its effect at once, the answer comes late',
  { delayMs: z.number().int().min(0).max(600_000).default(2000) },
  async ({ delayMs }, serve) => {
    const answer = await serve();
    // Unreferenced: a server that is stopped does not wait for a slow answer.
    await wait(delayMs, undefined, { ref: false });
    return delivered(answer);
  },
);
