import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { Dispatcher } from 'undici';
import type { HttpAnswer, HttpRequest } from './http';
import { AnswerTooLargeError, TimeoutError } from './network-errors';

/** What came of one request on the wire. `answering`: the status line had come before it failed. */
export type Exchanged =
  | { readonly ok: true; readonly answer: HttpAnswer }
  | { readonly ok: false; readonly error: unknown; readonly sent: boolean; readonly answering: boolean };

export interface ExchangeLimits {
  /** From the request's first byte to the answer's last, in milliseconds. Waiting for a connection is not counted. */
  readonly responseMs: number;
  readonly bodyBytes: number;
}

type IncomingHeaders = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2];

/**
 * Sends one request and collects its answer straight from undici's parser: no stream stands between, which is most of
 * the cost of a small answer. Rejects with the signal's reason, at once, also while the request waits for a connection.
 */
export function exchange(
  dispatcher: Dispatcher,
  url: URL,
  request: HttpRequest,
  limits: ExchangeLimits,
): Promise<Exchanged> {
  const { signal } = request;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    let controller: Dispatcher.DispatchController | null = null;
    let timer: NodeJS.Timeout | undefined;
    let done = false;
    let sent = false;
    let status = 0;
    let headers: Record<string, string> = {};
    let size = 0;
    const chunks: Buffer[] = [];

    const finish = (): boolean => {
      if (done) return false;
      done = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', aborted);
      return true;
    };
    const aborted = (): void => {
      if (!finish()) return;
      controller?.abort(new Error('Aborted'));
      reject(signal.reason);
    };
    const fail = (error: unknown): void => {
      // A request that cannot be put into HTTP at all is a defect of ours, not a broken connection.
      if ((error as NodeJS.ErrnoException).code === 'UND_ERR_INVALID_ARG' && finish()) reject(error);
      else if (finish()) resolve({ ok: false, error, sent, answering: status !== 0 });
    };
    signal.addEventListener('abort', aborted);

    dispatcher.dispatch(
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method: request.method,
        headers: request.headers as Record<string, string>,
        body: request.body ?? null,
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      {
        onRequestStart: (started) => {
          controller = started;
          if (done) return started.abort(new Error('Aborted'));
          sent = true;
          timer = setTimeout(() => started.abort(new TimeoutError()), limits.responseMs);
        },
        onResponseStart: (_, code, incoming) => {
          if (code < 200) return;
          status = code;
          headers = flatHeaders(incoming);
        },
        onResponseData: (running, chunk) => {
          size += chunk.length;
          if (size > limits.bodyBytes) running.abort(new AnswerTooLargeError(limits.bodyBytes));
          else chunks.push(chunk);
        },
        onResponseEnd: () => {
          const body = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
          const coding = headers['content-encoding'];
          const succeed = (plain: Buffer): void => {
            if (finish()) resolve({ ok: true, answer: { status, headers, body: textOf(plain) } });
          };
          if (coding === undefined || coding === 'identity' || body.length === 0) {
            // undici frees the connection in an immediate that it sets after this callback. Whoever sends again before
            // finds it busy and opens another, so that half of all connections would be needless.
            queueMicrotask(() => setImmediate(succeed, body));
          } else {
            decode(body, coding, limits.bodyBytes).then(succeed, fail);
          }
        },
        onResponseError: (_, error) => fail(error),
      },
    );
  });
}

function flatHeaders(incoming: IncomingHeaders): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name in incoming) {
    const value = incoming[name];
    if (value !== undefined) headers[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return headers;
}

/** UTF-8 without the mark that some servers put before their JSON. */
function textOf(body: Buffer): string {
  const text = body.toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

const decoders = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const;

/** A coding nobody asked for is still allowed (RFC 9110 section 12.5.3), and some servers use one. */
async function decode(body: Buffer, coding: string, limitBytes: number): Promise<Buffer> {
  const decoder = (decoders as Record<string, (typeof decoders)['gzip'] | undefined>)[coding.toLowerCase()];
  if (decoder === undefined) throw Object.assign(new Error(`Unknown coding ${coding}`), { code: 'HPE_CODING' });
  try {
    return await decoder(body, { maxOutputLength: limitBytes });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ERR_BUFFER_TOO_LARGE' ? new AnswerTooLargeError(limitBytes) : error;
  }
}
