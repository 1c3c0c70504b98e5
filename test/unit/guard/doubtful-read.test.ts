import { describe, expect, test } from 'vitest';
import { isDoubtfulLoss, judgeDoubt, vanishedProperty } from '../../../shared/guard/doubtful-read';
import type { GraphValue } from '../../../shared/person';

describe('who is let in is asked again', () => {
  test.each([
    { rule: 'not when nobody lost access', ways: [[20, 0]], all: [20, 0], again: false },
    { rule: 'not for a few of many', ways: [[20, 3]], all: [20, 3], again: false },
    { rule: 'not for just half of everybody', ways: [[10, 5]], all: [10, 5], again: false },
    { rule: 'for more than half of everybody', ways: [[10, 6]], all: [10, 6], again: true },
    {
      rule: 'for a whole group, however few are in it',
      ways: [
        [20, 0],
        [1, 1],
      ],
      all: [21, 1],
      again: true,
    },
    {
      rule: 'not for a group whose members have another way in',
      ways: [
        [20, 0],
        [4, 0],
      ],
      all: [20, 0],
      again: false,
    },
    { rule: 'not when nobody was let in before', ways: [], all: [0, 0], again: false },
  ])('$rule', ({ ways, all, again }) => {
    const loss = ([before = 0, lost = 0]: readonly number[]) => ({ before, lost });
    expect(isDoubtfulLoss(ways.map(loss), loss(all))).toBe(again);
  });
});

test.each([
  { rule: 'no removals are no doubt', removals: 0, nobodyIsLetIn: true, absent: 0, held: null },
  { rule: 'one removal while nobody is let in is held', removals: 1, nobodyIsLetIn: true, absent: 0, held: 0 },
  { rule: 'removals while others are let in are not', removals: 9, nobodyIsLetIn: false, absent: 0, held: null },
  { rule: 'a handful found nowhere is not', removals: 5, nobodyIsLetIn: false, absent: 5, held: null },
  { rule: 'more than a handful found nowhere is held', removals: 6, nobodyIsLetIn: false, absent: 6, held: 5 },
])('$rule', ({ removals, nobodyIsLetIn, absent, held }) => {
  const verdict = judgeDoubt({ removals, nobodyIsLetIn, absent });
  expect(verdict?.crossed?.limit ?? null).toBe(held);
  expect(verdict?.held ?? false).toBe(held !== null);
});

describe('a property that a page takes away', () => {
  type Row = readonly [read: Record<string, GraphValue>, before: Record<string, GraphValue> | null];
  const five = <T>(row: T): readonly T[] => [row, row, row, row, row];
  const lost: Row = [{ department: null }, { department: 'Sales' }];
  test.each<{ rule: string; rows: readonly Row[]; whole: boolean; gone: string | null }>([
    { rule: 'from everybody is not believed', rows: five(lost), whole: true, gone: 'department' },
    {
      rule: 'as an empty text is the same',
      rows: five<Row>([{ city: '' }, { city: 'Oslo' }]),
      whole: true,
      gone: 'city',
    },
    { rule: 'from four people is news', rows: five(lost).slice(1), whole: true, gone: null },
    {
      rule: 'from many is news while one has it',
      rows: [...five(lost), [{ department: 'Sales' }, null]],
      whole: true,
      gone: null,
    },
    { rule: 'from everybody on a page of changes is news', rows: five(lost), whole: false, gone: null },
    {
      rule: 'that nobody had before is none',
      rows: five<Row>([{ city: null }, { city: null }]),
      whole: true,
      gone: null,
    },
    {
      rule: 'by not naming it is none: it is unchanged',
      rows: five<Row>([{}, { city: 'Oslo' }]),
      whole: true,
      gone: null,
    },
    {
      rule: 'and that nobody can be without is not believed even once',
      rows: [[{ accountEnabled: null }, { accountEnabled: true }]],
      whole: false,
      gone: 'accountEnabled',
    },
  ])('$rule', ({ rows, whole, gone }) => {
    expect(
      vanishedProperty(
        rows.map(([read, before]) => ({ read, before })),
        whole,
      ),
    ).toBe(gone);
  });
});
