import { describe, expect, test } from 'vitest';
import { passesByItself } from '../../../shared/health/hindrance';
import {
  type FailureLimits,
  imposeQuarantine,
  isGivenUp,
  judgeFailures,
  openFailureTally,
  quarantineEndsAt,
} from '../../../shared/health/quarantine';
import { readReset, restartLines } from '../../../shared/health/restart';
import { adviseOn } from '../../../shared/log/advice';
import type { Problem, TooManyFailures } from '../../../shared/log/problem';
import { problemTraits } from '../../../shared/log/problem-traits';

const ours: FailureLimits = { leastFailures: 10, percent: 40, mostFailures: 40_000, mostOfAnyKind: 60_000 };
/** The share counts in the service from 5,000 failures on. */
const services: FailureLimits = { ...ours, leastFailures: 5000 };

describe('the worked examples of the Microsoft Entra service', () => {
  test.each([
    { example: '4,000 failures: no', failed: 4000, good: 0, references: 0, verdict: null },
    {
      example: '45,000 failures: yes',
      failed: 45_000,
      good: 1_000_000,
      references: 0,
      verdict: 'EncounteredBaseEscrowThreshold',
    },
    {
      example: '30,000 failed and 5,000 good: yes',
      failed: 30_000,
      good: 5000,
      references: 0,
      verdict: 'EncounteredEscrowProportionThreshold',
    },
    { example: '20,000 failed and 100,000 good: no', failed: 20_000, good: 100_000, references: 0, verdict: null },
    {
      example: '40,000 people and 21,000 managers failed: yes',
      failed: 40_000,
      good: 1_000_000,
      references: 21_000,
      verdict: 'EncounteredTotalEscrowThreshold',
    },
  ])('$example', ({ failed, good, references, verdict }) =>
    expect(judgeFailures({ evaluated: failed + good, failed, references }, services)).toBe(verdict),
  );
});

describe('our own small minimum', () => {
  test.each([
    { rule: 'nine of nine are too few', evaluated: 9, failed: 9, references: 0, verdict: null },
    {
      rule: 'ten of ten stop the job',
      evaluated: 10,
      failed: 10,
      references: 0,
      verdict: 'EncounteredEscrowProportionThreshold',
    },
    { rule: 'ten of 25 are 40 %, and not more', evaluated: 25, failed: 10, references: 0, verdict: null },
    {
      rule: 'ten of 24 are more',
      evaluated: 24,
      failed: 10,
      references: 0,
      verdict: 'EncounteredEscrowProportionThreshold',
    },
    { rule: 'managers that cannot be set do not count', evaluated: 24, failed: 9, references: 20, verdict: null },
    { rule: '40,000 are not more than 40,000', evaluated: 1_000_000, failed: 40_000, references: 0, verdict: null },
    {
      rule: '60,000 in all are not more than 60,000',
      evaluated: 1_000_000,
      failed: 30_000,
      references: 30_000,
      verdict: null,
    },
    { rule: 'nobody looked at is nobody failed', evaluated: 0, failed: 0, references: 0, verdict: null },
  ])('$rule', ({ evaluated, failed, references, verdict }) =>
    expect(judgeFailures({ evaluated, failed, references }, ours)).toBe(verdict),
  );
});

test('the most frequent cause is the one that most have, whatever else differs between them', () => {
  const tally = openFailureTally();
  const taken = (value: string): Problem => ({ kind: 'conflict', attribute: 'userName', value, detail: value });
  tally.person(null);
  tally.person({ kind: 'account-gone', targetId: '1' });
  tally.person(taken('a'));
  tally.person(taken('b'));
  tally.reference();
  expect(tally.count).toEqual({ evaluated: 4, failed: 3, references: 1 });
  expect(tally.commonest).toEqual({ cause: { kind: 'conflict' }, people: 2 });
});

describe('a quarantine', () => {
  const problem: Problem = { kind: 'target-unauthorized', detail: '' };
  const first = imposeQuarantine(null, problem, '2026-11-24T12:00:00.000Z');

  test('keeps its beginning while it lasts, and counts', () => {
    expect(first).toMatchObject({ since: '2026-11-24T12:00:00.000Z', cycles: 1 });
    expect(imposeQuarantine(first, problem, '2026-11-25T12:00:00.000Z')).toEqual({
      since: '2026-11-24T12:00:00.000Z',
      currentBegan: '2026-11-25T12:00:00.000Z',
      cycles: 2,
      problem,
    });
  });

  test('ends after four weeks and not before; then another begins', () => {
    expect(quarantineEndsAt(first.since)).toBe('2026-12-22T12:00:00.000Z');
    expect(isGivenUp(first, Date.parse('2026-12-22T11:59:59.999Z'))).toBe(false);
    expect(isGivenUp(first, Date.parse('2026-12-22T12:00:00.000Z'))).toBe(true);
    expect(imposeQuarantine(first, problem, '2027-01-03T08:00:00.000Z')).toMatchObject({
      since: '2027-01-03T08:00:00.000Z',
      cycles: 1,
    });
  });
});

describe('the words of a job that stopped for its failures', () => {
  const stopped = (more: Partial<TooManyFailures>): TooManyFailures => ({
    kind: 'too-many-failures',
    reason: 'EncounteredEscrowProportionThreshold',
    failed: 24,
    evaluated: 38,
    limit: 40,
    commonest: { cause: { kind: 'target-refused', status: 400, attribute: 'userName' }, people: 20 },
    ...more,
  });
  const context = { targetName: 'BlueJeans', profile: null, personName: null };

  test('say what happened, what it means, why most often, and what to do', () =>
    expect(adviseOn(stopped({}), context)).toEqual({
      title: '24 of 38 people failed in one cycle',
      meaning:
        'That is more than 40 %, so the job stopped; what was done stays done. Most often, for 20 people: BlueJeans refused userName (400).',
      nextStep: 'Correct the mapping, or the values in Entra ID; then try again.',
      action: 'open-mapping',
    }));

  test('of a service that fails have nothing to correct', () =>
    expect(
      adviseOn(stopped({ commonest: { cause: { kind: 'server-error', status: 500 }, people: 24 } }), context),
    ).toMatchObject({
      meaning: expect.stringContaining('All 24 people: BlueJeans answered 500.'),
      nextStep: 'Wait until BlueJeans works again, or ask its owner; then try again.',
      action: 'try-again',
    }));
});

describe('what hinders a cycle from beginning', () => {
  const passing = [
    'job-busy',
    'cycle-running',
    'cycle-stopped',
    'review-pending',
    'plan-out-of-date',
    'keychain-locked',
    'keychain-silent',
    'defect',
  ];
  test.each(Object.keys(problemTraits) as (keyof typeof problemTraits)[])('%s', (kind) =>
    expect(passesByItself({ kind } as Problem)).toBe(passing.includes(kind)),
  );
});

describe('--reset', () => {
  test.each([
    { text: undefined, reset: ['watermark', 'escrows', 'quarantine'] },
    { text: 'watermark', reset: ['watermark'] },
    { text: 'Escrows, quarantine', reset: ['escrows', 'quarantine'] },
    { text: 'quarantine,watermark', reset: ['watermark', 'quarantine'] },
    { text: 'all', reset: 'all' },
    { text: 'all,watermark', reset: null },
    { text: 'links', reset: null },
    { text: 'watermark,', reset: null },
    { text: '', reset: null },
  ])('$text is $reset', ({ text, reset }) => expect(readReset(text)).toEqual(reset));

  test('says what was done and what was not', () => {
    expect(restartLines({ reset: 'all', escrows: 1, quarantine: true, links: 35, holds: 2 })).toEqual([
      '35 links are broken: the next cycle finds everybody’s account again by matching and doubles nobody.',
      'Accounts of people who have left are no longer Inseam’s: they stay as they are.',
      '1 failure is forgotten.',
      'The quarantine is lifted.',
      '2 people stay on hold.',
      'The next cycle checks everyone.',
    ]);
    expect(restartLines({ reset: ['escrows'], escrows: 2, quarantine: true, links: 0, holds: 0 })).toEqual([
      '2 failures are forgotten and no longer retried: these people are tried again only after a change.',
      'The next cycle goes on from where the last one ended.',
    ]);
  });
});
