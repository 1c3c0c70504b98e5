import { describe, expect, test } from 'vitest';
import { decideLinked, type LinkedInput } from '../../../shared/decision/decide-operation';
import type { Link } from '../../../shared/decision/link';
import type { Operation } from '../../../shared/decision/operation';
import { sourceId, targetId } from '../../../shared/ids';
import { compileRules, mapPerson } from '../../../shared/mapping/map-person';
import type { AttributeMapping, ObjectActions } from '../../../shared/mapping/rules';
import type { TargetValue } from '../../../shared/mapping/target-value';
import type { Person } from '../../../shared/person';
import { bluejeans } from '../../../shared/profiles/bluejeans';
import { decideScope } from '../../../shared/scoping/decide-scope';
import { testSurroundings } from '../../surroundings';

/** entra-provisioning 5.1 to 5.3 and two-stage leaving, as scope, mapping and decision answer them together. */
const target = targetId('t1');
const direct = { via: 'direct', groupName: '', role: null } as const;
const mapping = (to: string, attribute: string): AttributeMapping => ({
  target: to,
  source: { kind: 'direct', attribute },
  defaultValue: null,
  flowType: 'Always',
  matchingPriority: to === 'userName' ? 1 : 0,
});
const active: AttributeMapping = {
  ...mapping('active', ''),
  source: { kind: 'expression', text: 'Not([IsSoftDeleted])' },
};
const usual = [mapping('userName', 'userPrincipalName'), active];
const all: ObjectActions = { create: true, update: true, delete: true };
const now = Date.parse('2026-11-24T10:00:00.000Z');
const daysAgo = (days: number) => new Date(now - days * 86_400_000).toISOString();

interface Case {
  /** What is so in Entra now. */
  readonly state?: Person['directoryState'];
  readonly blocked?: boolean;
  readonly assigned?: boolean;
  readonly filtered?: boolean;
  /** What was so before. */
  readonly enabled?: boolean;
  readonly leftBecause?: Link['leftBecause'];
  readonly leftAt?: string | null;
  readonly kept?: boolean;
  /** Settings. */
  readonly mappings?: readonly AttributeMapping[];
  readonly actions?: Partial<ObjectActions>;
  readonly skip?: boolean;
  readonly calendar?: { readonly afterDays: number; readonly since: string } | null;
}

function decide(given: Case): Operation {
  const person: Person = {
    id: sourceId('ada'),
    properties: { userPrincipalName: 'ada@oxbow.example', accountEnabled: given.blocked !== true },
    managerId: null,
    directoryState: given.state ?? 'present',
  };
  const verdict = decideScope({
    person,
    mode: 'assigned',
    entitlements: given.assigned === false ? [] : [direct],
    filters: given.filtered === true ? [{ passed: false, results: [] }] : [],
  });
  const subject = { person, isSoftDeleted: verdict.isSoftDeleted, appRoles: [] };
  const known: Record<string, TargetValue> = { userName: 'ada@oxbow.example', active: given.enabled ?? true };
  const input: LinkedInput = {
    verdict,
    link: {
      sourceId: person.id,
      targetId: target,
      enabled: given.enabled ?? true,
      known,
      origin: 'created',
      linkedAt: daysAgo(400),
      leftBecause: given.leftBecause ?? null,
      leftAt: given.leftAt ?? null,
      kept: given.kept ?? false,
    },
    mapped: mapPerson(
      compileRules({ mappings: given.mappings ?? usual, actions: all, filters: [] }, testSurroundings()),
      subject,
      bluejeans,
      'update',
    ),
    known: (path) => known[path] ?? null,
    actions: { ...all, ...given.actions },
    skipOutOfScopeDeletions: given.skip ?? false,
    calendar: given.calendar === undefined || given.calendar === null ? null : { ...given.calendar, now },
    profile: bluejeans,
  };
  return decideLinked(input);
}

const disabled = { action: 'disable', target, changes: [{ path: 'active', from: true, to: false }] };
const deleted = { action: 'delete', target };
const quiet = (kind: string) => ({ action: 'none', target, reason: { kind } });

const causes = [
  { name: 'is unassigned', assigned: false },
  { name: 'is left out by a filter', filtered: true },
  { name: 'is blocked', blocked: true },
  { name: 'is in the recycle bin', state: 'soft-deleted' },
] as const;

describe('somebody with an account who', () => {
  test.each(causes)('$name is disabled', (given) => expect(decide(given)).toEqual(disabled));

  test.each(causes)('$name and is disabled already stays so', (given) =>
    expect(decide({ ...given, enabled: false, leftBecause: 'not-assigned' })).toEqual(quiet('already-disabled')),
  );

  test.each([
    { name: 'is deleted for good is deleted', given: { state: 'hard-deleted' }, expected: deleted },
    {
      name: 'was in the recycle bin first is deleted with the end of it',
      given: { state: 'hard-deleted', enabled: false, leftBecause: 'soft-deleted' },
      expected: deleted,
    },
    {
      name: 'was blocked first is deleted',
      given: { state: 'hard-deleted', enabled: false, leftBecause: 'blocked' },
      expected: deleted,
    },
    {
      name: 'was unassigned first is let go',
      given: { state: 'hard-deleted', enabled: false, leftBecause: 'not-assigned' },
      expected: quiet('let-go'),
    },
    {
      name: 'was left out by a filter first is let go',
      given: { state: 'hard-deleted', enabled: false, leftBecause: 'filtered-out' },
      expected: quiet('let-go'),
    },
    {
      name: 'is restored is enabled on the same account',
      given: { enabled: false, leftBecause: 'soft-deleted' },
      expected: { action: 'enable', target, changes: [{ path: 'active', from: false, to: true }], leftOut: null },
    },
    {
      name: 'is unblocked but unassigned meanwhile stays disabled',
      given: { enabled: false, leftBecause: 'blocked', assigned: false },
      expected: quiet('already-disabled'),
    },
  ] as const)('$name', ({ given, expected }) => expect(decide(given)).toEqual(expected));
});

describe('the mapping of IsSoftDeleted', () => {
  test.each(causes)('removed: nothing is sent when somebody $name', (given) =>
    expect(decide({ ...given, mappings: usual.slice(0, 1) })).toEqual(quiet('active-not-mapped')),
  );

  test.each(causes)('to another attribute: that one is set when somebody $name', (given) => {
    const title: AttributeMapping = {
      ...active,
      target: 'title',
      source: { kind: 'expression', text: 'IIF([IsSoftDeleted], "Left", "Here")' },
    };
    expect(decide({ ...given, mappings: [mapping('userName', 'userPrincipalName'), title] })).toEqual({
      action: 'disable',
      target,
      changes: [{ path: 'title', from: null, to: 'Left' }],
    });
  });

  test('a mapping that disables somebody in scope takes access away, and counts as a removal', () =>
    expect(
      decide({
        mappings: [
          mapping('userName', 'userPrincipalName'),
          { ...active, source: { kind: 'constant', value: 'False' } },
        ],
      }),
    ).toEqual({ ...disabled, leftOut: null }));
});

describe('target object actions', () => {
  test.each(causes)('update switched off: no disable when somebody $name', (given) =>
    expect(decide({ ...given, actions: { update: false } })).toEqual(quiet('update-off')),
  );
  test('delete switched off: a hard deletion is ignored', () =>
    expect(decide({ state: 'hard-deleted', actions: { delete: false } })).toEqual(quiet('delete-off')));
  test('update switched off does not stop a hard deletion', () =>
    expect(decide({ state: 'hard-deleted', actions: { update: false } })).toEqual(deleted));
});

describe('leaving accounts alone when people go out of scope', () => {
  test.each([
    { ...causes[0], expected: quiet('left-alone') },
    { ...causes[1], expected: quiet('left-alone') },
    { ...causes[2], expected: disabled },
    { ...causes[3], expected: disabled },
    { name: 'is deleted for good', state: 'hard-deleted', expected: deleted },
    {
      name: 'was left alone before and is deleted for good',
      state: 'hard-deleted',
      leftBecause: 'not-assigned',
      expected: quiet('let-go'),
    },
  ] as const)('somebody who $name', ({ expected, ...given }) =>
    expect(decide({ ...given, skip: true })).toEqual(expected),
  );
});

describe('two-stage leaving', () => {
  const calendar = { afterDays: 30, since: daysAgo(300) };
  const left = { enabled: false, leftBecause: 'not-assigned', assigned: false } as const;
  const due = (days: number) => ({ action: 'delete', target, disabledForDays: days });
  const waits = (date: string) => ({ action: 'none', target, reason: { kind: 'waits-for-deletion', date } });
  const inDays = (days: number) => daysAgo(-days);

  test.each(causes)('begins as ever when somebody $name', (given) =>
    expect(decide({ ...given, calendar })).toEqual(disabled),
  );

  test.each([
    { name: 'waits until the day', given: { ...left, leftAt: daysAgo(29) }, expected: waits(inDays(1)) },
    { name: 'ends on the day', given: { ...left, leftAt: daysAgo(30) }, expected: due(30) },
    { name: 'ends later where nobody looked before', given: { ...left, leftAt: daysAgo(45) }, expected: due(45) },
    {
      name: 'counts blocked people too',
      given: { enabled: false, leftBecause: 'blocked', blocked: true, leftAt: daysAgo(31) },
      expected: due(31),
    },
    {
      name: 'counts the recycle bin too',
      given: { enabled: false, leftBecause: 'soft-deleted', state: 'soft-deleted', leftAt: daysAgo(31) },
      expected: due(31),
    },
    {
      name: 'never counts days from before it was switched on',
      given: { ...left, leftAt: daysAgo(200), calendar: { afterDays: 30, since: daysAgo(10) } },
      expected: waits(inDays(20)),
    },
    {
      name: 'counts from there where nobody knows when the account was disabled',
      given: { ...left, leftAt: null, calendar: { afterDays: 30, since: daysAgo(10) } },
      expected: waits(inDays(20)),
    },
    {
      name: 'remembers who was unassigned and then deleted for good',
      given: { ...left, state: 'hard-deleted', leftAt: daysAgo(5) },
      expected: waits(inDays(25)),
    },
    {
      name: 'deletes who was unassigned and then deleted for good, on the day',
      given: { ...left, state: 'hard-deleted', leftAt: daysAgo(30) },
      expected: due(30),
    },
    {
      name: 'first disables who is deleted for good',
      given: { state: 'hard-deleted' },
      expected: disabled,
    },
    {
      name: 'deletes at once who is deleted for good and cannot be disabled',
      given: { state: 'hard-deleted', actions: { update: false } },
      expected: deleted,
    },
    {
      name: 'spares whom the admin keeps',
      given: { ...left, leftAt: daysAgo(90), kept: true },
      expected: quiet('kept'),
    },
    {
      name: 'spares whom the admin keeps, deleted for good or not',
      given: { ...left, state: 'hard-deleted', leftAt: daysAgo(90), kept: true },
      expected: quiet('kept'),
    },
    {
      name: 'heeds deleting being switched off',
      given: { ...left, leftAt: daysAgo(90), actions: { delete: false } },
      expected: quiet('delete-off'),
    },
    {
      name: 'heeds accounts being left alone',
      given: { ...left, leftAt: daysAgo(90), skip: true },
      expected: quiet('left-alone'),
    },
    {
      name: 'ends with a return',
      given: { enabled: false, leftBecause: 'not-assigned', leftAt: daysAgo(90) },
      expected: { action: 'enable', target, changes: [{ path: 'active', from: false, to: true }], leftOut: null },
    },
    {
      name: 'disables again whom somebody enabled by hand, and counts anew',
      given: { assigned: false, enabled: true, leftBecause: 'not-assigned', leftAt: daysAgo(90) },
      expected: disabled,
    },
  ] as const)('$name', ({ given, expected }) => expect(decide({ calendar, ...given })).toEqual(expected));

  test('switched off: nobody is deleted for leaving', () =>
    expect(decide({ ...left, leftAt: daysAgo(900), calendar: null })).toEqual(quiet('already-disabled')));
});
