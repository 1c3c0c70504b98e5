import { counted, people, times } from './times';

/** What the scope page says. */
export const scopeWords = {
  title: 'Scope',
  lead: (target: string) => `Who gets ${article(target)} ${target} account.`,
  leadCounted: (target: string, inScope: number, all: number) =>
    `Who gets ${article(target)} ${target} account: ${times.number(inScope)} of the ${people(all)} in Microsoft Entra ID.`,

  who: 'Who to look at',
  modes: {
    assigned: {
      name: 'People and groups assigned to the application',
      hint: 'Direct members of assigned groups count, nested groups do not, as in Microsoft Entra.',
    },
    groups: {
      name: 'Members of groups I choose',
      hint: 'No application or Entra ID P1 licence needed. Groups inside them count too.',
    },
    all: { name: 'Everyone in the directory', hint: 'Use filters below to leave people out.' },
  },
  ways: (direct: number, groups: number) =>
    direct === 0
      ? `Lets in the members of ${counted(groups, 'group', 'groups')}`
      : groups === 0
        ? `Lets in ${people(direct)} directly`
        : `Lets in ${people(direct)} directly and the members of ${counted(groups, 'group', 'groups')}`,

  filters: 'Filters',
  filtersNote: 'people must pass one of these groups of conditions',
  schemaFilters: 'Filters of the schema',
  schemaNote: 'people must pass one of these as well: both lists must let a person in',
  noFilters: {
    assigned: 'Everyone who is assigned gets an account.',
    groups: 'Every member of the chosen groups gets an account.',
    all: 'Everyone in the directory gets an account.',
  },
  shownAs: (list: string) => `Show ${list} as`,
  form: 'Form',
  text: 'Text',
  addFilter: 'Add a filter',
  addGroup: 'Add a group of conditions',
  addClause: 'Add a condition',
  removeClause: (attribute: string) => (attribute === '' ? 'Remove condition' : `Remove the condition on ${attribute}`),
  clauseRemoved: 'Condition removed.',
  groupRemoved: (name: string) => `${name} removed.`,
  allOf: 'all of',
  or: 'or',
  isNew: 'New',
  groupName: (name: string, place: number) => (name === '' ? `Group ${place}` : name),
  groupMenu: (name: string) => `More for ${name}`,
  rename: 'Rename',
  nameOf: 'Name of the group of conditions',
  removeGroup: 'Remove this group',
  attribute: 'Attribute',
  attributeHint: 'Attribute',
  operator: 'Operator',
  value: 'Value',
  patternHint: 'Found anywhere in the value; upper and lower case differ.',
  useIt: 'Use it',
  noMatch: (text: string) => `No attribute is called “${text}”.`,

  filterText: (list: string) => `${list} as text`,
  textHint: 'One condition a line, such as department EQUALS "Sales". A name with a colon begins a group.',
  place: (line: number, column: number) => `Line ${line}, character ${column}`,
  goThere: 'Go there',

  count: 'Who is in scope',
  inScope: 'in scope',
  out: 'out',
  now: (inScope: number, out: number) =>
    `With this change. Now it is ${times.number(inScope)} and ${times.number(out)}: `,
  unchanged: 'As saved.',
  noneMoves: 'nobody comes in, nobody leaves.',
  comesIn: (amount: number) => (amount === 1 ? '1 person comes in' : `${people(amount)} come in`),
  leaves: (amount: number) => (amount === 1 ? '1 person leaves' : `${people(amount)} leave`),
  nobodyComesIn: 'nobody comes in',
  nobodyLeaves: 'nobody leaves',
  disabled: (amount: number) =>
    amount === 1 ? '1 account would be disabled.' : `${times.number(amount)} accounts would be disabled.`,
  held: (amount: number) =>
    `${times.number(amount)} accounts would be disabled; that is more than your limit, so they would be held.`,
  counting: 'Counting…',
  completeFirst: 'Complete the condition to count again.',
  correctFirst: 'Correct what is marked to count again.',
  countedAt: (time: string) => `Counted from what was read ${time}.`,
  countedNow: 'Counted from what Microsoft Entra ID has now.',
  said: (inScope: number, out: number) => `${times.number(inScope)} in scope, ${times.number(out)} out.`,
  unknown: 'This cannot be counted now.',
  unknownNote: 'It is known after the next read.',
  tryAgain: 'Try again',
  nobodyRead: 'Nobody has been read yet.',
  nobodyReadNote: 'Make a plan or start the first cycle.',
  makePlan: 'Make a plan',

  search: 'Why is someone in or out?',
  noPerson: (text: string) => `No one matches “${text}”. People are found by name, mail or id.`,
  stateIn: 'In',
  stateOut: 'Out',
  seeAll: (amount: number) => `See all ${people(amount)}`,
  all: 'Who is in and who is out',
  allNote: 'Those who move come first.',
  list: 'People',
  close: 'Close',
  columns: { person: 'Person', state: 'In or out' },

  undo: 'Undo',
  redo: 'Redo',
  discard: 'Discard',
  save: (changes: number) => `Save ${counted(changes, 'change', 'changes')}…`,
  savedShort: 'Saved',
  saved: 'Saved. Everyone is checked again in the next cycle.',
  saveTitle: (changes: number) => `Save ${counted(changes, 'change', 'changes')}?`,
  saveConfirm: (changes: number) => `Save ${counted(changes, 'change', 'changes')}`,
  saveDisables: (amount: number) =>
    amount === 1
      ? 'Save; 1 account is disabled in the next cycle'
      : `Save; ${times.number(amount)} accounts are disabled in the next cycle`,
  saveHeld: (amount: number) => `Save; ${counted(amount, 'account is', 'accounts are')} held in the next cycle`,
  saveUnknown: 'Save all the same',
  wouldBeDisabled: 'would be disabled',
  wouldBeHeld: 'would be held',
  staysAsItIs: 'no account of theirs changes',
  getsAccount: 'would get an account',
  andMore: (amount: number) => `and ${times.number(amount)} more`,
  saveNobody: 'Nobody comes in and nobody leaves.',
  saveNote: 'Everyone is checked again in the next cycle.',
  heldNote: 'That is more than your limit: nothing would be sent until you say so.',
  saveUncounted: 'Who comes in and who leaves cannot be counted now. The next plan tells, before anything is sent.',
  cancel: 'Cancel',
  blocked: (problems: number) =>
    problems === 1
      ? 'Not saved: 1 problem has to be corrected.'
      : `Not saved: ${times.number(problems)} problems have to be corrected.`,
  leaveNote: (changes: number) =>
    changes === 1
      ? '1 change of the scope is not saved.'
      : `${times.number(changes)} changes of the scope are not saved.`,
  locked: (owner: string) => `This job is being run by another program (${owner}). You can look, but not change.`,
} as const;

const article = (target: string): string => (/^[aeiou]/i.test(target) ? 'an' : 'a');

/** How the form calls the operators; others go by their own name. */
export const operatorLabels: Readonly<Record<string, string>> = {
  EQUALS: 'equals',
  'NOT EQUALS': 'is not',
  'IS TRUE': 'is true',
  'IS FALSE': 'is false',
  'IS NULL': 'is empty',
  'IS NOT NULL': 'is not empty',
  'REGEX MATCH': 'matches pattern',
  'NOT REGEX MATCH': 'does not match',
  Includes: 'contains',
  ENDS_WITH: 'ends with',
  Greater_Than: 'is greater than',
  Greater_Than_OR_EQUALS: 'is at least',
};
