import type { TextRange } from '../expression/expression';

/** Something wrong with the rules, at its place; the shape of the contract's MappingFault. */
export interface RuleFault {
  /** Which mapping; null for the whole set, and for filters. */
  readonly target: string | null;
  /** Inside the expression, UTF-16 units; null when the fault is not inside an expression. */
  readonly range: TextRange | null;
  readonly message: string;
  /** Text to put in place of the range, or of the attribute's name; null where there is none. */
  readonly suggestion: string | null;
  readonly severity: 'error' | 'warning';
}

export const ruleError = (target: string | null, message: string, suggestion: string | null = null): RuleFault => ({
  target,
  range: null,
  message,
  suggestion,
  severity: 'error',
});

export const ruleWarning = (target: string | null, message: string, suggestion: string | null = null): RuleFault => ({
  ...ruleError(target, message, suggestion),
  severity: 'warning',
});
