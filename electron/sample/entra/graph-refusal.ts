import { randomUUID } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import type { Answer } from '../answer';

/** An error of Microsoft Graph, thrown where it is found and answered in one place. */
export class GraphRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: OutgoingHttpHeaders;
  constructor(status: number, code: string, message: string, headers: OutgoingHttpHeaders = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const badRequest = (message: string): GraphRefusal => new GraphRefusal(400, 'BadRequest', message);
export const unsupportedQuery = (message: string): GraphRefusal =>
  new GraphRefusal(400, 'Request_UnsupportedQuery', message);
export const notFound = (id: string): GraphRefusal =>
  new GraphRefusal(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );

/** The body is that of Microsoft Graph's "error responses" page. */
export function refusalAnswer(refusal: GraphRefusal, clientRequestId: string | undefined): Answer {
  const requestId = randomUUID();
  const innerError = {
    date: new Date().toISOString().slice(0, 19),
    'request-id': requestId,
    'client-request-id': clientRequestId ?? requestId,
  };
  return {
    status: refusal.status,
    headers: { 'content-type': 'application/json', 'request-id': requestId, ...refusal.headers },
    body: JSON.stringify({ error: { code: refusal.code, message: refusal.message, innerError } }),
  };
}
