import { missingIn } from '../../shared/mapping/target-list';
import { coreUserSchema, parseTargetPath, readMember, readPath, wholeValue } from '../../shared/mapping/target-path';
import type { Change, ReferenceChange, ScimResource, TargetValue } from '../../shared/mapping/target-value';
import { activeValue, isActive, mergedList, type PatchDialect } from './patch-body';

/** Belong to the service and are not sent back; `id` stays, for it must equal the address (RFC 7644 section 3.5.1). */
const readOnly = new Set(['meta', 'groups']);

/**
 * The body of a PUT: the resource as the service sent it, with these changes. What nobody here manages is kept, unknown
 * attributes and extensions included, because PUT clears what is left out (RFC 7644 section 3.5.1).
 */
export function mergeResource(
  current: ScimResource,
  changes: readonly Change[],
  references: readonly ReferenceChange[],
  dialect: Pick<PatchDialect, 'activeAs' | 'referenceAs'>,
): ScimResource {
  const made: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(current))
    if (!readOnly.has(name.toLowerCase()) && value !== null) made[name] = value;
  for (const change of changes) {
    const filter = parseTargetPath(change.path)?.filter ?? null;
    const value = isActive(change.path) && change.to !== null ? activeValue(change.to, dialect) : change.to;
    if (filter === null) put(made, change.path, change.added === undefined ? value : withAdded(made, change));
    else putList(made, change);
  }
  for (const { path, to } of references) {
    const value = to === null ? null : dialect.referenceAs === 'object' ? { value: to } : to;
    put(made, path, value);
  }
  const named: unknown = readMember(made, 'schemas');
  const schemas = new Set<unknown>(Array.isArray(named) ? named : [coreUserSchema]);
  for (const name of Object.keys(made)) if (/^urn:/i.test(name)) schemas.add(name);
  made[keyOf(made, 'schemas')] = [...schemas];
  return made;
}

/** What the account has by now stays in the list to which something is added. */
function withAdded(made: ScimResource, { path, to }: Change): TargetValue | null {
  const has = readPath(made, path);
  if (typeof to !== 'object' || to === null) return to;
  return typeof has === 'object' && has !== null ? [...has, ...missingIn(to, has, true)] : to;
}

function putList(made: Record<string, unknown>, change: Change): void {
  const parsed = parseTargetPath(change.path);
  if (parsed === null) return;
  const list = mergedList(made, [change]);
  put(made, parsed.schema === null ? parsed.attribute : `${parsed.schema}:${parsed.attribute}`, list);
}

/** Sets or clears one attribute in the spelling the resource has. */
function put(made: Record<string, unknown>, path: string, value: unknown): void {
  const parsed = parseTargetPath(path);
  if (parsed === null) return;
  let holder = made;
  if (parsed.schema !== null) holder = inner(made, parsed.schema);
  const isUnset = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  const whole = parsed.schema === null && isTargetValue(value) ? wholeValue(parsed.attribute, value) : value;
  if (parsed.sub === null) set(holder, parsed.attribute, isUnset ? undefined : whole);
  else set(inner(holder, parsed.attribute), parsed.sub, isUnset ? undefined : value);
}

const isTargetValue = (value: unknown): value is TargetValue => typeof value === 'string' || Array.isArray(value);

function inner(holder: Record<string, unknown>, name: string): Record<string, unknown> {
  const found = readMember(holder, name);
  const copy = typeof found === 'object' && found !== null && !Array.isArray(found) ? { ...found } : {};
  holder[keyOf(holder, name)] = copy;
  return copy as Record<string, unknown>;
}

function set(holder: Record<string, unknown>, name: string, value: unknown): void {
  if (value === undefined) delete holder[keyOf(holder, name)];
  else holder[keyOf(holder, name)] = value;
}

const keyOf = (holder: Readonly<Record<string, unknown>>, name: string): string =>
  Object.keys(holder).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
