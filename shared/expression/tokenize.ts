import type { ExpressionFault, Relation, TextRange } from './expression';
import { quoteText, readForeignText, readText } from './quoted-text';

/** The tokens of the mapping language (entra-mapping-language.md 2.1). There are no comments. */
export type Token = { readonly range: TextRange } & (
  | { readonly kind: 'open' | 'close' | 'comma' | 'concatenate' | 'end' }
  | { readonly kind: 'relation'; readonly operator: Relation }
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number | bigint; readonly text: string }
  /** Means nothing; a fault has been told about it. */
  | { readonly kind: 'unknown' }
);

export interface Tokens {
  /** All of the text but blanks, to its end, whatever is wrong with it; the last is an `end` token. */
  readonly tokens: readonly Token[];
  readonly faults: readonly ExpressionFault[];
}

interface Read {
  readonly token: Token;
  readonly faults: readonly ExpressionFault[];
}

const blank = /[\s\uFEFF]+/y;
const nameShape = /[\p{L}_][\p{L}\p{Nd}_]*/uy;
/** As the rules of dynamic groups and claims name an attribute: `user.mail`. */
const dottedName = /user(?:\.[\p{L}_][\p{L}\p{Nd}_]*)+(?!\s*\()/iuy;
const numberShape = /-?\d+(?:\.\d+)?/y;
const hexadecimal = /&[Hh]([0-9A-Fa-f]+)(?![\p{L}\p{Nd}_])/uy;
const brokenHexadecimal = /&[Hh](?:[0-9A-Fa-f]*[G-Zg-z][\p{L}\p{Nd}_]*)?(?=\s*(?:[,)]|$))/uy;
const programmersHexadecimal = /0[xX]([0-9A-Fa-f]+)(?![\p{L}\p{Nd}_])/uy;
const bareFraction = /\.\d+/y;
const relations: readonly Relation[] = ['<>', '>=', '<=', '=', '>', '<'];
const marks = { '(': 'open', ')': 'close', ',': 'comma', '&': 'concatenate' } as const;
const isMark = (character: string): character is keyof typeof marks => Object.hasOwn(marks, character);

/** What people write who come from another language, and what is written here. */
const foreign: readonly (readonly [string, string, string])[] = [
  ['===', '=', 'Equality is written with one equals sign.'],
  ['==', '=', 'Equality is written with one equals sign.'],
  ['!==', '<>', '“Not equal” is written <>.'],
  ['!=', '<>', '“Not equal” is written <>.'],
  ['=>', '>=', '“Greater or equal” is written >=.'],
  ['=<', '<=', '“Less or equal” is written <=.'],
  ['≠', '<>', '“Not equal” is written <>.'],
  ['≥', '>=', '“Greater or equal” is written >=.'],
  ['≤', '<=', '“Less or equal” is written <=.'],
  [';', ',', 'Arguments are separated by commas.'],
  ['，', ',', 'Arguments are separated by commas.'],
  ['（', '(', 'Parentheses are the plain ones: ( and ).'],
  ['）', ')', 'Parentheses are the plain ones: ( and ).'],
  ['+', '&', 'Texts are put together with Append, Join or &.'],
];

function matchAt(shape: RegExp, text: string, position: number): RegExpExecArray | null {
  shape.lastIndex = position;
  return shape.exec(text);
}

const wholeNumber = (text: string): number | bigint => {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
};

const numberValue = (text: string): number | bigint => (text.includes('.') ? Number(text) : wholeNumber(text));

const error = (range: TextRange, message: string, suggestion: string | null): ExpressionFault => ({
  range,
  message,
  suggestion,
  severity: 'error',
});

const plain = (token: Token): Read => ({ token, faults: [] });
const faulty = (token: Token, message: string, suggestion: string | null): Read => ({
  token,
  faults: [error(token.range, message, suggestion)],
});

function readAttribute(text: string, start: number): Read {
  const end = text.indexOf(']', start);
  const name = text.slice(start + 1, end === -1 ? undefined : end);
  if (end !== -1 && !/[[\]"(),]/.test(name)) {
    const token: Token = { kind: 'attribute', name: name.trim(), range: { start, end: end + 1 } };
    return token.name === ''
      ? faulty(token, 'An attribute name is expected between the brackets.', null)
      : plain(token);
  }
  const bare = (/^[\p{L}\p{Nd}_.\- ]*/u.exec(name)?.[0] ?? '').trimEnd();
  const stop = start + 1 + bare.length;
  if (/^\s*\(/.test(text.slice(stop, stop + 40)) && /^\s*[\p{L}_]+$/u.test(bare)) {
    const range = { start, end: start + 1 };
    return faulty({ kind: 'unknown', range }, 'Brackets stand around attributes only, not around functions.', '');
  }
  // A brace or a parenthesis in place of the bracket.
  const taken = /^[})]?\]|^\}/.exec(text.slice(stop))?.[0] ?? '';
  const range = { start, end: stop + taken.length };
  if (bare.trim() === '') {
    return faulty({ kind: 'attribute', name: '', range }, 'An attribute name is expected after this bracket.', null);
  }
  const token: Token = { kind: 'attribute', name: bare.trim(), range };
  return faulty(token, 'The attribute that begins here has no closing bracket.', `[${bare.trim()}]`);
}

function readName(text: string, start: number, name: string): Read {
  const end = start + name.length;
  const next = text[end];
  if (next === '"' && /^"\s*(?:[,)]|$)/.test(text.slice(end, end + 40))) {
    const token: Token = { kind: 'text', value: name, range: { start, end: end + 1 } };
    return faulty(token, 'The text that ends here has no opening quotation mark.', quoteText(name));
  }
  if (next === ']') {
    const token: Token = { kind: 'attribute', name, range: { start, end: end + 1 } };
    return faulty(token, 'The attribute that ends here has no opening bracket.', `[${name}]`);
  }
  const dotted = matchAt(dottedName, text, start)?.[0];
  if (dotted !== undefined) {
    const last = dotted.slice(dotted.lastIndexOf('.') + 1);
    const token: Token = { kind: 'attribute', name: last, range: { start, end: start + dotted.length } };
    return faulty(token, 'An attribute stands in brackets, by its name alone.', `[${last}]`);
  }
  return plain({ kind: 'name', name, range: { start, end } });
}

function readNumber(text: string, start: number): Read | null {
  const upTo = (length: number): TextRange => ({ start, end: start + length });
  const hex = matchAt(hexadecimal, text, start);
  if (hex !== null) {
    const value = wholeNumber(`0x${hex[1]}`);
    return plain({ kind: 'number', value, text: hex[0], range: upTo(hex[0].length) });
  }
  const broken = matchAt(brokenHexadecimal, text, start)?.[0];
  if (broken !== undefined) {
    const token: Token = { kind: 'number', value: 0, text: broken, range: upTo(broken.length) };
    return faulty(token, 'After &H come the digits of a hexadecimal number: 0 to 9 and A to F.', null);
  }
  const other = matchAt(programmersHexadecimal, text, start);
  if (other !== null) {
    const written = `&H${other[1]}`;
    const token: Token = { kind: 'number', value: wholeNumber(other[0]), text: written, range: upTo(other[0].length) };
    return faulty(token, 'A hexadecimal number begins with &H.', written);
  }
  const digits = matchAt(numberShape, text, start)?.[0];
  const letters = digits === undefined ? undefined : matchAt(nameShape, text, start + digits.length)?.[0];
  if (digits !== undefined && letters !== undefined) {
    const value = digits + letters;
    const token: Token = { kind: 'text', value, range: upTo(value.length) };
    return faulty(token, `“${value}” is no number; a text stands in quotation marks.`, quoteText(value));
  }
  if (digits !== undefined) {
    return plain({ kind: 'number', value: numberValue(digits), text: digits, range: upTo(digits.length) });
  }
  const fraction = matchAt(bareFraction, text, start)?.[0];
  if (fraction === undefined) return null;
  const token: Token = { kind: 'number', value: Number(fraction), text: `0${fraction}`, range: upTo(fraction.length) };
  return faulty(token, 'A number begins with a digit.', `0${fraction}`);
}

function readForeignMark(text: string, start: number): Read | null {
  const known = foreign.find(([written]) => text.startsWith(written, start));
  if (known === undefined) return null;
  const [written, meant, message] = known;
  const range = { start, end: start + written.length };
  const relation = relations.find((operator) => operator === meant);
  if (relation !== undefined) return faulty({ kind: 'relation', operator: relation, range }, message, meant);
  return isMark(meant) ? faulty({ kind: marks[meant], range }, message, meant) : null;
}

function readUnknown(text: string, start: number): Read {
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
  const range = { start, end: start + character.length };
  const token: Token = { kind: 'unknown', range };
  if (character === ']') return faulty(token, 'This bracket closes nothing.', '');
  if (character === '{') {
    const braced = /^\{\s*([\p{L}_][\p{L}\p{Nd}_.]*)\s*[}\]]/u.exec(text.slice(start, start + 300));
    if (braced !== null) {
      const whole: TextRange = { start, end: start + braced[0].length };
      const name = braced[1] ?? '';
      return faulty({ kind: 'attribute', name, range: whole }, 'An attribute stands in square brackets.', `[${name}]`);
    }
  }
  // A sign that marks a name in another language.
  const isSigil = /^[$@#][\p{L}_{[]/u.test(text.slice(start, start + 3));
  if (isSigil) return faulty(token, `“${character}” cannot stand before a name here.`, '');
  if (character === '!') return faulty(token, '“Not” is a function: Not(…).', null);
  if (/[*/%^-]/.test(character)) {
    return faulty(token, `“${character}” cannot stand here; the language does not calculate.`, null);
  }
  if (/^[\p{Cf}\p{Cc}]$/u.test(character)) {
    const code = (text.codePointAt(start) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return faulty(token, `An invisible character (U+${code}) stands here.`, '');
  }
  return faulty(token, `“${character}” cannot stand here. A function, an [attribute] or a "text" is expected.`, null);
}

/** One token from a position that is not blank. */
function readToken(text: string, position: number, open: number): Read {
  const character = text[position] ?? '';
  const upTo = (end: number): TextRange => ({ start: position, end });
  const quoted = character === '"' ? readText(text, position, open) : readForeignText(text, position, open);
  if (quoted !== null) {
    return { token: { kind: 'text', value: quoted.value, range: upTo(quoted.end) }, faults: quoted.faults };
  }
  if (character === '[') return readAttribute(text, position);
  const number = readNumber(text, position);
  if (number !== null) return number;
  const name = matchAt(nameShape, text, position)?.[0];
  if (name !== undefined) return readName(text, position, name);
  // The parser says of these what it says of AND and OR.
  if (text.startsWith('&&', position)) return plain({ kind: 'name', name: 'AND', range: upTo(position + 2) });
  if (text.startsWith('||', position)) return plain({ kind: 'name', name: 'OR', range: upTo(position + 2) });
  const mark = readForeignMark(text, position);
  if (mark !== null) return mark;
  const relation = relations.find((operator) => text.startsWith(operator, position));
  if (relation !== undefined) {
    return plain({ kind: 'relation', operator: relation, range: upTo(position + relation.length) });
  }
  if (isMark(character)) return plain({ kind: marks[character], range: upTo(position + 1) });
  return readUnknown(text, position);
}

/** Takes a text apart, whatever is wrong with it: what was probably meant stands as a token, and a fault says so. */
export function tokenize(text: string): Tokens {
  const tokens: Token[] = [];
  const faults: ExpressionFault[] = [];
  let position = 0;
  let open = 0;
  for (;;) {
    position += matchAt(blank, text, position)?.[0].length ?? 0;
    if (position >= text.length) break;
    const { token, faults: told } = readToken(text, position, open);
    const before = tokens.at(-1);
    position = token.range.end;
    if (token.kind === 'open') open += 1;
    if (token.kind === 'close') open = Math.max(0, open - 1);
    // A row of what means nothing is one slip, not many.
    if (token.kind === 'unknown' && before?.kind === 'unknown' && before.range.end === token.range.start) {
      const range = { start: before.range.start, end: position };
      const fault = faults.pop();
      if (fault !== undefined) faults.push({ ...fault, range });
      tokens[tokens.length - 1] = { kind: 'unknown', range };
      continue;
    }
    faults.push(...told);
    tokens.push(token);
  }
  tokens.push({ kind: 'end', range: { start: text.length, end: text.length } });
  return { tokens, faults };
}
