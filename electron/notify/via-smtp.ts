import { createTransport } from 'nodemailer';
import type { MailText } from '../../shared/log/mail-text';
import { makeRedactor } from '../../shared/log/redact';
import { failure, type Outcome, success } from '../../shared/outcome';
import { isLoopbackHost } from '../../shared/settings/address';
import type { NotifySettings } from '../../shared/settings/settings';
import type { Secret } from '../secrets/secret';
import { mailProblem } from './mail-problem';

const defaultTimeoutMs = 30_000;

export interface SmtpOptions {
  /** All that are trusted, in PEM. */
  readonly authorities: readonly string[];
  /** For each step: connection, greeting, answer; in milliseconds. */
  readonly timeoutMs?: number;
}

/**
 * Through a mail server. TLS from the first byte on port 465, by STARTTLS wherever the server offers it; a password goes
 * without TLS to a loopback address only.
 */
export async function viaSmtp(
  { email, smtp }: NotifySettings,
  password: Secret | null,
  mail: MailText & { readonly id: string },
  { authorities, timeoutMs = defaultTimeoutMs }: SmtpOptions,
): Promise<Outcome<void>> {
  if (smtp.host === '') return failure({ kind: 'mail-not-set-up', missing: 'server' });
  const signsIn = smtp.user !== '';
  if (signsIn && password === null) return failure({ kind: 'secret-missing', name: 'smtp-password' });
  const from = smtp.from === '' ? email : smtp.from;
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
  const startedAt = performance.now();
  try {
    await transport.sendMail({
      from,
      to: email,
      subject: mail.subject,
      text: mail.body,
      messageId: `<${mail.id}@inseam.invalid>`,
    });
    return success(undefined);
  } catch (error) {
    // A server may quote what it was sent, and a sign-in travels in base64.
    const redactor = makeRedactor();
    if (password !== null) redactor.register(password.reveal());
    return failure(
      mailProblem(error, {
        server: `${smtp.host.includes(':') ? `[${smtp.host}]` : smtp.host}:${smtp.port}`,
        user: smtp.user,
        from,
        to: email,
        waitedMs: Math.round(performance.now() - startedAt),
        redact: redactor.redact,
      }),
    );
  } finally {
    transport.close();
  }
}
