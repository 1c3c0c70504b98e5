import type { TargetPath } from '../../shared/mapping/target-path';
import {
  elementMatches,
  parseTargetPath,
  readBoolean,
  readMember,
  readPath,
  wholeValue,
} from '../../shared/mapping/target-path';
import type { Change, ReferenceChange, ScimResource, TargetValue } from '../../shared/mapping/target-value';
import { wirePath } from './filter-text';

/**
 * The one PATCH of a user (RFC 7644 section 3.5.2): `active` first, so that a refused rename cannot leave somebody
 * enabled; each attribute once; always a path, for many refuse an operation without one (scim-interop quirk 17).
 */
export const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

export interface PatchDialect {
  readonly opCase: 'lower' | 'capital';
  /** Whether the service knows `emails[type eq "work"].value`; otherwise the whole list is sent, merged. */
  readonly valuePath: boolean;
  readonly activeAs: 'boolean' | 'string';
  readonly referenceAs: 'object' | 'string';
}

export interface PatchOperation {
  readonly op: string;
  readonly path: string;
  readonly value?: unknown;
}

/** An operation, and the paths of the mapping that it carries: a refusal is told by these. */
export interface PlannedOperation {
  readonly operation: PatchOperation;
  readonly paths: readonly string[];
}

export interface PatchInput {
  readonly changes: readonly Change[];
  readonly references: readonly ReferenceChange[];
  /** As last read; null: unknown, and the changes' `from` stands in. */
  readonly current: ScimResource | null;
  readonly dialect: PatchDialect;
  /** The service says `noTarget` to the form that the state asks for: `replace` and `add` change places (1.7). */
  readonly otherForm?: boolean;
}

export const patchBody = (planned: readonly PlannedOperation[]): unknown => ({
  schemas: [patchSchema],
  Operations: planned.map(({ operation }) => operation),
});

export function planPatch(input: PatchInput): readonly PlannedOperation[] {
  const operations: PlannedOperation[] = [];
  const lists = new Map<string, Change[]>();
  for (const change of [...input.changes].sort((a, b) => Number(isActive(b.path)) - Number(isActive(a.path)))) {
    const parsed = parseTargetPath(change.path);
    if (parsed?.filter === null || parsed === null) operations.push(...singleValued(change, parsed, input));
    else {
      const key = listKey(change.path);
      const list = lists.get(key);
      if (list === undefined) lists.set(key, [change]);
      else list.push(change);
    }
  }
  for (const [path, changes] of lists) operations.push(...listOperations(path, changes, input));
  for (const reference of input.references) operations.push(...referenceOperations(reference, input));
  return operations;
}

export const isActive = (path: string): boolean => path.toLowerCase() === 'active';

/** `emails` of `emails[type eq "work"].value`, an extension's URN included. */
const listKey = (path: string): string => {
  const wire = wirePath(path);
  return wire.slice(0, wire.indexOf('['));
};

/** `emails[type eq "work"]` of `emails[type eq "work"].value`. */
const elementPath = (path: string): string => {
  const wire = wirePath(path);
  return wire.slice(0, wire.lastIndexOf(']') + 1);
};

const plan = (
  dialect: PatchDialect,
  op: 'add' | 'replace' | 'remove',
  path: string,
  paths: readonly string[],
  value?: unknown,
): PlannedOperation => {
  const spelt = dialect.opCase === 'lower' ? op : `${op.charAt(0).toUpperCase()}${op.slice(1)}`;
  return { operation: value === undefined ? { op: spelt, path } : { op: spelt, path, value }, paths };
};

function singleValued(change: Change, parsed: TargetPath | null, input: PatchInput): readonly PlannedOperation[] {
  const path = wirePath(change.path);
  if (isUnset(change.to)) return isThere(change, input) ? [plan(input.dialect, 'remove', path, [change.path])] : [];
  if (change.added !== undefined)
    return [plan(input.dialect, 'add', path, [change.path], wholeOf(parsed, change.added))];
  const value = isActive(path) ? activeValue(change.to, input.dialect) : wholeOf(parsed, change.to);
  return [plan(input.dialect, 'replace', path, [change.path], value)];
}

const wholeOf = (parsed: TargetPath | null, value: TargetValue): unknown =>
  parsed === null || parsed.sub !== null || parsed.schema !== null ? value : wholeValue(parsed.attribute, value);

/** Entra's older jobs wrote "True" and "False", and some services were built to that (scim-interop 2.4). */
export function activeValue(value: TargetValue, dialect: Pick<PatchDialect, 'activeAs'>): TargetValue {
  const active = readBoolean(value);
  if (active === null || dialect.activeAs === 'boolean') return active ?? value;
  return active ? 'True' : 'False';
}

const isUnset = (value: TargetValue | null): value is null =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** `current` may be what the ledger knows and no more: what it lacks can still be there. */
const isThere = (change: Change, { current }: PatchInput): boolean =>
  change.from !== null || (current !== null && readPath(current, change.path) !== null);

/** All changes to one list: element by element, or as a whole where the elements cannot be told apart on the wire. */
function listOperations(path: string, changes: readonly Change[], input: PatchInput): readonly PlannedOperation[] {
  const movesPrimary = changes.some(({ path: each, to }) => to === true && parseTargetPath(each)?.sub === 'primary');
  if (!input.dialect.valuePath || movesPrimary) return [wholeList(path, changes, input)];
  const elements = new Map<string, Change[]>();
  for (const change of changes) {
    const list = elements.get(elementPath(change.path));
    if (list === undefined) elements.set(elementPath(change.path), [change]);
    else list.push(change);
  }
  const added: Record<string, unknown>[] = [];
  const addedPaths: string[] = [];
  const operations: PlannedOperation[] = [];
  for (const [element, own] of elements) {
    const isPresent = hasElement(own, input) !== (input.otherForm === true && own.some(({ to }) => !isUnset(to)));
    if (isPresent) operations.push(...changeElement(element, own, input));
    else {
      const made = newElement(own);
      if (made === null) continue;
      added.push(made);
      addedPaths.push(...own.map((change) => change.path));
    }
  }
  markFirstEmail(path, added, input);
  if (added.length > 0) operations.push(plan(input.dialect, 'add', path, addedPaths, added));
  return operations;
}

function hasElement(changes: readonly Change[], { current }: PatchInput): boolean {
  if (current === null) return changes.some(({ from }) => from !== null);
  return changes.some(({ path }) => findElement(current, path) !== undefined);
}

function findElement(current: ScimResource, path: string): unknown {
  const filter = parseTargetPath(path)?.filter;
  return filter ? listOf(current, path).find((element) => elementMatches(element, filter)) : undefined;
}

function listOf(current: ScimResource, path: string): readonly unknown[] {
  const parsed = parseTargetPath(path);
  if (parsed === null) return [];
  const list = readMember(parsed.schema === null ? current : readMember(current, parsed.schema), parsed.attribute);
  return Array.isArray(list) ? list : [];
}

/** Cleared is removed as an element: taking its `.value` alone leaves `{"type":"work"}` behind at some (1.7). */
function changeElement(element: string, changes: readonly Change[], input: PatchInput): readonly PlannedOperation[] {
  const paths = changes.map((change) => change.path);
  if (changes.every(({ to }) => isUnset(to)) && nothingRemains(changes, input))
    return [plan(input.dialect, 'remove', element, paths)];
  return changes.flatMap((change) => {
    const sub = wirePath(change.path).slice(element.length);
    const path = `${element}${sub === '' ? '.value' : sub}`;
    if (!isUnset(change.to)) return [plan(input.dialect, 'replace', path, [change.path], change.to)];
    return isThere(change, input) ? [plan(input.dialect, 'remove', path, [change.path])] : [];
  });
}

function nothingRemains(changes: readonly Change[], { current }: PatchInput): boolean {
  const subs = changes.map(({ path }) => (parseTargetPath(path)?.sub ?? 'value').toLowerCase());
  if (subs.includes('value')) return true;
  const first = changes[0];
  const element = current === null || first === undefined ? undefined : findElement(current, first.path);
  if (typeof element !== 'object' || element === null) return false;
  const filterName = parseTargetPath(first?.path ?? '')?.filter?.attribute.toLowerCase() ?? '';
  const idle = new Set([...subs, filterName, 'type', 'primary', 'display', 'formatted']);
  return Object.entries(element).every(([name, value]) => idle.has(name.toLowerCase()) || value === null);
}

function newElement(changes: readonly Change[]): Record<string, unknown> | null {
  const made: Record<string, unknown> = {};
  for (const { path, to } of changes) {
    const parsed = parseTargetPath(path);
    if (parsed?.filter == null || isUnset(to)) continue;
    made[parsed.filter.attribute] = parsed.filter.value;
    made[parsed.sub ?? 'value'] = to;
  }
  return Object.keys(made).length === 0 ? null : made;
}

/** An address that is the only one is the primary one; of a resource without its id not all addresses are known. */
function markFirstEmail(path: string, added: readonly Record<string, unknown>[], { current }: PatchInput): void {
  const [first] = added;
  if (path.toLowerCase() !== 'emails' || first === undefined || current === null) return;
  if (readMember(current, 'id') === undefined) return;
  if (listOf(current, path).length === 0 && readMember(first, 'primary') === undefined) first['primary'] = true;
}

/** The list as it will be: what nobody here manages is kept, or people would lose what they entered in the app (1.7). */
export function mergedList(current: ScimResource | null, changes: readonly Change[]): readonly unknown[] {
  const path = changes[0]?.path ?? '';
  let list = (current === null ? [] : listOf(current, path)).map((each) =>
    typeof each === 'object' && each !== null ? ({ ...each } as Record<string, unknown>) : each,
  );
  for (const change of changes) {
    const parsed = parseTargetPath(change.path);
    const filter = parsed?.filter;
    if (!parsed || !filter) continue;
    const sub = parsed.sub ?? 'value';
    const element = list.find((each) => elementMatches(each, filter)) as Record<string, unknown> | undefined;
    if (isUnset(change.to)) {
      if (sub === 'value') list = list.filter((each) => each !== element);
      else if (element !== undefined) delete element[memberName(element, sub)];
    } else if (element === undefined) list.push({ [filter.attribute]: filter.value, [sub]: change.to });
    else element[memberName(element, sub)] = change.to;
    if (sub === 'primary' && change.to === true)
      list = list.map((each) => (elementMatches(each, filter) ? each : withoutPrimary(each)));
  }
  return list;
}

const memberName = (element: Readonly<Record<string, unknown>>, name: string): string =>
  Object.keys(element).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;

const withoutPrimary = (element: unknown): unknown =>
  typeof element === 'object' && element !== null
    ? Object.fromEntries(Object.entries(element).filter(([name]) => name.toLowerCase() !== 'primary'))
    : element;

function wholeList(path: string, changes: readonly Change[], input: PatchInput): PlannedOperation {
  const paths = changes.map((change) => change.path);
  const list = mergedList(input.current, changes);
  return list.length === 0
    ? plan(input.dialect, 'remove', path, paths)
    : plan(input.dialect, 'replace', path, paths, list);
}

function referenceOperations(
  reference: ReferenceChange,
  { dialect, current }: PatchInput,
): readonly PlannedOperation[] {
  const path = wirePath(reference.path);
  if (reference.to === null) {
    const isPresent = reference.from !== null || (current !== null && readPath(current, reference.path) !== null);
    return isPresent ? [plan(dialect, 'remove', path, [reference.path])] : [];
  }
  const value = dialect.referenceAs === 'object' ? { value: reference.to } : reference.to;
  return [plan(dialect, 'replace', path, [reference.path], value)];
}
