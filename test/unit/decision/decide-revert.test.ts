import { describe, expect, test } from 'vitest';
import { type BeforeImage, decideRevert } from '../../../shared/decision/decide-revert';
import { targetId } from '../../../shared/ids';
import type { TargetValue } from '../../../shared/mapping/target-value';
import { bluejeans } from '../../../shared/profiles/bluejeans';

const target = targetId('a1');
const manager = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager';
const [boss, other] = [targetId('boss'), targetId('other')];

const image = (
  action: BeforeImage['action'],
  ...changes: readonly (readonly [string, TargetValue | null, TargetValue | null])[]
): BeforeImage => ({ action, changes: changes.map(([path, from, to]) => ({ path, from, to })) });

interface Case {
  readonly what: string;
  readonly images: readonly BeforeImage[];
  /** null: gone. */
  readonly now: Readonly<Record<string, TargetValue>> | null;
  readonly sends: unknown;
  readonly left?: unknown;
  readonly since?: readonly unknown[];
  readonly input?: Partial<Parameters<typeof decideRevert>[0]>;
}

const decided = ({ images, now, input }: Case) =>
  decideRevert({
    target,
    images,
    account:
      now === null
        ? null
        : {
            has: (path) => now[path] ?? null,
            refersTo: (path) => (now[path] === undefined ? null : targetId(String(now[path]))),
          },
    isLinked: true,
    hold: null,
    isProtected: false,
    profile: bluejeans,
    ...input,
  });

const created = image('create', ['userName', null, 'ada'], ['active', null, true]);
const retitled = image('update', ['title', 'Engineer', 'Wrong']);
const disabled = image('disable', ['active', true, false]);
const enabled = image('enable', ['active', false, true], ['title', 'Old', 'New']);
const deleted = image('delete', ['userName', 'ada', null], ['title', 'Engineer', null]);
const referred = image('reference', [manager, boss, other]);
const back = (action: string, ...changes: readonly (readonly [string, TargetValue | null, TargetValue | null])[]) =>
  expect.objectContaining({ action, target, changes: changes.map(([path, from, to]) => ({ path, from, to })) });

const cases: readonly Case[] = [
  {
    what: 'a creation disables',
    images: [created],
    now: { userName: 'ada', active: true },
    sends: back('disable', ['active', true, false]),
  },
  {
    what: 'a creation disables, whatever was changed in the account since',
    images: [created, retitled],
    now: { userName: 'changed', active: true, title: 'By hand' },
    sends: back('disable', ['active', true, false]),
  },
  {
    what: 'a creation whose service says nothing of active disables',
    images: [created],
    now: { userName: 'ada' },
    sends: back('disable', ['active', null, false]),
  },
  {
    what: 'a creation that was disabled since is done',
    images: [created],
    now: { active: false },
    sends: null,
    left: 'already',
  },
  {
    what: 'an update goes back',
    images: [retitled],
    now: { title: 'Wrong' },
    sends: back('update', ['title', 'Wrong', 'Engineer']),
  },
  {
    what: 'a value that was added is removed',
    images: [image('update', ['title', null, 'Wrong'])],
    now: { title: 'Wrong' },
    sends: back('update', ['title', 'Wrong', null]),
  },
  {
    what: 'a value that was removed comes back',
    images: [image('update', ['title', 'Engineer', null])],
    now: {},
    sends: back('update', ['title', null, 'Engineer']),
  },
  {
    what: 'letter case that the attribute does not know is no change since',
    images: [image('update', ['userName', 'ada', 'ADA.L'])],
    now: { userName: 'ada.l' },
    sends: back('update', ['userName', 'ada.l', 'ada']),
  },
  {
    what: 'what was changed since is listed and not overwritten',
    images: [image('update', ['title', 'Engineer', 'Wrong'], ['userName', 'ada', 'bad'])],
    now: { title: 'By hand', userName: 'bad' },
    sends: back('update', ['userName', 'bad', 'ada']),
    since: [{ path: 'title', wrote: 'Wrong', now: 'By hand' }],
  },
  {
    what: 'where all was changed since nothing is sent',
    images: [retitled],
    now: { title: 'By hand' },
    sends: null,
    left: 'changed-since',
    since: [{ path: 'title', wrote: 'Wrong', now: 'By hand' }],
  },
  {
    what: 'what is back already is done',
    images: [retitled],
    now: { title: 'Engineer' },
    sends: null,
    left: 'already',
  },
  {
    what: 'a disable enables',
    images: [disabled],
    now: { active: false },
    sends: back('enable', ['active', false, true]),
  },
  {
    what: 'a disable of an account that did not say it was active enables',
    images: [image('disable', ['active', null, false])],
    now: { active: false },
    sends: back('enable', ['active', false, true]),
  },
  {
    what: 'an account that somebody enabled since is done',
    images: [disabled],
    now: { active: true },
    sends: null,
    left: 'already',
  },
  {
    what: 'an enable disables, with what else it sent',
    images: [enabled],
    now: { active: true, title: 'New' },
    sends: back('disable', ['active', true, false], ['title', 'New', 'Old']),
  },
  {
    what: 'several changes fold into one',
    images: [image('update', ['title', 'A', 'B']), image('update', ['title', 'B', 'C'])],
    now: { title: 'C' },
    sends: back('update', ['title', 'C', 'A']),
  },
  {
    what: 'what ended as it began is no change',
    images: [image('update', ['title', 'A', 'B']), image('update', ['title', 'B', 'A'])],
    now: { title: 'Z' },
    sends: null,
    left: 'already',
  },
  { what: 'a deletion cannot be undone', images: [deleted], now: null, sends: null, left: 'deleted' },
  {
    what: 'a deletion after an update cannot either',
    images: [retitled, deleted],
    now: null,
    sends: null,
    left: 'deleted',
  },
  { what: 'an account that is gone', images: [retitled], now: null, sends: null, left: 'gone' },
  {
    what: 'an account that is no longer the person’s',
    images: [retitled],
    now: { title: 'Wrong' },
    sends: null,
    left: 'not-linked',
    input: { isLinked: false },
  },
  {
    what: 'a person on hold',
    images: [retitled],
    now: { title: 'Wrong' },
    sends: null,
    left: 'on-hold',
    input: { hold: 'ask first' },
  },
  {
    what: 'a protected person is not disabled',
    images: [created],
    now: { active: true },
    sends: null,
    left: 'protected',
    input: { isProtected: true },
  },
  {
    what: 'a protected person is enabled',
    images: [disabled],
    now: { active: false },
    sends: back('enable', ['active', false, true]),
    input: { isProtected: true },
  },
];

test.each(cases)('undoing: $what', (one) => {
  const { operation, left, changedSince } = decided(one);
  expect(operation).toEqual(one.sends);
  expect(left?.kind ?? null).toBe(one.left ?? null);
  expect(changedSince).toEqual(one.since ?? []);
});

describe('a manager', () => {
  test.each([
    ['goes back to the one before', [referred], { [manager]: 'other' }, [{ path: manager, from: other, to: boss }]],
    [
      'is taken away where there was none',
      [image('reference', [manager, null, other])],
      { [manager]: 'other' },
      [{ path: manager, from: other, to: null }],
    ],
    ['that was set since stays', [referred], { [manager]: 'third' }, []],
    ['of a new account is left with it', [created, referred], { active: true, [manager]: 'other' }, []],
  ] as const)('%s', (what, images, now, references) => {
    expect(decided({ what, images, now, sends: null }).references).toEqual(references);
  });
});

test('a deletion tells what was known of the account', () => {
  expect(decided({ what: '', images: [deleted], now: null, sends: null }).left).toEqual({
    kind: 'deleted',
    known: [
      { path: 'userName', value: 'ada' },
      { path: 'title', value: 'Engineer' },
    ],
  });
});
