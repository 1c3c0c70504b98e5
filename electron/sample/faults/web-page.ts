import { z } from 'zod';
import { delivered } from '../answer';
import { faultKind } from './fault';

/** What a captive portal, a filtering proxy or a sign-in page in the way answers. */
export const webPage = faultKind(
  'web-page',
  'an HTML page with status 200 instead of JSON; the request has no effect',
  { status: z.number().int().min(200).max(599).default(200) },
  async ({ status }) =>
    delivered({
      status,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: '<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in to the network</body></html>',
    }),
);
