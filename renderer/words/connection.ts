import type { SecretState } from '../../shared/ipc/contract';
import { isSafeAddress } from '../../shared/settings/address';
import { duration, times } from './times';

/** As certificates count their days. */
const longDays = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** What connecting one side says, in the wizard and in Settings: its address, its secret, Test Connection. */
export const connectionWords = {
  address: {
    needsHttps: 'Needs https://',
    incomplete: 'An address is needed, such as https://scim.example.com/v2.',
    thisComputer: 'http:// will do here: this address is on this computer.',
  },
  spacesRemoved: 'Spaces at the ends were removed.',

  test: {
    name: 'Connection',
    hint: 'Tests what is saved. Nothing is changed.',
    heading: 'Test Connection',
    start: 'Test Connection',
    again: 'Test again',
    running: 'Testing…',
    first: 'Test the connection first.',
    failed: 'The test has to pass first.',
    took: duration,
    passed: (count: number, last: string) => `${times.number(count)} checks passed, last: ${last}`,
    show: 'Show',
    /** For those who do not see under which heading the button stands. */
    of: (word: string, side: string) => `${word}: ${side}`,
    copyDetails: 'Copy details for support',
  },

  /** The rungs before they are climbed. */
  rungs: {
    target: ['Name', 'Proxy', 'Connection', 'Certificate', 'Sign-in', 'Permission', 'Users'],
    source: [
      'Name',
      'Proxy',
      'Connection',
      'Certificate',
      'Sign-in',
      'Read people',
      'Read groups',
      'Read the application',
    ],
  },

  /** A certificate with its private key being entered. */
  certificate: {
    hint: 'The certificate and its private key (PEM), one after the other.',
    choose: 'Choose a file…',
    chosen: (file: string, endsAt: string) => `${file}, ends on ${longDays.format(Date.parse(endsAt))}`,
    chooseAnother: 'Choose another…',
    pasteInstead: 'Paste instead',
  },

  secret: {
    states: {
      set: 'Set. It is in this computer’s keychain.',
      missing: 'Not set.',
      locked: 'The keychain is locked.',
      unavailable: 'This computer has no keychain.',
      'from-variable': 'Set by an environment variable.',
      'this-run-only': 'Kept for this run. It is needed again after the next start.',
    } satisfies Record<SecretState, string>,
    /** Beside the field's own label, where there is less room. */
    kept: 'Saved in the keychain.',
    replace: 'Replace…',
    enter: 'Enter…',
    clear: 'Clear…',
    clearConfirm: 'Clear',
    cancel: 'Cancel',
    reveal: 'Show the secret',
    hide: 'Hide the secret',
    keepForThisRun: 'Keep for this run',
    tryAgain: 'Try again',
  },
} as const;

const https = 'https://';

/** Why a token cannot be sent to this address, in words; null: it can. */
export function addressFault(text: string): string | null {
  if (isSafeAddress(text)) return null;
  return text.toLowerCase().startsWith(https) && text.length > https.length
    ? connectionWords.address.incomplete
    : connectionWords.address.needsHttps;
}

/** What to know of this address while it is being typed; null: nothing. */
export function addressHint(text: string): string | null {
  if (!isSafeAddress(text)) return addressFault(text);
  return text.toLowerCase().startsWith(https) ? null : connectionWords.address.thisComputer;
}

/** Still the beginning of https://, so not wrong yet. */
export const isAddressBegun = (text: string): boolean => https.startsWith(text.toLowerCase());
