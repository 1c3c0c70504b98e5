import { describe, expect, test } from 'vitest';
import { bluejeans } from '../../../shared/profiles/bluejeans';
import type { Profile } from '../../../shared/profiles/profile';
import { scim } from '../../../shared/profiles/scim';
import { type ExaminedSchema, examineSchema } from '../../../shared/schema/examine-schema';
import { readTable } from '../../tables/read-table';

type Json = Record<string, unknown>;
const people = 'synchronizationRules[0].objectMappings[0]';

interface Parts {
  readonly schema: Json;
  readonly rule: Json;
  readonly mapping: Json;
  /** Attribute mappings: userName, active, title, emails, … */
  readonly rows: Json[];
  readonly target: Json[];
}

/** The published schema with a part of it changed. */
function changed(change: (parts: Parts) => void): unknown {
  const schema = structuredClone(readTable('bluejeans-schema')) as Json;
  const rule = (schema['synchronizationRules'] as Json[])[0] ?? {};
  const mapping = (rule['objectMappings'] as Json[])[0] ?? {};
  const directory = (schema['directories'] as Json[])[1] ?? {};
  const object = (directory['objects'] as Json[])[0] ?? {};
  const target = object['attributes'] as Json[];
  change({ schema, rule, mapping, rows: mapping['attributeMappings'] as Json[], target });
  return schema;
}

const expression = (text: string) => ({ type: 'Function', name: 'x', expression: text, parameters: [] });
const set =
  (row: number, facts: Json) =>
  ({ rows }: Parts) =>
    void Object.assign(rows[row] ?? {}, facts);
const clause = (sourceOperandName: string, operatorName: string, ...values: string[]) => ({
  sourceOperandName,
  operatorName,
  targetOperand: { values },
});
const filter =
  (...clauses: unknown[]) =>
  ({ mapping }: Parts) =>
    void Object.assign(mapping, { scope: { groups: [{ name: 'Staff', clauses }] } });
const add =
  (row: Json) =>
  ({ rows }: Parts) =>
    void rows.push(row);

const examine = (change: (parts: Parts) => void, profile: Profile = bluejeans): ExaminedSchema =>
  examineSchema(changed(change), profile);
const faultsOf = (examined: ExaminedSchema) => (examined.ok ? [] : examined.faults);

describe('a file that cannot work is refused with the place', () => {
  test.each<[what: string, change: (parts: Parts) => void, path: string, message: string, at?: [number, number]]>([
    [
      'two mappings to one attribute',
      add({ targetAttributeName: 'TITLE', source: { name: 'department' } }),
      `${people}.attributeMappings[8]`,
      'TITLE is filled twice. Keep one of the two mappings.',
    ],
    [
      'no matching attribute',
      set(0, { matchingPriority: 0 }),
      `${people}.attributeMappings`,
      'No attribute finds existing accounts. Choose userName as the matching attribute.',
    ],
    [
      'the target’s id',
      add({ targetAttributeName: 'id', source: { name: 'objectId' } }),
      `${people}.attributeMappings[8]`,
      'id belongs to BlueJeans and cannot be filled.',
    ],
    [
      'an expression that is too long',
      set(2, { source: expression(`ToLower("${'x'.repeat(10_000)}")`) }),
      `${people}.attributeMappings[2].source.expression`,
      'The expression has 10011 characters; the service takes at most 10000.',
      [1, 10_001],
    ],
    [
      'an unknown function on the second line',
      set(2, { source: expression('Append(\n  NormaliseDiacritics([mail]), "x")') }),
      `${people}.attributeMappings[2].source.expression`,
      'Unknown function NormaliseDiacritics. Did you mean NormalizeDiacritics?',
      [2, 3],
    ],
    [
      'an unknown attribute in an expression',
      set(2, { source: expression('Append([maill], "x")') }),
      `${people}.attributeMappings[2].source.expression`,
      'Unknown attribute maill. Did you mean mail?',
      [1, 8],
    ],
    [
      'an unknown attribute',
      set(2, { source: { name: 'jobTitel' } }),
      `${people}.attributeMappings[2]`,
      'Unknown attribute jobTitel. Did you mean jobTitle?',
    ],
    [
      'an attribute that BlueJeans does not have and the file does not define',
      add({ targetAttributeName: 'titel', source: { name: 'jobTitle' } }),
      `${people}.attributeMappings[8]`,
      'titel is defined neither in this file nor for BlueJeans. Did you mean title?',
    ],
    [
      'a read-only attribute',
      ({ target }) => void Object.assign(target.find(({ name }) => name === 'title') ?? {}, { mutability: 'readonly' }),
      `${people}.attributeMappings[2]`,
      'This file defines it as read-only, so it cannot be filled.',
    ],
    [
      'a broken pattern in a filter',
      filter(clause('mail', 'IS NOT NULL'), clause('department', 'REGEX MATCH', 'a(b')),
      `${people}.scope.groups[0].clauses[1].targetOperand.values`,
      'Filter “Staff”, department: Not a valid pattern: “(” is never closed.',
      [1, 2],
    ],
    [
      'an operator that nobody can explain',
      filter(clause('department', '&', '4')),
      `${people}.scope.groups[0].clauses[0].operatorName`,
      'Filter “Staff”, department: the operator & is not supported: Microsoft has not published what it means, and a guess could take people’s access away.',
    ],
    [
      'a reference in a filter',
      filter(clause('manager', 'IS NULL')),
      `${people}.scope.groups[0].clauses[0].sourceOperandName`,
      'Filter “Staff”: manager cannot be used in a filter: it refers to another person.',
    ],
    [
      'a filter without a condition',
      filter(),
      `${people}.scope.groups[0]`,
      'Filter “Staff”: it has no condition, so it lets everybody in. Add one, or remove the filter.',
    ],
    [
      'no rule for users',
      ({ mapping }) => void Object.assign(mapping, { sourceObjectName: 'Group' }),
      'synchronizationRules',
      'No editable rule maps the users of Microsoft Entra ID: USER_OUTBOUND_USER maps Group.',
    ],
    [
      'a rule that is read-only',
      ({ rule }) => void Object.assign(rule, { editable: false }),
      'synchronizationRules',
      'No editable rule maps the users of Microsoft Entra ID: USER_OUTBOUND_USER is read-only.',
    ],
    [
      'no rules at all',
      ({ schema }) => void Object.assign(schema, { synchronizationRules: undefined }),
      'synchronizationRules',
      'It is missing: a list in [ ] is needed here.',
    ],
    [
      'a mapping without a target',
      set(3, { targetAttributeName: undefined }),
      `${people}.attributeMappings[3].targetAttributeName`,
      'It is missing: a text in quotation marks is needed here.',
    ],
    [
      'a list where a mapping must stand',
      set(3, { source: [] }),
      `${people}.attributeMappings[3].source`,
      'An object in { } is needed here.',
    ],
    [
      'a priority that is no number',
      set(0, { matchingPriority: -1 }),
      `${people}.attributeMappings[0].matchingPriority`,
      'A whole number, 0 or more is needed here.',
    ],
  ])('%s', (_, change, path, message, at) => {
    const found = faultsOf(examine(change)).find((fault) => fault.message === message);
    expect(found ?? faultsOf(examine(change))).toMatchObject({
      path,
      at: at === undefined ? null : { line: at[0], column: at[1] },
    });
  });

  test.each([null, [], 'x', 5])('%j is no schema', (json) => {
    expect(examineSchema(json, bluejeans)).toMatchObject({
      ok: false,
      faults: [{ path: 'the whole file', message: 'An object in { } is needed here.' }],
    });
  });

  test('everything that is wrong is told at once', () => {
    const examined = examine((parts) => {
      set(2, { source: expression('Lef([mail], 3)') })(parts);
      set(4, { source: expression('Mid([mail]') })(parts);
      filter(clause('departmnt', 'EQUAL', 'x'))(parts);
    });
    expect(faultsOf(examined).map(({ about, path }) => about ?? path.replace(`${people}.`, ''))).toEqual([
      'title',
      'name.givenName',
      'scope.groups[0].clauses[0].sourceOperandName',
      'scope.groups[0].clauses[0].operatorName',
    ]);
  });
});

test('for any other SCIM service an attribute that nobody defines is only told of', () => {
  const examined = examine(add({ targetAttributeName: 'badge', source: { name: 'jobTitle' } }), scim);
  expect(examined.ok).toBe(true);
  expect(examined.notices).toContain('badge: SCIM service is not known to have the attribute badge.');
});

describe('what is treated differently is told', () => {
  test.each<[what: string, change: (parts: Parts) => void, notice: string]>([
    [
      'a mapping of users that is off',
      ({ mapping }) => void Object.assign(mapping, { enabled: false }),
      'The mapping of users is switched off in this schema; Inseam uses it all the same.',
    ],
    [
      'filters beyond groups',
      ({ mapping }) => void Object.assign(mapping['scope'] as Json, { categoryFilterGroups: [{ name: 'c' }] }),
      'Filters other than scope.groups are kept but not used.',
    ],
    [
      'a filter of the rule',
      ({ rule }) => void Object.assign(rule, { groupFilter: { includedGroups: ['x'] } }),
      'groupFilter of USER_OUTBOUND_USER is kept but not used.',
    ],
    [
      'actions that nobody knows',
      ({ mapping }) => void Object.assign(mapping, { flowTypes: 'Add, Update, Archive' }),
      '“Archive” in flowTypes is not known; only Add, Update and Delete are.',
    ],
    [
      'metadata that asks for something',
      ({ mapping }) => void Object.assign(mapping, { metadata: [{ key: 'Disposition', value: '"Ignore"' }] }),
      'Disposition of the mapping of users is “Ignore”; it is kept but not used.',
    ],
    [
      'a flow that is always sent',
      set(2, { flowBehavior: 'FlowAlways' }),
      'title: FlowAlways is kept but not used; a value is sent when it changed or the account differs.',
    ],
    [
      'a flow type that nobody knows',
      set(2, { flowType: 'Sometimes' }),
      'title: the flow type “Sometimes” is not known; the mapping is always applied.',
    ],
    [
      'IgnoreObjectFlow',
      add({ targetAttributeName: 'objectFilter', source: expression('IIF([department]="x", IgnoreObjectFlow, "y")') }),
      'objectFilter: IgnoreObjectFlow, which leaves a whole person alone, is not supported; the mapping is kept but not used.',
    ],
    [
      'a tree that says something else',
      set(2, {
        source: {
          type: 'Function',
          name: 'Left',
          expression: 'Left([jobTitle], 30)',
          parameters: [
            { key: 'string', value: { type: 'Attribute', name: 'jobTitle' } },
            { key: 'numChars', value: { type: 'Constant', name: '20', expression: '"20"' } },
          ],
        },
      }),
      'title: its tree says Left([jobTitle], "20") and its expression Left([jobTitle], 30); the expression counts.',
    ],
    [
      'a tree without its text',
      set(2, {
        source: {
          type: 'Function',
          name: 'Replace',
          parameters: [
            { key: 'source', value: { type: 'Attribute', name: 'jobTitle' } },
            { key: 'Find', value: { type: 'Constant', name: '.' } },
            { key: 'Replacement', value: { type: 'Constant', name: '' } },
          ],
        },
      }),
      'title: it has no text of its expression; its tree was read as Replace([jobTitle], ".", , , "").',
    ],
    [
      'a Switch without its text and without a default',
      set(2, {
        source: {
          type: 'Function',
          name: 'Switch',
          parameters: [
            { key: 'source', value: { type: 'Attribute', name: 'jobTitle' } },
            { key: 'switchValue', value: { type: 'Constant', name: 'a' } },
            { key: 'switchValue', value: { type: 'Constant', name: 'b' } },
          ],
        },
      }),
      'title: it has no text of its expression; its tree was read as Switch([jobTitle], , "a", "b").',
    ],
    [
      'an immutable attribute',
      ({ target }) => void Object.assign(target.find(({ name }) => name === 'title') ?? {}, { mutability: 2 }),
      'title: This file defines it as immutable: apply the mapping only during object creation, or updates may be refused.',
    ],
    [
      'a source that the file does not define',
      set(2, { source: { name: 'employeeType' } }),
      'Not defined in the source directory of this file: employeeType. Inseam reads it all the same.',
    ],
  ])('%s', (_, change, notice) => {
    const examined = examine(change);
    expect(faultsOf(examined)).toEqual([]);
    expect(examined.notices).toContain(notice);
  });

  test.each([
    ['flowTypes', 3, { create: true, update: true, delete: false }],
    ['flowTypes', 7, { create: true, update: true, delete: true }],
  ])('%s may be the number %i', (key, number, actions) => {
    const examined = examine(({ mapping }) => void Object.assign(mapping, { [key]: number }));
    expect(examined.ok && examined.read.rules.actions).toEqual(actions);
  });
});
