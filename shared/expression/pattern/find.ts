import { isWordEdgeUnit } from './character-class';
import type { Edge } from './pattern-tree';
import type { Instruction, Pattern } from './read-pattern';

/**
 * Searches a text for a pattern, and cannot hang: no pair of instruction and position is tried twice, because a pair
 * that once led nowhere leads nowhere again (true without references back to groups, which are refused). One search
 * costs at most instructions times positions, so that `^(a+)+$` is as quick as any other pattern. JavaScript's own
 * engine gives no such bound, and refusing "dangerous" patterns refuses honest ones. Many matches in one text share a
 * budget of steps, since each match starts anew.
 */

export interface Found {
  readonly start: number;
  readonly end: number;
  /** Where a group matched, by name or number; null where it did not or there is none. */
  group(name: string): { readonly start: number; readonly end: number } | null;
}

/** Directory attributes have at most 1,024 characters; a longer text can only come from an expression. */
export const maximumTextLength = 4096;

/** Steps that the searches of one text may take together; an honest pattern takes a few for each character. */
const maximumWork = 5_000_000;

type Slots = readonly number[];

interface Search {
  readonly text: string;
  readonly slotCount: number;
  /** Steps that are left; below zero: too much work. */
  work: number;
  /** For each instruction that looks ahead: what it came to at a position, and the pairs it may use again. */
  readonly ahead: Map<Instruction, { readonly known: Map<number, Slots | null>; readonly tried: Tried }>;
}

/** The pairs that were tried, with the list of them so that they can be forgotten at the cost of having been tried. */
interface Tried {
  readonly marks: Uint8Array;
  readonly list: number[];
}

const newTried = (program: readonly Instruction[], text: string): Tried => ({
  marks: new Uint8Array(program.length * (text.length + 1)),
  list: [],
});

function holdsAt(edge: Edge, text: string, position: number): boolean {
  switch (edge) {
    case 'start':
      return position === 0;
    case 'end':
      return position === text.length;
    case 'end-or-line-break':
      return position === text.length || (position === text.length - 1 && text[position] === '\n');
    case 'line-start':
      return position === 0 || text[position - 1] === '\n';
    case 'line-end':
      return position === text.length || text[position] === '\n';
    case 'word-edge':
    case 'no-word-edge': {
      const [before, after] = [text[position - 1], text[position]];
      const isEdge =
        (before !== undefined && isWordEdgeUnit(before)) !== (after !== undefined && isWordEdgeUnit(after));
      return isEdge === (edge === 'word-edge');
    }
  }
}

function forget(tried: Tried): void {
  for (const pair of tried.list) tried.marks[pair] = 0;
  tried.list.length = 0;
}

function lookAhead(search: Search, instruction: Instruction & { op: 'ahead' }, position: number): Slots | null {
  let ahead = search.ahead.get(instruction);
  if (ahead === undefined) {
    ahead = { known: new Map(), tried: newTried(instruction.program, search.text) };
    search.ahead.set(instruction, ahead);
  }
  const known = ahead.known.get(position);
  if (known !== undefined) return known;
  const slots = run(search, instruction.program, position, ahead.tried)?.slots ?? null;
  // What lay on the way of a match did not lead nowhere.
  if (slots !== null) forget(ahead.tried);
  ahead.known.set(position, slots);
  return slots;
}

/** Runs from one position. The stack holds places to go back to, and slots to put back on the way (negative numbers). */
function run(
  search: Search,
  program: readonly Instruction[],
  from: number,
  tried: Tried,
): { end: number; slots: number[] } | null {
  const { text } = search;
  search.work -= search.slotCount;
  if (search.work < 0) return null;
  const slots: number[] = new Array(search.slotCount).fill(-1);
  const stack: number[] = [0, from];
  const save = (slot: number, value: number) => {
    stack.push(-1 - slot, slots[slot] ?? -1);
    slots[slot] = value;
  };
  while (stack.length > 0) {
    let position = stack.pop() ?? 0;
    let step = stack.pop() ?? 0;
    if (step < 0) {
      slots[-1 - step] = position;
      continue;
    }
    for (;;) {
      const pair = step * (text.length + 1) + position;
      const instruction = program[step];
      if (instruction === undefined || tried.marks[pair] === 1) break;
      search.work -= 1;
      if (search.work < 0) return null;
      tried.marks[pair] = 1;
      tried.list.push(pair);
      if (instruction.op === 'match') return { end: position, slots };
      if (instruction.op === 'jump') step = instruction.to;
      else if (instruction.op === 'split') {
        stack.push(instruction.second, position);
        step = instruction.first;
      } else if (instruction.op === 'save') {
        save(instruction.slot, position);
        step += 1;
      } else if (instruction.op === 'edge') {
        if (!holdsAt(instruction.edge, text, position)) break;
        step += 1;
      } else if (instruction.op === 'ahead') {
        const ahead = lookAhead(search, instruction, position);
        if ((ahead === null) !== instruction.negative) break;
        search.work -= search.slotCount;
        if (ahead !== null) for (const [slot, value] of ahead.entries()) if (value !== -1) save(slot, value);
        step += 1;
      } else {
        const character = text[position];
        if (character === undefined || !instruction.test(character)) break;
        position += 1;
        step += 1;
      }
    }
  }
  return null;
}

function searchFrom(search: Search, pattern: Pattern, from: number, tried: Tried): Found | null {
  for (let start = from; start <= search.text.length; start++) {
    const result = run(search, pattern.program, start, tried);
    if (search.work < 0) return null;
    if (result === null) continue;
    const { end, slots } = result;
    const group = (name: string) => {
      const number = pattern.groupNumbers.get(name);
      if (number === undefined) return null;
      if (number === 0) return { start, end };
      const [first = -1, last = -1] = [slots[2 * number], slots[2 * number + 1]];
      return first === -1 || last === -1 ? null : { start: first, end: last };
    };
    return { start, end, group };
  }
  return null;
}

const newSearch = (pattern: Pattern, text: string): Search => ({
  text,
  work: maximumWork,
  slotCount: 2 * pattern.groupCount,
  ahead: new Map(),
});

/** The first match; null: none. `too-long`: the text is too long for any pattern, or for one with so much work to do. */
export function findFirst(pattern: Pattern, text: string): Found | null | 'too-long' {
  if (text.length > maximumTextLength) return 'too-long';
  const search = newSearch(pattern, text);
  const found = searchFrom(search, pattern, 0, newTried(pattern.program, text));
  return search.work < 0 ? 'too-long' : found;
}

/** Every match from left to right, none overlapping; null: the text is too long for it. An empty match counts, as in .NET. */
export function findAll(pattern: Pattern, text: string): readonly Found[] | null {
  if (text.length > maximumTextLength) return null;
  const search = newSearch(pattern, text);
  const tried = newTried(pattern.program, text);
  const all: Found[] = [];
  let from = 0;
  while (from <= text.length) {
    const found = searchFrom(search, pattern, from, tried);
    if (search.work < 0) return null;
    if (found === null) break;
    all.push(found);
    from = found.end > found.start ? found.end : found.end + 1;
    forget(tried);
  }
  return all;
}
