import { z } from 'zod';
import { delivered } from '../answer';
import { errorAnswer } from './error-answer';
import { faultKind } from './fault';

/** "Not there" of what is there, "not allowed" of what was allowed: in the side's own words, so it looks like the truth. */
export const refused = faultKind(
  'refused',
  'a refusal with the status and the code that are given; the request has no effect',
  {
    status: z.number().int().min(400).max(499).default(404),
    code: z.string().default('Request_ResourceNotFound'),
  },
  async ({ status, code }, _serve, side) => delivered(errorAnswer(side, status, code, 'Refused by a fault.')),
);
