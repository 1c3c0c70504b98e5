import type { Expression } from '../expression/expression';
import { findFunction } from '../expression/functions';
import { parameterAt } from '../expression/functions/function-row';
import { parseExpression } from '../expression/parse';
import { printExpression } from '../expression/print';
import type { MappingSource } from '../mapping/rules';
import type { MappingSourceJson } from './synchronization-schema';

/**
 * An attributeMappingSource and back (entra-mapping-language.md 5.7). `expression` is the truth: the tree's keys are not
 * the documented parameter names, and omitted arguments have no entry in it. Both are written.
 */

/** A source of the schema as ours, with what an admin should hear about it; null: a kind that Inseam does not have. */
export interface ReadSource {
  readonly source: MappingSource | null;
  readonly notice: string | null;
}

const plain = (source: MappingSource): ReadSource => ({ source, notice: null });
const kindOf = (json: MappingSourceJson): string => (json.type ?? 'Attribute').toLowerCase();

export function readSource(json: MappingSourceJson | null | undefined): ReadSource {
  if (json === null || json === undefined) return plain({ kind: 'none' });
  const kind = kindOf(json);
  if (kind !== 'attribute' && kind !== 'constant' && kind !== 'function') {
    return { source: null, notice: `sources of the kind “${json.type}” are kept but not used` };
  }
  const written = json.expression?.trim() ?? '';
  if (written === '') return readByName(json, kind);
  const { tree } = parseExpression(written);
  if (tree === null && kind !== 'function') return readByName(json, kind);
  const source = fromExpression(tree, written);
  const disagrees =
    (source.kind === 'direct' && kind === 'attribute' && json.name && json.name !== source.attribute) ||
    (source.kind === 'constant' && kind === 'constant' && json.name && json.name !== source.value);
  return {
    source,
    notice: disagrees ? `its name says “${json.name}” and its expression ${written}; the expression counts` : null,
  };
}

function fromExpression(tree: Expression | null, written: string): MappingSource {
  if (tree?.kind === 'attribute') return { kind: 'direct', attribute: tree.name };
  if (tree?.kind === 'text') return { kind: 'constant', value: tree.value };
  return { kind: 'expression', text: written };
}

function readByName(json: MappingSourceJson, kind: 'attribute' | 'constant' | 'function'): ReadSource {
  const name = json.name ?? '';
  if (kind === 'attribute') return plain({ kind: 'direct', attribute: name });
  if (kind === 'constant') return plain({ kind: 'constant', value: name });
  return {
    source: { kind: 'expression', text: textOfTree(json, 0) },
    notice: 'it has no text of its expression; omitted arguments may have moved',
  };
}

/** The text of a stored tree, argument after argument; a stored tree is nested no deeper than an expression can be. */
function textOfTree(json: MappingSourceJson, depth: number): string {
  const name = json.name ?? '';
  const kind = kindOf(json);
  if (kind === 'attribute') return `[${name}]`;
  if (kind === 'constant') return quoted(name);
  if (depth > 200) return '';
  const given = (json.parameters ?? []).map(({ value }) =>
    typeof value === 'object' && value !== null ? textOfTree(value as MappingSourceJson, depth + 1) : '',
  );
  return `${name}(${given.join(', ')})`;
}

const quoted = (value: string): string => printExpression({ kind: 'text', value, range: { start: 0, end: 0 } });

/** Ours as a source of the schema, with the tree derived from the expression. */
export function writeSource(source: MappingSource): MappingSourceJson | null {
  switch (source.kind) {
    case 'none':
      return null;
    case 'direct':
      return { expression: `[${source.attribute}]`, name: source.attribute, type: 'Attribute', parameters: [] };
    case 'constant':
      return { expression: quoted(source.value), name: source.value, type: 'Constant', parameters: [] };
    case 'expression': {
      const { tree } = parseExpression(source.text);
      // Without a tree the text alone is written: nothing that an admin wrote may be lost.
      const written = tree === null ? { name: '', type: 'Function', parameters: [] } : treeOf(tree);
      return { ...written, expression: source.text };
    }
  }
}

function treeOf(node: Expression): MappingSourceJson {
  const expression = printExpression(node);
  switch (node.kind) {
    case 'attribute':
      return { expression, name: node.name, type: 'Attribute', parameters: [] };
    case 'text':
      return { expression, name: node.value, type: 'Constant', parameters: [] };
    case 'number':
      // Graph keeps a number bare in the outer text and quoted in its own node.
      return { expression: quoted(node.text), name: node.text, type: 'Constant', parameters: [] };
    case 'word':
    case 'relation':
      return { expression, name: expression, type: 'Constant', parameters: [] };
    case 'call': {
      const row = findFunction(node.name);
      const parameters = node.arguments.flatMap((argument, place) =>
        argument === null
          ? []
          : [{ key: keyOf(node.name, row && parameterAt(row, place)?.name, place), value: treeOf(argument) }],
      );
      return { expression, name: node.name, type: 'Function', parameters };
    }
  }
}

/** The keys that published trees show where they are not the documented names. */
function keyOf(name: string, documented: string | undefined, place: number): string {
  if (name === 'Switch') return place === 0 ? 'source' : 'switchValue';
  if (name === 'Replace' && place === 1) return 'Find';
  if (name === 'Replace' && place === 4) return 'Replacement';
  return documented ?? `argument${place + 1}`;
}
