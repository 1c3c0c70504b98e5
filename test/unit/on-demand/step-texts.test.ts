import { describe, expect, test } from 'vitest';
import {
  clauseText,
  doneText,
  importText,
  inScopeText,
  intendedText,
  noMatchText,
} from '../../../shared/on-demand/step-texts';
import { evaluateFilters } from '../../../shared/scoping/filter-groups';

describe('what is said of each step on demand', () => {
  test.each([
    [importText('present', false, 11), 'Found in Microsoft Entra ID: active, 11 attributes read.'],
    [importText('present', true, 1), 'Found in Microsoft Entra ID: sign-in blocked, 1 attribute read.'],
    [importText('soft-deleted', false, 11), 'Found in the recycle bin of Microsoft Entra ID.'],
    [
      noMatchText(
        [
          { path: 'userName', value: 'ada@x' },
          { path: 'externalId', value: 'ada' },
        ],
        'BlueJeans',
      ),
      'No BlueJeans account has the userName ada@x or the externalId ada, so one would be created.',
    ],
    [intendedText('create', 7), 'Create one account with 7 attributes.'],
    [intendedText('update', 1), 'Update 1 attribute.'],
    [intendedText('enable', 1), 'Enable this account.'],
    [intendedText('enable', 3), 'Enable this account and update 2 attributes.'],
    [intendedText('disable', 1), 'Disable this account.'],
    [intendedText('delete', 0), 'Delete this account.'],
    [doneText('create', 'BlueJeans', 201), 'Created just now. BlueJeans answered 201.'],
    [doneText('delete', 'BlueJeans', null), 'Deleted just now.'],
  ])('%s', (said, expected) => expect(said).toBe(expected));

  test.each([
    ['EQUALS', ['Employee'], 'x equals Employee'],
    ['IS NOT NULL', [], 'x is not empty'],
    ['NOT_REGEX_MATCH', ['^a'], 'x does not match ^a'],
    ['Greater_Than_OR_EQUALS', ['3'], 'x is at least 3'],
    ['&', ['3'], 'x & 3'],
  ])('%s %j in words', (operator, values, words) =>
    expect(clauseText({ attribute: 'x', operator, values })).toBe(words),
  );

  test('the filter that let somebody in is told with its conditions, a filter without a name as such', () => {
    const clauses = [
      { attribute: 'employeeType', operator: 'EQUALS', values: ['Employee'] },
      { attribute: 'mail', operator: 'IS NOT NULL', values: [] },
    ];
    const read = () => 'Employee';
    const named = evaluateFilters([{ name: 'Employees', clauses }], read);
    const unnamed = evaluateFilters([{ name: '', clauses: clauses.slice(1) }], read);
    expect(inScopeText('Assigned directly.', [named, unnamed, evaluateFilters([], read)])).toBe(
      'In scope: assigned directly. Filter “Employees” passed: employeeType equals Employee, mail is not empty. A filter passed: mail is not empty.',
    );
  });
});
