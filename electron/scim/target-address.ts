import { isLoopbackHost } from '../../shared/settings/address';

/** The base URL of a SCIM service, and how the address of a request is made from it. */
export interface TargetAddress {
  /** Host name, with the port where it is not the usual one. */
  readonly host: string;
  /** `http://localhost` and the like: allowed without TLS, and never slowed down. */
  readonly isLoopback: boolean;
  readonly isSecure: boolean;
  readonly origin: string;
  /** The address of `/Users` and others below the base: one slash between, the base's own query kept (scim-interop quirk 28). */
  at(path: `/${string}`, query?: Readonly<Record<string, string>>): string;
}

/** Throws a TypeError for what is no URL; settings are checked before. */
export function readTargetAddress(baseUrl: string): TargetAddress {
  const url = new URL(baseUrl);
  const base = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  return {
    host: url.host,
    isLoopback: isLoopbackHost(url.hostname),
    isSecure: url.protocol === 'https:',
    origin: url.origin,
    at: (path, query = {}) => {
      // Not URLSearchParams: it writes a space as "+", which strict servers read as a plus (scim-interop 1.5).
      const parts = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
      const all = [...(url.search.length > 1 ? [url.search.slice(1)] : []), ...parts];
      return `${base}${path}${all.length === 0 ? '' : `?${all.join('&')}`}`;
    },
  };
}
