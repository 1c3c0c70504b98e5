import { type Evaluation, evaluated, ignored, refuse } from '../evaluation';
import { booleanOf, isEmpty, isList, isRoles, numberOf, type Value, valueText } from '../value';
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
const noPair = 'Switch takes its keys and values in pairs: a value is expected after each key.';

/**
 * Logic and null, entra-mapping-language.md 3.2. IIF, Switch and Coalesce evaluate only what they return: published
 * mappings rely on it, the branch not taken parses a date that is empty (2.4).
 */
export const logicFunctions: readonly FunctionRow[] = [
  {
    name: 'IIF',
    parameters: [condition('condition'), branch('valueIfTrue'), branch('valueIfFalse')],
    returns: 'any',
    help: 'One value if the condition is true, another if it is not.',
    example: 'IIF([country] = "USA", [country], [department])',
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
    parameters: [any('source'), optional(branch('defaultValue')), repeating(any('key1')), repeating(branch('value1'))],
    returns: 'any',
    help: 'The value of the first key that equals the source; else the default. The key "" is for an empty source.',
    example: 'Switch([country], [country], "", "Other")',
    check: (given) => {
      const missing = given.findIndex((there, place) => place >= 2 && !there);
      if (missing !== -1) return { message: missing % 2 === 0 ? 'A key is expected here.' : noPair, argument: missing };
      return given.length >= 4 && given.length % 2 === 0 ? null : { message: noPair, argument: given.length - 1 };
    },
    choose: ([source, defaultValue, ...pairs]) => {
      const wanted = ask(source);
      if (wanted.kind !== 'value') return wanted;
      for (let place = 0; place + 1 < pairs.length; place += 2) {
        const key = ask(pairs[place]);
        if (key.kind !== 'value') return key;
        if (isKey(key.value, wanted.value)) return ask(pairs[place + 1]);
      }
      return ask(defaultValue);
    },
  },
  {
    name: 'Coalesce',
    parameters: [repeating(any('source1'))],
    returns: 'any',
    help: 'The first value that is there; an empty text is there.',
    example: 'Coalesce([mail], [userPrincipalName])',
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
    parameters: [any('expression')],
    returns: 'any',
    help: 'The value; where it is empty, the attribute is left out of the request.',
    example: 'IgnoreFlowIfNullOrEmpty([department])',
    choose: ([expression]) => {
      const found = ask(expression);
      return found.kind === 'value' && isEmpty(found.value) ? ignored : found;
    },
  },
  {
    name: 'IsNull',
    parameters: [any('expression')],
    returns: 'boolean',
    help: 'Whether there is no value. An empty text is a value.',
    example: 'IsNull([displayName])',
    takesNull: true,
    evaluate: ([expression]) => (expression ?? null) === null,
  },
  {
    name: 'IsNullOrEmpty',
    parameters: [any('expression')],
    returns: 'boolean',
    help: 'Whether there is no value or an empty one.',
    example: 'IsNullOrEmpty([displayName])',
    takesNull: true,
    evaluate: ([expression]) => isEmpty(expression ?? null),
  },
  {
    name: 'IsPresent',
    parameters: [any('expression')],
    returns: 'boolean',
    help: 'Whether there is a value that is not empty.',
    example: 'IsPresent([manager])',
    takesNull: true,
    evaluate: ([expression]) => !isEmpty(expression ?? null),
  },
  {
    name: 'IsString',
    parameters: [any('expression')],
    returns: 'boolean',
    help: 'Whether the value can be taken as one text.',
    example: 'IsString([displayName])',
    takesNull: true,
    evaluate: ([expression]) => (expression ?? null) !== null && !isList(expression) && !isRoles(expression),
  },
  {
    name: 'Not',
    parameters: [any('source')],
    returns: 'boolean',
    help: 'False for True, and True for anything else.',
    example: 'Not([IsSoftDeleted])',
    takesNull: true,
    evaluate: ([source]) => booleanOf(source ?? null) !== true,
  },
  {
    name: 'CBool',
    parameters: [condition('expression')],
    returns: 'boolean',
    help: 'True for a condition that holds and for any number but zero, else False.',
    example: 'CBool([department] = "Sales")',
    takesNull: true,
    evaluate: ([expression]) => truthOf(expression ?? null) ?? refuse(notACondition(expression ?? null), 0),
  },
  {
    name: 'CStr',
    parameters: [text('value')],
    returns: 'text',
    help: 'A number, a reference or a Boolean as text.',
    example: 'CStr([accountEnabled])',
    evaluate: ([value]) => asText(value),
  },
  {
    name: 'Error',
    parameters: [text('message')],
    returns: 'text',
    help: 'Stops this person with the message.',
    example: 'Error("The account name is missing")',
    takesNull: true,
    evaluate: ([message]) => refuse(asText(message) ?? 'The mapping ended with Error.'),
  },
];
