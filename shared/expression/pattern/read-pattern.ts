import type { CharacterTest } from './character-class';
import { parsePattern } from './parse-pattern';
import type { Edge, Group, PatternNode } from './pattern-tree';

/** One step of the small machine that find.ts runs. */
export type Instruction =
  | { readonly op: 'unit'; readonly test: CharacterTest }
  /** Goes on at `first`, and at `second` where that leads nowhere. */
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'edge'; readonly edge: Edge }
  | { readonly op: 'ahead'; readonly negative: boolean; readonly program: readonly Instruction[] }
  | { readonly op: 'match' };

export interface Pattern {
  readonly program: readonly Instruction[];
  /** Number of groups with the whole match, which is group 0. */
  readonly groupCount: number;
  /** Numbers of the groups by name and by number as text; unnamed ones come first, as in .NET. */
  readonly groupNumbers: ReadonlyMap<string, number>;
}

export type ReadPattern =
  | { readonly ok: true; readonly pattern: Pattern }
  | { readonly ok: false; readonly position: number; readonly message: string };

/** Counted repetitions are written out; with find.ts's limit on the text this bounds the work of one search. */
const maximumInstructions = 2000;

/** A mapping has a few patterns, and each is asked for with every person. */
const knownPatterns = new Map<string, ReadPattern>();
const knownPatternsLimit = 500;

export function readPattern(source: string): ReadPattern {
  const known = knownPatterns.get(source);
  if (known !== undefined) return known;
  if (knownPatterns.size >= knownPatternsLimit) knownPatterns.clear();
  const read = compilePattern(source);
  knownPatterns.set(source, read);
  return read;
}

function compilePattern(source: string): ReadPattern {
  const parsed = parsePattern(source);
  if (!parsed.ok) return parsed;
  const ordered = [...parsed.groups.filter(isUnnamed), ...parsed.groups.filter((group) => !isUnnamed(group))];
  const writer: Writer = { numbers: new Map(ordered.map((group, index) => [group, index + 1])), size: 0 };
  const program: Instruction[] = [];
  write(writer, program, parsed.tree);
  program.push({ op: 'match' });
  if (writer.size > maximumInstructions) {
    return { ok: false, position: 0, message: 'its repetitions are too large.' };
  }
  const groupNumbers = new Map<string, number>([['0', 0]]);
  for (const [index, group] of ordered.entries()) {
    groupNumbers.set(String(index + 1), index + 1);
    if (group.name !== null) groupNumbers.set(group.name, index + 1);
  }
  return { ok: true, pattern: { program, groupCount: ordered.length + 1, groupNumbers } };
}

const isUnnamed = (group: Group): boolean => group.name === null;

interface Writer {
  readonly numbers: ReadonlyMap<Group, number>;
  size: number;
}

function push(writer: Writer, program: Instruction[], instruction: Instruction): void {
  writer.size += 1;
  if (writer.size <= maximumInstructions) program.push(instruction);
}

function write(writer: Writer, program: Instruction[], node: PatternNode): void {
  switch (node.kind) {
    case 'unit':
      push(writer, program, { op: 'unit', test: node.test });
      break;
    case 'edge':
      push(writer, program, { op: 'edge', edge: node.edge });
      break;
    case 'sequence':
      for (const part of node.nodes) write(writer, program, part);
      break;
    case 'choice':
      writeChoice(writer, program, node.nodes);
      break;
    case 'group': {
      const slot = 2 * (writer.numbers.get(node.group) ?? 0);
      push(writer, program, { op: 'save', slot });
      write(writer, program, node.node);
      push(writer, program, { op: 'save', slot: slot + 1 });
      break;
    }
    case 'ahead': {
      const inner: Instruction[] = [];
      write(writer, inner, node.node);
      inner.push({ op: 'match' });
      push(writer, program, { op: 'ahead', negative: node.negative, program: inner });
      break;
    }
    case 'repeat':
      writeRepeat(writer, program, node);
  }
}

/** A split whose two ways are filled in once the code behind it is written. */
function pushSplit(writer: Writer, program: Instruction[]): { first: number; second: number } {
  const split = { op: 'split' as const, first: program.length + 1, second: 0 };
  push(writer, program, split);
  return split;
}

function writeChoice(writer: Writer, program: Instruction[], nodes: readonly PatternNode[]): void {
  const leaves: { to: number }[] = [];
  for (const [index, node] of nodes.entries()) {
    if (index === nodes.length - 1) {
      write(writer, program, node);
      break;
    }
    const split = pushSplit(writer, program);
    write(writer, program, node);
    const leave = { op: 'jump' as const, to: 0 };
    push(writer, program, leave);
    leaves.push(leave);
    split.second = program.length;
  }
  for (const leave of leaves) leave.to = program.length;
}

function writeRepeat(writer: Writer, program: Instruction[], node: PatternNode & { kind: 'repeat' }): void {
  const fits = () => writer.size <= maximumInstructions;
  for (let times = 0; times < node.minimum && fits(); times++) write(writer, program, node.node);
  const splits: { first: number; second: number }[] = [];
  if (node.maximum === Number.POSITIVE_INFINITY) {
    const start = program.length;
    splits.push(pushSplit(writer, program));
    write(writer, program, node.node);
    push(writer, program, { op: 'jump', to: start });
  } else {
    for (let times = node.minimum; times < node.maximum && fits(); times++) {
      splits.push(pushSplit(writer, program));
      write(writer, program, node.node);
    }
  }
  for (const split of splits) {
    const body = split.first;
    split.first = node.lazy ? program.length : body;
    split.second = node.lazy ? body : program.length;
  }
}
