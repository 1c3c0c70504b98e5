import type { ExpressionFault, Relation, TextRange } from './expression';

/** The tokens of the mapping language (entra-mapping-language.md 2.1). There are no comments. */
export type Token = { readonly range: TextRange } & (
  | { readonly kind: 'open' | 'close' | 'comma' | 'concatenate' | 'end' }
  | { readonly kind: 'relation'; readonly operator: Relation }
  | { readonly kind: 'attribute' | 'name'; readonly name: string }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number | bigint; readonly text: string }
);

export interface Tokens {
  /** Ends with an `end` token; cut short at the first error. */
  readonly tokens: readonly Token[];
  readonly faults: readonly ExpressionFault[];
}

const blank = /[\s\uFEFF]+/y;
const nameShape = /[\p{L}_][\p{L}\p{Nd}_]*/uy;
const numberShape = /-?\d+(?:\.\d+)?/y;
const hexadecimal = /&[Hh]([0-9A-Fa-f]+)(?![\p{L}\p{Nd}_])/uy;
const relations: readonly Relation[] = ['<>', '>=', '<=', '=', '>', '<'];
const marks = { '(': 'open', ')': 'close', ',': 'comma', '&': 'concatenate' } as const;

function matchAt(shape: RegExp, text: string, position: number): RegExpExecArray | null {
  shape.lastIndex = position;
  return shape.exec(text);
}

const wholeNumber = (text: string): number | bigint => {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
};

const numberValue = (text: string): number | bigint => (text.includes('.') ? Number(text) : wholeNumber(text));

/**
 * A quoted text from its opening mark on. `\"` is a quotation mark and `\\` a backslash; a backslash before anything
 * else stands for itself, because a published mapping relies on it (2.1), with a warning.
 */
function readText(text: string, start: number): { token: Token | null; faults: ExpressionFault[] } {
  const faults: ExpressionFault[] = [];
  let value = '';
  let position = start + 1;
  while (position < text.length) {
    const character = text[position] ?? '';
    if (character === '"') {
      return { token: { kind: 'text', value, range: { start, end: position + 1 } }, faults };
    }
    const next = text[position + 1];
    if (character === '\\' && (next === '"' || next === '\\')) {
      value += next;
      position += 2;
      continue;
    }
    if (character === '\\') {
      faults.push({
        range: { start: position, end: position + 1 },
        message: 'A backslash inside a text is written twice.',
        suggestion: '\\\\',
        severity: 'warning',
      });
    }
    value += character;
    position += 1;
  }
  const unclosed: ExpressionFault = {
    range: { start, end: text.length },
    message: 'The text that begins here has no closing quotation mark.',
    suggestion: `${text.slice(start)}"`,
    severity: 'error',
  };
  return { token: null, faults: [unclosed] };
}

function readAttribute(text: string, start: number): Token | ExpressionFault {
  const end = text.indexOf(']', start);
  const name = text.slice(start + 1, end === -1 ? undefined : end);
  const error = (message: string, stop: number, suggestion: string | null): ExpressionFault => ({
    range: { start, end: stop },
    message,
    suggestion,
    severity: 'error',
  });
  if (end === -1 || /[[\]"(),]/.test(name)) {
    const bare = /^[\w.\- ]*/.exec(name)?.[0].trimEnd() ?? '';
    return error('The attribute that begins here has no closing bracket.', start + 1 + bare.length, `[${bare}]`);
  }
  if (name.trim() === '') return error('An attribute name is expected between the brackets.', end + 1, null);
  return { kind: 'attribute', name: name.trim(), range: { start, end: end + 1 } };
}

function unexpectedCharacter(text: string, position: number): ExpressionFault {
  const character = String.fromCodePoint(text.codePointAt(position) ?? 0);
  const range = { start: position, end: position + character.length };
  const error = (message: string, suggestion: string | null): ExpressionFault => ({
    range,
    message,
    suggestion,
    severity: 'error',
  });
  if (/[“”„‟«»]/.test(character)) return error('Texts are written in straight quotation marks.', '"');
  if (/['‘’]/.test(character)) return error('Texts are written in double quotation marks.', '"');
  if (character === ';') return error('Arguments are separated by commas.', ',');
  if (character === ']') return error('This bracket closes nothing.', '');
  return error(`“${character}” cannot stand here. A function, an [attribute] or a "text" is expected.`, null);
}

/** One token from a position that is not blank; null token: the faults say why. */
function readToken(text: string, position: number): { token: Token | null; faults: readonly ExpressionFault[] } {
  const character = text[position] ?? '';
  const upTo = (end: number): TextRange => ({ start: position, end });
  const plain = (token: Token) => ({ token, faults: [] });

  if (character === '"') return readText(text, position);
  if (character === '[') {
    const read = readAttribute(text, position);
    return 'kind' in read ? plain(read) : { token: null, faults: [read] };
  }
  const hex = matchAt(hexadecimal, text, position);
  if (hex !== null) {
    const value = wholeNumber(`0x${hex[1]}`);
    return plain({ kind: 'number', value, text: hex[0], range: upTo(position + hex[0].length) });
  }
  const digits = matchAt(numberShape, text, position)?.[0];
  if (digits !== undefined) {
    return plain({ kind: 'number', value: numberValue(digits), text: digits, range: upTo(position + digits.length) });
  }
  const name = matchAt(nameShape, text, position)?.[0];
  if (name !== undefined) return plain({ kind: 'name', name, range: upTo(position + name.length) });
  const relation = relations.find((operator) => text.startsWith(operator, position));
  if (relation !== undefined) {
    return plain({ kind: 'relation', operator: relation, range: upTo(position + relation.length) });
  }
  if (character === '(' || character === ')' || character === ',' || character === '&') {
    return plain({ kind: marks[character], range: upTo(position + 1) });
  }
  return { token: null, faults: [unexpectedCharacter(text, position)] };
}

export function tokenize(text: string): Tokens {
  const tokens: Token[] = [];
  const faults: ExpressionFault[] = [];
  let position = 0;
  for (;;) {
    position += matchAt(blank, text, position)?.[0].length ?? 0;
    if (position >= text.length) break;
    const read = readToken(text, position);
    faults.push(...read.faults);
    if (read.token === null) break;
    tokens.push(read.token);
    position = read.token.range.end;
  }
  tokens.push({ kind: 'end', range: { start: text.length, end: text.length } });
  return { tokens, faults };
}
