import {
  type CharacterTest,
  categoryTest,
  controlCharacter,
  ignoringCase,
  negate,
  shorthandTest,
} from './character-class';
import type { Edge, Group, PatternNode } from './pattern-tree';

/**
 * Reads a regular expression in .NET's spelling. What is not built (lookbehind, backreferences, atomic and balancing
 * groups, conditionals) is refused with an explanation and never run with another meaning
 * (entra-mapping-language.md 3.5).
 */
export type ParsedPattern =
  | { readonly ok: true; readonly tree: PatternNode; readonly groups: readonly Group[] }
  | { readonly ok: false; readonly position: number; readonly message: string };

interface Reader {
  readonly source: string;
  readonly groups: Group[];
  position: number;
  /** Of `i`, `m`, `s`, `n` and `x`, those in force. */
  options: ReadonlySet<string>;
  depth: number;
  fault: { position: number; message: string } | null;
}

const maximumDepth = 50;
const maximumCount = 1000;

function fail(reader: Reader, message: string, position = reader.position): null {
  reader.fault ??= { position, message };
  return null;
}

const next = (reader: Reader): string => reader.source[reader.position] ?? '';

function accept(reader: Reader, text: string): boolean {
  if (!reader.source.startsWith(text, reader.position)) return false;
  reader.position += text.length;
  return true;
}

export function parsePattern(source: string): ParsedPattern {
  const reader: Reader = { source, groups: [], position: 0, options: new Set(), depth: 0, fault: null };
  const tree = readChoice(reader);
  if (tree !== null && next(reader) === ')') fail(reader, '“)” closes nothing.');
  if (tree === null || reader.fault !== null) {
    return { ok: false, ...(reader.fault ?? { position: 0, message: 'it cannot be read.' }) };
  }
  return { ok: true, tree, groups: reader.groups };
}

function readChoice(reader: Reader): PatternNode | null {
  const nodes: PatternNode[] = [];
  do {
    const sequence = readSequence(reader);
    if (sequence === null) return null;
    nodes.push(sequence);
  } while (accept(reader, '|'));
  const [only] = nodes;
  return nodes.length === 1 && only !== undefined ? only : { kind: 'choice', nodes };
}

const remark = /[ \t\n\v\f\r]+|#[^\n]*/y;

/** With the option `x`, white space and what follows `#` mean nothing; before a repetition, too. */
function skipRemark(reader: Reader): boolean {
  if (!reader.options.has('x')) return false;
  remark.lastIndex = reader.position;
  const skipped = remark.exec(reader.source);
  reader.position += skipped?.[0].length ?? 0;
  return skipped !== null;
}

function readSequence(reader: Reader): PatternNode | null {
  const nodes: PatternNode[] = [];
  while (reader.position < reader.source.length && next(reader) !== '|' && next(reader) !== ')') {
    const start = reader.position;
    if (skipRemark(reader)) continue;
    const atom = readAtom(reader);
    if (atom === null) return null;
    if (atom === 'nothing') continue;
    while (skipRemark(reader)) {}
    const repeated = readRepeat(reader, atom, start);
    if (repeated === null) return null;
    nodes.push(repeated);
  }
  return { kind: 'sequence', nodes };
}

const counted = /\{(\d+)(?:(,)(\d*))?\}/y;

/** `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}`; null: there is none. A brace that counts nothing is an ordinary character. */
function readCount(reader: Reader): { minimum: number; maximum: number } | null {
  if (accept(reader, '*')) return { minimum: 0, maximum: Number.POSITIVE_INFINITY };
  if (accept(reader, '+')) return { minimum: 1, maximum: Number.POSITIVE_INFINITY };
  if (accept(reader, '?')) return { minimum: 0, maximum: 1 };
  counted.lastIndex = reader.position;
  const braces = counted.exec(reader.source);
  if (braces === null) return null;
  reader.position += braces[0].length;
  const minimum = Number(braces[1]);
  if (braces[2] === undefined) return { minimum, maximum: minimum };
  return { minimum, maximum: braces[3] === '' ? Number.POSITIVE_INFINITY : Number(braces[3]) };
}

function readRepeat(reader: Reader, node: PatternNode, start: number): PatternNode | null {
  const count = readCount(reader);
  if (count === null) return node;
  const lazy = accept(reader, '?');
  if (node.kind === 'edge' || node.kind === 'ahead') return fail(reader, 'a position cannot be repeated.', start);
  if (count.maximum < count.minimum) return fail(reader, 'the numbers in braces are the wrong way round.', start);
  if (Math.max(count.minimum, Number.isFinite(count.maximum) ? count.maximum : 0) > maximumCount) {
    return fail(reader, `a repetition of more than ${maximumCount} times is not supported.`, start);
  }
  const again = reader.position;
  if (readCount(reader) !== null) return fail(reader, 'a repetition cannot be repeated; use parentheses.', again);
  return { kind: 'repeat', node, lazy, ...count };
}

const unit = (test: CharacterTest): PatternNode => ({ kind: 'unit', test });
const folding = ({ options }: Reader, test: CharacterTest): CharacterTest =>
  options.has('i') ? ignoringCase(test) : test;
const literal = (reader: Reader, character: string): PatternNode =>
  unit(folding(reader, (other) => other === character));
const edge = (name: Edge): PatternNode => ({ kind: 'edge', edge: name });

/** One element; `nothing` for what leaves no trace (a comment, an option). */
function readAtom(reader: Reader): PatternNode | 'nothing' | null {
  const character = next(reader);
  if (character === '(') return readGroup(reader);
  if (character === '*' || character === '+' || character === '?') {
    return fail(reader, `“${character}” has nothing to repeat.`);
  }
  reader.position += 1;
  switch (character) {
    case '^':
      return edge(reader.options.has('m') ? 'line-start' : 'start');
    case '$':
      return edge(reader.options.has('m') ? 'line-end' : 'end-or-line-break');
    case '.':
      return unit(reader.options.has('s') ? () => true : (other) => other !== '\n');
    case '[': {
      const test = readClass(reader, reader.position - 1);
      return test === null ? null : unit(test);
    }
    case '\\':
      return readEscape(reader);
    default:
      return literal(reader, character);
  }
}

const edges: Readonly<Record<string, Edge>> = {
  A: 'start',
  z: 'end',
  Z: 'end-or-line-break',
  b: 'word-edge',
  B: 'no-word-edge',
};

function readEscape(reader: Reader): PatternNode | null {
  const start = reader.position - 1;
  const letter = next(reader);
  const named = edges[letter];
  if (named !== undefined) {
    reader.position += 1;
    return edge(named);
  }
  if (/[1-9k]/.test(letter)) return fail(reader, 'references back to a group are not supported.', start);
  if (letter === 'G') return fail(reader, '“\\G” is not supported.', start);
  const read = readEscaped(reader, start);
  if (read === null) return null;
  return typeof read === 'string' ? literal(reader, read) : unit(read);
}

const hexEscape = /(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4}))/y;
const category = /([pP])\{(\w+)\}/y;

/** An escape that stands inside and outside of brackets alike, read from behind its backslash. */
function readEscaped(reader: Reader, start: number): string | CharacterTest | null {
  const letter = next(reader);
  if (letter === '') return fail(reader, 'it ends with a backslash.', start);
  hexEscape.lastIndex = reader.position;
  const hex = hexEscape.exec(reader.source);
  if (hex !== null) {
    reader.position += hex[0].length;
    return String.fromCharCode(Number.parseInt(hex[1] ?? hex[2] ?? '', 16));
  }
  category.lastIndex = reader.position;
  const named = category.exec(reader.source);
  if (named !== null) {
    const test = categoryTest(named[2] ?? '');
    if (test === null) return fail(reader, `the character class “\\${named[0]}” is not supported.`, start);
    reader.position += named[0].length;
    return named[1] === 'p' ? test : negate(test);
  }
  reader.position += 1;
  const test = shorthandTest(letter);
  if (test !== null) return test;
  const control = controlCharacter(letter);
  if (control !== null) return control;
  // As in .NET: only what is no letter or digit can be escaped to stand for itself.
  return /[\p{L}\p{Nd}_]/u.test(letter) ? fail(reader, `“\\${letter}” has no meaning.`, start) : letter;
}

/** From behind the opening bracket to the closing one. A first `]` is an ordinary character, as in .NET. */
function readClass(reader: Reader, start: number): CharacterTest | null {
  const negated = accept(reader, '^');
  const tests: CharacterTest[] = [];
  let subtracted: CharacterTest | null = null;
  const first = reader.position;
  for (;;) {
    if (reader.position >= reader.source.length) return fail(reader, '“[” is never closed.', start);
    if (next(reader) === ']' && reader.position > first) break;
    if (reader.position > first && accept(reader, '-[')) {
      if (++reader.depth > maximumDepth) return fail(reader, 'brackets nest too deep.', start);
      subtracted = readClass(reader, reader.position - 1);
      reader.depth -= 1;
      if (subtracted === null) return null;
      if (next(reader) !== ']') return fail(reader, 'nothing can follow the brackets that are taken away.');
      break;
    }
    const test = readClassPart(reader);
    if (test === null) return null;
    tests.push(test);
  }
  reader.position += 1;
  const included: CharacterTest = (character) => tests.some((test) => test(character)) !== negated;
  const without = subtracted;
  return without === null ? included : (character) => included(character) && !without(character);
}

function readClassMember(reader: Reader): string | CharacterTest | null {
  const start = reader.position;
  const character = next(reader);
  reader.position += 1;
  if (character !== '\\') return character;
  // Inside brackets `\b` is the backspace.
  return accept(reader, 'b') ? '\b' : readEscaped(reader, start);
}

function readClassPart(reader: Reader): CharacterTest | null {
  const start = reader.position;
  const from = readClassMember(reader);
  if (from === null) return null;
  const following = reader.source[reader.position + 1];
  if (next(reader) !== '-' || following === ']' || following === '[' || following === undefined) {
    return typeof from === 'string' ? folding(reader, (character) => character === from) : from;
  }
  reader.position += 1;
  const to = readClassMember(reader);
  if (to === null) return null;
  if (typeof from !== 'string' || typeof to !== 'string')
    return fail(reader, 'a range needs a character at each end.', start);
  if (from > to) return fail(reader, `the range “${from}-${to}” is the wrong way round.`, start);
  return folding(reader, (character) => character >= from && character <= to);
}

const namedGroup = /\?(?:<([^>!=]*)>|'([^']*)')/y;
const options = /\?([imnsx-]+)([):])/y;

function readGroup(reader: Reader): PatternNode | 'nothing' | null {
  const start = reader.position;
  reader.position += 1;
  if (accept(reader, '?#')) {
    const end = reader.source.indexOf(')', reader.position);
    if (end === -1) return fail(reader, '“(” is never closed.', start);
    reader.position = end + 1;
    return 'nothing';
  }
  if (accept(reader, '?:')) return readInside(reader, start);
  const negative = reader.source.startsWith('?!', reader.position);
  if (accept(reader, '?=') || accept(reader, '?!')) {
    const node = readInside(reader, start);
    return node === null ? null : { kind: 'ahead', negative, node };
  }
  if (/^\?<[=!]/.test(reader.source.slice(reader.position, reader.position + 3))) {
    return fail(reader, 'looking behind is not supported.', start);
  }
  options.lastIndex = reader.position;
  const option = options.exec(reader.source);
  if (option !== null) return readOption(reader, start, option);
  let name: string | null = null;
  if (next(reader) !== '?' && reader.options.has('n')) return readInside(reader, start);
  if (next(reader) === '?') {
    namedGroup.lastIndex = reader.position;
    const named = namedGroup.exec(reader.source);
    if (named === null) return fail(reader, 'this kind of group is not supported.', start);
    name = named[1] ?? named[2] ?? '';
    if (!/^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(name)) return fail(reader, `“${name}” is no name for a group.`, start);
    reader.position += named[0].length;
  }
  const group = (name === null ? undefined : reader.groups.find((known) => known.name === name)) ?? { name };
  if (!reader.groups.includes(group)) reader.groups.push(group);
  const node = readInside(reader, start);
  return node === null ? null : { kind: 'group', group, node };
}

/** `(?i)` for the rest of the group, `(?i:…)` for what it holds; `-` puts out. */
function readOption(reader: Reader, start: number, option: RegExpExecArray): PatternNode | 'nothing' | null {
  const letters = option[1] ?? '';
  reader.position += option[0].length;
  const outside = reader.options;
  const changed = new Set(outside);
  let on = true;
  for (const letter of letters) {
    if (letter === '-') on = false;
    else if (on) changed.add(letter);
    else changed.delete(letter);
  }
  reader.options = changed;
  if (option[2] === ')') return 'nothing';
  const node = readInside(reader, start);
  reader.options = outside;
  return node;
}

function readInside(reader: Reader, start: number): PatternNode | null {
  if (++reader.depth > maximumDepth) return fail(reader, `groups nest more than ${maximumDepth} deep.`, start);
  const outside = reader.options;
  const node = readChoice(reader);
  reader.options = outside;
  reader.depth -= 1;
  if (node === null) return null;
  return accept(reader, ')') ? node : fail(reader, '“(” is never closed.', start);
}
