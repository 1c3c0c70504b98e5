import type { TextRange } from './expression';
import type { Value } from './value';

/**
 * What an expression comes to for one person. `redacted`: never shown, nor what is made from it. `ignore`: this attribute
 * is left out of the request. `candidates`: the first of them that no account of the target has (SelectUniqueValue).
 */
export type Evaluation =
  | { readonly kind: 'value'; readonly value: Value; readonly redacted?: true }
  | { readonly kind: 'candidates'; readonly values: readonly string[]; readonly redacted?: true }
  | { readonly kind: 'ignore' }
  | { readonly kind: 'error'; readonly range: TextRange; readonly message: string };

/** Reads a source attribute of the person in question by its schema name. */
export type ReadAttribute = (attribute: string) => Value;

export const evaluated = (value: Value): Evaluation => ({ kind: 'value', value });
/** What stands for a value that must not be shown (Redact, 3.4). */
const redactedText = '[Redact]';

export const isRedacted = (evaluation: Evaluation): boolean =>
  (evaluation.kind === 'value' || evaluation.kind === 'candidates') && evaluation.redacted === true;

/** The same outcome, to be hidden. An error says only where it happened: its words may quote what is hidden. */
export function redact(evaluation: Evaluation): Evaluation {
  if (evaluation.kind === 'ignore') return evaluation;
  if (evaluation.kind === 'error') return { ...evaluation, message: hiddenReason };
  return { ...evaluation, redacted: true };
}
const hiddenReason = 'This part cannot be evaluated. Its value is redacted, so the reason is not shown.';

/** As it may be shown: `[Redact]` in place of what is redacted. */
export const shownEvaluation = (evaluation: Evaluation): Evaluation =>
  isRedacted(evaluation) ? { kind: 'value', value: redactedText, redacted: true } : evaluation;

export const ignored: Evaluation = { kind: 'ignore' };

/** A function's answer when it cannot work with what it was given; `argument` says which one is to blame, from 0. */
export interface Refusal {
  readonly refused: string;
  readonly argument: number | null;
}

export const refuse = (message: string, argument: number | null = null): Refusal => ({ refused: message, argument });

export const isRefusal = (result: Value | undefined | Refusal): result is Refusal =>
  typeof result === 'object' && result !== null && 'refused' in result;
