import { assertNever } from '../outcome';
import type { Advice } from './advice';
import { certificateWords } from './certificate-words';
import type { ConnectionProblem, MailProblem, Problem } from './problem';
import { secondsText } from './seconds-text';

/** A mail server that cannot be talked to: what it means is another thing than for the two services of a job. */
type MailServerProblem = Extract<
  ConnectionProblem,
  { kind: 'name-not-found' | 'unreachable' | 'certificate-untrusted' | 'not-the-protocol' }
> & { readonly side: 'mail' };

/** True of the test mail and of the mails in the outbox alike. */
const notSent = 'No mail was sent; mails about failures wait until it works.';
const ports = 'Port 465 speaks TLS from the start; 587 and 25 begin without it.';
const where = 'under Settings, Alerts';

export const isOfMailServer = (problem: Problem): problem is MailServerProblem =>
  'side' in problem &&
  problem.side === 'mail' &&
  ['name-not-found', 'unreachable', 'certificate-untrusted', 'not-the-protocol'].includes(problem.kind);

export function adviseOnMailServer(problem: MailServerProblem): Advice {
  switch (problem.kind) {
    case 'name-not-found':
      return {
        title: `The mail server ${problem.host} cannot be found`,
        meaning: notSent,
        nextStep: `Check its name ${where}, and this computer’s network.`,
        action: null,
      };
    case 'unreachable':
      return {
        title: unreachableTitle(problem),
        meaning: notSent,
        nextStep: `Check its name and port ${where}, the network and the firewall. ${ports}`,
        action: null,
      };
    case 'certificate-untrusted':
      return {
        title: `The certificate of the mail server ${problem.host} is not trusted: ${certificateWords[problem.cause]}`,
        meaning: `Neither the mail nor a password was sent. (${problem.detail})`,
        nextStep:
          problem.cause === 'other-name'
            ? `Enter the name that its certificate is for ${where}, or tell the server’s owner.`
            : 'If it is your company’s own server, add its CA file in Network. Otherwise tell the server’s owner.',
        action: 'network-settings',
      };
    case 'not-the-protocol':
      return {
        title: `${problem.host} answered, but not as a mail server does`,
        meaning: notSent,
        nextStep: `Check its name and port ${where}. ${ports}`,
        action: null,
      };
    default:
      return assertNever(problem);
  }
}

function unreachableTitle({ host, cause, waitedMs }: Extract<MailServerProblem, { kind: 'unreachable' }>): string {
  switch (cause) {
    case 'refused':
      return `The mail server ${host} refuses the connection`;
    case 'time-out':
      return `The mail server ${host} does not answer (tried for ${secondsText(waitedMs)})`;
    case 'reset':
      return `The mail server ${host} broke the connection off`;
    case 'network-down':
      return `There is no way from this network to the mail server ${host}`;
    default:
      return assertNever(cause);
  }
}

export function adviseOnMail(problem: MailProblem): Advice {
  switch (problem.kind) {
    case 'mail-not-set-up':
      return {
        title: problem.missing === 'address' ? 'No address is set for mails' : 'No mail server is set',
        meaning: 'Nobody is told by mail when something fails.',
        nextStep:
          problem.missing === 'address'
            ? `Enter the notification email ${where}.`
            : `Enter the mail server ${where}, or send through Microsoft Graph.`,
        action: null,
      };
    case 'mail-without-tls':
      return {
        title: `The mail server ${problem.server} does not offer TLS`,
        meaning: 'Without TLS the password could be read on the way, so it was not sent, and neither was the mail.',
        nextStep: `Try port 465 or 587 ${where}, or tell the server’s owner. A server that wants no sign-in needs no user name.`,
        action: null,
      };
    case 'mail-sign-in-refused':
      return problem.user === ''
        ? {
            title: `The mail server ${problem.server} wants a user name and a password`,
            meaning: `${said(problem.answer)}${notSent}`,
            nextStep: `Enter both ${where}; on a server set INSEAM_SMTP_PASSWORD.`,
            action: null,
          }
        : {
            title: `The mail server ${problem.server} refuses the sign-in of ${problem.user}`,
            meaning: `${said(problem.answer)}${notSent}`,
            nextStep: `Check the user name and the password ${where}. Some services want a password made for applications.`,
            action: null,
          };
    case 'mail-refused':
      return { ...refusedWords(problem), meaning: `${said(problem.answer)}${notSent}`, action: null };
    default:
      return assertNever(problem);
  }
}

const said = (answer: string): string => (answer === '' ? '' : `It said: ${answer.replace(/[.\s]*$/, '.')} `);

function refusedWords({ server, refused, address }: Extract<MailProblem, { kind: 'mail-refused' }>) {
  switch (refused) {
    case 'connection':
      return {
        title: `The mail server ${server} refuses this computer`,
        nextStep: `Ask the server’s owner to let it send, or enter another mail server ${where}.`,
      };
    case 'sender':
      return {
        title: `The mail server ${server} does not let ${address} send`,
        nextStep: `Enter another sender (From) ${where}, or ask the server’s owner to allow this one.`,
      };
    case 'recipient':
      return {
        title: `The mail server ${server} takes no mail for ${address}`,
        nextStep: `Check the notification email ${where}, or ask the server’s owner.`,
      };
    case 'message':
      return {
        title: `${server} did not take the mail`,
        nextStep: `Try again later. If it stays so, send another way ${where}.`,
      };
    default:
      return assertNever(refused);
  }
}
