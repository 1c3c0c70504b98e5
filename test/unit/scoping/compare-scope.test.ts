import { describe, expect, test } from 'vitest';
import { sourceId } from '../../../shared/ids';
import type { FilterGroup } from '../../../shared/mapping/rules';
import type { Person } from '../../../shared/person';
import {
  compareListed,
  compareScope,
  comparisonText,
  judgeScope,
  type LeaverAccount,
  type ScopeRules,
} from '../../../shared/scoping/compare-scope';
import type { Entitlement } from '../../../shared/scoping/decide-scope';

const person = (properties: Person['properties']): Person => ({
  id: sourceId('one'),
  properties: { displayName: 'Priya Nair', accountEnabled: true, ...properties },
  managerId: null,
  directoryState: 'present',
});
const group = (name: string, ...clauses: readonly (readonly [string, string, ...string[]])[]): FilterGroup => ({
  name,
  clauses: clauses.map(([attribute, operator, ...values]) => ({ attribute, operator, values })),
});
const direct: Entitlement = { via: 'direct', groupName: '', role: null };
const sales: Entitlement = { via: 'group', groupName: 'Sales', role: null };
const rules = (mode: ScopeRules['mode'], filters: readonly FilterGroup[] = []): ScopeRules => ({
  mode,
  filters,
  schemaFilters: [],
});
const enabled: LeaverAccount = { enabled: true, leftAlone: false };

interface Case {
  readonly rule: string;
  readonly of?: Person['properties'];
  readonly before?: readonly [ScopeRules, readonly Entitlement[]];
  readonly after: readonly [ScopeRules, readonly Entitlement[]];
  readonly account?: LeaverAccount | null;
  readonly moves: 'in' | 'out' | null;
  readonly disabled?: boolean;
  readonly says: string;
}

const salesOnly = rules('assigned', [group('Sales people', ['department', 'EQUALS', 'Sales'])]);
const assigned = rules('assigned');

const cases: readonly Case[] = [
  {
    rule: 'who stays is told by what lets them in',
    after: [assigned, [sales]],
    moves: null,
    says: 'Assigned through the group Sales',
  },
  {
    rule: 'who is blocked stays out under any scope',
    of: { accountEnabled: false },
    after: [rules('all'), []],
    moves: null,
    says: 'Sign-in is blocked in Entra ID',
  },
  {
    rule: 'a guest who is not assigned is named as one',
    of: { userType: 'Guest' },
    before: [assigned, []],
    after: [assigned, []],
    moves: null,
    says: 'Guest, not assigned',
  },
  {
    rule: 'who passes a new group of conditions comes in by its name',
    of: { department: 'Contractors-North' },
    before: [salesOnly, [direct]],
    after: [
      rules('assigned', [
        ...salesOnly.filters,
        group('Long contracts', ['department', 'REGEX MATCH', 'Contractors-.*']),
      ]),
      [direct],
    ],
    moves: 'in',
    says: 'Passes “Long contracts”, comes in',
  },
  {
    rule: 'whoever a filter leaves out loses an enabled account',
    of: { department: 'Research' },
    after: [salesOnly, [direct]],
    account: enabled,
    moves: 'out',
    disabled: true,
    says: 'Would be disabled: department is “Research” (EQUALS “Sales”)',
  },
  {
    rule: 'who has no value fails the condition',
    after: [salesOnly, [direct]],
    account: null,
    moves: 'out',
    says: 'Leaves: department is empty (EQUALS “Sales”)',
  },
  {
    rule: 'an account that is disabled already is not disabled again',
    after: [salesOnly, [direct]],
    account: { enabled: false, leftAlone: false },
    moves: 'out',
    says: 'Leaves: department is empty (EQUALS “Sales”)',
  },
  {
    rule: 'an account on hold stays as it is',
    after: [salesOnly, [direct]],
    account: { enabled: true, leftAlone: true },
    moves: 'out',
    says: 'Leaves: department is empty (EQUALS “Sales”)',
  },
  {
    rule: 'everybody comes in with the whole directory',
    before: [assigned, []],
    after: [rules('all'), []],
    moves: 'in',
    says: 'Everyone in the directory is in scope, comes in',
  },
  {
    rule: 'other groups leave out who is in none of them',
    after: [rules('groups'), []],
    account: enabled,
    moves: 'out',
    disabled: true,
    says: 'Would be disabled: in none of the chosen groups',
  },
  {
    rule: 'with several groups of conditions the one that is told is named',
    of: { department: 'Research' },
    after: [
      rules('assigned', [...salesOnly.filters, group('Directors', ['jobTitle', 'REGEX MATCH', 'Director'])]),
      [direct],
    ],
    account: enabled,
    moves: 'out',
    disabled: true,
    says: 'Would be disabled: Sales people: department is “Research” (EQUALS “Sales”)',
  },
];

describe('an edited scope beside the saved one', () => {
  test.each(cases)(
    '$rule',
    ({ of = {}, before = [assigned, [direct]], after, account = null, moves, disabled, says }) => {
      const one = person(of);
      const judged = judgeScope(after[0], one, after[1]);
      const compared = compareScope(judgeScope(before[0], one, before[1]), judged, account);
      expect(compared).toMatchObject({ moves, disabled: disabled ?? false });
      expect(comparisonText(one, judged, compared)).toBe(says);
    },
  );

  test('the schema’s filters and those of the settings must both let in', () => {
    const both: ScopeRules = {
      mode: 'all',
      filters: [group('a', ['department', 'EQUALS', 'Sales'])],
      schemaFilters: [group('b', ['city', 'EQUALS', 'Oslo'])],
    };
    const inScope = (of: Person['properties']) => judgeScope(both, person(of), []).verdict.inScope;
    expect([
      inScope({ department: 'Sales', city: 'Oslo' }),
      inScope({ department: 'Sales', city: 'Rome' }),
      inScope({ department: 'Field', city: 'Oslo' }),
    ]).toEqual([true, false, false]);
  });

  test('listed first are those whose access goes, then who leaves, then who comes, then everybody by name', () => {
    const row = (name: string, moves: 'in' | 'out' | null, disabled = false) => ({ name, moves, disabled });
    const rows = [row('B', null), row('A', null), row('In', 'in'), row('Out', 'out'), row('Lost', 'out', true)];
    expect(rows.sort(compareListed).map(({ name }) => name)).toEqual(['Lost', 'Out', 'In', 'A', 'B']);
  });
});
