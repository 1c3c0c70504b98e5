import { describe, expect, test } from 'vitest';
import { judgeRemovals, limitText, proposedThreshold } from '../../../shared/guard/deletion-threshold';

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
      expected: { held: false, removals: 5, crossed: null },
    },
    {
      name: 'one more than the limit is held',
      removals: 6,
      linked: 40,
      limits: limits(5, null),
      expected: { held: true, removals: 6, crossed: { limit: 5, percent: null } },
    },
    {
      name: 'no limit holds nothing',
      removals: 40,
      linked: 40,
      limits: limits(null, null),
      expected: { held: false, removals: 40, crossed: null },
    },
    {
      name: 'a percentage is of the accounts linked before',
      removals: 5,
      linked: 40,
      limits: limits(50, 10),
      expected: { held: true, removals: 5, crossed: { limit: 4, percent: 10 } },
    },
    {
      name: 'a percentage that is not crossed holds nothing',
      removals: 4,
      linked: 40,
      limits: limits(50, 10),
      expected: { held: false, removals: 4, crossed: null },
    },
    {
      name: 'a limit of 0 holds the first removal',
      removals: 1,
      linked: 40,
      limits: limits(0, null),
      expected: { held: true, removals: 1, crossed: { limit: 0, percent: null } },
    },
    {
      name: 'no removals are never held',
      removals: 0,
      linked: 0,
      limits: limits(0, 0),
      expected: { held: false, removals: 0, crossed: null },
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

test.each([
  { limit: { limit: 5, percent: null }, text: '5' },
  { limit: { limit: 7, percent: 20 }, text: '7, 20 % of the accounts' },
])('a limit is told as $text', ({ limit, text }) => expect(limitText(limit)).toBe(text));
