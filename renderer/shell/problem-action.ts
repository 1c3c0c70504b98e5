import { useCallback } from 'react';
import type { ProblemWords } from '../../shared/ipc/contract';
import { call } from '../bridge/bridge';
import { addressOf } from './route';
import { navigateGuarded } from './router';

export type ProblemAction = NonNullable<ProblemWords['action']>;

/**
 * What the button under a problem does, wherever the problem is shown: it goes to the place of the cure, or tries again.
 * Where the problem is of one person, the mapping is tried on them.
 */
export function useProblemAction(
  job: string,
  tryAgain: () => void,
): (action: ProblemAction, personId?: string | null) => void {
  return useCallback(
    (action, personId = null) => {
      switch (action) {
        case 'enter-token':
        case 'replace-secret':
        case 'check-address':
          return navigateGuarded(addressOf(job, 'settings', ['connections']));
        case 'network-settings':
          return navigateGuarded(addressOf(job, 'settings', ['network']));
        case 'open-mapping':
          return navigateGuarded(addressOf(job, 'mapping', [], { person: personId }));
        case 'open-scope':
          return navigateGuarded(addressOf(job, 'scope'));
        case 'make-plan':
          return navigateGuarded(addressOf(job, 'plan'));
        case 'open-consent':
          return void openConsent(job);
        case 'open-settings-file':
          return void call('app.openDataFolder', {});
        case 'test-again':
        case 'try-again':
        case 'unlock-keychain':
          return tryAgain();
      }
    },
    [job, tryAgain],
  );
}

async function openConsent(job: string): Promise<void> {
  const connection = await call('job.connection', { job });
  if (!connection.ok) return;
  const { tenantId, clientId } = connection.value.source;
  await call('app.openConsent', { job, tenantId, clientId, cloud: null });
}
