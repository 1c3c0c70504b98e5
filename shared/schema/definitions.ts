import type { Rules } from '../mapping/rules';
import { findTargetAttribute, foldPath } from '../mapping/target-attribute';
import type { Profile, TargetAttribute } from '../profiles/profile';
import { findSourceAttribute, type SourceAttribute } from './attribute-names';
import { attributesOfSource } from './graph-properties';
import type { DirectoryJson, PeoplePlace, SynchronizationSchema } from './synchronization-schema';

/**
 * Attribute definitions: every attribute that a mapping or filter names must be defined in its directory's object before
 * a schema can be uploaded (entra-mapping-language.md 5.9). Missing ones are added, existing ones are left alone.
 */
export function addDefinitions(
  schema: SynchronizationSchema,
  place: PeoplePlace,
  rules: Rules,
  profile: Profile,
  whole: boolean,
): SynchronizationSchema {
  const rule = schema.synchronizationRules[place.rule];
  const people = rule?.objectMappings?.[place.mapping];
  if (rule === undefined || people === undefined || !schema.directories) return schema;
  const read = [
    ...rules.mappings.flatMap(({ source }) => attributesOfSource(source)),
    ...rules.filters.flatMap(({ clauses }) => clauses.map(({ attribute }) => attribute)),
  ];
  const sources = [...(whole ? ['objectId', 'IsSoftDeleted', 'accountEnabled'] : []), ...read];
  const filled = [
    ...(whole ? profile.attributes.map(({ path }) => path) : []),
    ...rules.mappings.map((each) => each.target),
  ];
  const directories = schema.directories.map((directory) => {
    if (directory.name === rule.sourceDirectoryName) {
      return extend(directory, people.sourceObjectName, sources, (name) => name, sourceDefinition);
    }
    if (directory.name === rule.targetDirectoryName) {
      const targets = [...(whole ? ['id'] : []), ...filled];
      return extend(directory, people.targetObjectName, targets, foldPath, (path) => targetDefinition(profile, path));
    }
    return directory;
  });
  return { ...schema, directories };
}

function extend(
  directory: DirectoryJson,
  objectName: string | null | undefined,
  names: readonly string[],
  fold: (name: string) => string,
  define: (name: string) => { name: string },
): DirectoryJson {
  const objects = (directory.objects ?? []).map((object) => {
    if (object.name !== objectName) return object;
    const known = new Set((object.attributes ?? []).map(({ name }) => fold(name)));
    const missing = names.filter((name) => {
      if (known.has(fold(name))) return false;
      known.add(fold(name));
      return true;
    });
    return missing.length === 0
      ? object
      : { ...object, attributes: [...(object.attributes ?? []), ...missing.map(define)] };
  });
  return directory.objects ? { ...directory, objects } : directory;
}

const definition = (name: string, facts: Readonly<Record<string, unknown>>) => ({
  anchor: false,
  caseExact: false,
  defaultValue: null,
  flowNullValues: false,
  multivalued: false,
  mutability: 'ReadWrite',
  name,
  required: false,
  type: 'String',
  apiExpressions: [],
  metadata: [] as unknown[],
  referencedObjects: [] as unknown[],
  ...facts,
});

const toUser = [{ referencedObjectName: 'User', referencedProperty: null }];

const sourceTypes: Readonly<Record<SourceAttribute['type'], Readonly<Record<string, unknown>>>> = {
  text: {},
  boolean: { type: 'Boolean' },
  list: { multivalued: true },
  date: { type: 'DateTime' },
  reference: { type: 'Reference', referencedObjects: toUser },
  roles: { multivalued: true },
};

function sourceDefinition(name: string) {
  const known = findSourceAttribute(name);
  return definition(known?.name ?? name, {
    ...sourceTypes[known?.type ?? 'text'],
    anchor: known?.name === 'objectId',
    required: known?.name === 'IsSoftDeleted' || known?.name === 'userPrincipalName',
  });
}

const targetTypes: Readonly<Record<TargetAttribute['type'], Readonly<Record<string, unknown>>>> = {
  string: {},
  complex: {},
  boolean: { type: 'Boolean' },
  integer: { type: 'Integer' },
  reference: { type: 'Reference', referencedObjects: toUser },
};

function targetDefinition(profile: Profile, path: string) {
  if (path === 'id') return definition('id', { anchor: true, mutability: 'ReadOnly' });
  const known = findTargetAttribute(profile, path);
  if (known === null) return definition(path, {});
  const { type, required, multiValued: multivalued, caseExact, maxLength } = known;
  const metadata = maxLength === null ? [] : [{ key: 'MaximumLength', value: String(maxLength) }];
  return definition(known.path, { ...targetTypes[type], required, multivalued, caseExact, metadata });
}
