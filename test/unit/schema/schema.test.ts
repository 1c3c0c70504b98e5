import { describe, expect, test } from 'vitest';
import type { Rules } from '../../../shared/mapping/rules';
import { bluejeans } from '../../../shared/profiles/bluejeans';
import { profiles } from '../../../shared/profiles/profiles';
import { defaultRules, defaultSchema } from '../../../shared/schema/default-schema';
import { readSchema } from '../../../shared/schema/read-schema';
import type { SynchronizationSchema } from '../../../shared/schema/synchronization-schema';
import { writeSchema } from '../../../shared/schema/write-schema';
import { readTable } from '../../tables/read-table';

const published = readTable('bluejeans-schema');

function read(json: unknown) {
  const outcome = readSchema(json);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}

/** A copy of the published schema with its people's mapping changed. */
function changed(change: (mapping: Record<string, unknown>, schema: Record<string, unknown>) => void): unknown {
  const copy = structuredClone(published) as Record<string, unknown>;
  const [rule] = copy['synchronizationRules'] as Record<string, unknown>[];
  const [mapping] = (rule?.['objectMappings'] ?? []) as Record<string, unknown>[];
  change(mapping ?? {}, copy);
  return copy;
}

const mappingsOf = (schema: SynchronizationSchema) =>
  schema.synchronizationRules[0]?.objectMappings?.[0]?.attributeMappings ?? [];

describe('reading', () => {
  test("Microsoft's shape becomes rules", () => {
    const { rules, notices } = read(published);
    expect(notices).toEqual([]);
    expect(rules.actions).toEqual({ create: true, update: true, delete: true });
    expect(rules.filters).toEqual([
      {
        name: 'Sales, with a job title',
        clauses: [
          { attribute: 'department', operator: 'EQUALS', values: ['Sales'] },
          { attribute: 'jobTitle', operator: 'IS NOT NULL', values: [] },
        ],
      },
    ]);
    expect(rules.mappings.map(({ target, source }) => [target, source])).toEqual([
      ['userName', { kind: 'direct', attribute: 'userPrincipalName' }],
      ['active', { kind: 'expression', text: 'Switch([IsSoftDeleted], , "False", "True", "True", "False")' }],
      ['title', { kind: 'direct', attribute: 'jobTitle' }],
      ['emails[type eq "work"].value', { kind: 'direct', attribute: 'mail' }],
      ['name.givenName', { kind: 'direct', attribute: 'givenName' }],
      ['name.familyName', { kind: 'direct', attribute: 'surname' }],
      ['phoneNumbers[type eq "work"].value', { kind: 'direct', attribute: 'telephoneNumber' }],
      ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager', { kind: 'direct', attribute: 'manager' }],
    ]);
    expect(rules.mappings[0]).toMatchObject({ matchingPriority: 1, flowType: 'Always', defaultValue: null });
  });

  test.each([
    ['an attribute by its name alone', { type: 'Attribute', name: 'mail' }, { kind: 'direct', attribute: 'mail' }],
    ['a constant by its name alone', { type: 'Constant', name: 'GB' }, { kind: 'constant', value: 'GB' }],
    [
      'a constant in quotation marks',
      { type: 'Constant', name: 'a"b', expression: '"a\\"b"' },
      { kind: 'constant', value: 'a"b' },
    ],
    ['no kind at all', { name: 'mail' }, { kind: 'direct', attribute: 'mail' }],
    ['no source: none', null, { kind: 'none' }],
    [
      'a tree without its text',
      {
        type: 'Function',
        name: 'Append',
        parameters: [
          { key: 'source', value: { type: 'Attribute', name: 'mail' } },
          { key: 'suffix', value: { type: 'Constant', name: 'x' } },
        ],
      },
      { kind: 'expression', text: 'Append([mail], "x")' },
    ],
    [
      'an expression that Inseam cannot evaluate',
      { type: 'Function', name: 'Now', expression: 'Now()' },
      { kind: 'expression', text: 'Now()' },
    ],
  ])('%s', (_, source, expected) => {
    const json = changed((mapping) => {
      mapping['attributeMappings'] = [{ targetAttributeName: 'title', source }];
    });
    expect(read(json).rules.mappings[0]?.source).toEqual(expected);
  });

  test('where name and expression disagree the expression counts, and the admin hears of it', () => {
    const json = changed((mapping) => {
      mapping['attributeMappings'] = [
        { targetAttributeName: 'title', source: { type: 'Attribute', name: 'mail', expression: '[jobTitle]' } },
      ];
    });
    const { rules, notices } = read(json);
    expect(rules.mappings[0]?.source).toEqual({ kind: 'direct', attribute: 'jobTitle' });
    expect(notices).toEqual(['title: its name says “mail” and its expression [jobTitle]; the expression counts.']);
  });

  test('what is kept but not used is told', () => {
    const json = changed((mapping, schema) => {
      const rule = (schema['synchronizationRules'] as Record<string, unknown>[])[0] ?? {};
      rule['objectMappings'] = [
        { name: 'Groups', enabled: true, sourceObjectName: 'Group', attributeMappings: [] },
        mapping,
      ];
      mapping['scope'] = { groups: [], inputFilterGroups: [{ name: 'early' }] };
      mapping['attributeMappings'] = [
        { targetAttributeName: 'userName', source: { type: 'LogicApp', name: 'workflow' } },
        { targetAttributeName: 'title', source: { name: 'jobTitle' }, flowType: 'Sometimes' },
      ];
    });
    const { rules, notices } = read(json);
    expect(rules.mappings.map(({ target }) => target)).toEqual(['title']);
    expect(notices).toEqual([
      'The mapping of Group in USER_OUTBOUND_USER is kept but not used: Inseam provisions users of one rule.',
      'Filters other than scope.groups are kept but not used.',
      'userName: sources of the kind “LogicApp” are kept but not used.',
      'title: the flow type “Sometimes” is not known; the mapping is always applied.',
    ]);
  });

  test.each([
    ['Add, Update, Delete', { create: true, update: true, delete: true }],
    ['Update', { create: false, update: true, delete: false }],
    ['add,delete', { create: true, update: false, delete: true }],
    ['', { create: false, update: false, delete: false }],
    [null, { create: true, update: true, delete: true }],
  ])('the actions of %j', (flowTypes, actions) => {
    expect(
      read(
        changed((mapping) => {
          mapping['flowTypes'] = flowTypes;
        }),
      ).rules.actions,
    ).toEqual(actions);
  });

  test.each([[[]], [['']], [null]])('an operator without operand may come with %j', (values) => {
    const json = changed((mapping) => {
      mapping['scope'] = {
        groups: [
          { name: 'g', clauses: [{ sourceOperandName: 'mail', operatorName: 'IS NULL', targetOperand: { values } }] },
        ],
      };
    });
    const { rules, document } = read(json);
    expect(rules.filters[0]?.clauses[0]?.values).toEqual([]);
    expect(writeSchema(document, rules, bluejeans)).toEqual(json);
  });

  test('the rule that reads the Entra directory is taken, by priority, and never one that is not editable', () => {
    const json = changed((mapping, schema) => {
      const [rule] = schema['synchronizationRules'] as Record<string, unknown>[];
      const other = (facts: object, target: string) => ({
        ...rule,
        ...facts,
        objectMappings: [{ ...mapping, attributeMappings: [{ targetAttributeName: target, source: null }] }],
      });
      schema['synchronizationRules'] = [
        other({ editable: false, priority: 0 }, 'locked'),
        other({ sourceDirectoryName: 'Workday', priority: 0 }, 'inbound'),
        other({ priority: 9 }, 'later'),
        other({ priority: 2 }, 'first'),
      ];
    });
    expect(read(json).rules.mappings.map(({ target }) => target)).toEqual(['first']);
  });

  test.each([
    [null, 'the whole file'],
    [{}, 'synchronizationRules'],
    [{ synchronizationRules: [] }, 'synchronizationRules'],
    [
      { synchronizationRules: [{ objectMappings: [{ sourceObjectName: 'User', attributeMappings: [{}] }] }] },
      'synchronizationRules[0].objectMappings[0].attributeMappings[0].targetAttributeName',
    ],
    [
      { synchronizationRules: [{ editable: false, objectMappings: [{ sourceObjectName: 'User' }] }] },
      'synchronizationRules',
    ],
  ])('%j is refused with the place', (json, path) => {
    expect(readSchema(json)).toMatchObject({ ok: false, problem: { kind: 'schema-wrong', path } });
  });
});

describe('writing back', () => {
  test('a file read and written unchanged is equal, with everything that is not understood', () => {
    const json = changed((mapping, schema) => {
      schema['@odata.context'] = 'https://graph.microsoft.com/v1.0/$metadata';
      mapping['future'] = { kept: [1] };
      const mappings = mapping['attributeMappings'] as Record<string, unknown>[];
      mappings.splice(2, 0, { targetAttributeName: 'workflow', source: { type: 'LogicApp', name: 'x' }, extra: true });
      Object.assign(mappings[0] ?? {}, { flowNullValues: false });
    });
    const { rules, document } = read(json);
    expect(writeSchema(document, rules, bluejeans)).toEqual(json);
  });

  test('only what changed is changed', () => {
    const { rules, document } = read(published);
    const [first, ...others] = rules.mappings;
    if (first === undefined) throw new Error('no mapping');
    const next: Rules = {
      ...rules,
      actions: { create: true, update: true, delete: false },
      mappings: [{ ...first, source: { kind: 'expression', text: 'Left([mail], 30)' } }, ...others],
      filters: [],
    };
    const written = writeSchema(document, next, bluejeans);
    expect(mappingsOf(written).slice(1)).toEqual(mappingsOf(document).slice(1));
    expect(mappingsOf(written)[0]).toEqual({
      ...mappingsOf(document)[0],
      source: {
        expression: 'Left([mail], 30)',
        name: 'Left',
        type: 'Function',
        parameters: [
          { key: 'string', value: { expression: '[mail]', name: 'mail', type: 'Attribute', parameters: [] } },
          { key: 'numChars', value: { expression: '"30"', name: '30', type: 'Constant', parameters: [] } },
        ],
      },
    });
    expect(written.synchronizationRules[0]?.objectMappings?.[0]).toMatchObject({
      flowTypes: 'Add, Update',
      scope: { groups: [], categoryFilterGroups: [], inputFilterGroups: [] },
    });
    expect(read(written).rules).toEqual(next);
  });

  test('the order of the keys that a caller happens to use changes nothing', () => {
    const { rules, document } = read(published);
    const turned = rules.mappings.map((mapping) =>
      Object.fromEntries(Object.entries(mapping).reverse()),
    ) as unknown as Rules['mappings'];
    expect(writeSchema(document, { ...rules, mappings: turned }, bluejeans)).toEqual(published);
  });

  test('a new attribute is defined on both sides, as an upload demands', () => {
    const { rules, document } = read(published);
    const written = writeSchema(
      document,
      {
        ...rules,
        mappings: [
          ...rules.mappings,
          {
            target: 'nickName',
            source: { kind: 'direct', attribute: 'mailNickname' },
            defaultValue: 'x',
            flowType: 'ObjectAddOnly',
            matchingPriority: 0,
          },
        ],
      },
      bluejeans,
    );
    const defined = written.directories?.map(({ objects }) => objects?.[0]?.attributes?.at(-1)?.name);
    expect(defined).toEqual(['mailNickname', 'nickName']);
    expect(mappingsOf(written).at(-1)).toEqual({
      exportMissingReferences: false,
      flowBehavior: 'FlowWhenChanged',
      targetAttributeName: 'nickName',
      source: { expression: '[mailNickname]', name: 'mailNickname', type: 'Attribute', parameters: [] },
      defaultValue: 'x',
      flowType: 'ObjectAddOnly',
      matchingPriority: 0,
    });
  });

  test('an expression that cannot be read is kept to the letter', () => {
    const rules: Rules = {
      ...defaultRules(bluejeans),
      mappings: [
        {
          target: 'title',
          source: { kind: 'expression', text: 'Now(' },
          defaultValue: null,
          flowType: 'Always',
          matchingPriority: 0,
        },
      ],
    };
    expect(read(writeSchema(null, rules, bluejeans)).rules).toEqual(rules);
  });

  test('filters are written in the shape of Microsoft Graph', () => {
    const rules: Rules = {
      ...defaultRules(bluejeans),
      filters: [{ name: 'Sales', clauses: [{ attribute: 'department', operator: 'EQUALS', values: ['Sales'] }] }],
    };
    expect(writeSchema(null, rules, bluejeans).synchronizationRules[0]?.objectMappings?.[0]?.scope).toEqual({
      categoryFilterGroups: [],
      inputFilterGroups: [],
      groups: [
        {
          name: 'Sales',
          clauses: [{ sourceOperandName: 'department', operatorName: 'EQUALS', targetOperand: { values: ['Sales'] } }],
        },
      ],
    });
  });
});

describe('what is done about a change by hand', () => {
  const withWord = (word: unknown) => {
    const schema = JSON.parse(JSON.stringify(defaultSchema(bluejeans)));
    schema.synchronizationRules[0].objectMappings[0].attributeMappings[1].inseamOnDrift = word;
    return schema;
  };
  test.each([
    ['report', 'report'],
    ['source', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('as %s is read, and kept as it is', (word, onDrift) => {
    const { rules, document } = read(withWord(word));
    expect(rules.mappings[1]?.onDrift).toBe(onDrift);
    expect(writeSchema(document, rules, bluejeans)).toEqual(document);
  });

  test('by another word is a fault, with its place', () => {
    const outcome = readSchema(withWord('ask'));
    expect(outcome.ok ? null : outcome.problem).toEqual({
      kind: 'schema-wrong',
      path: 'synchronizationRules[0].objectMappings[0].attributeMappings[1].inseamOnDrift',
      detail: 'inseamOnDrift is "source" (put back) or "report" (left alone).',
    });
  });

  test('is written where it says something, and changed back', () => {
    const { rules, document } = read(defaultSchema(bluejeans));
    const as = (onDrift: 'report' | 'source') => ({
      ...rules,
      mappings: rules.mappings.map((mapping, index) => (index === 1 ? { ...mapping, onDrift } : mapping)),
    });
    const keyIn = (schema: ReturnType<typeof writeSchema>) =>
      schema.synchronizationRules[0]?.objectMappings?.[0]?.attributeMappings?.map(({ inseamOnDrift }) => inseamOnDrift);
    const reported = writeSchema(document, as('report'), bluejeans);
    expect(keyIn(reported)?.[1]).toBe('report');
    expect(keyIn(writeSchema(reported, as('source'), bluejeans))?.[1]).toBe('source');
    expect(keyIn(writeSchema(document, as('source'), bluejeans))).toEqual(keyIn(document));
  });
});

describe.each(profiles)('the schema that a new job of $id starts with', (profile) => {
  test('holds the default mapping, and reading and writing it changes nothing', () => {
    const schema = defaultSchema(profile);
    const { rules, document, notices } = read(JSON.parse(JSON.stringify(schema)));
    expect(notices).toEqual([]);
    expect(rules).toEqual(defaultRules(profile));
    expect(writeSchema(document, rules, profile)).toEqual(schema);
  });

  test('defines every attribute of the target once, with one anchor on each side', () => {
    for (const { objects } of defaultSchema(profile).directories ?? []) {
      const attributes = objects?.[0]?.attributes ?? [];
      expect(attributes.filter((attribute) => attribute['anchor'] === true)).toHaveLength(1);
      expect(new Set(attributes.map(({ name }) => name)).size).toBe(attributes.length);
    }
  });
});
