import { failure, type Outcome, success } from '../../shared/outcome';
import { addressForWords, isLoopback, parseUrl } from './addresses';
import type { NetworkOptions } from './http';
import { ProxyUnsupportedError } from './network-errors';

/** A way to a host: a proxy, or null for none. */
export type Way = URL | null;

/** The ways to an address in the order to try them. There are none only where a proxy of another kind stands between. */
export interface Ways {
  readonly ways: readonly Way[];
  readonly unsupported: ProxyUnsupportedError | null;
}

export type FindWays = (url: URL) => Promise<Ways>;

export const directWay: Ways = { ways: [null], unsupported: null };

/** Reads `network.proxy`. A loopback address never goes through a proxy, whatever is set. */
export function findWaysFor(options: NetworkOptions): Outcome<FindWays> {
  const { proxy, resolveSystemProxy } = options;
  if (proxy === 'none') return success(async () => directWay);
  if (proxy === 'system') {
    const system = resolveSystemProxy ?? (async (url) => environmentProxy(new URL(url), process.env));
    return success(async (url) => (isLoopback(url) ? directWay : parseWays(await system(url.href))));
  }
  const url = readProxy(proxy);
  if (url instanceof ProxyUnsupportedError) {
    return failure({
      kind: 'settings-wrong',
      file: 'settings.json',
      path: 'network.proxy',
      found: proxy,
      allowed: '"system", "none" or the address of an HTTP proxy such as "http://proxy.example.com:3128"',
    });
  }
  const own: Ways = { ways: [url], unsupported: null };
  return success(async (to) => (isLoopback(to) ? directWay : own));
}

/**
 * Chromium's answer (`session.resolveProxy`), such as `PROXY p1:8080;PROXY p2:8081;DIRECT`. What cannot be spoken, SOCKS
 * above all, is passed over where another way is named; it is never gone around.
 */
export function parseWays(answer: string): Ways {
  const ways: Way[] = [];
  let unsupported: ProxyUnsupportedError | null = null;
  for (const entry of answer.split(';')) {
    const [kind = '', place = ''] = entry.trim().split(/\s+/);
    if (kind === '') continue;
    if (kind.toUpperCase() === 'DIRECT') {
      ways.push(null);
      continue;
    }
    const scheme = { PROXY: 'http', HTTP: 'http' }[kind.toUpperCase()] ?? kind.toLowerCase();
    const proxy = readProxy(place.includes('://') ? place : `${scheme}://${place}`);
    if (proxy instanceof ProxyUnsupportedError) unsupported ??= proxy;
    else ways.push(proxy);
  }
  if (ways.length > 0 || unsupported === null) return ways.length === 0 ? directWay : { ways, unsupported: null };
  return { ways, unsupported };
}

function readProxy(text: string): URL | ProxyUnsupportedError {
  const url = parseUrl(text);
  if (url === null || url.host === '')
    return new ProxyUnsupportedError(text.replace(/^(.*:\/\/)?.*@/, '$1'), 'no-address');
  const words = addressForWords(url);
  if (url.protocol.startsWith('socks')) return new ProxyUnsupportedError(words, 'socks');
  if (url.protocol.startsWith('pac+') || /\.(?:pac|dat)$/i.test(url.pathname))
    return new ProxyUnsupportedError(words, 'script');
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.pathname !== '/')
    return new ProxyUnsupportedError(words, 'no-address');
  return url;
}

/** What the variables of the command line say, in Chromium's form. `NO_PROXY` as curl reads it. */
export function environmentProxy(url: URL, environment: Readonly<Record<string, string | undefined>>): string {
  const variable = (name: string): string => (environment[name.toLowerCase()] || environment[name] || '').trim();
  const proxy = variable('HTTPS_PROXY') || variable('ALL_PROXY');
  if (proxy === '' || isExempt(url, variable('NO_PROXY'))) return 'DIRECT';
  // A password may hold what ends an entry of the list.
  return `${proxy.startsWith('https://') ? 'HTTPS' : 'PROXY'} ${proxy.replaceAll(';', '%3B').replace(/\s/g, '%20')}`;
}

function isExempt(url: URL, list: string): boolean {
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = '', port] = /^\*?\.?(.+?)(?::(\d+))?$/.exec(entry) ?? [];
      if (port !== undefined && port !== (url.port || '443')) return false;
      return url.hostname === name || url.hostname.endsWith(`.${name}`);
    });
}
