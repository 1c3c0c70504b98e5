import { isIPv4 } from 'node:net';
import type { ConnectionProblem } from '../../shared/log/problem';

/** localhost, 127.0.0.0/8 or [::1]: never sent through a proxy, and the only place where `http:` is accepted. */
export function isLoopback(url: URL): boolean {
  const host = url.hostname;
  return host === 'localhost' || host === '[::1]' || (isIPv4(host) && host.startsWith('127.'));
}

/** A URL, or what is wrong with it: an Outcome that can only be a connection problem. */
export type CheckedAddress =
  | { readonly ok: true; readonly value: URL }
  | { readonly ok: false; readonly problem: ConnectionProblem };

/** An address that a token may be sent to: https, or http to a loopback address. Else `insecure-address`. */
export function checkAddress(address: string): CheckedAddress {
  const url = parseUrl(address);
  if (url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)))) {
    return { ok: true, value: url };
  }
  return { ok: false, problem: { kind: 'insecure-address', address: url === null ? address : addressForWords(url) } };
}

/** The URL, or null where the text is none. */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** Host as sockets want it: an IPv6 address without its brackets. */
export const socketHost = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

export const portOf = (url: URL): number => Number(url.port) || (url.protocol === 'https:' ? 443 : 80);

/** An address without what may be secret in it: user, password, query and fragment. */
export function addressForWords(url: URL): string {
  const path = url.pathname === '/' ? '' : url.pathname;
  return `${url.protocol}//${url.host}${path}`;
}
