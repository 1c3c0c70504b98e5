import { expect, test } from 'vitest';
import { leftToAdmin } from '../../../shared/decision/left-to-admin';
import { targetId } from '../../../shared/ids';

const gone = targetId('42');

test.each([
  {
    rule: 'is made again by default',
    person: { vanished: gone, onDemand: false, creates: true },
    again: true,
    left: false,
  },
  {
    rule: 'is left to the admin where the setting says so',
    person: { vanished: gone, onDemand: false, creates: true },
    again: false,
    left: true,
  },
  {
    rule: 'is made again on demand all the same',
    person: { vanished: gone, onDemand: true, creates: true },
    again: false,
    left: false,
  },
  {
    rule: 'does not matter where another is found',
    person: { vanished: gone, onDemand: false, creates: false },
    again: false,
    left: false,
  },
  {
    rule: 'that never was is made',
    person: { vanished: null, onDemand: false, creates: true },
    again: false,
    left: false,
  },
])('an account that vanished $rule', ({ person, again, left }) =>
  expect(leftToAdmin(person, { recreateVanished: again })).toEqual(
    left ? { kind: 'account-gone', targetId: gone, leftToAdmin: true } : null,
  ),
);
