import { describe, expect, test } from 'vitest';
import { instantWords } from '../../../shared/health/instant-words';
import {
  type Condition,
  type CycleProgress,
  type CycleSummary,
  type JobState,
  noCounts,
} from '../../../shared/health/job-state';
import { stateSentence } from '../../../shared/health/state-sentence';

const now = Date.parse('2026-03-03T14:06:42Z');
const times = instantWords('en-GB', 'UTC');

const lastCycle: CycleSummary = {
  id: 'c',
  kind: 'incremental',
  trigger: 'schedule',
  state: 'succeeded',
  startedAt: '2026-03-03T14:02:00Z',
  finishedAt: '2026-03-03T14:02:03Z',
  why: null,
  counts: { ...noCounts, updated: 2 },
  requests: { source: 1, target: 2, retried: 0 },
  problem: null,
};
const quiet: CycleSummary = { ...lastCycle, counts: noCounts };

const job = (condition: Condition, more: Partial<JobState> = {}): JobState => ({
  job: 'bluejeans',
  profileId: 'bluejeans',
  targetName: 'BlueJeans',
  condition,
  scheduleEnabled: true,
  pausedUntil: null,
  nextCycleAt: '2026-03-03T14:42:00Z',
  lastCycle,
  people: { directory: 41, inScope: 38, linked: 38, needAttention: 0 },
  readAt: '2026-03-03T14:02:00Z',
  targetAnswersInMs: 180,
  ...more,
});

const progress: CycleProgress = {
  cycleId: 'now',
  kind: 'initial',
  trigger: 'admin',
  startedAt: '2026-03-03T14:06:00Z',
  stage: 'write',
  people: { done: 23, expected: 38, exact: true },
  stages: { read: 41, decide: 41, write: 11, link: 0 },
  counts: noCounts,
  stopping: false,
  remainingMs: 20_000,
  waiting: null,
  why: 'Everyone is checked again because the mapping changed.',
};
const running = (more: Partial<CycleProgress>): JobState =>
  job({ kind: 'running', progress: { ...progress, ...more } });
const withPeople = (inScope: number, needAttention = 0): Partial<JobState> => ({
  people: { directory: inScope + 3, inScope, linked: inScope, needAttention },
});
const unauthorized = { kind: 'target-unauthorized', detail: '' } as const;
const quarantined = (problem: Extract<Condition, { kind: 'quarantined' }>['problem']): Condition => ({
  kind: 'quarantined',
  since: '2026-03-02T09:22:00Z',
  nextTryAt: '2026-03-03T21:12:00Z',
  problem,
});

describe('the sentence of state', () => {
  test.each([
    {
      rule: 'given up: since when, and after how long',
      state: job({
        kind: 'quarantined',
        since: '2026-03-02T09:22:00Z',
        nextTryAt: null,
        problem: unauthorized,
        end: { at: '2026-03-03T09:22:00Z', over: true },
      }),
      sentence: 'Stopped: BlueJeans refuses the token',
      second:
        'Inseam gave up today at 09:22 after 4 weeks. No account has been changed since yesterday 09:22. 38 people keep the access they had then.',
      short: 'Stopped',
      icon: 'stopped',
    },
    {
      rule: 'too many failed: what was done stays done',
      state: job(
        quarantined({
          kind: 'too-many-failures',
          reason: 'EncounteredEscrowProportionThreshold',
          failed: 24,
          evaluated: 38,
          limit: 40,
          commonest: { cause: { kind: 'conflict' }, people: 24 },
        }),
      ),
      sentence: 'Stopped: 24 of 38 people failed',
      second: 'What was done stays done; nobody who failed was changed.',
      short: 'Stopped',
      icon: 'stopped',
    },
    {
      rule: 'restarted: everyone comes next',
      state: job({ kind: 'restarted', everyone: true }),
      sentence: 'Restarted: everyone is checked in the next cycle',
      second: 'The next starts at 14:42.',
      short: 'Restarted',
      icon: 'waiting',
    },
    {
      rule: 'restarted without the watermark, and no schedule',
      state: job({ kind: 'restarted', everyone: false }, { nextCycleAt: null }),
      sentence: 'Restarted: the next cycle goes on from the last',
      second: 'Cycles run only when you choose Sync now.',
      short: 'Restarted',
      icon: 'waiting',
    },
    {
      rule: 'all well: how many, what the last cycle changed, when the next starts',
      state: job({ kind: 'in-step' }),
      sentence: 'All 38 people are in step',
      second: 'The last cycle, 4 minutes ago, changed 2 accounts. The next starts at 14:42.',
      short: 'In step, next 14:42',
      icon: 'calm',
    },
    {
      rule: 'a cycle that changed nothing says so',
      state: job({ kind: 'in-step' }, { lastCycle: quiet }),
      sentence: 'All 38 people are in step',
      second: 'The last cycle, 4 minutes ago, changed nothing. The next starts at 14:42.',
      short: 'In step, next 14:42',
      icon: 'calm',
    },
    {
      rule: 'one person is one person, one account one account',
      state: job(
        { kind: 'in-step' },
        { ...withPeople(1), lastCycle: { ...lastCycle, counts: { ...noCounts, created: 1 } } },
      ),
      sentence: '1 person is in step',
      second: 'The last cycle, 4 minutes ago, changed 1 account. The next starts at 14:42.',
      short: 'In step, next 14:42',
      icon: 'calm',
    },
    {
      rule: 'a next cycle of tomorrow is named by its day',
      state: job({ kind: 'in-step' }, { nextCycleAt: '2026-03-04T08:00:00Z' }),
      sentence: 'All 38 people are in step',
      second: 'The last cycle, 4 minutes ago, changed 2 accounts. The next starts tomorrow at 08:00.',
      short: 'In step, next tomorrow 08:00',
      icon: 'calm',
    },
    {
      rule: 'a locked keychain says that no account is changed',
      state: job({ kind: 'keychain-locked' }),
      sentence: 'Waiting: the keychain is locked',
      second: 'Inseam cannot read the token until you unlock it. No account is changed meanwhile.',
      short: 'Keychain locked',
      icon: 'paused',
    },
    {
      rule: 'quarantine names its cause and who keeps access',
      state: job(quarantined(unauthorized)),
      sentence: 'Stopped: BlueJeans refuses the token',
      second: 'No account has been changed since yesterday 09:22. 38 people keep the access they had then.',
      short: 'Stopped',
      icon: 'stopped',
    },
    {
      rule: 'a missing permission is named',
      state: job(
        quarantined({ kind: 'source-permission-missing', permission: 'User.Read.All', what: 'people' }),
        withPeople(1),
      ),
      sentence: 'Stopped: the permission User.Read.All is missing',
      second: 'No account has been changed since yesterday 09:22. 1 person keeps the access they had then.',
      short: 'Stopped',
      icon: 'stopped',
    },
    {
      rule: 'a cause goes on within the sentence',
      state: job(
        quarantined({
          kind: 'certificate-untrusted',
          side: 'target',
          host: 'scim.example',
          cause: 'self-signed',
          detail: '',
        }),
      ),
      sentence: 'Stopped: the certificate of scim.example is not trusted: it is self-signed',
      second: 'No account has been changed since yesterday 09:22. 38 people keep the access they had then.',
      short: 'Stopped',
      icon: 'stopped',
    },
    {
      rule: 'a refused client secret is Entra’s',
      state: job(
        quarantined({ kind: 'source-credentials-refused', reason: 'secret', code: 'AADSTS7000215', detail: '' }),
      ),
      sentence: 'Stopped: Microsoft Entra ID refuses the client secret',
      second: 'No account has been changed since yesterday 09:22. 38 people keep the access they had then.',
      short: 'Stopped',
      icon: 'stopped',
    },
    {
      rule: 'a certificate that has ended says when',
      state: job(
        quarantined({ kind: 'source-certificate-out-of-date', cause: 'ended', at: '2026-05-03T12:00:00.000Z' }),
      ),
      sentence: 'Stopped: the Entra certificate ended on 3 May 2026',
      second: 'No account has been changed since yesterday 09:22. 38 people keep the access they had then.',
      short: 'Stopped',
      icon: 'stopped',
    },
    {
      rule: 'a review says what the first cycle would do, removals first',
      state: job({ kind: 'review-pending', planned: { ...noCounts, created: 9, updated: 7, disabled: 1 } }),
      sentence: 'Ready: the first cycle waits for your review',
      second: 'Nothing has been written. It would disable 1 account, create 9 and update 7.',
      short: 'Waits for review',
      icon: 'attention',
    },
    {
      rule: 'a review without a plan promises nothing',
      state: job({ kind: 'review-pending', planned: null }),
      sentence: 'Ready: the first cycle waits for your review',
      second: 'Nothing has been written.',
      short: 'Waits for review',
      icon: 'attention',
    },
    {
      rule: 'a review after a change names it, and says what its first cycle would do',
      state: job({ kind: 'review-pending', planned: { ...noCounts, updated: 4, disabled: 1 }, changed: true }),
      sentence: 'Ready: the changed mapping or scope waits for your review',
      second: 'Nothing has been written since. It would disable 1 account and update 4.',
      short: 'Waits for review',
      icon: 'attention',
    },
    {
      rule: 'a running cycle counts people, says who started it and why, and how long',
      state: running({}),
      sentence: 'Syncing: 23 of 38 people done',
      second:
        'You started this at 14:06. Everyone is checked again because the mapping changed. About 20 seconds left.',
      short: 'Syncing, 23 of 38',
      icon: 'running',
    },
    {
      rule: 'a number that is not certain yet is “about”, a time that is not known is being estimated',
      state: running({
        people: { done: 200, expected: 10_000, exact: false },
        remainingMs: null,
        trigger: 'schedule',
        why: null,
      }),
      sentence: 'Syncing: 200 of about 10,000 people done',
      second: 'The schedule started this at 14:06. Estimating…',
      short: 'Syncing, 200 of about 10,000',
      icon: 'running',
    },
    {
      rule: 'a cycle that knows no number yet names none',
      state: running({ people: { done: 0, expected: 0, exact: false }, remainingMs: null, why: null }),
      sentence: 'Syncing: reading people',
      second: 'You started this at 14:06. Estimating…',
      short: 'Syncing',
      icon: 'running',
    },
    {
      rule: 'a cycle that stops says when',
      state: running({ stopping: true }),
      sentence: 'Syncing: 23 of 38 people done',
      second: 'You started this at 14:06. It stops after the change it is making.',
      short: 'Syncing, 23 of 38',
      icon: 'running',
    },
    {
      rule: 'a cycle that was asked to wait says by whom and how long, in place of a guess',
      state: running({ waiting: { side: 'source', until: '2026-03-03T14:07:22Z' }, why: null }),
      sentence: 'Syncing: 23 of 38 people done',
      second: 'You started this at 14:06. Microsoft Graph asked us to wait 40 seconds. The cycle goes on by itself.',
      short: 'Syncing, 23 of 38',
      icon: 'running',
    },
    {
      rule: 'a target that asks to wait is called by its name',
      state: running({ waiting: { side: 'target', until: '2026-03-03T14:08:42Z' }, why: null }),
      sentence: 'Syncing: 23 of 38 people done',
      second: 'You started this at 14:06. BlueJeans asked us to wait 2 minutes. The cycle goes on by itself.',
      short: 'Syncing, 23 of 38',
      icon: 'running',
    },
    {
      rule: 'a wait that is over, or nearly, is not told',
      state: running({ waiting: { side: 'source', until: '2026-03-03T14:06:43Z' }, why: null }),
      sentence: 'Syncing: 23 of 38 people done',
      second: 'You started this at 14:06. About 20 seconds left.',
      short: 'Syncing, 23 of 38',
      icon: 'running',
    },
    {
      rule: 'more people than were expected raise the expectation',
      state: running({ people: { done: 50, expected: 35, exact: false }, why: null }),
      sentence: 'Syncing: 50 of about 50 people done',
      second: 'You started this at 14:06. About 20 seconds left.',
      short: 'Syncing, 50 of about 50',
      icon: 'running',
    },
    {
      rule: 'held deletions are counted',
      state: job({ kind: 'deletions-held', people: 12, limit: 5 }),
      sentence: '12 deletions are held',
      second: 'Everyone else is in step. Held people keep their access until you decide.',
      short: '12 deletions held',
      icon: 'attention',
    },
    {
      rule: 'beside held deletions nobody is called in step who is not',
      state: job({ kind: 'deletions-held', people: 1, limit: 0 }, withPeople(38, 1)),
      sentence: '1 deletion is held',
      second: '1 other person needs attention. Held people keep their access until you decide.',
      short: '1 deletion held',
      icon: 'attention',
    },
    {
      rule: 'offline says since when',
      state: job({ kind: 'offline', since: '2026-03-03T13:58:00Z' }),
      sentence: 'Offline since 13:58',
      second: 'The next cycle starts when this computer is online again.',
      short: 'Offline',
      icon: 'paused',
    },
    {
      rule: 'a pause says until when',
      state: job({ kind: 'paused', until: '2026-03-04T08:00:00Z' }),
      sentence: 'Paused until tomorrow 08:00',
      second: 'Changes made in Entra ID wait. The last cycle was today at 14:02.',
      short: 'Paused',
      icon: 'paused',
    },
    {
      rule: 'a pause without an end lasts until the admin resumes',
      state: job({ kind: 'paused', until: null }, { lastCycle: null }),
      sentence: 'Paused until you resume',
      second: 'Changes made in Entra ID wait.',
      short: 'Paused',
      icon: 'paused',
    },
    {
      rule: 'a stopped cycle says who is done and who waits',
      state: job({ kind: 'stopped-by-admin', at: '2026-03-03T14:06:00Z', done: 23, waiting: 15 }),
      sentence: '23 of 38 people are in step; 15 wait',
      second: 'You stopped the cycle at 14:06. The next starts at 14:42.',
      short: '15 wait',
      icon: 'paused',
    },
    {
      rule: 'after an undo nobody who was put back is called in step',
      state: job({ kind: 'stopped-by-admin', at: '2026-03-03T14:06:00Z', done: 33, waiting: 5, undone: true }),
      sentence: '33 of 38 people are in step; 5 wait',
      second: 'You undid a cycle at 14:06; the next one would make the same changes again. The next starts at 14:42.',
      short: '5 wait',
      icon: 'paused',
    },
    {
      rule: 'of those who wait, the ones who were in scope before are counted once',
      state: job({ kind: 'stopped-by-admin', at: '2026-03-03T14:06:00Z', done: 16, waiting: 19 }),
      sentence: '16 of 38 people are in step; 19 wait',
      second: 'You stopped the cycle at 14:06. The next starts at 14:42.',
      short: '19 wait',
      icon: 'paused',
    },
    {
      rule: 'failures are counted apart from those in step',
      state: job({ kind: 'people-fail', people: 3 }, withPeople(38, 3)),
      sentence: '35 of 38 people are in step; 3 need attention',
      second: 'The last cycle, 4 minutes ago, changed 2 accounts.',
      short: '3 need attention',
      icon: 'attention',
    },
    {
      rule: 'one failure needs attention',
      state: job({ kind: 'people-fail', people: 1 }, withPeople(38, 1)),
      sentence: '37 of 38 people are in step; 1 needs attention',
      second: 'The last cycle, 4 minutes ago, changed 2 accounts.',
      short: '1 needs attention',
      icon: 'attention',
    },
    {
      rule: 'one person of one is, not are',
      state: job({ kind: 'people-fail', people: 1 }, withPeople(1, 1)),
      sentence: '0 of 1 person is in step; 1 needs attention',
      second: 'The last cycle, 4 minutes ago, changed 2 accounts.',
      short: '1 needs attention',
      icon: 'attention',
    },
    {
      rule: 'nobody in scope says how people come into it',
      state: job({ kind: 'nobody-in-scope' }, withPeople(0)),
      sentence: 'Nobody is in scope yet',
      second: 'Assign people or groups to the application in Entra ID, or change the scope.',
      short: 'Nobody in scope',
      icon: 'waiting',
    },
    {
      rule: 'no schedule: cycles run only when asked for',
      state: job({ kind: 'schedule-off' }, { nextCycleAt: null }),
      sentence: 'All 38 people are in step',
      second: 'The schedule is off. Cycles run only when you choose Sync now.',
      short: 'In step, schedule off',
      icon: 'calm',
    },
    {
      rule: 'before the first cycle nobody is called in step',
      state: job({ kind: 'no-cycle-yet' }, { lastCycle: null }),
      sentence: 'No cycle has run yet',
      second: 'The first starts at 14:42.',
      short: 'No cycle yet, next 14:42',
      icon: 'waiting',
    },
    {
      rule: 'half set up says which step is next',
      state: job({ kind: 'not-set-up', step: 3 }, { lastCycle: null }),
      sentence: 'Not set up yet',
      second: 'Step 3 of 7 is next. Nothing is written before you have reviewed the first cycle.',
      short: 'Not set up yet',
      icon: 'waiting',
    },
  ])('$rule', ({ state, sentence, second, short, icon }) => {
    const words = stateSentence(state, now, times);
    expect(words).toMatchObject({ sentence, secondLine: second, short, icon });
  });

  test.each([
    [job({ kind: 'in-step' }), 'In step. Last cycle 14:02 changed 2', 'Inseam – in step, next 14:42'],
    [
      job({ kind: 'in-step' }, { lastCycle: quiet }),
      'In step. Last cycle 14:02 changed nothing',
      'Inseam – in step, next 14:42',
    ],
    [running({}), 'Syncing: 23 of 38 people done', 'Inseam – syncing, 23 of 38'],
    [job({ kind: 'offline', since: '2026-03-03T13:58:00Z' }), 'Offline. Goes on by itself', 'Inseam – offline'],
    [job({ kind: 'people-fail', people: 3 }), '3 people need attention', 'Inseam – 3 need attention'],
    [job(quarantined(unauthorized)), 'Stopped: BlueJeans refuses the token', 'Inseam – stopped'],
    [job({ kind: 'paused', until: '2026-03-04T08:00:00Z' }), 'Paused until tomorrow 08:00', 'Inseam – paused'],
  ])('the tray says the same in its own length: %#', (state, menuLine, tooltip) => {
    expect(stateSentence(state, now, times)).toMatchObject({ menuLine, tooltip });
  });

  test.each([
    ['in step', job({ kind: 'in-step' }), ['pause', 'sync-now']],
    ['running', running({}), ['stop']],
    ['stopped', job(quarantined(unauthorized)), ['pause']],
    ['under review', job({ kind: 'review-pending', planned: null }), ['review-first-cycle']],
    ['paused', job({ kind: 'paused', until: null }), ['resume']],
    ['offline', job({ kind: 'offline', since: '2026-03-03T13:58:00Z' }), ['try-now']],
    ['without a schedule', job({ kind: 'schedule-off' }), ['sync-now']],
  ])('%s offers only what can be done then', (_, state, actions) => {
    expect(stateSentence(state, now, times).actions).toEqual(actions);
  });

  test.each([
    [4_000, '10 seconds'],
    [22_000, '20 seconds'],
    [61_000, '1 minute'],
    [125_000, '2 minutes'],
    [5_000_000, '83 minutes'],
    [7_200_000, '2 hours'],
  ])('%i ms left are rounded to %s', (remainingMs, text) => {
    expect(stateSentence(running({ remainingMs }), now, times).secondLine).toContain(`About ${text} left.`);
  });
});
