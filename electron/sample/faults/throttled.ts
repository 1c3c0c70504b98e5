import { z } from 'zod';
import { delivered } from '../answer';
import { errorAnswer } from './error-answer';
import { faultKind } from './fault';

/** Retry-After in both its forms (RFC 9110 section 10.2.3), fractional seconds as Microsoft Graph sends, or left out. */
export const throttled = faultKind(
  'throttled',
  '429 with Retry-After; the request has no effect',
  {
    /** Seconds; null leaves the header out. */
    retryAfter: z.number().min(0).nullable().default(1),
    as: z.enum(['seconds', 'date']).default('seconds'),
  },
  async ({ retryAfter, as }, _serve, side) => {
    const seconds = retryAfter ?? 0;
    const value = as === 'seconds' ? String(seconds) : new Date(Date.now() + seconds * 1000).toUTCString();
    const headers = retryAfter === null ? {} : { 'retry-after': value };
    return delivered(errorAnswer(side, 429, 'TooManyRequests', 'Too many requests', headers));
  },
);
