import { type Evaluation, evaluated, ignored, refuse } from '../evaluation';
import { booleanOf, isComplexRoles, isEmpty, isList, isRoles, numberOf, type Value, valueText } from '../value';
import {
  any,
  asText,
  branch,
  condition,
  type FunctionRow,
  type LazyArgument,
  optional,
  repeating,
  text,
} from './function-row';

const noValue = evaluated(null);
const ask = (argument: LazyArgument): Evaluation => argument?.() ?? noValue;

/** Null is no condition that holds; a number holds when it is not zero (`CBool`, 3.2). Null: neither. */
function truthOf(value: Value): boolean | null {
  if (isEmpty(value)) return false;
  const number = numberOf(value);
  return number === null ? booleanOf(value) : Number(number) !== 0;
}

/** A key equals the source as text, with case; the key "" is for an empty source as well as for none. */
function isKey(key: Value, source: Value): boolean {
  if (key === '') return isEmpty(source);
  return key !== null && source !== null && valueText(key) === valueText(source);
}

const notACondition = (value: Value): string => `“${valueText(value)}” is neither True or False nor a number.`;
const expression = any('expression', 'A value, most often an attribute.');
const isSingle = (value: Value): boolean => !isList(value) && !isRoles(value) && !isComplexRoles(value);
const noList = 'Switch compares one text, and this is a list. Take one value with Item, or all with Join.';
const noPair = 'Switch takes its keys and values in pairs: a value is expected after each key.';

/**
 * Logic and null, entra-mapping-language.md 3.2. IIF, Switch and Coalesce evaluate only what they return: published
 * mappings rely on it, the branch not taken parses a date that is empty (2.4).
 */
export const logicFunctions: readonly FunctionRow[] = [
  {
    name: 'IIF',
    parameters: [
      condition('condition', 'A comparison such as [country] = "USA", or a value that is True or False.'),
      branch('valueIfTrue', 'The value if it holds.'),
      branch('valueIfFalse', 'The value if it does not.'),
    ],
    returns: 'any',
    help: 'One value if the condition is true, another if it is not.',
    remarks: 'There is no AND and no OR: put another IIF in the first value for AND, in the second for OR.',
    example: 'IIF([country] = "USA", [country], [department])',
    exampleSource: { country: 'USA', department: 'Sales' },
    exampleResult: 'USA',
    choose: ([test, whenTrue, whenFalse]) => {
      const tested = ask(test);
      if (tested.kind !== 'value') return tested;
      // Other texts are no condition; the service documents none, and a silent "false" would hide the slip.
      const holds = truthOf(tested.value);
      if (holds === null) return refuse(notACondition(tested.value), 0);
      return ask(holds ? whenTrue : whenFalse);
    },
  },
  {
    name: 'Switch',
    parameters: [
      any('source', 'The value to look at.'),
      optional(branch('defaultValue', 'The value where no key fits; may be left empty.')),
      repeating(any('key1', 'A value that the source may have; "" is for none.')),
      repeating(branch('value1', 'What to take for it.')),
    ],
    returns: 'any',
    help: 'The value of the first key that equals the source; else the default. The key "" is for an empty source.',
    remarks: 'Case counts. Without a default, none is given.',
    example: 'Switch([country], [country], "", "Other")',
    exampleSource: { country: null },
    exampleResult: 'Other',
    check: (given) => {
      const missing = given.findIndex((there, place) => place >= 2 && !there);
      if (missing !== -1) return { message: missing % 2 === 0 ? 'A key is expected here.' : noPair, argument: missing };
      return given.length >= 4 && given.length % 2 === 0 ? null : { message: noPair, argument: given.length - 1 };
    },
    choose: ([source, defaultValue, ...pairs]) => {
      const wanted = ask(source);
      if (wanted.kind !== 'value') return wanted;
      if (!isEmpty(wanted.value) && !isSingle(wanted.value)) return refuse(noList, 0);
      for (let place = 0; place + 1 < pairs.length; place += 2) {
        const key = ask(pairs[place]);
        if (key.kind !== 'value') return key;
        if (!isSingle(key.value)) return refuse(noList, place + 2);
        if (isKey(key.value, wanted.value)) return ask(pairs[place + 1]);
      }
      return ask(defaultValue);
    },
  },
  {
    name: 'Coalesce',
    parameters: [repeating(any('source1', 'A value that may be missing; the last is the default.'))],
    returns: 'any',
    help: 'The first value that is there; an empty text is there.',
    example: 'Coalesce([mail], [userPrincipalName])',
    exampleSource: { mail: null, userPrincipalName: 'john@contoso.com' },
    exampleResult: 'john@contoso.com',
    choose: (sources) => {
      for (const source of sources) {
        const found = ask(source);
        if (found.kind !== 'value' || found.value !== null) return found;
      }
      return noValue;
    },
  },
  {
    name: 'IgnoreFlowIfNullOrEmpty',
    parameters: [expression],
    returns: 'any',
    help: 'The value; where it is empty, the attribute is left out of the request.',
    remarks: 'Only around the whole expression or a whole branch of it.',
    example: 'IgnoreFlowIfNullOrEmpty([department])',
    exampleSource: { department: 'Sales' },
    exampleResult: 'Sales',
    choose: ([given]) => {
      const found = ask(given);
      return found.kind === 'value' && isEmpty(found.value) ? ignored : found;
    },
  },
  {
    name: 'IsNull',
    parameters: [expression],
    returns: 'boolean',
    help: 'Whether there is no value. An empty text is a value.',
    example: 'IsNull([displayName])',
    exampleSource: { displayName: '' },
    exampleResult: 'False',
    takesNull: true,
    evaluate: ([given]) => (given ?? null) === null,
  },
  {
    name: 'IsNullOrEmpty',
    parameters: [expression],
    returns: 'boolean',
    help: 'Whether there is no value or an empty one.',
    example: 'IsNullOrEmpty([displayName])',
    exampleSource: { displayName: '' },
    exampleResult: 'True',
    takesNull: true,
    evaluate: ([given]) => isEmpty(given ?? null),
  },
  {
    name: 'IsPresent',
    parameters: [expression],
    returns: 'boolean',
    help: 'Whether there is a value that is not empty.',
    example: 'IsPresent([manager])',
    exampleSource: { manager: null },
    exampleResult: 'False',
    takesNull: true,
    evaluate: ([given]) => !isEmpty(given ?? null),
  },
  {
    name: 'IsString',
    parameters: [expression],
    returns: 'boolean',
    help: 'Whether the value can be taken as one text.',
    remarks: 'A list is none, and no value is none.',
    example: 'IsString([displayName])',
    exampleSource: { displayName: 'John Smith' },
    exampleResult: 'True',
    takesNull: true,
    evaluate: ([given]) => (given ?? null) !== null && isSingle(given ?? null),
  },
  {
    name: 'Not',
    parameters: [condition('source', 'A comparison, or True or False.')],
    returns: 'boolean',
    help: 'False for True, and True for anything else.',
    example: 'Not([IsSoftDeleted])',
    exampleSource: { IsSoftDeleted: false },
    exampleResult: 'True',
    takesNull: true,
    evaluate: ([source]) => booleanOf(source ?? null) !== true,
  },
  {
    name: 'CBool',
    parameters: [condition('expression', 'A comparison, a number, or True or False.')],
    returns: 'boolean',
    help: 'True for a condition that holds and for any number but zero, else False.',
    remarks: 'A text that is neither a number nor True or False is an error.',
    example: 'CBool([department] = "Sales")',
    exampleSource: { department: 'Sales' },
    exampleResult: 'True',
    takesNull: true,
    evaluate: ([given]) => truthOf(given ?? null) ?? refuse(notACondition(given ?? null), 0),
  },
  {
    name: 'CStr',
    parameters: [text('value', 'A single value.')],
    returns: 'text',
    help: 'A number, a reference or a Boolean as text.',
    example: 'CStr([accountEnabled])',
    exampleSource: { accountEnabled: true },
    exampleResult: 'True',
    evaluate: ([value]) => asText(value),
  },
  {
    name: 'Error',
    parameters: [text('message', 'What to say in the log.')],
    returns: 'text',
    help: 'Stops this person with the message.',
    example: 'Coalesce([employeeId], Error("The employee id is missing"))',
    exampleSource: { employeeId: '4711' },
    exampleResult: '4711',
    takesNull: true,
    evaluate: ([message]) => refuse(asText(message ?? null)?.trim() || 'The mapping ended with Error.'),
  },
];
