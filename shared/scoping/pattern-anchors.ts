import { parsePattern } from '../expression/pattern/parse-pattern';
import type { Edge, PatternNode } from '../expression/pattern/pattern-tree';

/**
 * A pattern that is looked for anywhere in a value, as one for the whole value; null where it says itself where it begins
 * and ends: by an anchor, or by `.*`, which is written by those who mean "anything".
 */
export function anchoredPattern(pattern: string): string | null {
  const parsed = parsePattern(pattern);
  if (!parsed.ok) return null;
  const [begins, ends] = [isOpenAt(parsed.tree, 'first'), isOpenAt(parsed.tree, 'last')];
  if (!begins && !ends) return null;
  const inner = parsed.tree.kind === 'choice' ? `(?:${pattern})` : pattern;
  return `${begins ? '^' : ''}${inner}${ends ? '$' : ''}`;
}

const anchors: Readonly<Record<'first' | 'last', readonly Edge[]>> = {
  first: ['start'],
  last: ['end', 'end-or-line-break'],
};

/** Whether something else may stand before the first node, or behind the last, without the pattern having said so. */
function isOpenAt(node: PatternNode, side: 'first' | 'last'): boolean {
  switch (node.kind) {
    case 'edge':
      return !anchors[side].includes(node.edge);
    case 'choice':
      return node.nodes.some((each) => isOpenAt(each, side));
    case 'group':
      return isOpenAt(node.node, side);
    case 'sequence': {
      const outermost = side === 'first' ? node.nodes[0] : node.nodes.at(-1);
      return outermost === undefined || isOpenAt(outermost, side);
    }
    case 'repeat':
      return !(node.minimum === 0 && node.maximum === Number.POSITIVE_INFINITY && takesAnything(node.node));
    case 'unit':
    case 'ahead':
      return true;
  }
}

/** `.`: everything but a line break. */
const takesAnything = (node: PatternNode): boolean =>
  node.kind === 'unit' && ['a', 'Z', '7', ' ', '@', '\u00e9'].every((unit) => node.test(unit));
