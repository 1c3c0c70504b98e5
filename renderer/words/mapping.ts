import type { FlowType, MappingSource, WhenEmpty } from '../../shared/mapping/rules';
import { counted, times } from './times';

/** What the mapping page says. */
export const mappingWords = {
  title: 'Mapping',
  lead: (target: string) => `How each ${target} attribute is filled from Microsoft Entra ID.`,

  undo: 'Undo',
  redo: 'Redo',
  more: 'More',
  restoreDefaults: 'Restore defaults…',
  discard: 'Discard',
  save: (changes: number) => `Save ${counted(changes, 'change', 'changes')}…`,

  list: 'Attributes',
  attribute: 'Attribute',
  add: 'Add an attribute',
  addTitle: 'Add an attribute',
  addField: 'Attribute of the account',
  addHint: 'Choose one, or type a path such as emails[type eq "home"].value.',
  addConfirm: 'Add',
  addTaken: 'This attribute is in the list already.',
  addEmpty: 'Choose or type an attribute.',
  cancel: 'Cancel',
  remove: 'Remove',
  removed: (target: string) => `${target} removed. Ctrl+Z brings it back.`,
  moved: (target: string, place: number, of: number) =>
    `${target} is now ${times.number(place)} of ${times.number(of)}.`,
  cannotRemove: (target: string) => `${target} cannot be removed: it is how existing accounts are found.`,
  onlyMatching: 'The only matching attribute. Make another one a matching attribute first.',
  none: 'No attribute is filled. Restore the defaults, or add one.',

  from: {
    expression: 'expression',
    constant: (value: string) => `“${value}”`,
    none: 'only the default value',
    findsAccounts: 'finds existing accounts',
    manager: 'linked after both people exist',
  },

  matching: 'Matching',
  matchingAt: (order: number) => `Matching, ${ordinals[order - 1] ?? `number ${order}`}`,
  matchingLabel: 'Finds existing accounts by this attribute',
  asking: (target: string) => `Asking ${target}…`,
  reportDrift: (target: string) => `Only report it, and leave it, where it was changed by hand in ${target}`,
  required: 'Required',
  atMost: (limit: number) => `At most ${counted(limit, 'character', 'characters')}`,

  fillFrom: 'Fill from',
  kinds: { direct: 'Direct', constant: 'Constant', expression: 'Expression', none: 'None' } satisfies Record<
    MappingSource['kind'],
    string
  >,
  apply: 'Apply',
  flows: {
    Always: 'Always',
    ObjectAddOnly: 'Only when the account is created',
    MultiValueAddOnly: 'Only add values',
    ValueAddOnly: 'Only where it is empty',
    AttributeAddOnly: 'Only where the attribute is missing',
  } satisfies Record<FlowType, string>,
  source: 'Entra attribute',
  sourceHint: 'An attribute of the person in Microsoft Entra ID.',
  constant: 'Value',
  defaultValue: 'Default value',
  defaultHint: 'Used when the value is empty and the account is created.',
  whenEmpty: 'When the source is empty',
  whenEmptyHint: 'What an update sends once a person has no value any more.',
  empties: { leave: 'Leave it', clear: 'Clear it', default: 'Use the default' } satisfies Record<WhenEmpty, string>,
  expression: (target: string) => `Expression for ${target}`,
  expressionHint: 'Ctrl+Space lists what can stand here, F8 finds the next fault. To leave: Tab, or Esc then Tab.',
  expressionPlaceholder: 'Attributes stand in square brackets, such as [givenName]',
  format: 'Format',
  functions: 'Show functions',
  functionsHide: 'Hide functions',
  sourceMissing: 'Choose an Entra attribute.',
  place: (line: number, column: number) => `Line ${line}, character ${column}`,
  goThere: 'Go there',
  useIt: 'Use it',
  noValue: 'No value is sent unless there is a default.',

  tryOn: 'Try on',
  tryPerson: 'Person',
  tryHint: 'Name, mail or id',
  nobody: 'Microsoft Entra ID has nobody to try it on.',
  searching: 'Searching…',
  noMatch: (text: string) => `No one matches “${text}”.`,
  result: 'Result',
  empty: 'No value',
  stale: 'The last good result; correct the expression to see the new one.',
  notReached: 'Not reached for this person',
  characters: (count: number) => counted(count, 'character', 'characters'),
  allSteps: (count: number) => `Show all ${times.number(count)} values`,
  fewerSteps: 'Show fewer values',

  saveTitle: (changes: number) => `Save ${counted(changes, 'change', 'changes')}?`,
  saveNote: 'Everyone is checked again in the next cycle.',
  saveConfirm: (changes: number) => `Save ${counted(changes, 'change', 'changes')}`,
  savedShort: 'Saved',
  saved: 'Saved. Everyone is checked again in the next cycle.',
  changed: { added: 'Added', removed: 'Removed', edited: 'Changed', moved: 'Order' },
  blocked: (problems: number) =>
    problems === 1
      ? 'Not saved: 1 problem has to be corrected.'
      : `Not saved: ${times.number(problems)} problems have to be corrected.`,

  restoreTitle: 'Restore the default mapping?',
  restoreNote: 'Your mapping is replaced here and is not saved yet. Undo brings it back.',
  restoreConfirm: 'Restore defaults',

  leaveNote: (changes: number) =>
    changes === 1
      ? '1 change of the mapping is not saved.'
      : `${times.number(changes)} changes of the mapping are not saved.`,
} as const;

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth'];
