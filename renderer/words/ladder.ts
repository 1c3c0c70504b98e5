import type { RungView } from '../../shared/ipc/contract';
import { duration } from './times';

export const ladderWords = {
  states: {
    waiting: 'Waiting',
    running: 'Testing…',
    passed: 'Passed',
    failed: 'Failed',
    'not-tested': 'Not tested',
  } satisfies Record<RungView['state'], string>,
  took: duration,
};
