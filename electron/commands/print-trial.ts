import type { CycleCounts } from '../../shared/health/job-state';
import type { Trial, Violation } from '../../shared/mapping/trial';

const accounts = (count: number): string => (count === 1 ? '1 account' : `${count} accounts`);
const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);
const mostNamed = 5;
const changedIn = ({ updated, enabled, disabled, deleted }: CycleCounts): number =>
  updated + enabled + disabled + deleted;

/** What is added to `plan --json` where the plan is of another mapping. */
export const trialJson = (trial: Trial | null, counts: CycleCounts) =>
  trial === null ? {} : { changed: changedIn(counts), violations: trial.violations, unread: trial.unread };

/** How many accounts another mapping would change, and whom it would keep from being provisioned, each with the way out. */
export function* trialLines({ violations, unread }: Trial, counts: CycleCounts): Iterable<string> {
  yield `Under this mapping ${accounts(changedIn(counts))} would change, ${counts.created} would be created and ${counts.unchanged} stay as they are.`;
  if (unread.length > 0) yield `Not read of anybody, and taken for empty: ${unread.join(', ')}.`;
  if (violations.length === 0) return;
  yield '';
  for (const violation of violations) yield* violationLines(violation);
}

function* violationLines({ attribute, text, count, people: concerned, fix }: Violation): Iterable<string> {
  yield `${attribute}: ${text} (${people(count)})`;
  for (const { name, value, fixed } of concerned.slice(0, mostNamed)) {
    const arrow = fix === null || fixed === value ? '' : ` → ${fixed ?? '(none)'}`;
    yield `  ${name}: ${value ?? '(none)'}${arrow}`;
  }
  if (count > mostNamed) yield `  and ${people(count - mostNamed)} more`;
  yield fix === null ? '  No expression was found that mends this for all of them.' : `  Fix: ${fix}`;
  yield '';
}
