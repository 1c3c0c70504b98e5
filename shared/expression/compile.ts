import { type Evaluation, evaluated, ignored, isRefusal, type ReadAttribute, type Refusal, refuse } from './evaluation';
import type { CallNode, Expression, Relation, RelationNode } from './expression';
import { findFunction } from './functions';
import { type Argument, type FunctionRow, type Parameter, parameterAt } from './functions/function-row';
import type { Surroundings } from './surroundings';
import { isEmpty, isList, isRoles, numberOf, type Value, valueText } from './value';

/**
 * From a tree to a closure, once a cycle and not once a person. Here, and not in each function, it is settled what
 * becomes of null, of lists, and of arguments in another form than the parameter's (8.4, 1.7).
 */
export interface CompiledExpression {
  evaluate(read: ReadAttribute): Evaluation;
}

/** Told of every node that is evaluated, inner first; branches not taken are not. */
export type Observe = (node: Expression, evaluation: Evaluation) => void;

type Run = (read: ReadAttribute) => Evaluation;

export const compileExpression = (
  tree: Expression,
  surroundings: Surroundings,
  observe?: Observe,
): CompiledExpression => ({ evaluate: compileNode(tree, { surroundings, observe }) });

interface Setting {
  readonly surroundings: Surroundings;
  readonly observe: Observe | undefined;
}

function compileNode(node: Expression, setting: Setting): Run {
  const run = compileKind(node, setting);
  const { observe } = setting;
  if (observe === undefined) return run;
  return (read) => {
    const evaluation = run(read);
    observe(node, evaluation);
    return evaluation;
  };
}

function compileKind(node: Expression, setting: Setting): Run {
  switch (node.kind) {
    case 'text':
    case 'number': {
      const constant = evaluated(node.value);
      return () => constant;
    }
    case 'word': {
      const constant = node.name === 'IgnoreAttributeFlow' ? ignored : evaluated(node.name);
      return () => constant;
    }
    case 'attribute':
      return (read) => evaluated(read(node.name));
    case 'relation':
      return compileRelation(node, setting);
    case 'call':
      return compileCall(node, setting);
  }
}

const refusedAt = (node: CallNode, refusal: Refusal): Evaluation => {
  const blamed = refusal.argument === null ? null : node.arguments[refusal.argument];
  return { kind: 'error', range: blamed?.range ?? node.range, message: refusal.refused };
};

function compileCall(node: CallNode, setting: Setting): Run {
  const row = findFunction(node.name);
  if (row === undefined) {
    const error: Evaluation = { kind: 'error', range: node.nameRange, message: `Unknown function ${node.name}.` };
    return () => error;
  }
  const places = node.arguments.map((argument) => (argument === null ? undefined : compileNode(argument, setting)));
  if ('choose' in row) {
    return (read) => {
      const chosen = row.choose(places.map((run) => (run === undefined ? undefined : () => run(read))));
      return 'refused' in chosen ? refusedAt(node, chosen) : chosen;
    };
  }
  return (read) => {
    const given: Argument[] = [];
    for (const [place, run] of places.entries()) {
      if (run === undefined) {
        given.push(undefined);
        continue;
      }
      const evaluation = run(read);
      if (evaluation.kind !== 'value') return evaluation;
      const taken = take(evaluation.value, parameterAt(row, place), row, place);
      if (isRefusal(taken)) return refusedAt(node, taken);
      given.push(taken);
    }
    if (!row.takesNull && given[0] === null) return evaluated(null);
    const result = row.evaluate(given, setting.surroundings);
    return isRefusal(result) ? refusedAt(node, result) : evaluated(result);
  };
}

/** Brings a value into the form that a parameter takes. */
function take(value: Value, parameter: Parameter | undefined, row: FunctionRow, place: number): Value | Refusal {
  switch (parameter?.type) {
    case undefined:
    case 'any':
    case 'word':
      return value;
    case 'list':
      if (value === null || isList(value)) return value ?? [];
      if (isRoles(value)) return refuse(rolesAdvice, place);
      return [valueText(value) ?? ''];
    case 'roles':
      if (value === null || isRoles(value)) return value;
      return refuse(`${row.name} takes [appRoleAssignments] and nothing else.`, place);
    case 'text':
      return takeText(value, row, place);
    case 'integer': {
      const number = takeNumber(value, row, place);
      if (number === null && !parameter.optional) return refuse(`${row.name} takes a whole number here.`, place);
      if (number === null || isRefusal(number)) return number;
      return Number.isSafeInteger(number) ? Number(number) : refuse(`${valueText(number)} is too large here.`, place);
    }
    case 'whole': {
      const number = takeNumber(value, row, place);
      return number === null || isRefusal(number) ? number : BigInt(number);
    }
  }
}

const rolesAdvice = 'The roles of a person are read by SingleAppRoleAssignment([appRoleAssignments]).';

function takeText(value: Value, row: FunctionRow, place: number): Value | Refusal {
  if (isRoles(value)) return refuse(rolesAdvice, place);
  if (!isList(value)) return valueText(value);
  return refuse(`${row.name} takes one text, and this is a list. Take one value with Item, or all with Join.`, place);
}

function takeNumber(value: Value, row: FunctionRow, place: number): number | bigint | null | Refusal {
  if (isEmpty(value)) return null;
  const number = numberOf(value);
  if (number !== null && (typeof number === 'bigint' || Number.isInteger(number))) return number;
  return refuse(`${row.name} takes a whole number here, and “${valueText(value)}” is none.`, place);
}

function compileRelation(node: RelationNode, setting: Setting): Run {
  const [left, right] = [compileNode(node.left, setting), compileNode(node.right, setting)];
  return (read) => {
    const first = left(read);
    if (first.kind !== 'value') return first;
    const second = right(read);
    if (second.kind !== 'value') return second;
    const holds = compare(first.value, node.operator, second.value);
    if (typeof holds === 'boolean') return evaluated(holds);
    const blamed = holds.argument === 1 ? node.right : node.left;
    return { kind: 'error', range: blamed.range, message: holds.refused };
  };
}

/** Numbers and numeric texts compare as numbers; else `=` and `<>` compare texts with case (2.2, 2.4, 8.6). */
function compare(left: Value, operator: Relation, right: Value): boolean | Refusal {
  for (const [place, side] of [left, right].entries()) {
    if (isList(side)) return refuse('A list cannot be compared. Take one value with Item, or all with Join.', place);
    if (isRoles(side)) return refuse(rolesAdvice, place);
  }
  const equality = operator === '=' || operator === '<>';
  if (left === null || right === null) {
    if (!equality) return false;
    return (isEmpty(left) && isEmpty(right)) === (operator === '=');
  }
  const [leftNumber, rightNumber] = [numberOf(left), numberOf(right)];
  if (leftNumber !== null && rightNumber !== null) return compareNumbers(leftNumber, operator, rightNumber);
  if (equality) return (valueText(left) === valueText(right)) === (operator === '=');
  const place = leftNumber === null ? 0 : 1;
  return refuse(`“${valueText(place === 0 ? left : right)}” is not a number, so ${operator} cannot compare it.`, place);
}

// Without `==`: a number and a bigint are never identical, but each is neither less nor greater than its equal.
function compareNumbers(left: number | bigint, operator: Relation, right: number | bigint): boolean {
  switch (operator) {
    case '=':
      return !(left < right || left > right);
    case '<>':
      return left < right || left > right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}
