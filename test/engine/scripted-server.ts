import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A SCIM service that does what a test tells it and keeps every request: real sockets on loopback, nothing of ours in it. */

export interface SeenRequest {
  readonly method: string;
  /** As it came, still encoded. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly rawQuery: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  readonly json: unknown;
  readonly atMs: number;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes as SCIM JSON; a string as it is. */
  readonly body?: unknown;
  /** The connection is cut instead: before any answer, or in the middle of the body. */
  readonly cut?: 'before' | 'within';
  readonly delayMs?: number;
}

export type Script = (request: SeenRequest, number: number) => Answer | undefined;

export interface ScriptedServer {
  readonly url: string;
  readonly port: number;
  readonly seen: SeenRequest[];
  /** The most requests that were being answered at once. */
  readonly busiest: () => number;
  close(): Promise<void>;
}

export const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

export const list = (resources: readonly unknown[], more: object = {}): Answer => ({
  body: {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: resources.length,
    Resources: resources,
    ...more,
  },
});

export const scimError = (status: number, scimType: string | null = null, detail = ''): Answer => ({
  status,
  body: {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    ...(scimType === null ? {} : { scimType }),
    ...(detail === '' ? {} : { detail }),
  },
});

export const webPage = (status: number): Answer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><html><head><title>Sign in</title></head><body><p>Who are you?</p></body></html>',
});

/** Answers by the script; what the script leaves open is a 404 with a SCIM body, and discovery is not there. */
export async function scriptedServer(script: Script): Promise<ScriptedServer> {
  const seen: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  let busy = 0;
  let most = 0;
  const server: Server = createServer((request, response) => {
    busy += 1;
    most = Math.max(most, busy);
    response.on('close', () => {
      busy -= 1;
    });
    void respond(script, seen, request, response);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/scim`,
    port,
    seen,
    busiest: () => most,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function respond(script: Script, seen: SeenRequest[], request: IncomingMessage, response: ServerResponse) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  const [path = '', rawQuery = ''] = (request.url ?? '').split(/\?(.*)/s);
  const entry: SeenRequest = {
    method: request.method ?? '',
    path,
    rawQuery,
    query: Object.fromEntries(
      rawQuery
        .split('&')
        .filter((pair) => pair !== '')
        .map((pair) => {
          const [name = '', value = ''] = pair.split(/=(.*)/s);
          return [name, decodeURIComponent(value)];
        }),
    ),
    headers: request.headers as Record<string, string>,
    text,
    json: text === '' ? undefined : JSON.parse(text),
    atMs: performance.now(),
  };
  seen.push(entry);
  const answer = script(entry, seen.length) ?? scimError(404, null, 'Not found');
  if (answer.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, answer.delayMs));
  const body =
    answer.body === undefined ? '' : typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  if (answer.cut === 'before') {
    request.socket.resetAndDestroy();
    return;
  }
  response.statusCode = answer.status ?? 200;
  response.setHeader('content-type', 'application/scim+json');
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (answer.cut === 'within') {
    response.setHeader('content-length', Buffer.byteLength(body));
    response.write(body.slice(0, Math.floor(body.length / 2)));
    setTimeout(() => request.socket.destroy(), 20);
    return;
  }
  response.end(body);
}
