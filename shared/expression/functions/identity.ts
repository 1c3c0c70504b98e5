import { evaluated, refuse } from '../evaluation';
import { isComplexRoles, isList, isRoles, valueText } from '../value';
import {
  type Argument,
  any,
  asInteger,
  asText,
  type FunctionRow,
  integer,
  optional,
  repeating,
  text,
} from './function-row';
import { longestRandomText, type RandomPlan, randomText, refusePlan } from './random-text';

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

/** A random GUID of version 4 (RFC 9562), as .NET prints one: lower case, hyphens, no braces. */
function guidOf(bytes: Uint8Array): string {
  const marked = [...bytes].map((byte, place) => {
    if (place === 6) return hex((byte & 0x0f) | 0x40);
    return place === 8 ? hex((byte & 0x3f) | 0x80) : hex(byte);
  });
  const part = (start: number, end: number) => marked.slice(start, end).join('');
  return [part(0, 4), part(4, 6), part(6, 8), part(8, 10), part(10, 16)].join('-');
}

function planOf([length, ...others]: readonly Argument[]): RandomPlan {
  return {
    length: asInteger(length) ?? 0,
    minima: others.slice(0, 4).map((least) => asInteger(least) ?? 0),
    avoided: asText(others[4] ?? null) ?? '',
  };
}

/** Functions that make or choose an identity, entra-mapping-language.md 3.4. */
export const identityFunctions: readonly FunctionRow[] = [
  {
    name: 'DefaultDomain',
    parameters: [],
    returns: 'text',
    help: 'The domain of the tenant that is marked as its default.',
    remarks: 'An error where the tenant has none, or where it is not known.',
    example: 'Join("@", [mailNickname], DefaultDomain())',
    exampleSource: { mailNickname: 'johnd' },
    exampleResult: 'johnd@oxbow.example',
    evaluate: (_, { defaultDomain }) => defaultDomain ?? refuse('The default domain of the tenant is not known.'),
  },
  {
    name: 'Guid',
    parameters: [],
    returns: 'text',
    help: 'A new random GUID, in lower case with hyphens.',
    remarks: 'It differs at each evaluation: map it only during object creation.',
    example: 'Guid()',
    exampleResult: '254a6f94-b9de-4328-8d72-97bce1062b50',
    volatile: true,
    evaluate: (_, { randomBytes }) => guidOf(randomBytes(16)),
  },
  {
    name: 'RandomString',
    parameters: [
      integer('length', `How many characters, at most ${longestRandomText}.`),
      integer('minimumNumbers', 'How many digits at least.'),
      integer('minimumSpecialCharacters', 'How many special characters at least.'),
      integer('minimumCapital', 'How many capital letters at least.'),
      integer('minimumLowerCase', 'How many lower-case letters at least.'),
      optional(text('charactersToAvoid', 'Characters that must not be in it.')),
    ],
    returns: 'text',
    help: 'A random text with at least so many characters of each kind.',
    remarks:
      'What is over is filled with the kinds that are asked for; if none is, with letters and digits. It differs at each evaluation: map it only during object creation.',
    example: 'RandomString(10, 2, 2, 2, 1, "?,")',
    exampleResult: 'D].O7Ad=l4',
    volatile: true,
    checkConstants: (constants) => {
      const numbers = constants.slice(0, 5);
      if (numbers.length < 5 || numbers.some((number) => typeof number !== 'number')) return null;
      const refusal = refusePlan(planOf([...numbers, String(constants[5] ?? '')]));
      return refusal === null ? null : { message: refusal.refused, argument: refusal.argument ?? 0 };
    },
    evaluate: (given, { randomBytes }) => {
      const plan = planOf(given);
      return refusePlan(plan) ?? randomText(plan, randomBytes);
    },
  },
  {
    name: 'SelectUniqueValue',
    parameters: [
      any('rule1', 'The value that is wanted most.'),
      repeating(any('rule2', 'The value to take where all before it are taken.')),
    ],
    returns: 'text',
    help: 'The first of several values that no account of the target has.',
    remarks:
      'Only around the whole expression, only during object creation, and never on a matching attribute. The target must be able to filter on the attribute. Where all values are taken, the account is put aside and tried again.',
    example: 'SelectUniqueValue(Join(".", [givenName], [surname]), Join(".", Left([givenName], 1), [surname]))',
    exampleSource: { givenName: 'John', surname: 'Smith' },
    exampleResult: ['John.Smith', 'J.Smith'],
    topLevel: true,
    choose: (rules) => {
      const values: string[] = [];
      for (const [place, rule] of rules.entries()) {
        const found = rule?.() ?? evaluated(null);
        if (found.kind !== 'value') return found;
        const { value } = found;
        if (isList(value) || isRoles(value) || isComplexRoles(value)) {
          return refuse('SelectUniqueValue takes one text here, and this is a list.', place);
        }
        const candidate = valueText(value) ?? '';
        if (candidate !== '' && !values.includes(candidate)) values.push(candidate);
      }
      return values.length === 0 ? evaluated(null) : { kind: 'candidates', values };
    },
  },
];
