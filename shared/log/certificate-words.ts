import type { ConnectionProblem } from './problem';

/** Why a certificate is not trusted. */
export type CertificateCause = Extract<ConnectionProblem, { kind: 'certificate-untrusted' }>['cause'];

/** In words that follow "not trusted:". */
export const certificateWords: Readonly<Record<CertificateCause, string>> = {
  'self-signed': 'it is self-signed',
  'unknown-authority': 'nobody this computer trusts has signed it',
  expired: 'it has ended',
  'not-yet-valid': 'it is not valid yet',
  'other-name': 'it is for another name',
  other: 'it could not be checked',
};
