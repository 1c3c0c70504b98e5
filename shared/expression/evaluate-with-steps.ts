import { type EvaluatedNode, evaluateTree } from './evaluate-tree';
import type { Evaluation, ReadAttribute } from './evaluation';
import type { Expression } from './expression';
import { printExpression } from './print';
import type { Surroundings } from './surroundings';

/** The value of a part of an expression, as it may be shown. A branch that was not taken has none. */
interface EvaluationStep {
  readonly node: Expression;
  /** The part as text, in canonical spelling. */
  readonly expression: string;
  readonly evaluation: Evaluation;
}

interface SteppedEvaluation {
  /** Calls, attributes and comparisons, inner first, each part once; the last is the whole expression. */
  readonly steps: readonly EvaluationStep[];
  /** The outcome itself, for whom it is meant; show it by `shownEvaluation`. */
  readonly result: Evaluation;
}

/** Evaluates for the eyes of an admin: what each part came to, as a list. */
export function evaluateWithSteps(
  tree: Expression,
  read: ReadAttribute,
  surroundings: Surroundings,
): SteppedEvaluation {
  const { root, result } = evaluateTree(tree, read, surroundings);
  return { steps: stepsOf(root), result };
}

/** The parts of an evaluated tree that were taken, as a list. */
export function stepsOf(root: EvaluatedNode): readonly EvaluationStep[] {
  const steps = new Map<string, EvaluationStep>();
  const collect = ({ node, evaluation, children }: EvaluatedNode): void => {
    for (const child of children) if (child !== null) collect(child);
    if (evaluation === null || node.kind === 'text' || node.kind === 'number' || node.kind === 'word') return;
    const expression = printExpression(node);
    if (!steps.has(expression)) steps.set(expression, { node, expression, evaluation });
  };
  collect(root);
  return [...steps.values()];
}
