import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Rung } from '../../electron/edges';
import type { Network, NetworkOptions, ProbeOptions } from '../../electron/network/http';
import { openNetwork } from '../../electron/network/open-network';
import { valueOrThrow } from '../../shared/outcome';
import {
  type Certificate,
  closeServers,
  connectProxy,
  httpServer,
  httpsServer,
  makeAuthority,
  makeCertificate,
  tcpServer,
} from './network-servers';

let authority: Certificate;
let good: Certificate;
beforeAll(async () => {
  authority = await makeAuthority();
  good = await makeCertificate(authority, { to: new Date('2030-06-08T12:00:00Z') });
});
const networks: Network[] = [];
afterEach(async () => {
  await Promise.all(networks.splice(0).map((network) => network.close()));
  await closeServers();
});

const probe = async (
  url: string,
  {
    proxy = 'none',
    authorities = [authority.cert],
    resolveSystemProxy,
    ...more
  }: Partial<ProbeOptions & NetworkOptions> = {},
) => {
  const network = valueOrThrow(
    await openNetwork({
      proxy,
      caFile: null,
      authorities,
      ...(resolveSystemProxy === undefined ? {} : { resolveSystemProxy }),
    }),
  );
  networks.push(network);
  return network.probe('target')({ url, signal: new AbortController().signal, ...more });
};
const words = (rungs: readonly Rung[]) => rungs.map(({ name, state, text }) => `${name}: ${state}: ${text}`);

describe('the first four rungs of Test Connection', () => {
  test('are climbed one by one, each told as soon as it is done, and nothing is sent to the host', async () => {
    let requests = 0;
    const port = await httpsServer(good, () => {
      requests += 1;
    });
    const told: (readonly Rung[])[] = [];
    const { rungs, problem } = await probe(`https://localhost:${port}/scim`, { onRungs: (so) => told.push(so) });
    expect(problem).toBeNull();
    expect(words(rungs)).toEqual([
      'Name: passed: localhost found',
      'Proxy: passed: None needed',
      `Connection: passed: Port ${port} answers`,
      'Certificate: passed: Trusted, valid until 8 June 2030',
    ]);
    expect(told.map((so) => so.filter(({ state }) => state === 'passed').length)).toEqual([1, 2, 3, 4]);
    expect(requests).toBe(0);
  });

  test('ask for no certificate on this computer', async () => {
    const port = await httpServer(() => {});
    const { rungs } = await probe(`http://127.0.0.1:${port}/scim`);
    expect(rungs[3]).toMatchObject({ state: 'passed', text: 'Not used on this computer’s own address' });
  });

  test('lead through the proxy where there is one', async () => {
    const certificate = await makeCertificate(authority, { names: ['scim.example.com'] });
    const proxy = await connectProxy(await httpsServer(certificate, () => {}));
    const { rungs, problem } = await probe('https://scim.example.com/', { proxy: `http://127.0.0.1:${proxy.port}` });
    expect(problem).toBeNull();
    expect(words(rungs).slice(0, 3)).toEqual([
      'Name: passed: Left to the proxy',
      `Proxy: passed: 127.0.0.1:${proxy.port} lets Inseam through`,
      'Connection: passed: Port 443 answers',
    ]);
  });

  const start = {
    'an address without https': async () => ({ url: 'http://scim.example.com/' }),
    'a name that does not exist': async () => ({ url: 'https://no-such-host.invalid/' }),
    'a proxy that wants a password': async () => ({
      url: 'https://scim.example.com/',
      proxy: `http://127.0.0.1:${(await connectProxy(1, 407)).port}`,
    }),
    'a port where nobody listens': async () => {
      const port = await httpServer(() => {});
      await closeServers();
      return { url: `https://localhost:${port}/` };
    },
    'a certificate of an unknown authority': async () => ({
      url: `https://localhost:${await httpsServer(good, () => {})}/`,
      authorities: [],
    }),
    'a server that never shakes hands': async () => ({
      url: `https://localhost:${await tcpServer(() => {})}/`,
      timeoutMs: 100,
    }),
    'a server without TLS': async () => ({ url: `https://localhost:${await httpServer(() => {})}/` }),
  } as const;

  test.each([
    { name: 'an address without https', rung: 'Certificate', text: /https/, kind: 'insecure-address' },
    { name: 'a name that does not exist', rung: 'Name', text: /not found/, kind: 'name-not-found' },
    { name: 'a proxy that wants a password', rung: 'Proxy', text: /answered 407/, kind: 'proxy-refused' },
    { name: 'a port where nobody listens', rung: 'Connection', text: /Port \d+ refuses/, kind: 'unreachable' },
    {
      name: 'a certificate of an unknown authority',
      rung: 'Certificate',
      text: /Not trusted/,
      kind: 'certificate-untrusted',
    },
    { name: 'a server that never shakes hands', rung: 'Certificate', text: /does not answer/, kind: 'unreachable' },
    { name: 'a server without TLS', rung: 'Certificate', text: /does not speak TLS/, kind: 'not-the-protocol' },
  ] as const)('stop at $rung for $name', async ({ name, rung, text, kind }) => {
    const { url, ...more } = await start[name]();
    const { rungs, problem } = await probe(url, more);
    expect(problem).toMatchObject({ kind });
    // Of an address that no token may go to, nothing is tried.
    const isUnsaid = kind === 'insecure-address';
    const at = rungs.findIndex((one) => one.name === rung);
    expect(rungs.map(({ state }) => state)).toEqual(
      rungs.map((_, index) => (index < at && !isUnsaid ? 'passed' : index === at ? 'failed' : 'not-tested')),
    );
    expect(rungs[at]?.text).toMatch(text);
  });

  test('sign in to the proxy as requests do', async () => {
    const certificate = await makeCertificate(authority, { names: ['scim.example.com'] });
    const takes = `Basic ${Buffer.from('ann:s@cr%t').toString('base64')}`;
    const proxy = await connectProxy(await httpsServer(certificate, () => {}), 200, {
      challenges: ['Basic realm="oxbow"'],
      takes,
    });
    const told = (address: string) =>
      probe('https://scim.example.com/', { proxy: 'system', resolveSystemProxy: async () => `PROXY ${address}` });
    const { rungs, problem } = await told(`http://ann:s%40cr%t@127.0.0.1:${proxy.port}`);
    expect(problem).toBeNull();
    expect(rungs[1]?.text).toBe(`127.0.0.1:${proxy.port} lets Inseam through`);
    expect(proxy.authorizations).toEqual([takes]);
    expect((await told(`http://ann:wrong@127.0.0.1:${proxy.port}`)).problem).toMatchObject({
      kind: 'proxy-refused',
      status: 407,
    });
  });

  test('take the first way that leads there, as requests do', async () => {
    const certificate = await makeCertificate(authority, { names: ['scim.example.com'] });
    const first = await connectProxy(1, 403);
    const second = await connectProxy(await httpsServer(certificate, () => {}));
    const { rungs, problem } = await probe('https://scim.example.com/', {
      proxy: 'system',
      resolveSystemProxy: async () => `PROXY 127.0.0.1:${first.port};PROXY 127.0.0.1:${second.port}`,
    });
    expect(problem).toBeNull();
    expect(rungs[1]?.text).toBe(`127.0.0.1:${second.port} lets Inseam through`);
  });

  test('say of a SOCKS proxy that it is one, and send it nothing', async () => {
    let heard = 0;
    const port = await tcpServer(() => {
      heard += 1;
    });
    const { rungs, problem } = await probe('https://scim.example.com/', {
      proxy: 'system',
      resolveSystemProxy: async () => `SOCKS5 127.0.0.1:${port}`,
    });
    expect(problem).toMatchObject({ kind: 'proxy-unsupported', because: 'socks', proxy: `socks5://127.0.0.1:${port}` });
    expect(words(rungs)).toEqual([
      'Name: passed: Left to the proxy',
      'Proxy: failed: It speaks SOCKS, which Inseam does not',
      'Connection: not-tested: Not tested',
      'Certificate: not-tested: Not tested',
    ]);
    expect(heard).toBe(0);
  });

  test('end with the reason of an abort', async () => {
    const stop = new AbortController();
    const port = await tcpServer(() => stop.abort(new Error('closed the page')));
    await expect(probe(`https://localhost:${port}/`, { signal: stop.signal })).rejects.toThrow('closed the page');
  });
});
