import { expect, test } from 'vitest';
import { decisionBasis } from '../../../shared/decision/decision-basis';
import type { Link } from '../../../shared/decision/link';
import { sourceId, targetId } from '../../../shared/ids';
import type { Person } from '../../../shared/person';
import type { Entitlement } from '../../../shared/scoping/decide-scope';

/** What a planned decision rests on: when any of it changes, the person is left for the next cycle. */
const person: Person = {
  id: sourceId('one'),
  properties: { displayName: 'One', jobTitle: 'Analyst' },
  managerId: null,
  directoryState: 'present',
};
const link: Link = {
  sourceId: sourceId('one'),
  targetId: targetId('account'),
  enabled: true,
  known: { userName: 'one@x', title: 'Analyst' },
  origin: 'created',
  linkedAt: '2026-03-03T14:00:00.000Z',
  leftBecause: null,
};
const direct: Entitlement = { via: 'direct', groupName: '', role: null };
const group: Entitlement = { via: 'group', groupName: 'Staff', role: null };
const item = { person, entitlements: [direct, group], link };
const before = decisionBasis(item, 'rules', null);

test.each([
  ['a property', { ...item, person: { ...person, properties: { ...person.properties, jobTitle: 'Lead' } } }],
  ['a property that is new', { ...item, person: { ...person, properties: { ...person.properties, city: 'Cork' } } }],
  ['the manager', { ...item, person: { ...person, managerId: sourceId('two') } }],
  ['a deletion', { ...item, person: { ...person, directoryState: 'soft-deleted' as const } }],
  ['a way into scope', { ...item, entitlements: [direct] }],
  ['another account', { ...item, link: { ...link, targetId: targetId('other') } }],
  ['an account that was disabled', { ...item, link: { ...link, enabled: false } }],
  ['a value the account is known to have', { ...item, link: { ...link, known: { ...link.known, title: 'Lead' } } }],
  ['a link that is gone', { ...item, link: null }],
])('%s makes it another one', (_, changed) => {
  expect(decisionBasis(changed, 'rules', null)).not.toBe(before);
});

test('so do other rules, and a hold', () => {
  expect(decisionBasis(item, 'other', null)).not.toBe(before);
  expect(decisionBasis(item, 'rules', 'board member')).not.toBe(before);
});

test.each([
  [
    'the order in which properties were read',
    { ...item, person: { ...person, properties: { jobTitle: 'Analyst', displayName: 'One' } } },
  ],
  ['the order of the ways into scope', { ...item, entitlements: [group, direct] }],
  ['when the link was made', { ...item, link: { ...link, linkedAt: '2020-01-01T00:00:00.000Z' } }],
])('%s does not', (_, same) => {
  expect(decisionBasis(same, 'rules', null)).toBe(before);
});
