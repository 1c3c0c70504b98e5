import { describe, expect, test } from 'vitest';
import { shownChange, shownValue } from '../../../shared/mapping/shown-value';
import { elementName, missingIn, sameLists } from '../../../shared/mapping/target-list';
import type { TargetElement, TargetList, TargetValue } from '../../../shared/mapping/target-value';

const admin = { value: 'Admin', display: 'Administrator', type: 'role', primary: false };
const asEntraAdds = { value: '{"id":"7","value":"Admin","displayName":"Administrator"}' };

describe('an element is told from the others by', () => {
  test.each<[string, string | TargetElement, string]>([
    ['its text', 'Admin', 'Admin'],
    ['its value', admin, 'Admin'],
    ['the value of the role that Entra adds as JSON', asEntraAdds, 'Admin'],
    ['the name of such a role where it has no value', { value: '{"value":null,"displayName":"Editor"}' }, 'Editor'],
    ['its text, though it begins as JSON does', '{not JSON', '{not JSON'],
    ['nothing, where it has no value', { type: 'work' }, ''],
  ])('%s', (_rule, element, name) => expect(elementName(element)).toBe(name));
});

describe('two lists are', () => {
  test.each<[string, TargetList, TargetList, boolean, boolean]>([
    ['the same in another order', ['a', 'b'], ['b', 'a'], true, true],
    ['the same without regard to case, where the attribute has none', ['A'], ['a'], false, true],
    ['different in case, where it counts', ['A'], ['a'], true, false],
    ['different in length', ['a'], ['a', 'a'], true, false],
    ['the same though one side says more', [admin], ['Admin'], true, true],
    ['the same though the server has it as Entra adds it', [admin], [asEntraAdds], true, true],
    ['different where both show another name', [admin], [{ ...admin, display: 'Boss' }], true, false],
    ['the same composed and decomposed', ['e\u0301'], ['\u00e9'], true, true],
  ])('%s', (_rule, left, right, caseExact, same) => {
    expect(sameLists(left, right, caseExact)).toBe(same);
    expect(sameLists(right, left, caseExact)).toBe(same);
  });
});

test.each<[TargetList, TargetList, TargetList]>([
  [['a', 'b'], ['b'], ['a']],
  [[admin, 'Editor'], [asEntraAdds], ['Editor']],
  [['a'], ['a', 'c'], []],
])('of %j, %j lacks %j', (wanted, has, missing) => expect(missingIn(wanted, has, true)).toEqual(missing));

test.each<[TargetValue | null, string | null]>([
  [null, null],
  ['text', 'text'],
  [false, 'false'],
  [['a', admin, asEntraAdds], 'a, Admin, Admin'],
])('%j is shown as %s', (value, shown) => expect(shownValue(value)).toBe(shown));

test.each<[TargetValue | null, TargetValue | null, string | null, string | null]>([
  [null, 'secret', null, '[Redact]'],
  ['old', null, '[Redact]', null],
  [['a'], ['b'], '[Redact]', '[Redact]'],
])('redacted, %j to %j is shown as %s to %s', (from, to, shownFrom, shownTo) =>
  expect(shownChange({ path: 'title', from, to, redacted: true })).toEqual({
    attribute: 'title',
    from: shownFrom,
    to: shownTo,
  }),
);
