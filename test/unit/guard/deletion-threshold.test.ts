import { describe, expect, test } from 'vitest';
import { judgeRemovals, proposedThreshold } from '../../../shared/guard/deletion-threshold';

const limits = (deletionThreshold: number | null, deletionThresholdPercent: number | null) => ({
  deletionThreshold,
  deletionThresholdPercent,
});

describe('the accidental-deletion threshold', () => {
  test.each([
    {
      name: 'as many removals as the limit go out',
      removals: 5,
      linked: 40,
      limits: limits(5, null),
      expected: { held: false, removals: 5, limit: null },
    },
    {
      name: 'one more than the limit is held',
      removals: 6,
      linked: 40,
      limits: limits(5, null),
      expected: { held: true, removals: 6, limit: 5 },
    },
    {
      name: 'no limit holds nothing',
      removals: 40,
      linked: 40,
      limits: limits(null, null),
      expected: { held: false, removals: 40, limit: null },
    },
    {
      name: 'a percentage is of the accounts linked before',
      removals: 5,
      linked: 40,
      limits: limits(50, 10),
      expected: { held: true, removals: 5, limit: 4 },
    },
    {
      name: 'a percentage that is not crossed holds nothing',
      removals: 4,
      linked: 40,
      limits: limits(50, 10),
      expected: { held: false, removals: 4, limit: null },
    },
    {
      name: 'a limit of 0 holds the first removal',
      removals: 1,
      linked: 40,
      limits: limits(0, null),
      expected: { held: true, removals: 1, limit: 0 },
    },
    {
      name: 'no removals are never held',
      removals: 0,
      linked: 0,
      limits: limits(0, 0),
      expected: { held: false, removals: 0, limit: null },
    },
  ])('$name', ({ removals, linked, limits: asked, expected }) =>
    expect(judgeRemovals(removals, linked, asked)).toEqual(expected),
  );
});

test.each([
  { accounts: 0, proposed: 1 },
  { accounts: 2, proposed: 1 },
  { accounts: 4, proposed: 3 },
  { accounts: 35, proposed: 5 },
  { accounts: 400, proposed: 40 },
])('of $accounts accounts, a limit of $proposed is proposed', ({ accounts, proposed }) => {
  expect(proposedThreshold(accounts)).toBe(proposed);
});
