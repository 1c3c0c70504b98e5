import type { Expression } from '../../../shared/expression/expression';
import { parseExpression } from '../../../shared/expression/parse';
import { printExpression } from '../../../shared/expression/print';
import type { MappingSource } from '../../../shared/mapping/rules';

/** A call that fits is one line; a longer one has its arguments on lines of their own. */
const lineWidth = 64;

/** The expression laid out for reading; null where it cannot be read, or stands so already. */
export function formatted(source: MappingSource): MappingSource | null {
  if (source.kind !== 'expression') return null;
  const { tree } = parseExpression(source.text);
  if (tree === null) return null;
  const text = layOut(tree, 0);
  return text === source.text ? null : { kind: 'expression', text };
}

function layOut(node: Expression, indent: number): string {
  const short = printExpression(node);
  if (node.kind !== 'call' || indent + short.length <= lineWidth) return short;
  const inner = indent + 2;
  const parts = node.arguments.map((argument) => (argument === null ? '' : layOut(argument, inner)));
  return `${node.name}(\n${parts.map((part) => ' '.repeat(inner) + part).join(',\n')})`;
}
