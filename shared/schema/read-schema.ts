import type { AttributeMapping, FilterGroup, ObjectActions, Rules } from '../mapping/rules';
import { failure, type Outcome, success } from '../outcome';
import { readFlowBehavior, readFlowType, readFlowTypes } from './enumerations';
import { readSource } from './mapping-source';
import { issueWords, jsonPath } from './schema-issues';
import { schemaNotices } from './schema-notices';
import {
  type AttributeMappingJson,
  type FilterGroupJson,
  findPeople,
  type PeoplePlace,
  type SynchronizationSchema,
  synchronizationSchema,
} from './synchronization-schema';

export interface ReadSchema {
  readonly rules: Rules;
  /** The whole document, for writing back what is not understood. */
  readonly document: SynchronizationSchema;
  /** What is kept in the document but not used, or treated differently, in sentences. */
  readonly notices: string[];
  readonly place: PeoplePlace;
  /** For each mapping of the rules: which of the document's it is. */
  readonly rows: readonly number[];
}

/** Why a document is no schema that can be used: the JSON path and a sentence. */
export interface ShapeFault {
  readonly path: string;
  readonly message: string;
}

export type ReadDocument =
  | { readonly ok: true; readonly value: ReadSchema }
  | { readonly ok: false; readonly faults: readonly [ShapeFault, ...ShapeFault[]] };

/** Reads the people's rules out of a synchronizationSchema, or says everything that its shape lacks. */
export function readDocument(json: unknown): ReadDocument {
  const parsed = synchronizationSchema.safeParse(json);
  if (!parsed.success) {
    const [first, ...others] = parsed.error.issues.map((issue) => ({
      path: jsonPath(issue.path) || 'the whole file',
      message: issueWords(issue, json),
    }));
    return { ok: false, faults: [first ?? { path: 'the whole file', message: 'It cannot be read.' }, ...others] };
  }
  const document = parsed.data;
  const place = findPeople(document);
  const mapping = place && document.synchronizationRules[place.rule]?.objectMappings?.[place.mapping];
  if (!place || !mapping)
    return { ok: false, faults: [{ path: 'synchronizationRules', message: whyNobody(document) }] };
  const notices = [...schemaNotices(document, place)];
  const read = (mapping.attributeMappings ?? []).map(readMapping);
  notices.push(...read.flatMap((each) => each.notices));
  const rows = read.flatMap((each, row) => (each.mapping === null ? [] : [row]));
  const rules: Rules = {
    mappings: read.flatMap((each) => (each.mapping === null ? [] : [each.mapping])),
    actions: readActions(mapping.flowTypes),
    filters: (mapping.scope?.groups ?? []).map(readGroup),
  };
  return { ok: true, value: { rules, document, notices, place, rows } };
}

/** The same for those who need rules or the first reason. Fails with `schema-wrong` where it is none. */
export function readSchema(json: unknown): Outcome<ReadSchema> {
  const read = readDocument(json);
  if (read.ok) return success(read.value);
  const [{ path, message }] = read.faults;
  return failure({ kind: 'schema-wrong', path, detail: message });
}

/** What the rules are, where none maps people. */
function whyNobody({ synchronizationRules }: SynchronizationSchema): string {
  const about = 'No editable rule maps the users of Microsoft Entra ID';
  if (synchronizationRules.length === 0) return `${about}: there is no rule at all.`;
  const found = synchronizationRules.map((rule, index) => {
    const kinds = (rule.objectMappings ?? []).map((each) => each.sourceObjectName || each.name || 'nothing');
    const name = rule.name || `rule ${index + 1}`;
    return `${name} ${rule.editable === false ? 'is read-only' : `maps ${kinds.join(' and ') || 'nothing'}`}`;
  });
  return `${about}: ${found.join('; ')}.`;
}

/** One mapping as ours; null where its kind of source is not ours. Also tells a writer whether it would change. */
export function readMapping(json: AttributeMappingJson): { mapping: AttributeMapping | null; notices: string[] } {
  const { source, notice } = readSource(json.source);
  const target = json.targetAttributeName;
  const notices = notice === null ? [] : [`${target}: ${notice}.`];
  if (source === null) return { mapping: null, notices };
  const flowType = readFlowType(json.flowType ?? 'Always');
  if (flowType === null && json.flowType !== '')
    notices.push(`${target}: the flow type “${json.flowType}” is not known; the mapping is always applied.`);
  if (readFlowBehavior(json.flowBehavior ?? '') === 'FlowAlways')
    notices.push(`${target}: FlowAlways is kept but not used; a value is sent when it changed or the account differs.`);
  if (json.exportMissingReferences === true)
    notices.push(`${target}: exportMissingReferences is kept but not used; a reference waits for the other account.`);
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
export function readActions(written: string | number | null | undefined): ObjectActions {
  const { named } = readFlowTypes(written ?? 'Add, Update, Delete');
  return { create: named.has('add'), update: named.has('update'), delete: named.has('delete') };
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
