import type { Advice } from './advice';

export interface MailText {
  readonly subject: string;
  readonly body: string;
}

export interface Notification {
  readonly job: string;
  readonly targetName: string;
  /** The sentence of state. */
  readonly sentence: string;
  /** What stopped the job; null where it did not stop. */
  readonly advice: Advice | null;
  /** Lines about people: who, and why. */
  readonly people: readonly string[];
  readonly morePeople: number;
  readonly held: number;
  readonly failed: number;
}

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

/** The mail about something that needs the admin: the sentence, the people, what to do, how to stop these mails. */
export function notificationText(of: Notification): MailText {
  const what =
    of.advice !== null
      ? of.advice.title
      : of.held > 0
        ? `${count(of.held, 'deletion is', 'deletions are')} held`
        : `${count(of.failed, 'person', 'people')} could not be updated`;
  const todo =
    of.advice !== null
      ? [of.advice.meaning, of.advice.nextStep]
      : of.held > 0
        ? [
            'Nothing was sent: everyone keeps access until you decide.',
            'Open Inseam and review them, or run inseam deletions allow or reject.',
          ]
        : ['Inseam tries again by itself.', 'Open Inseam, Activity, to see why; or run inseam logs --status failure.'];
  const more = of.morePeople > 0 ? [`… and ${count(of.morePeople, 'more', 'more')}.`] : [];
  const body = [
    of.sentence,
    ...(of.people.length > 0 ? ['', ...of.people.map((line) => `- ${line}`), ...more] : []),
    '',
    ...todo,
    '',
    `Inseam sent this about the connection ${of.job}, once for this cause. To stop these mails: Settings, Alerts, “When something fails”.`,
    '',
  ].join('\n');
  return { subject: `[Inseam] ${of.targetName}: ${what}`, body };
}

/** The mail of "Send a test mail". */
export const testMailText = (targetName: string): MailText => ({
  subject: `[Inseam] ${targetName}: test mail`,
  body: 'This is the test mail you asked for. Mails about failures will reach you here.\n',
});
