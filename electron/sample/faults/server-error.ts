import { z } from 'zod';
import { delivered } from '../answer';
import { errorAnswer } from './error-answer';
import { faultKind } from './fault';

export const serverError = faultKind(
  'server-error',
  'a 5xx answer; the request has no effect unless `afterEffect`',
  {
    status: z.number().int().min(500).max(599).default(503),
    retryAfter: z.number().min(0).nullable().default(null),
    afterEffect: z.boolean().default(false),
  },
  async ({ status, retryAfter, afterEffect }, serve, side) => {
    if (afterEffect) await serve();
    const code = status === 503 ? 'ServiceUnavailable' : status === 504 ? 'GatewayTimeout' : 'InternalServerError';
    const headers = retryAfter === null ? {} : { 'retry-after': String(retryAfter) };
    return delivered(errorAnswer(side, status, code, 'The service is temporarily unavailable', headers));
  },
);
