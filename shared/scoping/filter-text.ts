import type { TextRange } from '../expression/expression';
import type { FilterClause, FilterGroup } from '../mapping/rules';
import { findOperator, isUnsupportedOperator } from './operators';

/**
 * Scoping filters as text, to be read and written by hand:
 *
 *     Employees:
 *       employeeType EQUALS "Employee"
 *       mail IS NOT NULL
 *     or Long contracts:
 *       department REGEX MATCH "Contractors-.*"
 *
 * A line that ends in a colon begins a group of conditions; every other line is a condition of it. Whatever would be read
 * otherwise than it was meant stands in quotation marks, with JSON's escapes.
 */
export interface FilterTextFault {
  /** UTF-16 units of the text. */
  readonly range: TextRange;
  readonly message: string;
}

export interface ReadFilterText {
  /** null: the text has faults. */
  readonly groups: readonly FilterGroup[] | null;
  readonly faults: readonly FilterTextFault[];
  /** Where each condition stands, by group. */
  readonly places: readonly (readonly TextRange[])[];
}

const quoted = (text: string): string => JSON.stringify(text);

export const printFilters = (groups: readonly FilterGroup[]): string =>
  groups
    .map(({ name, clauses }, index) =>
      [`${index === 0 ? '' : 'or '}${printName(name)}:`, ...clauses.map((clause) => `  ${printClause(clause)}`)].join(
        '\n',
      ),
    )
    .join('\n');

/** Plain where it reads back as itself, first or with "or" before it. */
const printName = (name: string): string =>
  !/[\n\r]/.test(name) && [`${name}:`, `or ${name}:`].every((line) => groupName(line.trim()) === name)
    ? name
    : quoted(name);

function printClause({ attribute, operator, values }: FilterClause): string {
  const isPlain = /^[^\s":,]+$/.test(attribute);
  const isKnown = operatorAt(operator)?.length === operator.length;
  return [
    isPlain ? attribute : quoted(attribute),
    isKnown ? operator : quoted(operator),
    ...(values.length === 0 ? [] : [values.map(quoted).join(', ')]),
  ].join(' ');
}

/** Reads what {@link printFilters} wrote, or what somebody typed: also values without quotation marks, to the end of the line. */
export function readFilters(text: string): ReadFilterText {
  const groups: { readonly name: string; readonly clauses: FilterClause[]; readonly places: TextRange[] }[] = [];
  const faults: FilterTextFault[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    const start = at + (line.length - line.trimStart().length);
    const content = line.trim();
    const range = { start, end: start + content.length };
    at += line.length + 1;
    if (content === '') continue;
    const name = groupName(content);
    if (name !== null) {
      groups.push({ name, clauses: [], places: [] });
      continue;
    }
    const group = groups.at(-1) ?? { name: '', clauses: [], places: [] };
    if (groups.length === 0) groups.push(group);
    const read = readClause(content, start);
    if ('message' in read) faults.push(read);
    else {
      group.clauses.push(read);
      group.places.push(range);
    }
  }
  return {
    groups: faults.length > 0 ? null : groups.map(({ name, clauses }) => ({ name, clauses })),
    faults,
    places: groups.map(({ places }) => places),
  };
}

/** The name of a group where the line begins one. */
function groupName(content: string): string | null {
  if (!content.endsWith(':')) return null;
  const said = content
    .slice(0, -1)
    .replace(/^or\s+/i, '')
    .trim();
  const string = readString(said, 0);
  if (string !== null && string.end === said.length) return string.value;
  // A condition whose value ends in a colon is none: it has a quotation mark, or an operator in second place.
  if (said.includes('"') || (/^\S+\s/.test(said) && operatorAt(said.replace(/^\S+\s+/, '')) !== null)) return null;
  return said;
}

function readClause(content: string, offset: number): FilterClause | FilterTextFault {
  const fault = (start: number, end: number, message: string): FilterTextFault => ({
    range: { start: offset + start, end: offset + Math.max(end, Math.min(start + 1, content.length)) },
    message,
  });
  const attribute = readString(content, 0) ?? readWord(content, 0);
  if (attribute.problem) return fault(0, content.length, unclosed);
  let at = skip(content, attribute.end);
  if (at === content.length) return fault(0, content.length, 'An operator is needed, such as EQUALS or IS NOT NULL.');

  const spelt = readString(content, at);
  if (spelt?.problem) return fault(at, content.length, unclosed);
  const known = spelt === null ? operatorAt(content.slice(at)) : null;
  const operator = spelt ?? {
    // An operator that nobody knows is said to be so where it stands, by whoever checks the condition.
    value: known ?? readWord(content, at).value,
    end: at + (known ?? readWord(content, at).value).length,
  };
  at = skip(content, operator.end);

  const values: string[] = [];
  while (at < content.length) {
    const string = readString(content, at);
    if (string === null) {
      if (values.length > 0) return fault(at, content.length, 'A value in quotation marks is needed after the comma.');
      return { attribute: attribute.value, operator: operator.value, values: [content.slice(at)] };
    }
    if (string.problem) return fault(at, content.length, unclosed);
    values.push(string.value);
    at = skip(content, string.end);
    if (at === content.length) break;
    if (content[at] !== ',') return fault(at, content.length, 'A comma is needed between two values.');
    at = skip(content, at + 1);
    if (at === content.length) return fault(at - 1, at, 'A value is needed after the comma.');
  }
  return { attribute: attribute.value, operator: operator.value, values };
}

const unclosed = 'The quotation mark is never closed.';

interface Piece {
  readonly value: string;
  readonly end: number;
  readonly problem?: true;
}

const skip = (text: string, from: number): number => from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);

function readWord(text: string, from: number): Piece {
  const value = /^[^\s"]+/.exec(text.slice(from))?.[0] ?? text.slice(from, from + 1);
  return { value, end: from + value.length };
}

/** A JSON string at this place; null: there stands none. */
function readString(text: string, from: number): Piece | null {
  if (text[from] !== '"') return null;
  const match = /^"(?:[^"\\]|\\.)*"/.exec(text.slice(from));
  if (match === null) return { value: '', end: text.length, problem: true };
  try {
    return { value: String(JSON.parse(match[0])), end: from + match[0].length };
  } catch {
    // A backslash that escapes nothing is taken as it stands: patterns are full of them.
    return { value: match[0].slice(1, -1).replace(/\\(["\\])/g, '$1'), end: from + match[0].length };
  }
}

/** As much of the beginning of a text as is an operator, by whichever spelling: at most three words. */
function operatorAt(text: string): string | null {
  const ends = [...text.matchAll(/\S+/g)].slice(0, 3).map((word) => word.index + word[0].length);
  for (const end of ends.reverse()) {
    const spelling = text.slice(0, end);
    if (
      spelling.trim() === spelling &&
      !spelling.includes('"') &&
      (findOperator(spelling) ?? isUnsupportedOperator(spelling))
    )
      return spelling;
  }
  return null;
}

/** Line and character of a place, both from 1. */
export function placeIn(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
