import { counted, times } from './times';

/** What the census says. */
export const censusWords = {
  title: 'Census',
  lead: (target: string) =>
    `Every account of ${target} beside the people in scope. Nothing is written there. A cycle that checks everyone takes one at its end.`,
  take: 'Take a census',
  taking: 'Listing the accounts…',
  taken: 'The census is taken.',
  takenAt: (when: string, peopleReadAt: string | null) =>
    `Taken ${when}.${peopleReadAt === null ? '' : ` People as read ${peopleReadAt}.`}`,
  never: 'No census was taken yet.',
  notKept: (when: string) => `The census of ${when} was not kept, so these numbers are older.`,
  numbers: (accounts: number, linked: number, onlyHere: number) =>
    `${counted(accounts, 'account', 'accounts')}, ${linked} of them linked to a person. ${counted(onlyHere, 'person', 'people')} in scope ${onlyHere === 1 ? 'has' : 'have'} no account.`,
  standing: 'Show',
  standings: {
    doubtful: 'Doubtful',
    'only-there': (target: string) => `Only in ${target}`,
    matched: 'Matched, not linked yet',
    'only-here': 'Without an account',
    linked: 'Linked',
  },
  notes: {
    doubtful: 'Inseam does not guess: say by hand whose account it is.',
    'only-there': 'Accounts that nobody in scope matches. Inseam never touches them.',
    matched: 'The next cycle links them.',
    'only-here': 'The next cycle creates an account, or says why it cannot.',
    linked: '',
  },
  search: 'Search by name, mail or id',
  none: 'None.',
  noMatch: (text: string) => `None matches “${text}”.`,
  disabled: 'disabled',
  linkedTo: (person: string) => `Linked to ${person}`,
  list: 'Accounts',
  firstOf: (shown: number, total: number) => `The first ${shown} of ${times.number(total)}. Search for others.`,
  changedByHand: 'Changed by hand',
  changedByHandNote: 'Seen when accounts were last read. The mapping says of each attribute whether it is put back.',
  changedOf: (attribute: string, accounts: number) => `${attribute}: ${counted(accounts, 'account', 'accounts')}`,

  link: 'Link…',
  linkOf: (account: string) => `Link ${account}…`,
  linkTitle: (account: string) => `Whose account is ${account}?`,
  linkLine: (target: string) =>
    `Nothing is written in ${target} now. The next cycle brings the account into step with this person, its name included.`,
  linkField: 'Person',
  linkConfirm: 'Link',
  linked: (person: string) => `Linked to ${person}.`,
  linkedOut: (person: string) =>
    `Linked to ${person}, who is out of scope: the next cycle would disable the account. Put them on hold to keep it.`,
  unlink: 'Unlink…',
  unlinkOf: (account: string) => `Unlink ${account}…`,
  unlinkTitle: (account: string, person: string) => `Is ${account} not ${person}’s account?`,
  unlinkLine: (person: string) =>
    `The account stays as it is. The next cycle matches ${person} again; put them on hold first to keep it from doing so.`,
  unlinkConfirm: 'Unlink',
  unlinked: (person: string) => `${person} is no longer linked.`,
  cancel: 'Cancel',
};
