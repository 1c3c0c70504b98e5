import type { z } from 'zod';
import type { Problem } from '../../shared/log/problem';
import { ProblemError, valueOrThrow } from '../../shared/outcome';
import type { RequestCount } from '../edges';
import type { HttpAnswer, HttpRequest, Send, SendFailure } from '../network/http';
import { asksToWait, retryAfterMs, retryDelayMs, type Sleep } from '../network/retry';
import { permissionFor } from './permissions';
import { graphError, isGraphError, notMicrosoft, parseJson, tooBusy } from './read-answer';
import type { SignIn } from './sign-in';

/** What a conversation with Graph goes on with. */
export interface GraphConnection {
  /** With the version: `https://graph.microsoft.com/v1.0`. */
  readonly base: string;
  readonly signIn: SignIn;
  readonly send: Send;
  readonly sleep: Sleep;
  readonly now: () => number;
  readonly random: () => number;
  readonly requests: RequestCount;
  /** Told when Graph asks us to wait, and for how long, in milliseconds. */
  readonly onThrottled: (waitMs: number) => void;
}

export interface GraphQuestion {
  readonly method?: 'GET' | 'POST';
  /** A path below the version, or a whole link that Graph gave. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal: AbortSignal;
}

export interface GraphAnswer {
  readonly status: number;
  /** null: an answer without a body. */
  readonly json: unknown;
  readonly text: string;
}

/** Tries in all: of what Graph asks us to repeat, and of what the network lost. */
const triesOfAnswers = 6;
const triesOfFailures = 4;
/** How long Graph is obeyed for one request when it says when to come again: that counts as no try. */
const longestThrottleMs = 600_000;

/**
 * Asks Graph once and for all: throttling and passing faults are waited out here (Microsoft Graph, "throttling
 * guidance"), an expired token is renewed once. Answers statuses from 200 to 499 save 408 and 429; all else is thrown.
 */
export async function askGraph(connection: GraphConnection, question: GraphQuestion): Promise<GraphAnswer> {
  const { signIn, send, sleep, now, random, requests, onThrottled } = connection;
  const { method = 'GET', signal } = question;
  const url = addressOf(connection.base, question.path);
  let refused: string | null = null;
  let throttledMs = 0;
  for (let sends = 1, attempt = 1; ; sends += 1) {
    const token: string = valueOrThrow(await signIn.token({ refused, signal }));
    requests.sent += 1;
    if (sends > 1) requests.retried += 1;
    const sent = await send(requestFor(question, url, token));
    if (sent.ok && sent.answer.status === 401 && refused === null) {
      refused = token;
      attempt += 1;
      continue;
    }
    const judged = sent.ok ? judge(url, sent.answer, now()) : { problem: sent.problem };
    if (!('problem' in judged)) return judged;
    const waitMs = retryDelayMs(attempt, sent.ok ? sent.answer : sent, now(), random());
    if (judged.problem.kind === 'throttled' && sent.ok && (retryAfterMs(sent.answer, now()) ?? 0) > 0) {
      throttledMs += Math.max(waitMs, 1000);
      if (throttledMs > longestThrottleMs) throw new ProblemError(judged.problem);
    } else {
      if (!mayTryAgain(judged.problem, sent, method, attempt)) throw new ProblemError(judged.problem);
      attempt += 1;
    }
    if (sent.ok && asksToWait(sent.answer)) onThrottled(waitMs);
    await sleep(waitMs, signal);
  }
}

/** Asks for something that has to be there. `missing` is the problem of a 404; without it Graph's words are told. */
export async function getGraph<Shape extends z.ZodType>(
  connection: GraphConnection,
  question: GraphQuestion,
  shape: Shape,
  missing?: Problem,
): Promise<z.infer<Shape>> {
  const answer = await askGraph(connection, question);
  if (answer.status === 404 && missing !== undefined) throw new ProblemError(missing);
  if (answer.status >= 300) throw new ProblemError(refusalOf(question.path, answer));
  const read = shape.safeParse(answer.json);
  if (!read.success) throw new ProblemError(otherJson(connection, answer));
  return read.data;
}

/** JSON, but not Graph's. */
export function otherJson({ base }: GraphConnection, { status, text }: GraphAnswer): Problem {
  const got = text.trim() === '' ? 'nothing' : 'other-json';
  return { kind: 'not-the-protocol', side: 'source', host: new URL(base).host, got, status };
}

/** Links go back to Graph and nowhere else: the token travels with them. */
function addressOf(base: string, path: string): string {
  if (path.startsWith('/')) return `${base}${path}`;
  const { host, origin } = new URL(base);
  const to = originOf(path);
  if (to !== origin) throw new ProblemError({ kind: 'redirected', side: 'source', host, to });
  return path;
}

/** Scheme, host and port of a link; the text itself where it is no link at all. */
export function originOf(link: string): string {
  try {
    return new URL(link).origin;
  } catch {
    return link;
  }
}

function requestFor({ method = 'GET', headers, body, signal }: GraphQuestion, url: string, token: string): HttpRequest {
  return {
    method,
    url,
    headers: {
      accept: 'application/json',
      // A page of people is ten times smaller so.
      'accept-encoding': 'gzip',
      authorization: `Bearer ${token}`,
      // A cycle in the background gives way to people who wait (Microsoft Graph, "throttling limits").
      'x-ms-throttle-priority': 'Low',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal,
  };
}

type Sent = { readonly ok: true; readonly answer: HttpAnswer } | ({ readonly ok: false } & SendFailure);

/** A read can be repeated whatever happened to it; a mail only when it cannot have gone out. */
function mayTryAgain(problem: Problem, sent: Sent, method: string, attempt: number): boolean {
  const isRead = method === 'GET';
  switch (problem.kind) {
    case 'throttled':
      return attempt < triesOfAnswers;
    case 'server-error':
      return attempt < triesOfAnswers && (isRead || problem.status === 503) && problem.status !== 501;
    case 'unreachable':
    case 'name-not-found':
    case 'answer-cut-off':
      return attempt < triesOfFailures && (isRead || (!sent.ok && !sent.sent));
    default:
      return false;
  }
}

function judge(url: string, answer: HttpAnswer, now: number): GraphAnswer | { readonly problem: Problem } {
  const { status, headers, body } = answer;
  if (status >= 300 && status < 400) {
    const to = headers['location'] ?? '';
    return { problem: { kind: 'redirected', side: 'source', host: new URL(url).host, to } };
  }
  const isEmpty = body.trim() === '';
  const json = isEmpty ? null : parseJson(body);
  const busy = tooBusy(answer, now, json);
  if (busy !== null) return { problem: busy };
  // "Not there" takes access away: it is believed in Graph's own words, not of whatever stands in between.
  const isForeign = status === 404 && !isGraphError(json);
  if ((!isEmpty && json === null) || isForeign) return { problem: notMicrosoft(url, answer) };
  return { status, json, text: body };
}

/** What Graph says when the application may not do something, in the directory and in mail. */
const denied = /^(Authorization_RequestDenied|ErrorAccessDenied|accessDenied|Forbidden|)$/i;

/** What an answer of 400 to 499 means for the whole read. */
export function refusalOf(path: string, { status, json }: GraphAnswer): Problem {
  const { code, message } = graphError(json);
  if (status === 403 && denied.test(code)) return { kind: 'source-permission-missing', ...permissionFor(path) };
  if (status === 401)
    return { kind: 'source-credentials-refused', reason: 'other', code: code === '' ? null : code, detail: message };
  return { kind: 'source-refused', status, code, detail: message };
}
