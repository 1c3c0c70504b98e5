import { z } from 'zod';
import { delivered } from '../answer';
import { faultKind } from './fault';

export const redirect = faultKind(
  'redirect',
  'a redirect to elsewhere: whoever follows it hands its token to a stranger',
  {
    status: z.union([z.literal(301), z.literal(302), z.literal(307), z.literal(308)]).default(302),
    location: z.string().default('https://elsewhere.example/'),
  },
  async ({ status, location }) => delivered({ status, headers: { location }, body: '' }),
);
