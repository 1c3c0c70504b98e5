import type { Problem } from '../../shared/log/problem';
import { classifyError } from '../network/classify-error';

/** What was asked of the mail server when it failed. */
export interface MailAttempt {
  /** Host and port, as people write them. */
  readonly server: string;
  readonly user: string;
  readonly from: string;
  readonly to: string;
  readonly waitedMs: number;
  /** Takes what may be secret out of what the server said. */
  readonly redact: (text: string) => string;
}

/** What nodemailer says of a failure, as far as it is read here: its code, the system's, the command it was at, the reply. */
interface Failure {
  readonly code: string;
  readonly originalCode: string;
  readonly command: string;
  readonly reply: string;
}

const longestAnswer = 300;

/** Says as a problem what nodemailer failed with (its page "Error handling"; replies: RFC 5321 section 4.2). */
export function mailProblem(error: unknown, attempt: MailAttempt): Problem {
  const { server, user } = attempt;
  const failure = read(error);
  const answer = attempt
    .redact(failure.reply)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, longestAnswer);
  switch (failure.code) {
    case 'EAUTH':
      return { kind: 'mail-sign-in-refused', server, user, answer };
    case 'EENVELOPE':
    case 'EMESSAGE':
      return refusal(failure, answer, attempt);
    case 'EPROTOCOL':
      return isReply(failure.reply)
        ? { kind: 'mail-refused', server, refused: 'connection', address: '', answer }
        : { kind: 'not-the-protocol', side: 'mail', host: server, got: 'text', status: 0 };
    case 'ETLS':
      if (failure.command === 'STARTTLS' && failure.reply !== '') return { kind: 'mail-without-tls', server };
      return connectionProblem(error, failure, attempt);
    case 'ECONNECTION':
      if (failure.command === 'EHLO' && !failure.reply.startsWith('421')) return { kind: 'mail-without-tls', server };
      if (isReply(failure.reply)) return { kind: 'mail-refused', server, refused: 'connection', address: '', answer };
      return connectionProblem(error, failure, attempt);
    default:
      return connectionProblem(error, failure, attempt);
  }
}

/** 530: the server takes nothing from somebody who has not signed in (RFC 4954 section 6). */
function refusal({ command, reply }: Failure, answer: string, { server, from, to }: MailAttempt): Problem {
  if (reply.startsWith('530')) return { kind: 'mail-sign-in-refused', server, user: '', answer };
  switch (command) {
    case 'MAIL FROM':
      return { kind: 'mail-refused', server, refused: 'sender', address: from, answer };
    case 'RCPT TO':
      return { kind: 'mail-refused', server, refused: 'recipient', address: to, answer };
    default:
      return { kind: 'mail-refused', server, refused: 'message', address: '', answer };
  }
}

/** The system's own code tells more than nodemailer's; without one its own says name, time or a broken connection. */
function connectionProblem(error: unknown, { code, originalCode }: Failure, attempt: MailAttempt): Problem {
  const own = code === 'EDNS' ? 'ENOTFOUND' : code;
  const cause = Object.assign(new Error(error instanceof Error ? error.message : ''), { code: originalCode || own });
  return classifyError(cause, {
    side: 'mail',
    host: attempt.server,
    proxy: null,
    waitedMs: attempt.waitedMs,
    answering: false,
  });
}

const isReply = (text: string): boolean => /^[2-5]\d\d[ -]/.test(text);

function read(error: unknown): Failure {
  const { code, originalCode, command, response } = (error instanceof Error ? error : {}) as Record<string, unknown>;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return { code: text(code), originalCode: text(originalCode), command: text(command), reply: text(response) };
}
