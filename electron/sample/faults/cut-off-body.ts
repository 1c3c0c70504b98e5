import { faultKind } from './fault';

export const cutOffBody = faultKind(
  'cut-off-body',
  'the right status and length, half of the body, then the connection ends',
  {},
  async (_options, serve) => ({ kind: 'cut-off', answer: await serve() }),
);
