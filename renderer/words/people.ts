import type { AttributeVerdict } from '../../shared/explain/explanation';
import type { AccountState, ListedPerson, PeopleChip } from '../../shared/ipc/contract';
import { people, times } from './times';

export const peopleWords = {
  line: (target: string) => `Everyone Inseam knows in Microsoft Entra ID, and their ${target} account.`,
  search: 'Name, mail or id',
  show: 'Show',
  chip: (chip: PeopleChip, target: string): string => chips[chip](target),
  list: 'People',
  columns: { person: 'Person', account: 'Account', why: 'Why', changed: 'Last change' },
  nobodys: 'Accounts that nobody in scope matches. Inseam never touches them.',
  noCensus: 'No census has been made yet. A check of everyone makes one.',
  empty: 'Nobody has been read yet. Make a plan or start the first cycle.',
  emptyChip: 'Nobody.',
  noMatch: 'No one matches. People are found by name, mail or id.',
  clearSearch: 'Clear the search',
  provisionOnDemand: 'Provision on demand…',
  provisionNow: 'Provision now…',
  export: 'Export',
  exported: (amount: number) => `Exported ${people(amount)}.`,
  more: (name: string) => `More for ${name}`,
  whyNot: 'Why not?',
  release: 'Release',
  attempts: (amount: number): string =>
    amount <= 1 ? 'once' : amount === 2 ? 'twice' : `${times.number(amount)} times`,
  nextTry: (at: string) => `the next try is ${at}`,
  heldByYou: (reason: string) => (reason === '' ? 'Put on hold by you' : `Put on hold by you: “${reason}”`),
} as const;

const chips: Readonly<Record<PeopleChip, (target: string) => string>> = {
  everyone: () => 'Everyone',
  attention: () => 'Needs attention',
  'in-step': () => 'In step',
  'on-hold': () => 'On hold',
  out: () => 'Out of scope',
  'only-there': (target) => `Only in ${target}`,
};
export const peopleChips = Object.keys(chips) as readonly PeopleChip[];

const accountWords: Readonly<Record<AccountState, string>> = {
  'in-step': 'In step',
  'not-updated': 'Not updated',
  failed: 'Failed',
  held: 'Held',
  'on-hold': 'On hold',
  disabled: 'Disabled',
  'left-alone': 'Left alone',
  'no-account': 'No account',
  waits: 'Not yet',
  'only-there': 'Nobody’s',
};

/** "Failed twice" */
export const accountWord = ({ account, attempts }: Pick<ListedPerson, 'account' | 'attempts'>): string =>
  account === 'failed' && attempts > 0
    ? `${accountWords.failed} ${peopleWords.attempts(attempts)}`
    : accountWords[account];

/** The reason in one line, with the next try where there is one. */
export function whyLine({ account, why, nextTryAt }: ListedPerson, now: number): string {
  if (account === 'on-hold') return peopleWords.heldByYou(why);
  const said = why.replace(/\.$/, '');
  return nextTryAt === null ? said : `${said}; ${peopleWords.nextTry(times.dayAt(Date.parse(nextTryAt), now))}`;
}

/** "Today 10:42", at the beginning of a cell. */
export function momentCell(at: number, now: number): string {
  const words = times.moment(at, now);
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

export const personWords = {
  back: 'People',
  hold: 'Hold…',
  release: 'Release',
  why: 'Why?',
  whyNot: 'Why not?',
  checking: 'Checking both sides…',
  checked: 'Checked just now. This check wrote nothing.',
  checkedAt: (ago: string) => `Checked ${ago}. This check wrote nothing.`,
  sourceSilent: 'Microsoft Entra ID could not be asked, so this is what Inseam knew last. This check wrote nothing.',
  showChecks: 'Show every check',
  hideChecks: 'Hide the checks',
  checks: 'Every check',
  passed: 'passed',
  failed: 'failed',
  asked: (attribute: string, value: string, found: readonly string[], target: string) =>
    `${attribute} “${value}”: ${
      found.length === 0 ? `${target} has no account with it.` : `${target} has ${found.join(', ')}.`
    }`,
  attributes: 'Attributes',
  showAll: (amount: number) => `Show all ${times.number(amount)}`,
  showFewer: 'Show fewer',
  columns: {
    attribute: 'Attribute',
    source: 'Microsoft Entra ID',
    wanted: 'Mapping wants',
    has: (target: string) => `${target} has`,
    verdict: 'Verdict',
  },
  notRead: (cause: string) => `Not read: ${cause}`,
  doesNotAnswer: (target: string) => `${target} does not answer`,
  none: 'none',
  history: 'History',
  historyEmpty: 'Nothing has been decided about them yet.',
  showMore: 'Show more',
  escrow: (attempts: number, next: string) => `Failed ${peopleWords.attempts(attempts)}. The next try is ${next}.`,
  retryNow: 'Retry now',
  onHold: (since: string, reason: string) =>
    reason === '' ? `On hold since ${since}.` : `On hold since ${since}: “${reason}”.`,
  onHoldMeans: 'No cycle touches this account until you release it.',
  gone: 'No one with this id is known any more.',
  goneLine: 'They may have been deleted for good in Entra ID.',
  toPeople: 'All people',
  released: (name: string) => `${name} is released. The next cycle decides about them again.`,
  triedBefore: 'It may go through now.',
  /** Mail, title and scope in one line. */
  line: (parts: readonly string[]) =>
    parts
      .map((part) => part.replace(/\.$/, ''))
      .filter((part) => part !== '')
      .join(' · '),
} as const;

export const verdictWords: Readonly<Record<AttributeVerdict, string>> = {
  same: 'same',
  waits: 'waits',
  'too-long': 'too long',
  wrong: 'cannot be sent',
  'changed-by-hand': 'changed by hand',
  'left-alone': 'left alone',
  'not-read': 'not read',
};
