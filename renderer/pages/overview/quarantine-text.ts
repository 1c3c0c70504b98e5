import type { Condition, JobState } from '../../../shared/health/job-state';
import type { Advice } from '../../../shared/log/advice';
import { overviewWords } from '../../words/overview';
import { times } from '../../words/times';

/** The banner of a job that stopped: cause, what it means, how often it is tried and until when, cure, next try. */
export function quarantineText(
  { lastCycle }: JobState,
  { problem, nextTryAt, end }: Extract<Condition, { kind: 'quarantined' }>,
  advice: Advice,
  now: number,
): string {
  const next = nextTryAt === null ? null : Date.parse(nextTryAt);
  const parts = [`${advice.title}.`];
  if (problem.kind === 'too-many-failures') parts.push(advice.meaning);
  else if (end?.over === false) parts.push(overviewWords.noChange);
  if (end !== undefined) {
    const at = times.dayAt(Date.parse(end.at), now);
    if (end.over) parts.push(overviewWords.gaveUp(at));
    else if (next !== null && lastCycle !== null) {
      const minutes = Math.round((next - Date.parse(lastCycle.startedAt)) / 60_000);
      parts.push(overviewWords.triesAndEnds(overviewWords.triesEvery(minutes), at));
    } else parts.push(overviewWords.ends(at));
  }
  parts.push(advice.nextStep);
  if (next !== null) parts.push(overviewWords.nextTryIs(times.dayAt(next, now)));
  return parts.join(' ');
}
