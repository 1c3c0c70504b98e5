import type { LogFilter } from '../../../shared/ipc/contract';
import { addressOf } from '../../shell/route';
import { actionChoices, type SinceName, sinceChoices, statusChoices } from '../../words/activity';

/** What the address says: filters and the open row, so that a link or a reload shows the same. */
export interface LogPlace {
  readonly text: string;
  readonly action: LogFilter['action'];
  readonly status: LogFilter['status'];
  readonly since: SinceName;
  readonly cycleId: string | null;
  readonly showUnchanged: boolean;
  readonly row: string | null;
}

const oneOf = <T extends string>(choices: readonly (readonly [T, string])[], text: string | null, other: T): T =>
  choices.find(([name]) => name === text)?.[0] ?? other;

export function readLogPlace(query: URLSearchParams): LogPlace {
  return {
    text: (query.get('q') ?? '').slice(0, 200),
    action: oneOf(actionChoices, query.get('action'), 'any'),
    status: oneOf(statusChoices, query.get('status'), 'any'),
    since: oneOf(sinceChoices, query.get('since'), 'any'),
    cycleId: query.get('cycle'),
    showUnchanged: query.get('unchanged') === 'yes',
    row: query.get('row'),
  };
}

export const logAddress = (job: string, place: LogPlace): string =>
  addressOf(job, 'activity', [], {
    q: place.text,
    action: place.action === 'any' ? null : place.action,
    status: place.status === 'any' ? null : place.status,
    since: place.since === 'any' ? null : place.since,
    cycle: place.cycleId,
    unchanged: place.showUnchanged ? 'yes' : null,
    row: place.row,
  });

const hourMs = 3_600_000;

/** The start of what is asked for, in milliseconds; null: everything. */
function sinceInstant(since: SinceName, now: number): number | null {
  switch (since) {
    case 'any':
      return null;
    case 'hour':
      return now - hourMs;
    case 'today':
      return new Date(now).setHours(0, 0, 0, 0);
    case 'week':
      return now - 7 * 24 * hourMs;
  }
}

/** What is asked of the log. `now`: when the filter was chosen, so that "last hour" does not ask anew each minute. */
export function filterOf(place: LogPlace, now: number): LogFilter {
  const since = sinceInstant(place.since, now);
  return {
    text: place.text.trim(),
    action: place.action,
    status: place.status,
    cycleId: place.cycleId,
    since: since === null ? null : new Date(since).toISOString(),
    showUnchanged: place.showUnchanged,
  };
}

export const isFiltered = (place: LogPlace): boolean =>
  place.text.trim() !== '' ||
  place.action !== 'any' ||
  place.status !== 'any' ||
  place.since !== 'any' ||
  place.cycleId !== null;

export const unfiltered = (place: LogPlace): LogPlace => ({
  ...place,
  text: '',
  action: 'any',
  status: 'any',
  since: 'any',
  cycleId: null,
});
