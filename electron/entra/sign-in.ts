import {
  ConfidentialClientApplication,
  type INetworkModule,
  type NetworkRequestOptions,
  type NetworkResponse,
} from '@azure/msal-node';
import type { Problem } from '../../shared/log/problem';
import { failure, type Outcome, ProblemError, success } from '../../shared/outcome';
import type { HttpAnswer, Send } from '../network/http';
import type { CloudAddresses } from './clouds';

export interface SignInOptions {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly addresses: CloudAddresses;
  readonly send: Send;
}

/** Gives access tokens for Microsoft Graph; the library keeps one until shortly before it ends. */
export interface SignIn {
  token(options: { readonly renew: boolean; readonly signal: AbortSignal }): Promise<Outcome<string>>;
}

/** Which part of the sign-in Microsoft refused, by its code (Microsoft, "Entra authentication error codes"). */
const refusals: Readonly<Record<string, Extract<Problem, { kind: 'source-credentials-refused' }>['reason']>> = {
  AADSTS7000215: 'secret',
  AADSTS7000222: 'secret',
  AADSTS700016: 'application',
  AADSTS700027: 'certificate',
  AADSTS90002: 'tenant',
  AADSTS900021: 'tenant',
  AADSTS900023: 'tenant',
};

/** Signs in as the application (OAuth 2.0 client credentials) through MSAL, over our own network. */
export function openSignIn({ tenantId, clientId, clientSecret, addresses, send }: SignInOptions): SignIn {
  let client: ConfidentialClientApplication | null = null;
  let signal = new AbortController().signal;
  // MSAL reports what it received, not what went wrong on the way: the problem is kept here for the caller.
  let onTheWay: Problem | null = null;

  const exchange = async <T>(
    method: 'GET' | 'POST',
    url: string,
    options: NetworkRequestOptions | undefined,
  ): Promise<NetworkResponse<T>> => {
    const { body } = options ?? {};
    const outcome = await send({
      method,
      url,
      headers: { ...options?.headers },
      ...(body === undefined ? {} : { body }),
      signal,
    });
    if (!outcome.ok) {
      onTheWay = outcome.problem;
      throw new ProblemError(outcome.problem);
    }
    const { answer } = outcome;
    const parsed = parseJson(answer.body);
    if (parsed === null) {
      onTheWay = notMicrosoft(url, answer);
      throw new ProblemError(onTheWay);
    }
    return { status: answer.status, headers: { ...answer.headers }, body: parsed as T };
  };
  const networkClient: INetworkModule = {
    sendGetRequestAsync: (url, options) => exchange('GET', url, options),
    sendPostRequestAsync: (url, options) => exchange('POST', url, options),
  };

  return {
    async token({ renew, signal: asked }) {
      signal = asked;
      onTheWay = null;
      try {
        client ??= new ConfidentialClientApplication({
          auth: {
            clientId,
            clientSecret,
            authority: `${addresses.authority}/${encodeURIComponent(tenantId)}`,
            // A host that is not Microsoft's is asked about at Microsoft first, unless it is named here with its port.
            knownAuthorities: [new URL(addresses.authority).host],
          },
          system: { networkClient },
        });
        const result = await client.acquireTokenByClientCredential({
          scopes: [`${addresses.graph}/.default`],
          skipCache: renew,
        });
        if (result === null || result.accessToken === '') return failure(refused('', 'No token was given.'));
        return success(result.accessToken);
      } catch (error) {
        if (asked.aborted) throw asked.reason;
        if (onTheWay !== null) return failure(onTheWay);
        if (error instanceof ProblemError) return failure(error.problem);
        return failure(refused(codeIn(error), textOf(error)));
      }
    },
  };
}

function refused(code: string, detail: string): Problem {
  return {
    kind: 'source-credentials-refused',
    reason: refusals[code] ?? 'other',
    code: code === '' ? null : code,
    detail,
  };
}

const textOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error);
  // Only the first sentence: the rest is a trace id and a correlation id that mean nothing to people.
  return message.split(/ Trace ID:|\r?\n/)[0]?.slice(0, 300) ?? '';
};

function codeIn(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const code = /AADSTS\d+/.exec(text)?.[0];
  if (code !== undefined) return code;
  // An unknown tenant has no OpenID configuration: MSAL then says that the endpoints cannot be resolved.
  return /endpoints_resolution_error|openid_config_error/.test(text) ? 'AADSTS90002' : '';
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** An answer that Microsoft would not give: a proxy, a captive portal, another service. */
export function notMicrosoft(url: string, { status, headers, body }: HttpAnswer): Problem {
  const web = /html/i.test(headers['content-type'] ?? '') || /^\s*</.test(body);
  return {
    kind: 'not-the-protocol',
    side: 'source',
    host: new URL(url).host,
    got: body.trim() === '' ? 'nothing' : web ? 'web-page' : parseJson(body) === null ? 'text' : 'other-json',
    status,
  };
}
