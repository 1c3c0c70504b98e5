import { type Expression, partsOf, type TextRange } from './expression';

export interface NodeAt {
  readonly node: Expression;
  /** The nodes around it, inner first. */
  readonly around: readonly Expression[];
  /** The part of the text that the position is on: of a call its name, where the position is on that. */
  readonly range: TextRange;
  /** The position is on the name of a call, and not on its parentheses and commas. */
  readonly isOnName: boolean;
}

const holds = ({ start, end }: TextRange, position: number): boolean => start <= position && position < end;

/** The innermost node at a position, in UTF-16 units before the character in question; null: none is there. */
export function nodeAt(tree: Expression, position: number): NodeAt | null {
  if (!holds(tree.range, position)) return null;
  const around: Expression[] = [];
  let node = tree;
  for (;;) {
    const inner = partsOf(node).find(({ range }) => holds(range, position));
    if (inner === undefined) break;
    around.unshift(node);
    node = inner;
  }
  const isOnName = node.kind === 'call' && holds(node.nameRange, position);
  return { node, around, isOnName, range: node.kind === 'call' && isOnName ? node.nameRange : node.range };
}
