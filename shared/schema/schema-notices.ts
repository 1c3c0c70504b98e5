import { readFlowTypes } from './enumerations';
import {
  entraNames,
  type ObjectMapping,
  type PeoplePlace,
  type RuleJson,
  type SynchronizationSchema,
} from './synchronization-schema';

/**
 * What of a schema is kept and not used, or used otherwise than the service would (entra-mapping-language.md 5.9), in
 * sentences. What single mappings have to say stands with them.
 */
export function* schemaNotices(document: SynchronizationSchema, place: PeoplePlace): Generator<string> {
  const rule = document.synchronizationRules[place.rule];
  const people = rule?.objectMappings?.[place.mapping];
  if (rule === undefined || people === undefined) return;
  yield* choiceNotices(document, rule, people);
  if (people.enabled === false)
    yield 'The mapping of users is switched off in this schema; Inseam uses it all the same.';
  const { unknown } = readFlowTypes(people.flowTypes ?? '');
  for (const name of unknown) yield `“${name}” in flowTypes is not known; only Add, Update and Delete are.`;
  if ((people.scope?.inputFilterGroups ?? []).length > 0 || (people.scope?.categoryFilterGroups ?? []).length > 0)
    yield 'Filters other than scope.groups are kept but not used.';
  for (const key of ['groupFilter', 'containerFilter'])
    if (!isEmptyFilter(rule[key])) yield `${key} of ${nameOf(rule)} is kept but not used.`;
  yield* metadataNotices(people);
}

const nameOf = (rule: RuleJson): string => rule.name || 'a rule without a name';

/** Which mapping of users was chosen, where there are several, and what is left aside. */
function* choiceNotices(document: SynchronizationSchema, chosen: RuleJson, people: ObjectMapping): Generator<string> {
  for (const rule of document.synchronizationRules) {
    for (const mapping of rule.objectMappings ?? []) {
      if (mapping === people || mapping.enabled === false) continue;
      const what = mapping.sourceObjectName || mapping.name || 'another kind of object';
      yield `The mapping of ${what} in ${nameOf(rule)} is kept but not used: ${whyNot(rule, mapping, chosen)}.`;
    }
  }
}

function whyNot(rule: RuleJson, { sourceObjectName }: ObjectMapping, chosen: RuleJson): string {
  if (sourceObjectName?.toLowerCase() !== 'user') return 'Inseam provisions users of one rule';
  if (rule.editable === false) return 'the rule is read-only';
  const reads = rule.sourceDirectoryName ?? '';
  if (!entraNames.has(reads.toLowerCase()) && reads !== chosen.sourceDirectoryName)
    return `it reads ${reads || 'no directory that is named'}, not Microsoft Entra ID`;
  return `${nameOf(chosen)} comes first`;
}

function isEmptyFilter(filter: unknown): boolean {
  if (typeof filter !== 'object' || filter === null) return true;
  return Object.values(filter).every((value) => value === null || (Array.isArray(value) && value.length === 0));
}

/** What these say where they change nothing; some values are quoted twice. */
const usual: Readonly<Record<string, readonly string[]>> = {
  disposition: ['normal', ''],
  escrowbehavior: ['default', ''],
  disablemonitoringforchanges: ['false', ''],
  excludefromreporting: ['false', ''],
  unsynchronized: ['false', ''],
};

function* metadataNotices(people: ObjectMapping): Generator<string> {
  const { metadata } = people;
  if (!Array.isArray(metadata)) return;
  for (const entry of metadata as readonly unknown[]) {
    if (typeof entry !== 'object' || entry === null) continue;
    const { key, value } = entry as { readonly key?: unknown; readonly value?: unknown };
    if (typeof key !== 'string') continue;
    const said = String(value ?? '').replace(/^"|"$/g, '');
    if (usual[key.toLowerCase()]?.includes(said.toLowerCase()) === false)
      yield `${key} of the mapping of users is “${said}”; it is kept but not used.`;
  }
}
