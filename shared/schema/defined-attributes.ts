import { foldPath } from '../mapping/target-attribute';
import { readAttributeType, readMutability } from './enumerations';
import type { DirectoryJson, PeoplePlace, SynchronizationSchema } from './synchronization-schema';

/** An attribute as a directory of the schema defines it (entra-mapping-language.md 5.4). */
export interface DefinedAttribute {
  readonly name: string;
  readonly type: NonNullable<ReturnType<typeof readAttributeType>>;
  readonly multiValued: boolean;
  readonly required: boolean;
  /** null: not said. */
  readonly caseExact: boolean | null;
  readonly mutability: NonNullable<ReturnType<typeof readMutability>>;
  readonly defaultValue: string | null;
  /** `MaximumLength` of its metadata; null: none. */
  readonly maxLength: number | null;
}

/** The attributes of people on both sides, by folded name; null: the schema does not define that side. */
export function definedAttributes(
  document: SynchronizationSchema,
  place: PeoplePlace,
): Readonly<Record<'source' | 'target', ReadonlyMap<string, DefinedAttribute> | null>> {
  const rule = document.synchronizationRules[place.rule];
  const people = rule?.objectMappings?.[place.mapping];
  const side = (
    directory: string | null | undefined,
    object: string | null | undefined,
    fold: (name: string) => string,
  ) => {
    const found = document.directories?.find(({ name }) => name === directory);
    const attributes = found?.objects?.find(({ name }) => name === object)?.attributes;
    return attributes ? new Map(attributes.map((each) => [fold(each.name), definedAttribute(each)])) : null;
  };
  return {
    source: side(rule?.sourceDirectoryName, people?.sourceObjectName, (name) => name.toLowerCase()),
    target: side(rule?.targetDirectoryName, people?.targetObjectName, foldPath),
  };
}

type Definition = NonNullable<NonNullable<NonNullable<DirectoryJson['objects']>[number]['attributes']>[number]>;

function definedAttribute(json: Definition): DefinedAttribute {
  const word = (key: string): string | number => {
    const value = json[key];
    return typeof value === 'string' || typeof value === 'number' ? value : '';
  };
  const { caseExact, defaultValue } = json as { readonly caseExact?: unknown; readonly defaultValue?: unknown };
  return {
    name: json.name,
    type: readAttributeType(word('type')) ?? 'String',
    multiValued: json['multivalued'] === true,
    required: json['required'] === true,
    caseExact: typeof caseExact === 'boolean' ? caseExact : null,
    mutability: readMutability(word('mutability')) ?? 'ReadWrite',
    defaultValue: typeof defaultValue === 'string' && defaultValue !== '' ? defaultValue : null,
    maxLength: maximumLength(json['metadata']),
  };
}

function maximumLength(metadata: unknown): number | null {
  if (!Array.isArray(metadata)) return null;
  for (const entry of metadata as readonly unknown[]) {
    const { key, value } = (entry ?? {}) as { readonly key?: unknown; readonly value?: unknown };
    if (key !== 'MaximumLength') continue;
    // Some values are quoted twice.
    const length = Number(String(value).replace(/^"|"$/g, ''));
    return Number.isSafeInteger(length) && length > 0 ? length : null;
  }
  return null;
}
