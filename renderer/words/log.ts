import type { CycleCounts } from '../../shared/health/job-state';
import type { Action, LogStatus } from '../../shared/log/log-row';
import { counted, times } from './times';

/** The bare verb before it happens and when it did not; the past tense only when it did. */
const verbs: Readonly<Record<Action, { readonly bare: string; readonly past: string }>> = {
  create: { bare: 'Create', past: 'Created' },
  update: { bare: 'Update', past: 'Updated' },
  enable: { bare: 'Enable', past: 'Enabled' },
  disable: { bare: 'Disable', past: 'Disabled' },
  delete: { bare: 'Delete', past: 'Deleted' },
  link: { bare: 'Link', past: 'Linked' },
  none: { bare: 'No action', past: 'No action' },
};

export const actionWord = (action: Action, happened: boolean): string =>
  happened ? verbs[action].past : verbs[action].bare;

/** Whether the action took place, so that the past tense is true. */
export const happened = (status: LogStatus, staged: boolean): boolean => status === 'success' && !staged;

export const resultWord = (status: LogStatus, staged: boolean): string => {
  if (staged) return 'Held';
  switch (status) {
    case 'success':
      return 'Success';
    case 'failure':
      return 'Failed';
    case 'skipped':
      return 'Skipped';
    case 'warning':
      return 'Not updated';
  }
};

/** "1 disabled, 3 created, 2 updated": what takes access away first. */
export function countWords(counts: CycleCounts): readonly string[] {
  const all = [
    ['deleted', counts.deleted],
    ['disabled', counts.disabled],
    ['created', counts.created],
    ['updated', counts.updated],
    ['enabled', counts.enabled],
    ['failed', counts.failed],
  ] as const;
  return all.filter(([, amount]) => amount > 0).map(([word, amount]) => `${times.number(amount)} ${word}`);
}

export const changeWords = {
  empty: 'empty',
  removed: (happened: boolean) => (happened ? 'removed' : 'would be removed'),
  becomes: 'becomes',
  more: (amount: number) => `and ${times.number(amount)} more`,
  attributes: (amount: number) => counted(amount, 'attribute', 'attributes'),
} as const;

export const stepWords = {
  names: { connection: 'Test connection', import: 'Import', scope: 'Scope', match: 'Match', action: 'Action' },
  states: {
    success: 'passed',
    failure: 'failed',
    skipped: 'skipped',
    warning: 'needs attention',
    notReached: 'Not reached',
    waiting: 'waiting',
    running: 'running',
    waits: 'waits for you',
  },
} as const;
