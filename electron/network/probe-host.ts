import { lookup } from 'node:dns/promises';
import type { Socket } from 'node:net';
import { createSecureContext, type TLSSocket } from 'node:tls';
import type { ConnectionProblem, Side } from '../../shared/log/problem';
import type { Rung } from '../edges';
import { checkAddress, isLoopback, portOf, socketHost } from './addresses';
import { classifyError, proxyForWords } from './classify-error';
import { ConnectError } from './network-errors';
import { openTcp, openTunnel, secure } from './open-socket';

export interface ProbeOptions {
  readonly url: string;
  readonly side: Side;
  /** PEM: `trustedCertificates` of the same network settings. */
  readonly certificates: readonly string[];
  /** `http://proxy:port`, as `Network.proxyFor` says; null: none. */
  readonly proxy: string | null;
  readonly signal: AbortSignal;
  /** Called whenever a rung is done, with all of them. */
  readonly onRungs?: (rungs: readonly Rung[]) => void;
  /** For each rung, in milliseconds. */
  readonly timeoutMs?: number;
}

/** The rungs every host has before anything is said to it. */
export const hostRungs = ['Name', 'Proxy', 'Connection', 'Certificate'] as const;

interface Ladder {
  readonly url: URL;
  readonly proxy: URL | null;
  socket: Socket | null;
}

/**
 * Climbs the first four rungs of Test Connection with sockets of its own, so that the first thing wrong gets its name:
 * one failed request says "no connection" for each of them. Nothing is sent to the host, so no secret is at risk.
 */
export async function probeHost(options: ProbeOptions): Promise<{ rungs: Rung[]; problem: ConnectionProblem | null }> {
  const rungs: Rung[] = hostRungs.map((name) => notTested(name));
  const checked = checkAddress(options.url);
  if (!checked.ok) {
    rungs[0] = { name: 'Name', state: 'failed', text: 'The address must begin with https://', durationMs: null };
    options.onRungs?.([...rungs]);
    return { rungs, problem: checked.problem };
  }
  const url = checked.value;
  const ladder: Ladder = {
    url,
    proxy: options.proxy === null || isLoopback(url) ? null : new URL(options.proxy),
    socket: null,
  };
  const climb = climbers(ladder, options);
  try {
    for (const [index, name] of hostRungs.entries()) {
      const started = performance.now();
      const elapsed = (): number => Math.round(performance.now() - started);
      try {
        const passed = await climb[name]();
        rungs[index] = { name, ...passed, durationMs: elapsed() };
      } catch (error) {
        options.signal.throwIfAborted();
        const proxy = proxyForWords(ladder.proxy?.href ?? null);
        const place = { side: options.side, url, proxy, waitedMs: elapsed(), answering: false };
        const problem = classifyError(error, place);
        rungs[index] = { name, state: 'failed', text: failureText(problem), durationMs: elapsed() };
        return { rungs, problem };
      } finally {
        options.onRungs?.([...rungs]);
      }
    }
    return { rungs, problem: null };
  } finally {
    ladder.socket?.destroy();
  }
}

type Climb = () => Promise<Pick<Rung, 'state' | 'text'>>;

function climbers(ladder: Ladder, options: ProbeOptions): Record<(typeof hostRungs)[number], Climb> {
  const { url, proxy } = ladder;
  const host = socketHost(url);
  const port = portOf(url);
  const limits = { timeoutMs: options.timeoutMs ?? 10_000, signal: options.signal };
  const context = createSecureContext({ ca: [...options.certificates] });
  return {
    Name: async () => {
      if (proxy !== null) return { state: 'passed', text: 'Left to the proxy' };
      await lookup(host).catch((error: unknown) => {
        throw new ConnectError(error, null);
      });
      return { state: 'passed', text: `${host} found` };
    },
    Proxy: async () => {
      if (proxy === null) return { state: 'passed', text: 'None needed' };
      ladder.socket = await openTunnel(proxy, host, port, context, limits);
      return { state: 'passed', text: `${proxy.host} lets Inseam through` };
    },
    Connection: async () => {
      ladder.socket ??= await openTcp(host, port, null, limits);
      return { state: 'passed', text: `Port ${port} answers` };
    },
    Certificate: async () => {
      if (url.protocol === 'http:') return { state: 'passed', text: 'Not needed on this computer' };
      if (ladder.socket === null) throw new Error('Connection comes first');
      const secured = await secure(ladder.socket, host, context, null, limits);
      ladder.socket = secured;
      return { state: 'passed', text: certificateText(secured) };
    },
  };
}

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

function certificateText(socket: TLSSocket): string {
  const end = new Date(socket.getPeerCertificate().valid_to);
  return Number.isNaN(end.getTime()) ? 'Trusted' : `Trusted, valid until ${dayFormat.format(end)}`;
}

const certificateWords = {
  'self-signed': 'self-signed',
  'unknown-authority': 'signed by nobody this computer trusts',
  expired: 'it has ended',
  'not-yet-valid': 'not valid yet',
  'other-name': 'for another name',
  other: 'could not be checked',
} as const;

const unreachableWords = {
  refused: 'Refused',
  'time-out': 'No answer',
  reset: 'Broken off',
  'network-down': 'No way to it from this network',
} as const;

/** A rung has room for a few words; the whole advice stands beside it. */
function failureText(problem: ConnectionProblem): string {
  switch (problem.kind) {
    case 'name-not-found':
      return `${problem.host} not found`;
    case 'unreachable':
      return unreachableWords[problem.cause];
    case 'certificate-untrusted':
      return `Not trusted: ${certificateWords[problem.cause]}`;
    case 'proxy-refused':
      return `The proxy answered ${problem.status}`;
    case 'not-the-protocol':
      return 'What answers there does not speak TLS';
    default:
      return 'Failed';
  }
}

export const notTested = (name: string): Rung => ({ name, state: 'not-tested', text: 'Not tested', durationMs: null });
