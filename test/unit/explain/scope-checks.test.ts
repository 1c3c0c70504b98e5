import { describe, expect, test } from 'vitest';
import { checkLine, nestedText, scopeChecks, scopeStepText, waysOf } from '../../../shared/explain/scope-checks';
import { sourceId } from '../../../shared/ids';
import type { Person } from '../../../shared/person';
import type { Entitlement, ScopeMode } from '../../../shared/scoping/decide-scope';

const person = (more: Partial<Person> = {}): Person => ({
  id: sourceId('ada'),
  properties: { displayName: 'Ada', accountEnabled: true },
  managerId: null,
  directoryState: 'present',
  ...more,
});
const group = (groupName: string): Entitlement => ({ via: 'group', groupName, role: null });
const direct: Entitlement = { via: 'direct', groupName: '', role: null };

interface Way {
  readonly way: string;
  readonly mode?: ScopeMode;
  readonly entitlements: readonly Entitlement[];
  readonly paths: readonly (readonly string[])[];
  readonly says: string;
}

describe('ways into scope', () => {
  test.each<Way>([
    { way: 'assigned directly', entitlements: [direct], paths: [], says: 'Assigned directly.' },
    { way: 'through a group', entitlements: [group('Field')], paths: [], says: 'Through the group Field.' },
    {
      way: 'both ways',
      entitlements: [direct, group('Field')],
      paths: [],
      says: 'Assigned directly; Through the group Field.',
    },
    {
      way: 'through a group inside a chosen one',
      mode: 'groups',
      entitlements: [group('Company > Field')],
      paths: [],
      says: 'Through the group Company (in Field).',
    },
    {
      way: 'only in a group inside an assigned one, which does not count',
      entitlements: [],
      paths: [['Field', 'Company']],
      says: 'Not assigned, neither directly nor through a group. In Company only through Field; Microsoft’s service and Inseam take direct members of an assigned group only.',
    },
    { way: 'no way', entitlements: [], paths: [], says: 'Not assigned, neither directly nor through a group.' },
  ])('$way', ({ mode = 'assigned', entitlements, paths, says }) => {
    const ways = waysOf(mode, entitlements, paths);
    const check = scopeChecks({ person: person(), mode, ways, filters: [] }).find(({ kind }) => kind === 'entitlement');
    expect(check).toMatchObject({ text: says, passed: entitlements.length > 0 });
  });

  test('a name that looks like a path is one where groups are not nested', () => {
    expect(waysOf('assigned', [group('Company > Field')], [])).toEqual([
      { kind: 'group', group: 'Company > Field', path: ['Company > Field'], counts: true },
    ]);
  });

  test('a longer path is told whole', () => {
    expect(nestedText(waysOf('assigned', [], [['Crew', 'Field', 'Company']]))).toContain(
      'only through Crew, which is in Field;',
    );
  });
});

test.each([
  { who: 'present', state: 'present', enabled: true, passed: [true, true] },
  { who: 'blocked', state: 'present', enabled: false, passed: [true, false] },
  { who: 'in the recycle bin, of whom the rest is not asked', state: 'soft-deleted', enabled: true, passed: [false] },
  { who: 'deleted for good', state: 'hard-deleted', enabled: true, passed: [false] },
] as const)('the directory’s word about somebody $who', ({ state, enabled, passed }) => {
  const checks = scopeChecks({
    person: person({ directoryState: state, properties: { accountEnabled: enabled } }),
    mode: 'all',
    ways: [],
    filters: [],
  });
  expect(checks.filter(({ kind }) => kind !== 'entitlement').map((check) => check.passed)).toEqual(passed);
  expect(checks.at(-1)).toMatchObject({ passed: true, text: 'Everyone in the directory is in scope.' });
});

const clause = (operator: string, values: readonly string[], actual: string | null, passed: boolean) => ({
  attribute: 'department',
  operator,
  values,
  actual,
  passed,
});

test.each([
  [clause('EQUALS', ['Sales'], 'Field', false), 'Staff: department EQUALS “Sales”: they have “Field”.'],
  [clause('EQUALS', ['Sales'], null, false), 'Staff: department EQUALS “Sales”: they have no value.'],
  [clause('IS NOT NULL', [], 'Field', true), 'Staff: department IS NOT NULL: they have “Field”.'],
] as const)('a clause is told with what the person has', (one, line) => {
  const filters = [{ passed: one.passed, results: [{ group: 'Staff', passed: one.passed, clauses: [one] }] }];
  const checks = scopeChecks({ person: person(), mode: 'all', ways: [], filters });
  const last = checks.at(-1);
  expect(last === undefined ? null : checkLine(last)).toBe(line);
  const text = scopeStepText('A sentence.', checks, []);
  expect(text).toBe(
    one.passed ? 'A sentence. The filter lets them in.' : `A sentence. ${line.replace('Staff: d', 'D')}`,
  );
});
