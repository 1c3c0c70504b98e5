import { describe, expect, test } from 'vitest';
import { attributeState, driftOf, leaveDrift } from '../../../shared/decision/drift';
import type { Operation } from '../../../shared/decision/operation';
import { targetId } from '../../../shared/ids';
import type { FlowType, OnDrift } from '../../../shared/mapping/rules';
import type { Change } from '../../../shared/mapping/target-value';
import { bluejeans } from '../../../shared/profiles/bluejeans';

const same = (one: unknown, other: unknown): boolean => one === other;

describe('an attribute of a linked account', () => {
  test.each([
    { rule: 'has what is wanted', exported: 'A', found: 'A', wanted: 'A', state: 'in-step' },
    { rule: 'has what is wanted, by hand', exported: 'A', found: 'B', wanted: 'B', state: 'in-step' },
    { rule: 'is to get another value of the source', exported: 'A', found: 'A', wanted: 'B', state: 'source-changed' },
    { rule: 'was changed by hand', exported: 'A', found: 'X', wanted: 'A', state: 'by-hand' },
    { rule: 'was emptied by hand', exported: 'A', found: null, wanted: 'A', state: 'by-hand' },
    {
      rule: 'was changed on both sides: the source counts',
      exported: 'A',
      found: 'X',
      wanted: 'B',
      state: 'source-changed',
    },
    { rule: 'was never exported and is empty', exported: null, found: null, wanted: 'A', state: 'source-changed' },
    {
      rule: 'was never exported and has another value',
      exported: null,
      found: 'X',
      wanted: 'A',
      state: 'source-changed',
    },
  ] as const)('$rule', ({ exported, found, wanted, state }) => {
    expect(attributeState({ exported, found, wanted }, same)).toBe(state);
  });
});

const driftIn = (
  values: Record<
    string,
    { exported: string | null; found: string | null; wanted: string; flow?: FlowType; on?: OnDrift }
  >,
) =>
  driftOf({
    wanted: Object.entries(values).map(([path, { wanted, flow = 'Always' }]) => ({
      path,
      value: wanted,
      flowType: flow,
    })),
    exported: (path) => values[path]?.exported ?? null,
    found: (path) => values[path]?.found ?? null,
    policyOf: (path) => values[path]?.on ?? 'source',
    profile: bluejeans,
  });

describe('what was changed by hand', () => {
  test('is told with what was wanted, what was found and what is done about it', () => {
    expect(
      driftIn({
        title: { exported: 'Engineer', found: 'Boss', wanted: 'Engineer', on: 'report' },
        'name.givenName': { exported: 'Ada', found: 'Ada', wanted: 'Ada' },
      }),
    ).toEqual([{ path: 'title', wanted: 'Engineer', found: 'Boss', policy: 'report' }]);
  });

  test.each<[string, FlowType]>([
    ['set only at the creation', 'ObjectAddOnly'],
    ['set only where the attribute is missing', 'AttributeAddOnly'],
    ['set only where it is empty', 'ValueAddOnly'],
  ])('is nothing where the value is %s', (_, flow) => {
    expect(driftIn({ title: { exported: 'A', found: 'X', wanted: 'A', flow } })).toEqual([]);
  });

  test('is nothing where only the letter case of a name differs that the service compares without', () => {
    expect(
      driftIn({ userName: { exported: 'ada@x.example', found: 'Ada@x.example', wanted: 'ada@x.example' } }),
    ).toEqual([]);
  });
});

describe('an update leaves what is only to be reported', () => {
  const target = targetId('t1');
  const title = { path: 'title', from: 'Boss', to: 'Engineer' };
  const given = { path: 'name.givenName', from: 'A', to: 'Ada' };
  const active = { path: 'active', from: false, to: true };
  const tooLong = { kind: 'value-too-long', attribute: 'userName', value: 'x', length: 31, limit: 30 } as const;
  const update = (changes: readonly Change[], leftOut: typeof tooLong | null = null) =>
    ({ action: 'update', target, changes, leftOut }) as const;
  const reported = (path: string) => [{ path, wanted: 'w', found: 'f', policy: 'report' as const }];
  test.each<{ rule: string; operation: Operation; path: string; left: Operation }>([
    { rule: 'out of it, and sends the rest', operation: update([title, given]), path: 'title', left: update([given]) },
    {
      rule: 'and sends nothing where nothing else is to change',
      operation: update([title]),
      path: 'title',
      left: { action: 'none', target, reason: { kind: 'in-step' } },
    },
    {
      rule: 'and still says what had to be left out',
      operation: update([title], tooLong),
      path: 'title',
      left: { action: 'refuse', target, problem: tooLong },
    },
    {
      rule: 'disabled, and is no enabling any more',
      operation: { action: 'enable', target, changes: [active, title], leftOut: null },
      path: 'active',
      left: update([title]),
    },
    {
      rule: 'but a disable is a disable',
      operation: { action: 'disable', target, changes: [{ path: 'active', from: true, to: false }] },
      path: 'active',
      left: { action: 'disable', target, changes: [{ path: 'active', from: true, to: false }] },
    },
  ])('$rule', ({ operation, path, left }) => {
    expect(leaveDrift(operation, reported(path))).toEqual(left);
  });

  test('and puts the others back', () => {
    const operation = update([title]);
    expect(leaveDrift(operation, [{ path: 'title', wanted: 'w', found: 'f', policy: 'source' }])).toBe(operation);
  });
});
