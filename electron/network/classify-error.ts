import type { CertificateCause } from '../../shared/log/certificate-words';
import type { ConnectionProblem, Side } from '../../shared/log/problem';
import { addressForWords } from './addresses';
import { AnswerTooLargeError, ConnectError, ProxyUnsupportedError } from './network-errors';

/** Where the error happened, for its words. */
export interface ErrorPlace {
  readonly side: Side;
  /** With its port where it is not the usual one. */
  readonly host: string;
  readonly proxy: string | null;
  readonly waitedMs: number;
  /** The status line had come: what follows is an answer that broke off. */
  readonly answering: boolean;
}

type UnreachableCause = Extract<ConnectionProblem, { kind: 'unreachable' }>['cause'];

type Meaning =
  | { readonly is: 'name' }
  | { readonly is: 'unreachable'; readonly cause: UnreachableCause }
  | { readonly is: 'certificate'; readonly cause: CertificateCause }
  | { readonly is: 'cut-off' }
  | { readonly is: 'no-http' };

const name: Meaning = { is: 'name' };
const cutOff: Meaning = { is: 'cut-off' };
const noHttp: Meaning = { is: 'no-http' };
const unreachable = (cause: UnreachableCause): Meaning => ({ is: 'unreachable', cause });
const certificate = (cause: CertificateCause): Meaning => ({ is: 'certificate', cause });

/** Codes of Node (errors of libuv, tls: X509 certificate error codes) and of undici (its Errors page). */
const meanings: Readonly<Record<string, Meaning>> = {
  ENOTFOUND: name,
  EAI_AGAIN: name,
  EAI_NODATA: name,
  EAI_NONAME: name,
  ECONNREFUSED: unreachable('refused'),
  ETIMEDOUT: unreachable('time-out'),
  UND_ERR_CONNECT_TIMEOUT: unreachable('time-out'),
  UND_ERR_HEADERS_TIMEOUT: unreachable('time-out'),
  UND_ERR_BODY_TIMEOUT: unreachable('time-out'),
  ECONNRESET: unreachable('reset'),
  ECONNABORTED: unreachable('reset'),
  EPIPE: unreachable('reset'),
  UND_ERR_SOCKET: unreachable('reset'),
  UND_ERR_DESTROYED: unreachable('reset'),
  UND_ERR_CLOSED: unreachable('reset'),
  ENETDOWN: unreachable('network-down'),
  ENETUNREACH: unreachable('network-down'),
  EHOSTDOWN: unreachable('network-down'),
  EHOSTUNREACH: unreachable('network-down'),
  EADDRNOTAVAIL: unreachable('network-down'),
  DEPTH_ZERO_SELF_SIGNED_CERT: certificate('self-signed'),
  // A root of somebody's own at the head of the chain: what inspecting proxies present.
  SELF_SIGNED_CERT_IN_CHAIN: certificate('unknown-authority'),
  UNABLE_TO_GET_ISSUER_CERT: certificate('unknown-authority'),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: certificate('unknown-authority'),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: certificate('unknown-authority'),
  CERT_UNTRUSTED: certificate('unknown-authority'),
  // An authority of the same name with another key: a renewed inspection CA, most often.
  CERT_SIGNATURE_FAILURE: certificate('unknown-authority'),
  CERT_HAS_EXPIRED: certificate('expired'),
  CERT_NOT_YET_VALID: certificate('not-yet-valid'),
  ERR_TLS_CERT_ALTNAME_INVALID: certificate('other-name'),
  HOSTNAME_MISMATCH: certificate('other-name'),
  CERT_CHAIN_TOO_LONG: certificate('other'),
  CERT_REJECTED: certificate('other'),
  CERT_REVOKED: certificate('other'),
  INVALID_CA: certificate('other'),
  INVALID_PURPOSE: certificate('other'),
  PATH_LENGTH_EXCEEDED: certificate('other'),
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: cutOff,
  HPE_INVALID_EOF_STATE: cutOff,
  HPE_CLOSED_CONNECTION: cutOff,
  Z_BUF_ERROR: cutOff,
  Z_DATA_ERROR: cutOff,
  // Something that does not speak TLS listens there.
  ERR_SSL_WRONG_VERSION_NUMBER: noHttp,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noHttp,
};

/** Says as a problem what a socket or undici failed with. What nobody foresaw counts as a broken connection. */
export function classifyError(error: unknown, place: ErrorPlace): ConnectionProblem {
  const { side, host } = place;
  if (error instanceof AnswerTooLargeError) {
    return { kind: 'answer-too-large', side, host, limitBytes: error.limitBytes };
  }
  if (error instanceof ProxyUnsupportedError) {
    const { proxy, because, schemes } = error;
    return { kind: 'proxy-unsupported', side, proxy, because, schemes };
  }
  if (error instanceof ConnectError) {
    const { proxy, proxyStatus } = error;
    if (proxy !== null && proxyStatus !== null) return { kind: 'proxy-refused', side, proxy, status: proxyStatus };
    const at = proxy === null ? host : proxy.replace(/^\w+:\/\//, '');
    return describe(error.cause, { ...place, proxy: proxy ?? place.proxy }, at);
  }
  const described = describe(error, place, host);
  if (place.answering && described.kind === 'unreachable' && described.cause === 'reset') {
    return { kind: 'answer-cut-off', side, host };
  }
  return described;
}

function describe(error: unknown, place: ErrorPlace, host: string): ConnectionProblem {
  const { side, proxy, waitedMs } = place;
  const code = codeOf(error);
  const meaning = meanings[code] ?? byFamily(code);
  switch (meaning.is) {
    case 'name':
      return { kind: 'name-not-found', side, host };
    case 'unreachable':
      return { kind: 'unreachable', side, host, cause: meaning.cause, waitedMs, proxy };
    case 'certificate':
      return { kind: 'certificate-untrusted', side, host, cause: meaning.cause, detail: detailOf(error, code) };
    case 'cut-off':
      return { kind: 'answer-cut-off', side, host };
    case 'no-http':
      return { kind: 'not-the-protocol', side, host, got: 'text', status: 0 };
  }
}

/** Families of codes too long to list: the HTTP parser's, and OpenSSL's alerts. */
function byFamily(code: string): Meaning {
  if (code.startsWith('HPE_')) return noHttp;
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code === 'EPROTO') return certificate('other');
  return unreachable('reset');
}

/** An AggregateError (all addresses of a host failed) counts as its first; a wrapped error as its cause. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const { code, errors, cause } = error as { code?: unknown; errors?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  // The parser's errors carry their code only where it has one of its own.
  if (error.name === 'HTTPParserError') return 'HPE_INVALID';
  if (Array.isArray(errors)) return codeOf(errors[0]);
  return codeOf(cause);
}

// OpenSSL's messages carry source lines and buffers' names; the code says as much.
const detailOf = (error: unknown, code: string): string =>
  error instanceof Error && !error.message.includes('\n') && error.message.length < 300 ? error.message : code;

/** The proxy of a URL as it stands in problems: never with its password. */
export const proxyForWords = (proxy: string | null): string | null =>
  proxy === null ? null : addressForWords(new URL(proxy));
