import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SampleCompany, startSample } from '../../electron/sample/start-sample';
import { buildCommandLine, type CommandLine, type Ended } from './built-command-line';

/** What is typed or written wrongly gets a clear message and the documented status, and changes nothing anywhere. */
let line: CommandLine;
let company: SampleCompany;
let home = '';
const inseam = (...words: string[]): Promise<Ended> =>
  line.run(words, {
    INSEAM_HOME: home,
    INSEAM_TARGET_TOKEN: company.secrets['target-token'],
    INSEAM_ENTRA_CLIENT_SECRET: company.secrets['entra-client-secret'],
  });

beforeAll(async () => {
  line = await buildCommandLine();
  home = join(line.folder, 'home');
  company = await startSample({
    folder: join(line.folder, 'company'),
    processFolder: line.processFolder,
    job: 'sample',
  });
  expect((await inseam('init', '--settings', settingsWith({}))).status).toBe(0);
  expect((await inseam('sync', '--approve')).status).toBe(0);
});
afterAll(async () => {
  await company?.stop();
  line?.remove();
});

let files = 0;
/** The sample's settings with parts of the job replaced. */
function settingsWith(parts: Readonly<Record<string, unknown>>): string {
  files += 1;
  const file = join(line.folder, `settings-${files}.json`);
  writeFileSync(
    file,
    JSON.stringify({ ...company.settingsFile, jobs: { sample: { ...structuredClone(company.settings), ...parts } } }),
  );
  return file;
}

/** All that there is to be changed. */
const everything = async () => ({
  settings: readFileSync(join(home, 'settings.json'), 'utf8'),
  accounts: await company.scim.accounts(),
  status: (await inseam('status', '--json')).out,
});

/** Nothing of how a message is made may show: no words of a library, no stack. */
const foreign = /Invalid input|expected \w+, received|ZodError|undefined|\[object|at .*:\d+:\d+/;

async function expectRefused(words: readonly string[], says: string, status = 2): Promise<void> {
  const before = await everything();
  const ended = await inseam(...words);
  expect(ended.err).toContain(says);
  expect(ended).toMatchObject({ status, out: '' });
  expect(ended.err).not.toMatch(foreign);
  expect(await everything()).toEqual(before);
  const asJson = await inseam(...words, '--json');
  expect(asJson.status).toBe(status);
  expect(JSON.parse(asJson.out)).toMatchObject({ error: { title: expect.any(String), nextStep: expect.any(String) } });
}

const clause = (sourceOperandName: unknown, operatorName: unknown, ...values: readonly unknown[]) => ({
  sourceOperandName,
  operatorName,
  targetOperand: { values },
});
const filtersOf = (...clauses: readonly unknown[]) => [{ name: 'f', clauses }];

describe('a scoping filter', () => {
  test.each<[string, unknown, string]>([
    [
      'an unknown operator',
      filtersOf(clause('department', 'EQUALZ', 'x')),
      'unknown operator EQUALZ. Did you mean EQUALS?',
    ],
    [
      'an operator that is not supported',
      filtersOf(clause('department', 'IsMemberOf', 'x')),
      'IsMemberOf is not supported',
    ],
    ['an unknown attribute', filtersOf(clause('departement', 'EQUALS', 'x')), 'Did you mean department?'],
    [
      'a multi-valued attribute',
      filtersOf(clause('proxyAddresses', 'Includes', 'x')),
      'proxyAddresses cannot be used in a filter',
    ],
    ['the manager', filtersOf(clause('manager', 'EQUALS', 'x')), 'manager cannot be used in a filter'],
    ['roles', filtersOf(clause('appRoleAssignments', 'EQUALS', 'x')), 'appRoleAssignments cannot be used in a filter'],
    ['the kind of user', filtersOf(clause('userType', 'EQUALS', 'Guest')), 'userType cannot be used in a filter'],
    ['a date', filtersOf(clause('employeeHireDate', 'EQUALS', 'x')), 'employeeHireDate cannot be used in a filter'],
    ['a pattern that is none', filtersOf(clause('department', 'REGEX MATCH', '(')), 'Not a valid pattern'],
    ['a number that is none', filtersOf(clause('employeeId', 'Greater_Than', 'ten')), 'needs a whole number'],
    ['no value', filtersOf(clause('department', 'EQUALS')), 'EQUALS needs a value'],
    ['a clause without an attribute', filtersOf({ operatorName: 'EQUALS' }), 'the name of an attribute'],
    ['a clause without an operator', filtersOf({ sourceOperandName: 'department' }), 'the name of an operator'],
    ['a clause that is a text', filtersOf('department equals x'), 'an object is needed'],
    [
      'values that are a text',
      filtersOf({ ...clause('department', 'EQUALS'), targetOperand: { values: 'x' } }),
      'a list of texts',
    ],
    ['values that are numbers', filtersOf(clause('employeeId', 'EQUALS', 5)), 'a text'],
    [
      'an operand that is a text',
      filtersOf({ ...clause('department', 'EQUALS'), targetOperand: 'x' }),
      'an object with "values"',
    ],
    ['conditions that are no list', [{ name: 'f', clauses: {} }], 'a list of clauses'],
    ['a filter that is a text', ['department'], 'an object with "name" and "clauses"'],
    ['filters that are no list', {}, 'a list of filters'],
  ])('with %s is refused by init', async (_, filters, says) =>
    expectRefused(['init', '--settings', settingsWith({ scope: { ...company.settings.scope, filters } })], says),
  );

  test('that is wrong in the schema is refused by schema import', async () => {
    const file = join(line.folder, 'schema.json');
    expect((await inseam('schema', 'export', file)).status).toBe(0);
    const schema = JSON.parse(readFileSync(file, 'utf8')) as {
      synchronizationRules: [{ objectMappings: { scope?: unknown; sourceObjectName?: string }[] }];
    };
    const write = (groups: unknown): void => {
      for (const mapping of schema.synchronizationRules[0].objectMappings)
        if (mapping.sourceObjectName === 'User') mapping.scope = { groups };
      writeFileSync(file, JSON.stringify(schema));
    };
    write(filtersOf(clause('department', 'EQUALZ', 'x')));
    await expectRefused(['schema', 'import', file], 'unknown operator EQUALZ');
    write(filtersOf({ operatorName: 'EQUALS' }));
    await expectRefused(['schema', 'import', file], 'the name of an attribute');
  });
});

describe('a number', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['a threshold below zero', { deletionThreshold: -1 }, 'safety.deletionThreshold is -1'],
    ['a threshold that is a fraction', { deletionThreshold: 1.5 }, 'a whole number'],
    ['a threshold that is a text', { deletionThreshold: 'five' }, 'a whole number'],
    ['a percentage below zero', { deletionThresholdPercent: -1 }, 'safety.deletionThresholdPercent is -1'],
    ['a percentage above a hundred', { deletionThresholdPercent: 101 }, 'safety.deletionThresholdPercent is 101'],
  ])('%s is refused by init', async (_, safety, says) =>
    expectRefused(['init', '--settings', settingsWith({ safety })], says),
  );
});

describe('a word', () => {
  test('for a cycle that does not exist', () =>
    expectRefused(['logs', '--cycle', 'no-such-cycle'], 'no cycle no-such-cycle'));

  test('for a person whom nobody knows', () =>
    expectRefused(['provision', 'nobody@oxbow.example'], 'Use the object id or the userPrincipalName'));

  test('for a person that two people answer to: both are named, and how to tell them apart', async () => {
    const names = (await company.entra.people()).map(({ properties }) => String(properties['displayName']));
    const twice = names.find((name, index) => names.indexOf(name) !== index) ?? '';
    expect(twice).not.toBe('');
    const both = (await company.entra.people()).filter(({ properties }) => properties['displayName'] === twice);
    await expectRefused(['provision', twice], `2 people answer to ${twice}`);
    const { err } = await inseam('provision', twice);
    for (const { properties } of both) expect(err).toContain(String(properties['userPrincipalName']));
    expect(err).toContain('Name one of them by object id or userPrincipalName');
  });

  test('for a person that one person alone answers to is enough', async () => {
    const ended = await inseam('provision', 'Priya Nair');
    expect(ended).toMatchObject({ status: 0, err: '' });
    expect(ended.out).toContain('Nothing to change.');
  });
});

describe('provision', () => {
  test('prints the four steps with what was read, checked and found, and their times', async () => {
    await company.entra.updatePerson('priya.nair', { jobTitle: 'Fellow' });
    const { out, status } = await inseam('provision', 'priya.nair@oxbow.example');
    expect(status).toBe(0);
    expect(out).toMatch(/✓ Import {2}Found in Microsoft Entra ID: active, \d+ attributes read\. {2}\(\d+ ms\)/);
    expect(out).toContain('jobTitle: Fellow');
    expect(out).toContain('Assigned to the application: True');
    expect(out).toContain('✓ Match   Linked to account');
    expect(out).toMatch(/✓ Action {2}Updated just now\. BlueJeans answered 20[04]\./);
    expect(out).toMatch(/title: .* → Fellow/);
  });

  test('--json prints one provisioningObjectSummary with the details of its steps', async () => {
    const ended = await inseam('provision', 'priya.nair@oxbow.example', '--json');
    expect(ended).toMatchObject({ status: 0, err: '' });
    expect(ended.out.trimEnd().split('\n')).toHaveLength(1);
    const { provisioningSteps: steps, ...summary } = JSON.parse(ended.out) as {
      provisioningSteps: { provisioningStepType: string; details: Record<string, string> }[];
    };
    expect(summary).toMatchObject({ provisioningAction: 'other', provisioningStatusInfo: { status: 'skipped' } });
    expect(steps.map(({ provisioningStepType }) => provisioningStepType)).toEqual([
      'import',
      'scoping',
      'matching',
      'export',
    ]);
    expect(steps[0]?.details).toMatchObject({ userPrincipalName: 'priya.nair@oxbow.example', jobTitle: 'Fellow' });
    expect(steps[1]?.details).toMatchObject({
      'Active in the source system': 'True',
      ScopeEvaluationResult: expect.any(String),
    });
    expect(steps[2]?.details).toMatchObject({ id: expect.any(String), userName: 'priya.nair@oxbow.example' });
    expect(steps[3]?.details).toMatchObject({ SkipReason: 'RedundantExport' });
  });

  test('a connection that is bad is a step before the others, and the status is 3', async () => {
    const ended = await line.run(['provision', 'priya.nair@oxbow.example'], {
      INSEAM_HOME: home,
      INSEAM_TARGET_TOKEN: 'wrong-token-0123456789',
      INSEAM_ENTRA_CLIENT_SECRET: company.secrets['entra-client-secret'],
    });
    expect(ended.status).toBe(3);
    expect(ended.out).toContain('✗ Test connection');
    expect(ended.err).toContain('does not accept this token');
  });
});
