import type { ConnectionProblem } from '../../shared/log/problem';

/**
 * Why no connection could be made. It wraps what the socket said, so that undici never sees the codes for which it has
 * ways of its own (it would try again without end), and keeps apart what the proxy did from what the host did.
 */
export class ConnectError extends Error {
  /** For words, without its password; null: the host itself was talked to when it failed. */
  readonly proxy: string | null;
  /** The proxy's answer to CONNECT; null: it was no answer that failed. */
  readonly proxyStatus: number | null;

  constructor(cause: unknown, proxy: string | null, proxyStatus: number | null = null) {
    super('No connection', { cause });
    this.name = 'ConnectError';
    this.proxy = proxy;
    this.proxyStatus = proxyStatus;
  }
}

type Unsupported = Extract<ConnectionProblem, { kind: 'proxy-unsupported' }>;

/** A proxy of a kind that is not spoken here, or one that takes no sign-in we know. */
export class ProxyUnsupportedError extends Error {
  /** For words, without its password. */
  readonly proxy: string;
  readonly because: Unsupported['because'];
  readonly schemes: string;

  constructor(proxy: string, because: Unsupported['because'], schemes = '') {
    super(`Unsupported proxy: ${because}`);
    this.name = 'ProxyUnsupportedError';
    this.proxy = proxy;
    this.because = because;
    this.schemes = schemes;
  }
}

/** An answer or a connection took longer than allowed. */
export class TimeoutError extends Error {
  readonly code = 'ETIMEDOUT';
  constructor() {
    super('Time-out');
    this.name = 'TimeoutError';
  }
}

/** A body that would be larger than we are ready to hold. */
export class AnswerTooLargeError extends Error {
  readonly limitBytes: number;
  constructor(limitBytes: number) {
    super('Answer too large');
    this.name = 'AnswerTooLargeError';
    this.limitBytes = limitBytes;
  }
}
