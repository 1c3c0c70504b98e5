import { putBackWords, type UndoPlan, type UndoRow } from '../../shared/decision/undo-plan';
import type { CycleSummary } from '../../shared/health/job-state';
import type { HistoryKind } from '../../shared/ipc/contract';
import { countWords } from './log';
import { accounts, counted, times } from './times';

export const historyWords = {
  line: 'Every cycle, what it changed, and a way back.',
  export: 'Export',
  exported: (amount: number) => `Exported ${counted(amount, 'cycle', 'cycles')}.`,
  exportedEntries: (amount: number) => `Exported ${counted(amount, 'entry', 'entries')}.`,
  chips: 'What is listed',
  list: 'Cycles',
  columns: {
    started: 'Started',
    kind: 'Kind',
    changes: 'Changes',
    took: 'Took',
    requests: 'Requests',
    result: 'Result',
    actions: 'Actions',
  },
  empty: 'No cycles yet.',
  noChanges: 'No cycle has changed an account yet.',
  showAll: 'Show all cycles',
  actionsOf: (started: string) => `Actions for the cycle of ${started}`,
  openInActivity: 'Open in activity',
  undo: 'Undo…',
  exportRow: 'Export',
  nothing: 'nothing',
} as const;

/** What History lists: cycles of a kind, or what was changed of mapping and scope. */
export type HistoryView = HistoryKind | 'versions';

export const kindChoices: readonly (readonly [HistoryView, string])[] = [
  ['changes', 'Cycles with changes'],
  ['all', 'All cycles'],
  ['versions', 'Mapping and scope versions'],
];

/** "today 11:22", "Monday 09:22", "3 March 09:22": a cycle is one of many of its day. */
export const cycleMoment = (at: number, now: number): string => {
  const moment = times.moment(at, now);
  return moment.includes(times.clock(at)) ? moment : times.dated(at, now);
};

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const changesOf = ({ counts }: CycleSummary): string => {
  const words = countWords({ ...counts, failed: 0 });
  return words.length === 0 ? historyWords.nothing : words.join(', ');
};

export const requestsOf = ({ requests }: CycleSummary): string => times.number(requests.source + requests.target);

/** How a cycle ended: its word, and how it is drawn. */
export function resultOf({ state, counts, trigger }: CycleSummary): {
  readonly icon: 'calm' | 'stopped' | 'attention' | 'paused' | 'running';
  readonly word: string;
} {
  switch (state) {
    case null:
      return { icon: 'running', word: 'Running' };
    case 'succeeded':
      return { icon: 'calm', word: 'Done' };
    case 'succeededWithErrors':
      return { icon: 'stopped', word: `${times.number(counts.failed)} failed` };
    case 'held':
      return { icon: 'attention', word: trigger === 'undo' ? 'Up to the limit' : 'Held' };
    case 'stopped':
      return { icon: 'paused', word: 'Stopped by you' };
    case 'quarantined':
      return { icon: 'stopped', word: 'Stopped' };
    case 'failed':
      return { icon: 'stopped', word: 'Not finished' };
  }
}

const changes = (amount: number): string => counted(amount, 'change', 'changes');

export const undoWords = {
  titleUnknown: 'Undo this cycle?',
  title: (moment: string) => `Undo the cycle of ${moment}?`,
  titleOfPerson: (name: string, moment: string) => `Undo what the cycle of ${moment} did to ${name}?`,
  reading: 'Inseam looks at these accounts as they are now. Nothing is written.',
  line: (plan: UndoPlan): string => {
    if (plan.accounts === 0) return 'This cycle changed nothing here. There is nothing to undo.';
    const then = plan.putBack === 0 ? 'Nothing was written.' : 'Nothing is written until you choose Undo.';
    return `${putBackWords(plan, times.number)}. ${then}`;
  },
  plan: 'What would be put back',
  accounts: 'Accounts',
  leftAsIs: 'Left as is',
  had: (attribute: string, value: string) => `it had ${attribute} ${value}`,
  changedSince: (now: string) => `changed since: now ${now}`,
  changedToNothing: 'changed since: now empty',
  more: (amount: number) => `Show ${times.number(amount)} more`,
  note: 'The next cycle would make the same changes again. Undo also pauses syncing, so that you can correct the mapping first.',
  overLimit: ({ removals, limit }: UndoPlan) =>
    `Undoing it would disable ${accounts(removals)}; your limit is ${times.number(limit ?? 0)}. None of them is disabled, and everyone keeps the access they have. Raise the limit in Settings to undo these as well.`,
  looked: (done: number, expected: number) => `Looked at ${times.number(done)} of ${accounts(expected)}.`,
  tryAgain: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  undo: (amount: number) => `Undo ${changes(amount)} and pause`,
  undoing: (amount: number) => `Undoing ${changes(amount)}.`,
  paused: 'Syncing is paused. Resume it on Overview once the rules are right.',
  nothing: 'Nothing is left to undo.',
} as const;

/** The words of an account's row that are no change: for a new account, and for one left as it is. */
export const laterChange = ({ changedAgainAt }: UndoRow, now: number): string | null =>
  changedAgainAt === null ? null : times.dayAt(Date.parse(changedAgainAt), now);
