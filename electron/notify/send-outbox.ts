import { type MailText, testMailText } from '../../shared/log/mail-text';
import type { Problem } from '../../shared/log/problem';
import { failure, type Outcome, success } from '../../shared/outcome';
import type { Engine, KnownJob } from '../compose';
import type { Database } from '../ledger/database';
import { trustedCertificates } from '../network/certificates';
import { viaGraph } from './via-graph';
import { viaSmtp } from './via-smtp';

/**
 * Sends what waits in the outbox, oldest first. What a server does not take stays and is tried after the next cycle; why,
 * is answered.
 */
export async function sendOutbox(engine: Engine, job: KnownJob, database: Database): Promise<Problem | null> {
  for (const row of database.all('SELECT id, subject, body FROM outbox ORDER BY queued_at')) {
    const sent = await sendMail(
      engine,
      job,
      { subject: String(row['subject']), body: String(row['body']) },
      String(row['id']),
    );
    if (!sent.ok) return sent.problem;
    database.run('DELETE FROM outbox WHERE id = ?', String(row['id']));
  }
  return null;
}

export const sendTestMail = (engine: Engine, job: KnownJob): Promise<Outcome<void>> =>
  sendMail(engine, job, testMailText(job.profile.name), `test.${engine.now()}`);

/** By the way the settings name. `id` makes the Message-ID, so that a mail sent twice after a crash is known as one. */
async function sendMail(engine: Engine, job: KnownJob, text: MailText, id: string): Promise<Outcome<void>> {
  const { notify } = job.settings;
  if (notify.email === '') return failure({ kind: 'mail-not-set-up', missing: 'address' });
  if (notify.via === 'graph') {
    const source = await engine.openSource(job, null);
    if (!source.ok) return source;
    try {
      return await viaGraph(source.value, notify, text);
    } finally {
      await source.value.close();
    }
  }
  // A server that asks for no sign-in needs no keychain.
  const password = notify.smtp.user === '' ? success(null) : await engine.secrets.get(job.name, 'smtp-password');
  if (!password.ok) return password;
  const authorities = await trustedCertificates(engine.networkOptions());
  if (!authorities.ok) return authorities;
  return viaSmtp(notify, password.value, { ...text, id }, { authorities: authorities.value });
}
