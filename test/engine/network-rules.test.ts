import { describe, expect, test } from 'vitest';
import { checkAddress, isLoopback } from '../../electron/network/addresses';
import { environmentProxy, parseWays } from '../../electron/network/proxies';
import { retryDelayMs } from '../../electron/network/retry';

describe('how long to wait before the next try', () => {
  const now = Date.UTC(2026, 10, 24, 12);
  const date = 'Tue, 24 Nov 2026 11:59:00 GMT';
  test.each([
    { name: 'seconds', headers: { 'retry-after': '12' }, ms: 12_000 },
    { name: 'fractions of seconds', headers: { 'retry-after': '2.128' }, ms: 2128 },
    { name: 'at once', headers: { 'retry-after': '0' }, ms: 0 },
    { name: 'five minutes at most', headers: { 'retry-after': '3600' }, ms: 300_000 },
    { name: 'a date, by our clock', headers: { 'retry-after': 'Tue, 24 Nov 2026 12:00:10 GMT' }, ms: 10_000 },
    {
      name: 'a date, by the server’s clock',
      headers: { 'retry-after': 'Tue, 24 Nov 2026 12:00:10 GMT', date },
      ms: 70_000,
    },
    { name: 'a date that has passed', headers: { 'retry-after': 'Tue, 24 Nov 2026 11:00:00 GMT' }, ms: 0 },
    { name: 'nothing that can be read', headers: { 'retry-after': 'soon' }, ms: 500 },
  ])('the server says: $name', ({ headers, ms }) => {
    expect(retryDelayMs(1, { headers }, now, 1)).toBe(ms);
  });

  test('without a word from it the pause doubles up to half a minute, and chance spreads it', () => {
    const lost = { problem: { kind: 'answer-cut-off', side: 'target', host: 'x' }, sent: true } as const;
    expect([1, 2, 3, 7, 20].map((attempt) => retryDelayMs(attempt, lost, now, 1))).toEqual([
      500, 1000, 2000, 30_000, 30_000,
    ]);
    expect(retryDelayMs(3, lost, now, 0)).toBe(0);
  });
});

describe('this computer itself', () => {
  test.each(['http://localhost:8080/', 'http://127.0.0.1/', 'http://127.9.8.7/', 'http://127.1/', 'http://[::1]:1/'])(
    '%s is it, and may be talked to without TLS',
    (address) => {
      expect(isLoopback(new URL(address))).toBe(true);
      expect(checkAddress(address).ok).toBe(true);
    },
  );
  test.each(['http://localhost.example.com/', 'http://127.0.0.1.example.com/', 'http://10.0.0.1/', 'http://[::2]/'])(
    '%s is not',
    (address) => {
      expect(isLoopback(new URL(address))).toBe(false);
      expect(checkAddress(address).ok).toBe(false);
    },
  );
});

const hrefs = (answer: string) => parseWays(answer).ways.map((way) => way?.href ?? null);

describe('the proxy of the system', () => {
  test.each([
    { answer: 'DIRECT', ways: [null] },
    { answer: 'PROXY a:8080; PROXY b:81;DIRECT', ways: ['http://a:8080/', 'http://b:81/', null] },
    { answer: 'HTTPS s:443;SOCKS5 t:1080', ways: ['https://s/'] },
    { answer: 'SOCKS5 t:1080;DIRECT', ways: [null] },
    { answer: '', ways: [null] },
  ])('"$answer"', ({ answer, ways }) => {
    expect(hrefs(answer)).toEqual(ways);
    expect(parseWays(answer).unsupported).toBeNull();
  });

  test.each([
    { answer: 'SOCKS5 t:1080', proxy: 'socks5://t:1080', because: 'socks' },
    { answer: 'SOCKS t:1080', proxy: 'socks://t:1080', because: 'socks' },
    { answer: 'QUIC t:443', proxy: 'quic://t:443', because: 'no-address' },
    { answer: 'PROXY', proxy: 'http://', because: 'no-address' },
  ])('"$answer" alone is never gone around', ({ answer, proxy, because }) => {
    expect(hrefs(answer)).toEqual([]);
    expect(parseWays(answer).unsupported).toMatchObject({ proxy, because });
  });
});

describe('the proxy variables of the command line', () => {
  const to = (url: string, environment: Record<string, string>) => environmentProxy(new URL(url), environment);
  test.each([
    { environment: {}, answer: 'DIRECT' },
    { environment: { HTTPS_PROXY: 'http://p:3128' }, answer: 'PROXY http://p:3128' },
    { environment: { https_proxy: 'p:3128' }, answer: 'PROXY p:3128' },
    { environment: { https_proxy: 'https://p' }, answer: 'HTTPS https://p' },
    { environment: { HTTP_PROXY: 'http://p:3128' }, answer: 'DIRECT' },
    { environment: { HTTPS_PROXY: 'http://p', NO_PROXY: '*' }, answer: 'DIRECT' },
    { environment: { HTTPS_PROXY: 'http://p', NO_PROXY: 'other, .example.com' }, answer: 'DIRECT' },
    { environment: { HTTPS_PROXY: 'http://p', no_proxy: 'example.com:443' }, answer: 'DIRECT' },
    { environment: { HTTPS_PROXY: 'http://p', NO_PROXY: 'example.com:8443' }, answer: 'PROXY http://p' },
    { environment: { HTTPS_PROXY: 'http://p', NO_PROXY: 'ample.com' }, answer: 'PROXY http://p' },
  ])('$environment', ({ environment, answer }) => {
    expect(to('https://api.example.com/scim', environment)).toBe(answer);
  });

  test.each([
    { proxy: 'http://ann:pw@p:3128', href: 'http://ann:pw@p:3128/' },
    { proxy: ' http://ann:p;w%20@p:3128 ', href: 'http://ann:p%3Bw%20@p:3128/' },
    { proxy: 'p:3128/', href: 'http://p:3128/' },
  ])('with $proxy name a proxy', ({ proxy, href }) => {
    expect(hrefs(to('https://x.com/', { HTTPS_PROXY: proxy }))).toEqual([href]);
  });

  test.each([
    { proxy: 'socks5://ann:pw@p:1080', words: 'socks5://p:1080', because: 'socks' },
    { proxy: 'socks5h://p:1080', words: 'socks5h://p:1080', because: 'socks' },
    { proxy: 'http://wpad.example/proxy.pac', words: 'http://wpad.example/proxy.pac', because: 'script' },
    { proxy: 'https://wpad.example/wpad.dat', words: 'https://wpad.example/wpad.dat', because: 'script' },
    { proxy: 'pac+http://wpad.example/x', words: 'pac+http://wpad.example/x', because: 'script' },
    { proxy: 'ftp://p', words: 'ftp://p', because: 'no-address' },
    { proxy: 'http://ann:pw@p:99999', words: 'http://p:99999', because: 'no-address' },
  ])('with $proxy are refused, and the password is not told', ({ proxy, words, because }) => {
    const { ways, unsupported } = parseWays(to('https://x.com/', { HTTPS_PROXY: proxy }));
    expect(ways).toEqual([]);
    expect(unsupported).toMatchObject({ proxy: words, because });
  });
});
