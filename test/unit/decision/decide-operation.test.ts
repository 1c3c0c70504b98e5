import { describe, expect, test } from 'vitest';
import { decideLinked, decideUnlinked } from '../../../shared/decision/decide-operation';
import type { Link } from '../../../shared/decision/link';
import { sourceId, targetId } from '../../../shared/ids';
import type { MappedPerson } from '../../../shared/mapping/map-person';
import type { TargetValue } from '../../../shared/mapping/target-value';
import { bluejeans } from '../../../shared/profiles/bluejeans';
import type { ScopeReason, ScopeVerdict } from '../../../shared/scoping/decide-scope';

const id = targetId('t1');
const all = { create: true, update: true, delete: true };
const wanted = (values: Record<string, TargetValue>, more: Partial<MappedPerson> = {}): MappedPerson => ({
  values: Object.entries(values).map(([path, value]) => ({ path, value, flowType: 'Always' as const })),
  leaving: [{ path: 'active', value: false, flowType: 'Always' }],
  references: [],
  emptied: [],
  problems: [],
  matching: [],
  ...more,
});
const verdict = (reason: ScopeReason, inScope: boolean): ScopeVerdict => ({
  inScope,
  reason,
  isSoftDeleted: !inScope,
  leftScope: null,
  checks: {},
});
const inScope = verdict({ kind: 'assigned-directly' }, true);
const out = (kind: 'not-assigned' | 'filtered-out' | 'blocked' | 'soft-deleted' | 'hard-deleted'): ScopeVerdict =>
  verdict(
    kind === 'not-assigned' ? { kind, mode: 'assigned' } : kind === 'filtered-out' ? { kind, filter: 'x' } : { kind },
    false,
  );
const link = (enabled: boolean, leftBecause: Link['leftBecause'] = null): Link => ({
  sourceId: sourceId('ada'),
  targetId: id,
  enabled,
  known: {},
  origin: 'created',
  linkedAt: '2026-11-01T00:00:00Z',
  leftBecause,
});
const knows = (known: Record<string, TargetValue>) => (path: string) => known[path] ?? null;
const tooLong = {
  kind: 'value-too-long',
  attribute: 'userName',
  value: 'x'.repeat(31),
  length: 31,
  limit: 30,
} as const;

describe('somebody in scope with an account', () => {
  const decide = (mapped: MappedPerson, known: Record<string, TargetValue>, actions = all) =>
    decideLinked({
      verdict: inScope,
      link: link(true),
      mapped,
      known: knows(known),
      actions,
      skipOutOfScopeDeletions: false,
      profile: bluejeans,
    });

  test.each([
    {
      name: 'is left alone when nothing differs',
      mapped: wanted({ title: 'Lead' }),
      known: { title: 'Lead' },
      expected: { action: 'none', target: id, reason: { kind: 'in-step' } },
    },
    {
      name: 'gets only what differs',
      mapped: wanted({ title: 'Lead', 'name.givenName': 'Ada' }),
      known: { title: 'Designer', 'name.givenName': 'Ada' },
      expected: {
        action: 'update',
        target: id,
        changes: [{ path: 'title', from: 'Designer', to: 'Lead' }],
        leftOut: null,
      },
    },
    {
      name: 'is enabled again on return',
      mapped: wanted({ active: true }),
      known: { active: false },
      expected: { action: 'enable', target: id, changes: [{ path: 'active', from: false, to: true }], leftOut: null },
    },
    {
      name: 'a userName that differs in case alone is no change',
      mapped: wanted({ userName: 'Ada@oxbow.example' }),
      known: { userName: 'ada@oxbow.example' },
      expected: { action: 'none', target: id, reason: { kind: 'in-step' } },
    },
    {
      name: 'keeps the old name when the new one is too long, and gets the rest',
      mapped: wanted({ title: 'Lead' }, { problems: [tooLong] }),
      known: {},
      expected: {
        action: 'update',
        target: id,
        changes: [{ path: 'title', from: null, to: 'Lead' }],
        leftOut: tooLong,
      },
    },
    {
      name: 'is named when only the too long name differs',
      mapped: wanted({ title: 'Lead' }, { problems: [tooLong] }),
      known: { title: 'Lead' },
      expected: { action: 'refuse', target: id, problem: tooLong },
    },
  ])('$name', ({ mapped, known, expected }) =>
    expect(decide(mapped, known as Record<string, TargetValue>)).toEqual(expected),
  );

  test('fails as a whole when an expression failed', () => {
    const problem = { kind: 'expression-failed', attribute: 'title', position: 0, detail: 'x' } as const;
    expect(decide(wanted({ active: true }, { problems: [problem] }), {})).toEqual({
      action: 'refuse',
      target: id,
      problem,
    });
  });

  test('is left alone when updating is switched off', () =>
    expect(decide(wanted({ title: 'Lead' }), {}, { ...all, update: false })).toEqual({
      action: 'none',
      target: id,
      reason: { kind: 'update-off' },
    }));

  test('an attribute filled only at creation is not touched afterwards', () => {
    const mapped: MappedPerson = {
      ...wanted({}),
      values: [{ path: 'title', value: 'Lead', flowType: 'ObjectAddOnly' }],
    };
    expect(decide(mapped, { title: 'Own words' })).toMatchObject({ action: 'none' });
  });

  test.each([
    { name: 'is filled while it is empty', known: {}, action: 'update' },
    { name: 'is kept once it has a value', known: { title: 'Own words' }, action: 'none' },
  ])('an attribute that is only added $name', ({ known, action }) => {
    const mapped: MappedPerson = {
      ...wanted({}),
      values: [{ path: 'title', value: 'Lead', flowType: 'AttributeAddOnly' }],
    };
    expect(decide(mapped, known as Record<string, TargetValue>).action).toBe(action);
  });
});

describe('somebody with an account who leaves', () => {
  const decide = (
    reason: Parameters<typeof out>[0],
    was: Link,
    known: Record<string, TargetValue>,
    skip = false,
    actions = all,
    mapped = wanted({ title: 'Mangled' }),
  ) =>
    decideLinked({
      verdict: out(reason),
      link: was,
      mapped,
      known: knows(known),
      actions,
      skipOutOfScopeDeletions: skip,
      profile: bluejeans,
    });
  const disabled = { action: 'disable', target: id, changes: [{ path: 'active', from: true, to: false }] };

  test.each(['not-assigned', 'filtered-out', 'blocked', 'soft-deleted'] as const)(
    'is disabled when %s, and nothing else of theirs is sent',
    (reason) => expect(decide(reason, link(true), { active: true })).toEqual(disabled),
  );

  test.each(['not-assigned', 'filtered-out'] as const)('is left alone when %s and the setting says so', (reason) =>
    expect(decide(reason, link(true), { active: true }, true)).toMatchObject({
      action: 'none',
      reason: { kind: 'left-alone' },
    }),
  );

  test.each(['blocked', 'soft-deleted'] as const)(
    'is still disabled when %s though the setting leaves leavers alone',
    (reason) => expect(decide(reason, link(true), { active: true }, true)).toEqual(disabled),
  );

  test('is not disabled twice', () =>
    expect(decide('not-assigned', link(false), { active: false })).toMatchObject({
      action: 'none',
      reason: { kind: 'already-disabled' },
    }));

  test('is not disabled when updating is switched off', () =>
    expect(decide('not-assigned', link(true), { active: true }, false, { ...all, update: false })).toMatchObject({
      reason: { kind: 'update-off' },
    }));

  test('gets nothing when active is not mapped from IsSoftDeleted', () =>
    expect(decide('not-assigned', link(true), { active: true }, false, all, wanted({}, { leaving: [] }))).toMatchObject(
      { reason: { kind: 'active-not-mapped' } },
    ));

  test.each([
    {
      name: 'is deleted when gone for good',
      was: link(true),
      actions: all,
      expected: { action: 'delete', target: id },
    },
    {
      name: 'is deleted when it was disabled for lying in the recycle bin',
      was: link(false, 'soft-deleted'),
      actions: all,
      expected: { action: 'delete', target: id },
    },
    {
      name: 'is let go when it was unassigned first and deleted later',
      was: link(false, 'not-assigned'),
      actions: all,
      expected: { action: 'none', target: id, reason: { kind: 'let-go' } },
    },
    {
      name: 'is kept when deleting is switched off',
      was: link(true),
      actions: { ...all, delete: false },
      expected: { action: 'none', target: id, reason: { kind: 'delete-off' } },
    },
  ])('an account $name', ({ was, actions, expected }) =>
    expect(decide('hard-deleted', was, {}, false, actions)).toEqual(expected),
  );
});

describe('somebody in scope without an account', () => {
  const decide = (more: Partial<Parameters<typeof decideUnlinked>[0]>) =>
    decideUnlinked({
      match: { kind: 'none' },
      toCreate: wanted({ userName: 'ada' }),
      toUpdate: () => wanted({ userName: 'ada' }),
      known: knows({}),
      actions: all,
      profile: bluejeans,
      ...more,
    });
  const found = { kind: 'one', id, attribute: 'userName', value: 'ada' } as const;

  test('is created when nobody was found', () =>
    expect(decide({})).toMatchObject({ action: 'create', values: [{ path: 'userName', value: 'ada' }] }));
  test('is not created when creating is switched off', () =>
    expect(decide({ actions: { ...all, create: false } })).toMatchObject({
      action: 'none',
      reason: { kind: 'create-off' },
    }));
  test('is not created with a userName that is too long', () =>
    expect(decide({ toCreate: wanted({}, { problems: [tooLong] }) })).toEqual({
      action: 'refuse',
      target: null,
      problem: tooLong,
    }));
  test('is only linked when the account found has everything', () =>
    expect(decide({ match: found, known: knows({ userName: 'ada' }) })).toEqual({
      action: 'link',
      target: id,
      leftOut: null,
    }));
  test('takes over the account found and gets what differs', () =>
    expect(decide({ match: found, toUpdate: () => wanted({ title: 'Lead' }) })).toMatchObject({
      action: 'update',
      target: id,
    }));
  test('is refused when the match is not one', () => {
    const problem = { kind: 'matching-ambiguous', attribute: 'userName', value: 'ada', targets: ['a', 'b'] } as const;
    expect(decide({ match: { kind: 'problem', problem } })).toEqual({ action: 'refuse', target: null, problem });
  });
});
