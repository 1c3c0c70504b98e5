import { isIP } from 'node:net';
import type { Problem } from '../../shared/log/problem';
import type { Place } from './measure-connection';

/** The few words that a rung of Test Connection has room for; the whole advice stands below the ladder. */
export const nameText = (place: Place): string =>
  isIP(place.hostname) === 0 ? `${place.hostname} found` : `${place.hostname} is an address`;

export const proxyText = (proxy: string): string => `Through ${withoutUser(proxy)}`;

/** A proxy's address may hold a password. */
export const withoutUser = (proxy: string): string => proxy.replace(/^([a-z][\w+.-]*:\/\/)?[^/@]*@/i, '$1');

export const accountsText = (accounts: number): string => (accounts === 1 ? '1 account' : `${accounts} accounts`);

const certificateTexts = {
  'self-signed': 'Not trusted: it is self-signed',
  'unknown-authority': 'Not trusted: nobody this computer trusts has signed it',
  expired: 'Not trusted: it has ended',
  'not-yet-valid': 'Not trusted: it is not valid yet',
  'other-name': 'Not trusted: it is for another name',
  other: 'Not trusted: it could not be checked',
} as const;

export function failureText(problem: Problem, place: Place): string {
  switch (problem.kind) {
    case 'name-not-found':
      return `${place.hostname} is not found`;
    case 'unreachable':
      if (problem.cause === 'refused') return `Port ${place.port} refuses`;
      if (problem.cause === 'time-out') return `Port ${place.port} does not answer`;
      return problem.cause === 'network-down' ? 'There is no way to it' : `Port ${place.port} hangs up`;
    case 'certificate-untrusted':
      return certificateTexts[problem.cause];
    case 'proxy-refused':
      return `${withoutUser(problem.proxy)} answers ${problem.status}`;
    case 'redirected':
      return `It sends Inseam to ${problem.to}`;
    case 'answer-cut-off':
      return 'The answer was cut off';
    case 'answer-too-large':
      return 'The answer is too large';
    case 'not-the-protocol':
      return problem.got === 'web-page' ? 'A web page answers, not SCIM' : 'It does not answer as SCIM does';
    case 'throttled':
      return '429: it asks Inseam to wait';
    case 'server-error':
      return `${problem.status}: it fails`;
    case 'target-unauthorized':
      return '401: the token was refused';
    case 'target-not-found':
      return '404: no SCIM service at this address';
    case 'target-refused':
      return `${problem.status}: the request was refused`;
    default:
      return 'It cannot be tested';
  }
}

/** "8 June 2027", by the certificate's own zone. */
export function trustedText(until: Date): string {
  if (Number.isNaN(until.getTime())) return 'Trusted';
  const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(until);
  return `Trusted, valid until ${date}`;
}
