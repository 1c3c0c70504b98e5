import { checkTree } from './check-tree';
import type { Expression, ExpressionFault } from './expression';
import { readArgument, readSingle } from './read-operand';
import { beginsOperand, isTold, peek, type Reader, span, tell, tellOfStructure, written } from './reader';
import { tokenize } from './tokenize';

export interface Parsed {
  /** null where there is an error; warnings leave the tree usable. */
  readonly tree: Expression | null;
  /**
   * For an editor, never to be evaluated: the tree as far as it can be told, errors or not. What cannot be told stands in
   * it as a word, without a name where nothing stands. null: there is nothing at all.
   */
  readonly partial: Expression | null;
  /** In the order of the text. */
  readonly faults: readonly ExpressionFault[];
}

/** The service's limit: characters of one expression (2.1). */
const maximumLength = 10_000;
/** Nobody reads more of them. */
const maximumFaults = 50;

/**
 * Reads an expression (grammar: entra-mapping-language.md 2.1). All slips are told, not the first alone, and none that only
 * follows from another; functions, numbers of arguments, places of words and comparisons are checked with them.
 */
export function parseExpression(text: string): Parsed {
  if (text.length > maximumLength) {
    const message = `The expression has ${text.length} characters; the service takes at most ${maximumLength}.`;
    const range = { start: maximumLength, end: text.length };
    return { tree: null, partial: null, faults: [{ range, message, suggestion: null, severity: 'error' }] };
  }
  const { tokens, faults } = tokenize(text);
  const reader: Reader = {
    text,
    tokens,
    faults: [...faults],
    faulty: new Set(),
    heights: new Map(),
    unclosed: [],
    position: 0,
    depth: 0,
    quiet: false,
  };
  const first = peek(reader);
  if (first.kind === 'relation' && first.operator === '=') {
    tell(reader, first.range, 'An expression begins without an equals sign.', '');
    reader.position += 1;
  }
  const tree = readArgument(reader);
  readRest(reader, tree);
  tellOfUnclosed(reader);
  reader.faults.push(...checkTree(tree, reader.faulty));
  const sorted = reader.faults.sort((left, right) => left.range.start - right.range.start);
  const isUsable = !sorted.some(({ severity }) => severity === 'error');
  const partial = tokens.length > 1 ? tree : null;
  return { tree: isUsable ? tree : null, partial, faults: sorted.slice(0, maximumFaults) };
}

/** What stands after the end of the expression: told once, and its own unknown names. */
function readRest(reader: Reader, tree: Expression): void {
  const rest = peek(reader);
  if (rest.kind === 'end') return;
  if (rest.kind === 'close') {
    let last = rest.range;
    while (peek(reader, 1).kind === 'close') {
      reader.position += 1;
      last = peek(reader).range;
    }
    const message = last === rest.range ? 'This parenthesis closes nothing.' : 'These parentheses close nothing.';
    if (!reader.faulty.has(tree) || tree.kind !== 'word') tellOfStructure(reader, span(rest.range, last), message, '');
  } else if (rest.kind !== 'unknown' && !reader.faulty.has(tree) && !isTold(reader, rest)) {
    const isLast = peek(reader, 1).kind === 'end';
    const remedy =
      isLast && rest.kind === 'comma' ? '' : isLast && beginsOperand(rest) ? `& ${written(reader, rest.range)}` : null;
    const message = 'The expression should end here. To put values together, use Append, Join or &.';
    tellOfStructure(reader, rest.range, message, remedy);
  }
  reader.quiet = true;
  while (peek(reader).kind !== 'end') {
    const { kind } = peek(reader);
    if (kind === 'name' && peek(reader, 1).kind === 'open') readSingle(reader);
    else reader.position += 1;
  }
  reader.unclosed.length = 0;
}

function tellOfUnclosed(reader: Reader): void {
  const { unclosed, tokens } = reader;
  if (unclosed.length === 0 || reader.quiet) return;
  const at = tokens.at(-2)?.range.end ?? 0;
  const [inner] = unclosed;
  const message =
    unclosed.length === 1
      ? `A closing parenthesis is expected: the one that opens after ${inner} is never closed.`
      : `${unclosed.length} closing parentheses are expected: those after ${oneAndAll(unclosed)} are never closed.`;
  tell(reader, { start: at, end: at }, message, ')'.repeat(unclosed.length));
}

/** "Left and ToLower"; of many the first three. */
function oneAndAll(names: readonly string[]): string {
  const outerFirst = [...names].reverse();
  if (outerFirst.length > 3) return `${outerFirst.slice(0, 3).join(', ')} and others`;
  return `${outerFirst.slice(0, -1).join(', ')} and ${outerFirst.at(-1)}`;
}
