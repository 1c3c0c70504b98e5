import type { Link } from '../../shared/decision/link';
import type { LeavingCalendar } from '../../shared/decision/two-stage-leaving';
import { countedFrom, dueIfCountedFrom } from '../../shared/guard/leaving-calendar';
import { sourceId } from '../../shared/ids';
import { readFact, writeFact } from '../ledger/facts';
import { countingSince, putLeaversOnWorkList } from '../ledger/leaving';
import { putOnWorkList } from '../ledger/work-list';
import type { Job } from './cycle';
import { isProtected } from './guard-person';

/** Two-stage leaving as this job has it; null: off. */
export function calendarOf({ settings, ledger, now }: Job): LeavingCalendar | null {
  const { deleteAfterDays } = settings.safety;
  if (deleteAfterDays === null) return null;
  const at = now();
  const since = readFact(ledger.database, 'deleting-since') ?? new Date(at).toISOString();
  return { afterDays: deleteAfterDays, since, now: at };
}

/** Whether the time of a disabled account has come: it is read before anything is decided. */
export function isDue(job: Job, link: Link): boolean {
  const calendar = calendarOf(job);
  if (calendar === null || link.enabled || link.leftBecause === null) return false;
  return countedFrom(link.leftAt ?? null, calendar.since) <= dueIfCountedFrom(calendar.now, calendar.afterDays);
}

/**
 * Puts on the work list whom no change in Entra brings there: those whose account is due to be deleted, and those who
 * became protected, or are no longer, since the last cycle.
 */
export function putGuardedOnWorkList(job: Job): void {
  const { database } = job.ledger;
  const { safety } = job.settings;
  const since = countingSince(database, safety.deleteAfterDays, new Date(job.now()).toISOString());
  if (since !== null && safety.deleteAfterDays !== null && job.rules.actions.delete)
    putLeaversOnWorkList(
      database,
      {
        since,
        cutoff: dueIfCountedFrom(job.now(), safety.deleteAfterDays),
        leftAlone: safety.skipOutOfScopeDeletions ? ['not-assigned', 'filtered-out'] : [],
      },
      (person) => isProtected(job.settings, person),
    );
  const before = JSON.parse(readFact(database, 'protected') ?? '[]') as readonly string[];
  const changed = [
    ...before.filter((id) => !safety.protected.includes(id)),
    ...safety.protected.filter((id) => !before.includes(id)),
  ];
  for (const id of changed) putOnWorkList(database, sourceId(id.toLowerCase()), 'update');
  if (changed.length > 0) writeFact(database, 'protected', JSON.stringify(safety.protected));
}
