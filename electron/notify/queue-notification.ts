import type { CycleSummary, JobState } from '../../shared/health/job-state';
import { stateSentence } from '../../shared/health/state-sentence';
import { adviseOn } from '../../shared/log/advice';
import { type MailText, notificationText } from '../../shared/log/mail-text';
import type { KnownJob } from '../compose';
import { readQuarantine } from '../cycle/quarantine';
import type { Database } from '../ledger/database';
import { readFact, writeFact } from '../ledger/facts';
import { peopleNeedingAttention } from '../ledger/people';
import { heldRemovals } from '../ledger/removals';

export interface FinishedCycle extends KnownJob {
  readonly database: Database;
  readonly summary: CycleSummary;
  readonly state: JobState;
  readonly now: number;
}

/** As many people are named in a mail; the rest is a number. */
const namedAtMost = 20;

/**
 * Puts a mail into the outbox when something needs the admin: one for a cause, until the cause is another or gone
 * (Microsoft sends one for each quarantine). Sent afterwards, so that a crash in between loses none.
 */
export function queueNotification(finished: FinishedCycle): void {
  const { database, settings, summary, now } = finished;
  const cause = causeOf(finished);
  if (cause === null) {
    writeFact(database, 'mailed', null);
    return;
  }
  if (!settings.notify.onFailure || settings.notify.email === '' || readFact(database, 'mailed') === cause) return;
  const { subject, body } = textOf(finished);
  database.transaction(() => {
    database.run(
      'INSERT OR IGNORE INTO outbox (id, cause, subject, body, queued_at) VALUES (?, ?, ?, ?, ?)',
      `${summary.id}.${cause}`,
      cause,
      subject,
      body,
      new Date(now).toISOString(),
    );
    writeFact(database, 'mailed', cause);
  });
}

function causeOf({ summary, database }: FinishedCycle): string | null {
  // One for each quarantine, and another where its reason is: whatever else goes wrong meanwhile is no news.
  const quarantine = readQuarantine(database);
  if (quarantine !== null) return `quarantine:${quarantine.since}:${quarantine.problem.kind}`;
  if (summary.problem !== null)
    return summary.problem.kind === 'cycle-stopped' ? null : `problem:${summary.problem.kind}`;
  const held = heldRemovals(database).length;
  if (held > 0) return `held:${held}`;
  const failing = peopleNeedingAttention(database, 0, 1000).filter(({ standing }) => standing === 'failed');
  return failing.length === 0 ? null : `failed:${failing.map(({ person }) => person.id).join(',')}`;
}

function textOf({ name, profile, database, summary, state, now }: FinishedCycle): MailText {
  const held = heldRemovals(database);
  const failing = peopleNeedingAttention(database, 0, 1000).filter(({ standing }) => standing === 'failed');
  const context = { targetName: profile.name, profile: profile.advice };
  const people =
    held.length > 0
      ? held.map((one) => `${one.name} <${one.mail}>: ${one.reason}`)
      : failing.map(({ person, problem }) => {
          const shown = String(person.properties['displayName'] ?? person.id);
          const advice = adviseOn(problem, { ...context, personName: shown });
          return `${shown}: ${advice.title}. ${advice.nextStep}`;
        });
  const advice = summary.problem === null ? null : adviseOn(summary.problem, { ...context, personName: null });
  return notificationText({
    job: name,
    targetName: profile.name,
    sentence: stateSentence(state, now).sentence,
    advice,
    people: people.slice(0, namedAtMost),
    morePeople: Math.max(0, people.length - namedAtMost),
    held: held.length,
    failed: failing.length,
  });
}
