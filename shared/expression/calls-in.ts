import { type CallNode, type Expression, partsOf } from './expression';
import { parseExpression } from './parse';

/** Every call of a function in a tree, an outer one before those inside it. */
export function callsIn(tree: Expression, name: string): readonly CallNode[] {
  const inner = partsOf(tree).flatMap((part) => callsIn(part, name));
  return tree.kind === 'call' && tree.name.toLowerCase() === name.toLowerCase() ? [tree, ...inner] : inner;
}

/** The same of an expression as written; none where it cannot be read. */
export function callsInText(text: string, name: string): readonly CallNode[] {
  const { tree } = parseExpression(text);
  return tree === null ? [] : callsIn(tree, name);
}
