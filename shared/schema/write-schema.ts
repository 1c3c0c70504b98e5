import type { AttributeMapping, FilterGroup, ObjectActions, Rules } from '../mapping/rules';
import { foldPath } from '../mapping/target-attribute';
import type { Profile } from '../profiles/profile';
import { addDefinitions } from './definitions';
import { writeSource } from './mapping-source';
import { readActions, readGroup, readMapping } from './read-schema';
import { sameJson } from './same-json';
import {
  type AttributeMappingJson,
  type FilterGroupJson,
  findPeople,
  type ObjectMapping,
  type SynchronizationSchema,
} from './synchronization-schema';

/**
 * Puts rules into a schema. What the rules do not change stays as it was, down to the key; a document read and written
 * unchanged is equal as JSON. Without a document a whole new one is made, whose ids are ours: a schema for upload starts
 * from the service's own (entra-mapping-language.md 5.5).
 */
export function writeSchema(
  document: SynchronizationSchema | null,
  rules: Rules,
  profile: Profile,
): SynchronizationSchema {
  const base = document ?? emptySchema(profile);
  const place = findPeople(base);
  if (place === null) return writeSchema(null, rules, profile);
  const synchronizationRules = base.synchronizationRules.map((rule, ruleIndex) =>
    ruleIndex !== place.rule
      ? rule
      : {
          ...rule,
          objectMappings: (rule.objectMappings ?? []).map((mapping, index) =>
            index === place.mapping ? writePeople(mapping, rules) : mapping,
          ),
        },
  );
  const written = { ...base, synchronizationRules };
  return addDefinitions(written, place, rules, profile, document === null);
}

function writePeople(json: ObjectMapping, rules: Rules): ObjectMapping {
  const attributeMappings = writeMappings(json.attributeMappings ?? [], rules.mappings);
  const written: ObjectMapping = sameJson(json.attributeMappings ?? [], attributeMappings)
    ? { ...json }
    : { ...json, attributeMappings };
  if (!sameJson(readActions(json.flowTypes), rules.actions)) written.flowTypes = actionsText(rules.actions);
  const groups = writeGroups(json.scope?.groups ?? [], rules.filters);
  if (!sameJson(json.scope?.groups ?? [], groups)) {
    written.scope = { categoryFilterGroups: [], inputFilterGroups: [], ...json.scope, groups };
  }
  return written;
}

const actionsText = ({ create, update, delete: remove }: ObjectActions): string =>
  [create ? 'Add' : '', update ? 'Update' : '', remove ? 'Delete' : ''].filter((name) => name !== '').join(', ');

/** The mappings in the order of the rules; those of a kind that is not ours stay where they were. */
function writeMappings(
  existing: readonly AttributeMappingJson[],
  mappings: readonly AttributeMapping[],
): AttributeMappingJson[] {
  const readable = existing.map((json) => ({ json, mapping: readMapping(json).mapping }));
  const unused = readable.filter(({ mapping }) => mapping !== null);
  const written = mappings.map((mapping) => {
    const exact = unused.findIndex((each) => sameJson(each.mapping, mapping));
    const byTarget = unused.findIndex(({ json }) => foldPath(json.targetAttributeName) === foldPath(mapping.target));
    const index = exact === -1 ? byTarget : exact;
    const [found] = index === -1 ? [] : unused.splice(index, 1);
    if (found === undefined) return overlay(newMapping, mapping, null);
    return exact === -1 ? overlay(found.json, mapping, found.mapping) : found.json;
  });
  for (const [index, { json, mapping }] of readable.entries()) if (mapping === null) written.splice(index, 0, json);
  return written;
}

const newMapping = { exportMissingReferences: false, flowBehavior: 'FlowWhenChanged' };

function overlay(
  json: Partial<AttributeMappingJson>,
  mapping: AttributeMapping,
  before: AttributeMapping | null,
): AttributeMappingJson {
  const kept = before !== null && sameJson(before.source, mapping.source);
  const { inseamWhenEmpty: _, ...rest } = json;
  const whenEmpty = mapping.whenEmpty ?? 'leave';
  return {
    ...rest,
    ...(whenEmpty === 'leave' ? {} : { inseamWhenEmpty: whenEmpty }),
    targetAttributeName: mapping.target,
    source: kept ? (json.source ?? null) : writeSource(mapping.source),
    defaultValue: mapping.defaultValue,
    flowType: mapping.flowType,
    matchingPriority: mapping.matchingPriority,
    // A key of ours stands only where it says something, or stood before.
    ...(mapping.onDrift === 'report' || json.inseamOnDrift !== undefined
      ? { inseamOnDrift: mapping.onDrift ?? 'source' }
      : {}),
  };
}

/** Filter groups laid over those that stand there already, so that what is not understood of them stays. */
export function writeGroups(existing: readonly FilterGroupJson[], groups: readonly FilterGroup[]): FilterGroupJson[] {
  const unused = existing.map((json) => ({ json, group: readGroup(json) }));
  return groups.map((group) => {
    const exact = unused.findIndex((each) => sameJson(each.group, group));
    const index = exact === -1 ? unused.findIndex((each) => each.group.name === group.name) : exact;
    const [found] = index === -1 ? [] : unused.splice(index, 1);
    if (found !== undefined && exact !== -1) return found.json;
    return { ...found?.json, name: group.name, clauses: writeClauses(found?.json.clauses ?? [], group) };
  });
}

function writeClauses(existing: NonNullable<FilterGroupJson['clauses']>, { clauses }: FilterGroup) {
  return clauses.map((clause, index) => {
    const json = existing[index];
    const before = json === undefined ? null : readGroup({ clauses: [json] }).clauses[0];
    if (json !== undefined && sameJson(before, clause)) return json;
    return {
      sourceOperandName: clause.attribute,
      operatorName: clause.operator,
      targetOperand: { ...json?.targetOperand, values: [...clause.values] },
    };
  });
}

function emptySchema(profile: Profile): SynchronizationSchema {
  const source = 'Azure Active Directory';
  const directory = (name: string) => ({
    id: `inseam-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
    name,
    readOnly: false,
    discoverabilities: 'None',
    discoveryDateTime: null,
    version: null,
    objects: [{ name: 'User', supportedApis: [], metadata: [], attributes: [] }],
  });
  return {
    id: `inseam-${profile.id}`,
    version: 'v1.0',
    synchronizationRules: [
      {
        editable: true,
        id: `inseam-${profile.id}-users`,
        name: 'USER_OUTBOUND_USER',
        priority: 1,
        sourceDirectoryName: source,
        targetDirectoryName: profile.name,
        metadata: [],
        objectMappings: [
          {
            enabled: true,
            flowTypes: 'Add, Update, Delete',
            name: `Synchronize Microsoft Entra users to ${profile.name}`,
            sourceObjectName: 'User',
            targetObjectName: 'User',
            metadata: [],
            scope: null,
            attributeMappings: [],
          },
        ],
      },
    ],
    directories: [directory(source), directory(profile.name)],
  };
}
