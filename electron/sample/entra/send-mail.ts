import { z } from 'zod';
import type { Answer } from '../answer';
import { badRequest, GraphRefusal } from './graph-refusal';
import type { GraphRequest } from './graph-request';

/** A mail as the tenant took it. */
export interface SentMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly contentType: string;
  readonly body: string;
  readonly at: string;
}

const recipients = z.array(z.object({ emailAddress: z.object({ address: z.string().min(3) }) }));
const sendMailBody = z.object({
  message: z.object({
    subject: z.string(),
    body: z.object({ contentType: z.string().default('Text'), content: z.string() }),
    toRecipients: recipients.min(1),
    ccRecipients: recipients.default([]),
  }),
  saveToSentItems: z.union([z.boolean(), z.string()]).optional(),
});

/** `POST /users/{id}/sendMail`: 202 without a body; the mail is kept for the admin endpoint. */
export function sendMail(request: GraphRequest, idOrName: string, keep: (mail: SentMail) => void): Answer {
  const { directory } = request;
  const user = directory.presentUser(idOrName);
  const isShared = directory.company.sharedMailboxes.includes(idOrName.toLowerCase());
  const mailbox = isShared ? idOrName : user?.properties['mail'];
  if (typeof mailbox !== 'string') {
    throw new GraphRefusal(404, 'ErrorInvalidUser', `The requested user '${idOrName}' is invalid.`);
  }
  const read = sendMailBody.safeParse(jsonOf(request.body));
  if (!read.success) throw badRequest(`Empty Payload or wrong message. ${z.prettifyError(read.error)}`);
  const { subject, body, toRecipients, ccRecipients } = read.data.message;
  keep({
    from: mailbox,
    to: [...toRecipients, ...ccRecipients].map((recipient) => recipient.emailAddress.address),
    subject,
    contentType: body.contentType,
    body: body.content,
    at: new Date().toISOString(),
  });
  return { status: 202, headers: {}, body: '' };
}

/** Throws Graph's 400 for a body that is no JSON. */
export function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
}
