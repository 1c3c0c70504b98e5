import type { MailText } from '../../shared/log/mail-text';
import type { Outcome } from '../../shared/outcome';
import type { NotifySettings } from '../../shared/settings/settings';
import type { Source } from '../edges';

/** From the mailbox of the notification address itself: the app registration needs Mail.Send for it. */
export const viaGraph = (
  source: Source,
  { email }: NotifySettings,
  { subject, body }: MailText,
): Promise<Outcome<void>> => source.sendMail(email, email, subject, body);
