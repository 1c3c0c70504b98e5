import { createTransport } from 'nodemailer';
import type { MailText } from '../../shared/log/mail-text';
import { failure, type Outcome, success } from '../../shared/outcome';
import { isLoopbackHost } from '../../shared/settings/address';
import type { NotifySettings } from '../../shared/settings/settings';
import type { Secret } from '../secrets/secret';

const timeoutMs = 30_000;

/**
 * Through a mail server. TLS from the first byte on port 465, by STARTTLS wherever the server offers it; a password goes
 * without TLS to a loopback address only.
 */
export async function viaSmtp(
  { email, smtp }: NotifySettings,
  password: Secret | null,
  mail: MailText & { readonly id: string },
): Promise<Outcome<void>> {
  if (smtp.host === '') return failure({ kind: 'mail-refused', answer: 'No mail server is set.' });
  const signsIn = smtp.user !== '' && password !== null;
  const transport = createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.port === 465,
    requireTLS: signsIn && smtp.port !== 465 && !isLoopbackHost(smtp.host),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    ...(signsIn ? { auth: { user: smtp.user, pass: password.reveal() } } : {}),
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
    const shown = password === null ? text : text.replaceAll(password.reveal(), '[secret]');
    return failure({ kind: 'mail-refused', answer: shown.slice(0, 300) });
  } finally {
    transport.close();
  }
}
