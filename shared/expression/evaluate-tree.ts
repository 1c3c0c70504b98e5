import { callsIn } from './calls-in';
import { compileExpression } from './compile';
import { type Evaluation, type ReadAttribute, redact, shownEvaluation } from './evaluation';
import { attributesIn, type Expression, partsOf } from './expression';
import type { Surroundings } from './surroundings';

/** A part of an expression with what it came to for one person. */
export interface EvaluatedNode {
  readonly node: Expression;
  /** As it may be shown: `[Redact]` for what is redacted and for what that is made from. null: this branch was not taken. */
  readonly evaluation: Evaluation | null;
  /** In the places of the call, null for an omitted argument; of a comparison its two sides. */
  readonly children: readonly (EvaluatedNode | null)[];
}

export interface EvaluatedTree {
  readonly root: EvaluatedNode;
  /** What is sent, redacted or not. */
  readonly result: Evaluation;
}

/** Evaluates with every intermediate value: for the editor, for explanations and for the log. */
export function evaluateTree(tree: Expression, read: ReadAttribute, surroundings: Surroundings): EvaluatedTree {
  const evaluations = new Map<Expression, Evaluation>();
  const observed = compileExpression(tree, surroundings, (node, evaluation) => evaluations.set(node, evaluation));
  const result = observed.evaluate(read);
  const hidden = redactedAttributes(tree);

  const withValues = (node: Expression, isInside: boolean): EvaluatedNode => {
    const isHidden = isInside || attributesIn(node).some(({ name }) => hidden.has(name));
    const inner = isInside || (node.kind === 'call' && node.name === 'Redact');
    const parts = node.kind === 'call' ? node.arguments : partsOf(node);
    const evaluation = evaluations.get(node) ?? null;
    return {
      node,
      evaluation: evaluation && (isHidden ? hiddenEvaluation(evaluation) : shownEvaluation(evaluation)),
      children: parts.map((part) => part && withValues(part, inner)),
    };
  };
  return { root: withValues(tree, false), result };
}

/** `redact` takes the words from an error; its place may be shown. */
const hiddenEvaluation = (evaluation: Evaluation): Evaluation => shownEvaluation(redact(evaluation));

/** Attributes that an expression redacts anywhere: they are not shown elsewhere in it either. */
const redactedAttributes = (tree: Expression): ReadonlySet<string> =>
  new Set(callsIn(tree, 'Redact').flatMap((call) => attributesIn(call).map(({ name }) => name)));
