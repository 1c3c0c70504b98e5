import { type CallNode, type Expression, type ExpressionFault, partsOf, type TextRange } from './expression';
import { findFunction } from './functions';
import { type Complaint, type FunctionRow, parameterAt, signatureOf } from './functions/function-row';
import { printExpression } from './print';

/**
 * What can be said of a tree before it meets a person: arity, where words, comparisons and the "ignore" function may
 * stand, patterns that cannot be read, and the forms of which Microsoft says that its own service fails on them.
 */

/** What the place of a node allows. `flow`: its value is the value of the whole expression. */
interface Place {
  readonly flow: boolean;
  /** It is the whole expression. */
  readonly whole?: true;
  readonly condition: boolean;
  /** null: what may stand here is not known, because the function is not. */
  readonly words: readonly string[] | null;
}

const top: Place = { flow: true, whole: true, condition: false, words: [] };
const anything: Place = { flow: true, condition: true, words: null };
/** Calls that ask about emptiness and whose answer becomes the condition's; those of an inner IIF are its own. */
function emptinessIn(condition: Expression): readonly CallNode[] {
  if (condition.kind === 'call' && emptiness.has(condition.name)) return [condition];
  if (condition.kind === 'call' && condition.name === 'IIF') return [];
  return partsOf(condition).flatMap(emptinessIn);
}

const emptiness = new Set(['IsNull', 'IsNullOrEmpty', 'IsPresent']);

/** `faulty`: parts of which the parser has said already what is wrong; nothing that may follow from that is added. */
export function checkTree(tree: Expression, faulty: ReadonlySet<Expression>): readonly ExpressionFault[] {
  const told: Told = { faults: [], faulty };
  check(tree, top, told);
  return told.faults;
}

interface Told {
  readonly faults: ExpressionFault[];
  readonly faulty: ReadonlySet<Expression>;
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

function check(node: Expression, place: Place, told: Told): void {
  const { faults, faulty } = told;
  switch (node.kind) {
    case 'attribute':
    case 'text':
    case 'number':
      return;
    case 'word': {
      if (faulty.has(node) || place.words === null) return;
      if (node.name === 'IgnoreObjectFlow')
        faults.push(error(node.range, 'IgnoreObjectFlow is not supported by Inseam.'));
      else if (node.name === 'IgnoreAttributeFlow' ? !place.flow : !place.words.includes(node.name))
        faults.push(error(node.range, `${node.name} cannot stand here.`));
      return;
    }
    case 'relation': {
      if (!place.condition && !faulty.has(node)) {
        faults.push(
          place.whole
            ? error(node.range, 'A comparison stands inside a function.', `CBool(${printExpression(node)})`)
            : warning(node.range, 'This comparison becomes the text True or False.'),
        );
      }
      for (const side of [node.left, node.right]) {
        check(side, { flow: false, condition: false, words: [] }, told);
        if (side.kind === 'text' && side.value === '') faults.push(warning(node.range, failsOnEmpty));
      }
      return;
    }
    case 'call':
      checkCall(node, place, told);
  }
}

const failsOnEmpty =
  'Microsoft Entra’s own service fails on a condition about an empty attribute. Switch([attribute], [attribute], "", "other") works there too.';

function checkCall(node: CallNode, place: Place, told: Told): void {
  const { faults, faulty } = told;
  const row = findFunction(node.name);
  if (row === undefined) {
    for (const argument of partsOf(node)) check(argument, anything, told);
    return;
  }
  const arity = faulty.has(node) ? [] : checkArity(node, row);
  faults.push(...arity);
  if (node.name === 'IgnoreFlowIfNullOrEmpty' && !place.flow) {
    faults.push(
      error(node.nameRange, 'IgnoreFlowIfNullOrEmpty goes around the whole expression, or is a whole branch of it.'),
    );
  }
  if (row.topLevel && !place.whole) {
    faults.push(error(node.nameRange, `${row.name} goes around the whole expression. It cannot stand inside another.`));
  }
  node.arguments.forEach((argument, index) => {
    if (argument === null) return;
    const parameter = parameterAt(row, index);
    // Where the places of a broken call lie cannot be told.
    const inner: Place = {
      flow: place.flow && parameter?.place === 'branch',
      condition: parameter?.place === 'condition',
      words: parameter?.words ?? [],
    };
    check(argument, faulty.has(node) ? anything : inner, told);
  });
  if (faulty.has(node) || arity.length > 0) return;
  const complaint = row.checkConstants?.(node.arguments.map(constantOf)) ?? null;
  if (complaint !== null) {
    faults.push(error(blamedRange(node, complaint), complaint.message));
  }
  checkHabits(node, faults);
}

const constantOf = (node: Expression | null): string | number | bigint | undefined =>
  node?.kind === 'text' || node?.kind === 'number' ? node.value : undefined;

const blamedRange = ({ arguments: given, nameRange }: CallNode, { argument }: Complaint): TextRange =>
  (argument === null ? null : given[argument])?.range ?? nameRange;

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
  return [error(blamedRange(node, special), special.message)];
}

/** `Switch(IsPresent([a]), d, "True", [a])` as the service takes it (1.3); null: it is something else. */
function plainSwitch({ arguments: [, otherwise, key, value, ...more] }: CallNode, source: CallNode): string | null {
  const [attribute] = source.arguments;
  if (source.name !== 'IsPresent' || attribute?.kind !== 'attribute' || !otherwise || more.length > 0) return null;
  if (key?.kind !== 'text' || key.value !== 'True') return null;
  if (value?.kind !== 'attribute' || value.name !== attribute.name) return null;
  const name = printExpression(attribute);
  return `Switch(${name}, ${name}, "", ${printExpression(otherwise)})`;
}

/** Forms that the service itself does not support. */
function checkHabits(node: CallNode, faults: ExpressionFault[]): void {
  const [first] = node.arguments;
  if (node.name === 'IIF' && first) {
    for (const call of emptinessIn(first)) faults.push(warning(call.range, failsOnEmpty));
  }
  if (node.name === 'Switch' && first?.kind === 'call' && emptiness.has(first.name)) {
    const message = `Microsoft Entra’s own service does not support ${first.name} as the source of Switch.`;
    const suggestion = plainSwitch(node, first);
    faults.push({ ...warning(suggestion === null ? first.range : node.range, message), suggestion });
  }
  if (node.name === 'Switch' && first?.kind === 'attribute' && first.name.toLowerCase() === 'manager') {
    faults.push(warning(first.range, 'Switch is not meant for references to other people.'));
  }
}
