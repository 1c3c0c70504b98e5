import type { AttributeMapping, FilterGroup, FlowType, ObjectActions, Rules } from '../mapping/rules';
import { failure, type Outcome, success } from '../outcome';
import { readSource } from './mapping-source';
import {
  type AttributeMappingJson,
  type FilterGroupJson,
  findPeople,
  type ObjectMapping,
  type SynchronizationSchema,
  synchronizationSchema,
} from './synchronization-schema';

export interface ReadSchema {
  readonly rules: Rules;
  /** The whole document, for writing back what is not understood. */
  readonly document: SynchronizationSchema;
  /** What is kept in the document but not used, in sentences. */
  readonly notices: string[];
}

const flowTypes: readonly FlowType[] = [
  'Always',
  'ObjectAddOnly',
  'MultiValueAddOnly',
  'ValueAddOnly',
  'AttributeAddOnly',
];

/** Reads the people's rules out of a synchronizationSchema. Fails with `schema-wrong` where it is none. */
export function readSchema(json: unknown): Outcome<ReadSchema> {
  const parsed = synchronizationSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue === undefined || issue.path.length === 0 ? 'the whole file' : pathText(issue.path);
    return failure({ kind: 'schema-wrong', path, detail: issue?.message ?? 'It cannot be read.' });
  }
  const document = parsed.data;
  const place = findPeople(document);
  const mapping = place && document.synchronizationRules[place.rule]?.objectMappings?.[place.mapping];
  if (!mapping) {
    const detail = 'No editable rule maps the users of Microsoft Entra ID.';
    return failure({ kind: 'schema-wrong', path: 'synchronizationRules', detail });
  }
  const notices = [...noticesOf(document, mapping)];
  const rules: Rules = {
    mappings: (mapping.attributeMappings ?? []).flatMap((each) => {
      const read = readMapping(each);
      notices.push(...read.notices);
      return read.mapping === null ? [] : [read.mapping];
    }),
    actions: readActions(mapping.flowTypes),
    filters: (mapping.scope?.groups ?? []).map(readGroup),
  };
  return success({ rules, document, notices });
}

/** `synchronizationRules[0].objectMappings` */
const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`),
    '',
  );

/** One mapping as ours; null where its kind of source is not ours. Also tells a writer whether it would change. */
export function readMapping(json: AttributeMappingJson): { mapping: AttributeMapping | null; notices: string[] } {
  const { source, notice } = readSource(json.source);
  const target = json.targetAttributeName;
  const notices = notice === null ? [] : [`${target}: ${notice}.`];
  if (source === null) return { mapping: null, notices };
  const flowType = flowTypes.find((known) => known === json.flowType);
  if (flowType === undefined && json.flowType) {
    notices.push(`${target}: the flow type “${json.flowType}” is not known; the mapping is always applied.`);
  }
  const mapping: AttributeMapping = {
    target,
    source,
    defaultValue: json.defaultValue ?? null,
    flowType: flowType ?? 'Always',
    matchingPriority: json.matchingPriority ?? 0,
    ...(json.inseamOnDrift === 'report' ? { onDrift: 'report' as const } : {}),
    ...(json.inseamWhenEmpty == null || json.inseamWhenEmpty === 'leave' ? {} : { whenEmpty: json.inseamWhenEmpty }),
  };
  return { mapping, notices };
}

/** `flowTypes` is one text with commas; left out, it means all three. */
export function readActions(text: string | null | undefined): ObjectActions {
  const named = (text ?? 'Add, Update, Delete').split(',').map((name) => name.trim().toLowerCase());
  return { create: named.includes('add'), update: named.includes('update'), delete: named.includes('delete') };
}

/** Operators without an operand come with `[]`, `[""]` or null. */
export function readGroup(json: FilterGroupJson): FilterGroup {
  return {
    name: json.name ?? '',
    clauses: (json.clauses ?? []).map((clause) => {
      const values = clause.targetOperand?.values ?? [];
      return {
        attribute: clause.sourceOperandName,
        operator: clause.operatorName,
        values: values.length === 1 && values[0] === '' ? [] : values,
      };
    }),
  };
}

function* noticesOf(document: SynchronizationSchema, people: ObjectMapping): Generator<string> {
  if (people.enabled === false)
    yield 'The mapping of users is switched off in this schema; Inseam uses it all the same.';
  for (const rule of document.synchronizationRules) {
    for (const mapping of rule.objectMappings ?? []) {
      if (mapping === people || mapping.enabled === false) continue;
      const name = mapping.sourceObjectName || mapping.name || 'another kind of object';
      yield `The mapping of ${name} in ${rule.name ?? 'another rule'} is kept but not used: Inseam provisions users of one rule.`;
    }
  }
  const { scope } = people;
  if ((scope?.inputFilterGroups ?? []).length > 0 || (scope?.categoryFilterGroups ?? []).length > 0) {
    yield 'Filters other than scope.groups are kept but not used.';
  }
}
