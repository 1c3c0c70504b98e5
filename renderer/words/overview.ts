import { type CycleCounts, type CycleSummary, changedAccounts, type Stage } from '../../shared/health/job-state';
import { duration as minuteWords } from './duration';
import { countWords } from './log';
import { accounts, counted, people, times } from './times';

export const overviewWords = {
  source: 'Microsoft Entra ID',
  notRead: 'not read yet',
  peopleRead: (amount: number, ago: string) => `${people(amount)} · read ${ago}`,
  peopleNotRead: (amount: number) => (amount === 0 ? 'not read yet' : people(amount)),
  readAt: (clock: string) => `read at ${clock}`,
  linked: (amount: number) => counted(amount, 'linked account', 'linked accounts'),
  answersIn: (ms: number) => `answers in ${times.number(Math.round(ms))} ms`,
  refusesToken: 'refuses the token',
  refusesUs: 'refuses Inseam',
  /** During a first cycle, when most have not been looked at yet. */
  inScopeSoFar: (inside: number) => `${times.number(inside)} in scope so far`,
  inScope: (inside: number, outside: number) => `${times.number(inside)} in scope, ${times.number(outside)} out`,
  nothingSent: 'nothing is sent',
  nothingSentYet: 'nothing is sent yet',

  lastDay: 'Last 24 hours',
  lastDayNote: (cycles: number, quiet: number) =>
    cycles === 0
      ? ''
      : `${counted(cycles, 'cycle', 'cycles')}${quiet === 0 ? '' : `, ${times.number(quiet)} changed nothing`}`,
  chartLabel: (cycles: number) =>
    cycles === 1 ? 'Changes in the last cycle' : `Changes in each of the last ${times.number(cycles)} cycles`,
  now: 'Now',
  yesterday: 'yesterday',
  createdOrUpdated: 'Created or updated',
  disabledOrDeleted: 'Disabled or deleted',
  failed: 'Failed',
  showTable: 'Show as a table',
  showChart: 'Show as a chart',
  noBars: 'Bars appear here, one for each cycle.',
  noCycles: 'No cycle ran in the last 24 hours.',
  tableStarted: 'Started',
  tableDid: 'What it did',
  cycleName: (clock: string, did: string) => `Cycle ${clock}: ${did}`,

  attention: 'Needs attention',
  attentionNote: (amount: number, held: number) =>
    amount === 0 ? '' : held === 0 ? people(amount) : `${people(amount)}, besides the ${times.number(held)} held`,
  attentionEmpty: 'Nobody. People who fail, are skipped for a fixable reason or wait for a decision are listed here.',
  seeAll: (amount: number) => `See all ${times.number(amount)}`,
  firstOf: (shown: number, total: number) => `The first ${times.number(shown)} of ${people(total)}.`,
  details: 'Details',
  nextTry: (when: string) => `Next try ${when}.`,

  latest: 'Latest changes',
  openActivity: 'Open activity',
  noChanges: 'No changes yet.',

  soFar: 'So far',
  happeningNow: 'Happening now',
  nothingYet: 'Nothing has been decided yet.',
  followInActivity: 'Follow in activity',
  barLabel: 'People done',

  setUp: 'Continue setting up',
  unlock: 'Unlock keychain',
  review: 'Review…',
  stop: 'Stop',
  stopping: 'Stopping after 1 change…',
  tryNow: 'Try now',
  resume: 'Resume',
  pause: 'Pause',
  pauseHowLong: 'Choose how long to pause',
  pauseHour: 'For 1 hour',
  pauseTomorrow: (clock: string) => `Until tomorrow ${clock}`,
  pauseOpen: 'Until I resume',
  syncNow: 'Sync now',
  starting: 'The cycle is starting.',
  openScope: 'Open scope',
  dismiss: 'Dismiss',

  quarantineSince: (when: string) => `In quarantine since ${when}`,
  noChange: 'No account is changed while it lasts.',
  triesAndEnds: (how: string, end: string) => `Inseam tries ${how} and gives up ${end}.`,
  ends: (end: string) => `Inseam gives up ${end}.`,
  gaveUp: (end: string) => `Inseam gave up ${end}, after 4 weeks. Try again begins anew.`,
  triesEvery: (minutes: number) =>
    minutes >= 1440 ? 'once a day' : `every ${minuteWords(minutes < 120 ? minutes : Math.round(minutes / 60) * 60)}`,
  triedAgain: 'Tried again',
  inStepAgain: (name: string) => `${name} is done.`,
  nextTryIs: (when: string) => `The next try is ${when}.`,
  tryAgain: 'Try again',
  heldTitle: (amount: number) => counted(amount, 'deletion is held', 'deletions are held'),
  heldLine: (cycle: string, doing: string, amount: number, limit: number | null, percent: number | null = null) =>
    isAbove(amount, limit)
      ? `${cycle} would have ${doing} ${accounts(amount)}. Your limit is ${limitOf(limit, percent)}, so none was sent.`
      : `${cycle} would have ${doing} more accounts than your limit allowed. ${counted(amount, 'is', 'are')} still held; none was sent.`,
  heldReview: (amount: number) => `Review ${people(amount)}`,

  triedTitle: 'Last 24 hours',
  triedLabel: 'Cycles tried',
  tried: (amount: number, refused: number) =>
    refused === amount && amount > 0 ? `${times.number(amount)}, all refused` : times.number(amount),
  nextTryLabel: 'Next try',
  mailLabel: 'Mail goes to',
} as const;

/**
 * A number that was held beside a limit it does not exceed would explain nothing: some of them have come back since, or
 * the limit is another one now.
 */
/** "5", or "7, 20 % of the accounts". */
const limitOf = (limit: number, percent: number | null): string =>
  percent === null ? times.number(limit) : `${times.number(limit)}, ${times.number(percent)} % of the accounts`;

const isAbove = (amount: number, limit: number | null): limit is number => limit !== null && amount > limit;

/** "Monday’s 08:42 cycle", "Today’s 08:42 cycle", "The cycle of 3 March". */
export function cycleOf(at: number, now: number): string {
  const moment = times.moment(at, now);
  const clock = times.clock(at);
  if (!moment.endsWith(` ${clock}`)) return `The cycle of ${moment}`;
  const day = moment.slice(0, -clock.length - 1);
  return `${day.slice(0, 1).toUpperCase()}${day.slice(1)}’s ${clock} cycle`;
}

/** What a cycle did, in one line: for the bars, the table and Activity. */
export function cycleDid(cycle: CycleSummary): string {
  const words = countWords(cycle.counts);
  if (words.length > 0) return words.join(', ');
  switch (cycle.state) {
    case 'failed':
      return 'failed';
    case 'quarantined':
      return 'refused';
    case 'held':
      return 'held for your decision';
    case 'stopped':
      return 'stopped';
    default:
      return 'nothing changed';
  }
}

export const stageNames: Readonly<Record<Stage, string>> = {
  read: 'Read',
  decide: 'Decide',
  write: 'Write',
  link: 'Link managers',
};

export function stageLine(stage: Stage, amount: number, counts: CycleCounts): string {
  switch (stage) {
    case 'read':
      return `${people(amount)} from Entra ID`;
    case 'decide':
      return `${times.number(counts.inScope)} in scope, ${times.number(Math.max(0, amount - counts.inScope))} out`;
    case 'write':
      return `${accounts(changedAccounts(counts))} written so far`;
    case 'link':
      return amount === 0 ? 'after both people exist' : counted(amount, 'manager linked', 'managers linked');
  }
}

/** "So far": what takes access away first. */
export const soFarNumbers = (counts: CycleCounts): readonly (readonly [number, string])[] => [
  ...(counts.deleted > 0 ? [[counts.deleted, 'deleted'] as const] : []),
  [counts.disabled, 'disabled'],
  [counts.created, 'created'],
  [counts.updated, 'updated'],
  ...(counts.enabled > 0 ? [[counts.enabled, 'enabled'] as const] : []),
  [counts.unchanged, 'unchanged'],
  ...(counts.skipped > 0 ? [[counts.skipped, 'skipped'] as const] : []),
  [counts.failed, 'failed'],
];

const stillHave = (amount: number): string =>
  amount === 1 ? 'they still have' : `all ${times.number(amount)} still have`;

export const heldWords = {
  title: (disables: number, deletes: number) => {
    const amount = disables + deletes;
    const doing = deletes === 0 ? 'disabled' : disables === 0 ? 'deleted' : 'disabled or deleted';
    return `${accounts(amount)} would be ${doing}`;
  },
  why: (cycle: string, amount: number, limit: number | null, percent: number | null = null) =>
    isAbove(amount, limit)
      ? `${cycle} would have taken access away from ${people(amount)}. That is more than your limit of ${limitOf(limit, percent)}, so nothing was sent and ${stillHave(amount)} access.`
      : `${cycle} would have taken access away from more people than your limit allowed, so nothing was sent. ${counted(amount, 'person is', 'people are')} still held and ${amount === 1 ? 'has' : 'have'} access.`,
  showMore: (amount: number) => `Show ${times.number(amount)} more`,
  note: 'A mistake in Entra ID? Put the members back and sync: the held deletions then go away by themselves.',
  later: 'Decide later',
  keep: (amount: number) => `Keep ${accounts(amount)}`,
  go: (verb: string, amount: number) => `${verb} ${accounts(amount)}…`,
  confirm: (verb: string, amount: number) => `${verb} ${accounts(amount)}`,
  verb: (disables: number, deletes: number) =>
    deletes === 0 ? 'Disable' : disables === 0 ? 'Delete' : 'Disable or delete',
  typeToGoOn: (amount: number) => `Type ${times.number(amount)} to go on`,
  back: 'Back',
  kept: (amount: number) => `${accounts(amount)} kept`,
  keptDetail: 'Discarded. If they are still out of scope, the next full check holds them again.',
  released: (amount: number) => counted(amount, 'deletion goes out', 'deletions go out'),
  releasedDetail: 'They are made now.',
  people: 'People who would lose access',
} as const;
