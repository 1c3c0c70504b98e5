import { z } from 'zod';
import type { Problem } from '../../shared/log/problem';
import type { HttpAnswer } from '../network/http';
import { retryAfterMs } from '../network/retry';

/** The value, or null where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

const errorBody = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

export const isGraphError = (json: unknown): boolean => errorBody.safeParse(json).success;

/** Graph's own code and words for an error (Microsoft Graph, "error responses"); empty where there are none. */
export function graphError(json: unknown): { readonly code: string; readonly message: string } {
  const read = errorBody.safeParse(json);
  return read.success ? read.data.error : { code: '', message: '' };
}

/** Statuses that pass: throttled, or something broken for the moment. Null: another status. */
export function tooBusy(answer: HttpAnswer, now: number, json: unknown): Problem | null {
  const { status } = answer;
  if (status === 429) {
    return { kind: 'throttled', side: 'source', retryAfterMs: Math.max(0, retryAfterMs(answer, now) ?? 0) };
  }
  if (status >= 500 || status === 408) {
    return { kind: 'server-error', side: 'source', status, detail: graphError(json).message };
  }
  return null;
}

/** A body that is no JSON: half of one, or what Microsoft would not send (a proxy, a captive portal, another service). */
export function notMicrosoft(url: string, { status, headers, body }: HttpAnswer): Problem {
  const { host } = new URL(url);
  const text = body.trim();
  const kind = headers['content-type'] ?? '';
  const json = parseJson(text);
  if (json === null && /json/i.test(kind) && /^[[{]/.test(text))
    return { kind: 'answer-cut-off', side: 'source', host };
  const web = /html/i.test(kind) || text.startsWith('<');
  const got = text === '' ? 'nothing' : web ? 'web-page' : json === null ? 'text' : 'other-json';
  return { kind: 'not-the-protocol', side: 'source', host, got, status };
}
