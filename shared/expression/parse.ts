import { checkTree } from './check-tree';
import type { Expression, ExpressionFault, RelationNode, TextRange } from './expression';
import { findFunction, functionRows, unsupportedFunction } from './functions';
import { nearestName } from './nearest-name';
import { type Token, tokenize } from './tokenize';

export interface Parsed {
  /** null where there is an error; warnings leave the tree usable. */
  readonly tree: Expression | null;
  readonly faults: readonly ExpressionFault[];
}

/** The service's limits: characters of one expression (2.1); how deep we let calls nest. */
const maximumLength = 10_000;
const maximumDepth = 200;

const knownWords = [
  'vbTextCompare',
  'vbBinaryCompare',
  'Unicode',
  'ASCII',
  'UTF8',
  'IgnoreAttributeFlow',
  'IgnoreObjectFlow',
];

interface Reader {
  readonly tokens: readonly Token[];
  readonly faults: ExpressionFault[];
  position: number;
  depth: number;
}

const endToken: Token = { kind: 'end', range: { start: 0, end: 0 } };
const peek = (reader: Reader, ahead = 0): Token =>
  reader.tokens[reader.position + ahead] ?? reader.tokens.at(-1) ?? endToken;

function fail(reader: Reader, range: TextRange, message: string, suggestion: string | null = null): null {
  reader.faults.push({ range, message, suggestion, severity: 'error' });
  return null;
}

const span = (first: TextRange, last: TextRange): TextRange => ({ start: first.start, end: last.end });

/** One operand, or several joined by `&`, which the sibling reference has and which is read as Append (2.1). */
function readOperand(reader: Reader): Expression | null {
  let left = readSingle(reader);
  while (left !== null && peek(reader).kind === 'concatenate') {
    const nameRange = peek(reader).range;
    reader.position += 1;
    const right = readSingle(reader);
    if (right === null) return null;
    left = { kind: 'call', name: 'Append', nameRange, range: span(left.range, right.range), arguments: [left, right] };
  }
  return left;
}

function readSingle(reader: Reader): Expression | null {
  const token = peek(reader);
  const { range } = token;
  reader.position += 1;
  switch (token.kind) {
    case 'attribute':
      return { kind: 'attribute', name: token.name, range };
    case 'text':
      return { kind: 'text', value: token.value, range };
    case 'number':
      return { kind: 'number', value: token.value, text: token.text, range };
    case 'name':
      return peek(reader).kind === 'open' ? readCall(reader, token.name, range) : readWord(reader, token.name, range);
    case 'end':
      return fail(reader, range, 'The expression ends here. A function, an [attribute] or a "text" is expected.');
    default:
      return fail(reader, range, 'A function, an [attribute] or a "text" is expected here.');
  }
}

function readWord(reader: Reader, name: string, range: TextRange): Expression | null {
  const word = knownWords.find((known) => known.toLowerCase() === name.toLowerCase());
  if (word !== undefined) return { kind: 'word', name: word, range };
  const row = findFunction(name);
  if (row !== undefined) return fail(reader, range, `${row.name} is a function: its arguments follow in parentheses.`);
  if (/^(true|false)$/i.test(name)) {
    const text = name.toLowerCase() === 'true' ? '"True"' : '"False"';
    return fail(reader, range, `True and False are written as texts: ${text}.`, text);
  }
  const near = nearestName(name, knownWords);
  const hint =
    near === null ? `An attribute stands in brackets: [${name}]; a text in quotation marks.` : `Did you mean ${near}?`;
  return fail(reader, range, `Unknown word ${name}. ${hint}`, near ?? `[${name}]`);
}

function readName(reader: Reader, written: string, range: TextRange): string {
  const row = findFunction(written);
  if (row !== undefined) {
    if (row.name !== written) {
      reader.faults.push({
        range,
        message: `The service spells this function ${row.name}.`,
        suggestion: row.name,
        severity: 'warning',
      });
    }
    return row.name;
  }
  const known = unsupportedFunction(written);
  if (known !== undefined) {
    fail(reader, range, `${known} is a function of the service that Inseam does not evaluate.`);
    return known;
  }
  const near = nearestName(
    written,
    functionRows.map((each) => each.name),
  );
  fail(reader, range, `Unknown function ${written}.${near === null ? '' : ` Did you mean ${near}?`}`, near);
  return written;
}

function readCall(reader: Reader, written: string, nameRange: TextRange): Expression | null {
  const name = readName(reader, written, nameRange);
  const opening = peek(reader).range;
  reader.position += 1;
  reader.depth += 1;
  if (reader.depth > maximumDepth)
    return fail(reader, nameRange, `Functions nest more than ${maximumDepth} deep here.`);
  const given: (Expression | null)[] = [];
  for (;;) {
    const next = peek(reader).kind;
    if (next === 'comma' || next === 'close') given.push(null);
    else {
      const argument = readArgument(reader);
      if (argument === null) return null;
      given.push(argument);
    }
    const after = peek(reader);
    if (after.kind === 'comma') {
      reader.position += 1;
      continue;
    }
    if (after.kind === 'close') break;
    if (after.kind === 'end') {
      const range = span(opening, opening);
      return fail(reader, range, `The parenthesis that opens after ${name} is never closed.`);
    }
    return fail(reader, after.range, 'A comma or a closing parenthesis is expected here.');
  }
  const closing = peek(reader).range;
  reader.position += 1;
  reader.depth -= 1;
  // Trailing places may be left empty: `ToLower(x, )` is `ToLower(x)`.
  while (given.at(-1) === null) given.pop();
  return { kind: 'call', name, nameRange, range: span(nameRange, closing), arguments: given };
}

function readArgument(reader: Reader): Expression | null {
  const left = readOperand(reader);
  const token = peek(reader);
  if (left === null || token.kind !== 'relation') return left;
  reader.position += 1;
  const right = readOperand(reader);
  if (right === null) return null;
  const relation: RelationNode = {
    kind: 'relation',
    operator: token.operator,
    left,
    right,
    range: span(left.range, right.range),
  };
  const chained = peek(reader);
  if (chained.kind === 'relation')
    return fail(reader, chained.range, 'Only two values can be compared. Nest another IIF.');
  return relation;
}

/**
 * Reads an expression (grammar: entra-mapping-language.md 2.1). Syntax stops at the first error; after that everything
 * that can be known without a person is checked: functions, numbers of arguments, places of words and comparisons.
 */
export function parseExpression(text: string): Parsed {
  if (text.length > maximumLength) {
    const message = `The expression has ${text.length} characters; the service takes at most ${maximumLength}.`;
    return {
      tree: null,
      faults: [{ range: { start: maximumLength, end: text.length }, message, suggestion: null, severity: 'error' }],
    };
  }
  const { tokens, faults } = tokenize(text);
  if (faults.some((fault) => fault.severity === 'error')) return { tree: null, faults };
  const reader: Reader = { tokens, faults: [...faults], position: 0, depth: 0 };
  const tree = readOperand(reader);
  if (tree !== null) checkEnd(reader);
  if (tree !== null && !hasError(reader.faults)) reader.faults.push(...checkTree(tree));
  return { tree: hasError(reader.faults) ? null : tree, faults: reader.faults };
}

const hasError = (faults: readonly ExpressionFault[]): boolean => faults.some((fault) => fault.severity === 'error');

function checkEnd(reader: Reader): void {
  const rest = peek(reader);
  if (rest.kind === 'end') return;
  const message =
    rest.kind === 'close'
      ? 'This parenthesis closes nothing.'
      : rest.kind === 'relation'
        ? 'A comparison stands inside IIF or CBool.'
        : 'The expression should end here. To put values together, use Append or Join.';
  fail(reader, rest.range, message, rest.kind === 'close' ? '' : null);
}
