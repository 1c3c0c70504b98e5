import { describe, expect, test } from 'vitest';
import { sourceId } from '../../../shared/ids';
import type { DirectoryState, GraphValue } from '../../../shared/person';
import {
  decideScope,
  type Entitlement,
  rolesOf,
  type ScopeMode,
  scopeSentence,
} from '../../../shared/scoping/decide-scope';
import { evaluateFilters } from '../../../shared/scoping/filter-groups';

const person = (properties: Record<string, GraphValue> = {}, directoryState: DirectoryState = 'present') => ({
  id: sourceId('ada'),
  properties: { displayName: 'Ada King', accountEnabled: true, ...properties },
  managerId: null,
  directoryState,
});
const direct: Entitlement = { via: 'direct', groupName: '', role: null };
const group = (groupName: string): Entitlement => ({ via: 'group', groupName, role: null });
const sales = [{ name: 'Sales', clauses: [{ attribute: 'department', operator: 'EQUALS', values: ['Sales'] }] }];

interface Row {
  name: string;
  person: ReturnType<typeof person>;
  mode: ScopeMode;
  ways: Entitlement[];
  filters: typeof sales;
  inScope: boolean;
  kind: string;
}

describe('scope', () => {
  test.each<Row>([
    {
      name: 'everyone is in where the mode says all',
      person: person(),
      mode: 'all',
      ways: [],
      filters: [],
      inScope: true,
      kind: 'everyone',
    },
    {
      name: 'the assigned are in',
      person: person(),
      mode: 'assigned',
      ways: [direct],
      filters: [],
      inScope: true,
      kind: 'assigned-directly',
    },
    {
      name: 'members of an assigned group are in',
      person: person(),
      mode: 'assigned',
      ways: [group('Design')],
      filters: [],
      inScope: true,
      kind: 'through-groups',
    },
    {
      name: 'the unassigned are out',
      person: person(),
      mode: 'assigned',
      ways: [],
      filters: [],
      inScope: false,
      kind: 'not-assigned',
    },
    {
      name: 'those in no chosen group are out',
      person: person(),
      mode: 'groups',
      ways: [],
      filters: [],
      inScope: false,
      kind: 'not-assigned',
    },
    {
      name: 'those who fail a filter are out',
      person: person({ department: 'Finance' }),
      mode: 'all',
      ways: [],
      filters: sales,
      inScope: false,
      kind: 'filtered-out',
    },
    {
      name: 'those who pass the filter are in',
      person: person({ department: 'Sales' }),
      mode: 'all',
      ways: [],
      filters: sales,
      inScope: true,
      kind: 'everyone',
    },
    {
      name: 'blocked people are out though assigned',
      person: person({ accountEnabled: false }),
      mode: 'assigned',
      ways: [direct],
      filters: [],
      inScope: false,
      kind: 'blocked',
    },
    {
      name: 'people in the recycle bin are out for that, not for their lost assignment',
      person: person({}, 'soft-deleted'),
      mode: 'assigned',
      ways: [],
      filters: [],
      inScope: false,
      kind: 'soft-deleted',
    },
    {
      name: 'people gone for good are out for that',
      person: person({}, 'hard-deleted'),
      mode: 'all',
      ways: [],
      filters: [],
      inScope: false,
      kind: 'hard-deleted',
    },
  ])('$name', ({ person: who, mode, ways, filters, inScope, kind }) => {
    const read = (attribute: string) => String((who.properties as Record<string, unknown>)[attribute] ?? '') || null;
    const verdict = decideScope({ person: who, mode, entitlements: ways, filters: [evaluateFilters(filters, read)] });
    expect({ inScope: verdict.inScope, kind: verdict.reason.kind, isSoftDeleted: verdict.isSoftDeleted }).toEqual({
      inScope,
      kind,
      isSoftDeleted: !inScope,
    });
    expect(scopeSentence(who, verdict.reason)).toMatch(/\.$/);
  });

  test.each([
    { name: 'unassigned', who: person(), ways: [], left: 'not-assigned' },
    { name: 'blocked and unassigned', who: person({ accountEnabled: false }), ways: [], left: 'not-assigned' },
    { name: 'blocked', who: person({ accountEnabled: false }), ways: [direct], left: null },
    { name: 'blocked and filtered out', who: person({ accountEnabled: false }), ways: [direct], filtered: true },
    { name: 'deleted, and so without assignments', who: person({}, 'soft-deleted'), ways: [], left: null },
    { name: 'gone for good', who: person({}, 'hard-deleted'), ways: [], left: null },
    { name: 'in scope', who: person(), ways: [direct], left: null },
  ])('whether somebody left scope while in the directory: $name', ({ who, ways, filtered, left = 'filtered-out' }) => {
    const filters = [evaluateFilters(filtered === true ? sales : [], () => null)];
    expect(decideScope({ person: who, mode: 'assigned', entitlements: ways, filters }).leftScope).toBe(left);
  });

  test('the groups are named, each once and in order', () => {
    const verdict = decideScope({
      person: person(),
      mode: 'assigned',
      entitlements: [group('Sales'), group('Design'), group('Sales')],
      filters: [],
    });
    expect(scopeSentence(person(), verdict.reason)).toBe('Assigned through the groups Design, Sales.');
  });

  test('roles count once, whichever way they came, and default access is none', () => {
    const admin = { id: 'b', value: 'Admin', displayName: 'Administrator' };
    const user = { id: 'a', value: 'User', displayName: 'User' };
    expect(
      rolesOf([direct, { ...direct, role: admin }, { ...group('Sales'), role: user }, { ...direct, role: admin }]),
    ).toEqual([user, admin]);
  });

  test('the checks have the spelling of the service’s log', () => {
    const { checks } = decideScope({ person: person(), mode: 'assigned', entitlements: [], filters: [] });
    expect(checks).toEqual({
      'Active in the source system': 'True',
      'Assigned to the application': 'False',
      'User has the required role': 'False',
      'Scoping filter evaluation passed': 'True',
      ScopeEvaluationResult: '{}',
    });
  });
});
