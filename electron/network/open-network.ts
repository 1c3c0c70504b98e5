import './file-shim';
import { setMaxListeners } from 'node:events';
import { createSecureContext, type SecureContext } from 'node:tls';
import { Agent, type buildConnector } from 'undici';
import type { Side } from '../../shared/log/problem';
import { failure, type Outcome, success } from '../../shared/outcome';
import { checkAddress, isLoopback, portOf, socketHost } from './addresses';
import { trustedCertificates } from './certificates';
import { classifyError, proxyForWords } from './classify-error';
import { exchange } from './exchange';
import type { HttpRequest, Network, NetworkOptions, OpenNetwork, Probe, Send, SendFailure } from './http';
import { ConnectError } from './network-errors';
import { openTcp, openTunnel, secure } from './open-socket';
import { probeHost } from './probe-host';
import { directWay, type FindWays, findWaysFor, type Way, type Ways } from './proxies';

/** The service itself gives a target 60 seconds (entra-provisioning.md 6.1). */
const defaultTimeoutMs = 60_000;
const connectTimeoutMs = 10_000;
const bodyLimitBytes = 16 * 1024 * 1024;
/** How long the answer about the way to an origin is believed; PAC files are slow to run. */
const waysLifeMs = 5 * 60_000;

/**
 * Opens the network with these settings: pooled keep-alive connections, each verified against every authority that is
 * trusted here. A proxy or CA file that cannot be used is a problem now, not at the first request.
 */
export const openNetwork: OpenNetwork = async (options: NetworkOptions): Promise<Outcome<Network>> => {
  const findWays = findWaysFor(options);
  if (!findWays.ok) return findWays;
  const certificates = await trustedCertificates(options);
  if (!certificates.ok) return certificates;
  let context: SecureContext;
  try {
    // Made once: for each connection anew it would cost more than the handshake.
    context = createSecureContext({ ca: certificates.value });
  } catch (error) {
    return failure({ kind: 'file-unreadable', file: options.caFile ?? '', detail: (error as Error).message });
  }
  return success(new UndiciNetwork(findWays.value, context, options.timeoutMs ?? defaultTimeoutMs));
};

/** An origin that requests went to, with the ways to it. */
interface Origin extends Ways {
  ways: readonly Way[];
  askAgainAt: number;
}

class UndiciNetwork implements Network {
  readonly #findWays: FindWays;
  readonly #context: SecureContext;
  readonly #timeoutMs: number;
  /** By proxy; the direct one under the empty string. */
  readonly #agents = new Map<string, Agent>();
  readonly #origins = new Map<string, Origin>();
  readonly #signals = new WeakSet<AbortSignal>();

  constructor(findWays: FindWays, context: SecureContext, timeoutMs: number) {
    this.#findWays = findWays;
    this.#context = context;
    this.#timeoutMs = timeoutMs;
  }

  send(side: Side): Send {
    return (request) => this.#send(side, request);
  }

  probe(side: Side): Probe {
    const route = { side, context: this.#context, findWays: (url: URL) => this.#waysTo(url) };
    return (options) => probeHost(route, options);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#agents.values()].map((agent) => agent.destroy()));
  }

  async #send(side: Side, request: HttpRequest): ReturnType<Send> {
    const checked = checkAddress(request.url);
    if (!checked.ok) return { ...checked, sent: false };
    const url = checked.value;
    this.#allowManyListeners(request.signal);
    const started = performance.now();
    const origin = await this.#waysTo(url);
    const place = { side, host: url.host, proxy: null };
    if (origin.unsupported !== null) {
      origin.askAgainAt = 0;
      const problem = classifyError(origin.unsupported, { ...place, waitedMs: 0, answering: false });
      return { ok: false, problem, sent: false };
    }
    let last: SendFailure | null = null;
    for (const way of origin.ways) {
      const limits = { responseMs: this.#timeoutMs, bodyBytes: bodyLimitBytes };
      const exchanged = await exchange(this.#agentFor(way), url, request, limits);
      if (exchanged.ok) {
        if (last !== null) origin.ways = [way, ...origin.ways.filter((other) => other !== way)];
        return exchanged;
      }
      const { error, sent, answering } = exchanged;
      const proxy = proxyForWords(way?.href ?? null);
      const waitedMs = Math.round(performance.now() - started);
      last = { problem: classifyError(error, { ...place, proxy, waitedMs, answering }), sent };
      if (sent) return { ok: false, ...last };
    }
    // No way led there: the proxies may have changed with the network.
    origin.askAgainAt = 0;
    if (last === null) throw new Error(`No way to ${url.origin}`);
    return { ok: false, ...last };
  }

  async #waysTo(url: URL): Promise<Origin> {
    const known = this.#origins.get(url.origin);
    if (known !== undefined && performance.now() < known.askAgainAt) return known;
    const found = await this.#findWays(url).catch(() => directWay);
    const origin = {
      ...found,
      askAgainAt: performance.now() + (isLoopback(url) ? Number.POSITIVE_INFINITY : waysLifeMs),
    };
    this.#origins.set(url.origin, origin);
    return origin;
  }

  #agentFor(way: Way): Agent {
    const key = way?.href ?? '';
    let agent = this.#agents.get(key);
    if (agent === undefined) {
      // More connections than any pace asks for: another is opened only while all others are busy.
      agent = new Agent({ connections: 64, pipelining: 1, connect: this.#connector(way) });
      this.#agents.set(key, agent);
    }
    return agent;
  }

  #connector(way: Way): buildConnector.connector {
    const limits = { timeoutMs: Math.min(connectTimeoutMs, this.#timeoutMs) };
    const open = async (options: buildConnector.Options) => {
      const url = new URL(`${options.protocol}//${options.host ?? options.hostname}`);
      const host = socketHost(url);
      const socket =
        way === null
          ? await openTcp(host, portOf(url), null, limits)
          : await openTunnel(way, host, portOf(url), this.#context, limits);
      return url.protocol === 'https:' ? await secure(socket, host, this.#context, null, limits) : socket;
    };
    return (options, callback) => {
      open(options).then(
        (socket) => callback(null, socket),
        (error: unknown) => callback(error instanceof Error ? error : new ConnectError(error, null), null),
      );
    };
  }

  /** Node 18 warns of a leak from the eleventh request that waits on one signal; a cycle has more at once. */
  #allowManyListeners(signal: AbortSignal): void {
    if (this.#signals.has(signal)) return;
    this.#signals.add(signal);
    setMaxListeners(0, signal);
  }
}
