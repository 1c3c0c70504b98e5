import type { Evaluation, Refusal } from '../evaluation';
import type { Surroundings } from '../surroundings';
import { isList, isRoles, type RoleAssignments, type Value } from '../value';

/**
 * One function of the mapping language as data: checker, compiler, editor help, `inseam functions` and the vectors all
 * walk these rows. To add a function, add its row to a family file; nothing else knows it by name.
 */

/**
 * What a parameter takes; an argument is brought into that form before the function sees it. text: text or null;
 * date: a text that reads as a date; integer: a safe whole number; whole: any whole number as bigint; list: a list, of
 * one for a single value, or null; word: one of `words`; any: as it is.
 */
type ParameterType = 'text' | 'date' | 'integer' | 'whole' | 'list' | 'roles' | 'word' | 'any';

export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  /** What to write here, in one sentence. */
  readonly help: string;
  readonly optional?: true;
  /** The last parameters may repeat, in turns where several do (`key1, value1, key2, …`). */
  readonly repeats?: true;
  readonly words?: readonly string[];
  /** Only here may an argument be a comparison, or decide that the attribute is left out of the request. */
  readonly place?: 'condition' | 'branch';
}

/** An argument as the function sees it; undefined: omitted. */
export type Argument = Value | undefined;
/** An argument that is only evaluated when it is asked for; undefined: omitted. */
export type LazyArgument = (() => Evaluation) | undefined;

/** What is wrong with a call, and the argument (from 0) it is about; null: the call as a whole. */
export interface Complaint {
  readonly message: string;
  readonly argument: number | null;
}

interface FunctionFacts {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly returns: 'text' | 'number' | 'boolean' | 'date' | 'list' | 'roles' | 'any';
  /** What it gives, in a sentence or two. */
  readonly help: string;
  /** Edges and limits worth knowing. */
  readonly remarks?: string;
  readonly example: string;
  /** The attributes for which the example comes to its result. */
  readonly exampleSource?: Readonly<Record<string, Value>>;
  /** The text form of the example's value, a list as its values; for a random one: one that it may come to. */
  readonly exampleResult: string | readonly string[] | null;
  /** Differs at each evaluation: mapped to "Always" it would change everybody in every cycle (1.4). */
  readonly volatile?: true;
  /** Its value, and what is made from it, is never shown. */
  readonly redacts?: true;
  /** Stands only around the whole expression. */
  readonly topLevel?: true;
  /** What only this function asks of its arguments, or null: a message and the argument it is about. */
  readonly check?: (given: readonly boolean[]) => Complaint | null;
  /** What can be said of arguments that are written out as texts or numbers, before there is a person; others: undefined. */
  readonly checkConstants?: (constants: readonly (string | number | bigint | undefined)[]) => Complaint | null;
}

export type FunctionRow = FunctionFacts &
  (
    | {
        readonly evaluate: (given: readonly Argument[], surroundings: Surroundings) => Value | Refusal;
        /** Without this a null first argument gives null (8.4: "null in, null out"). */
        readonly takesNull?: true;
      }
    | { readonly choose: (given: readonly LazyArgument[]) => Evaluation | Refusal }
  );

export const text = (name: string, help: string): Parameter => ({ name, help, type: 'text' });
export const date = (name: string, help: string): Parameter => ({ name, help, type: 'date' });
export const integer = (name: string, help: string): Parameter => ({ name, help, type: 'integer' });
export const whole = (name: string, help: string): Parameter => ({ name, help, type: 'whole' });
export const list = (name: string, help: string): Parameter => ({ name, help, type: 'list' });
export const any = (name: string, help: string): Parameter => ({ name, help, type: 'any' });
export const condition = (name: string, help: string): Parameter => ({ ...any(name, help), place: 'condition' });
export const branch = (name: string, help: string): Parameter => ({ ...any(name, help), place: 'branch' });
export const word = (name: string, help: string, ...words: string[]): Parameter => ({
  name,
  help,
  type: 'word',
  words,
});
export const optional = (parameter: Parameter): Parameter => ({ ...parameter, optional: true });
export const repeating = (parameter: Parameter): Parameter => ({ ...parameter, repeats: true });

/** The forms that the compiler has already made sure of. */
export const asText = (argument: Argument): string | null => (typeof argument === 'string' ? argument : null);
export const asInteger = (argument: Argument): number | null => (typeof argument === 'number' ? argument : null);
export const asWhole = (argument: Argument): bigint | null => (typeof argument === 'bigint' ? argument : null);
export const asList = (argument: Argument): readonly string[] => (isList(argument) ? argument : []);
export const asRoles = (argument: Argument): RoleAssignments => (isRoles(argument) ? argument : { roles: [] });

/** `Left(string, numChars)`; an optional parameter has a question mark, dots stand for more of the last ones. */
export function signatureOf(row: FunctionRow): string {
  const parameters = row.parameters.map((parameter) => `${parameter.name}${parameter.optional ? '?' : ''}`);
  if (row.parameters.at(-1)?.repeats) parameters.push('…');
  return `${row.name}(${parameters.join(', ')})`;
}

/** The parameter that stands at a place; undefined: the function takes no so many arguments. */
export function parameterAt(row: FunctionRow, place: number): Parameter | undefined {
  const once = row.parameters.findIndex((parameter) => parameter.repeats);
  if (place < row.parameters.length || once === -1) return row.parameters[place];
  return row.parameters[once + ((place - once) % (row.parameters.length - once))];
}
