import type { Expression } from '../expression/expression';
import { partsOf } from '../expression/expression';
import { findFunction } from '../expression/functions';
import { parameterAt } from '../expression/functions/function-row';
import { printExpression } from '../expression/print';
import { readSourceKind } from './enumerations';
import type { MappingSourceJson } from './synchronization-schema';

/**
 * The tree of an attributeMappingSource (entra-mapping-language.md 5.7). It says less than the text: omitted arguments
 * have no entry, and the keys of its parameters are not always the documented names.
 */

export const quotedText = (value: string): string =>
  printExpression({ kind: 'text', value, range: { start: 0, end: 0 } });

export function treeOf(node: Expression): MappingSourceJson {
  const expression = printExpression(node);
  switch (node.kind) {
    case 'attribute':
      return { expression, name: node.name, type: 'Attribute', parameters: [] };
    case 'text':
      return { expression, name: node.value, type: 'Constant', parameters: [] };
    case 'number':
      // Graph keeps a number bare in the outer text and quoted in its own node.
      return { expression: quotedText(node.text), name: node.text, type: 'Constant', parameters: [] };
    case 'word':
    case 'relation':
      return { expression, name: expression, type: 'Constant', parameters: [] };
    case 'call': {
      const parameters = node.arguments.flatMap((argument, place) =>
        argument === null ? [] : [{ key: keyOf(node.name, place), value: treeOf(argument) }],
      );
      return { expression, name: node.name, type: 'Function', parameters };
    }
  }
}

/** Where published trees use another key than the documented name, by place. */
const publishedKeys: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  Replace: { 1: 'Find', 4: 'Replacement' },
};

function keyOf(name: string, place: number): string {
  if (name === 'Switch') return place === 0 ? 'source' : 'switchValue';
  const row = findFunction(name);
  return publishedKeys[name]?.[place] ?? (row && parameterAt(row, place)?.name) ?? `argument${place + 1}`;
}

/** Deeper than an expression can nest; a tree that is nested deeper is cut there and does not parse. */
const deepest = 200;

/** The text of a tree, with an empty place for each argument that has no entry, as far as the keys tell. */
export const textOfTree = (json: MappingSourceJson): string => textAt(json, 0);

function textAt(json: MappingSourceJson, depth: number): string {
  const name = json.name ?? '';
  const kind = readSourceKind(json.type ?? 'Attribute');
  if (kind === 'Attribute') return json.expression?.trim() || `[${name}]`;
  if (kind === 'Constant') return constantText(json);
  if (depth > deepest) return '';
  const given = (json.parameters ?? []).flatMap(({ key, value }) =>
    typeof value === 'object' && value !== null
      ? [{ key: key ?? '', text: textAt(value as MappingSourceJson, depth + 1) }]
      : [],
  );
  return `${findFunction(name)?.name ?? name}(${placed(name, given).join(', ')})`;
}

/** A constant of the tree is a text; a comparison or a word, which we write as one, has itself for its expression. */
function constantText({ name, expression }: MappingSourceJson): string {
  const written = expression?.trim() ?? '';
  return written === '' ? quotedText(name ?? '') : written;
}

interface Given {
  readonly key: string;
  readonly text: string;
}

function placed(name: string, given: readonly Given[]): readonly string[] {
  if (name.toLowerCase() === 'switch') {
    const [source, ...others] = given.map(({ text }) => text);
    // Keys and values come in pairs: an odd one out is the default, which an even number of them lacks.
    return source === undefined ? [] : others.length % 2 === 0 ? [source, '', ...others] : [source, ...others];
  }
  const places: string[] = [];
  for (const { key, text } of given) {
    const place = placeOf(name, key);
    while (places.length < place) places.push('');
    places.push(text);
  }
  return places;
}

/** The place that a key names; -1: none, and the argument comes right behind the one before it. */
function placeOf(name: string, key: string): number {
  const row = findFunction(name);
  if (row === undefined) return -1;
  const wanted = key.toLowerCase();
  const published = Object.entries(publishedKeys[row.name] ?? {}).find(([, each]) => each.toLowerCase() === wanted);
  if (published !== undefined) return Number(published[0]);
  return row.parameters.findIndex((parameter) => parameter.name.toLowerCase() === wanted && parameter.repeats !== true);
}

/** What the leaves of an expression say, in order; null: it holds a comparison, which no published tree shows. */
export function leavesOf(node: Expression): readonly string[] | null {
  switch (node.kind) {
    case 'attribute':
      return [`[${node.name}]`];
    case 'text':
      return [node.value];
    case 'number':
      return [node.text];
    case 'word':
      return [node.name];
    case 'relation':
      return null;
    case 'call':
      return joined(partsOf(node).map(leavesOf));
  }
}

/** The same of a tree; null: it cannot be told. */
export function leavesOfTree(json: MappingSourceJson, depth = 0): readonly string[] | null {
  const name = json.name ?? '';
  const kind = readSourceKind(json.type ?? 'Attribute');
  if (kind === 'Attribute') return [`[${name}]`];
  if (kind === 'Constant') return [name];
  if (kind === null || depth > deepest) return null;
  return joined(
    (json.parameters ?? []).map(({ value }) =>
      typeof value === 'object' && value !== null ? leavesOfTree(value as MappingSourceJson, depth + 1) : null,
    ),
  );
}

const joined = (parts: readonly (readonly string[] | null)[]): readonly string[] | null =>
  parts.some((part) => part === null) ? null : parts.flatMap((part) => part ?? []);
