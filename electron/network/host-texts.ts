import { isIP } from 'node:net';
import { certificateWords } from '../../shared/log/certificate-words';
import type { ConnectionProblem } from '../../shared/log/problem';
import { portOf, socketHost } from './addresses';

/** The few words that a rung of Test Connection has room for; the whole advice stands below the ladder. */
export const nameText = (host: string): string => (isIP(host) === 0 ? `${host} found` : `${host} is an address`);

/** "8 June 2027", by the certificate's own zone. */
export function trustedText(until: Date): string {
  if (Number.isNaN(until.getTime())) return 'Trusted';
  const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(until);
  return `Trusted, valid until ${date}`;
}

const unsupportedTexts = {
  socks: 'It speaks SOCKS, which Inseam does not',
  script: 'It is a proxy script (PAC)',
  'no-address': 'It is not the address of a proxy',
} as const;

/** Why a host was not reached. `atProxy`: it was the proxy that was talked to. */
export function hostFailureText(problem: ConnectionProblem, url: URL, atProxy: boolean): string {
  switch (problem.kind) {
    case 'name-not-found':
      return `${atProxy ? problem.host : socketHost(url)} is not found`;
    case 'unreachable': {
      const who = atProxy ? problem.host : `Port ${portOf(url)}`;
      if (problem.cause === 'refused') return `${who} refuses`;
      if (problem.cause === 'time-out') return `${who} does not answer`;
      return problem.cause === 'network-down' ? 'There is no way to it' : `${who} hangs up`;
    }
    case 'certificate-untrusted':
      return `Not trusted: ${certificateWords[problem.cause]}`;
    case 'proxy-refused':
      return `The proxy answered ${problem.status}`;
    case 'proxy-unsupported':
      return problem.because === 'sign-in'
        ? `It wants a sign-in by ${problem.schemes}`
        : unsupportedTexts[problem.because];
    case 'not-the-protocol':
      return atProxy ? 'What answers there is no HTTP proxy' : 'What answers there does not speak TLS';
    default:
      return 'It cannot be tested';
  }
}
