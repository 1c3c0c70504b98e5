const shortestMs = 1_000;
const longestMs = 300_000;
const vendorHeaders = ['ratelimit-reset', 'x-ratelimit-reset', 'x-rate-limit-reset'];

/**
 * How long the service wants to be left alone, in milliseconds; null: it does not say. `Retry-After` has two forms (RFC
 * 9110 section 10.2.3); a date is measured against the answer's own `Date`, so that a wrong clock here does no harm. Kept
 * between 1 second and 5 minutes: a date in the past means now, and nobody is believed who asks for a week.
 */
export function readRetryAfterMs(headers: Readonly<Record<string, string>>, nowMs: number): number | null {
  const serverNowMs = readDateMs(headers['date']) ?? nowMs;
  const retryAfter = headers['retry-after']?.trim();
  if (retryAfter !== undefined) {
    if (/^\d+(\.\d+)?$/.test(retryAfter)) return clamp(Number(retryAfter) * 1000);
    const at = readDateMs(retryAfter);
    if (at !== null) return clamp(at - serverNowMs);
  }
  for (const name of vendorHeaders) {
    const text = headers[name]?.trim() ?? '';
    if (/^\d+(\.\d+)?$/.test(text)) return clamp(fromNumber(Number(text), serverNowMs));
    const at = readDateMs(text);
    if (at !== null) return clamp(at - serverNowMs);
  }
  return null;
}

/** Seconds to wait, or the moment itself as seconds or milliseconds since 1970: vendors use all three. */
function fromNumber(value: number, serverNowMs: number): number {
  if (value > 1e12) return value - serverNowMs;
  if (value > 1e9) return value * 1000 - serverNowMs;
  return value * 1000;
}

function readDateMs(text: string | undefined): number | null {
  const at = text === undefined || text === '' ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

const clamp = (ms: number): number => Math.min(longestMs, Math.max(shortestMs, ms));
