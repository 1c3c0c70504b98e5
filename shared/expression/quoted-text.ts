import type { ExpressionFault } from './expression';

/** Texts of the mapping language (entra-mapping-language.md 2.1): how they are written, and how a slip in one is undone. */

/** A text as it is written in an expression. */
export const quoteText = (value: string): string => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

export interface QuotedText {
  readonly value: string;
  /** Where the text ends, its closing mark included. */
  readonly end: number;
  readonly faults: readonly ExpressionFault[];
}

/** The index of the quotation mark that closes; null: there is none. */
function closingMark(text: string, from: number): number | null {
  for (let index = from; index < text.length; index++) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === '"') return index;
  }
  return null;
}

/**
 * `\"` is a quotation mark and `\\` a backslash; a backslash before anything else stands for itself, because a published
 * mapping relies on it, with a warning.
 */
function readContent(text: string, start: number, end: number): { value: string; faults: ExpressionFault[] } {
  const faults: ExpressionFault[] = [];
  let value = '';
  for (let index = start; index < end; index++) {
    const character = text[index] ?? '';
    const next = index + 1 < end ? text[index + 1] : undefined;
    if (character === '\\' && (next === '"' || next === '\\')) {
      value += next;
      index += 1;
      continue;
    }
    if (character === '\\') {
      faults.push({
        range: { start: index, end: index + 1 },
        message: 'A backslash inside a text is written twice.',
        suggestion: '\\\\',
        severity: 'warning',
      });
    }
    value += character;
  }
  return { value, faults };
}

const error = (start: number, end: number, message: string, suggestion: string): ExpressionFault => ({
  range: { start, end },
  message,
  suggestion,
  severity: 'error',
});

/** A comma after which an argument begins, or nothing more stands. */
const nextArgument = /\s*,(?=\s*(?:[[",)]|-?\d|[\p{L}_][\p{L}\p{Nd}_]*\s*\(|$))/u;
const endsArgument = /^\s*(?:[,);=<>&]|$)/;

/** Where a text without a closing mark was probably meant to end: before the next argument, or the parentheses that are open. */
function probableEnd(text: string, start: number, limit: number, open: number): number | null {
  const content = text.slice(start, limit);
  const comma = nextArgument.exec(content);
  if (comma !== null) return start + comma.index;
  if (limit < text.length) return null;
  let end = content.trimEnd().length;
  for (let closed = 0; closed < open && content[end - 1] === ')'; closed++)
    end = content.slice(0, end - 1).trimEnd().length;
  return start + end;
}

function unclosed(text: string, start: number, end: number): QuotedText {
  const raw = text.slice(start + 1, end);
  if (/(?:^|[^\\])(?:\\\\)*\\"$/.test(raw)) {
    const { value } = readContent(text, start + 1, end - 2);
    const message =
      'A backslash at the end of a text is written twice; once, it takes the meaning from the quotation mark.';
    return { value: `${value}\\`, end, faults: [error(start, end, message, quoteText(`${value}\\`))] };
  }
  const { value } = readContent(text, start + 1, end);
  const message = 'The text that begins here has no closing quotation mark.';
  return { value, end, faults: [error(start, end, message, quoteText(value))] };
}

/** A text from its opening quotation mark on. `open`: how many parentheses are open there. */
export function readText(text: string, start: number, open: number): QuotedText {
  const closing = closingMark(text, start + 1);
  if (closing === null) {
    const curly = /[”“„](?=\s*(?:[,)]|$))/.exec(text.slice(start));
    if (curly !== null) return readForeign(text, start, start + curly.index, 1);
    return unclosed(text, start, probableEnd(text, start + 1, text.length, open) ?? text.length);
  }
  const after = text.slice(closing + 1, closing + 2);
  if (!/[\p{L}\p{N}_[]/u.test(after)) return { ...readContent(text, start + 1, closing), end: closing + 1 };
  // Something stands right after the closing mark: either this is the opening mark of the next text, or a mark inside.
  const end = probableEnd(text, start + 1, closing, open);
  if (end !== null) return unclosed(text, start, end);
  let last = closing;
  for (let next = closingMark(text, last + 1); next !== null; next = closingMark(text, last + 1)) {
    last = next;
    if (endsArgument.test(text.slice(next + 1, next + 40))) break;
  }
  if (last === closing) return { ...readContent(text, start + 1, closing), end: closing + 1 };
  const value = text
    .slice(start + 1, last)
    .replaceAll('\\"', '"')
    .replaceAll('\\\\', '\\');
  const message = 'A quotation mark inside a text is written \\".';
  return { value, end: last + 1, faults: [error(start, last + 1, message, quoteText(value))] };
}

function readForeign(text: string, start: number, closing: number, width: number): QuotedText {
  const value = text.slice(start + width, closing);
  const end = closing + width;
  const single = /['‘’`]/.test(text[start] ?? '');
  const message =
    text[start] === '\\'
      ? 'The quotation marks around a text have no backslash; they have one in JSON only.'
      : single
        ? 'Texts are written in double quotation marks.'
        : 'Texts are written in straight quotation marks.';
  return { value, end, faults: [error(start, end, message, quoteText(value))] };
}

/** A text holds few apostrophes; without a bound a row of nothing else would be looked through again for each. */
const mostMarksLookedAt = 20;
const foreignMarks = [/[“”„‟«»"]/g, /['‘’`]/g] as const;

/** A text in typographic or single quotation marks, or in those of JSON; null: there is none at this place. */
export function readForeignText(text: string, start: number, open: number): QuotedText | null {
  const json = text.startsWith('\\"', start);
  const marks = json
    ? /\\"/g
    : foreignMarks.find((family) => text[start] !== '"' && new RegExp(family.source).test(text[start] ?? ''));
  if (marks === undefined) return null;
  const width = json ? 2 : 1;
  let first: number | null = null;
  let seen = 0;
  for (const match of text.slice(start + width).matchAll(marks)) {
    const at = start + width + match.index;
    seen += 1;
    if (seen > mostMarksLookedAt) break;
    first ??= at;
    if (endsArgument.test(text.slice(at + width, at + width + 40))) return readForeign(text, start, at, width);
  }
  if (first !== null) return readForeign(text, start, first, width);
  const end = probableEnd(text, start + width, text.length, open) ?? text.length;
  const value = text.slice(start + width, end);
  const message = 'The text that begins here has no closing quotation mark.';
  return { value, end, faults: [error(start, end, message, quoteText(value))] };
}
