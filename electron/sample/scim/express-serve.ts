import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Express } from 'express';
import type { Answer, Serve, WireRequest } from '../answer';

/**
 * An Express application as a function from request to answer, so that a fault can hold the answer back after the
 * request has had its effect. The application gets a request and a response without a connection.
 */
export function expressServe(app: Express): Serve {
  return (request) =>
    new Promise((resolve) => {
      const incoming = detachedRequest(request);
      const response = new ServerResponse(incoming);
      collect(response, resolve);
      app(incoming, response);
    });
}

function detachedRequest({ method, url, headers, body }: WireRequest): IncomingMessage {
  const incoming = new IncomingMessage(new Socket());
  incoming.method = method;
  incoming.url = url;
  incoming.httpVersion = '1.1';
  const { 'transfer-encoding': _chunked, ...rest } = headers;
  incoming.headers = { ...rest, ...(body.length === 0 ? {} : { 'content-length': String(body.length) }) };
  incoming.push(body);
  incoming.push(null);
  return incoming;
}

function collect(response: ServerResponse, finished: (answer: Answer) => void): void {
  const chunks: Buffer[] = [];
  const keep = (chunk: unknown): void => {
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  response.write = (chunk: unknown): boolean => {
    keep(chunk);
    return true;
  };
  response.end = (chunk?: unknown): ServerResponse => {
    keep(chunk);
    const { 'content-length': _length, ...headers } = response.getHeaders();
    finished({ status: response.statusCode, headers, body: Buffer.concat(chunks) });
    return response;
  };
}
