import { z } from 'zod';
import { delivered } from '../answer';
import { errorAnswer } from './error-answer';
import { faultKind } from './fault';

export const unauthorized = faultKind(
  'unauthorized',
  '401 or 403, as if the token had been withdrawn',
  { status: z.union([z.literal(401), z.literal(403)]).default(401) },
  async ({ status }, _serve, side) =>
    delivered(
      status === 401
        ? errorAnswer(side, 401, 'InvalidAuthenticationToken', 'Access token is not valid.')
        : errorAnswer(side, 403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'),
    ),
);
