import type { IncomingMessage } from 'node:http';
import { openSource } from '../../electron/entra/open-source';
import type { Credential } from '../../electron/entra/sign-in';
import type { Network } from '../../electron/network/http';
import { openNetwork } from '../../electron/network/open-network';
import { valueOrThrow } from '../../shared/outcome';
import { httpServer } from './network-servers';

/** An authority and a Graph in one server that say what a test wants, and a source that talks to them. */

export interface GraphSays {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes as JSON; a string as it is. */
  readonly body?: unknown;
}

export interface Asked {
  readonly method: string;
  /** With the query, decoded. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface ScriptedTenant {
  readonly origin: string;
  readonly asked: Asked[];
  /** What came to the token endpoint. */
  readonly signIns: Asked[];
  /** Pauses that were asked for, in milliseconds; none is made. */
  readonly pauses: number[];
  readonly source: ReturnType<typeof openSource>;
  /** Moves the clock. */
  pass(ms: number): void;
  close(): Promise<void>;
}

export interface ScriptedOptions {
  /** `number` counts the requests to Graph from 1. */
  readonly graph: (asked: Asked, number: number, origin: string) => GraphSays | Promise<GraphSays>;
  /** Answers of the token endpoint; without: a token for an hour, each time another. */
  readonly token?: (asked: Asked, number: number) => GraphSays;
  /** Without: the client secret. */
  readonly credential?: Credential;
  readonly discovery?: (origin: string) => GraphSays;
}

export const tenantId = '11111111-2222-3333-4444-555555555555';
export const clientId = '66666666-7777-8888-9999-000000000000';
export const clientSecret = 'Tr0ub4dor~secret';

export async function openScriptedTenant(options: ScriptedOptions): Promise<ScriptedTenant> {
  const asked: Asked[] = [];
  const signIns: Asked[] = [];
  const pauses: number[] = [];
  let origin = '';
  let ahead = 0;

  async function answer(seen: Asked): Promise<GraphSays> {
    if (seen.path.includes('/.well-known/'))
      return options.discovery?.(origin) ?? { body: openIdConfiguration(origin) };
    if (seen.path.includes('/oauth2/')) {
      signIns.push(seen);
      const given = { token_type: 'Bearer', expires_in: 3600, access_token: `token-${signIns.length}` };
      return options.token?.(seen, signIns.length) ?? { body: given };
    }
    asked.push(seen);
    return options.graph(seen, asked.length, origin);
  }
  const port = await httpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const path = decodeURIComponent(request.url ?? '');
      const body = Buffer.concat(chunks).toString();
      const said = await answer({ method: request.method ?? '', path, headers: request.headers, body });
      const type = typeof said.body === 'string' ? 'text/plain' : 'application/json';
      response.writeHead(said.status ?? 200, { 'content-type': type, ...said.headers });
      response.end(typeof said.body === 'string' ? said.body : JSON.stringify(said.body ?? {}));
    });
  });
  origin = `http://127.0.0.1:${port}`;
  const network: Network = valueOrThrow(await openNetwork({ proxy: 'none', caFile: null }));
  const source = openSource({
    tenantId,
    clientId,
    credential: options.credential ?? { kind: 'secret', clientSecret },
    cloud: { authority: origin, graph: origin },
    send: network.send('source'),
    sleep: async (ms) => {
      pauses.push(ms);
    },
    now: () => Date.UTC(2026, 10, 24, 12) + ahead,
    random: () => 0.5,
  });
  return {
    origin,
    asked,
    signIns,
    pauses,
    source,
    pass: (ms) => {
      ahead += ms;
    },
    close: () => network.close(),
  };
}

const openIdConfiguration = (origin: string) => ({
  token_endpoint: `${origin}/${tenantId}/oauth2/v2.0/token`,
  issuer: `${origin}/${tenantId}/v2.0`,
  authorization_endpoint: `${origin}/${tenantId}/oauth2/v2.0/authorize`,
  end_session_endpoint: `${origin}/${tenantId}/oauth2/v2.0/logout`,
  jwks_uri: `${origin}/${tenantId}/discovery/v2.0/keys`,
});

/** Microsoft Graph, "error responses". */
export const graphRefusal = (status: number, code: string, message = 'Words.'): GraphSays => ({
  status,
  body: { error: { code, message } },
});

export async function collect<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(page);
  return all;
}
