import { describe, expect, test } from 'vitest';
import type { ScopeMode } from '../../../shared/scoping/decide-scope';
import { type DraftFault, draftFaults } from '../../../shared/scoping/draft-faults';

const draft = (mode: ScopeMode, ...clause: readonly string[]) => {
  const [attribute = '', operator = '', ...values] = clause;
  return {
    mode,
    servicePrincipalId: 'sp',
    groupIds: ['g'],
    filters: [
      { name: 'fine', clauses: [{ attribute: 'mail', operator: 'IS NOT NULL', values: [] }] },
      { name: 'Sales: all', clauses: clause.length === 0 ? [] : [{ attribute, operator, values }] },
    ],
    schemaFilters: [],
  };
};

describe('faults of an edited scope stand at their condition', () => {
  test.each<[string, ScopeMode, readonly string[], Partial<DraftFault>]>([
    [
      'a broken pattern',
      'all',
      ['department', 'REGEX MATCH', '(ab'],
      { part: 'operand', message: 'Not a valid pattern: “(” is never closed.' },
    ],
    [
      'an unknown attribute, with the likeliest',
      'all',
      ['departmnet', 'EQUALS', 'x'],
      {
        part: 'attribute',
        message: 'Unknown attribute departmnet. Did you mean department?',
        suggestion: 'department',
      },
    ],
    [
      'roles without an application',
      'groups',
      ['appRoleAssignments', 'IS NOT NULL'],
      { part: 'attribute', message: 'Roles need the first choice above.' },
    ],
    [
      'a group without conditions',
      'all',
      [],
      { part: null, message: 'No condition yet, so it lets everybody in.', severity: 'warning' },
    ],
  ])('%s', (_, mode, clause, expected) => {
    expect(draftFaults(draft(mode, ...clause))).toEqual([
      { list: 'filters', group: 1, clause: 0, suggestion: null, severity: 'error', ...expected },
    ]);
  });

  test.each<[string, ScopeMode, string | null]>([
    ['no application', 'assigned', 'Choose the enterprise application first.'],
    ['no group', 'groups', 'Choose a group first.'],
    ['everyone needs neither', 'all', null],
  ])('%s', (_, mode, message) => {
    const faults = draftFaults({ mode, servicePrincipalId: null, groupIds: [], filters: [], schemaFilters: [] });
    expect(faults.map((fault) => fault.message)).toEqual(message === null ? [] : [message]);
  });
});
