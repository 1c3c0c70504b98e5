import { expect, test } from 'vitest';
import type { AttributeMapping, Rules } from '../../../shared/mapping/rules';
import { valueOrThrow } from '../../../shared/outcome';
import { bluejeans } from '../../../shared/profiles/bluejeans';
import { defaultSchema } from '../../../shared/schema/default-schema';
import { readSchema } from '../../../shared/schema/read-schema';
import { differenceSummary, type RulesState, rulesDifference } from '../../../shared/schema/rules-difference';
import { writeSchema } from '../../../shared/schema/write-schema';
import { defaultJob } from '../../../shared/settings/defaults';
import type { ScopeSettings } from '../../../shared/settings/settings';

const schema = defaultSchema(bluejeans);
const start: RulesState = { schema, scope: defaultJob(bluejeans, schema).scope };

const withRules = (change: (rules: Rules) => Rules): RulesState => {
  const { document, rules } = valueOrThrow(readSchema(schema));
  return { ...start, schema: writeSchema(document, change(rules), bluejeans) };
};
const withMapping = (target: string, change: Partial<AttributeMapping>): RulesState =>
  withRules((rules) => ({
    ...rules,
    mappings: rules.mappings.map((each) => (each.target === target ? { ...each, ...change } : each)),
  }));
const withScope = (change: Partial<ScopeSettings>): RulesState => ({ ...start, scope: { ...start.scope, ...change } });
const department = { attribute: 'department', operator: 'EQUALS', values: ['Sales'] };
const country = { attribute: 'country', operator: 'IS NOT NULL', values: [] };
const filter = (name: string, ...values: readonly string[]) => ({
  name,
  clauses: [{ sourceOperandName: 'department', operatorName: 'EQUALS', targetOperand: { values } }],
});

test.each<[string, RulesState, readonly (readonly [string, string | null, string | null])[], string]>([
  ['nothing', start, [], 'Nothing changed'],
  [
    'a source',
    withMapping('title', { source: { kind: 'direct', attribute: 'department' } }),
    [['title', 'jobTitle', 'department']],
    '1 attribute changed',
  ],
  [
    'several parts of one attribute count once',
    withMapping('title', {
      source: { kind: 'constant', value: 'x' },
      defaultValue: '-',
      flowType: 'ObjectAddOnly',
      onDrift: 'report',
      whenEmpty: 'clear',
    }),
    [
      ['title', 'jobTitle', '“x”'],
      ['title, applied', 'always', 'only when the account is created'],
      ['title, default', null, '“-”'],
      ['title, when empty', 'left alone', 'cleared'],
      ['title, changed by hand', 'put back', 'only reported'],
    ],
    '1 attribute changed',
  ],
  [
    'an attribute taken out',
    withRules((rules) => ({ ...rules, mappings: rules.mappings.filter(({ target }) => target !== 'title') })),
    [['title', 'jobTitle', null]],
    '1 attribute changed',
  ],
  [
    'an attribute put in',
    withRules((rules) => ({
      ...rules,
      mappings: [
        ...rules.mappings,
        {
          target: 'nickName',
          source: { kind: 'expression', text: 'ToLower([mailNickname])' },
          defaultValue: null,
          flowType: 'Always',
          matchingPriority: 0,
        },
      ],
    })),
    [['nickName', null, 'ToLower([mailNickname])']],
    '1 attribute changed',
  ],
  [
    'the order of matching',
    withMapping('title', { matchingPriority: 2 }),
    [['Order of matching', 'userName', 'userName, title']],
    'The order of matching changed',
  ],
  [
    'numbers that leave the order of matching as it was',
    withMapping('userName', { matchingPriority: 7 }),
    [['Other parts of the schema file', null, null]],
    'Other parts of the schema file changed',
  ],
  [
    'what may be done',
    withRules((rules) => ({ ...rules, actions: { create: true, update: true, delete: false } })),
    [['Object actions', 'create, update, delete', 'create, update']],
    'The object actions changed',
  ],
  [
    'a filter of the schema',
    withRules((rules) => ({ ...rules, filters: [{ name: 'Sales', clauses: [department, country] }] })),
    [['Mapping filter “Sales”', null, 'department EQUALS Sales and country IS NOT NULL']],
    '1 filter changed',
  ],
  [
    'who is looked at',
    withScope({ mode: 'groups', servicePrincipalId: 'sp-1', groupIds: ['g-1', 'g-2'] }),
    [
      ['Who to look at', 'people assigned to the application', 'members of groups'],
      ['Enterprise application', null, 'sp-1'],
      ['Group', null, 'g-1'],
      ['Group', null, 'g-2'],
    ],
    'The scope and 2 groups changed',
  ],
  [
    'a filter of the scope without a name',
    withScope({ filters: [filter('', 'Sales')] }),
    [['Filter 1', null, 'department EQUALS Sales']],
    '1 filter changed',
  ],
  [
    'only what Inseam does not use',
    { ...start, schema: { ...(schema as object), extra: true } },
    [['Other parts of the schema file', null, null]],
    'Other parts of the schema file changed',
  ],
  [
    'several at once',
    {
      ...withMapping('title', { source: { kind: 'none' } }),
      scope: { ...start.scope, mode: 'all', filters: [filter('Sales', 'Sales')] },
    },
    [
      ['title', 'jobTitle', 'nothing'],
      ['Who to look at', 'people assigned to the application', 'everyone'],
      ['Filter “Sales”', null, 'department EQUALS Sales'],
    ],
    '1 attribute, the scope and 1 filter changed',
  ],
])('%s is said, with what it was and what it is', (_, after, changes, summary) => {
  const found = rulesDifference(start, after);
  expect(found.map(({ what, from, to }) => [what, from, to])).toEqual(changes);
  expect(differenceSummary(found)).toBe(summary);
});

test('a changed filter says both its texts; one that only stands elsewhere is no change', () => {
  const before = withScope({ filters: [filter('A', 'Sales'), filter('B', 'Research')] });
  const moved = withScope({ filters: [filter('B', 'Research'), filter('A', 'Legal')] });
  expect(rulesDifference(before, moved)).toEqual([
    expect.objectContaining({ what: 'Filter “A”', from: 'department EQUALS Sales', to: 'department EQUALS Legal' }),
  ]);
  const gone = rulesDifference(before, start);
  expect(gone.map(({ to }) => to)).toEqual([null, null]);
  expect(differenceSummary(gone)).toBe('2 filters changed');
});
