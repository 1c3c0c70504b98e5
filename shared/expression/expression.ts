/** The tree of a parsed expression. Every node knows the range of text it was read from, in UTF-16 units. */

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export interface ExpressionFault {
  readonly range: TextRange;
  /** What is wrong and what was expected, in whole sentences. */
  readonly message: string;
  /** Text to put in place of the range, or null. */
  readonly suggestion: string | null;
  readonly severity: 'error' | 'warning';
}

export type Relation = '=' | '<>' | '>' | '>=' | '<' | '<=';

export interface CallNode {
  readonly kind: 'call';
  readonly range: TextRange;
  /** As in the function table where it is known there, else as written. */
  readonly name: string;
  readonly nameRange: TextRange;
  /** null stands for an omitted argument, which is not the same as an empty text. */
  readonly arguments: readonly (Expression | null)[];
}

export interface AttributeNode {
  readonly kind: 'attribute';
  readonly range: TextRange;
  readonly name: string;
}

interface TextNode {
  readonly kind: 'text';
  readonly range: TextRange;
  readonly value: string;
}

interface NumberNode {
  readonly kind: 'number';
  readonly range: TextRange;
  readonly value: number | bigint;
  /** As written: `&HF`, `42`. */
  readonly text: string;
}

/** A bare name such as `vbTextCompare` or `UTF8`. */
interface WordNode {
  readonly kind: 'word';
  readonly range: TextRange;
  readonly name: string;
}

export interface RelationNode {
  readonly kind: 'relation';
  readonly range: TextRange;
  readonly operator: Relation;
  readonly left: Expression;
  readonly right: Expression;
}

export type Expression = CallNode | AttributeNode | TextNode | NumberNode | WordNode | RelationNode;

/** The nodes directly inside a node, in the order of the text. */
export function partsOf(node: Expression): readonly Expression[] {
  if (node.kind === 'call') return node.arguments.filter((argument) => argument !== null);
  if (node.kind === 'relation') return [node.left, node.right];
  return [];
}

/** Every attribute an expression reads, in the order of the text; one read twice is listed twice. */
export function attributesIn(tree: Expression): readonly AttributeNode[] {
  return tree.kind === 'attribute' ? [tree] : partsOf(tree).flatMap(attributesIn);
}
