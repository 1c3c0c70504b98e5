import { findTargetAttribute } from '../mapping/target-attribute';
import type { Profile, TargetAttribute } from '../profiles/profile';
import { type DefinedAttribute, definedAttributes } from './defined-attributes';
import { type ReadSchema, readDocument } from './read-schema';

const known = new WeakMap<object, Map<Profile, Profile>>();

/**
 * A profile with what a schema defines of attributes that the profile does not list: a Boolean of a custom extension is
 * sent as a Boolean, a number as a number, several values as a list (entra-mapping-language.md 5.4). What the profile
 * lists stays as it is: Microsoft's definitions call BlueJeans' manager a text. Of texts nothing is added.
 */
export function profileWithDefinitions(profile: Profile, schema: unknown): Profile {
  if (typeof schema !== 'object' || schema === null) return profile;
  const before = known.get(schema)?.get(profile);
  if (before !== undefined) return before;
  const document = readDocument(schema);
  const after = document.ok ? profileOfRead(profile, document.value) : profile;
  known.set(schema, (known.get(schema) ?? new Map<Profile, Profile>()).set(profile, after));
  return after;
}

/** The same for a schema that was read already. */
export function profileOfRead(profile: Profile, { document, place, rules }: ReadSchema): Profile {
  const { target } = definedAttributes(document, place);
  const added = rules.mappings.flatMap(({ target: path }) => {
    const definition = [...(target?.values() ?? [])].find(({ name }) => name.toLowerCase() === path.toLowerCase());
    if (definition === undefined || findTargetAttribute(profile, path) !== null) return [];
    const attribute = asAttribute(path, definition);
    return attribute === null ? [] : [attribute];
  });
  return added.length === 0 ? profile : { ...profile, attributes: [...profile.attributes, ...added] };
}

const types = { Boolean: 'boolean', Integer: 'integer', Reference: 'reference' } as const;
const isTyped = (type: DefinedAttribute['type']): type is keyof typeof types => type in types;

function asAttribute(path: string, { type, multiValued, caseExact }: DefinedAttribute): TargetAttribute | null {
  if (!isTyped(type) && !multiValued) return null;
  return {
    path,
    label: path,
    type: isTyped(type) ? types[type] : 'string',
    multiValued,
    required: false,
    caseExact: caseExact ?? false,
    maxLength: null,
    filterable: false,
  };
}
