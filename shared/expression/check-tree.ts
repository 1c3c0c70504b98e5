import type { CallNode, Expression, ExpressionFault, TextRange } from './expression';
import { findFunction } from './functions';
import { type FunctionRow, parameterAt, signatureOf } from './functions/function-row';
import { readPattern } from './pattern/read-pattern';

/**
 * What can be said of a tree before it meets a person: arity, where words, comparisons and the "ignore" function may
 * stand, patterns that cannot be read, and the forms of which Microsoft says that its own service fails on them.
 */

/** What the place of a node allows. `flow`: its value is the value of the whole expression. */
interface Place {
  readonly flow: boolean;
  readonly condition: boolean;
  readonly words: readonly string[];
}

const top: Place = { flow: true, condition: false, words: [] };
const emptiness = new Set(['IsNull', 'IsNullOrEmpty', 'IsPresent']);

export function checkTree(tree: Expression): readonly ExpressionFault[] {
  const faults: ExpressionFault[] = [];
  check(tree, top, faults);
  return faults;
}

const error = (range: TextRange, message: string, suggestion: string | null = null): ExpressionFault => ({
  range,
  message,
  suggestion,
  severity: 'error',
});
const warning = (range: TextRange, message: string): ExpressionFault => ({
  range,
  message,
  suggestion: null,
  severity: 'warning',
});

function check(node: Expression, place: Place, faults: ExpressionFault[]): void {
  switch (node.kind) {
    case 'attribute':
    case 'text':
    case 'number':
      return;
    case 'word': {
      if (node.name === 'IgnoreObjectFlow')
        faults.push(error(node.range, 'IgnoreObjectFlow is not supported by Inseam.'));
      else if (node.name === 'IgnoreAttributeFlow' ? !place.flow : !place.words.includes(node.name))
        faults.push(error(node.range, `${node.name} cannot stand here.`));
      return;
    }
    case 'relation': {
      if (!place.condition) faults.push(error(node.range, 'A comparison stands as the condition of IIF or CBool.'));
      for (const side of [node.left, node.right]) {
        check(side, { flow: false, condition: false, words: [] }, faults);
        if (side.kind === 'text' && side.value === '') faults.push(warning(node.range, failsOnEmpty));
      }
      return;
    }
    case 'call':
      checkCall(node, place, faults);
  }
}

const failsOnEmpty =
  'Microsoft Entra’s own service fails on a condition about an empty attribute. Switch([attribute], [attribute], "", "other") works there too.';

function checkCall(node: CallNode, place: Place, faults: ExpressionFault[]): void {
  const row = findFunction(node.name);
  if (row === undefined) return;
  const arity = checkArity(node, row);
  faults.push(...arity);
  if (node.name === 'IgnoreFlowIfNullOrEmpty' && !place.flow) {
    faults.push(
      error(node.nameRange, 'IgnoreFlowIfNullOrEmpty goes around the whole expression, or is a whole branch of it.'),
    );
  }
  node.arguments.forEach((argument, index) => {
    if (argument === null) return;
    const parameter = parameterAt(row, index);
    check(
      argument,
      {
        flow: place.flow && parameter?.place === 'branch',
        condition: parameter?.place === 'condition',
        words: parameter?.words ?? [],
      },
      faults,
    );
  });
  if (arity.length === 0) checkHabits(node, faults);
}

function checkArity(node: CallNode, row: FunctionRow): readonly ExpressionFault[] {
  const given = node.arguments.map((argument) => argument !== null);
  const surplus = node.arguments.findIndex((_, place) => parameterAt(row, place) === undefined);
  const usage = `It is written ${signatureOf(row)}.`;
  if (surplus !== -1) {
    const range = node.arguments[surplus]?.range ?? node.nameRange;
    return [error(range, `${row.name} has no use for argument ${surplus + 1}. ${usage}`)];
  }
  const special = row.check?.(given) ?? null;
  const places = Math.max(given.length, row.parameters.length);
  for (let place = 0; place < places; place++) {
    const parameter = parameterAt(row, place);
    if (given[place] !== true && parameter !== undefined && !parameter.optional) {
      return [error(node.nameRange, `${row.name} needs ${parameter.name} as argument ${place + 1}. ${usage}`)];
    }
  }
  if (special === null) return [];
  return [error(node.arguments[special.argument]?.range ?? node.nameRange, special.message)];
}

/** Slips that the function table cannot know: a broken pattern, and forms that the service itself does not support. */
function checkHabits(node: CallNode, faults: ExpressionFault[]): void {
  const [first] = node.arguments;
  if (node.name === 'IIF' && first?.kind === 'call' && emptiness.has(first.name)) {
    faults.push(warning(first.range, failsOnEmpty));
  }
  if (node.name === 'Switch' && first?.kind === 'call' && emptiness.has(first.name)) {
    faults.push(
      warning(first.range, `Microsoft Entra’s own service does not support ${first.name} as the source of Switch.`),
    );
  }
  if (node.name === 'Switch' && first?.kind === 'attribute' && first.name.toLowerCase() === 'manager') {
    faults.push(warning(first.range, 'Switch is not meant for references to other people.'));
  }
  const pattern = node.name === 'Replace' ? node.arguments[2] : null;
  if (pattern?.kind === 'text') {
    const read = readPattern(pattern.value);
    if (!read.ok) faults.push(error(pattern.range, `Not a valid pattern: ${read.message}`));
  }
}
