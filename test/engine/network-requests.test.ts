import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { HttpRequest, Network, NetworkOptions } from '../../electron/network/http';
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

let folder: string;
let caFile: string;
let authority: Certificate;
let good: Certificate;
const networks: Network[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inseam-network-'));
  authority = await makeAuthority();
  good = await makeCertificate(authority);
  caFile = join(folder, 'authority.pem');
  writeFileSync(caFile, authority.cert);
});
afterEach(async () => {
  await Promise.all(networks.splice(0).map((network) => network.close()));
  await closeServers();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function network(options: Partial<NetworkOptions> = {}): Promise<Network> {
  const opened = valueOrThrow(await openNetwork({ proxy: 'none', caFile, ...options }));
  networks.push(opened);
  return opened;
}

const get = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url,
  headers: {},
  signal: new AbortController().signal,
  ...more,
});

describe('a request over https', () => {
  test('comes back with status, lower-case headers and body, and a redirect is an answer like any other', async () => {
    const port = await httpsServer(good, (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        response.writeHead(307, { Location: '/else', 'X-Seen': request.headers.authorization ?? '' });
        response.end(`${request.method} ${request.url} ${Buffer.concat(chunks).toString()}`);
      });
    });
    const send = (await network()).send('target');
    const sent = await send(
      get(`https://localhost:${port}/Users?a=%20b`, { method: 'POST', headers: { authorization: 'x' }, body: 'Zoë' }),
    );
    expect(sent).toMatchObject({
      ok: true,
      answer: { status: 307, body: 'POST /Users?a=%20b Zoë', headers: { location: '/else', 'x-seen': 'x' } },
    });
  });

  test('keeps its connection for the next one', async () => {
    const ports = new Set<number | undefined>();
    const port = await httpsServer(good, (request, response) => {
      ports.add(request.socket.remotePort);
      response.end('{}');
    });
    const send = (await network()).send('target');
    for (let count = 0; count < 5; count += 1) await send(get(`https://localhost:${port}/`));
    expect(ports.size).toBe(1);
  });

  test('is decoded where the server compresses, and a mark before the JSON is left out', async () => {
    const port = await httpsServer(good, (_, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync('\ufeff{"name":"Zoë"}'));
    });
    const sent = await (await network()).send('target')(get(`https://localhost:${port}/`));
    expect(sent).toMatchObject({ ok: true, answer: { body: '{"name":"Zoë"}' } });
  });

  test('ends at once, with the reason of the abort, also while it waits for an answer', async () => {
    const stop = new AbortController();
    const port = await httpsServer(good, () => stop.abort(new Error('stopped by the admin')));
    const send = (await network()).send('target');
    await expect(send(get(`https://localhost:${port}/`, { signal: stop.signal }))).rejects.toThrow(
      'stopped by the admin',
    );
    await expect(send(get(`https://localhost:${port}/`, { signal: stop.signal }))).rejects.toThrow(
      'stopped by the admin',
    );
  });

  test('is one of many on one signal without a warning of a leak', async () => {
    const warnings: Error[] = [];
    const listener = (warning: Error): unknown => warnings.push(warning);
    process.on('warning', listener);
    const port = await httpsServer(good, (_, response) => response.end('{}'));
    const send = (await network()).send('target');
    const { signal } = new AbortController();
    const all = Array.from({ length: 30 }, () => send(get(`https://localhost:${port}/`, { signal })));
    expect((await Promise.all(all)).every((sent) => sent.ok)).toBe(true);
    process.off('warning', listener);
    expect(warnings).toEqual([]);
  });
});

describe('a certificate that is not trusted sends nothing, and says why', () => {
  const day = 86_400_000;
  test.each([
    { name: 'signed by itself', cause: 'self-signed', make: () => makeCertificate(null) },
    {
      name: 'signed by an authority nobody knows',
      cause: 'unknown-authority',
      make: async () => makeCertificate(await makeAuthority('Somebody else')),
    },
    {
      name: 'ended yesterday',
      cause: 'expired',
      make: () => makeCertificate(authority, { from: new Date(Date.now() - 9 * day), to: new Date(Date.now() - day) }),
    },
    {
      name: 'begins tomorrow',
      cause: 'not-yet-valid',
      make: () => makeCertificate(authority, { from: new Date(Date.now() + day), to: new Date(Date.now() + 9 * day) }),
    },
    {
      name: 'for another host',
      cause: 'other-name',
      make: () => makeCertificate(authority, { names: ['elsewhere.example.com'] }),
    },
  ])('$name', async ({ cause, make }) => {
    let reached = 0;
    const port = await httpsServer(await make(), (_, response) => {
      reached += 1;
      response.end();
    });
    const sent = await (await network()).send('target')(get(`https://localhost:${port}/`));
    expect(sent).toMatchObject({
      ok: false,
      sent: false,
      problem: { kind: 'certificate-untrusted', side: 'target', host: `localhost:${port}`, cause },
    });
    expect(reached).toBe(0);
  });
});

describe('what goes wrong on the way is named, and whether the request may have arrived', () => {
  const start = {
    'nobody listens': async () => {
      const port = await httpServer(() => {});
      await closeServers();
      return port;
    },
    'the connection is reset before the answer': () => httpServer((request) => request.socket.resetAndDestroy()),
    'the connection is closed before the answer': () => httpServer((request) => request.socket.destroy()),
    'a body with a length is cut off': () =>
      httpServer((_, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"Resources":[');
        setTimeout(() => response.destroy(), 20);
      }),
    'a chunked body is cut off': () =>
      httpServer((_, response) => {
        response.write('{"Resources":[');
        setTimeout(() => response.destroy(), 20);
      }),
    'a chunked body ends without its last chunk': () =>
      tcpServer((socket) => {
        socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n'));
      }),
    'a compressed body is cut off': () =>
      httpServer((_, response) => {
        response.setHeader('content-encoding', 'gzip');
        response.end(gzipSync('{"Resources":[]}').subarray(0, 12));
      }),
    'the answer does not come in time': () => httpServer(() => {}),
    'the answer comes drop by drop and never ends': () =>
      httpServer((_, response) => {
        const drip = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(drip));
      }),
    'the answer is too large': () =>
      httpServer((_, response) => {
        const block = Buffer.alloc(1024 * 1024);
        const more = (): void => {
          if (!response.destroyed) response.write(block, more);
        };
        more();
      }),
    'a small answer unpacks to a huge one': () =>
      httpServer((_, response) => {
        response.setHeader('content-encoding', 'gzip');
        response.end(gzipSync(Buffer.alloc(17 * 1024 * 1024)));
      }),
    'something else than HTTP answers': () =>
      tcpServer((socket) => {
        socket.once('data', () => socket.end('220 mail.example.com ESMTP\r\n'));
      }),
  } as const;

  test.each([
    { name: 'nobody listens', sent: false, problem: { kind: 'unreachable', cause: 'refused', proxy: null } },
    { name: 'the connection is reset before the answer', sent: true, problem: { kind: 'unreachable', cause: 'reset' } },
    {
      name: 'the connection is closed before the answer',
      sent: true,
      problem: { kind: 'unreachable', cause: 'reset' },
    },
    { name: 'a body with a length is cut off', sent: true, problem: { kind: 'answer-cut-off' } },
    { name: 'a chunked body is cut off', sent: true, problem: { kind: 'answer-cut-off' } },
    { name: 'a chunked body ends without its last chunk', sent: true, problem: { kind: 'answer-cut-off' } },
    { name: 'a compressed body is cut off', sent: true, problem: { kind: 'answer-cut-off' } },
    { name: 'the answer does not come in time', sent: true, problem: { kind: 'unreachable', cause: 'time-out' } },
    {
      name: 'the answer comes drop by drop and never ends',
      sent: true,
      problem: { kind: 'unreachable', cause: 'time-out' },
    },
    { name: 'the answer is too large', sent: true, problem: { kind: 'answer-too-large', limitBytes: 16_777_216 } },
    {
      name: 'a small answer unpacks to a huge one',
      sent: true,
      problem: { kind: 'answer-too-large', limitBytes: 16_777_216 },
    },
    { name: 'something else than HTTP answers', sent: true, problem: { kind: 'not-the-protocol', got: 'text' } },
  ] as const)('$name', async ({ name, sent, problem }) => {
    const port = await start[name]();
    // Time-outs are what two of the rows are about; for the others it has to be out of the way.
    const timeoutMs = 'cause' in problem && problem.cause === 'time-out' ? 150 : 20_000;
    const answer = await (await network({ timeoutMs })).send('target')(get(`http://localhost:${port}/Users`));
    expect(answer).toMatchObject({
      ok: false,
      sent,
      problem: { ...problem, side: 'target', host: `localhost:${port}` },
    });
  });

  test('a host name that does not exist', async () => {
    const answer = await (await network()).send('source')(get('https://no-such-host.invalid/'));
    expect(answer).toMatchObject({
      ok: false,
      sent: false,
      problem: { kind: 'name-not-found', side: 'source', host: 'no-such-host.invalid' },
    });
  });

  test('a server that answers in plain text where TLS is expected', async () => {
    const port = await httpServer((_, response) => response.end('hello'));
    const answer = await (await network()).send('target')(get(`https://localhost:${port}/`));
    expect(answer).toMatchObject({ ok: false, sent: false, problem: { kind: 'not-the-protocol', got: 'text' } });
  });

  test('a handshake that never ends is a time-out, and nothing was sent', async () => {
    const port = await tcpServer(() => {});
    const answer = await (await network({ timeoutMs: 150 })).send('target')(get(`https://localhost:${port}/`));
    expect(answer).toMatchObject({ ok: false, sent: false, problem: { kind: 'unreachable', cause: 'time-out' } });
  });

  test('the next request goes through once the server is back', async () => {
    let healthy = false;
    const port = await httpServer((request, response) => {
      if (healthy) response.end('{}');
      else request.socket.destroy();
    });
    const send = (await network()).send('target');
    expect(await send(get(`http://localhost:${port}/`))).toMatchObject({ ok: false });
    healthy = true;
    expect(await send(get(`http://localhost:${port}/`))).toMatchObject({ ok: true });
  });
});

describe('an address without https', () => {
  test.each(['http://api.example.com/scim', 'http://10.0.0.1/', 'ftp://localhost/', 'api.example.com/scim'])(
    '%s is refused before a socket is opened',
    async (url) => {
      const proxy = await connectProxy(1);
      const send = (await network({ proxy: `http://127.0.0.1:${proxy.port}` })).send('target');
      expect(await send(get(url))).toMatchObject({ ok: false, sent: false, problem: { kind: 'insecure-address' } });
      expect(proxy.asked).toEqual([]);
    },
  );

  test('shows neither a password nor a query in the problem', async () => {
    const sent = await (await network()).send('target')(get('http://ann:secret@api.example.com/scim?token=secret'));
    expect(sent).toEqual({
      ok: false,
      sent: false,
      problem: { kind: 'insecure-address', address: 'http://api.example.com/scim' },
    });
  });
});

describe('through a proxy', () => {
  const named = async () => {
    const certificate = await makeCertificate(authority, { names: ['scim.example.com'] });
    return httpsServer(certificate, (_, response) => response.end('through'));
  };

  test('the host is asked for by name, and its certificate is still checked', async () => {
    const proxy = await connectProxy(await named());
    const opened = await network({ proxy: `http://127.0.0.1:${proxy.port}` });
    expect(await opened.send('target')(get('https://scim.example.com/Users'))).toMatchObject({
      ok: true,
      answer: { body: 'through' },
    });
    expect(await opened.send('target')(get('https://other.example.com/Users'))).toMatchObject({
      ok: false,
      problem: { kind: 'certificate-untrusted', host: 'other.example.com', cause: 'other-name' },
    });
    expect(proxy.asked).toEqual(['scim.example.com:443', 'other.example.com:443']);
  });

  test('this computer itself is never reached through it', async () => {
    const port = await httpsServer(good, (_, response) => response.end('direct'));
    const proxy = await connectProxy(port, 500);
    const opened = await network({ proxy: `http://127.0.0.1:${proxy.port}` });
    expect(await opened.send('target')(get(`https://localhost:${port}/`))).toMatchObject({ ok: true });
    expect(proxy.asked).toEqual([]);
  });

  test.each([407, 403, 502])('its refusal %i is told as the proxy’s, without its password', async (status) => {
    const proxy = await connectProxy(1, status);
    const opened = await network({ proxy: `http://ann:s%40cret@127.0.0.1:${proxy.port}` });
    expect(await opened.send('target')(get('https://scim.example.com/'))).toEqual({
      ok: false,
      sent: false,
      problem: { kind: 'proxy-refused', side: 'target', proxy: `http://127.0.0.1:${proxy.port}`, status },
    });
    expect(proxy.authorizations).toEqual([`Basic ${Buffer.from('ann:s@cret').toString('base64')}`]);
  });

  test.each([
    { name: 'NTLM', challenges: ['NTLM'], schemes: 'NTLM' },
    { name: 'Kerberos and NTLM', challenges: ['Negotiate', 'NTLM TlRMTVNTUAACAAAA=='], schemes: 'Negotiate, NTLM' },
    {
      name: 'Digest',
      challenges: ['Digest realm="Basic, NTLM", qop="auth,auth-int", nonce="a", stale=false'],
      schemes: 'Digest',
    },
  ])('one that wants a sign-in by $name is told as such', async ({ challenges, schemes }) => {
    const proxy = await connectProxy(1, 200, { challenges });
    const opened = await network({ proxy: `http://127.0.0.1:${proxy.port}` });
    const sent = await opened.send('target')(get('https://scim.example.com/'));
    expect(sent).toEqual({
      ok: false,
      sent: false,
      problem: {
        kind: 'proxy-unsupported',
        side: 'target',
        proxy: `http://127.0.0.1:${proxy.port}`,
        because: 'sign-in',
        schemes,
      },
    });
  });

  test.each([[['NTLM', 'Basic realm="x"']], [['Negotiate, basic realm="x"']], [[]]])(
    'one that takes a password too (%j) refuses what it got',
    async (challenges) => {
      const proxy = await connectProxy(1, 200, { challenges });
      const opened = await network({ proxy: `http://127.0.0.1:${proxy.port}` });
      expect(await opened.send('target')(get('https://scim.example.com/'))).toMatchObject({
        problem: { kind: 'proxy-refused', status: 407 },
      });
    },
  );

  test.each([
    { what: 'SOCKS', variable: (port: number) => `socks5://ann:s3cret@127.0.0.1:${port}`, because: 'socks' },
    { what: 'a script', variable: (port: number) => `http://127.0.0.1:${port}/proxy.pac`, because: 'script' },
    { what: 'another protocol', variable: (port: number) => `ftp://127.0.0.1:${port}`, because: 'no-address' },
  ])('$what in HTTPS_PROXY is refused: nothing goes to it, and nothing around it', async ({ variable, because }) => {
    let heard = 0;
    const port = await tcpServer(() => {
      heard += 1;
    });
    vi.stubEnv('HTTPS_PROXY', variable(port));
    vi.stubEnv('NO_PROXY', '');
    const opened = await network({ proxy: 'system' });
    const sent = await opened.send('source')(get('https://scim.invalid/'));
    vi.unstubAllEnvs();
    expect(sent).toMatchObject({ ok: false, sent: false, problem: { kind: 'proxy-unsupported', because } });
    expect(JSON.stringify(sent)).not.toContain('s3cret');
    expect(heard).toBe(0);
  });

  test('a proxy that is not there is named as what cannot be reached', async () => {
    const proxy = await connectProxy(1);
    await closeServers();
    const opened = await network({ proxy: `http://127.0.0.1:${proxy.port}` });
    expect(await opened.send('target')(get('https://scim.example.com/'))).toMatchObject({
      ok: false,
      sent: false,
      problem: {
        kind: 'unreachable',
        cause: 'refused',
        host: `127.0.0.1:${proxy.port}`,
        proxy: `http://127.0.0.1:${proxy.port}`,
      },
    });
  });

  test('the system’s list is tried in its order, and what worked is taken first from then on', async () => {
    const first = await connectProxy(1, 403);
    const second = await connectProxy(await named());
    let asked = 0;
    const opened = await network({
      proxy: 'system',
      resolveSystemProxy: async () => {
        asked += 1;
        return `SOCKS5 127.0.0.1:9;PROXY 127.0.0.1:${first.port};PROXY 127.0.0.1:${second.port};DIRECT`;
      },
    });
    const send = opened.send('target');
    for (let count = 0; count < 3; count += 1) {
      expect(await send(get('https://scim.example.com/'))).toMatchObject({ ok: true, answer: { body: 'through' } });
    }
    expect(first.asked.length).toBeLessThan(3);
    expect(second.asked).toEqual(['scim.example.com:443']);
    expect(asked).toBeLessThan(3);
  });
});

describe('settings that cannot work are a problem when the network opens', () => {
  test.each([
    { name: 'no such file', caFile: 'missing.pem', text: null, detail: 'There is no such file.' },
    { name: 'no certificate in it', caFile: 'text.pem', text: 'hello', detail: /no certificate/ },
    {
      name: 'a damaged certificate',
      caFile: 'damaged.pem',
      text: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
      detail: /damaged/,
    },
  ])('a CA file with $name', async ({ caFile: name, text, detail }) => {
    const file = join(folder, name);
    if (text !== null) writeFileSync(file, text);
    const opened = await openNetwork({ proxy: 'none', caFile: file });
    expect(opened).toMatchObject({
      ok: false,
      problem: {
        kind: 'file-unreadable',
        file,
        detail: typeof detail === 'string' ? detail : expect.stringMatching(detail),
      },
    });
  });

  test.each(['socks5://proxy:1080', 'proxy.example.com', 'ftp://proxy'])('the proxy %s', async (proxy) => {
    expect(await openNetwork({ proxy, caFile: null })).toMatchObject({
      ok: false,
      problem: { kind: 'settings-wrong', path: 'network.proxy', found: proxy },
    });
  });
});
