import { failure, type Outcome, ProblemError, success } from '../../shared/outcome';
import { askGraph, type GraphConnection, refusalOf } from './graph-request';
import { graphError } from './read-answer';

/** Sends a plain-text mail from a mailbox of the tenant (Microsoft Graph, user: sendMail; needs Mail.Send). */
export async function sendMail(
  connection: GraphConnection,
  mail: { readonly from: string; readonly to: string; readonly subject: string; readonly body: string },
  signal: AbortSignal,
): Promise<Outcome<void>> {
  const path = `/users/${encodeURIComponent(mail.from)}/sendMail`;
  try {
    const answer = await askGraph(connection, {
      method: 'POST',
      path,
      body: {
        message: {
          subject: mail.subject,
          body: { contentType: 'Text', content: mail.body },
          toRecipients: [{ emailAddress: { address: mail.to } }],
        },
        saveToSentItems: false,
      },
      signal,
    });
    if (answer.status < 300) return success(undefined);
    if (answer.status === 403) return failure(refusalOf(path, answer));
    return failure({
      kind: 'mail-refused',
      server: 'Microsoft Graph',
      refused: 'message',
      address: '',
      answer: `${answer.status} ${graphError(answer.json).message}`.trim(),
    });
  } catch (error) {
    if (error instanceof ProblemError) return failure(error.problem);
    throw error;
  }
}
