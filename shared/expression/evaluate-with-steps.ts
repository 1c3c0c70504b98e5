import { compileExpression } from './compile';
import type { Evaluation, ReadAttribute } from './evaluation';
import type { Expression } from './expression';
import { printExpression } from './print';
import type { Surroundings } from './surroundings';

/** The value of a part of an expression. A branch that was not taken has none. */
interface EvaluationStep {
  readonly node: Expression;
  /** The part as text, in canonical spelling. */
  readonly expression: string;
  readonly evaluation: Evaluation;
}

interface SteppedEvaluation {
  /** Calls, attributes and comparisons, inner first, each part once; the last is the whole expression. */
  readonly steps: readonly EvaluationStep[];
  readonly result: Evaluation;
}

/** Evaluates for the eyes of an admin: what each part came to. */
export function evaluateWithSteps(
  tree: Expression,
  read: ReadAttribute,
  surroundings: Surroundings,
): SteppedEvaluation {
  const steps = new Map<string, EvaluationStep>();
  const observed = compileExpression(tree, surroundings, (node, evaluation) => {
    if (node.kind === 'text' || node.kind === 'number' || node.kind === 'word') return;
    const expression = printExpression(node);
    if (!steps.has(expression)) steps.set(expression, { node, expression, evaluation });
  });
  const result = observed.evaluate(read);
  return { steps: [...steps.values()], result };
}
