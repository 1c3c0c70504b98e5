import { ConfidentialClientApplication, type INetworkModule } from '@azure/msal-node';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTenant, type TenantUnderTest } from './sample-graph-client';

let under: TenantUnderTest;
beforeAll(async () => {
  under = await openTenant();
});
afterAll(() => under.close());

/** MSAL's network over undici with the tenant's authority. */
function networkWith(ca: string): INetworkModule {
  const dispatcher = new Agent({ connect: { ca } });
  async function send(method: 'GET' | 'POST', url: string, headers: Record<string, string> = {}, body?: string) {
    const answer = await request(url, { dispatcher, method, headers, ...(body === undefined ? {} : { body }) });
    return { status: answer.statusCode, headers: {}, body: (await answer.body.json()) as never };
  }
  return {
    sendGetRequestAsync: (url, options) => send('GET', url, options?.headers),
    sendPostRequestAsync: (url, options) => send('POST', url, options?.headers, options?.body),
  };
}

function msal(changed: { clientSecret?: string; clientId?: string; tenantId?: string } = {}) {
  const { authority, clientId, clientSecret, tenantId, ca } = under.tenant;
  return new ConfidentialClientApplication({
    auth: {
      clientId: changed.clientId ?? clientId,
      clientSecret: changed.clientSecret ?? clientSecret,
      authority: `${authority}/${changed.tenantId ?? tenantId}`,
      knownAuthorities: [new URL(authority).host],
    },
    system: { networkClient: networkWith(ca) },
  });
}

describe('the MSAL library', () => {
  test('gets a token that Graph takes, and keeps it for the second call', async () => {
    const client = msal();
    const scopes = [`${under.tenant.graph}/.default`];
    const first = await client.acquireTokenByClientCredential({ scopes });
    const again = await client.acquireTokenByClientCredential({ scopes });
    expect([first?.fromCache, again?.fromCache]).toEqual([false, true]);
    const answer = await under.graph('/users?$top=1', { token: first?.accessToken ?? null });
    expect(answer.status).toBe(200);
  });

  test.each([
    ['a wrong secret', { clientSecret: 'wrong' }, 'AADSTS7000215'],
    ['an unknown application', { clientId: '00000000-1111-4222-8333-444444444444' }, 'AADSTS700016'],
    ['an unknown tenant', { tenantId: '00000000-1111-4222-8333-555555555555' }, 'AADSTS90002'],
  ])('is refused with Microsoft’s code for %s', async (_case, changed, code) => {
    const scopes = [`${under.tenant.graph}/.default`];
    const failed = await msal(changed)
      .acquireTokenByClientCredential({ scopes })
      .then(
        () => 'no error',
        (error: unknown) => JSON.stringify(error, Object.getOwnPropertyNames(error)),
      );
    // MSAL keeps the words of the token endpoint; of a failed discovery it says only that it failed.
    expect(failed).toContain(code === 'AADSTS90002' ? 'endpoints_resolution_error' : code);
  });
});

describe('the token endpoint', () => {
  const good = () => ({
    grant_type: 'client_credentials',
    client_id: under.tenant.clientId,
    client_secret: under.tenant.clientSecret,
    scope: `${under.tenant.graph}/.default`,
  });

  test('answers a bearer token, its life in seconds, and the consented permissions in it', async () => {
    const { status, json } = await under.signIn(good());
    expect(status).toBe(200);
    expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 3599 });
    const claims = JSON.parse(Buffer.from(String(json['access_token']).split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({ aud: under.tenant.graph, roles: expect.arrayContaining(['User.Read.All']) });
  });

  test.each([
    ['a wrong secret', { client_secret: 'x' }, 401, 'invalid_client', 7000215],
    ['an unknown application', { client_id: 'x' }, 400, 'unauthorized_client', 700016],
    ['a scope without /.default', { scope: 'User.Read' }, 400, 'invalid_scope', 1002012],
    ['another resource', { scope: 'https://other.example/.default' }, 400, 'invalid_resource', 500011],
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
  ])('refuses %s as Microsoft does', async (_case, changed, status, error, code) => {
    const answer = await under.signIn({ ...good(), ...changed });
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ error, error_codes: [code] });
    expect(answer.json['error_description']).toMatch(new RegExp(`^AADSTS${code}: `));
  });

  test('refuses a request without any credential', async () => {
    const { client_secret: _left, ...rest } = good();
    expect((await under.signIn(rest)).json).toMatchObject({ error_codes: [7000216] });
  });

  test('refuses an unknown tenant, and knows its own by domain too', async () => {
    expect((await under.signIn(good(), 'nobody.example')).json).toMatchObject({ error_codes: [90002] });
    expect((await under.signIn(good(), 'oxbow.example')).status).toBe(200);
  });

  test('takes a new secret from the admin, and tells of one that has ended', async () => {
    const other = await openTenant();
    const form = {
      grant_type: 'client_credentials',
      client_id: other.tenant.clientId,
      scope: `${other.tenant.graph}/.default`,
    };
    await other.admin.setSecret('new');
    expect((await other.signIn({ ...form, client_secret: other.tenant.clientSecret })).json).toMatchObject({
      error_codes: [7000215],
    });
    expect((await other.signIn({ ...form, client_secret: 'new' })).status).toBe(200);
    await other.admin.expireSecret();
    expect((await other.signIn({ ...form, client_secret: 'new' })).json).toMatchObject({ error_codes: [7000222] });
    await other.close();
  });

  test('never has its bodies recorded, for they hold the secret', async () => {
    await under.signIn(good());
    const recorded = JSON.stringify(await under.admin.recording());
    expect(recorded).toContain('/oauth2/v2.0/token');
    expect(recorded).not.toContain(under.tenant.clientSecret);
  });
});

describe('a request to Graph', () => {
  test.each([
    ['no token', null],
    ['a made-up token', 'abc'],
    ['a token with another signature', 'eyJhbGciOiJIUzI1NiJ9.e30.abc'],
  ])('with %s is answered 401 in Graph’s words', async (_case, token) => {
    const answer = await under.graph('/users', { token, headers: { 'client-request-id': 'mine' } });
    expect(answer.status).toBe(401);
    expect(answer.json).toMatchObject({
      error: {
        code: 'InvalidAuthenticationToken',
        innerError: { 'client-request-id': 'mine', date: expect.any(String), 'request-id': expect.any(String) },
      },
    });
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer /);
  });

  test('with a token that was revoked is answered 401', async () => {
    const other = await openTenant();
    expect((await other.graph('/users')).status).toBe(200);
    await other.admin.revokeAccessTokens();
    expect((await other.graph('/users')).status).toBe(401);
    await other.close();
  });

  test.each([
    ['/users', 'User.Read.All', 'Authorization_RequestDenied'],
    ['/users/delta', 'User.Read.All', 'Authorization_RequestDenied'],
    ['/groups', 'GroupMember.Read.All', 'Authorization_RequestDenied'],
    ['/servicePrincipals', 'Application.Read.All', 'Authorization_RequestDenied'],
    ['/organization', 'Organization.Read.All', 'Authorization_RequestDenied'],
  ])('for %s is denied without %s and answered with it', async (path, permission, code) => {
    const other = await openTenant();
    await other.admin.grantPermissions([]);
    const denied = await other.graph(path, { token: await other.token() });
    expect([denied.status, denied.json]).toMatchObject([403, { error: { code } }]);
    await other.admin.grantPermissions([permission]);
    expect((await other.graph(path, { token: await other.token() })).status).toBe(200);
    await other.close();
  });
});
