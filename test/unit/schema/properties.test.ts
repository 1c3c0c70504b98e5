import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bluejeans } from '../../../shared/profiles/bluejeans';
import { readSchema } from '../../../shared/schema/read-schema';
import { sameJson } from '../../../shared/schema/same-json';
import { writeSchema } from '../../../shared/schema/write-schema';
import { readTable } from '../../tables/read-table';
import { mistyped } from '../expression/random-expressions';

/** A failure prints its seed and its smallest example; `fc.assert(…, { seed, path })` runs it again. */

type Json = Record<string, unknown>;
const published = readTable('bluejeans-schema') as Json;
const expressions = (readTable('expression-vectors') as readonly { readonly expression: string }[]).map(
  ({ expression }) => expression,
);

/** Keys that Inseam does not know, at any level: they are kept as they came. */
const unknownKeys: fc.Arbitrary<Json> = fc.dictionary(
  fc.stringMatching(/^x-[a-z]{1,6}$/),
  // As a file has them: JSON knows no minus nought.
  fc.jsonValue({ maxDepth: 2 }).map((value): unknown => JSON.parse(JSON.stringify(value))),
  { maxKeys: 3 },
) as fc.Arbitrary<Json>;
const withUnknown = (shape: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc.tuple(shape, unknownKeys).map(([known, unknown]) => ({ ...unknown, ...known }));

const expressionText = fc.oneof(fc.constantFrom(...expressions), mistyped(fc.constantFrom(...expressions)));
const anyString = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('', '"', '\\', 'True', 'a"b'));

const source = fc.oneof(
  fc.constant(null),
  withUnknown(
    fc.constantFrom('mail', 'displayName', 'jobTitle', 'department').map((name) => ({
      type: 'Attribute',
      name,
      expression: `[${name}]`,
      parameters: [],
    })),
  ),
  withUnknown(anyString.map((name) => ({ type: 'Constant', name, expression: JSON.stringify(name), parameters: [] }))),
  withUnknown(anyString.map((name) => ({ type: 'Constant', name }))),
  withUnknown(expressionText.map((expression) => ({ type: 'Function', name: 'x', expression, parameters: [] }))),
  withUnknown(anyString.map((name) => ({ type: 'Workflow', name, expression: '' }))),
);

const targets = [
  'userName',
  'active',
  'title',
  'displayName',
  'name.givenName',
  'emails[type eq "work"].value',
  'nickName',
  'locale',
];
const mapping = (targetAttributeName: string): fc.Arbitrary<Json> =>
  withUnknown(
    fc.record(
      {
        targetAttributeName: fc.constant(targetAttributeName),
        source,
        defaultValue: fc.option(anyString),
        flowType: fc.constantFrom(
          'Always',
          'ObjectAddOnly',
          'MultiValueAddOnly',
          'ValueAddOnly',
          'AttributeAddOnly',
          'Sometimes',
        ),
        flowBehavior: fc.constantFrom('FlowWhenChanged', 'FlowAlways'),
        matchingPriority: fc.nat(3),
        exportMissingReferences: fc.boolean(),
        inseamOnDrift: fc.constantFrom('source', 'report'),
        inseamWhenEmpty: fc.constantFrom('leave', 'clear', 'default'),
      },
      { requiredKeys: ['targetAttributeName', 'source'] },
    ) as fc.Arbitrary<Json>,
  );
const mappings = fc.shuffledSubarray(targets).chain((chosen) => fc.tuple(...chosen.map(mapping)));

const clause = withUnknown(
  fc.record({
    sourceOperandName: fc.constantFrom('department', 'jobTitle', 'country'),
    operatorName: fc.constantFrom('EQUALS', 'NOT EQUALS', 'IS NULL', 'REGEX MATCH', 'Includes'),
    targetOperand: fc.oneof(
      fc.constant(null),
      withUnknown(fc.record({ values: fc.array(anyString, { maxLength: 2 }) })),
    ),
  }),
);
const groups = fc.array(withUnknown(fc.record({ name: anyString, clauses: fc.array(clause, { maxLength: 3 }) })), {
  maxLength: 3,
});

/** The published schema with other mappings, filters and rules, and unknown keys at every level. */
const schema: fc.Arbitrary<Json> = fc
  .record({
    mappings,
    groups,
    flowTypes: fc.constantFrom('Add, Update, Delete', 'Add', 'Add, Update', 'Update,Add', ''),
    top: unknownKeys,
    rule: unknownKeys,
    objectMapping: unknownKeys,
    scope: unknownKeys,
    otherRule: fc.boolean(),
  })
  .map((given) => {
    const copy = structuredClone(published);
    const rules = copy['synchronizationRules'] as Json[];
    const [rule = {}] = rules;
    const [objectMapping = {}] = rule['objectMappings'] as Json[];
    const before = objectMapping['scope'] as Json;
    rules[0] = {
      ...rule,
      ...given.rule,
      objectMappings: [
        {
          ...objectMapping,
          ...given.objectMapping,
          flowTypes: given.flowTypes,
          attributeMappings: given.mappings,
          scope: { ...before, ...given.scope, groups: given.groups },
        },
        { name: 'Groups', sourceObjectName: 'Group', attributeMappings: [], ...given.objectMapping },
      ],
    };
    if (given.otherRule) rules.unshift({ name: 'inbound', editable: false, ...given.rule, objectMappings: [] });
    return { ...copy, ...given.top };
  });

function read(json: unknown) {
  const outcome = readSchema(json);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}

describe('a schema file', () => {
  test('read and written unchanged is the same file', () => {
    fc.assert(
      fc.property(schema, (json) => {
        const { document, rules } = read(json);
        const written = writeSchema(document, rules, bluejeans);
        expect(sameJson(written['synchronizationRules'], json['synchronizationRules'])).toBe(true);
        for (const [key, value] of Object.entries(json)) {
          if (key !== 'directories') expect(sameJson(written[key], value)).toBe(true);
        }
      }),
      { numRuns: 250 },
    );
  });

  test('read, written and read again gives the same rules', () => {
    fc.assert(
      fc.property(schema, (json) => {
        const first = read(json);
        const second = read(JSON.parse(JSON.stringify(writeSchema(first.document, first.rules, bluejeans))));
        expect(second.rules).toEqual(first.rules);
        expect(second.notices).toEqual(first.notices);
      }),
      { numRuns: 250 },
    );
  });

  test('a new one for the same rules says the same', () => {
    fc.assert(
      fc.property(schema, (json) => {
        const { rules } = read(json);
        const again = read(JSON.parse(JSON.stringify(writeSchema(null, rules, bluejeans))));
        expect(again.rules).toEqual(rules);
      }),
      { numRuns: 200 },
    );
  });

  test('a changed mapping keeps the keys that are not understood, and changes nothing else', () => {
    fc.assert(
      fc.property(schema, fc.nat(), anyString, (json, which, defaultValue) => {
        const { document, rules } = read(json);
        fc.pre(rules.mappings.length > 0);
        const index = which % rules.mappings.length;
        const edited = rules.mappings.map((each, at) => (at === index ? { ...each, defaultValue } : each));
        const written = JSON.parse(JSON.stringify(writeSchema(document, { ...rules, mappings: edited }, bluejeans)));
        const target = rules.mappings[index]?.target;
        for (const [before, after] of pairs(json, written)) {
          if (before['targetAttributeName'] !== target) expect(sameJson(after, before)).toBe(true);
          else expect(after).toMatchObject({ ...unknownOf(before), source: before['source'], defaultValue });
        }
        expect(read(written).rules.mappings).toEqual(edited);
      }),
      { numRuns: 250 },
    );
  });

  test('anything else is refused in words', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), mistyped(fc.constant(JSON.stringify(published))).map(parsed)), (json) => {
        const outcome = readSchema(json);
        if (outcome.ok) writeSchema(outcome.value.document, outcome.value.rules, bluejeans);
        else expect(outcome.problem.kind).toBe('schema-wrong');
      }),
      { numRuns: 400 },
    );
  });
});

const unknownOf = (json: Json): Json =>
  Object.fromEntries(Object.entries(json).filter(([key]) => key.startsWith('x-')));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function mappingsIn(json: Json): Json[] {
  const rule = (json['synchronizationRules'] as Json[]).find(({ name }) => name !== 'inbound');
  const [people = {}] = (rule?.['objectMappings'] ?? []) as Json[];
  return people['attributeMappings'] as Json[];
}

function pairs(before: Json, after: Json): readonly (readonly [Json, Json])[] {
  const [left, right] = [mappingsIn(before), mappingsIn(after)];
  expect(right.length).toBe(left.length);
  return left.map((each, index) => [each, right[index] ?? {}]);
}
