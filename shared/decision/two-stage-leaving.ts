import { countedFrom, daysBetween, deletionDate } from '../guard/leaving-calendar';
import type { ObjectActions } from '../mapping/rules';
import type { KnownValue } from './changes';
import type { Link } from './link';
import type { Operation } from './operation';
import { quiet } from './quiet';

/** Disable now, delete later: how many days later, and what they are counted by. */
export interface LeavingCalendar {
  readonly afterDays: number;
  /** ISO instant at which the setting was switched on: nobody's days count from before. */
  readonly since: string;
  /** In milliseconds. */
  readonly now: number;
}

/** Decides about the account of somebody who left, when nothing more is to be sent to disable it. */
export function decideDisabled({
  link,
  known,
  actions,
  calendar,
}: {
  readonly link: Link;
  readonly known: KnownValue;
  readonly actions: ObjectActions;
  readonly calendar?: LeavingCalendar | null | undefined;
}): Operation {
  // Only an account that is known to be disabled waits: one that is merely marked has its access still.
  if (calendar === undefined || calendar === null || known('active') !== false)
    return quiet(link.targetId, 'already-disabled');
  if (link.kept === true) return quiet(link.targetId, 'kept');
  const leftAt = link.leftAt ?? null;
  const date = deletionDate(countedFrom(leftAt, calendar.since), calendar.afterDays);
  if (Date.parse(date) > calendar.now)
    return { action: 'none', target: link.targetId, reason: { kind: 'waits-for-deletion', date } };
  if (!actions.delete) return quiet(link.targetId, 'delete-off');
  const days = daysBetween(leftAt ?? calendar.since, calendar.now);
  return { action: 'delete', target: link.targetId, disabledForDays: days };
}
