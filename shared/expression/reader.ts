import type { CallNode, Expression, ExpressionFault, TextRange } from './expression';
import type { Token } from './tokenize';
import { findWord } from './words';

/** What the parser knows while it reads, and how it tells of slips. */

/** How deep we let calls nest. */
const maximumDepth = 200;

export interface Reader {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly faults: ExpressionFault[];
  /** Parts about which a fault has been told: nothing more is said of them. */
  readonly faulty: Set<Expression>;
  /** How many calls nest in a call, with itself. */
  readonly heights: Map<Expression, number>;
  /** Names of calls that are open where the text ends, inner first. */
  readonly unclosed: string[];
  position: number;
  depth: number;
  /** The text is no longer read, or what follows is already called wrong: only unknown names are still told. */
  quiet: boolean;
}

const endToken: Token = { kind: 'end', range: { start: 0, end: 0 } };
export const peek = (reader: Reader, ahead = 0): Token =>
  reader.tokens[reader.position + ahead] ?? reader.tokens.at(-1) ?? endToken;

export const span = (first: TextRange, last: TextRange): TextRange => ({ start: first.start, end: last.end });
export const written = (reader: Reader, { start, end }: TextRange): string => reader.text.slice(start, end);

/** What stands at a token, for a sentence. */
export function shown(reader: Reader, { range }: Token): string {
  const text = written(reader, range);
  return `“${text.length > 30 ? `${text.slice(0, 30)}…` : text}”`;
}

export function tell(reader: Reader, range: TextRange, message: string, suggestion: string | null = null): void {
  reader.faults.push({ range, message, suggestion, severity: 'error' });
}

/** Something is said of this token already, or will be because it is a name that means nothing. */
export const isTold = (reader: Reader, token: Token): boolean =>
  reader.faults.some(({ range, severity }) => severity === 'error' && range.start === token.range.start) ||
  (token.kind === 'name' && peek(reader, 1).kind !== 'open' && findWord(token.name) === undefined);

/** A fault of the structure, which may follow from another. */
export function tellOfStructure(
  reader: Reader,
  range: TextRange,
  message: string,
  suggestion: string | null = null,
): void {
  if (!reader.quiet) tell(reader, range, message, suggestion);
}

export function faultyWord(reader: Reader, name: string, range: TextRange): Expression {
  const node: Expression = { kind: 'word', name, range };
  reader.faulty.add(node);
  return node;
}

export const beginsOperand = ({ kind }: Token): boolean =>
  kind === 'attribute' || kind === 'text' || kind === 'number' || kind === 'name';

export function tooDeep(reader: Reader, range: TextRange): boolean {
  reader.depth += 1;
  if (reader.depth <= maximumDepth) return false;
  stopReading(reader, range);
  reader.depth -= 1;
  return true;
}

function stopReading(reader: Reader, range: TextRange): void {
  tellOfStructure(reader, range, `Functions nest more than ${maximumDepth} deep here.`);
  reader.quiet = true;
  reader.position = reader.tokens.length - 1;
}

/** A call, unless it is higher than calls may nest: a chain of `&` is read without nesting, and is nested calls all the same. */
export function grown(reader: Reader, call: CallNode): Expression {
  const height = 1 + heightOf(reader, call.arguments);
  if (height > maximumDepth) {
    stopReading(reader, call.nameRange);
    return faultyWord(reader, call.name, call.range);
  }
  reader.heights.set(call, height);
  return call;
}

export const heightOf = ({ heights }: Reader, nodes: readonly (Expression | null)[]): number =>
  nodes.reduce((most, node) => Math.max(most, (node && heights.get(node)) ?? 0), 0);
