import { nearestName } from '../expression/nearest-name';
import { findTargetAttribute, foldPath } from '../mapping/target-attribute';
import { filterSentence } from '../mapping/validate-filters';
import { roleScopeFaults } from '../mapping/validate-flow';
import { faultsByMapping, type RuleFault, wholeSetFaults } from '../mapping/validate-rules';
import type { Profile } from '../profiles/profile';
import type { ScopeMode } from '../scoping/decide-scope';
import { type FilterFault, filterFaults } from '../scoping/validate-filters';
import { type DefinedAttribute, definedAttributes } from './defined-attributes';
import { profileOfRead } from './profile-with-definitions';
import { readAttributes } from './read-attributes';
import { type ReadSchema, readDocument } from './read-schema';
import { placeIn } from './text-place';

/** Something wrong with a schema file, at its place in the file. */
export interface SchemaFault {
  /** JSON path, such as `synchronizationRules[0].objectMappings[0].attributeMappings[3].source.expression`. */
  readonly path: string;
  /** Inside the text that stands there: line and column count from 1; null: all of it. */
  readonly at: { readonly line: number; readonly column: number } | null;
  /** The attribute or filter that it is about, or null. */
  readonly about: string | null;
  /** A sentence. */
  readonly message: string;
  readonly suggestion: string | null;
}

/** A schema file before it is taken: what keeps it from being taken, and what is to be known of it. */
export type ExaminedSchema =
  | { readonly ok: false; readonly faults: readonly SchemaFault[]; readonly notices: readonly string[] }
  | { readonly ok: true; readonly read: ReadSchema; readonly notices: readonly string[] };

/** Reads a synchronizationSchema and tells everything that is wrong with it, not only the first. */
export function examineSchema(json: unknown, service: Profile, mode: ScopeMode = 'assigned'): ExaminedSchema {
  const document = readDocument(json);
  if (!document.ok) {
    const faults = document.faults.map((fault) => ({ ...fault, at: null, about: null, suggestion: null }));
    return { ok: false, faults, notices: [] };
  }
  const { value: read } = document;
  const profile = profileOfRead(service, read);
  const people = `synchronizationRules[${read.place.rule}].objectMappings[${read.place.mapping}]`;
  const ofMappings = [...mappingFaults(read, profile, mode, people)];
  const refused = new Set(ofMappings.filter(({ severity }) => severity === 'error').map(({ about }) => about));
  const found = [
    ...ofMappings,
    ...ownFilterFaults(read, people),
    // An attribute that cannot be filled at all is not told twice.
    ...[...definitionFaults(read, profile, people)].filter(({ about }) => !refused.has(about)),
  ];
  const faults = found.filter(({ severity }) => severity === 'error').map(({ severity: _, ...fault }) => fault);
  const warnings = found
    .filter(({ severity }) => severity === 'warning')
    .map(({ severity: _, ...fault }) => faultText(fault));
  const notices = [...read.notices, ...warnings];
  return faults.length === 0 ? { ok: true, read, notices } : { ok: false, faults, notices };
}

/** `title, line 1, column 8: Unknown function Foo. …` */
export function faultText({ about, at, message }: Pick<SchemaFault, 'about' | 'at' | 'message'>): string {
  const place = [about, at === null ? null : `line ${at.line}, column ${at.column}`].filter((part) => part !== null);
  return place.length === 0 ? message : `${place.join(', ')}: ${message}`;
}

type Found = SchemaFault & { readonly severity: 'error' | 'warning' };

function* mappingFaults(
  { rules, rows }: ReadSchema,
  profile: Profile,
  mode: ScopeMode,
  people: string,
): Generator<Found> {
  for (const [index, faults] of faultsByMapping(rules.mappings, profile).entries()) {
    const mapping = rules.mappings[index];
    if (mapping === undefined) continue;
    const path = `${people}.attributeMappings[${rows[index]}]`;
    for (const { range, message, suggestion, severity } of faults)
      yield range === null || mapping.source.kind !== 'expression'
        ? { path, at: null, about: mapping.target, message, suggestion, severity }
        : {
            path: `${path}.source.expression`,
            at: placeIn(mapping.source.text, range.start),
            about: mapping.target,
            message,
            suggestion,
            severity,
          };
  }
  const ofAll: readonly RuleFault[] = [
    ...wholeSetFaults(rules.mappings, profile),
    ...roleScopeFaults(rules.mappings, mode),
  ];
  for (const { message, suggestion, severity, target } of ofAll)
    yield { path: `${people}.attributeMappings`, at: null, about: target, message, suggestion, severity };
}

function* ownFilterFaults({ rules: { filters } }: ReadSchema, people: string): Generator<Found> {
  for (const fault of filterFaults(filters))
    yield {
      path: `${people}.scope.groups[${fault.group}]${clausePath(fault)}`,
      at:
        fault.range === null
          ? null
          : placeIn(filters[fault.group]?.clauses[fault.clause ?? 0]?.values[0] ?? '', fault.range.start),
      // The sentence names the filter itself.
      about: null,
      message: filterSentence(filters, fault),
      suggestion: fault.suggestion,
      severity: fault.severity,
    };
}

const parts = { attribute: '.sourceOperandName', operator: '.operatorName', operand: '.targetOperand.values' };

const clausePath = ({ clause, part }: FilterFault): string =>
  clause === null ? '' : `.clauses[${clause}]${part === null ? '' : parts[part]}`;

/**
 * Names against the definitions of the schema's directories (5.9): what nobody defines is an error for a service whose
 * attributes are known, and a warning for any other.
 */
function* definitionFaults(read: ReadSchema, profile: Profile, people: string): Generator<Found> {
  const { source, target } = definedAttributes(read.document, read.place);
  const isKnownWhole = profile.id !== 'scim';
  for (const [index, mapping] of read.rules.mappings.entries()) {
    const path = `${people}.attributeMappings[${read.rows[index]}]`;
    const found = (severity: 'error' | 'warning', message: string, suggestion: string | null = null): Found => ({
      path,
      at: null,
      about: mapping.target,
      message,
      suggestion,
      severity,
    });
    const definition = target?.get(foldPath(mapping.target));
    if (definition === undefined && isKnownWhole && findTargetAttribute(profile, mapping.target) === null) {
      const near = nearestName(
        mapping.target,
        profile.attributes.map(({ path: each }) => each),
      );
      const hint = near === null ? '' : ` Did you mean ${near}?`;
      yield found('error', `${mapping.target} is defined neither in this file nor for ${profile.name}.${hint}`, near);
    } else if (definition === undefined && target !== null && findTargetAttribute(profile, mapping.target) !== null)
      yield found(
        'warning',
        `${mapping.target} is not defined in the target directory of this file; Inseam adds it when the mapping is next changed.`,
      );
    if (definition !== undefined) yield* targetNotes(definition, found, mapping.defaultValue, mapping.flowType);
  }
  if (source === null) return;
  const missing = readAttributes(read.rules).filter((name) => !source.has(name.toLowerCase()));
  if (missing.length > 0)
    yield {
      path: 'directories',
      at: null,
      about: null,
      message: `Not defined in the source directory of this file: ${missing.join(', ')}. Inseam reads ${missing.length === 1 ? 'it' : 'them'} all the same.`,
      suggestion: null,
      severity: 'warning',
    };
  for (const [group, { clauses }] of read.rules.filters.entries())
    for (const [clause, { attribute }] of clauses.entries()) {
      const defined = source.get(attribute.toLowerCase());
      if (defined?.multiValued !== true || !/^extension_/i.test(attribute)) continue;
      yield {
        path: `${people}.scope.groups[${group}].clauses[${clause}].sourceOperandName`,
        at: null,
        about: attribute,
        message: 'It can have several values, and no filter can ask for those.',
        suggestion: null,
        severity: 'error',
      };
    }
}

function* targetNotes(
  { mutability, required, defaultValue }: DefinedAttribute,
  found: (severity: 'error' | 'warning', message: string) => Found,
  mappingDefault: string | null,
  flowType: string,
): Generator<Found> {
  if (mutability === 'ReadOnly') yield found('error', 'This file defines it as read-only, so it cannot be filled.');
  if (mutability === 'Immutable' && flowType !== 'ObjectAddOnly')
    yield found(
      'warning',
      'This file defines it as immutable: apply the mapping only during object creation, or updates may be refused.',
    );
  if (mutability === 'WriteOnly')
    yield found('warning', 'This file defines it as write-only: a change by hand cannot be seen.');
  if (required && defaultValue !== null && mappingDefault === null)
    yield found(
      'warning',
      `The default “${defaultValue}” of its definition is kept but not used; give the mapping one.`,
    );
}
