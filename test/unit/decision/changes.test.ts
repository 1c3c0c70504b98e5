import { describe, expect, test } from 'vitest';
import { changesFor } from '../../../shared/decision/changes';
import type { MappedValue } from '../../../shared/mapping/map-person';
import type { FlowType } from '../../../shared/mapping/rules';
import type { Change, TargetValue } from '../../../shared/mapping/target-value';
import { scim } from '../../../shared/profiles/scim';

const change = (wanted: Omit<MappedValue, 'path'> & { path?: string }, has: TargetValue | null): readonly Change[] =>
  changesFor([{ path: 'title', ...wanted }], () => has, scim);

describe('what is sent of one value', () => {
  test.each<[FlowType, TargetValue | null, TargetValue | null]>([
    ['Always', null, 'new'],
    ['Always', 'old', 'new'],
    ['Always', 'new', null],
    ['ObjectAddOnly', null, null],
    ['ObjectAddOnly', 'old', null],
    ['AttributeAddOnly', null, 'new'],
    ['AttributeAddOnly', 'old', null],
    ['ValueAddOnly', null, 'new'],
    ['ValueAddOnly', 'old', null],
    ['MultiValueAddOnly', 'old', 'new'],
  ])('%s, while the account has %j: %j', (flowType, has, to) =>
    expect(change({ value: 'new', flowType }, has)).toEqual(to === null ? [] : [{ path: 'title', from: has, to }]),
  );
});

describe('what is sent of a list', () => {
  const path = 'roles';
  test.each<[FlowType, TargetValue | null, Omit<Change, 'path' | 'from'> | null]>([
    ['Always', ['a'], { to: ['a', 'b'] }],
    ['Always', ['b', 'a'], null],
    ['Always', ['a', 'b', 'c'], { to: ['a', 'b'] }],
    ['AttributeAddOnly', ['c'], null],
    ['ObjectAddOnly', null, null],
    ['ValueAddOnly', ['a', 'c'], { to: ['a', 'c', 'b'], added: ['b'] }],
    ['MultiValueAddOnly', ['a', 'c'], { to: ['a', 'c', 'b'], added: ['b'] }],
    ['MultiValueAddOnly', null, { to: ['a', 'b'], added: ['a', 'b'] }],
    ['MultiValueAddOnly', 'a', { to: ['a', 'b'], added: ['b'] }],
    ['MultiValueAddOnly', ['c', 'b', 'a'], null],
  ])('%s, while the account has %j: %j', (flowType, has, expected) =>
    expect(change({ path, value: ['a', 'b'], flowType }, has)).toEqual(
      expected === null ? [] : [{ path, from: has, ...expected }],
    ),
  );

  test('an element that is added has the form for adding', () => {
    const addedAs = [{ value: '{"value":"a"}' }, { value: '{"value":"b"}' }];
    const value = [{ value: 'a' }, { value: 'b' }];
    expect(change({ path, value, addedAs, flowType: 'Always' }, [{ value: 'a' }, 'c'])).toEqual([
      { path, from: [{ value: 'a' }, 'c'], to: [{ value: 'a' }, 'c', { value: 'b' }], added: [addedAs[1]] },
    ]);
  });
});

test('what is redacted stays so in the change', () =>
  expect(change({ value: 'new', flowType: 'Always', redacted: true }, 'old')).toEqual([
    { path: 'title', from: 'old', to: 'new', redacted: true },
  ]));
