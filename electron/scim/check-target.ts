import { randomUUID } from 'node:crypto';
import type { Problem } from '../../shared/log/problem';
import { ProblemError } from '../../shared/outcome';
import type { Profile } from '../../shared/profiles/profile';
import type { Rung } from '../edges';
import type { Probe, Send } from '../network/http';
import { hostRungs, notTested } from '../network/probe-host';
import { filterText } from './filter-text';
import { countAccounts } from './read-list';
import { accountsText, failureText } from './rung-texts';
import { isScimError, isSuccess, readList, type ScimAnswer } from './scim-answer';
import { type Connection, notScim, openConnection } from './send-request';

export const rungNames = [...hostRungs, 'Sign-in', 'Permission', 'Users'] as const;
type RungName = (typeof rungNames)[number];

export interface CheckOptions {
  readonly baseUrl: string;
  readonly token: string;
  readonly profile: Profile;
  readonly send: Send;
  readonly probe: Probe;
  /** Told after each rung with those climbed so far; the next one is then being climbed. */
  readonly onRungs?: (rungs: readonly Rung[]) => void;
  readonly signal: AbortSignal;
  /** The attribute that the mapping matches by first; the profile's, where it is left out. */
  readonly matching?: string;
  /** For each rung of the way, in milliseconds. */
  readonly timeoutMs?: number;
  readonly userAgent?: string;
}

export interface TargetCheck {
  /** All seven; after the first failure the rest are `not-tested`. */
  readonly rungs: readonly Rung[];
  readonly problem: Problem | null;
  /** null where the service does not let us count. */
  readonly accounts: number | null;
}

/** Ends the climb: the rung that failed has been drawn. */
class Fallen extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.kind);
    this.problem = problem;
  }
}

interface Climb {
  readonly options: CheckOptions;
  pass(name: RungName, text: string, durationMs: number | null): void;
  fall(name: RungName, text: string, durationMs: number | null, problem: Problem): never;
}

/**
 * Test Connection. It searches for a name that nobody can have, as Microsoft's service does (scim-interop 2.1), counts,
 * and writes nothing. Every rung is measured; the first that fails is explained and the rest are left.
 */
export async function checkTarget(options: CheckOptions): Promise<TargetCheck> {
  const rungs: Rung[] = [];
  const tell = (): void => options.onRungs?.([...rungs]);
  const climb: Climb = {
    options,
    pass: (name, text, durationMs) => {
      rungs.push({ name, state: 'passed', text, durationMs });
      tell();
    },
    fall: (name, text, durationMs, problem) => {
      rungs.push({ name, state: 'failed', text, durationMs });
      tell();
      throw new Fallen(problem);
    },
  };
  const { probe, baseUrl: url } = options;
  const host = await probe({ ...options, url });
  rungs.push(...host.rungs);
  try {
    if (host.problem !== null) throw new Fallen(host.problem);
    const connection = openConnection({ ...options, pace: options.profile.pace, maxTries: 2, maxThrottleMs: 5_000 });
    const answer = await search(climb, connection);
    const accounts = await climbToUsers(climb, connection, answer);
    return { rungs, problem: null, accounts };
  } catch (error) {
    if (!(error instanceof Fallen)) throw error;
    return {
      rungs: [...rungs, ...rungNames.slice(rungs.length).map(notTested)],
      problem: error.problem,
      accounts: null,
    };
  }
}

interface Search {
  readonly result:
    | { readonly ok: true; readonly answer: ScimAnswer }
    | { readonly ok: false; readonly problem: Problem };
  readonly durationMs: number;
}

const matchingOf = ({ matching, profile }: CheckOptions): string =>
  matching ??
  [...profile.defaultMappings]
    .filter(({ matchingPriority }) => matchingPriority > 0)
    .sort((a, b) => a.matchingPriority - b.matchingPriority)[0]?.target ??
  'userName';

/** The one filtered GET, for a value that nobody has. */
async function search({ options }: Climb, connection: Connection): Promise<Search> {
  const startedAt = performance.now();
  const done = (result: Search['result']): Search => ({
    result,
    durationMs: Math.round(performance.now() - startedAt),
  });
  const query = { filter: filterText(matchingOf(options), randomUUID()) };
  try {
    const sent = await connection.request({ method: 'GET', path: '/Users', query, repeat: 'always' }, options.signal);
    return done(sent.kind === 'answer' ? { ok: true, answer: sent.answer } : { ok: false, problem: sent.problem });
  } catch (error) {
    if (error instanceof ProblemError) return done({ ok: false, problem: error.problem });
    throw error;
  }
}

/** Sign-in, Permission and Users, as the one answer tells of them. */
async function climbToUsers(
  climb: Climb,
  connection: Connection,
  { result, durationMs }: Search,
): Promise<number | null> {
  const attribute = matchingOf(climb.options);
  const problem = result.ok ? signInProblem(connection, result.answer) : result.problem;
  if (problem?.kind === 'target-forbidden') {
    climb.pass('Sign-in', 'The token is known', durationMs);
    climb.fall('Permission', '403: it may not manage users', null, problem);
  }
  if (problem !== null)
    climb.fall('Sign-in', failureText(problem, new URL(climb.options.baseUrl)), durationMs, problem);
  climb.pass('Sign-in', 'The token was accepted', durationMs);
  climb.pass('Permission', 'It may read users', null);
  if (result.ok) judgeSearch(climb, connection, result.answer, attribute);
  const startedAt = performance.now();
  const accounts = await countQuietly(connection, climb.options.signal);
  const text = accounts === null ? `Found by ${attribute}; not counted` : accountsText(accounts);
  climb.pass('Users', text, Math.round(performance.now() - startedAt));
  return accounts;
}

/** What speaks against the address or the token; null: this is a SCIM service that knows us. */
function signInProblem(connection: Connection, answer: ScimAnswer): Problem | null {
  if (isSuccess(answer)) return readList(answer) === null ? notScim(connection.address, answer) : null;
  if (answer.status === 404 || answer.status === 410)
    return isScimError(answer) ? null : { kind: 'target-not-found', host: connection.address.host };
  return answer.status === 400 || answer.status === 501 ? null : connection.problemOf(answer);
}

function judgeSearch(climb: Climb, connection: Connection, answer: ScimAnswer, attribute: string): void {
  if (answer.status === 400 || answer.status === 501) {
    const { detail } = connection.readError(answer);
    const problem = { kind: 'target-cannot-filter', attribute, detail } as const;
    climb.fall('Users', `It cannot search by ${attribute}`, null, problem);
  }
  const list = readList(answer);
  if (list !== null && (list.resources.length > 0 || (list.totalResults ?? 0) > 0))
    climb.fall('Users', 'It answers a search with other accounts', null, { kind: 'target-ignores-filter', attribute });
}

/** Not being allowed to count is no failure: the search is all that a cycle needs. */
async function countQuietly(connection: Connection, signal: AbortSignal): Promise<number | null> {
  try {
    return await countAccounts(connection, signal);
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}
