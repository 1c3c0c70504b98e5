import { expect, test } from 'vitest';
import { noticesOf, type Told } from '../../../electron/desktop/notices';
import { type JobState, noCounts } from '../../../shared/health/job-state';
import { at, cycle, jobState, now, runningState } from './job-states';

/** The titles told while a job goes through these states, one after the other. */
function titles(...states: readonly JobState[]): readonly string[] {
  let told: Told | undefined;
  const found: string[] = [];
  for (const state of states) {
    const result = noticesOf(told, state, now);
    told = result.told;
    found.push(...result.notices.map(({ title }) => title));
  }
  return found;
}

const refused: JobState['condition'] = {
  kind: 'quarantined',
  since: at(9, 22),
  nextTryAt: null,
  problem: { kind: 'target-unauthorized', detail: '' },
};
const first = { ...cycle, kind: 'initial', counts: { ...noCounts, created: 9, updated: 7 } } as const;

test.each<[string, readonly JobState[], readonly string[]]>([
  ['nothing is told of a success', [jobState({ kind: 'in-step' }), runningState(3), jobState({ kind: 'in-step' })], []],
  ['a refused token is told once', [jobState(refused), jobState(refused)], ['BlueJeans refuses the token']],
  [
    'a cause that lasts through a cycle is not told again',
    [jobState({ kind: 'people-fail', people: 3 }), runningState(3), jobState({ kind: 'people-fail', people: 2 })],
    ['3 people could not be updated'],
  ],
  [
    'a cause that was cured and came back is told again',
    [jobState({ kind: 'keychain-locked' }), jobState({ kind: 'in-step' }), jobState({ kind: 'keychain-locked' })],
    ['The keychain is locked', 'The keychain is locked'],
  ],
  [
    'another cause is told too',
    [jobState({ kind: 'people-fail', people: 1 }), jobState({ kind: 'deletions-held', people: 12, limit: 5 })],
    ['1 person could not be updated', '12 deletions are held'],
  ],
  [
    'the end of the first cycle is told',
    [jobState({ kind: 'no-cycle-yet' }, { lastCycle: null }), jobState({ kind: 'in-step' }, { lastCycle: first })],
    ['The first cycle is done'],
  ],
  ['a first cycle that ended before the start is not', [jobState({ kind: 'in-step' }, { lastCycle: first })], []],
  [
    'nor one that failed',
    [
      jobState({ kind: 'no-cycle-yet' }, { lastCycle: null }),
      jobState(refused, { lastCycle: { ...first, state: 'failed' } }),
    ],
    ['BlueJeans refuses the token'],
  ],
])('%s', (_name, states, expected) => {
  expect(titles(...states)).toEqual(expected);
});

test('the first cycle’s notification counts in words', () => {
  const before = noticesOf(undefined, jobState({ kind: 'no-cycle-yet' }, { lastCycle: null }), now).told;
  const people = { directory: 40, inScope: 38, linked: 38, needAttention: 3 };
  const { notices } = noticesOf(before, jobState({ kind: 'in-step' }, { lastCycle: first, people }), now);
  expect(notices[0]?.body).toBe('9 accounts created, 7 updated. 3 people need attention.');
});

test('held deletions say whose accounts and the limit', () => {
  const { notices } = noticesOf(undefined, jobState({ kind: 'deletions-held', people: 12, limit: 5 }), now);
  expect(notices[0]?.body).toBe('One cycle would disable 12 BlueJeans accounts; your limit is 5. Nothing was sent.');
});
