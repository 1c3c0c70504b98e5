/**
 * Addresses as settings take them. Read by hand and stricter than a browser: what two parsers could read differently
 * (a user name, a backslash, a tab) is refused, or a token might go to another host than the one that was checked.
 */

// Scheme, authority, rest. Printable ASCII without space, quote, angle brackets, backslash and their like.
const address = /^(https?):\/\/([a-z0-9.-]+|\[[0-9a-f:.]+\])(?::(\d{1,5}))?([/?][!$-;=?-[\]^_a-z|~]*)?$/i;

const loopback = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/i;

/** localhost, 127.0.0.0/8 or ::1, the latter with or without its brackets. */
export const isLoopbackHost = (host: string): boolean => loopback.test(host) || host === '::1';

/** Whether a token may be sent to this address: https, or http to this very machine. */
export function isSafeAddress(text: string): boolean {
  const found = address.exec(text);
  if (found === null) return false;
  const [, scheme = '', host = '', port = '443'] = found;
  return Number(port) <= 65_535 && (scheme.toLowerCase() === 'https' || isLoopbackHost(host));
}

/** A proxy's address: http is usual there, since what passes is encrypted end to end. Holds no name and no password. */
export function isProxyAddress(text: string): boolean {
  const found = address.exec(text);
  return found !== null && Number(found[3] ?? '80') <= 65_535 && (found[4] ?? '/') === '/';
}
