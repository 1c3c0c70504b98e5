import { Agent, request } from 'undici';
import { type AdminClient, adminClient } from '../../electron/sample/admin-client';
import type { EntraCalls } from '../../electron/sample/entra/entra-calls';
import { type EntraTenantOptions, type RunningEntraTenant, startEntraTenant } from '../../electron/sample/entra-tenant';

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body read as JSON; undefined where it is none. */
  readonly json: Json;
}

/** JSON as tests look into it. */
export interface Json {
  readonly [key: string]: Json | undefined;
}

export interface GraphOptions {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** null: no authorization header. */
  readonly token?: string | null;
}

export interface TenantUnderTest {
  readonly tenant: RunningEntraTenant;
  readonly admin: AdminClient<EntraCalls>;
  /** A path below /v1.0, or a whole address. */
  graph(path: string, options?: GraphOptions): Promise<Answered>;
  /** A form for the token endpoint. */
  signIn(form: Readonly<Record<string, string>>, tenantId?: string): Promise<Answered>;
  token(): Promise<string>;
  close(): Promise<void>;
}

/** A tenant in this process, with a client that trusts its authority and nothing else. */
export async function openTenant(options: EntraTenantOptions = {}): Promise<TenantUnderTest> {
  const tenant = await startEntraTenant(options);
  const agent = new Agent({ connect: { ca: tenant.ca } });
  let held: string | null = null;

  async function send(url: string, init: { method: 'GET' | 'POST'; headers: Record<string, string>; body?: string }) {
    const { statusCode, headers, body } = await request(url, { dispatcher: agent, ...init });
    const text = await body.text();
    return { status: statusCode, headers, text, json: parsed(text) };
  }
  const signIn: TenantUnderTest['signIn'] = (form, tenantId = tenant.tenantId) =>
    send(`${tenant.authority}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    });
  async function token(): Promise<string> {
    const answer = await signIn({
      grant_type: 'client_credentials',
      client_id: tenant.clientId,
      client_secret: tenant.clientSecret,
      scope: `${tenant.graph}/.default`,
    });
    return String(answer.json['access_token']);
  }
  return {
    tenant,
    admin: adminClient<EntraCalls>(tenant.admin),
    signIn,
    token,
    graph: async (path, { method = 'GET', headers = {}, body, token: own } = {}) => {
      held ??= await token();
      const bearer = own === undefined ? held : own;
      return send(path.startsWith('https:') ? path : `${tenant.graph}/v1.0${path}`, {
        method,
        headers: {
          ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    },
    close: async () => {
      await agent.close();
      await tenant.close();
    },
  };
}

/** Reads a whole delta round, or a list: every page's values, and the delta link at its end. */
export async function readRound(under: TenantUnderTest, path: string, options?: GraphOptions) {
  const pages: Json[][] = [];
  let next: string | undefined = path;
  let deltaLink = '';
  while (next !== undefined) {
    const { status, json, text } = await under.graph(next, options);
    if (status !== 200) throw new Error(text);
    pages.push(json['value'] as unknown as Json[]);
    deltaLink = String(json['@odata.deltaLink'] ?? '');
    next = json['@odata.nextLink'] as unknown as string | undefined;
  }
  return { pages, objects: pages.flat(), deltaLink };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
}
