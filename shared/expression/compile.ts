import { callsIn } from './calls-in';
import {
  type Evaluation,
  evaluated,
  ignored,
  isRedacted,
  isRefusal,
  type ReadAttribute,
  type Refusal,
  redact,
  refuse,
} from './evaluation';
import type { CallNode, Expression, Relation, RelationNode } from './expression';
import { findFunction } from './functions';
import { type Argument, type FunctionRow, type Parameter, parameterAt } from './functions/function-row';
import { maximumTextLength } from './functions/text-length';
import type { Surroundings } from './surroundings';
import { isComplexRoles, isEmpty, isList, isRoles, numberOf, type Value, valueText } from './value';

/**
 * From a tree to a closure, once a cycle and not once a person. Here, and not in each function, it is settled what
 * becomes of null, of lists, of arguments in another form than the parameter's (8.4, 1.7), and of what is redacted (3.4).
 */
export interface CompiledExpression {
  evaluate(read: ReadAttribute): Evaluation;
}

/** Told of every node that is evaluated, inner first; branches not taken are not. */
export type Observe = (node: Expression, evaluation: Evaluation) => void;

export const compileExpression = (
  tree: Expression,
  surroundings: Surroundings,
  observe?: Observe,
): CompiledExpression => ({
  evaluate: compileReading<ReadAttribute>(tree, (name) => (read) => read(name), surroundings, observe),
});

/** The same over anything that attributes are read of: how each is read is settled here as well. */
export function compileReading<Subject>(
  tree: Expression,
  readerOf: (attribute: string) => (subject: Subject) => Value,
  surroundings: Surroundings,
  observe?: Observe,
): (subject: Subject) => Evaluation {
  let subject: Subject | null = null;
  const attribute = (name: string): Run => {
    const read = readerOf(name);
    return () => evaluated(subject === null ? null : read(subject));
  };
  const run = compileNode(tree, { surroundings, observe, attribute });
  return (given) => {
    subject = given;
    const evaluation = run();
    subject = null;
    return evaluation;
  };
}

/** Nothing is handed from node to node: the person in question is set where evaluation starts, and nothing is made anew for each. */
type Run = () => Evaluation;

interface Setting {
  readonly surroundings: Surroundings;
  readonly observe: Observe | undefined;
  readonly attribute: (name: string) => Run;
}

function compileNode(node: Expression, setting: Setting): Run {
  const run = compileKind(node, setting);
  const { observe } = setting;
  if (observe === undefined) return run;
  return () => {
    const evaluation = run();
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
      return setting.attribute(node.name);
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
  return 'choose' in row ? compileChoice(node, row.choose, places) : compilePlain(node, row, places, setting);
}

type Choice = Extract<FunctionRow, { choose: unknown }>;
type Plain = Extract<FunctionRow, { evaluate: unknown }>;
type Places = readonly (Run | undefined)[];

function compileChoice(node: CallNode, choose: Choice['choose'], places: Places): Run {
  const answer = (chosen: ReturnType<typeof choose>): Evaluation =>
    'refused' in chosen ? refusedAt(node, chosen) : chosen;
  if (callsIn(node, 'Redact').length === 0) {
    return () => answer(choose(places));
  }
  // What is chosen by a hidden value tells of it.
  let hidden = false;
  const watched = places.map(
    (run) =>
      run &&
      (() => {
        const evaluation = run();
        hidden ||= isRedacted(evaluation);
        return evaluation;
      }),
  );
  return () => {
    hidden = false;
    const chosen = answer(choose(watched));
    return hidden ? redact(chosen) : chosen;
  };
}

function compilePlain(node: CallNode, row: Plain, places: Places, { surroundings }: Setting): Run {
  const parameters = places.map((_, place) => parameterAt(row, place));
  return () => {
    const given: Argument[] = [];
    let hidden = false;
    for (let place = 0; place < places.length; place++) {
      const run = places[place];
      if (run === undefined) {
        given.push(undefined);
        continue;
      }
      const evaluation = run();
      if (evaluation.kind !== 'value') return hidden ? redact(evaluation) : evaluation;
      if (evaluation.redacted) hidden = true;
      const taken = take(evaluation.value, parameters[place], row, place);
      if (isRefusal(taken)) return hidden ? redact(refusedAt(node, taken)) : refusedAt(node, taken);
      given.push(taken);
    }
    const result = row.takesNull || given[0] !== null ? row.evaluate(given, surroundings) : null;
    const evaluation = isRefusal(result)
      ? refusedAt(node, result)
      : isTooLong(result)
        ? refusedAt(node, refuse(tooLong))
        : evaluated(result);
    return hidden ? redact(evaluation) : evaluation;
  };
}

/** Nested replacements can double a text without end; no attribute takes as much as this. */
const isTooLong = (value: Value): boolean => typeof value === 'string' && value.length > maximumTextLength;
const tooLong = `The text becomes longer than ${maximumTextLength.toLocaleString('en')} characters.`;

/** Brings a value into the form that a parameter takes. */
function take(value: Value, parameter: Parameter | undefined, row: FunctionRow, place: number): Value | Refusal {
  switch (parameter?.type) {
    case undefined:
    case 'any':
      return value;
    case 'word':
      return takeWord(value, parameter.words ?? [], row, place);
    case 'list':
      if (value === null || isList(value)) return value;
      if (isRoles(value) || isComplexRoles(value)) return refuse(rolesAdvice, place);
      return [valueText(value) ?? ''];
    case 'roles':
      if (value === null || isRoles(value)) return value;
      return refuse(`${row.name} takes [appRoleAssignments] and nothing else.`, place);
    case 'text':
    case 'date':
      return takeText(value, row, place);
    case 'integer': {
      const number = takeNumber(value, row, place);
      // Omitted is another thing: then the function is not given a number at all.
      if (number === null) return refuse(`${row.name} takes a whole number here.`, place);
      if (isRefusal(number)) return number;
      return Number.isSafeInteger(number) ? Number(number) : refuse(`${valueText(number)} is too large here.`, place);
    }
    case 'whole': {
      const number = takeNumber(value, row, place);
      return number === null || isRefusal(number) ? number : BigInt(number);
    }
  }
}

/** A word may also come as a text; another one than those there are must not quietly mean the usual. */
function takeWord(value: Value, words: readonly string[], row: FunctionRow, place: number): Value | Refusal {
  if (isEmpty(value)) return null;
  const text = isList(value) || isRoles(value) || isComplexRoles(value) ? '' : (valueText(value) ?? '');
  const word = words.find((each) => each.toLowerCase() === text.trim().toLowerCase());
  return word ?? refuse(`${row.name} takes ${words.join(' or ')} here.`, place);
}

const rolesAdvice = 'The roles of a person are read by SingleAppRoleAssignment([appRoleAssignments]).';

function takeText(value: Value, row: FunctionRow, place: number): Value | Refusal {
  if (isRoles(value) || isComplexRoles(value)) return refuse(rolesAdvice, place);
  if (!isList(value)) return valueText(value);
  return refuse(`${row.name} takes one text, and this is a list. Take one value with Item, or all with Join.`, place);
}

/** A number may be written as a text, so a hexadecimal one may be, too (2.1). */
const hexadecimal = (value: Value): bigint | null =>
  typeof value === 'string' && /^&H[0-9A-F]{1,32}$/i.test(value) ? BigInt(`0x${value.slice(2)}`) : null;

function takeNumber(value: Value, row: FunctionRow, place: number): number | bigint | null | Refusal {
  if (isEmpty(value)) return null;
  const number = hexadecimal(value) ?? numberOf(value);
  if (number !== null && (typeof number === 'bigint' || Number.isInteger(number))) return number;
  return refuse(`${row.name} takes a whole number here, and “${valueText(value)}” is none.`, place);
}

function compileRelation(node: RelationNode, setting: Setting): Run {
  const [left, right] = [compileNode(node.left, setting), compileNode(node.right, setting)];
  return () => {
    const first = left();
    if (first.kind !== 'value') return first;
    const second = right();
    if (second.kind !== 'value') return first.redacted ? redact(second) : second;
    const holds = compare(first.value, node.operator, second.value);
    const blamed = typeof holds === 'boolean' || holds.argument !== 1 ? node.left : node.right;
    const evaluation: Evaluation =
      typeof holds === 'boolean' ? evaluated(holds) : { kind: 'error', range: blamed.range, message: holds.refused };
    return first.redacted || second.redacted ? redact(evaluation) : evaluation;
  };
}

function incomparable(side: Value, place: number): Refusal | null {
  if (typeof side !== 'object' || side === null) return null;
  if (isList(side)) return refuse('A list cannot be compared. Take one value with Item, or all with Join.', place);
  return refuse(rolesAdvice, place);
}

/** Numbers and numeric texts compare as numbers; else `=` and `<>` compare texts with case (2.2, 2.4, 8.6). */
function compare(left: Value, operator: Relation, right: Value): boolean | Refusal {
  const unfit = incomparable(left, 0) ?? incomparable(right, 1);
  if (unfit !== null) return unfit;
  const equality = operator === '=' || operator === '<>';
  if (left === null || right === null) {
    if (!equality) return false;
    return (isEmpty(left) && isEmpty(right)) === (operator === '=');
  }
  const leftNumber = numberOf(left);
  const rightNumber = numberOf(right);
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
