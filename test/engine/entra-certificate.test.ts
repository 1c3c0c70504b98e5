import { constants, createHash, randomUUID, sign, X509Certificate } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Rung } from '../../electron/edges';
import { checkSource } from '../../electron/entra/check-source';
import { readClientCertificate } from '../../electron/entra/client-certificate';
import { openSource } from '../../electron/entra/open-source';
import type { Credential } from '../../electron/entra/sign-in';
import type { Network } from '../../electron/network/http';
import { openNetwork } from '../../electron/network/open-network';
import { ProblemError, valueOrThrow } from '../../shared/outcome';
import { type MadeCertificate, makeClientCertificate, secretLines } from '../client-certificate-maker';
import { collect, openScriptedTenant, type ScriptedTenant } from './entra-scripted';
import { closeServers } from './network-servers';
import { openTenant, type TenantUnderTest } from './sample-graph-client';

const day = 24 * 60 * 60_000;
const { signal } = new AbortController();

let ours: MadeCertificate;
let strange: MadeCertificate;
let ended: MadeCertificate;
let future: MadeCertificate;
beforeAll(async () => {
  [ours, strange, ended, future] = await Promise.all([
    makeClientCertificate({ from: new Date('2024-01-01T00:00:00Z'), to: new Date('2040-06-08T12:00:00Z') }),
    makeClientCertificate({ name: 'Strange' }),
    makeClientCertificate({ from: new Date('2024-05-03T00:00:00Z'), to: new Date('2025-05-03T12:00:00Z') }),
    makeClientCertificate({ from: new Date('2039-01-01T00:00:00Z'), to: new Date('2040-01-01T00:00:00Z') }),
  ]);
});

let under: TenantUnderTest;
let network: Network;
beforeEach(async () => {
  under = await openTenant();
  network = valueOrThrow(await openNetwork({ proxy: 'none', caFile: null, authorities: [under.tenant.ca] }));
});
afterEach(async () => {
  await network.close();
  await under.close();
});

const credentialOf = ({ both }: MadeCertificate): Credential => ({
  kind: 'certificate',
  certificate: valueOrThrow(readClientCertificate(both)),
});

const connect = (made: MadeCertificate, now: () => number = Date.now) => ({
  tenantId: under.tenant.tenantId,
  clientId: under.tenant.clientId,
  credential: credentialOf(made),
  cloud: { authority: under.tenant.authority, graph: under.tenant.graph },
  send: network.send('source'),
  sleep: async () => {},
  now,
});

const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof ProblemError ? error.problem : error),
  );

describe('signing in with a certificate', () => {
  test('that is uploaded to the app registration reads people, and shows its key to nobody', async () => {
    await under.admin.registerCertificate(strange.cert);
    await under.admin.registerCertificate(ours.cert);
    const source = openSource(connect(ours));
    expect(await collect(source.readPeople(null, ['displayName'], signal))).not.toHaveLength(0);
    const recorded = JSON.stringify(await under.admin.recording());
    for (const line of secretLines(ours.both)) expect(recorded).not.toContain(line);
  });

  test('gets another token once Graph takes the first no longer, with another assertion', async () => {
    await under.admin.registerCertificate(ours.cert);
    const source = openSource(connect(ours));
    await source.countPeople(signal);
    await under.admin.revokeAccessTokens();
    expect(await source.countPeople(signal)).toBeGreaterThan(0);
  });

  test.each([{ kind: 'lost-answer' }, { kind: 'throttled' }, { kind: 'server-error' }] as const)(
    'goes on after a sign-in with $kind, though no assertion is taken twice',
    async ({ kind }) => {
      await under.admin.registerCertificate(ours.cert);
      await under.admin.injectFault({ kind, match: { pathIncludes: '/oauth2/v2.0/token' } });
      const source = openSource(connect(ours));
      expect(await source.countPeople(signal)).toBeGreaterThan(0);
      expect(await under.admin.pendingFaults()).toEqual([]);
      expect(source.requests.retried).toBe(1);
    },
  );

  test('that is not uploaded is refused as a certificate', async () => {
    await under.admin.registerCertificate(strange.cert);
    const problem = await problemOf(openSource(connect(ours)).findPerson('priya.nair@oxbow.example', [], signal));
    expect(problem).toMatchObject({
      kind: 'source-credentials-refused',
      reason: 'certificate',
      code: 'AADSTS700027',
      detail: expect.stringContaining('The key was not found.'),
    });
  });

  test('that was removed from the registration is refused from then on', async () => {
    await under.admin.registerCertificate(ours.cert);
    const source = openSource(connect(ours));
    await source.countPeople(signal);
    await under.admin.removeCertificates();
    await under.admin.revokeAccessTokens();
    expect(await problemOf(source.findPerson('priya.nair@oxbow.example', [], signal))).toMatchObject({
      reason: 'certificate',
    });
  });

  test.each<[string, () => MadeCertificate, object]>([
    ['has ended', () => ended, { cause: 'ended', at: '2025-05-03T12:00:00.000Z' }],
    ['has not begun', () => future, { cause: 'not-yet-valid', at: '2039-01-01T00:00:00.000Z' }],
  ])('that %s asks nobody', async (_what, made, problem) => {
    await under.admin.registerCertificate(made().cert);
    const before = (await under.admin.requests()).total;
    expect(await problemOf(openSource(connect(made())).findPerson('priya.nair', [], signal))).toEqual({
      kind: 'source-certificate-out-of-date',
      ...problem,
    });
    expect((await under.admin.requests()).total).toBe(before);
  });
});

describe('Test Connection with a certificate', () => {
  const signInOf = async (made: MadeCertificate, now?: () => number): Promise<Rung | undefined> => {
    const { rungs } = await checkSource({
      ...connect(made, now),
      scope: { mode: 'all', servicePrincipalId: '' },
      probe: network.probe('source'),
      signal,
    });
    return rungs.find(({ name }) => name === 'Sign-in');
  };
  const end = Date.parse('2040-06-08T12:00:00Z');

  test.each([
    ['years before', end - 900 * day, ''],
    ['a month before', end - 30 * day, ', in 30 days'],
    ['on the day before', end - 1.5 * day, ', in 1 day'],
    ['in the last hours', end - day / 2, ', in less than a day'],
  ])('says when the certificate ends: %s', async (_when, now, soon) => {
    await under.admin.registerCertificate(ours.cert);
    expect(await signInOf(ours, () => now)).toMatchObject({
      state: 'passed',
      text: `Signed in as the application; its certificate ends on 8 June 2040${soon}`,
    });
  });

  test('says that the certificate is refused, has ended or has not begun', async () => {
    expect(await signInOf(ours)).toMatchObject({
      state: 'failed',
      text: 'The certificate was refused (AADSTS700027)',
    });
    expect(await signInOf(ended)).toMatchObject({ state: 'failed', text: 'The certificate ended on 3 May 2025' });
    expect(await signInOf(future)).toMatchObject({
      state: 'failed',
      text: 'The certificate is not valid before 1 January 2039',
    });
  });
});

describe('a refused certificate says which part was refused', () => {
  let scripted: ScriptedTenant;
  afterEach(async () => {
    await scripted.close();
    await closeServers();
  });

  test.each([
    { reason: 'certificate', code: 'AADSTS700027' },
    { reason: 'certificate', code: 'AADSTS7000222' },
    { reason: 'clock', code: 'AADSTS700024' },
    { reason: 'application', code: 'AADSTS700016' },
    { reason: 'certificate', code: null },
  ])('$code is the $reason, and no assertion comes back', async ({ reason, code }) => {
    scripted = await openScriptedTenant({
      credential: credentialOf(ours),
      graph: () => ({}),
      token: ({ body }) => ({
        status: 401,
        body: {
          error: 'invalid_client',
          error_description: `${code === null ? '' : `${code}: `}No: ${new URLSearchParams(body).get('client_assertion')}`,
        },
      }),
    });
    const problem = await problemOf(scripted.source.findPerson('priya.nair', [], signal));
    expect(problem).toMatchObject({ reason, code, detail: expect.stringMatching(/No: …$/) });
    const form = new URLSearchParams(scripted.signIns[0]?.body);
    expect(form.get('client_assertion_type')).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    expect(form.get('client_secret')).toBeNull();
  });
});

describe('the simulated tenant judges an assertion as Microsoft does', () => {
  interface Changed {
    readonly header?: object;
    readonly claims?: object;
    readonly signedBy?: MadeCertificate;
    readonly shows?: MadeCertificate;
    readonly alg?: 'PS256' | 'RS256';
  }
  const now = () => Math.floor(Date.now() / 1000);
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  function assertion({
    header = {},
    claims = {},
    shows = ours,
    signedBy = shows,
    alg = 'PS256',
  }: Changed = {}): string {
    const { tenant } = under;
    const text = `${encode({
      alg,
      typ: 'JWT',
      'x5t#S256': createHash('sha256').update(new X509Certificate(shows.cert).raw).digest('base64url'),
      ...header,
    })}.${encode({
      aud: `${tenant.authority}/${tenant.tenantId}/v2.0`,
      iss: tenant.clientId,
      sub: tenant.clientId,
      jti: randomUUID(),
      nbf: now(),
      exp: now() + 600,
      ...claims,
    })}`;
    const how =
      alg === 'PS256'
        ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
        : { padding: constants.RSA_PKCS1_PADDING };
    return `${text}.${sign('sha256', Buffer.from(text), { key: signedBy.key, ...how }).toString('base64url')}`;
  }
  const form = (client_assertion: string) => ({
    grant_type: 'client_credentials',
    client_id: under.tenant.clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion,
    scope: `${under.tenant.graph}/.default`,
  });
  beforeEach(async () => {
    for (const { cert } of [ours, ended, future]) await under.admin.registerCertificate(cert);
  });

  test.each<[string, () => Changed]>([
    ['signed with PS256', () => ({})],
    ['signed with RS256', () => ({ alg: 'RS256' })],
    [
      'for the token endpoint',
      () => ({ claims: { aud: `${under.tenant.authority}/oxbow.example/oauth2/v2.0/token` } }),
    ],
    ['of a clock that is two minutes off', () => ({ claims: { nbf: now() + 120, exp: now() + 720 } })],
  ])('takes one %s', async (_what, changed) => {
    expect(await under.signIn(form(assertion(changed())))).toMatchObject({
      status: 200,
      json: { token_type: 'Bearer', access_token: expect.any(String) },
    });
  });

  test.each<[string, number, RegExp, () => Changed]>([
    ['of a certificate that is not registered', 700027, /The key was not found/, () => ({ shows: strange })],
    ['signed with another key', 700027, /did not match the expected/, () => ({ signedBy: strange })],
    ['of a certificate that has ended', 700027, /The key used is expired/, () => ({ shows: ended })],
    ['of a certificate that has not begun', 700027, /not yet valid/, () => ({ shows: future })],
    ['that has run out', 700024, /valid time range/, () => ({ claims: { nbf: now() - 1300, exp: now() - 700 } })],
    ['of the future', 700024, /valid time range/, () => ({ claims: { nbf: now() + 700, exp: now() + 1300 } })],
    ['for somebody else', 700023, /audience/, () => ({ claims: { aud: 'https://login.example.com/v2.0' } })],
    ['of another application', 700021, /client_id/, () => ({ claims: { iss: randomUUID() } })],
    ['about another application', 700021, /client_id/, () => ({ claims: { sub: randomUUID() } })],
    ['without an id', 50027, /malformed/, () => ({ claims: { jti: undefined } })],
    ['without the certificate’s thumbprint', 50027, /malformed/, () => ({ header: { 'x5t#S256': undefined } })],
    ['that says it needs no signature', 50027, /malformed/, () => ({ header: { alg: 'none' } })],
  ])('refuses one %s', async (_what, code, words, changed) => {
    const answer = await under.signIn(form(assertion(changed())));
    expect(answer).toMatchObject({
      status: 401,
      json: {
        error: 'invalid_client',
        error_description: expect.stringMatching(new RegExp(`^AADSTS${code}: `)),
        error_codes: [code],
        trace_id: expect.any(String),
        error_uri: `https://login.microsoftonline.com/error?code=${code}`,
      },
    });
    expect(String(answer.json['error_description'])).toMatch(words);
  });

  test('takes each assertion once', async () => {
    const once = form(assertion());
    expect((await under.signIn(once)).status).toBe(200);
    expect((await under.signIn(once)).json).toMatchObject({ error_codes: [50027] });
  });

  test('refuses what is no JWT, and an assertion of another type', async () => {
    expect((await under.signIn(form('not a token'))).json).toMatchObject({ error_codes: [50027] });
    const other = { ...form(assertion()), client_assertion_type: 'other' };
    expect(await under.signIn(other)).toMatchObject({ status: 400, json: { error_codes: [900144] } });
  });

  test('takes a certificate without its key alone', async () => {
    await expect(under.admin.registerCertificate(ours.both)).rejects.toThrow('private key');
    await expect(under.admin.registerCertificate('text')).rejects.toThrow('no certificate');
  });
});
