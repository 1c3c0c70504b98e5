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
import { type ClientCertificate, outOfDate } from './client-certificate';
import type { CloudAddresses } from './clouds';
import { notMicrosoft, parseJson, tooBusy } from './read-answer';

/** What the application shows of itself. */
export type Credential =
  | { readonly kind: 'secret'; readonly clientSecret: string }
  | { readonly kind: 'certificate'; readonly certificate: ClientCertificate };

export interface SignInOptions {
  readonly tenantId: string;
  readonly clientId: string;
  readonly credential: Credential;
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
  const { credential, now, random, sleep } = options;
  let client: ConfidentialClientApplication | null = null;
  let held: { readonly token: string; readonly renewAtMs: number } | null = null;
  let asking: Promise<Outcome<string>> | null = null;
  let onTheWay: Trouble | null = null;
  let lifetimeMs = 0;
  let isRepeated = false;

  const exchange: Exchange = async (method, url, request) => {
    const answered = await askAuthority(options, isRepeated, method, url, request);
    isRepeated = false;
    if ('problem' in answered) {
      onTheWay = answered;
      throw new ProblemError(answered.problem);
    }
    const token = tokenAnswer.safeParse(answered.json);
    if (token.success) lifetimeMs = token.data.expires_in * 1000;
    return answered.json;
  };

  /** Repeated while the trouble may pass. */
  async function ask(): Promise<Outcome<string>> {
    const problem = credential.kind === 'certificate' ? outOfDate(credential.certificate, now()) : null;
    if (problem !== null) return failure(problem);
    // The sign-in serves all who wait for it; none of them ends it for the others. The network ends it in time.
    const { signal } = new AbortController();
    for (let attempt = 1; ; attempt += 1) {
      isRepeated = attempt > 1;
      const { outcome, sent } = await askOnce();
      if (outcome.ok || sent === null || attempt === longestTries || !mayPass.has(outcome.problem.kind)) return outcome;
      const waitMs = retryDelayMs(attempt, sent.ok ? sent.answer : sent, now(), random());
      if (sent.ok && asksToWait(sent.answer)) options.onThrottled(waitMs);
      await sleep(waitMs, signal);
    }
  }

  /** `sent`: what went wrong on the way; null: nothing did. */
  async function askOnce(): Promise<{ readonly outcome: Outcome<string>; readonly sent: Sent | null }> {
    try {
      // MSAL shows one assertion for ten minutes, and an authority may take it once only.
      if (client === null || credential.kind === 'certificate') client = newClient(options, exchange);
      const result = await client.acquireTokenByClientCredential({
        scopes: [`${options.addresses.graph}/.default`],
        skipCache: true,
      });
      if (result === null || result.accessToken === '')
        return { outcome: failure(refused(options, '', 'No token was given.')), sent: null };
      const renewAtMs = now() + lifetimeMs - Math.min(renewBeforeMs, lifetimeMs / 10);
      held = { token: result.accessToken, renewAtMs };
      return { outcome: success(result.accessToken), sent: null };
    } catch (error) {
      const trouble = onTheWay;
      onTheWay = null;
      if (trouble !== null) return { outcome: failure(trouble.problem), sent: trouble.sent };
      const words = error instanceof Error ? error.message : String(error);
      return { outcome: failure(refused(options, '', words)), sent: null };
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
  const { clientId, credential, tenantId, addresses } = options;
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
      ...(credential.kind === 'secret'
        ? { clientSecret: credential.clientSecret }
        : { clientCertificate: shown(credential.certificate) }),
      authority: `${addresses.authority.replace(own, secure)}/${encodeURIComponent(tenantId)}`,
      // A host that is not Microsoft's is asked about at Microsoft first, unless it is named here with its port.
      knownAuthorities: [authority.host],
    },
    system: { networkClient, disableInternalRetries: true },
  });
}

const shown = ({ thumbprint, privateKey, chain }: ClientCertificate) => ({
  thumbprintSha256: thumbprint,
  privateKey: privateKey.reveal(),
  x5c: chain,
});

type Sent = Awaited<ReturnType<Send>>;
interface Trouble {
  readonly problem: Problem;
  readonly sent: Sent;
}

/** One request to the authority. */
async function askAuthority(
  options: SignInOptions,
  isRepeated: boolean,
  method: 'GET' | 'POST',
  url: string,
  { headers, body }: NetworkRequestOptions,
): Promise<Trouble | { readonly json: unknown }> {
  options.requests.sent += 1;
  if (isRepeated) options.requests.retried += 1;
  const sent = await options.send({
    method,
    url,
    headers: { ...headers },
    ...(body === undefined ? {} : { body }),
    signal: new AbortController().signal,
  });
  const problem = sent.ok ? problemIn(options, url, sent.answer) : sent.problem;
  return problem === null ? { json: sent.ok ? parseJson(sent.answer.body) : null } : { problem, sent };
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
  AADSTS700024: 'clock',
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

function refused({ credential }: SignInOptions, word: string, description: string): Refused {
  const code = /AADSTS\d+/.exec(description)?.[0] ?? null;
  // Trace ids, correlation ids and time stamps follow, on one line or several; they mean nothing to people.
  const detail = description.split(/ Trace ID:|\r?\n/)[0] ?? '';
  const reason = (code === null ? undefined : refusedByCode[code]) ?? refusedByWord[word] ?? 'other';
  return {
    kind: 'source-credentials-refused',
    // Microsoft has one code for whatever has ended, and one word for whatever is wrong.
    reason: reason === 'secret' && credential.kind === 'certificate' ? 'certificate' : reason,
    code,
    detail: withoutSecret(detail, credential).slice(0, 300),
  };
}

/** Whatever the authority sends back of what it was shown. */
function withoutSecret(text: string, credential: Credential): string {
  if (credential.kind === 'certificate') return text.replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '…');
  return credential.clientSecret === '' ? text : text.replaceAll(credential.clientSecret, '…');
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const aborted = (): void => reject(signal.reason);
    signal.addEventListener('abort', aborted, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted));
  });
}
