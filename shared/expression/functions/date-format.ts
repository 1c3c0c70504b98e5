import { type Refusal, refuse } from '../evaluation';

/**
 * The date formats of .NET, as far as the invariant culture goes (entra-mapping-language.md 3.8): a format of letters in
 * runs, or one letter alone, which stands for a whole format. Read into parts once; print-date.ts and parse-date.ts walk them.
 */
export type FormatPart =
  | { readonly kind: 'letters'; readonly letter: FormatLetter; readonly count: number }
  | { readonly kind: 'literal'; readonly text: string };

type FormatLetter = 'd' | 'M' | 'y' | 'g' | 'h' | 'H' | 'm' | 's' | 'f' | 'F' | 't' | 'z' | 'K';

const isFormatLetter = (character: string): character is FormatLetter =>
  character !== '' && 'dMyghHmsfFtzK'.includes(character);

export interface DateFormat {
  readonly parts: readonly FormatPart[];
  /** `U`: the moment in UTC, not the date as it was read. */
  readonly universal: boolean;
}

const longDate = 'dddd, dd MMMM yyyy';
const standard: Readonly<Record<string, string>> = {
  d: 'MM/dd/yyyy',
  D: longDate,
  f: `${longDate} HH:mm`,
  F: `${longDate} HH:mm:ss`,
  g: 'MM/dd/yyyy HH:mm',
  G: 'MM/dd/yyyy HH:mm:ss',
  m: 'MMMM dd',
  M: 'MMMM dd',
  o: "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
  O: "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
  r: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
  R: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
  s: "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
  t: 'HH:mm',
  T: 'HH:mm:ss',
  u: "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
  U: `${longDate} HH:mm:ss`,
  y: 'yyyy MMMM',
  Y: 'yyyy MMMM',
};

/** Longer runs print the same as the longest that has a meaning, but of these there are no longer ones. */
const longest: Readonly<Partial<Record<FormatLetter, number>>> = { f: 7, F: 7 };

export function readDateFormat(format: string): DateFormat | Refusal {
  if (format.length !== 1) return readCustom(format, false);
  const whole = standard[format];
  if (whole !== undefined) return readCustom(whole, format === 'U');
  const advice = isFormatLetter(format) ? ` Write %${format} for the letter alone.` : '';
  return refuse(`A format of one character stands for a whole format, and “${format}” for none.${advice}`);
}

function readCustom(format: string, universal: boolean): DateFormat | Refusal {
  const parts: FormatPart[] = [];
  let position = 0;
  while (position < format.length) {
    const read = readPart(format, position);
    if ('refused' in read) return read;
    parts.push(read.part);
    position = read.end;
  }
  return { parts, universal };
}

function readPart(format: string, start: number): { readonly part: FormatPart; readonly end: number } | Refusal {
  const character = format[start] ?? '';
  const next = format[start + 1];
  const literal = (text: string, end: number) => ({ part: { kind: 'literal', text } as const, end });
  if (character === "'" || character === '"') return readQuoted(format, start, character);
  if (character === '\\') {
    return next === undefined ? refuse('The format ends with a backslash.') : literal(next, start + 2);
  }
  if (character === '%') {
    if (next === undefined || next === '%') return refuse('“%” stands before the letter it is about.');
    return isFormatLetter(next)
      ? { part: { kind: 'letters', letter: next, count: 1 }, end: start + 2 }
      : readPart(format, start + 1);
  }
  if (!isFormatLetter(character)) return literal(character, start + 1);
  let end = start + 1;
  while (format[end] === character) end += 1;
  const count = end - start;
  const limit = longest[character];
  if (limit !== undefined && count > limit) return refuse(`“${character}” stands at most ${limit} times in a row.`);
  return { part: { kind: 'letters', letter: character, count }, end };
}

function readQuoted(format: string, start: number, quote: string): { part: FormatPart; end: number } | Refusal {
  let text = '';
  for (let position = start + 1; position < format.length; position++) {
    const character = format[position] ?? '';
    if (character === quote) return { part: { kind: 'literal', text }, end: position + 1 };
    if (character === '\\') {
      position += 1;
      text += format[position] ?? '';
    } else text += character;
  }
  return refuse(`The ${quote} in the format is never closed.`);
}
