import type { Expression } from './expression';
import { quoteText } from './quoted-text';

/** The canonical text of an expression: canonical names, doubled backslashes, omitted arguments as empty places. */
export function printExpression(node: Expression): string {
  switch (node.kind) {
    case 'attribute':
      return `[${node.name}]`;
    case 'text':
      return quoteText(node.value);
    case 'number':
      return node.text;
    case 'word':
      return node.name;
    case 'relation':
      return `${printExpression(node.left)} ${node.operator} ${printExpression(node.right)}`;
    case 'call':
      return `${node.name}(${node.arguments.map((argument) => (argument === null ? '' : printExpression(argument))).join(', ')})`;
  }
}
