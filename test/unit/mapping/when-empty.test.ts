import { describe, expect, test } from 'vitest';
import { changesFor } from '../../../shared/decision/changes';
import { sourceId } from '../../../shared/ids';
import { compileRules, type MappingMoment, mapPerson } from '../../../shared/mapping/map-person';
import type { AttributeMapping, Rules, WhenEmpty } from '../../../shared/mapping/rules';
import type { TargetValue } from '../../../shared/mapping/target-value';
import { validateRules } from '../../../shared/mapping/validate-rules';
import { bluejeans } from '../../../shared/profiles/bluejeans';
import { defaultRules, defaultSchema } from '../../../shared/schema/default-schema';
import { readSchema } from '../../../shared/schema/read-schema';
import { writeSchema } from '../../../shared/schema/write-schema';
import { testSurroundings } from '../../surroundings';

const title = (whenEmpty: WhenEmpty | undefined, more: Partial<AttributeMapping> = {}): AttributeMapping => ({
  target: 'title',
  source: { kind: 'direct', attribute: 'jobTitle' },
  defaultValue: null,
  flowType: 'Always',
  matchingPriority: 0,
  whenEmpty,
  ...more,
});

function changes(
  mapping: AttributeMapping,
  jobTitle: string | null,
  known: Record<string, TargetValue>,
  moment: MappingMoment = 'update',
) {
  const rules: Rules = { mappings: [mapping], actions: { create: true, update: true, delete: true }, filters: [] };
  const person = { id: sourceId('ada'), properties: { jobTitle }, managerId: null, directoryState: 'present' } as const;
  const mapped = mapPerson(
    compileRules(rules, testSurroundings()),
    { person, isSoftDeleted: false, appRoles: [] },
    bluejeans,
    moment,
  );
  return changesFor(mapped.values, (path) => known[path] ?? null, bluejeans, mapped.cleared);
}

describe('a value that became empty', () => {
  const has = { title: 'Clerk' };
  const cleared = [{ path: 'title', from: 'Clerk', to: null }];
  const filled = [{ path: 'title', from: 'Clerk', to: 'None' }];
  test.each([
    { name: 'is left, as the service does', mapping: title(undefined), known: has, expected: [] },
    {
      name: 'is left where the default is for new accounts alone',
      mapping: title('leave', { defaultValue: 'None' }),
      known: has,
      expected: [],
    },
    { name: 'is cleared where the admin says so', mapping: title('clear'), known: has, expected: cleared },
    {
      name: 'is cleared even with a default for new accounts',
      mapping: title('clear', { defaultValue: 'None' }),
      known: has,
      expected: cleared,
    },
    { name: 'is not cleared again', mapping: title('clear'), known: {}, expected: [] },
    {
      name: 'becomes the default where the admin says so',
      mapping: title('default', { defaultValue: 'None' }),
      known: has,
      expected: filled,
    },
    {
      name: 'becomes the default once',
      mapping: title('default', { defaultValue: 'None' }),
      known: { title: 'None' },
      expected: [],
    },
    {
      name: 'is not cleared where it is filled at creation alone',
      mapping: title('clear', { flowType: 'ObjectAddOnly' }),
      known: has,
      expected: [],
    },
    {
      name: 'is not cleared where values are only added',
      mapping: title('clear', { flowType: 'AttributeAddOnly' }),
      known: has,
      expected: [],
    },
    {
      name: 'is left where the expression ignores the flow',
      mapping: title('clear', { source: { kind: 'expression', text: 'IgnoreFlowIfNullOrEmpty([jobTitle])' } }),
      known: has,
      expected: [],
    },
  ])('$name', ({ mapping, known, expected }) =>
    expect(changes(mapping, null, known as Record<string, TargetValue>)).toEqual(expected),
  );

  test('is the default for a new account, whatever else is chosen', () => {
    for (const whenEmpty of ['leave', 'clear', 'default'] as const)
      expect(changes(title(whenEmpty, { defaultValue: 'None' }), '', {}, 'create')).toEqual([
        { path: 'title', from: null, to: 'None' },
      ]);
  });

  test('counts for nothing while there is a value', () =>
    expect(changes(title('clear'), 'Lead', has)).toEqual([{ path: 'title', from: 'Clerk', to: 'Lead' }]));
});

describe('what cannot be taken away for want of a value', () => {
  const faults = (target: string, whenEmpty: WhenEmpty, more: Partial<AttributeMapping> = {}) => {
    const rules = defaultRules(bluejeans);
    const mappings = rules.mappings.map((mapping) =>
      mapping.target === target ? { ...mapping, ...more, whenEmpty } : mapping,
    );
    return validateRules({ ...rules, mappings }, bluejeans)
      .filter(({ severity }) => severity === 'error')
      .map(({ message }) => message);
  };
  test.each([
    { target: 'active', whenEmpty: 'clear', says: 'active decides who has access' },
    { target: 'active', whenEmpty: 'default', says: 'active decides who has access' },
    { target: 'userName', whenEmpty: 'clear', says: 'userName finds existing accounts' },
    { target: 'userName', whenEmpty: 'default', says: 'userName finds existing accounts' },
    { target: 'title', whenEmpty: 'default', says: 'There is no default for title' },
  ] as const)('$target, $whenEmpty: refused', ({ target, whenEmpty, says }) =>
    expect(faults(target, whenEmpty)).toEqual([expect.stringContaining(says)]),
  );
  test('an attribute that the service needs is not cleared', () => {
    const needed = bluejeans.attributes.filter(
      ({ required, path }) => required && path !== 'userName' && path !== 'active',
    );
    for (const { path } of needed)
      expect(faults(path, 'clear')).toEqual([expect.stringContaining('it cannot be cleared')]);
  });
  test.each([
    { whenEmpty: 'clear', more: {} },
    { whenEmpty: 'default', more: { defaultValue: 'None' } },
    { whenEmpty: 'leave', more: {} },
  ] as const)('title may be: $whenEmpty', ({ whenEmpty, more }) =>
    expect(faults('title', whenEmpty, more)).toEqual([]),
  );
});

describe('in the schema file', () => {
  const rules = defaultRules(bluejeans);
  const withTitle = (whenEmpty: WhenEmpty | undefined): Rules => ({
    ...rules,
    mappings: rules.mappings.map((mapping) => (mapping.target === 'title' ? { ...mapping, whenEmpty } : mapping)),
  });
  const read = (json: unknown) => {
    const outcome = readSchema(json);
    if (!outcome.ok) throw new Error(outcome.problem.kind);
    return outcome.value;
  };
  const titleIn = (json: unknown) =>
    JSON.parse(JSON.stringify(json)).synchronizationRules[0].objectMappings[0].attributeMappings.find(
      (each: { targetAttributeName: string }) => each.targetAttributeName === 'title',
    );

  test.each(['clear', 'default'] as const)('%s is kept under a key of our own, there and back', (whenEmpty) => {
    const { document } = read(defaultSchema(bluejeans));
    const written = writeSchema(document, withTitle(whenEmpty), bluejeans);
    expect(titleIn(written).inseamWhenEmpty).toBe(whenEmpty);
    const again = read(written);
    expect(again.rules.mappings.find(({ target }) => target === 'title')?.whenEmpty).toBe(whenEmpty);
    expect(titleIn(writeSchema(again.document, withTitle(undefined), bluejeans))).not.toHaveProperty('inseamWhenEmpty');
  });

  test('another word is refused with its place', () => {
    const json = JSON.parse(JSON.stringify(defaultSchema(bluejeans)));
    json.synchronizationRules[0].objectMappings[0].attributeMappings[0].inseamWhenEmpty = 'erase';
    expect(readSchema(json)).toMatchObject({
      ok: false,
      problem: {
        kind: 'schema-wrong',
        path: 'synchronizationRules[0].objectMappings[0].attributeMappings[0].inseamWhenEmpty',
        detail: 'One of "leave", "clear", "default" is needed here.',
      },
    });
  });
});
