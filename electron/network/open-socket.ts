import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect as connectNet, isIP, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls';
import { addressForWords, portOf, socketHost } from './addresses';
import { ConnectError, ProxyUnsupportedError, TimeoutError } from './network-errors';

/** How long one step (TCP, proxy, TLS) may take. */
export interface SocketLimits {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** A TCP connection to the first address of the host that answers. Rejects with a {@link ConnectError}. */
export function openTcp(host: string, port: number, proxy: string | null, limits: SocketLimits): Promise<Socket> {
  // autoSelectFamily: "localhost" may be ::1 first where the server listens on 127.0.0.1 only.
  const socket = connectNet({ host, port, autoSelectFamily: true, noDelay: true, keepAlive: true });
  return whenReady(socket, 'connect', proxy, limits);
}

/** TLS over a connection, verified for `host`. */
export function secure(
  socket: Socket,
  host: string,
  context: SecureContext,
  proxy: string | null,
  limits: SocketLimits,
): Promise<TLSSocket> {
  const secured = connectTls({
    socket,
    host,
    // No server name goes out for a bare address (RFC 6066 section 3).
    ...(isIP(host) === 0 ? { servername: host } : {}),
    secureContext: context,
    ALPNProtocols: ['http/1.1'],
  });
  return whenReady(secured, 'secureConnect', proxy, limits);
}

/**
 * A connection to `host` through the proxy's CONNECT. A password in the proxy's URL is sent as Basic. Rejects with a
 * {@link ConnectError}, or with a {@link ProxyUnsupportedError} where the proxy wants a sign-in of another kind.
 */
export async function openTunnel(
  proxy: URL,
  host: string,
  port: number,
  context: SecureContext,
  limits: SocketLimits,
): Promise<Socket> {
  const words = addressForWords(proxy);
  const proxyHost = socketHost(proxy);
  const tcp = await openTcp(proxyHost, portOf(proxy), words, limits);
  const hop = proxy.protocol === 'https:' ? await secure(tcp, proxyHost, context, words, limits) : tcp;
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return await new Promise<Socket>((resolve, reject) => {
    const end = (error: unknown): void => {
      stopWatching();
      hop.on('error', ignore).destroy();
      reject(error);
    };
    const fail = (error: unknown): void =>
      end(error === limits.signal?.reason && error !== undefined ? error : new ConnectError(error, words));
    const stopWatching = watch(limits, fail);
    const connect = httpRequest({
      createConnection: () => hop,
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...proxyAuthorization(proxy) },
    });
    connect.once('connect', (answer, socket) => {
      if (answer.statusCode !== 200) return end(proxyRefusal(words, answer));
      stopWatching();
      resolve(socket as Socket);
    });
    connect.once('error', fail);
    connect.end();
  });
}

function proxyAuthorization(proxy: URL): Record<string, string> {
  if (proxy.username === '') return {};
  const pair = `${decoded(proxy.username)}:${decoded(proxy.password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** Whoever writes the variable may leave a percent sign of the password as it is. */
const decoded = (text: string): string =>
  text.replace(/(?:%[\da-f]{2})+/gi, (codes) => {
    try {
      return decodeURIComponent(codes);
    } catch {
      return codes;
    }
  });

function proxyRefusal(proxy: string, { statusCode = 0, headers }: IncomingMessage): Error {
  const schemes = statusCode === 407 ? schemesIn(headers['proxy-authenticate'] ?? '') : [];
  const takesBasic = schemes.length === 0 || schemes.some((scheme) => /^basic$/i.test(scheme));
  return takesBasic
    ? new ConnectError(null, proxy, statusCode)
    : new ProxyUnsupportedError(proxy, 'sign-in', schemes.join(', '));
}

/** The schemes of a challenge, without their parameters and tokens (RFC 9110 section 11.6.1). */
function schemesIn(challenges: string | readonly string[]): readonly string[] {
  const plain = [challenges]
    .flat()
    .join(', ')
    .replace(/"(?:[^"\\]|\\.)*"/g, '""');
  return [
    ...new Set(
      [...plain.matchAll(/(?:^|,)\s*([A-Za-z][\w-]*)(?=\s+[^\s=,]|\s*(?:,|$))/g)].map(([, name = '']) => name),
    ),
  ];
}

function whenReady<S extends Socket>(
  socket: S,
  event: 'connect' | 'secureConnect',
  proxy: string | null,
  limits: SocketLimits,
): Promise<S> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      stopWatching();
      socket.removeListener('error', fail);
      socket.removeListener('close', closed);
      socket.on('error', ignore).destroy();
      reject(error === limits.signal?.reason && error !== undefined ? error : new ConnectError(error, proxy));
    };
    const closed = (): void => fail(Object.assign(new Error('The connection was closed'), { code: 'ECONNRESET' }));
    const stopWatching = watch(limits, fail);
    socket.once('error', fail);
    socket.once('close', closed);
    socket.once(event, () => {
      stopWatching();
      socket.removeListener('error', fail);
      socket.removeListener('close', closed);
      // Whoever takes the socket over listens for errors in its next turn; one that comes before must not be a crash.
      socket.on('error', ignore);
      resolve(socket);
    });
  });
}

/** Calls `fail` at the time-out or on abort, until the returned function is called. */
function watch(limits: SocketLimits, fail: (error: unknown) => void): () => void {
  const { signal } = limits;
  const timer = setTimeout(() => fail(new TimeoutError()), limits.timeoutMs);
  const aborted = (): void => fail(signal?.reason);
  if (signal?.aborted) queueMicrotask(aborted);
  else signal?.addEventListener('abort', aborted, { once: true });
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', aborted);
  };
}

const ignore = (): void => {};
