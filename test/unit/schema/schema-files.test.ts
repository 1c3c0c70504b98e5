import { describe, expect, test } from 'vitest';
import { bluejeans } from '../../../shared/profiles/bluejeans';
import type { Profile } from '../../../shared/profiles/profile';
import { scim } from '../../../shared/profiles/scim';
import { examineSchema } from '../../../shared/schema/examine-schema';
import { writeSchema } from '../../../shared/schema/write-schema';
import { readTable } from '../../tables/read-table';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const files: readonly (readonly [name: string, profile: Profile])[] = [
  ['bluejeans-portal', bluejeans],
  ['generic-scim', scim],
  ['salesforce-like', scim],
];

function taken(name: string, profile: Profile) {
  const examined = examineSchema(readTable(`schemas/${name}`), profile);
  if (!examined.ok) throw new Error(JSON.stringify(examined.faults));
  return examined;
}

describe.each(files)('%s', (name, profile) => {
  test('is taken', () => expect(taken(name, profile).read.rules.mappings.length).toBeGreaterThan(7));

  test('read and written unchanged it is equal', () => {
    const { rules, document } = taken(name, profile).read;
    expect(writeSchema(document, rules, profile)).toEqual(readTable(`schemas/${name}`));
  });

  test('an edited mapping changes nothing around it, and its tree is right', () => {
    const { rules, document } = taken(name, profile).read;
    const edited = rules.mappings.map((mapping, index) =>
      index === 0 ? { ...mapping, source: { kind: 'expression' as const, text: 'Left([mail], 30)' } } : mapping,
    );
    const copy = JSON.parse(JSON.stringify(writeSchema(document, { ...rules, mappings: edited }, profile)));
    const found = JSON.parse(JSON.stringify(readTable(`schemas/${name}`)));
    const sourceIn = (schema: typeof copy) =>
      schema.synchronizationRules
        .flatMap((rule: typeof copy) => rule.objectMappings)
        .flatMap((mapping: typeof copy) => mapping.attributeMappings)
        .find((mapping: typeof copy) => mapping.source?.expression === 'Left([mail], 30)')?.source;
    expect(sourceIn(copy)).toEqual({
      expression: 'Left([mail], 30)',
      name: 'Left',
      type: 'Function',
      parameters: [
        { key: 'string', value: { expression: '[mail]', name: 'mail', type: 'Attribute', parameters: [] } },
        { key: 'numChars', value: { expression: '"30"', name: '30', type: 'Constant', parameters: [] } },
      ],
    });
    Object.assign(sourceIn(copy), {
      expression: '[userPrincipalName]',
      name: 'userPrincipalName',
      type: 'Attribute',
      parameters: [],
    });
    expect({ ...copy, directories: null }).toEqual({ ...found, directories: null });
  });
});

test('what of a generic SCIM file is not used is told: its groups, and nothing else', () => {
  expect(taken('generic-scim', scim).notices).toEqual([
    'The mapping of Group in USER_OUTBOUND_USER is kept but not used: Inseam provisions users of one rule.',
  ]);
});

test('of BlueJeans as the portal has it, nothing is to be told', () => {
  const { notices } = taken('bluejeans-portal', bluejeans);
  expect(notices).toEqual([]);
});

test('of several rules the one that reads Entra and comes first is used, and the others are told with the reason', () => {
  const { read, notices } = taken('salesforce-like', scim);
  expect(read.place).toEqual({ rule: 2, mapping: 0 });
  expect(read.rules.actions).toEqual({ create: true, update: true, delete: false });
  expect(Object.fromEntries(read.rules.mappings.map(({ target, source }) => [target, source]))).toMatchObject({
    EmailEncodingKey: { kind: 'none' },
    LocaleSidKey: { kind: 'constant', value: 'en_GB' },
    CostCenter: { kind: 'direct', attribute: 'extensionAttribute10' },
  });
  expect(notices).toEqual(
    expect.arrayContaining([
      'The mapping of User in USER_WRITEBACK is kept but not used: it reads salesforce.com, not Microsoft Entra ID.',
      'The mapping of User in USER_OUTBOUND_SECOND is kept but not used: USER_OUTBOUND_USER comes first.',
      'Division: sources of the kind “LifecycleWorkflow” are kept but not used.',
      'Filter “Staff”, employeeId: it matches anywhere in employeeId; for the whole of it write ^(1[0-9][0-9][0-9][0-9][0-9][0-9])$.',
      'Filter “Staff”, department: NOT EQUALS leaves out people without department, too.',
    ]),
  );
});

test('a new attribute is defined in the object that the rule names, by its URN too', () => {
  const { rules, document } = taken('generic-scim', scim).read;
  const mapping = {
    target: 'nickName',
    source: { kind: 'direct' as const, attribute: 'employeeType' },
    defaultValue: null,
    flowType: 'Always' as const,
    matchingPriority: 0,
  };
  const written = writeSchema(document, { ...rules, mappings: [...rules.mappings, mapping] }, scim);
  const last = (directory: string, object: string) =>
    written.directories
      ?.find(({ name }) => name === directory)
      ?.objects?.find(({ name }) => name === object)
      ?.attributes?.at(-1)?.name;
  expect([last('Azure Active Directory', 'User'), last('customappsso', enterprise)]).toEqual([
    'employeeType',
    'nickName',
  ]);
});

test('a file without directories is taken and written without them', () => {
  const { directories: _, ...bare } = readTable('schemas/bluejeans-portal') as Record<string, unknown>;
  const examined = examineSchema(bare, bluejeans);
  if (!examined.ok) throw new Error(JSON.stringify(examined.faults));
  expect(examined.notices).toEqual([]);
  expect(writeSchema(examined.read.document, examined.read.rules, bluejeans)).toEqual(bare);
});
