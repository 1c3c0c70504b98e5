import { callAt } from './call-at';
import type { TextRange } from './expression';
import { findFunction, functionRows } from './functions';
import { type Parameter, parameterAt } from './functions/function-row';
import { type Token, tokenize } from './tokenize';

export interface Completion {
  readonly kind: 'function' | 'attribute' | 'word' | 'relation';
  /** What the list shows and what is typed to find it. */
  readonly label: string;
  /** Beside the label: a signature, or what an attribute is. */
  readonly detail: string;
  /** What is put in place of the range. */
  readonly insert: string;
  /** Where the caret goes, from the start of what was put in. */
  readonly caret: number;
}

export interface CompletionsAt {
  /** What a chosen completion replaces: what is already typed of it, or nothing. */
  readonly range: TextRange;
  readonly options: readonly Completion[];
}

export interface NamedAttribute {
  readonly name: string;
  readonly label: string;
}

/**
 * What can stand at a position: inside brackets the attributes; where an operand is expected the words of the parameter
 * there, the functions and the attributes; after the first side of a condition the relations. null: nothing, as inside a text.
 */
export function completionsAt(
  text: string,
  position: number,
  attributes: readonly NamedAttribute[],
): CompletionsAt | null {
  const { tokens } = tokenize(text);
  const at = tokens.findIndex(({ range }) => range.start < position && position <= range.end);
  const token = tokens[at];
  if (token?.kind === 'attribute' && isInside(text, token, position)) return insideBrackets(text, token, attributes);
  if ((token?.kind === 'text' || token?.kind === 'number') && isInside(text, token, position)) return null;
  const last = tokens.filter(({ range, kind }) => range.end <= position && kind !== 'end').length - 1;
  if (token?.kind === 'name') {
    const before = tokens[at - 1];
    if (endsOperand(before)) return null;
    const isCall = tokens[at + 1]?.kind === 'open';
    return { range: token.range, options: operands(tokens, token.range.start, attributes, isCall) };
  }
  if (token !== undefined && token.range.end > position) return null;
  const range = { start: position, end: position };
  const before = tokens[last];
  if (!endsOperand(before)) return { range, options: operands(tokens, position, attributes, false) };
  const isCompared = tokens[last - 1]?.kind === 'relation';
  if (isCompared || before?.range.end === position || parameterHere(tokens, position)?.place !== 'condition')
    return null;
  return { range, options: relations };
}

/** Within the marks of a token, where its closing mark counts as not yet passed. */
function isInside(text: string, { kind, range }: Token, position: number): boolean {
  if (kind === 'number') return true;
  const closed = text[range.end - 1] === (kind === 'attribute' ? ']' : '"') && range.end - range.start > 1;
  return closed ? position < range.end : position <= range.end;
}

function endsOperand(token: Token | undefined): boolean {
  return token !== undefined && ['attribute', 'text', 'number', 'name', 'close'].includes(token.kind);
}

function parameterHere(tokens: readonly Token[], position: number): Parameter | null {
  const call = callAt(tokens, position);
  const row = call === null ? undefined : findFunction(call.name);
  return call === null || row === undefined ? null : (parameterAt(row, call.place) ?? null);
}

function insideBrackets(text: string, { range }: Token, attributes: readonly NamedAttribute[]): CompletionsAt {
  const hasOpening = text[range.start] === '[';
  const inner = {
    start: hasOpening ? range.start + 1 : range.start,
    end: text[range.end - 1] === ']' && range.end > range.start + 1 ? range.end - 1 : range.end,
  };
  const isClosed = inner.end < range.end;
  return {
    range: inner,
    options: attributes.map(({ name, label }) => {
      const insert = isClosed ? name : `${name}]`;
      // Behind the bracket in both cases, which is one further than what was put in where it stood already.
      return { kind: 'attribute', label: name, detail: label, insert, caret: name.length + 1 };
    }),
  };
}

function operands(
  tokens: readonly Token[],
  position: number,
  attributes: readonly NamedAttribute[],
  isCall: boolean,
): readonly Completion[] {
  const parameter = parameterHere(tokens, position);
  const flow = parameter?.place === 'branch' ? ['IgnoreAttributeFlow'] : [];
  const words = [...(parameter?.words ?? []), ...flow].map(
    (word): Completion => ({ kind: 'word', label: word, detail: '', insert: word, caret: word.length }),
  );
  const functions = functionRows.map((row): Completion => {
    // Before a parenthesis that stands already only the name is put in.
    const insert = isCall ? row.name : `${row.name}()`;
    const caret = isCall || row.parameters.length > 0 ? row.name.length + 1 : insert.length;
    return { kind: 'function', label: row.name, detail: row.signature, insert, caret };
  });
  if (isCall) return functions;
  const bracketed = attributes.map(({ name, label }): Completion => {
    const insert = `[${name}]`;
    return { kind: 'attribute', label: insert, detail: label, insert, caret: insert.length };
  });
  return [...words, ...functions, ...bracketed];
}

const relations: readonly Completion[] = [
  ['=', 'is equal to'],
  ['<>', 'is not equal to'],
  ['>', 'is greater than'],
  ['>=', 'is greater than or equal to'],
  ['<', 'is less than'],
  ['<=', 'is less than or equal to'],
].map(([operator = '', detail = '']) => ({
  kind: 'relation',
  label: operator,
  detail,
  insert: `${operator} `,
  caret: operator.length + 1,
}));
