import type { HttpAnswer, SendFailure } from './http';

/** No answer makes us wait longer within a cycle; and the longest of our own pauses. */
const longestRetryAfterMs = 5 * 60_000;
const longestBackOffMs = 30_000;
const firstBackOffMs = 500;

/** What of an answer says when to come again. */
export type RetryAnswer = Pick<HttpAnswer, 'headers'>;

/**
 * How long to wait before the next try after this answer or failure, in milliseconds. `attempt` counts the tries made, from 1. What the server says
 * in Retry-After is kept to (RFC 9110 section 10.2.3; Graph sends fractions of seconds), up to five minutes; otherwise
 * exponential back-off with full jitter. `now` in milliseconds since 1970, `random` from 0 to 1.
 */
export function retryDelayMs(attempt: number, outcome: RetryAnswer | SendFailure, now: number, random: number): number {
  const asked = 'headers' in outcome ? retryAfterMs(outcome, now) : null;
  if (asked !== null) return Math.min(Math.max(asked, 0), longestRetryAfterMs);
  const ceiling = Math.min(firstBackOffMs * 2 ** (attempt - 1), longestBackOffMs);
  return Math.round(ceiling * random);
}

/** Whether it is the service that wants us to come later, and not something that broke. */
export const asksToWait = ({ status }: Pick<HttpAnswer, 'status'>): boolean => status === 429 || status === 503;

/** Retry-After in milliseconds, which may be negative; null: absent or no sense in it. */
export function retryAfterMs(answer: RetryAnswer, now: number): number | null {
  const text = answer.headers['retry-after']?.trim();
  if (text === undefined || text === '') return null;
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const at = Date.parse(text);
  if (Number.isNaN(at)) return null;
  // Counted from the server's own clock: ours may be minutes away from it.
  const sentAt = Date.parse(answer.headers['date'] ?? '');
  return at - (Number.isNaN(sentAt) ? now : sentAt);
}

/** A pause that an abort ends by rejecting with the signal's reason. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

export const sleep: Sleep = (ms, signal) =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const aborted = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', aborted);
      resolve();
    }, ms);
    signal.addEventListener('abort', aborted, { once: true });
  });
