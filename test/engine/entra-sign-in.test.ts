import { afterEach, describe, expect, test } from 'vitest';
import { ProblemError } from '../../shared/outcome';
import {
  clientSecret,
  collect,
  type GraphSays,
  openScriptedTenant,
  type ScriptedOptions,
  type ScriptedTenant,
} from './entra-scripted';
import { closeServers } from './network-servers';

let tenant: ScriptedTenant;
afterEach(async () => {
  await tenant.close();
  await closeServers();
});

const { signal } = new AbortController();
const nobody: ScriptedOptions['graph'] = (_asked, _number, origin) => ({
  body: { value: [], '@odata.deltaLink': `${origin}/v1.0/users/delta?$deltatoken=1` },
});
const readAll = () => collect(tenant.source.readPeople(null, ['displayName'], signal));
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof ProblemError ? error.problem : error),
  );

describe('the access token', () => {
  test('is asked for once, as the application, and goes with every request', async () => {
    tenant = await openScriptedTenant({ graph: nobody });
    await Promise.all([readAll(), readAll(), tenant.source.countPeople(signal)]);
    await readAll();
    expect(tenant.signIns).toHaveLength(1);
    const form = new URLSearchParams(tenant.signIns[0]?.body);
    expect(form.get('grant_type')).toBe('client_credentials');
    expect(form.get('client_secret')).toBe(clientSecret);
    expect(form.get('scope')).toContain(`${tenant.origin}/.default`);
    expect(tenant.asked.map(({ headers }) => headers.authorization)).toEqual(Array(4).fill('Bearer token-1'));
  });

  test('is renewed shortly before it ends, not earlier', async () => {
    tenant = await openScriptedTenant({ graph: nobody });
    await readAll();
    tenant.pass(54 * 60_000);
    await readAll();
    expect(tenant.signIns).toHaveLength(1);
    tenant.pass(60_000);
    await readAll();
    expect(tenant.signIns).toHaveLength(2);
  });

  test('that Graph no longer takes is replaced once, in the middle of a read', async () => {
    tenant = await openScriptedTenant({
      graph: ({ headers }, number, origin) =>
        headers.authorization === 'Bearer token-1'
          ? { status: 401, body: { error: { code: 'InvalidAuthenticationToken', message: 'Expired.' } } }
          : nobody({ method: 'GET', path: '', headers, body: '' }, number, origin),
    });
    expect(await readAll()).toHaveLength(1);
    expect(tenant.signIns).toHaveLength(2);
    expect(tenant.source.requests.retried).toBe(1);
  });

  test('that is refused again is the credentials’ fault, and nothing loops', async () => {
    tenant = await openScriptedTenant({
      graph: () => ({ status: 401, body: { error: { code: 'InvalidAuthenticationToken', message: 'No.' } } }),
    });
    expect(await problemOf(readAll())).toMatchObject({
      kind: 'source-credentials-refused',
      code: 'InvalidAuthenticationToken',
    });
    expect(tenant.asked).toHaveLength(2);
  });
});

describe('a refused sign-in says which part was refused', () => {
  const refuse = (status: number, error: string, error_description: string) => (): GraphSays => ({
    status,
    body: { error, error_description },
  });
  test.each([
    { reason: 'secret', code: 'AADSTS7000215', error: 'invalid_client' },
    { reason: 'secret', code: 'AADSTS7000222', error: 'invalid_client' },
    { reason: 'application', code: 'AADSTS700016', error: 'unauthorized_client' },
    { reason: 'tenant', code: 'AADSTS90002', error: 'invalid_request' },
    { reason: 'other', code: 'AADSTS53003', error: 'access_denied' },
    { reason: 'secret', code: null, error: 'invalid_client' },
  ])('$code $error is the $reason', async ({ reason, code, error }) => {
    const words = `${code === null ? '' : `${code}: `}The words. Trace ID: 1 Correlation ID: 2 Timestamp: 3`;
    tenant = await openScriptedTenant({ graph: nobody, token: refuse(401, error, words) });
    expect(await problemOf(readAll())).toEqual({
      kind: 'source-credentials-refused',
      reason,
      code,
      detail: code === null ? 'The words.' : `${code}: The words.`,
    });
    expect(tenant.signIns).toHaveLength(1);
    expect(tenant.asked).toHaveLength(0);
  });

  test('an unknown tenant is already refused by its discovery document', async () => {
    tenant = await openScriptedTenant({
      graph: nobody,
      discovery: refuse(400, 'invalid_tenant', "AADSTS90002: Tenant 'x' not found. Check to make sure."),
    });
    expect(await problemOf(readAll())).toMatchObject({ kind: 'source-credentials-refused', reason: 'tenant' });
  });

  test('without ever repeating the secret, whatever the authority sends back', async () => {
    tenant = await openScriptedTenant({
      graph: nobody,
      token: refuse(401, 'invalid_client', `AADSTS7000215: Invalid secret ${clientSecret} provided.`),
    });
    const problem = await problemOf(readAll());
    expect(problem).toMatchObject({ detail: 'AADSTS7000215: Invalid secret … provided.' });
    expect(JSON.stringify(problem)).not.toContain(clientSecret);
  });

  test('and the next try asks again, so that a corrected secret works at once', async () => {
    tenant = await openScriptedTenant({
      graph: nobody,
      token: (_asked, number) =>
        number === 1
          ? refuse(401, 'invalid_client', 'AADSTS7000215: No.')()
          : { body: { token_type: 'Bearer', expires_in: 3600, access_token: 'good' } },
    });
    expect(await problemOf(readAll())).toMatchObject({ reason: 'secret' });
    expect(await readAll()).toHaveLength(1);
  });
});

describe('a sign-in that meets trouble on the way', () => {
  test('is repeated while Microsoft is busy, and no sooner than it says', async () => {
    tenant = await openScriptedTenant({
      graph: nobody,
      token: (_asked, number) =>
        number < 3
          ? { status: number === 1 ? 429 : 503, headers: { 'retry-after': '7' }, body: { error: 'busy' } }
          : { body: { token_type: 'Bearer', expires_in: 3600, access_token: 'good' } },
    });
    expect(await readAll()).toHaveLength(1);
    expect(tenant.pauses).toEqual([7000, 7000]);
  });

  test.each<{ name: string; says: GraphSays; problem: object }>([
    {
      name: 'stays busy',
      says: { status: 503, body: { error: 'busy' } },
      problem: { kind: 'server-error', side: 'source', status: 503 },
    },
    {
      name: 'meets a sign-in page of the network',
      says: { headers: { 'content-type': 'text/html' }, body: '<html>Welcome to the hotel</html>' },
      problem: { kind: 'not-the-protocol', side: 'source', got: 'web-page' },
    },
    {
      name: 'is sent elsewhere',
      says: { status: 302, headers: { location: 'https://portal.example.com/' }, body: '' },
      problem: { kind: 'redirected', side: 'source', to: 'https://portal.example.com/' },
    },
    {
      name: 'meets JSON of somebody else',
      says: { status: 404, body: { message: 'no such route' } },
      problem: { kind: 'not-the-protocol', side: 'source', got: 'other-json', status: 404 },
    },
  ])('$name', async ({ says, problem }) => {
    tenant = await openScriptedTenant({ graph: nobody, token: () => says });
    expect(await problemOf(readAll())).toMatchObject(problem);
    tenant.asked.splice(0);
    // Nothing is held against the next try.
    expect(await problemOf(readAll())).toMatchObject(problem);
  });

  test('ends for who was aborted, and for nobody else', async () => {
    const stop = new AbortController();
    tenant = await openScriptedTenant({ graph: nobody });
    const stopped = collect(tenant.source.readPeople(null, ['displayName'], stop.signal));
    const other = readAll();
    stop.abort(new Error('stopped'));
    await expect(stopped).rejects.toThrow('stopped');
    expect(await other).toHaveLength(1);
  });
});
