import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Problem } from '../../shared/log/problem';
import { ProblemError } from '../../shared/outcome';
import type { Profile } from '../../shared/profiles/profile';
import type { Rung } from '../edges';
import type { Send } from '../network/http';
import { filterText } from './filter-text';
import {
  type MeasureOptions,
  measureCertificate,
  measureName,
  measurePort,
  measureTunnel,
  type Place,
  placeOf,
} from './measure-connection';
import { countAccounts } from './read-list';
import { accountsText, failureText, nameText, proxyText, trustedText, withoutUser } from './rung-texts';
import { isScimError, isSuccess, readList, type ScimAnswer } from './scim-answer';
import { type Connection, notScim, openConnection } from './send-request';
import { isLoopbackHost } from './target-address';

export const rungNames = ['Name', 'Proxy', 'Connection', 'Certificate', 'Sign-in', 'Permission', 'Users'] as const;
type RungName = (typeof rungNames)[number];

export interface CheckOptions {
  readonly baseUrl: string;
  readonly token: string;
  readonly profile: Profile;
  readonly send: Send;
  /** The authorities that the network settings trust, in PEM; empty: the runtime's own. */
  readonly certificates: () => readonly string[];
  /** The proxy for an address, for words; null: none. */
  readonly proxyFor: (url: string) => Promise<string | null>;
  /** Told after each rung with those climbed so far; the next one is then being climbed. */
  readonly onRungs?: (rungs: readonly Rung[]) => void;
  readonly signal: AbortSignal;
  /** The attribute that the mapping matches by first; the profile's, where it is left out. */
  readonly matching?: string;
  /** For each step of the way, in milliseconds. */
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
  readonly measure: MeasureOptions;
  readonly place: Place;
  readonly isSecure: boolean;
  pass(name: RungName, text: string, durationMs: number | null): void;
  fall(name: RungName, text: string, durationMs: number | null, problem: Problem): never;
}

/**
 * Test Connection. It searches for a name that nobody can have, as Microsoft's service does (scim-interop 2.1), counts,
 * and writes nothing. Every rung is measured; the first that fails is explained and the rest are left.
 */
export async function checkTarget(options: CheckOptions): Promise<TargetCheck> {
  const rungs: Rung[] = [];
  const url = new URL(options.baseUrl);
  const add = (rung: Rung): void => {
    rungs.push(rung);
    options.onRungs?.([...rungs]);
  };
  const climb: Climb = {
    options,
    measure: { timeoutMs: options.timeoutMs ?? 10_000, signal: options.signal },
    place: placeOf(url),
    isSecure: url.protocol === 'https:',
    pass: (name, text, durationMs) => add({ name, state: 'passed', text, durationMs }),
    fall: (name, text, durationMs, problem) => {
      for (const skipped of rungNames.slice(rungs.length, rungNames.indexOf(name))) rungs.push(notTested(skipped));
      add({ name, state: 'failed', text, durationMs });
      throw new Fallen(problem);
    },
  };
  try {
    if (!climb.isSecure && !isLoopbackHost(url.hostname))
      climb.fall('Certificate', 'The address must begin with https://', null, {
        kind: 'insecure-address',
        address: options.baseUrl,
      });
    const connection = openConnection({ ...options, pace: options.profile.pace, maxTries: 2, maxThrottleMs: 5_000 });
    const reached = await climbToPort(climb, connection);
    const answer = reached.probe ?? (await probe(climb, connection));
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

const notTested = (name: RungName): Rung => ({ name, state: 'not-tested', text: 'Not tested', durationMs: null });

interface Probe {
  readonly result:
    | { readonly ok: true; readonly answer: ScimAnswer }
    | { readonly ok: false; readonly problem: Problem };
  readonly durationMs: number;
}

/** Name, Proxy, Connection, Certificate. Behind a proxy the probe itself is the judge, for the proxy may want a password. */
async function climbToPort(climb: Climb, connection: Connection): Promise<{ readonly probe: Probe | null }> {
  const { options, place, measure } = climb;
  const proxy = await options.proxyFor(options.baseUrl);
  const name = await measureName(place);
  if (proxy !== null) return climbThroughProxy(climb, connection, proxy, name.ok ? name.durationMs : null);
  if (!name.ok) climb.fall('Name', `${place.hostname} is not found`, name.durationMs, name.problem);
  climb.pass('Name', nameText(place), name.durationMs);
  climb.pass('Proxy', 'None needed', null);
  const port = await measurePort(place, measure);
  if (!port.ok) return climb.fall('Connection', failureText(port.problem, place), port.durationMs, port.problem);
  climb.pass('Connection', `Port ${place.port} answers`, port.durationMs);
  if (!climb.isSecure) {
    port.value.destroy();
    climb.pass('Certificate', 'Not used on this computer’s own address', null);
    return { probe: null };
  }
  await climbCertificate(climb, port.value);
  return { probe: null };
}

async function climbCertificate(climb: Climb, socket: Socket): Promise<void> {
  const { options, place, measure } = climb;
  const certificate = await measureCertificate(socket, place, options.certificates(), measure);
  if (!certificate.ok)
    climb.fall('Certificate', failureText(certificate.problem, place), certificate.durationMs, certificate.problem);
  else climb.pass('Certificate', trustedText(certificate.value), certificate.durationMs);
}

async function climbThroughProxy(
  climb: Climb,
  connection: Connection,
  proxy: string,
  nameMs: number | null,
): Promise<{ readonly probe: Probe | null }> {
  const { place, measure } = climb;
  climb.pass('Name', nameMs === null ? 'Left to the proxy' : nameText(place), nameMs);
  const plain = readHttpProxy(proxy);
  const tunnel = plain === null || !climb.isSecure ? null : await measureTunnel(plain, place, measure);
  if (tunnel?.ok === true) {
    climb.pass('Proxy', `${plain?.host ?? proxy} lets Inseam through`, tunnel.value.proxyMs);
    climb.pass('Connection', `Port ${place.port} answers`, tunnel.durationMs - tunnel.value.proxyMs);
    await climbCertificate(climb, tunnel.value.socket);
    return { probe: null };
  }
  const probed = await probe(climb, connection);
  if (!probed.result.ok) {
    const { problem } = probed.result;
    const rung = rungOf(problem);
    if (rung === 'Proxy') climb.fall('Proxy', failureText(problem, place), probed.durationMs, problem);
    climb.pass('Proxy', proxyText(proxy), null);
    if (rung === 'Connection') climb.fall('Connection', failureText(problem, place), probed.durationMs, problem);
    climb.pass('Connection', `Port ${place.port} answers`, null);
    if (rung === 'Certificate') climb.fall('Certificate', failureText(problem, place), probed.durationMs, problem);
  } else {
    climb.pass('Proxy', proxyText(proxy), null);
    climb.pass('Connection', `Port ${place.port} answers`, null);
  }
  climb.pass('Certificate', climb.isSecure ? 'Trusted' : 'Not used on this computer’s own address', null);
  return { probe: probed };
}

function readHttpProxy(proxy: string): Place | null {
  const address = withoutUser(proxy);
  const text = /^[a-z][\w+.-]*:\/\//i.test(address) ? address : `http://${address}`;
  try {
    const url = new URL(text);
    return url.protocol === 'http:' ? placeOf(url) : null;
  } catch {
    return null;
  }
}

function rungOf(problem: Problem): RungName {
  switch (problem.kind) {
    case 'proxy-refused':
      return 'Proxy';
    case 'name-not-found':
    case 'unreachable':
    case 'answer-cut-off':
      return 'Connection';
    case 'certificate-untrusted':
    case 'insecure-address':
      return 'Certificate';
    default:
      return 'Sign-in';
  }
}

const matchingOf = ({ matching, profile }: CheckOptions): string =>
  matching ??
  [...profile.defaultMappings]
    .filter(({ matchingPriority }) => matchingPriority > 0)
    .sort((a, b) => a.matchingPriority - b.matchingPriority)[0]?.target ??
  'userName';

/** The one filtered GET, for a value that nobody has. */
async function probe({ options }: Climb, connection: Connection): Promise<Probe> {
  const startedAt = performance.now();
  const done = (result: Probe['result']): Probe => ({
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
  { result, durationMs }: Probe,
): Promise<number | null> {
  const attribute = matchingOf(climb.options);
  const problem = result.ok ? signInProblem(connection, result.answer) : result.problem;
  if (problem?.kind === 'target-forbidden') {
    climb.pass('Sign-in', 'The token is known', durationMs);
    climb.fall('Permission', '403: it may not manage users', null, problem);
  }
  if (problem !== null) climb.fall('Sign-in', failureText(problem, climb.place), durationMs, problem);
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
