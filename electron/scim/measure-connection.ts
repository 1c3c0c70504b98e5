import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type PeerCertificate, type TLSSocket } from 'node:tls';
import type { ConnectionProblem } from '../../shared/log/problem';

/**
 * The way to the target measured step by step, for Test Connection: its name, its port (through the proxy, where there
 * is one) and its certificate. Nothing is sent but what opens the way; the token stays here.
 */
export type Measured<T> =
  | { readonly ok: true; readonly value: T; readonly durationMs: number }
  | { readonly ok: false; readonly problem: ConnectionProblem; readonly durationMs: number };

export interface Place {
  /** As a URL spells it, without brackets. */
  readonly hostname: string;
  readonly port: number;
  /** For words. */
  readonly host: string;
}

export const placeOf = (url: URL): Place => ({
  hostname: url.hostname.replace(/^\[|\]$/g, ''),
  port: url.port !== '' ? Number(url.port) : url.protocol === 'https:' ? 443 : 80,
  host: url.host,
});

export interface MeasureOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

async function measure<T>(work: () => Promise<T>, problemOf: (error: unknown, waitedMs: number) => ConnectionProblem) {
  const startedAt = performance.now();
  const durationMs = (): number => Math.round(performance.now() - startedAt);
  try {
    const value = await work();
    return { ok: true, value, durationMs: durationMs() } as const;
  } catch (error) {
    return { ok: false, problem: problemOf(error, durationMs()), durationMs: durationMs() } as const;
  }
}

/** Whether anybody goes by that name; an address has none to look up. */
export const measureName = (place: Place): Promise<Measured<void>> =>
  measure(
    async () => {
      if (isIP(place.hostname) === 0) await lookup(place.hostname);
    },
    () => ({ kind: 'name-not-found', side: 'target', host: place.host }),
  );

/** Opens a connection to the port itself. The socket is the caller's to close. */
export const measurePort = (place: Place, options: MeasureOptions): Promise<Measured<Socket>> =>
  measure(() => openSocket(place, options), unreachable(place, null));

/** Asks an `http://` proxy for a way to the port (RFC 9110 section 9.3.6). The socket is the caller's to close. */
export const measureTunnel = (
  proxy: Place,
  place: Place,
  options: MeasureOptions,
): Promise<Measured<{ readonly socket: Socket; readonly proxyMs: number }>> =>
  measure(
    async () => {
      const startedAt = performance.now();
      const socket = await openSocket(proxy, options);
      const proxyMs = Math.round(performance.now() - startedAt);
      const target = `${isIP(place.hostname) === 6 ? `[${place.hostname}]` : place.hostname}:${place.port}`;
      const status = await askForTunnel(socket, target, options);
      if (status < 200 || status > 299) {
        socket.destroy();
        throw Object.assign(new Error('The proxy refused.'), { proxyStatus: status });
      }
      return { socket, proxyMs };
    },
    (error, waitedMs) =>
      typeof error === 'object' && error !== null && 'proxyStatus' in error
        ? { kind: 'proxy-refused', side: 'target', proxy: proxy.host, status: Number(error.proxyStatus) }
        : unreachable(place, proxy.host)(error, waitedMs),
  );

/** When the certificate that is trusted for this host ends. The socket is closed. */
export const measureCertificate = (
  socket: Socket,
  place: Place,
  certificates: readonly string[],
  options: MeasureOptions,
): Promise<Measured<Date>> =>
  measure(
    async () => {
      const secure = await handshake(socket, place, certificates, options);
      const { authorized, authorizationError } = secure;
      const certificate = secure.getPeerCertificate();
      secure.destroy();
      if (!authorized) throw Object.assign(new Error('not trusted'), distrust(authorizationError, certificate));
      return new Date(certificate.valid_to);
    },
    (error, waitedMs) =>
      typeof error === 'object' && error !== null && 'distrust' in error && 'words' in error
        ? {
            kind: 'certificate-untrusted',
            side: 'target',
            host: place.host,
            cause: causeOf(String(error.distrust)),
            detail: String(error.words),
          }
        : unreachable(place, null)(error, waitedMs),
  );

/** `authorizationError` is the verifier's code, typed as an Error. */
function distrust(reason: unknown, certificate: PeerCertificate) {
  const code = reason instanceof Error ? codeOf(reason) || reason.message : String(reason);
  const issuer = [certificate.issuer?.O, certificate.issuer?.CN].flat().filter((part) => typeof part === 'string');
  return { distrust: code, words: issuer.length === 0 ? code : `${code}, issued by ${issuer.join(', ')}` };
}

type CertificateCause = Extract<ConnectionProblem, { kind: 'certificate-untrusted' }>['cause'];

function causeOf(code: string): CertificateCause {
  switch (code) {
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return 'self-signed';
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    // An authority of the same name with another key: a renewed inspection CA, most often.
    case 'CERT_SIGNATURE_FAILURE':
    case 'CERT_UNTRUSTED':
      return 'unknown-authority';
    case 'CERT_HAS_EXPIRED':
      return 'expired';
    case 'CERT_NOT_YET_VALID':
      return 'not-yet-valid';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return 'other-name';
    default:
      return 'other';
  }
}

const unreachable =
  (place: Place, proxy: string | null) =>
  (error: unknown, waitedMs: number): ConnectionProblem => {
    const code = codeOf(error);
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
      return { kind: 'name-not-found', side: 'target', host: place.host };
    const causes = { ECONNREFUSED: 'refused', ETIMEDOUT: 'time-out', ENETUNREACH: 'network-down' } as const;
    const cause = causes[code as keyof typeof causes] ?? (code === 'EHOSTUNREACH' ? 'network-down' : 'reset');
    return { kind: 'unreachable', side: 'target', host: place.host, cause, waitedMs, proxy };
  };

const timedOut = (): Error => Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' });

/** Runs `begin` on a socket until it settles; time, an abort and the socket's own end settle it too. */
function onSocket<T>(
  socket: Socket,
  { timeoutMs, signal }: MeasureOptions,
  begin: (resolve: (value: T) => void, reject: (error: unknown) => void) => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const fail = (error: unknown): void => {
      clean();
      socket.destroy();
      reject(error);
    };
    const onAbort = (): void => fail(signal.reason);
    const onClose = (): void => fail(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
    const timer = setTimeout(() => fail(timedOut()), timeoutMs);
    const clean = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.off('error', fail);
      socket.off('close', onClose);
      // What goes wrong with it later is its next user's, or nobody's.
      socket.on('error', () => {});
    };
    signal.addEventListener('abort', onAbort, { once: true });
    socket.on('error', fail);
    socket.on('close', onClose);
    begin((value) => {
      clean();
      resolve(value);
    }, fail);
  });
}

function openSocket(place: Place, options: MeasureOptions): Promise<Socket> {
  const socket = connect({ host: place.hostname, port: place.port, autoSelectFamily: true });
  return onSocket<Socket>(socket, options, (resolve) => socket.once('connect', () => resolve(socket)));
}

function askForTunnel(socket: Socket, target: string, options: MeasureOptions): Promise<number> {
  return onSocket<number>(socket, options, (resolve, reject) => {
    let head = '';
    const onData = (chunk: Buffer): void => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n') && head.length < 16_384) return;
      socket.off('data', onData);
      socket.pause();
      const status = /^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1];
      if (status === undefined) reject(Object.assign(new Error('no HTTP proxy'), { code: 'ECONNRESET' }));
      else resolve(Number(status));
    };
    socket.on('data', onData);
    socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  });
}

function handshake(
  socket: Socket,
  place: Place,
  certificates: readonly string[],
  options: MeasureOptions,
): Promise<TLSSocket> {
  const secure = connectTls({
    socket,
    host: place.hostname,
    ...(isIP(place.hostname) === 0 ? { servername: place.hostname } : {}),
    ...(certificates.length === 0 ? {} : { ca: [...certificates] }),
    // Looked at below: the certificate itself is what the admin has to be told about.
    rejectUnauthorized: false,
  });
  return onSocket<TLSSocket>(secure, options, (resolve) => secure.once('secureConnect', () => resolve(secure)));
}
