import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** A request as a sample server reads it, its body whole. */
export interface WireRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** What a sample server wants to answer, before it is put on the wire (or is not, by a fault). */
export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | Buffer;
}

export type Serve = (request: WireRequest) => Promise<Answer>;

/** How an answer leaves: as it is, cut off within its body, or not at all because the connection is reset. */
export type Delivery =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'cut-off'; readonly answer: Answer }
  | { readonly kind: 'reset' };

export const delivered = (answer: Answer): Delivery => ({ kind: 'answer', answer });

export function jsonAnswer(status: number, value: unknown, headers: OutgoingHttpHeaders = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

const maxBodyBytes = 16 * 1024 * 1024;

/** Throws when the body is larger than 16 MB or breaks off. */
export async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += (chunk as Buffer).length;
    if (bytes > maxBodyBytes) throw new Error('The body is larger than 16 MB');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

export function deliver(delivery: Delivery, response: ServerResponse): void {
  if (delivery.kind === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const { status, headers, body } = delivery.answer;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const empty = status === 204 || status === 304;
  response.writeHead(status, empty ? headers : { ...headers, 'content-length': bytes.length });
  if (delivery.kind === 'answer') {
    response.end(empty ? undefined : bytes);
    return;
  }
  // The length promises more than is sent: the other side must notice that the body is not whole.
  response.write(bytes.subarray(0, Math.max(1, Math.floor(bytes.length / 2))), () => response.socket?.destroy());
}
