import { randomUUID } from 'node:crypto';
import { type Answer, jsonAnswer, type WireRequest } from '../answer';
import type { Company } from '../company';
import type { AccessTokens } from './access-token';
import { judgeAssertion, type RegisteredCertificate } from './client-assertion';

/** The app registration as the tenant knows it; its admin calls change it. */
export interface Registration {
  secret: string;
  isSecretExpired: boolean;
  certificates: readonly RegisteredCertificate[];
  /** Ids of the client assertions that were taken, with the second of their end. */
  readonly takenAssertions: Map<string, number>;
  /** Application permissions with admin consent, such as `User.Read.All`. */
  permissions: readonly string[];
  tokenLifetimeSeconds: number;
}

export interface SignInRequest {
  readonly company: Company;
  readonly registration: Registration;
  readonly tokens: AccessTokens;
  /** The authority's and Graph's common origin, of the host that was asked. */
  readonly origin: string;
}

/**
 * The authority: OpenID discovery, instance discovery and the token endpoint for client credentials, as far as MSAL
 * asks (Microsoft identity platform, "OAuth 2.0 client credentials flow"). Null: not a path of the authority.
 */
export function answerSignIn(request: WireRequest, context: SignInRequest): Answer | null {
  const { pathname } = new URL(request.url, context.origin);
  if (pathname === '/common/discovery/instance') return instanceDiscovery(context);
  const [, tenant, route] =
    /^\/([^/]+)\/(v2\.0\/\.well-known\/openid-configuration|oauth2\/v2\.0\/token|discovery\/v2\.0\/keys)$/.exec(
      pathname,
    ) ?? [];
  if (tenant === undefined || route === undefined) return null;
  const { company } = context;
  const isKnown = [company.tenantId, company.domain].includes(decodeURIComponent(tenant).toLowerCase());
  if (!isKnown) {
    return refuse(
      400,
      'invalid_request',
      90002,
      `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
    );
  }
  if (route.startsWith('v2.0/')) return openIdConfiguration(context);
  if (route.startsWith('discovery/')) return jsonAnswer(200, { keys: [] });
  if (request.method !== 'POST')
    return refuse(400, 'invalid_request', 900561, 'The endpoint only accepts POST requests.');
  return issueToken(new URLSearchParams(request.body.toString('utf8')), context);
}

function instanceDiscovery({ company, origin }: SignInRequest): Answer {
  const host = new URL(origin).host;
  return jsonAnswer(200, {
    tenant_discovery_endpoint: `${origin}/${company.tenantId}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  });
}

function openIdConfiguration({ company, origin }: SignInRequest): Answer {
  const tenant = `${origin}/${company.tenantId}`;
  return jsonAnswer(200, {
    token_endpoint: `${tenant}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${tenant}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${tenant}/v2.0`,
    authorization_endpoint: `${tenant}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${tenant}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${tenant}/oauth2/v2.0/logout`,
    tenant_region_scope: 'EU',
    cloud_instance_name: new URL(origin).host,
    msgraph_host: new URL(origin).host,
  });
}

function issueToken(form: URLSearchParams, { company, registration, tokens, origin }: SignInRequest): Answer {
  const clientId = form.get('client_id') ?? '';
  if (clientId.toLowerCase() !== company.clientId) {
    return refuse(
      400,
      'unauthorized_client',
      700016,
      `Application with identifier '${clientId}' was not found in the directory '${company.name}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
    );
  }
  if (form.get('grant_type') !== 'client_credentials') {
    return refuse(
      400,
      'unsupported_grant_type',
      70003,
      `The app requested an unsupported grant type '${form.get('grant_type') ?? ''}'.`,
    );
  }
  const refusal = form.has('client_assertion')
    ? refuseAssertion(form, company, registration, origin)
    : refuseSecret(form.get('client_secret'), company, registration);
  if (refusal !== null) return refusal;
  const scopes = (form.get('scope') ?? '')
    .split(' ')
    .filter((scope) => !['', 'openid', 'profile', 'offline_access'].includes(scope));
  const [scope = ''] = scopes;
  if (!scope.endsWith('/.default')) {
    return refuse(
      400,
      'invalid_scope',
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    );
  }
  const audience = scope.slice(0, -'/.default'.length);
  if (!isOrigin(audience, origin)) {
    return refuse(
      400,
      'invalid_resource',
      500011,
      `The resource principal named ${audience} was not found in the tenant named ${company.name}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
    );
  }
  const seconds = registration.tokenLifetimeSeconds;
  return jsonAnswer(
    200,
    {
      token_type: 'Bearer',
      expires_in: seconds,
      ext_expires_in: seconds,
      access_token: tokens.issue(audience, company.tenantId, clientId, registration.permissions, seconds),
    },
    { 'cache-control': 'no-store, no-cache' },
  );
}

function refuseSecret(secret: string | null, { clientId }: Company, registration: Registration): Answer | null {
  if (secret === null) {
    return refuse(
      401,
      'invalid_client',
      7000216,
      "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
    );
  }
  if (secret !== registration.secret) {
    return refuse(
      401,
      'invalid_client',
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
    );
  }
  if (registration.isSecretExpired) {
    return refuse(
      401,
      'invalid_client',
      7000222,
      `The provided client secret keys for app '${clientId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security.`,
    );
  }
  return null;
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

function refuseAssertion(
  form: URLSearchParams,
  company: Company,
  { certificates, takenAssertions }: Registration,
  origin: string,
): Answer | null {
  const type = form.get('client_assertion_type');
  if (type !== assertionType)
    return refuse(
      400,
      'invalid_request',
      900144,
      `The request body must contain the following parameter: 'client_assertion_type' with the value '${assertionType}'.`,
    );
  const refusal = judgeAssertion(form.get('client_assertion') ?? '', {
    company,
    certificates,
    taken: takenAssertions,
    origin,
  });
  return refusal === null ? null : refuse(401, 'invalid_client', refusal.code, refusal.words);
}

/** 127.0.0.1 and localhost are the same Graph here; the port must be right. */
function isOrigin(audience: string, origin: string): boolean {
  try {
    const asked = new URL(audience);
    return asked.protocol === 'https:' && asked.port === new URL(origin).port && asked.pathname === '/';
  } catch {
    return false;
  }
}

/** An OAuth error in Microsoft's form: an AADSTS code at the front of the description. */
function refuse(status: number, error: string, code: number, words: string): Answer {
  const traceId = randomUUID();
  const correlationId = randomUUID();
  const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return jsonAnswer(status, {
    error,
    error_description: `AADSTS${code}: ${words} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${code}`,
  });
}
