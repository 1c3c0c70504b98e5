import { targetId } from '../../shared/ids';
import { normaliseResource, readMember } from '../../shared/mapping/target-path';
import type { ScimResource } from '../../shared/mapping/target-value';
import type { Account } from '../edges';
import type { HttpAnswer } from '../network/http';

/**
 * What an answer is. Servers forget `schemas`, misspell it and send JSON under any media type (scim-interop quirk 66), so
 * lists, resources and errors are known by their members.
 */
export interface ScimAnswer extends HttpAnswer {
  /** The body as JSON; undefined where it is none. */
  readonly json: unknown;
}

export interface ScimList {
  readonly resources: readonly ScimResource[];
  readonly totalResults: number | null;
}

export function readAnswer(answer: HttpAnswer): ScimAnswer {
  const text = answer.body.replace(/^\uFEFF/, '').trim();
  let json: unknown;
  try {
    json = text === '' ? undefined : JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { ...answer, json };
}

export const isSuccess = (answer: ScimAnswer): boolean => answer.status >= 200 && answer.status < 300;

const isObject = (value: unknown): value is ScimResource =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function isWebPage(answer: ScimAnswer): boolean {
  if (answer.json !== undefined) return false;
  const isHtml = /^\s*(?:text\/html|application\/xhtml)/i.test(answer.headers['content-type'] ?? '');
  return (isHtml && answer.body.trim() !== '') || /^\s*(?:<!--|<!doctype html|<html)/i.test(answer.body);
}

/** What came in the place of SCIM, for the problem `not-the-protocol`. */
export function whatCame(answer: ScimAnswer): 'web-page' | 'other-json' | 'text' | 'nothing' {
  if (answer.body.trim() === '') return 'nothing';
  if (isWebPage(answer)) return 'web-page';
  return answer.json === undefined ? 'text' : 'other-json';
}

/** JSON that begins well and ends too soon. */
export const isCutOff = (answer: ScimAnswer): boolean =>
  answer.json === undefined && /^\s*[{[]/.test(answer.body) && !isWebPage(answer);

/** A SCIM error body (RFC 7644 section 3.12), also one without its URN. */
export function isScimError(answer: ScimAnswer): boolean {
  const schemas = readMember(answer.json, 'schemas') ?? readMember(answer.json, 'schema');
  if (/messages:2\.0:Error/i.test(JSON.stringify(schemas ?? null))) return true;
  return ['detail', 'scimType'].some((name) => typeof readMember(answer.json, name) === 'string');
}

/** A ListResponse; null: something else. `Resources` may be null or absent, numbers may be strings (quirk 37). */
export function readList(answer: ScimAnswer): ScimList | null {
  const { json } = answer;
  if (!isObject(json)) return null;
  const rows = readMember(json, 'Resources');
  const total = readMember(json, 'totalResults');
  const named = /messages:2\.0:ListResponse/i.test(JSON.stringify(readMember(json, 'schemas') ?? null));
  if (!Array.isArray(rows) && total === undefined && !named) return null;
  const number = total === undefined || total === null || total === '' ? Number.NaN : Number(total);
  return {
    resources: Array.isArray(rows) ? rows.filter(isObject) : [],
    totalResults: Number.isInteger(number) && number >= 0 ? number : null,
  };
}

/** A resource with an id; null: the body holds none. */
export function readAccount(json: unknown): Account | null {
  if (!isObject(json)) return null;
  const id = readMember(json, 'id');
  if ((typeof id !== 'string' && typeof id !== 'number') || id === '') return null;
  return { id: targetId(String(id)), resource: normaliseResource(json) };
}
