import type { Expression } from './expression';
import { printExpression } from './print';

const step = '  ';

/**
 * The canonical text over several lines: a call that does not fit into the width has each argument on a line of its own.
 * It reads as the same tree; line breaks inside texts stay what they are.
 */
export const formatExpression = (tree: Expression, width: number): string => format(tree, width, '');

function format(node: Expression, width: number, indent: string): string {
  const line = printExpression(node);
  if (indent.length + line.length <= width) return line;
  if (node.kind === 'relation') {
    return `${format(node.left, width, indent)} ${node.operator} ${format(node.right, width, indent)}`;
  }
  if (node.kind !== 'call' || node.arguments.length === 0) return line;
  const inner = indent + step;
  const lines: string[] = [];
  let omitted = '';
  for (const [place, argument] of node.arguments.entries()) {
    const comma = place < node.arguments.length - 1 ? ',' : '';
    // Omitted places stay together on the line of what follows them.
    if (argument === null) omitted += `${comma} `;
    else {
      lines.push(`${inner}${omitted}${format(argument, width, inner)}${comma}`);
      omitted = '';
    }
  }
  return `${node.name}(\n${lines.join('\n')}\n${indent})`;
}
