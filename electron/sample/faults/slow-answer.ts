import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { delivered } from '../answer';
import { faultKind } from './fault';

export const slowAnswer = faultKind(
  'slow-answer',
  'the answer comes late; the request has its effect at once, or (`hasEffect` false) as late as the answer',
  { delayMs: z.number().int().min(0).max(600_000).default(2000), hasEffect: z.boolean().default(true) },
  async ({ delayMs, hasEffect }, serve) => {
    const answer = hasEffect ? await serve() : null;
    // Unreferenced: a server that is stopped does not wait for a slow answer.
    await wait(delayMs, undefined, { ref: false });
    return delivered(answer ?? (await serve()));
  },
);
