import { faultKind } from './fault';

/** The case in which a client cannot know: the account may exist although nobody said so. */
export const lostAnswer = faultKind(
  'lost-answer',
  'the request has its effect, then the connection is reset instead of an answer',
  {},
  async (_options, serve) => {
    await serve();
    return { kind: 'reset' };
  },
);
