import type { PlanRow, PlanSummary } from '../../shared/ipc/contract';
import { accounts, counted, people, times } from './times';

export type PlanGroup = 'delete' | 'disable' | 'create' | 'update' | 'enable' | 'link' | 'skipped';

/** What takes access away comes first. */
export const planGroups: readonly PlanGroup[] = ['delete', 'disable', 'create', 'update', 'enable', 'link', 'skipped'];

export const countOfGroup = ({ counts }: PlanSummary, group: PlanGroup): number =>
  group === 'skipped' ? counts.skipped + counts.failed : counts[group];

/** Accounts that the plan changes: held ones stay as they are. */
export const changesOf = ({ counts, held }: PlanSummary): number =>
  counts.delete + counts.disable + counts.create + counts.update + counts.enable - held;

const names: Readonly<Record<PlanGroup, string>> = {
  delete: 'Delete',
  disable: 'Disable',
  create: 'Create',
  update: 'Update',
  enable: 'Enable',
  link: 'Link only',
  skipped: 'Skipped',
};

/** "1 second", "10 seconds", "2 minutes": rounded up, because nobody minds a plan that comes early. */
function roughly(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds <= 10) return counted(seconds, 'second', 'seconds');
  if (seconds < 60) return counted(Math.ceil(seconds / 5) * 5, 'second', 'seconds');
  return counted(Math.ceil(seconds / 60), 'minute', 'minutes');
}

const are = (amount: number): string => (amount === 1 ? 'is' : 'are');

/** "1 account is disabled, 2 created and 1 enabled." */
export function runSentence(amounts: Readonly<Partial<Record<PlanGroup, number>>>): string {
  const done: readonly (readonly [PlanGroup, string])[] = [
    ['delete', 'deleted'],
    ['disable', 'disabled'],
    ['create', 'created'],
    ['update', 'updated'],
    ['enable', 'enabled'],
  ];
  const parts = done.flatMap(([group, word]) => {
    const amount = amounts[group] ?? 0;
    return amount > 0 ? [{ amount, word }] : [];
  });
  const [first, ...rest] = parts;
  if (first === undefined) return 'No account is changed.';
  const words = [
    `${accounts(first.amount)} ${are(first.amount)} ${first.word}`,
    ...rest.map(({ amount, word }) => `${times.number(amount)} ${word}`),
  ];
  const last = words.pop() ?? '';
  return `${words.length === 0 ? last : `${words.join(', ')} and ${last}`}.`;
}

export const planWords = {
  line: (summary: PlanSummary): string => {
    const changes = changesOf(summary);
    const same = summary.counts.unchanged + summary.counts.link + summary.held;
    const skipped = countOfGroup(summary, 'skipped');
    const first =
      changes === 0 ? 'The next cycle would change nothing.' : `The next cycle would change ${accounts(changes)}.`;
    const stay = `${times.number(same)} ${same === 1 ? 'stays as it is' : 'stay as they are'}`;
    return `${first} ${stay}${skipped === 0 ? '' : ` and ${people(skipped)} ${are(skipped)} skipped`}.`;
  },
  noPlanLine: 'What will happen next, before it happens.',
  allChanges: (amount: number) => `All changes ${times.number(amount)}`,
  chip: (group: PlanGroup, amount: number) => `${names[group]} ${times.number(amount)}`,
  chipsLabel: 'Show',
  group: (group: PlanGroup) => names[group],
  groupPeople: people,
  marks: {
    delete: 'takes access away',
    disable: 'takes access away',
    create: 'new accounts',
    update: 'existing accounts',
    enable: 'gives access back',
    link: 'stay as they are',
    skipped: 'nothing is sent',
  } satisfies Record<PlanGroup, string>,
  find: 'Find in plan',
  list: 'What would be done',
  columns: { person: 'Person', attribute: 'Attribute', change: 'Change', more: 'More' },
  andMore: (amount: number) => `and ${times.number(amount)} more`,
  fewer: 'Show fewer',
  empty: 'empty',
  none: 'removed',
  notSent: 'empty, not sent',
  becomes: 'becomes',
  accountDeleted: 'The account is deleted.',
  held: 'Held',
  failed: 'Would fail',
  noMatch: (text: string) => `Nobody in the plan matches “${text}”.`,
  clear: 'Clear the search',
  see: 'See what the next cycle would do',
  reviews: {
    first: 'The first cycle waits for your review',
    changed: 'The changed mapping or scope waits for your review',
  },
  seeText: (took: number | null, amount: number): string =>
    took === null
      ? 'Inseam reads both sides and writes nothing.'
      : `Inseam reads both sides and writes nothing. About ${roughly(took)} for ${people(amount)}.`,
  checkEveryone: 'Check everyone, not only what changed',
  make: 'Make a plan',
  again: 'Plan again',
  planning: 'Reading both sides. Nothing is written.',
  planned: (done: number, expected: number): string =>
    expected === 0 || expected < done
      ? counted(done, 'person done', 'people done')
      : `${times.number(done)} of ${counted(expected, 'person done', 'people done')}`,
  cancel: 'Cancel',
  cancelled: 'No plan was made.',
  nothing: 'Everyone is in step. The next cycle would change nothing.',
  nothingForOthers: 'The next cycle would change nothing.',
  nothingWritten: 'Nothing was written.',
  over: ({ counts, threshold }: PlanSummary): string => {
    const verb = counts.delete === 0 ? 'disables' : counts.disable === 0 ? 'deletes' : 'disables or deletes';
    const all = counts.disable + counts.delete;
    return `This plan ${verb} ${accounts(all)}; your limit is ${times.number(threshold ?? 0)}. ${all === 1 ? 'It' : 'They'} would be held.`;
  },
  heldBefore: (amount: number) =>
    `${counted(amount, 'deletion is', 'deletions are')} held already and ${amount === 1 ? 'waits' : 'wait'} for your decision.`,
  changed: (amount: number) => `${counted(amount, 'person has', 'people have')} changed since this plan was made.`,
  rulesChanged: 'The mapping or the scope has changed since this plan was made.',
  old: 'This plan is older than 15 minutes.',
  made: (clock: string, amount: number) => `Made at ${clock} from ${people(amount)}. Nothing has been written.`,
  export: 'Export',
  exportCsv: 'CSV, for a spreadsheet',
  exportJson: 'JSON',
  exported: (amount: number) => `Exported ${counted(amount, 'person', 'people')}.`,
  run: 'Run exactly this…',
  whyNotRun: {
    old: 'The plan is out of date. Plan again first.',
    running: 'A cycle is running.',
    nothing: 'There is nothing to run.',
  },
  runTitle: 'Run this plan?',
  runText: (sentence: string, clock: string) =>
    `${sentence} Anyone who has changed since ${clock} is left for the next cycle.`,
  runHeld: (amount: number) =>
    `${counted(amount, 'deletion', 'deletions')} over your limit ${are(amount)} held and not sent.`,
  runLeftOut: (amount: number) => `${people(amount)} ${are(amount)} left out of this run.`,
  runApproves: 'This also approves the changed mapping or scope: later cycles run under it by themselves.',
  runApprovesFirst: 'This also approves the first cycle: later cycles run by themselves.',
  runNow: (amount: number) => (amount === 0 ? 'Run this plan' : `Run ${counted(amount, 'change', 'changes')}`),
  started: 'The plan is being run.',
  menu: (name: string) => `More about ${name}`,
  leaveOut: 'Leave out of this run',
  openPerson: 'Open person',
  putBack: 'Put back into this run',
  leftOut: 'Left out of this run',
  leftOutNow: (name: string) => `${name} is left out of this run.`,
  putBackNow: (name: string) => `${name} is part of this run again.`,
  leftOutFoot: (amount: number) => `${people(amount)} left out.`,
  copied: 'Copied.',
} as const;

/** A row as text, for a mail or a ticket. */
export const planRowAsText = (row: PlanRow, group: PlanGroup): string =>
  [
    `${row.name} <${row.mail}>`,
    `${planWords.group(group)}: ${row.reason}`,
    ...row.changes.map(({ attribute, from, to }) => `${attribute}: ${from ?? ''} → ${to ?? ''}`),
  ].join('\n');
