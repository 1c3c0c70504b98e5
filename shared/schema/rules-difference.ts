import type { AttributeMapping, FilterGroup, FlowType, MappingSource, ObjectActions } from '../mapping/rules';
import { foldPath } from '../mapping/target-attribute';
import type { ScopeSettings } from '../settings/settings';
import { readFilterGroups } from './read-filter-groups';
import { readSchema } from './read-schema';
import { sameJson } from './same-json';

/** What decides who gets an account and with which values: what a version keeps. */
export interface RulesState {
  /** Microsoft Graph synchronizationSchema JSON. */
  readonly schema: unknown;
  readonly scope: ScopeSettings;
}

/** What a change is about; the summary counts by it. */
export type RulesSubject = 'attribute' | 'matching' | 'actions' | 'scope' | 'group' | 'filter' | 'other';

export interface RulesChange {
  readonly subject: RulesSubject;
  /** The attribute or filter that changed, whatever of it did: several changes may be of one. */
  readonly of: string;
  /** "title", "title, default", "Order of matching", "Filter “Sales”" */
  readonly what: string;
  /** As text; null: there was none. */
  readonly from: string | null;
  readonly to: string | null;
}

/** What differs between two states of mapping and scope, in the order of the pages; nothing where they mean the same. */
export function rulesDifference(before: RulesState, after: RulesState): readonly RulesChange[] {
  const [left, right] = [readSchema(before.schema), readSchema(after.schema)];
  const changes = [
    ...(left.ok && right.ok
      ? [
          ...mappingChanges(left.value.rules.mappings, right.value.rules.mappings),
          ...one('matching', 'Order of matching', order(left.value.rules.mappings), order(right.value.rules.mappings)),
          ...one('actions', 'Object actions', actions(left.value.rules.actions), actions(right.value.rules.actions)),
        ]
      : []),
    ...scopeChanges(before.scope, after.scope),
    ...filterChanges('Mapping filter', filtersOf(before.schema), filtersOf(after.schema)),
    ...filterChanges('Filter', scopeFiltersOf(before.scope), scopeFiltersOf(after.scope)),
  ];
  const schemaSpoke = changes.some(
    ({ subject, what }) => subject !== 'scope' && subject !== 'group' && !what.startsWith('Filter'),
  );
  if (schemaSpoke || sameJson(before.schema, after.schema)) return changes;
  // Kept in the file, but nothing that Inseam goes by.
  const what = 'Other parts of the schema file';
  return [...changes, { subject: 'other', of: what, what, from: null, to: null }];
}

/** "2 attributes and 1 filter changed" */
export function differenceSummary(changes: readonly RulesChange[]): string {
  const amount = (wanted: RulesSubject) =>
    new Set(changes.filter(({ subject }) => subject === wanted).map(({ of }) => of)).size;
  const counted = (wanted: RulesSubject, single: string) => {
    const found = amount(wanted);
    return found === 0 ? [] : [found === 1 ? `1 ${single}` : `${found} ${single}s`];
  };
  const named = (wanted: RulesSubject, name: string) => (amount(wanted) === 0 ? [] : [name]);
  const parts = [
    ...counted('attribute', 'attribute'),
    ...named('matching', 'the order of matching'),
    ...named('actions', 'the object actions'),
    ...named('scope', 'the scope'),
    ...counted('group', 'group'),
    ...counted('filter', 'filter'),
    ...named('other', 'other parts of the schema file'),
  ];
  if (parts.length === 0) return 'Nothing changed';
  const list = parts.length === 1 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
  return `${list.charAt(0).toUpperCase()}${list.slice(1)} changed`;
}

function* one(
  subject: RulesSubject,
  what: string,
  from: string | null,
  to: string | null,
  of = what,
): Generator<RulesChange> {
  if (from !== to) yield { subject, of, what, from, to };
}

function* mappingChanges(
  before: readonly AttributeMapping[],
  after: readonly AttributeMapping[],
): Generator<RulesChange> {
  const old = new Map(before.map((mapping) => [foldPath(mapping.target), mapping]));
  const kept = new Set(after.map(({ target }) => foldPath(target)));
  for (const mapping of after) {
    const { target } = mapping;
    const was = old.get(foldPath(target));
    if (was === undefined)
      yield { subject: 'attribute', of: target, what: target, from: null, to: sourceText(mapping.source) };
    else
      for (const [part, textOf] of parts)
        yield* one('attribute', part === null ? target : `${target}, ${part}`, textOf(was), textOf(mapping), target);
  }
  for (const { target, source } of before)
    if (!kept.has(foldPath(target)))
      yield { subject: 'attribute', of: target, what: target, from: sourceText(source), to: null };
}

const quoted = (text: string): string => `“${text}”`;

function sourceText(source: MappingSource): string {
  switch (source.kind) {
    case 'direct':
      return source.attribute;
    case 'constant':
      return quoted(source.value);
    case 'expression':
      return source.text;
    case 'none':
      return 'nothing';
  }
}

const flowTexts: Readonly<Record<FlowType, string>> = {
  Always: 'always',
  ObjectAddOnly: 'only when the account is created',
  MultiValueAddOnly: 'values are only added',
  ValueAddOnly: 'only while the account has no value',
  AttributeAddOnly: 'only while the account has no such attribute',
};

/** What is compared of a mapping; the source goes by the attribute's own name. */
const parts: readonly (readonly [string | null, (mapping: AttributeMapping) => string | null])[] = [
  [null, ({ source }) => sourceText(source)],
  ['applied', ({ flowType }) => flowTexts[flowType]],
  ['default', ({ defaultValue }) => (defaultValue === null ? null : quoted(defaultValue))],
  ['when empty', ({ whenEmpty }) => whenEmptyTexts[whenEmpty ?? 'leave']],
  ['changed by hand', ({ onDrift }) => (onDrift === 'report' ? 'only reported' : 'put back')],
];
const whenEmptyTexts = { leave: 'left alone', clear: 'cleared', default: 'filled with the default' } as const;

/** Names in the order in which they are asked for; numbers alone that leave the order as it was are no change. */
const order = (mappings: readonly AttributeMapping[]): string | null => {
  const asked = mappings.filter(({ matchingPriority }) => matchingPriority > 0);
  asked.sort((a, b) => a.matchingPriority - b.matchingPriority);
  return asked.length === 0 ? null : asked.map(({ target }) => target).join(', ');
};

const actions = ({ create, update, delete: remove }: ObjectActions): string | null => {
  const named = [create ? 'create' : '', update ? 'update' : '', remove ? 'delete' : ''].filter((name) => name !== '');
  return named.length === 0 ? null : named.join(', ');
};

const modeTexts = {
  assigned: 'people assigned to the application',
  groups: 'members of groups',
  all: 'everyone',
} as const;

function* scopeChanges(before: ScopeSettings, after: ScopeSettings): Generator<RulesChange> {
  const text = (value: string) => (value === '' ? null : value);
  yield* one('scope', 'Who to look at', modeTexts[before.mode], modeTexts[after.mode]);
  yield* one('scope', 'Enterprise application', text(before.servicePrincipalId), text(after.servicePrincipalId));
  for (const id of after.groupIds)
    if (!before.groupIds.includes(id)) yield { subject: 'group', of: id, what: 'Group', from: null, to: id };
  for (const id of before.groupIds)
    if (!after.groupIds.includes(id)) yield { subject: 'group', of: id, what: 'Group', from: id, to: null };
}

const filtersOf = (schema: unknown): readonly FilterGroup[] => {
  const read = readSchema(schema);
  return read.ok ? read.value.rules.filters : [];
};
const scopeFiltersOf = ({ filters }: ScopeSettings): readonly FilterGroup[] => {
  const read = readFilterGroups(filters, 'scope.filters');
  return read.ok ? read.value : [];
};

function* filterChanges(
  kind: string,
  before: readonly FilterGroup[],
  after: readonly FilterGroup[],
): Generator<RulesChange> {
  const left = before.map((group) => ({ name: group.name, text: groupText(group) }));
  // What is the same on both sides has not changed, wherever it stands.
  const now = after.flatMap((group, index) => {
    const text = groupText(group);
    const same = left.findIndex((each) => each.name === group.name && each.text === text);
    if (same === -1) return [{ name: group.name, text, index }];
    left.splice(same, 1);
    return [];
  });
  for (const { name, text, index } of now) {
    const what = name === '' ? `${kind} ${index + 1}` : `${kind} ${quoted(name)}`;
    const was = left.findIndex((each) => each.name === name);
    const [old] = was === -1 ? [] : left.splice(was, 1);
    yield { subject: 'filter', of: `${what} ${index}`, what, from: old?.text ?? null, to: text };
  }
  for (const [index, { name, text }] of left.entries()) {
    const what = name === '' ? kind : `${kind} ${quoted(name)}`;
    yield { subject: 'filter', of: `${what} was ${index}`, what, from: text, to: null };
  }
}

const groupText = ({ clauses }: FilterGroup): string =>
  clauses.length === 0
    ? 'no conditions'
    : clauses
        .map(({ attribute, operator, values }) => [attribute, operator, values.join(', ')].join(' ').trim())
        .join(' and ');
