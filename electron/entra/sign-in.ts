import {
  ConfidentialClientApplication,
  type INetworkModule,
  type NetworkRequestOptions,
  type NetworkResponse,
} from '@azure/msal-node';
import { z } from 'zod';
import type { Problem } from '../../shared/log/problem';
import { failure, type Outcome, ProblemError, success } from '../../shared/outcome';
import type { RequestCount } from '../edges';
import type { HttpAnswer, Send } from '../network/http';
import { asksToWait, retryDelayMs, type Sleep } from '../network/retry';
import type { CloudAddresses } from './clouds';
import { notMicrosoft, parseJson, tooBusy } from './read-answer';

export interface SignInOptions {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly addresses: CloudAddresses;
  readonly send: Send;
  readonly sleep: Sleep;
  readonly now: () => number;
  readonly random: () => number;
  readonly requests: RequestCount;
  readonly onThrottled: (waitMs: number) => void;
}

/** Gives access tokens for Microsoft Graph. One is kept until shortly before its end. */
export interface SignIn {
  /** `refused`: the token that Graph did not take; another one is got then, once for all who ask. */
  token(options: { readonly refused: string | null; readonly signal: AbortSignal }): Promise<Outcome<string>>;
}

const longestTries = 4;
/** A token is renewed so long before its end, or a tenth of its life where that is less. */
const renewBeforeMs = 5 * 60_000;

const tokenAnswer = z.object({ expires_in: z.coerce.number() });

/**
 * Signs in as the application (OAuth 2.0 client credentials) through MSAL, over our own network. MSAL speaks the
 * protocol; what went wrong on the way is kept here, because MSAL tells of it in words of its own.
 */
export function openSignIn(options: SignInOptions): SignIn {
  const { now } = options;
  let client: ConfidentialClientApplication | null = null;
  let held: { readonly token: string; readonly renewAtMs: number } | null = null;
  let asking: Promise<Outcome<string>> | null = null;
  let onTheWay: Problem | null = null;
  let lifetimeMs = 0;

  const exchange: Exchange = async (method, url, request) => {
    onTheWay = null;
    const outcome = await askAuthority(options, method, url, request);
    if (!outcome.ok) {
      onTheWay = outcome.problem;
      throw new ProblemError(outcome.problem);
    }
    const token = tokenAnswer.safeParse(outcome.value);
    if (token.success) lifetimeMs = token.data.expires_in * 1000;
    return outcome.value;
  };

  async function ask(): Promise<Outcome<string>> {
    try {
      client ??= newClient(options, exchange);
      const result = await client.acquireTokenByClientCredential({
        scopes: [`${options.addresses.graph}/.default`],
        skipCache: true,
      });
      if (result === null || result.accessToken === '') return failure(refused(options, '', 'No token was given.'));
      const renewAtMs = now() + lifetimeMs - Math.min(renewBeforeMs, lifetimeMs / 10);
      held = { token: result.accessToken, renewAtMs };
      return success(result.accessToken);
    } catch (error) {
      if (onTheWay !== null) return failure(onTheWay);
      return failure(refused(options, '', error instanceof Error ? error.message : String(error)));
    }
  }

  return {
    async token({ refused: bad, signal }) {
      signal.throwIfAborted();
      if (held !== null && held.token !== bad && now() < held.renewAtMs) return success(held.token);
      asking ??= ask().finally(() => {
        asking = null;
      });
      return await unlessAborted(asking, signal);
    },
  };
}

/** Answers the parsed body. */
type Exchange = (method: 'GET' | 'POST', url: string, request: NetworkRequestOptions) => Promise<unknown>;

function newClient(options: SignInOptions, exchange: Exchange): ConfidentialClientApplication {
  const { clientId, clientSecret, tenantId, addresses } = options;
  const authority = new URL(addresses.authority);
  // MSAL takes https alone; where a sample authority on loopback speaks http, MSAL is told https and never knows.
  const secure = `https://${authority.host}`;
  const own = authority.origin;
  const reply = async <T>(
    method: 'GET' | 'POST',
    url: string,
    request: NetworkRequestOptions = {},
  ): Promise<NetworkResponse<T>> => {
    const body = await exchange(method, url.replace(secure, own), request);
    const told = own === secure ? body : parseJson(JSON.stringify(body).replaceAll(own, secure));
    // No headers: MSAL would hold later requests back by what it finds in them, and the waiting is done here.
    return { status: 200, headers: {}, body: told as T };
  };
  const networkClient: INetworkModule = {
    sendGetRequestAsync: (url, request) => reply('GET', url, request),
    sendPostRequestAsync: (url, request) => reply('POST', url, request),
  };
  return new ConfidentialClientApplication({
    auth: {
      clientId,
      clientSecret,
      authority: `${addresses.authority.replace(own, secure)}/${encodeURIComponent(tenantId)}`,
      // A host that is not Microsoft's is asked about at Microsoft first, unless it is named here with its port.
      knownAuthorities: [authority.host],
    },
    system: { networkClient, disableInternalRetries: true },
  });
}

/** One request to the authority, repeated while the trouble may pass. */
async function askAuthority(
  options: SignInOptions,
  method: 'GET' | 'POST',
  url: string,
  { headers, body }: NetworkRequestOptions,
): Promise<Outcome<unknown>> {
  const { send, sleep, now, random, requests, onThrottled } = options;
  // The sign-in serves all who wait for it; none of them ends it for the others. The network ends it in time.
  const { signal } = new AbortController();
  for (let attempt = 1; ; attempt += 1) {
    requests.sent += 1;
    if (attempt > 1) requests.retried += 1;
    const sent = await send({
      method,
      url,
      headers: { ...headers },
      ...(body === undefined ? {} : { body }),
      signal,
    });
    const problem = sent.ok ? problemIn(options, url, sent.answer) : sent.problem;
    if (problem === null) return success(sent.ok ? parseJson(sent.answer.body) : null);
    if (attempt === longestTries || !mayPass.has(problem.kind)) return failure(problem);
    const waitMs = retryDelayMs(attempt, sent.ok ? sent.answer : sent, now(), random());
    if (sent.ok && asksToWait(sent.answer)) onThrottled(waitMs);
    await sleep(waitMs, signal);
  }
}

const mayPass = new Set<Problem['kind']>([
  'unreachable',
  'name-not-found',
  'answer-cut-off',
  'throttled',
  'server-error',
]);

const refusal = z.object({ error: z.string(), error_description: z.string().default('') });

function problemIn(options: SignInOptions, url: string, answer: HttpAnswer): Problem | null {
  const { status, headers, body } = answer;
  const host = new URL(url).host;
  if (status >= 300 && status < 400) return { kind: 'redirected', side: 'source', host, to: headers['location'] ?? '' };
  const json = parseJson(body);
  const busy = tooBusy(answer, options.now(), json);
  if (busy !== null) return busy;
  if (json === null) return notMicrosoft(url, answer);
  if (status < 300) return null;
  const read = refusal.safeParse(json);
  return read.success ? refused(options, read.data.error, read.data.error_description) : notMicrosoft(url, answer);
}

type Refused = Extract<Problem, { kind: 'source-credentials-refused' }>;

/** What Microsoft refused, by its code (Microsoft Entra, "authentication and authorization error codes"). */
const refusedByCode: Readonly<Record<string, Refused['reason']>> = {
  AADSTS7000215: 'secret',
  AADSTS7000216: 'secret',
  AADSTS7000218: 'secret',
  AADSTS7000222: 'secret',
  AADSTS700027: 'certificate',
  AADSTS700016: 'application',
  AADSTS7000112: 'application',
  AADSTS90002: 'tenant',
  AADSTS900021: 'tenant',
  AADSTS900023: 'tenant',
};

/** The same by OAuth's word, where there is no code (RFC 6749 section 5.2). */
const refusedByWord: Readonly<Record<string, Refused['reason']>> = {
  invalid_client: 'secret',
  unauthorized_client: 'application',
  invalid_tenant: 'tenant',
};

function refused({ clientSecret }: SignInOptions, word: string, description: string): Refused {
  const code = /AADSTS\d+/.exec(description)?.[0] ?? null;
  // Trace ids, correlation ids and time stamps follow, on one line or several; they mean nothing to people.
  const detail = description.split(/ Trace ID:|\r?\n/)[0] ?? '';
  return {
    kind: 'source-credentials-refused',
    reason: (code === null ? undefined : refusedByCode[code]) ?? refusedByWord[word] ?? 'other',
    code,
    detail: (clientSecret === '' ? detail : detail.replaceAll(clientSecret, '…')).slice(0, 300),
  };
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const aborted = (): void => reject(signal.reason);
    signal.addEventListener('abort', aborted, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted));
  });
}
