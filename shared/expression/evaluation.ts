import type { TextRange } from './expression';
import type { Value } from './value';

/**
 * What an expression comes to for one person. `redacted`: never shown, nor what is made from it. `ignore`: this attribute
 * is left out of the request. `candidates`: the first of them that no account of the target has (SelectUniqueValue).
 */
export type Evaluation =
  | { readonly kind: 'value'; readonly value: Value; readonly redacted?: true }
  | { readonly kind: 'candidates'; readonly values: readonly string[] }
  | { readonly kind: 'ignore' }
  | { readonly kind: 'error'; readonly range: TextRange; readonly message: string };

/** Reads a source attribute of the person in question by its schema name. */
export type ReadAttribute = (attribute: string) => Value;

export const evaluated = (value: Value): Evaluation => ({ kind: 'value', value });
export const ignored: Evaluation = { kind: 'ignore' };

/** A function's answer when it cannot work with what it was given; `argument` says which one is to blame, from 0. */
export interface Refusal {
  readonly refused: string;
  readonly argument: number | null;
}

export const refuse = (message: string, argument: number | null = null): Refusal => ({ refused: message, argument });

export const isRefusal = (result: Value | undefined | Refusal): result is Refusal =>
  typeof result === 'object' && result !== null && 'refused' in result;
