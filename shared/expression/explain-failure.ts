import { type EvaluatedNode, evaluateTree } from './evaluate-tree';
import type { Evaluation, ReadAttribute } from './evaluation';
import type { Expression } from './expression';
import { printExpression } from './print';
import type { Surroundings } from './surroundings';
import { isEmpty, valueText } from './value';

const longestPart = 80;
const longestValue = 60;
const mostInputs = 3;

const cut = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length)}…` : text);

/**
 * Why an expression failed for one person: its message, the part that failed, and what that part was given. What is
 * redacted stays hidden.
 */
export function explainFailure(
  tree: Expression,
  read: ReadAttribute,
  surroundings: Surroundings,
  failure: Evaluation & { readonly kind: 'error' },
): string {
  const failed = failedPart(evaluateTree(tree, read, surroundings).root);
  if (failed?.evaluation?.kind !== 'error' || failed.evaluation.range.start !== failure.range.start)
    return failure.message;
  const inputs = failed.children.flatMap((child) => (child === null ? [] : describeInput(child)));
  const part = cut(printExpression(failed.node), longestPart);
  if (inputs.length === 0 && failed.node === tree) return failure.message;
  // The message of Error is the admin's and may be no sentence.
  const message = /[.!?…]$/.test(failure.message) ? failure.message : `${failure.message}.`;
  if (inputs.length === 0) return `${message} It is in ${part}.`;
  return `${message} In ${part}, ${[...new Set(inputs)].slice(0, mostInputs).join(' and ')}.`;
}

/** The innermost part that failed: those around it only failed with it. */
function failedPart(evaluated: EvaluatedNode): EvaluatedNode | null {
  if (evaluated.evaluation?.kind !== 'error') return null;
  for (const child of evaluated.children) {
    const inner = child && failedPart(child);
    if (inner) return inner;
  }
  return evaluated;
}

/** What is written out is read in the part itself. */
function describeInput({ node, evaluation }: EvaluatedNode): readonly string[] {
  if (node.kind === 'text' || node.kind === 'number' || node.kind === 'word' || evaluation?.kind !== 'value') return [];
  const shown = cut(printExpression(node), longestPart);
  const { value } = evaluation;
  return [isEmpty(value) ? `${shown} is empty` : `${shown} is “${cut(valueText(value) ?? '', longestValue)}”`];
}
