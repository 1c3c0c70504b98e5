import { comparable, sameLists } from './target-list';
import type { PathValue, ScimResource, TargetElement, TargetValue } from './target-value';

/**
 * SCIM attribute paths (RFC 7644 section 3.10 and the PATCH paths of 3.5.2): `userName`, `name.givenName`,
 * `emails[type eq "work"].value`, `urn:…:enterprise:2.0:User:department`. Names are read without regard to case and
 * written as the mapping spells them, because real servers compare case somewhere (scim-interop 1.4).
 */

export const coreUserSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const enterpriseUserSchema = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** The one filter a path of ours can hold: `attribute eq value`, choosing an element of a list. */
export interface ElementFilter {
  readonly attribute: string;
  readonly value: string | boolean | number;
}

export interface TargetPath {
  /** The extension's URN; null for the core User schema, also where the path spells that one out. */
  readonly schema: string | null;
  readonly attribute: string;
  readonly filter: ElementFilter | null;
  readonly sub: string | null;
}

const pathShape = /^([A-Za-z$][\w$-]*)(?:\[\s*([A-Za-z$][\w$-]*)\s+eq\s+(.+?)\s*\])?(?:\.([A-Za-z$][\w$-]*))?$/is;

/** Lists of the core schema whose elements are objects with a `value` (RFC 7643 section 4.1.2). */
const listsOfObjects = new Set([
  'emails',
  'phonenumbers',
  'ims',
  'photos',
  'addresses',
  'groups',
  'entitlements',
  'roles',
  'x509certificates',
]);

/** Belong to the service (RFC 7643 section 3.1) and are never sent. */
const readOnly = new Set(['id', 'meta', 'schemas', 'groups']);

/** Boolean in the core schema, whatever a service makes of them on the wire. */
const booleans = new Set(['active', 'primary']);

const fold = (text: string): string => text.toLowerCase();
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A mapping has a few dozen paths, and each is read for each person. */
const parsedPaths = new Map<string, TargetPath | null>();
const parsedPathsLimit = 1000;

/** Takes a path apart; null: this is no path. The last colon before the attribute ends the URN, dots in it count for nothing. */
export function parseTargetPath(path: string): TargetPath | null {
  const known = parsedPaths.get(path);
  if (known !== undefined) return known;
  if (parsedPaths.size >= parsedPathsLimit) parsedPaths.clear();
  const parsed = readTargetPath(path);
  parsedPaths.set(path, parsed);
  return parsed;
}

function readTargetPath(path: string): TargetPath | null {
  const text = path.trim();
  let schema: string | null = null;
  let rest = text;
  if (/^urn:/i.test(text)) {
    const bracket = text.indexOf('[');
    const colon = text.lastIndexOf(':', bracket < 0 ? undefined : bracket);
    schema = text.slice(0, colon);
    rest = text.slice(colon + 1);
    // A schema alone: what stands behind its version is the resource and no attribute of it.
    if (/:\d+(?:\.\d+)+$/.test(schema)) return null;
    if (fold(schema) === fold(coreUserSchema)) schema = null;
  }
  const parts = pathShape.exec(rest);
  const attribute = parts?.[1];
  if (attribute === undefined) return null;
  const filter = readFilter(parts?.[2], parts?.[3]);
  if (filter === undefined) return null;
  return { schema, attribute, filter, sub: parts?.[4] ?? null };
}

function readFilter(attribute: string | undefined, literal: string | undefined): ElementFilter | null | undefined {
  if (attribute === undefined || literal === undefined) return null;
  try {
    const value: unknown = JSON.parse(/^(true|false)$/i.test(literal) ? fold(literal) : literal);
    if (typeof value === 'boolean' || typeof value === 'number') return { attribute, value };
    if (typeof value !== 'string') return undefined;
    // Entra writes roles[primary eq "True"]; what is meant is the boolean.
    return { attribute, value: booleans.has(fold(attribute)) ? (readBoolean(value) ?? value) : value };
  } catch {
    return undefined;
  }
}

/** A member by its name without case (RFC 7643 section 2.1); undefined: not there. */
export function readMember(object: unknown, name: string): unknown {
  if (!isObject(object)) return undefined;
  if (Object.hasOwn(object, name)) return object[name];
  const key = Object.keys(object).find((each) => fold(each) === fold(name));
  return key === undefined ? undefined : object[key];
}

/** true for true, "True", "true", "1" and 1, and so for false; null for anything else. */
export function readBoolean(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  if (value === 1 || value === 0) return value === 1;
  if (typeof value !== 'string') return null;
  const text = fold(value.trim());
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : null;
}

/** Whether this element of a list is the one that the filter chooses. */
export function elementMatches(element: unknown, filter: ElementFilter): boolean {
  const found = readMember(element, filter.attribute);
  if (typeof filter.value === 'boolean') return (readBoolean(found) ?? false) === filter.value;
  return found !== undefined && found !== null && fold(String(found)) === fold(String(filter.value));
}

/** A whole list of the core schema, such as `roles`: neither one of its elements nor one part of them. */
export function isWholeList(path: string): boolean {
  const parsed = parseTargetPath(path);
  if (parsed === null || parsed.filter !== null || parsed.sub !== null) return false;
  return parsed.schema === null && listsOfObjects.has(fold(parsed.attribute));
}

/**
 * What a resource has at a path, as the service sent it; null: no value. Missing, null and [] are the same (RFC 7643
 * section 2.5). Of an object (a manager, an element of a list) its `value` is read; the elements of a whole list of the
 * core schema are kept whole where they are more than a value.
 */
export function readPath(resource: ScimResource, path: string): TargetValue | null {
  const parsed = parseTargetPath(path);
  if (parsed === null) return null;
  const holder = parsed.schema === null ? resource : readMember(resource, parsed.schema);
  const found = readMember(holder, parsed.attribute);
  if (parsed.filter === null && Array.isArray(found) && isWholeList(path)) {
    const elements = found.map(elementOf).filter((each): each is string | TargetElement => each !== null);
    return elements.length === 0 ? null : elements;
  }
  if (parsed.filter === null) return plainValue(parsed.sub === null ? found : subOf(found, parsed.sub));
  const { filter } = parsed;
  const element = (Array.isArray(found) ? found : [found]).find((each) => elementMatches(each, filter));
  return plainValue(readMember(element, parsed.sub ?? 'value'));
}

const subOf = (found: unknown, sub: string): unknown =>
  Array.isArray(found) ? found.map((each) => readMember(each, sub)) : readMember(found, sub);

/** Parts of an element as the standard spells them (RFC 7643 section 2.4). */
const knownParts = new Map(['value', 'type', 'display', 'primary'].map((name) => [name, name]));

/** An element of a list without what says nothing; null: it has no value. */
function elementOf(each: unknown): string | TargetElement | null {
  const value = plainValue(each);
  if (value === null || !isObject(each)) return value === null ? null : String(value);
  const parts = Object.entries(each).filter(
    (entry): entry is [string, TargetElement[string]] => isPlain(entry[1]) && entry[1] !== '',
  );
  const spelt = parts.map(([name, part]) => [knownParts.get(fold(name)) ?? name, part] as const);
  return parts.length < 2 ? String(value) : Object.fromEntries(spelt);
}

const isPlain = (found: unknown): found is string | boolean | number =>
  typeof found === 'string' || typeof found === 'boolean' || typeof found === 'number';

function plainValue(found: unknown): string | boolean | number | readonly string[] | null {
  if (isPlain(found)) return found;
  if (Array.isArray(found)) {
    const values = found.map(plainValue).flatMap((value) => (value === null ? [] : [String(value)]));
    return values.length === 0 ? null : values;
  }
  return isObject(found) ? plainValue(readMember(found, 'value')) : null;
}

/**
 * A resource in the RFC's shape: dotted keys ("name.givenName", scim-interop quirk 23) become objects, attributes under
 * their full URN go into the extension, and `active` and `primary` become booleans. Nothing that was sent is lost.
 */
export function normaliseResource(resource: ScimResource): ScimResource {
  const made: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(resource)) {
    const parsed = isObject(value) && /^urn:/i.test(key) ? null : splitKey(key);
    if (parsed === null) made[key] = mergeObjects(made[key], normaliseValue(key, value));
    else made[parsed.outer] = mergeObjects(made[parsed.outer], { [parsed.inner]: normaliseValue(parsed.inner, value) });
  }
  return made;
}

function splitKey(key: string): { readonly outer: string; readonly inner: string } | null {
  if (key.includes('[')) return null;
  const at = /^urn:/i.test(key) ? key.lastIndexOf(':') : key.indexOf('.');
  if (at <= 0 || at === key.length - 1) return null;
  return { outer: key.slice(0, at), inner: key.slice(at + 1) };
}

const mergeObjects = (before: unknown, value: unknown): unknown =>
  isObject(before) && isObject(value) ? { ...before, ...value } : value;

function normaliseValue(key: string, value: unknown): unknown {
  if (booleans.has(fold(key))) return readBoolean(value) ?? value;
  if (Array.isArray(value)) return value.map((each) => (isObject(each) ? normaliseElement(each) : each));
  return value;
}

const normaliseElement = (element: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(element).map(([key, value]) => [key, normaliseValue(key, value)]));

/**
 * The body that creates an account: `schemas` for what it holds and no more, no nulls, no empty lists, nothing that
 * belongs to the service (RFC 7644 section 3.3; scim-interop 2.3). Mappings with the same filter fill one element.
 */
export function buildResource(values: readonly PathValue[]): ScimResource {
  const body: Record<string, unknown> = {};
  const extensions = new Map<string, Record<string, unknown>>();
  for (const { path, value } of values) {
    const parsed = parseTargetPath(path);
    if (parsed === null || isEmpty(value)) continue;
    if (parsed.schema === null) {
      if (!readOnly.has(fold(parsed.attribute))) setMember(body, parsed, value);
      continue;
    }
    const known = [...extensions.keys()].find((urn) => fold(urn) === fold(parsed.schema ?? ''));
    const extension = (known === undefined ? undefined : extensions.get(known)) ?? {};
    setMember(extension, parsed, value);
    extensions.set(known ?? parsed.schema, extension);
  }
  markPrimary(body['emails']);
  return { schemas: [coreUserSchema, ...extensions.keys()], ...body, ...Object.fromEntries(extensions) };
}

export const isEmpty = (value: TargetValue): boolean =>
  value === '' || (typeof value === 'object' && value.length === 0);

function setMember(holder: Record<string, unknown>, path: TargetPath, value: TargetValue): void {
  const { attribute, filter, sub } = path;
  if (filter !== null) {
    const list: unknown = holder[attribute];
    const elements: unknown[] = Array.isArray(list) ? list : [];
    const element = elements.find((each) => elementMatches(each, filter));
    if (isObject(element)) Object.assign(element, { [sub ?? 'value']: value });
    else elements.push({ [filter.attribute]: filter.value, [sub ?? 'value']: value });
    holder[attribute] = elements;
  } else if (sub === null) {
    holder[attribute] = wholeValue(attribute, value);
  } else if (listsOfObjects.has(fold(attribute))) {
    const list: unknown = holder[attribute];
    const first: unknown = Array.isArray(list) ? list[0] : undefined;
    if (isObject(first)) Object.assign(first, { [sub]: value });
    else holder[attribute] = [{ [sub]: value }];
  } else {
    const object = holder[attribute];
    holder[attribute] = { ...(isObject(object) ? object : {}), [sub]: value };
  }
}

/** A whole attribute as it stands in a body: `roles` with two names is a list of two objects. */
export function wholeValue(attribute: string, value: TargetValue): unknown {
  if (booleans.has(fold(attribute))) return readBoolean(value) ?? value;
  if (!listsOfObjects.has(fold(attribute))) return value;
  return (Array.isArray(value) ? value : [value]).map((each: unknown) => (isObject(each) ? each : { value: each }));
}

/** Some services refuse a user none of whose addresses is primary; exactly one may be (RFC 7643 section 2.4). */
function markPrimary(emails: unknown): void {
  if (!Array.isArray(emails) || emails.some((each) => readMember(each, 'primary') !== undefined)) return;
  const chosen: unknown = emails.find((each) => readMember(each, 'type') === 'work') ?? emails[0];
  if (isObject(chosen)) Object.assign(chosen, { primary: true });
}

/**
 * Whether two values at a path are the same to the service: letter case as `caseExact` says, "True" and true alike where
 * one of them or the attribute is a boolean, lists without regard to order.
 */
export function sameTargetValue(path: string, a: TargetValue, b: TargetValue, caseExact: boolean): boolean {
  if (typeof a === 'object' || typeof b === 'object') {
    const listOf = (value: TargetValue) => (typeof value === 'object' ? value : [String(value)]);
    return sameLists(listOf(a), listOf(b), caseExact);
  }
  const parsed = parseTargetPath(path);
  const isBoolean = booleans.has(fold(parsed?.sub ?? parsed?.attribute ?? ''));
  const [left, right] = [readBoolean(a), readBoolean(b)];
  if (isBoolean && left !== null && right !== null) return left === right;
  if (typeof a === 'boolean' || typeof b === 'boolean') return left === right;
  return comparable(String(a), caseExact) === comparable(String(b), caseExact);
}
