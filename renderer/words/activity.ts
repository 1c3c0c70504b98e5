import type { CycleKind, CycleSummary, CycleTrigger } from '../../shared/health/job-state';
import type { LogFilter } from '../../shared/ipc/contract';
import type { LogRow, LogStep, ModifiedProperty } from '../../shared/log/log-row';
import { actionWord, changeWords, countWords, happened, stepWords } from './log';
import { cycleDid } from './overview';
import { counted, duration, times } from './times';

export const activityWords = {
  line: 'Every decision about every person, newest first.',
  following: 'Following',
  follow: 'Follow',
  followHint: 'Go to the newest entries and stay there',
  export: 'Export',
  exportCsv: 'CSV',
  exportNdjson: 'NDJSON (provisioningObjectSummary)',
  exported: (amount: number) => `Exported ${entries(amount)}.`,
  search: 'Name, mail or id',
  clear: (filter: string) => `Clear ${filter}`,
  filters: 'Filters',
  entries: (amount: number) => entries(amount),
  list: 'Provisioning log',
  columns: { time: 'Time', person: 'Person', action: 'Action', result: 'Result' },
  newEntries: (amount: number) => `${counted(amount, 'new entry', 'new entries')} ↑`,
  empty: 'Nothing has happened yet. Rows appear here as soon as a cycle runs.',
  noMatch: 'No entries match these filters.',
  clearFilters: 'Clear filters',
  end: (days: number) => `Entries older than ${counted(days, 'day', 'days')} are removed.`,
  endLink: 'Change this in Settings',
  showUnchanged: 'Show unchanged',
  cycleUnknown: 'One cycle',

  details: 'Entry details',
  copy: 'Copy',
  copied: 'Copied.',
  close: 'Close',
  modified: 'Modified properties',
  attribute: 'Attribute',
  oldValue: 'Old value',
  newValue: 'New value',
  /** Over the one column of a new account, which has no old values. */
  value: 'Value',
  whatHappened: 'What happened',
  whatToDo: 'What to do',
  openPerson: 'Open person',
  undoChange: 'Undo this change…',
  rowGone: (days: number | null) =>
    days === null ? 'This entry was removed.' : `This entry was removed after ${counted(days, 'day', 'days')}.`,
} as const;

const entries = (amount: number): string => counted(amount, 'entry', 'entries');

export const actionChoices: readonly (readonly [LogFilter['action'], string])[] = [
  ['any', 'Any action'],
  ['create', 'Created'],
  ['update', 'Updated'],
  ['enable', 'Enabled'],
  ['disable', 'Disabled'],
  ['delete', 'Deleted'],
  ['link', 'Linked'],
  ['none', 'No action'],
];

export const statusChoices: readonly (readonly [LogFilter['status'], string])[] = [
  ['any', 'Any result'],
  ['success', 'Success'],
  ['failure', 'Failed'],
  ['skipped', 'Skipped'],
  ['warning', 'Needs attention'],
];

/** How far back; the name stands in the address. */
export type SinceName = 'any' | 'hour' | 'today' | 'week';
export const sinceChoices: readonly (readonly [SinceName, string])[] = [
  ['any', 'Any time'],
  ['hour', 'Last hour'],
  ['today', 'Today'],
  ['week', 'Last 7 days'],
];

export const anyCycle = 'Any cycle';

const kinds: Readonly<Record<CycleKind, string>> = { initial: 'all people', incremental: 'incremental' };
/** "incremental", "all people", "undo", "on demand" */
export const kindOf = (kind: CycleKind, trigger: CycleTrigger): string =>
  trigger === 'on-demand' ? 'on demand' : trigger === 'undo' ? 'undo' : kinds[kind];

/** "14:02 · incremental", with the day where it is not today. */
export const cycleTitle = (cycle: CycleSummary, now: number): string =>
  `${times.clockOrMoment(Date.parse(cycle.startedAt), now)} · ${kindOf(cycle.kind, cycle.trigger)}`;

/** "2 updated, 36 unchanged, 1 skipped · 3 s" */
export function cycleLine(cycle: CycleSummary): string {
  // What it did is counted at its end; until then the rows below say it.
  if (cycle.finishedAt === null) return 'running';
  const { unchanged, skipped } = cycle.counts;
  const did = [
    cycleDid(cycle),
    ...(unchanged > 0 && countWords(cycle.counts).length > 0 ? [`${times.number(unchanged)} unchanged`] : []),
    ...(skipped > 0 ? [`${times.number(skipped)} skipped`] : []),
  ].join(', ');
  return `${did} · ${duration(Date.parse(cycle.finishedAt) - Date.parse(cycle.startedAt))}`;
}

/** "Updated in BlueJeans today at 14:02:11, in 0.6 s." or what was decided and why. */
export function rowSentence(row: LogRow, targetName: string, now: number): string {
  const at = Date.parse(row.at);
  const day = times.dayAt(at, now).replace(times.clock(at), times.exactClock(at));
  if (row.staged) return `${actionWord(row.action, false)} is held since ${day}. ${row.reason}`;
  if (row.action !== 'none' && happened(row.status, row.staged)) {
    return `${actionWord(row.action, true)} in ${targetName} ${day}, in ${duration(row.durationMs)}.`;
  }
  const outcome = row.status === 'failure' ? 'Failed' : row.status === 'skipped' ? 'Skipped' : 'Decided';
  return `${outcome} ${day}. ${row.reason}${/[.…]$/.test(row.reason) || row.reason === '' ? '' : '.'}`;
}

/** An account was changed by it, so that there is something to undo. */
export const changedAccount = ({ action, status, staged }: LogRow): boolean =>
  action !== 'none' && action !== 'link' && !staged && (status === 'success' || status === 'warning');

/** The changes worth a line: of a new account only what it was given. */
export const shownChanges = (row: LogRow): readonly ModifiedProperty[] =>
  row.action === 'create' ? row.modified.filter((change) => (change.to ?? '') !== '') : row.modified;

const stepText = (step: LogStep): string =>
  `${stepWords.names[step.step]}: ${step.text === '' ? stepWords.states[step.status] : step.text}`;

/** An entry as text, for a mail or a ticket. */
export function rowAsText(row: LogRow, targetName: string, now: number): string {
  return [
    `${row.sourceName} <${row.sourceMail}>`,
    rowSentence(row, targetName, now),
    ...row.steps.map(stepText),
    ...shownChanges(row).map((change) => {
      const to = change.to ?? '';
      if (row.action === 'create') return `${change.attribute}: ${to}`;
      const from = change.from ?? '';
      const gone = `(${changeWords.removed(happened(row.status, row.staged))})`;
      return `${change.attribute}: ${from === '' ? `(${changeWords.empty})` : from} → ${to === '' ? gone : to}`;
    }),
    row.id,
  ].join('\n');
}
