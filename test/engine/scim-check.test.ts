import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Rung } from '../../electron/edges';
import type { Network, NetworkOptions } from '../../electron/network/http';
import { openNetwork } from '../../electron/network/open-network';
import { type CheckOptions, checkTarget } from '../../electron/scim/check-target';
import { adviseOn } from '../../shared/log/advice';
import { valueOrThrow } from '../../shared/outcome';
import { bluejeans } from '../../shared/profiles/bluejeans';
import { scim } from '../../shared/profiles/scim';
import {
  type Certificate,
  closeServers,
  connectProxy,
  httpsServer,
  makeAuthority,
  makeCertificate,
} from './network-servers';
import { closeAll, serve, signal, token } from './scim-target';
import { type Answer, list, type Script, scimError, userSchema, webPage } from './scripted-server';

let authority: Certificate;
let folder: string;
let caFile: string;
beforeAll(async () => {
  authority = await makeAuthority();
  folder = mkdtempSync(join(tmpdir(), 'inseam-check-'));
  caFile = join(folder, 'authority.pem');
  writeFileSync(caFile, authority.cert);
});
afterEach(async () => {
  await Promise.all(networks.splice(0).map((network) => network.close()));
  await closeAll();
  await closeServers();
});
afterAll(() => rmSync(folder, { recursive: true }));

const networks: Network[] = [];

/** A network that trusts the authority of these tests. */
async function openTrusting(options: Partial<NetworkOptions> = {}): Promise<Network> {
  const network = valueOrThrow(await openNetwork({ proxy: 'none', caFile, timeoutMs: 5_000, ...options }));
  networks.push(network);
  return network;
}

const through = (network: Network) => ({ send: network.send('target'), probe: network.probe('target') });

const check = async (baseUrl: string, options: Partial<CheckOptions> = {}) =>
  checkTarget({
    baseUrl,
    token,
    profile: scim,
    ...through(await openTrusting()),
    onRungs: () => {},
    signal,
    timeoutMs: 2_000,
    ...options,
  });

const drawn = (rungs: readonly Rung[]): string[] => rungs.map(({ name, state, text }) => `${name}: ${state}: ${text}`);
const fallen = (rungs: readonly Rung[]): string[] => drawn(rungs.filter(({ state }) => state === 'failed'));

/** Nobody is found, and 26 can be counted. */
const wellBehaved: Script = ({ query }) =>
  'filter' in query ? list([]) : list([{ id: '1', userName: 'x' }], { totalResults: 26 });
const probed =
  (answer: Answer): Script =>
  (request, number) =>
    'filter' in request.query ? answer : wellBehaved(request, number);

describe('Test Connection', () => {
  test('climbs seven rungs, searches once for a name that nobody has, and writes nothing', async () => {
    const server = await serve(wellBehaved);
    const heights: number[] = [];
    const checked = await check(server.url, { onRungs: (rungs) => heights.push(rungs.length) });
    expect(drawn(checked.rungs)).toEqual([
      'Name: passed: 127.0.0.1 is an address',
      'Proxy: passed: None needed',
      `Connection: passed: Port ${server.port} answers`,
      'Certificate: passed: Not used on this computer’s own address',
      'Sign-in: passed: The token was accepted',
      'Permission: passed: It may read users',
      'Users: passed: 26 accounts',
    ]);
    expect(checked).toMatchObject({ problem: null, accounts: 26 });
    expect(heights).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(server.seen.map(({ method }) => method)).toEqual(['GET', 'GET']);
    const filters = server.seen.flatMap(({ query }) => query['filter'] ?? []);
    expect(filters).toEqual([expect.stringMatching(/^userName eq "[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}"$/)]);
  });

  test('asks for another name each time, by the attribute that the mapping matches by', async () => {
    const server = await serve(wellBehaved);
    await check(server.url, { matching: 'externalId' });
    await check(server.url, { matching: 'externalId' });
    const filters = server.seen.flatMap(({ query }) => query['filter'] ?? []);
    expect(new Set(filters).size).toBe(2);
    for (const filter of filters) expect(filter).toMatch(/^externalId eq /);
  });

  test.each<[string, Answer, string, object]>([
    ['401', scimError(401), 'Sign-in: failed: 401: the token was refused', { kind: 'target-unauthorized' }],
    ['403', scimError(403), 'Permission: failed: 403: it may not manage users', { kind: 'target-forbidden' }],
    ['404', { status: 404 }, 'Sign-in: failed: 404: no SCIM service at this address', { kind: 'target-not-found' }],
    [
      'a web page with 404',
      webPage(404),
      'Sign-in: failed: 404: no SCIM service at this address',
      { kind: 'target-not-found' },
    ],
    [
      '400 invalidFilter',
      scimError(400, 'invalidFilter'),
      'Users: failed: It cannot search by userName',
      { kind: 'target-cannot-filter', attribute: 'userName' },
    ],
    [
      'a web page with 200',
      webPage(200),
      'Sign-in: failed: A web page answers, not SCIM',
      { kind: 'not-the-protocol', got: 'web-page' },
    ],
    [
      'JSON of another kind',
      { body: { hello: 1 } },
      'Sign-in: failed: It does not answer as SCIM does',
      { kind: 'not-the-protocol', got: 'other-json' },
    ],
    [
      'a redirect',
      { status: 302, headers: { location: 'https://login.example/?secret=1' } },
      'Sign-in: failed: It sends Inseam to https://login.example/',
      { kind: 'redirected' },
    ],
    [
      'another’s account',
      list([{ schemas: [userSchema], id: '1', userName: 'bo' }]),
      'Users: failed: It answers a search with other accounts',
      { kind: 'target-ignores-filter' },
    ],
    [
      '429',
      { status: 429, headers: { 'retry-after': '300' } },
      'Sign-in: failed: 429: it asks Inseam to wait',
      { kind: 'throttled' },
    ],
  ])('answered with %s falls where the reason is', async (_what, answer, rung, problem) => {
    const server = await serve(probed(answer));
    const checked = await check(server.url);
    expect(fallen(checked.rungs)).toEqual([rung]);
    expect(checked.problem).toMatchObject(problem);
    expect(checked.accounts).toBeNull();
    const after = checked.rungs.slice(checked.rungs.findIndex(({ state }) => state === 'failed') + 1);
    expect(after.every(({ state, text }) => state === 'not-tested' && text === 'Not tested')).toBe(true);
    expect(checked.rungs.map(({ name }) => name)).toEqual([
      'Name',
      'Proxy',
      'Connection',
      'Certificate',
      'Sign-in',
      'Permission',
      'Users',
    ]);
  });

  test('passes where the service lets nobody count, and where an empty search is a 404', async () => {
    const uncounted = await serve(({ query }) => ('filter' in query ? list([]) : scimError(403)));
    expect(await check(uncounted.url)).toMatchObject({ problem: null, accounts: null });
    const silent = await serve(({ query }) => ('filter' in query ? scimError(404, null, 'None') : list([])));
    expect(await check(silent.url)).toMatchObject({ problem: null, accounts: 0 });
  });

  test('of an http address elsewhere opens no socket', async () => {
    const checked = await check('http://scim.example/v2');
    expect(fallen(checked.rungs)).toEqual(['Certificate: failed: The address must begin with https://']);
    expect(checked.problem).toEqual({ kind: 'insecure-address', address: 'http://scim.example/v2' });
  });

  test('says so when nobody goes by the name', async () => {
    const checked = await check('https://nobody.invalid/scim');
    expect(fallen(checked.rungs)).toEqual(['Name: failed: nobody.invalid is not found']);
    expect(checked.problem).toMatchObject({ kind: 'name-not-found', host: 'nobody.invalid' });
  });

  test('says so when nobody listens', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => closed.once('listening', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const checked = await check(`https://127.0.0.1:${port}/scim`);
    expect(fallen(checked.rungs)).toEqual([`Connection: failed: Port ${port} refuses`]);
    expect(checked.problem).toMatchObject({ kind: 'unreachable', cause: 'refused' });
  });

  test('says so when nothing comes in time', async () => {
    const server = await serve(() => ({ ...list([]), delayMs: 2_000 }));
    const checked = await check(server.url, { ...through(await openTrusting({ timeoutMs: 100 })) });
    expect(fallen(checked.rungs)).toEqual([`Sign-in: failed: Port ${server.port} does not answer`]);
    expect(checked.problem).toMatchObject({ kind: 'unreachable', cause: 'time-out' });
  });

  test('stops when the admin leaves', async () => {
    const server = await serve(() => ({ ...list([]), delayMs: 2_000 }));
    const leave = new AbortController();
    const checking = check(server.url, {
      signal: leave.signal,
      onRungs: (rungs) => rungs.length === 4 && leave.abort(new Error('left')),
    });
    await expect(checking).rejects.toThrow('left');
  });
});

describe('a certificate', () => {
  const year = 365 * 86_400_000;
  const scimOver = (made: Certificate) =>
    httpsServer(made, (request, response) => {
      response.setHeader('content-type', 'application/scim+json');
      const found = (request.url ?? '').includes('filter=') ? [] : [{ id: '1', userName: 'x' }];
      response.end(JSON.stringify({ Resources: found, totalResults: found.length === 0 ? 0 : 3 }));
    });

  test('that is trusted is told with its last day', async () => {
    const port = await scimOver(await makeCertificate(authority, { to: new Date('2031-06-08T12:00:00Z') }));
    const checked = await check(`https://localhost:${port}/scim`);
    expect(drawn(checked.rungs)).toEqual([
      'Name: passed: localhost found',
      'Proxy: passed: None needed',
      `Connection: passed: Port ${port} answers`,
      'Certificate: passed: Trusted, valid until 8 June 2031',
      'Sign-in: passed: The token was accepted',
      'Permission: passed: It may read users',
      'Users: passed: 3 accounts',
    ]);
  });

  test.each<[string, () => Promise<Certificate>, string, string]>([
    ['that signs itself', () => makeCertificate(null), 'self-signed', 'it is self-signed'],
    [
      'of an unknown authority',
      async () => makeCertificate(await makeAuthority()),
      'unknown-authority',
      'nobody this computer trusts has signed it',
    ],
    [
      'that has ended',
      () => makeCertificate(authority, { from: new Date(Date.now() - year), to: new Date(Date.now() - 86_400_000) }),
      'expired',
      'it has ended',
    ],
    [
      'that has not begun',
      () => makeCertificate(authority, { from: new Date(Date.now() + 86_400_000), to: new Date(Date.now() + year) }),
      'not-yet-valid',
      'it is not valid yet',
    ],
    [
      'for another name',
      () => makeCertificate(authority, { names: ['other.example'] }),
      'other-name',
      'it is for another name',
    ],
  ])('%s is not trusted, and the token is not sent', async (_what, make, cause, words) => {
    const tokens: (string | undefined)[] = [];
    const port = await httpsServer(await make(), (request, response) => {
      tokens.push(request.headers.authorization);
      response.end();
    });
    const checked = await check(`https://localhost:${port}/scim`);
    expect(fallen(checked.rungs)).toEqual([`Certificate: failed: Not trusted: ${words}`]);
    expect(checked.problem).toMatchObject({ kind: 'certificate-untrusted', cause });
    expect(tokens).toEqual([]);
  });

  test('is reached through a proxy, which looks the name up', async () => {
    const port = await scimOver(
      await makeCertificate(authority, { names: ['scim.invalid'], to: new Date('2031-06-08T12:00:00Z') }),
    );
    const proxy = await connectProxy(port);
    const proxyUrl = `http://127.0.0.1:${proxy.port}`;
    const checked = await check('https://scim.invalid/scim', through(await openTrusting({ proxy: proxyUrl })));
    expect(drawn(checked.rungs).slice(0, 5)).toEqual([
      'Name: passed: Left to the proxy',
      `Proxy: passed: 127.0.0.1:${proxy.port} lets Inseam through`,
      'Connection: passed: Port 443 answers',
      'Certificate: passed: Trusted, valid until 8 June 2031',
      'Sign-in: passed: The token was accepted',
    ]);
    expect(proxy.asked[0]).toBe('scim.invalid:443');
  });

  test.each([403, 407])('is not reached where the proxy answers %i', async (status) => {
    const proxy = await connectProxy(1, status);
    const network = await openTrusting({ proxy: `http://127.0.0.1:${proxy.port}` });
    const checked = await check('https://scim.invalid/scim', through(network));
    expect(checked.problem).toMatchObject({ kind: 'proxy-refused', status });
    expect(checked.rungs.map(({ state }) => state).slice(0, 3)).toEqual(['passed', 'failed', 'not-tested']);
  });
});

describe('BlueJeans, which was shut down', () => {
  test.each<[string, Answer]>([
    ['404', { status: 404 }],
    ['410', { status: 410 }],
    ['a web page', webPage(200)],
  ])('is told so when its address answers with %s', async (_what, answer) => {
    const server = await serve(() => answer);
    const { problem } = await check(server.url, { profile: bluejeans });
    const advice =
      problem && adviseOn(problem, { targetName: 'BlueJeans', profile: bluejeans.advice, personName: null });
    expect(advice?.nextStep).toContain('The BlueJeans service was shut down in 2024.');
  });

  test('is told so when its name is gone', async () => {
    const { problem } = await check('https://api.bluejeans.invalid/v2/scim', { profile: bluejeans });
    const advice =
      problem && adviseOn(problem, { targetName: 'BlueJeans', profile: bluejeans.advice, personName: null });
    expect(advice?.nextStep).toContain('The BlueJeans service was shut down in 2024.');
  });
});

test('every cause that Test Connection can meet has words and a next step of its own', async () => {
  const answers: readonly Answer[] = [
    scimError(401),
    scimError(403),
    { status: 404 },
    scimError(400, 'invalidFilter'),
    webPage(200),
    { status: 301, headers: { location: 'https://x.example/' } },
    list([{ id: '1', userName: 'bo' }]),
  ];
  const titles = new Set<string>();
  for (const answer of answers) {
    const server = await serve(probed(answer));
    const { problem } = await check(server.url);
    const advice = problem && adviseOn(problem, { targetName: 'Oxbow', profile: null, personName: null });
    expect(advice?.nextStep).not.toBe('');
    titles.add(advice?.title ?? '');
  }
  expect(titles.size).toBe(answers.length);
});
