import { createTransport } from 'nodemailer';
import type { MailText } from '../../shared/log/mail-text';
import { makeRedactor } from '../../shared/log/redact';
import { failure, type Outcome, success } from '../../shared/outcome';
import { isLoopbackHost } from '../../shared/settings/address';
import type { NotifySettings } from '../../shared/settings/settings';
import type { Secret } from '../secrets/secret';

const timeoutMs = 30_000;

/**
 * Through a mail server. TLS from the first byte on port 465, by STARTTLS wherever the server offers it; a password goes
 * without TLS to a loopback address only. `authorities` are all that are trusted, in PEM.
 */
export async function viaSmtp(
  { email, smtp }: NotifySettings,
  password: Secret | null,
  mail: MailText & { readonly id: string },
  authorities: readonly string[],
): Promise<Outcome<void>> {
  if (smtp.host === '') return failure({ kind: 'mail-refused', answer: 'No mail server is set.' });
  const signsIn = smtp.user !== '';
  if (signsIn && password === null) return failure({ kind: 'secret-missing', name: 'smtp-password' });
  const transport = createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.port === 465,
    requireTLS: signsIn && smtp.port !== 465 && !isLoopbackHost(smtp.host),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    tls: { ca: [...authorities] },
    ...(signsIn && password !== null ? { auth: { user: smtp.user, pass: password.reveal() } } : {}),
  });
  try {
    await transport.sendMail({
      from: smtp.from === '' ? email : smtp.from,
      to: email,
      subject: mail.subject,
      text: mail.body,
      messageId: `<${mail.id}@inseam.invalid>`,
    });
    return success(undefined);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    // A server may quote what it was sent, and a sign-in travels in base64.
    const redactor = makeRedactor();
    if (password !== null) redactor.register(password.reveal());
    return failure({ kind: 'mail-refused', answer: redactor.redact(text).slice(0, 300) });
  } finally {
    transport.close();
  }
}
