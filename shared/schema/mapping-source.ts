import type { Expression } from '../expression/expression';
import { parseExpression } from '../expression/parse';
import type { MappingSource } from '../mapping/rules';
import { readSourceKind } from './enumerations';
import { leavesOf, leavesOfTree, quotedText, textOfTree, treeOf } from './source-tree';
import type { MappingSourceJson } from './synchronization-schema';

/**
 * An attributeMappingSource and back (entra-mapping-language.md 5.7). `expression` is the truth: the tree's keys are not
 * the documented parameter names, and omitted arguments have no entry in it. Both are written.
 */

/** A source of the schema as ours, with what an admin should hear about it; null: a kind that Inseam does not have. */
type SourceKind = NonNullable<ReturnType<typeof readSourceKind>>;

export interface ReadSource {
  readonly source: MappingSource | null;
  readonly notice: string | null;
}

const plain = (source: MappingSource): ReadSource => ({ source, notice: null });
const kept = (notice: string): ReadSource => ({ source: null, notice });

export function readSource(json: MappingSourceJson | null | undefined): ReadSource {
  if (json === null || json === undefined) return plain({ kind: 'none' });
  const kind = readSourceKind(json.type ?? 'Attribute');
  if (kind === null) return kept(`sources of the kind “${json.type}” are kept but not used`);
  const written = json.expression?.trim() ?? '';
  if (written === '') return readByName(json, kind);
  if (namesWord(written, 'IgnoreObjectFlow'))
    return kept(
      'IgnoreObjectFlow, which leaves a whole person alone, is not supported; the mapping is kept but not used',
    );
  const { tree } = parseExpression(written);
  if (tree === null && kind !== 'Function') return readByName(json, kind);
  const source = fromExpression(tree, written);
  return { source, notice: disagrees(json, kind, source, tree) };
}

/** Whether a word stands in an expression outside of its texts. */
const namesWord = (expression: string, word: string): boolean =>
  new RegExp(`\\b${word}\\b`, 'i').test(expression.replace(/"(?:\\.|[^"\\])*"|\[[^\]]*\]/g, '""'));

function fromExpression(tree: Expression | null, written: string): MappingSource {
  if (tree?.kind === 'attribute') return { kind: 'direct', attribute: tree.name };
  if (tree?.kind === 'text') return { kind: 'constant', value: tree.value };
  return { kind: 'expression', text: written };
}

/** Expression and tree say the same twice; where they do not, the admin must hear which one counts. */
function disagrees(
  json: MappingSourceJson,
  kind: SourceKind,
  source: MappingSource,
  tree: Expression | null,
): string | null {
  const written = json.expression?.trim() ?? '';
  const said = (what: string) => `its ${what} and its expression ${written}; the expression counts`;
  if (kind === 'Function') {
    const name = json.name ?? '';
    if (tree?.kind === 'call' && name !== '' && name.toLowerCase() !== tree.name.toLowerCase())
      return said(`name says “${name}”`);
    if (tree === null || (json.parameters ?? []).length === 0) return null;
    const [inTree, inText] = [leavesOfTree(json), leavesOf(tree)];
    return inTree === null || inText === null || inTree.join('\n') === inText.join('\n')
      ? null
      : said(`tree says ${textOfTree(json)}`);
  }
  const name = json.name ?? '';
  if (name === '') return null;
  if (source.kind === 'direct' && kind === 'Attribute')
    return name === source.attribute ? null : said(`name says “${name}”`);
  // A number stands bare in an expression.
  const value = source.kind === 'constant' ? source.value : tree?.kind === 'number' ? tree.text : null;
  return kind === 'Constant' && value === name ? null : said(`name says “${name}”`);
}

function readByName(json: MappingSourceJson, kind: SourceKind): ReadSource {
  const name = json.name ?? '';
  if (kind === 'Attribute') return plain({ kind: 'direct', attribute: name });
  if (kind === 'Constant') return plain({ kind: 'constant', value: name });
  const text = textOfTree(json);
  return {
    source: { kind: 'expression', text },
    notice: `it has no text of its expression; its tree was read as ${text}`,
  };
}

/** Ours as a source of the schema, with the tree derived from the expression. */
export function writeSource(source: MappingSource): MappingSourceJson | null {
  switch (source.kind) {
    case 'none':
      return null;
    case 'direct':
      return { expression: `[${source.attribute}]`, name: source.attribute, type: 'Attribute', parameters: [] };
    case 'constant':
      return { expression: quotedText(source.value), name: source.value, type: 'Constant', parameters: [] };
    case 'expression': {
      const { tree } = parseExpression(source.text);
      // Without a tree the text alone is written: nothing that an admin wrote may be lost.
      const written = tree === null ? { name: '', type: 'Function', parameters: [] } : treeOf(tree);
      return { ...written, expression: source.text };
    }
  }
}
