import { failure, type Outcome, success } from '../../shared/outcome';
import { isLoopback, parseUrl } from './addresses';
import type { NetworkOptions } from './http';

/** A way to a host: a proxy, or null for none. */
export type Way = URL | null;

/** The ways to an address in the order to try them; never empty. */
export type FindWays = (url: URL) => Promise<readonly Way[]>;

const direct: readonly Way[] = [null];

/** Reads `network.proxy`. A loopback address never goes through a proxy, whatever is set. */
export function findWaysFor(options: NetworkOptions): Outcome<FindWays> {
  const { proxy, resolveSystemProxy } = options;
  if (proxy === 'none') return success(async () => direct);
  if (proxy === 'system') {
    const system = resolveSystemProxy ?? (async (url) => environmentProxy(new URL(url), process.env));
    return success(async (url) => (isLoopback(url) ? direct : parseWays(await system(url.href))));
  }
  const url = parseUrl(proxy);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return failure({
      kind: 'settings-wrong',
      file: 'settings.json',
      path: 'network.proxy',
      found: proxy,
      allowed: '"system", "none" or an address such as "http://proxy.example.com:3128"',
    });
  }
  const ways = [url];
  return success(async (to) => (isLoopback(to) ? direct : ways));
}

/**
 * Chromium's answer (`session.resolveProxy`), such as `PROXY p1:8080;PROXY p2:8081;DIRECT`. SOCKS is left out: where
 * nothing else is offered the direct way is tried.
 */
export function parseWays(answer: string): readonly Way[] {
  const ways: Way[] = [];
  for (const entry of answer.split(';')) {
    const [kind = '', place = ''] = entry.trim().split(/\s+/);
    if (kind.toUpperCase() === 'DIRECT') ways.push(null);
    const scheme = { PROXY: 'http', HTTPS: 'https' }[kind.toUpperCase()];
    const url = scheme === undefined ? null : parseUrl(place.includes('://') ? place : `${scheme}://${place}`);
    if (url !== null) ways.push(url);
  }
  return ways.length === 0 ? direct : ways;
}

/** What the variables of the command line say, in Chromium's form. `NO_PROXY` as curl reads it. */
export function environmentProxy(url: URL, environment: Readonly<Record<string, string | undefined>>): string {
  const variable = (name: string): string => environment[name.toLowerCase()] || environment[name] || '';
  const proxy = variable('HTTPS_PROXY') || variable('ALL_PROXY');
  if (proxy === '' || isExempt(url, variable('NO_PROXY'))) return 'DIRECT';
  return `${proxy.startsWith('https://') ? 'HTTPS' : 'PROXY'} ${proxy}`;
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
