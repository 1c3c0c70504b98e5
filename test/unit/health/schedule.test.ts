import { describe, expect, test } from 'vitest';
import { escrowExpired, nextTryAt } from '../../../shared/health/escrow';
import { nextCycleAt, untilResumed } from '../../../shared/health/next-cycle';
import { remainingMs, roundedDuration } from '../../../shared/health/progress';

const hour = 3_600_000;
const minute = 60_000;
const now = Date.parse('2026-11-24T12:00:00Z');

describe('an escrow', () => {
  test.each([
    { name: 'is tried in the next cycle after its first failure', first: now, attempts: 1, at: now, expected: now },
    {
      name: 'then 6 hours after the first failure',
      first: now,
      attempts: 2,
      at: now + minute,
      expected: now + 6 * hour,
    },
    { name: 'then 12 hours after it', first: now, attempts: 3, at: now + 6 * hour, expected: now + 12 * hour },
    { name: 'then 24 hours after it', first: now, attempts: 4, at: now + 12 * hour, expected: now + 24 * hour },
    { name: 'then every 24 hours', first: now, attempts: 5, at: now + 24 * hour, expected: now + 48 * hour },
    { name: 'never in the past', first: now, attempts: 2, at: now + 9 * hour, expected: now + 9 * hour },
  ])('$name', ({ first, attempts, at, expected }) =>
    expect(nextTryAt({ firstFailedAt: first, attempts }, at)).toBe(expected),
  );

  test('is dropped after 28 days and not before', () => {
    expect(escrowExpired(now, now + 28 * 24 * hour)).toBe(false);
    expect(escrowExpired(now, now + 28 * 24 * hour + 1)).toBe(true);
  });
});

describe('the next cycle', () => {
  const usual = {
    enabled: true,
    intervalMinutes: 40,
    pausedUntil: null,
    lastStartedAt: now,
    quarantinedCycles: 0,
    givenUpAt: null,
  };
  test.each([
    { name: 'starts an interval after the last began', state: usual, at: now + minute, expected: now + 40 * minute },
    { name: 'is due at once when there was none', state: { ...usual, lastStartedAt: null }, at: now, expected: now },
    {
      name: 'is not waited for when the last began under a clock a year ahead',
      state: { ...usual, lastStartedAt: now + 365 * 24 * hour },
      at: now,
      expected: now,
    },
    {
      name: 'keeps its interval when the clock was set back a little',
      state: { ...usual, lastStartedAt: now + 2 * minute },
      at: now,
      expected: now + 42 * minute,
    },
    { name: 'makes up for missed ones once', state: usual, at: now + 9 * hour, expected: now + 9 * hour },
    {
      name: 'does not start by itself when the schedule is off',
      state: { ...usual, enabled: false },
      at: now,
      expected: null,
    },
    {
      name: 'waits for the end of a pause',
      state: { ...usual, pausedUntil: new Date(now + 2 * hour).toISOString() },
      at: now,
      expected: now + 2 * hour,
    },
    {
      name: 'waits for ever when paused until resumed',
      state: { ...usual, pausedUntil: untilResumed },
      at: now,
      expected: Date.parse(untilResumed),
    },
    {
      name: 'comes half as often after each try in quarantine',
      state: { ...usual, quarantinedCycles: 2 },
      at: now,
      expected: now + 160 * minute,
    },
    {
      name: 'comes once a day at the least in quarantine',
      state: { ...usual, quarantinedCycles: 30 },
      at: now,
      expected: now + 24 * hour,
    },
    {
      name: 'comes while the four weeks of a quarantine last',
      state: { ...usual, quarantinedCycles: 30, givenUpAt: now + 25 * hour },
      at: now,
      expected: now + 24 * hour,
    },
    {
      name: 'does not come after the four weeks of a quarantine',
      state: { ...usual, quarantinedCycles: 30, givenUpAt: now + 24 * hour },
      at: now,
      expected: null,
    },
    {
      name: 'keeps an interval longer than a day in quarantine',
      state: { ...usual, intervalMinutes: 2880, quarantinedCycles: 3 },
      at: now,
      expected: now + 48 * hour,
    },
  ])('$name', ({ state, at, expected }) => expect(nextCycleAt(state, at)).toBe(expected));
});

describe('the time left', () => {
  test.each([
    { name: 'is unknown before a tenth is done', elapsed: 60_000, done: 9, expected: 100, left: null },
    { name: 'is unknown in the first five seconds', elapsed: 4_000, done: 50, expected: 100, left: null },
    { name: 'goes on at the pace so far', elapsed: 10_000, done: 25, expected: 100, left: 30_000 },
    { name: 'is none when all are done', elapsed: 10_000, done: 100, expected: 100, left: null },
    { name: 'is unknown when nobody is expected', elapsed: 10_000, done: 0, expected: 0, left: null },
  ])('$name', ({ elapsed, done, expected, left }) => expect(remainingMs(elapsed, done, expected)).toBe(left));

  test.each([
    [400, '1 second'],
    [9_500, '10 seconds'],
    [12_000, '20 seconds'],
    [56_000, '1 minute'],
    [61_000, '2 minutes'],
  ])('%d ms read as %s', (ms, words) => expect(roundedDuration(ms)).toBe(words));
});
