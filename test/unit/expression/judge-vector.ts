import { expect } from 'vitest';
import { compileExpression } from '../../../shared/expression/compile';
import { type Evaluation, shownEvaluation } from '../../../shared/expression/evaluation';
import { parseExpression } from '../../../shared/expression/parse';
import type { Surroundings } from '../../../shared/expression/surroundings';
import { type AppRole, isComplexRoles, isList, type Value, valueText } from '../../../shared/expression/value';
import { testSurroundings } from '../../surroundings';

export interface Vector {
  readonly function: string;
  readonly expression: string;
  readonly source: Readonly<Record<string, unknown>>;
  readonly expected: unknown;
  readonly from: string;
  readonly context?: {
    readonly now?: string;
    readonly defaultDomain?: string | null;
    readonly existing?: readonly string[];
  };
}

function toValue(raw: unknown): Value {
  if (raw === undefined || raw === null) return null;
  if (typeof raw === 'string' || typeof raw === 'boolean' || typeof raw === 'number') return raw;
  const items = raw as readonly unknown[];
  return items.every((item) => typeof item === 'string') ? items : { roles: items as AppRole[] };
}

const surroundingsOf = ({ context = {} }: Vector): Surroundings =>
  testSurroundings({
    ...(context.now === undefined ? {} : { now: Date.parse(context.now) }),
    ...(context.defaultDomain === undefined ? {} : { defaultDomain: context.defaultDomain }),
  });

function evaluate({ expression, source }: Vector, surroundings: Surroundings): Evaluation {
  const { tree, faults } = parseExpression(expression);
  const error = faults.find((fault) => fault.severity === 'error');
  if (error !== undefined) return { kind: 'error', range: error.range, message: error.message };
  if (tree === null) throw new Error('no tree');
  return compileExpression(tree, surroundings).evaluate((name) => toValue(source[name]));
}

const valueForm = (value: Value): unknown => {
  if (isComplexRoles(value)) return { roles: value.roles };
  return isList(value) ? value : valueText(value);
};

/** The outcome in the form in which the vectors have it. */
function outcome(evaluation: Evaluation, existing: readonly string[]): unknown {
  switch (evaluation.kind) {
    case 'ignore':
      return { skip: true };
    case 'candidates':
      return evaluation.values.find((value) => !existing.includes(value)) ?? { error: 'escrow' };
    case 'error':
      return { error: evaluation.message.includes('no value number') ? 'index' : evaluation.message };
    case 'value': {
      const value = valueForm(evaluation.value);
      const shown = shownEvaluation(evaluation);
      return evaluation.redacted ? { value, log: shown.kind === 'value' && valueForm(shown.value) } : value;
    }
  }
}

export function judge(vector: Vector): void {
  const found = outcome(evaluate(vector, surroundingsOf(vector)), vector.context?.existing ?? []);
  const { expected } = vector;
  if (typeof expected === 'object' && expected !== null && 'matches' in expected) {
    expect(found).toMatch(new RegExp(String(expected.matches), 'u'));
    return;
  }
  if (typeof expected === 'object' && expected !== null && 'says' in expected) {
    expect(found).toEqual({ error: expect.stringContaining(String(expected.says)) });
    return;
  }
  expect(found).toEqual(expected);
}
