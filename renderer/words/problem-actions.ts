import type { ProblemWords } from '../../shared/ipc/contract';

/** The button for a problem's likeliest next step. */
export const problemActionLabels: Readonly<Record<NonNullable<ProblemWords['action']>, string>> = {
  'enter-token': 'Enter a new token',
  'test-again': 'Test again',
  'check-address': 'Check the URL',
  'network-settings': 'Network settings',
  'replace-secret': 'Replace the secret',
  'open-consent': 'Open consent page',
  'unlock-keychain': 'Unlock keychain',
  'open-settings-file': 'Open the file',
  'open-scope': 'Open scope',
  'open-mapping': 'Open mapping',
  'try-again': 'Try again',
  'make-plan': 'Make a plan',
};
