import type { Problem } from '../../shared/log/problem';
import { readMember } from '../../shared/mapping/target-path';
import { readRetryAfterMs } from './retry-after';
import { isWebPage, type ScimAnswer } from './scim-answer';

/** What the service says of a refusal, in its own words, made fit to be shown. */
export interface ServiceError {
  readonly scimType: string | null;
  /** Empty where it gave no reason. */
  readonly detail: string;
}

const longest = 200;

/** Reads a refusal out of a SCIM error, problem+json, a vendor's JSON, text, a web page or nothing at all (quirk 45). */
export function readServiceError(answer: ScimAnswer, token: string): ServiceError {
  const scimType = readMember(answer.json, 'scimType');
  return {
    scimType: typeof scimType === 'string' && scimType !== '' ? scimType : null,
    detail: tidyWords(wordsOf(answer), token),
  };
}

function wordsOf(answer: ScimAnswer): string {
  if (answer.json !== undefined) return jsonWords(answer.json) ?? '';
  if (!isWebPage(answer)) return answer.body;
  const heading = /<title[^>]*>([\s\S]*?)<\/title>/i.exec(answer.body)?.[1] ?? '';
  return `${heading} (a web page: a proxy or wrong address answers)`;
}

const names = ['detail', 'message', 'error_description', 'description', 'error', 'title', 'reason'];

function jsonWords(json: unknown): string | null {
  if (typeof json === 'string') return json;
  for (const name of names) {
    const found = readMember(json, name);
    if (typeof found === 'string' && found.trim() !== '') return found;
    if (typeof found === 'object' && found !== null && !Array.isArray(found)) {
      const inner = jsonWords(found);
      if (inner !== null) return inner;
    }
  }
  const errors: unknown = Array.isArray(json) ? json : readMember(json, 'errors');
  if (Array.isArray(errors)) return errors.length === 0 ? null : jsonWords(errors[0]);
  return typeof errors === 'object' && errors !== null ? jsonWords(errors) : null;
}

/**
 * One line without markup and control characters, shortened, and without anything that could be a secret: services
 * echo what they were sent, the token included.
 */
export function tidyWords(words: string, token: string): string {
  const redacted = [token, encodeURIComponent(token)]
    .filter((each) => each !== '')
    .reduce((text, each) => text.replaceAll(each, '[removed]'), words)
    .replace(/\bbearer\s+(?!\[removed\])(?=\S*\d)\S{8,}/gi, 'Bearer [removed]')
    .replace(/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, '[removed]')
    .replace(/[\w+/=-]{32,}/g, (run) => (looksLikeSecret(run) ? '[removed]' : run));
  const plain = redacted
    .replace(/<(?:script|style)[\s\S]*?<\/(?:script|style)>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  const characters = [...plain];
  return characters.length <= longest
    ? plain
    : `${characters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}

/** A long run with letters and digits mixed; a GUID is not one, for it names accounts. */
const looksLikeSecret = (run: string): boolean =>
  /\d/.test(run) && /[A-Za-z]/.test(run) && !/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(run);

/** A refusal that is final for this cycle, as a problem. `attribute` is the one it is about, where that is known. */
export function problemOf(
  answer: ScimAnswer,
  { scimType, detail }: ServiceError,
  attribute: string | null,
  nowMs: number,
): Problem {
  const { status } = answer;
  if (status === 429)
    return { kind: 'throttled', side: 'target', retryAfterMs: readRetryAfterMs(answer.headers, nowMs) ?? 0 };
  if (status === 408 || status === 425 || (status >= 500 && status !== 501))
    return { kind: 'server-error', side: 'target', status, detail };
  return { kind: 'target-refused', status, scimType, detail, attribute };
}
