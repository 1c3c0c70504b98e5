import { z } from 'zod';
import type { Problem } from '../../shared/log/problem';
import { ProblemError, valueOrThrow } from '../../shared/outcome';
import type { RequestCount } from '../edges';
import type { HttpAnswer, Send, SendFailure } from '../network/http';
import { retryDelayMs, type Sleep } from '../network/retry';
import { permissionFor } from './permissions';
import { notMicrosoft, parseJson, type SignIn } from './sign-in';

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

const longestTries = 6;
const transient = new Set([408, 429, 500, 502, 503, 504]);

const errorBody = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** Graph's own code and words for an error; empty where there are none. */
export function graphError(json: unknown): { readonly code: string; readonly message: string } {
  const read = errorBody.safeParse(json);
  return read.success ? read.data.error : { code: '', message: '' };
}

/**
 * Asks Graph once and for all: throttling and passing faults are waited out here (Microsoft Graph, "throttling
 * guidance"), an expired token is renewed once. Answers every status below 500; what ends the work is thrown.
 */
export async function askGraph(connection: GraphConnection, question: GraphQuestion): Promise<GraphAnswer> {
  const url = addressOf(connection.base, question.path);
  let renewed = false;
  for (let attempt = 1; ; attempt += 1) {
    const token = valueOrThrow(
      await connection.signIn.token({ renew: renewed && attempt > 1, signal: question.signal }),
    );
    connection.requests.sent += 1;
    if (attempt > 1) connection.requests.retried += 1;
    const { method = 'GET', body } = question;
    const outcome = await connection.send({
      method,
      url,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        // A cycle in the background gives way to people who wait (Microsoft Graph, "throttling limits").
        'x-ms-throttle-priority': 'Low',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...question.headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: question.signal,
    });
    if (!outcome.ok) {
      if (!mayTryAgain(outcome, method, attempt)) throw new ProblemError(outcome.problem);
      await wait(connection, attempt, outcome, question.signal);
      continue;
    }
    const { answer } = outcome;
    if (answer.status === 401 && !renewed) {
      renewed = true;
      continue;
    }
    if (transient.has(answer.status) && attempt < longestTries) {
      await wait(connection, attempt, answer, question.signal);
      continue;
    }
    return judge(url, answer);
  }
}

/** Asks for something that has to be there. */
export async function getGraph<Shape extends z.ZodType>(
  connection: GraphConnection,
  question: GraphQuestion,
  shape: Shape,
): Promise<z.infer<Shape>> {
  const answer = await askGraph(connection, question);
  if (answer.status >= 300) throw new ProblemError(refusalOf(question.path, answer));
  const read = shape.safeParse(answer.json);
  if (!read.success)
    throw new ProblemError({
      kind: 'not-the-protocol',
      side: 'source',
      host: new URL(connection.base).host,
      got: 'other-json',
      status: answer.status,
    });
  return read.data;
}

/** Links go back to Graph and nowhere else: the token travels with them. */
function addressOf(base: string, path: string): string {
  if (!/^https?:/i.test(path)) return `${base}${path}`;
  const url = new URL(path);
  if (url.origin !== new URL(base).origin)
    throw new ProblemError({ kind: 'redirected', side: 'source', host: new URL(base).host, to: url.origin });
  return path;
}

const tryAgain = new Set<Problem['kind']>(['unreachable', 'answer-cut-off', 'name-not-found']);

/** A read can be repeated whatever happened to it; a mail only when it cannot have gone out. */
function mayTryAgain(failed: SendFailure, method: string, attempt: number): boolean {
  return attempt < 4 && tryAgain.has(failed.problem.kind) && (method === 'GET' || !failed.sent);
}

function wait(connection: GraphConnection, attempt: number, outcome: HttpAnswer | SendFailure, signal: AbortSignal) {
  return connection.sleep(retryDelayMs(attempt, outcome, connection.now(), connection.random()), signal);
}

function judge(url: string, answer: HttpAnswer): GraphAnswer {
  const { status, body } = answer;
  const json = body.trim() === '' ? null : parseJson(body);
  if (status >= 300 && status < 400)
    throw new ProblemError({
      kind: 'redirected',
      side: 'source',
      host: new URL(url).host,
      to: answer.headers['location'] ?? '',
    });
  if (body.trim() !== '' && json === null) throw new ProblemError(notMicrosoft(url, answer));
  if (status === 429) throw new ProblemError({ kind: 'throttled', side: 'source', retryAfterMs: 0 });
  if (status >= 500)
    throw new ProblemError({ kind: 'server-error', side: 'source', status, detail: graphError(json).message });
  return { status, json, text: body };
}

/** What an answer of 400 to 499 means for the whole read. */
export function refusalOf(path: string, { status, json }: GraphAnswer): Problem {
  const { code, message } = graphError(json);
  if (status === 403) {
    const { permission, what } = permissionFor(path);
    return { kind: 'source-permission-missing', permission, what };
  }
  if (status === 401)
    return { kind: 'source-credentials-refused', reason: 'other', code: code === '' ? null : code, detail: message };
  return { kind: 'source-refused', status, code, detail: message };
}
