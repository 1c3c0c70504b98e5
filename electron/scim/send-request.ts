import type { ConnectionProblem, Problem } from '../../shared/log/problem';
import type { ScimResource } from '../../shared/mapping/target-value';
import { failure, type Outcome, ProblemError } from '../../shared/outcome';
import type { Profile } from '../../shared/profiles/profile';
import type { RequestCount } from '../edges';
import type { HttpRequest, Send } from '../network/http';
import { asksToWait, sleep as realSleep } from '../network/retry';
import { type Findings, findingsFrom } from './findings';
import { openPace } from './pace';
import { problemOf, readServiceError, type ServiceError, tidyWords } from './read-error';
import { readRetryAfterMs } from './retry-after';
import { isCutOff, isSuccess, isWebPage, readAnswer, type ScimAnswer, whatCame } from './scim-answer';
import { openSettling, type Settling } from './settling';
import { readTargetAddress, type TargetAddress } from './target-address';

/**
 * One request to the target, as often as it takes: headers, pace, pauses, repeats and redirects are settled here.
 * What comes out is final. Answers that no request could get past (a refused token, a web page, another host) are
 * thrown as ProblemError, because they end the cycle; all others are for the caller to read.
 */
export interface TargetRequest {
  readonly method: HttpRequest['method'];
  readonly path: `/${string}`;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * What may follow a lost answer. `always`: the same again, for doing it twice does no harm. `if-unsent`: only where the
   * service cannot have acted; otherwise the caller looks first what happened (RFC 9110 section 9.2.2).
   */
  readonly repeat: 'always' | 'if-unsent';
  /** The caller repeats a request whose effect it has looked for: counted as a repeat. */
  readonly isRepeat?: boolean;
  /** Discovery is advice: none of its answers ends anything. */
  readonly isAdvice?: boolean;
}

export type Sent =
  | { readonly kind: 'answer'; readonly answer: ScimAnswer }
  | { readonly kind: 'failure'; readonly problem: ConnectionProblem; readonly mayHaveActed: boolean };

export interface TargetOptions {
  readonly baseUrl: string;
  readonly token: string;
  readonly profile: Profile;
  readonly pace: { readonly requestsPerSecond: number; readonly concurrency: number };
  readonly send: Send;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Milliseconds since 1970. The default does not jump when the clock of this machine is set. */
  readonly now?: () => number;
  readonly random?: () => number;
  /** Told when the service asks us to wait, and for how long, in milliseconds. */
  readonly onThrottled?: (waitMs: number) => void;
  /** How often one request is sent at most; 4 where it is left out. */
  readonly maxTries?: number;
  /** How long a service that asks us to wait is obeyed for one request; 10 minutes where it is left out. */
  readonly maxThrottleMs?: number;
  readonly userAgent?: string;
}

/** A target that is being talked to: what the modules of this folder share. */
export interface Connection {
  readonly address: TargetAddress;
  readonly profile: Profile;
  readonly findings: Findings;
  readonly requests: RequestCount;
  readonly settling: Settling;
  /** The `ETag` header a resource was read under, for services that keep it out of `meta.version`. */
  readonly entityTags: WeakMap<ScimResource, string>;
  request(request: TargetRequest, signal: AbortSignal): Promise<Sent>;
  readError(answer: ScimAnswer): ServiceError;
  problemOf(answer: ScimAnswer, attribute?: string | null): Problem;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Full jitter: anything up to the bound, which doubles each time. */
  backOffMs(repeats: number): number;
  now(): number;
}

const retriedStatuses = new Set([408, 425, 429, 500, 502, 503, 504]);
const longestThrottleMs = 600_000;
const maxHops = 3;
/** So many refused writes and not one that went through: it is the token, not the people. */
const refusedWritesLimit = 3;

export function openConnection(options: TargetOptions): Connection {
  const { token, profile, send } = options;
  const address = readTargetAddress(options.baseUrl);
  const now = options.now ?? (() => performance.timeOrigin + performance.now());
  const random = options.random ?? Math.random;
  const sleep = options.sleep ?? realSleep;
  const maxTries = options.maxTries ?? 4;
  const findings = findingsFrom(profile);
  const requests: RequestCount = { sent: 0, retried: 0 };
  const pace = openPace({
    requestsPerSecond: address.isLoopback ? 0 : options.pace.requestsPerSecond,
    concurrency: address.isLoopback ? Number.POSITIVE_INFINITY : Math.max(1, options.pace.concurrency),
    now,
    sleep,
  });
  const backOffMs = (repeats: number): number => Math.round(random() * Math.min(30_000, 1000 * 2 ** repeats));
  let hasSucceeded = false;
  let hasWritten = false;
  let refusedWrites = 0;

  const headersOf = (request: TargetRequest): Record<string, string> => ({
    authorization: `Bearer ${token}`,
    accept: 'application/scim+json, application/json;q=0.9',
    'user-agent': options.userAgent ?? 'Inseam',
    ...(request.body === undefined ? {} : { 'content-type': findings.mediaType }),
    ...request.headers,
  });

  /** One try: through the pace, and after redirects that stay with the service (scim-interop 1.15). */
  async function tryOnce(request: TargetRequest, signal: AbortSignal, isRepeat: boolean): Promise<Sent> {
    let url = address.at(request.path, request.query);
    for (let hops = 0; ; hops += 1) {
      const leave = await pace.enter(signal);
      let result: Awaited<ReturnType<Send>>;
      try {
        requests.sent += 1;
        if (isRepeat && hops === 0) requests.retried += 1;
        result = await send({
          method: request.method,
          url,
          headers: headersOf(request),
          ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
          signal,
        });
      } finally {
        leave();
      }
      if (!result.ok) return { kind: 'failure', problem: result.problem, mayHaveActed: result.sent };
      const answer = readAnswer(result.answer);
      if (answer.status < 300 || answer.status > 399 || answer.status === 304) return { kind: 'answer', answer };
      url = redirectTarget(address, url, request.method, answer, hops);
    }
  }

  /** How long to wait before the next try; null: what came is final. */
  function nextTryMs(sent: Sent, request: TargetRequest, tries: number, throttledMs: number): number | null {
    if (sent.kind === 'failure') {
      if (!isPassing(sent.problem) || tries >= maxTries) return null;
      return sent.mayHaveActed && request.repeat === 'if-unsent' ? null : backOffMs(tries - 1);
    }
    const { status, headers } = sent.answer;
    if (isSuccess(sent.answer) && request.method === 'GET' && isCutOff(sent.answer))
      return tries < maxTries ? backOffMs(tries - 1) : null;
    if (!retriedStatuses.has(status)) return null;
    const isAsked = asksToWait(sent.answer);
    const asked = isAsked ? readRetryAfterMs(headers, now()) : null;
    const waitMs = asked ?? backOffMs(tries - 1);
    if (isAsked) {
      pace.pause(waitMs);
      options.onThrottled?.(waitMs);
    }
    const mayHaveActed = status !== 425 && status !== 429;
    if (mayHaveActed && request.repeat === 'if-unsent') return null;
    if (asked !== null) return throttledMs + waitMs <= (options.maxThrottleMs ?? longestThrottleMs) ? waitMs : null;
    return tries < maxTries ? waitMs : null;
  }

  /** Ends the cycle for answers that the next person would get as well. */
  function endCycle(request: TargetRequest, answer: ScimAnswer): void {
    const stop = (problem: Problem): never => {
      throw new ProblemError(problem);
    };
    const detail = (): string => readServiceError(answer, token).detail;
    if (answer.status === 401) stop({ kind: 'target-unauthorized', detail: detail() });
    if (answer.status === 403) {
      if (request.method !== 'GET' && !hasWritten) refusedWrites += 1;
      if (!hasSucceeded || refusedWrites >= refusedWritesLimit) stop({ kind: 'target-forbidden', detail: detail() });
    }
    if (answer.status === 511 || (isSuccess(answer) && isWebPage(answer))) stop(notScim(address, answer));
    if (!isSuccess(answer)) return;
    hasSucceeded = true;
    if (request.method !== 'GET') hasWritten = true;
  }

  return {
    address,
    profile,
    findings,
    requests,
    settling: openSettling(now),
    entityTags: new WeakMap(),
    async request(request, signal) {
      if (!address.isSecure && !address.isLoopback)
        throw new ProblemError({ kind: 'insecure-address', address: address.at('/') });
      const startedAt = now();
      let throttledMs = 0;
      for (let tries = 1; ; tries += 1) {
        const sent = await tryOnce(request, signal, tries > 1 || request.isRepeat === true);
        if (sent.kind === 'answer' && sent.answer.status === 415 && findings.mediaType === 'application/scim+json') {
          findings.mediaType = 'application/json';
          continue;
        }
        const waitMs = nextTryMs(sent, request, tries, throttledMs);
        if (waitMs !== null) {
          if (sent.kind === 'answer') throttledMs += waitMs;
          await sleep(waitMs, signal);
          continue;
        }
        if (sent.kind === 'failure') return finalFailure(sent, now() - startedAt);
        if (request.isAdvice !== true) endCycle(request, sent.answer);
        if (request.method === 'GET' && isSuccess(sent.answer) && isCutOff(sent.answer))
          return {
            kind: 'failure',
            problem: { kind: 'answer-cut-off', side: 'target', host: address.host },
            mayHaveActed: false,
          };
        return sent;
      }
    },
    readError: (answer) => readServiceError(answer, token),
    problemOf: (answer, attribute = null) => problemOf(answer, readServiceError(answer, token), attribute, now()),
    sleep,
    backOffMs,
    now,
  };
}

/** Where a redirect leads, if it may be followed; the token goes to no other origin, so all else ends the cycle. */
function redirectTarget(
  address: TargetAddress,
  from: string,
  method: string,
  answer: ScimAnswer,
  hops: number,
): string {
  const location = answer.headers['location'];
  const to = location === undefined || location === '' ? null : readUrl(location, from);
  if (to === null) throw new ProblemError(notScim(address, answer));
  const keepsMethod = answer.status === 307 || answer.status === 308;
  const isPlain = (answer.status === 301 || answer.status === 302) && method === 'GET';
  if (to.origin === address.origin && hops < maxHops && (keepsMethod || isPlain)) return to.href;
  // Without query and fragment: a sign-in page's address carries state that is nobody's business.
  throw new ProblemError({
    kind: 'redirected',
    side: 'target',
    host: address.host,
    to: tidyWords(`${to.origin}${to.pathname}`, ''),
  });
}

function readUrl(text: string, base: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}

/** The address leads to something that is no SCIM service. */
export const notScim = (address: TargetAddress, answer: ScimAnswer): Problem => ({
  kind: 'not-the-protocol',
  side: 'target',
  host: address.host,
  got: whatCame(answer),
  status: answer.status,
});

/** Whether the same request may fare better in a moment. */
function isPassing(problem: ConnectionProblem): boolean {
  switch (problem.kind) {
    case 'name-not-found':
    case 'unreachable':
    case 'answer-cut-off':
      return true;
    case 'proxy-refused':
      return problem.status >= 500;
    default:
      return false;
  }
}

/** What no repeat and no other person's request can get past is thrown; the rest is this operation's failure. */
function finalFailure(sent: Extract<Sent, { kind: 'failure' }>, waitedMs: number): Sent {
  const { problem } = sent;
  switch (problem.kind) {
    case 'certificate-untrusted':
    case 'insecure-address':
    case 'redirected':
    case 'not-the-protocol':
    case 'proxy-unsupported':
      throw new ProblemError(problem);
    case 'unreachable':
      return { ...sent, problem: { ...problem, waitedMs: Math.max(problem.waitedMs, Math.round(waitedMs)) } };
    default:
      return sent;
  }
}

/** The answer, or the failure as an outcome: for requests whose answers alone are of interest. */
export async function answerTo(
  connection: Connection,
  request: TargetRequest,
  signal: AbortSignal,
): Promise<Outcome<ScimAnswer>> {
  const sent = await connection.request(request, signal);
  return sent.kind === 'answer' ? { ok: true, value: sent.answer } : failure(sent.problem);
}
