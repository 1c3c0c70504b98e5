import { faultKind } from './fault';

export const connectionReset = faultKind(
  'connection-reset',
  'the connection is reset before the request has any effect',
  {},
  async () => ({ kind: 'reset' }),
);
