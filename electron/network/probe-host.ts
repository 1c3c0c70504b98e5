import { lookup } from 'node:dns/promises';
import { isIP, type Socket } from 'node:net';
import type { SecureContext, TLSSocket } from 'node:tls';
import type { ConnectionProblem, Side } from '../../shared/log/problem';
import type { Rung } from '../edges';
import { checkAddress, portOf, socketHost } from './addresses';
import { classifyError, proxyForWords } from './classify-error';
import { hostFailureText, nameText, trustedText } from './host-texts';
import type { ProbedHost, ProbeOptions } from './http';
import { ConnectError } from './network-errors';
import { openTcp, openTunnel, secure } from './open-socket';
import type { Way, Ways } from './proxies';

/** The rungs every host has before anything is said to it. */
export const hostRungs = ['Name', 'Proxy', 'Connection', 'Certificate'] as const;
type HostRung = (typeof hostRungs)[number];

/** How the network reaches the host: the same ways and authorities that requests have. */
export interface ProbeRoute {
  readonly side: Side;
  readonly findWays: (url: URL) => Promise<Ways>;
  readonly context: SecureContext;
}

const defaultTimeoutMs = 10_000;

/**
 * Climbs the first four rungs of Test Connection with sockets of its own, so that the first thing wrong gets its name:
 * one failed request says "no connection" for each of them. Nothing is sent to the host, so no secret is at risk. As
 * requests do, it takes the first way that leads there; where none does, the last one's failure is told.
 */
export async function probeHost(route: ProbeRoute, options: ProbeOptions): Promise<ProbedHost> {
  const checked = checkAddress(options.url);
  if (!checked.ok)
    return fallen(options, [], failed('Certificate', 'The address must begin with https://', null), checked.problem);
  const url = checked.value;
  const { ways, unsupported } = await route.findWays(url);
  if (unsupported !== null) {
    const problem = classifyError(unsupported, { ...placeOf(route.side, url, null), waitedMs: 0 });
    const rung = failed('Proxy', hostFailureText(problem, url, true), null);
    return fallen(options, [passed('Name', leftToProxy, null)], rung, problem);
  }
  let probed: ProbedHost | null = null;
  for (const way of ways) {
    probed = await climb(route, options, url, way);
    if (probed.problem === null) break;
  }
  if (probed === null) throw new Error(`No way to ${url.origin}`);
  return probed;
}

async function climb(route: ProbeRoute, options: ProbeOptions, url: URL, way: Way): Promise<ProbedHost> {
  const ladder: Ladder = { url, way, socket: null };
  const climbers = climbersOf(ladder, route.context, options);
  const rungs: Rung[] = [];
  try {
    for (const name of hostRungs) {
      const started = performance.now();
      const elapsed = (): number => Math.round(performance.now() - started);
      try {
        const { text, isMeasured } = await climbers[name]();
        rungs.push(passed(name, text, isMeasured ? elapsed() : null));
      } catch (error) {
        options.signal.throwIfAborted();
        const problem = classifyError(error, { ...placeOf(route.side, url, way), waitedMs: elapsed() });
        const rung = failed(name, hostFailureText(problem, url, name === 'Proxy'), elapsed());
        return fallen(options, rungs, rung, problem);
      }
      options.onRungs?.([...rungs]);
    }
    return { rungs, problem: null };
  } finally {
    ladder.socket?.destroy();
  }
}

const placeOf = (side: Side, url: URL, way: Way) => ({
  side,
  host: url.host,
  proxy: proxyForWords(way?.href ?? null),
  answering: false,
});

interface FailedRung extends Rung {
  readonly name: HostRung;
}

/** The ladder with this rung failed; those that were not climbed, before it or after it, are not tested. */
function fallen(
  { onRungs }: ProbeOptions,
  climbed: readonly Rung[],
  rung: FailedRung,
  problem: ConnectionProblem,
): ProbedHost {
  const skipped = hostRungs.slice(climbed.length, hostRungs.indexOf(rung.name)).map(notTested);
  const rungs = [...climbed, ...skipped, rung];
  onRungs?.(rungs);
  return { rungs: [...rungs, ...hostRungs.slice(rungs.length).map(notTested)], problem };
}

const leftToProxy = 'Left to the proxy';
const passed = (name: HostRung, text: string, durationMs: number | null): Rung => ({
  name,
  state: 'passed',
  text,
  durationMs,
});
const failed = (name: HostRung, text: string, durationMs: number | null): FailedRung => ({
  name,
  state: 'failed',
  text,
  durationMs,
});
export const notTested = (name: string): Rung => ({ name, state: 'not-tested', text: 'Not tested', durationMs: null });

interface Ladder {
  readonly url: URL;
  readonly way: Way;
  socket: Socket | null;
}

type Climb = () => Promise<{ readonly text: string; readonly isMeasured: boolean }>;

function climbersOf(ladder: Ladder, context: SecureContext, options: ProbeOptions): Record<HostRung, Climb> {
  const { url, way } = ladder;
  const host = socketHost(url);
  const port = portOf(url);
  const limits = { timeoutMs: options.timeoutMs ?? defaultTimeoutMs, signal: options.signal };
  return {
    Name: async () => {
      if (way !== null) return { text: leftToProxy, isMeasured: false };
      if (isIP(host) === 0)
        await lookup(host).catch((error: unknown) => {
          throw new ConnectError(error, null);
        });
      return { text: nameText(host), isMeasured: true };
    },
    Proxy: async () => {
      if (way === null) return { text: 'None needed', isMeasured: false };
      ladder.socket = await openTunnel(way, host, port, context, limits);
      return { text: `${way.host} lets Inseam through`, isMeasured: true };
    },
    Connection: async () => {
      const isMeasured = ladder.socket === null;
      ladder.socket ??= await openTcp(host, port, null, limits);
      return { text: `Port ${port} answers`, isMeasured };
    },
    Certificate: async () => {
      if (url.protocol === 'http:') return { text: 'Not used on this computer’s own address', isMeasured: false };
      if (ladder.socket === null) throw new Error('Connection comes first');
      const secured = await secure(ladder.socket, host, context, null, limits);
      ladder.socket = secured;
      return { text: trustedText(endOf(secured)), isMeasured: true };
    },
  };
}

const endOf = (socket: TLSSocket): Date => new Date(socket.getPeerCertificate().valid_to);
