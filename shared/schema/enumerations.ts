import type { FlowType } from '../mapping/rules';

/**
 * The enumerations of Microsoft Graph's synchronization resources: by name, whatever its case (samples write `string`),
 * or by number, as JSON texts inside the schema do (entra-mapping-language.md 5.9). null: not known.
 */
const reader =
  <Name extends string>(names: readonly Name[]) =>
  (written: string | number): Name | null =>
    (typeof written === 'number'
      ? names[written]
      : names.find((name) => name.toLowerCase() === written.trim().toLowerCase())) ?? null;

export const readFlowType = reader<FlowType>([
  'Always',
  'ObjectAddOnly',
  'MultiValueAddOnly',
  'ValueAddOnly',
  'AttributeAddOnly',
]);
export const readSourceKind = reader(['Attribute', 'Constant', 'Function'] as const);
export const readFlowBehavior = reader(['FlowWhenChanged', 'FlowAlways'] as const);
export const readAttributeType = reader(['String', 'Integer', 'Reference', 'Binary', 'Boolean', 'DateTime'] as const);
export const readMutability = reader(['ReadWrite', 'ReadOnly', 'Immutable', 'WriteOnly'] as const);

/** `flowTypes`: one text with commas, or a sum of 1, 2 and 4. Names that are none are given apart. */
export function readFlowTypes(written: string | number): {
  readonly named: ReadonlySet<string>;
  readonly unknown: readonly string[];
} {
  const known = ['add', 'update', 'delete'];
  if (typeof written === 'number')
    return { named: new Set(known.filter((_, bit) => (written & (1 << bit)) !== 0)), unknown: [] };
  const names = written.split(',').map((name) => name.trim());
  return {
    named: new Set(names.map((name) => name.toLowerCase()).filter((name) => known.includes(name))),
    unknown: names.filter((name) => name !== '' && !['none', ...known].includes(name.toLowerCase())),
  };
}
