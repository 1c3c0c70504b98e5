import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valueOrThrow } from '../../shared/outcome';
import type { JobSettings } from '../../shared/settings/settings';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** Section 4 of the service's rules: who is in scope, and what a filter makes of each value. */
let company: TestCompany;
beforeAll(async () => {
  company = await openTestCompany({ rules: 'none', instant: true });
});
afterAll(() => company.close());

const scope = (change: Partial<JobSettings['scope']>) =>
  company.change((job) => ({ ...job, scope: { ...job.scope, filters: [], ...change } }));
const scopeStep = async (who: string) => {
  const sight = valueOrThrow(await company.runner.look(jobName, `${who}@oxbow.example`));
  const step = sight.steps.find((one) => one.step === 'scope');
  if (step === undefined) throw new Error('No scope step');
  return { ...step, checks: Object.fromEntries(step.facts.map(({ name, value }) => [name, value])), sight };
};

describe('the ways in', () => {
  beforeAll(async () => {
    await company.entra.createGroup('Outer');
    await company.entra.createGroup('Inner');
    await company.entra.createGroup('Innermost');
    await company.entra.addMember('Outer', 'Inner');
    await company.entra.addMember('Inner', 'Innermost');
    // Round in a circle, as nested groups may be.
    await company.entra.addMember('Innermost', 'Outer');
    await company.entra.addMember('Outer', 'hanako.yamada');
    await company.entra.addMember('Inner', 'mehmet.kaya');
    await company.entra.addMember('Innermost', 'ravi.subramanian');
    for (const { principalId } of await company.entra.assignments()) await company.entra.unassign(principalId);
    await company.entra.assign('Outer');
    await company.entra.assign('priya.nair');
  });

  const people = ['priya.nair', 'hanako.yamada', 'mehmet.kaya', 'ravi.subramanian', 'soren.kjaer'] as const;
  test.each([
    {
      mode: 'assigned' as const,
      rule: 'lets in who is assigned, and direct members of assigned groups alone',
      expected: [
        'In scope: assigned directly.',
        'In scope: assigned through the group Outer.',
        'Mehmet Ali Kaya is not assigned to the application.',
        'Ravi Subramanian is not assigned to the application.',
        'Søren Kjær-Nielsen is not assigned to the application.',
      ],
    },
    {
      mode: 'groups' as const,
      rule: 'lets in members of chosen groups, nested ones too, and shows the way',
      expected: [
        'Priya Nair is in none of the chosen groups.',
        'In scope: assigned through the group Outer.',
        'In scope: assigned through the group Outer > Inner.',
        'In scope: assigned through the group Outer > Inner > Innermost.',
        'Søren Kjær-Nielsen is in none of the chosen groups.',
      ],
    },
    {
      mode: 'all' as const,
      rule: 'lets everybody in',
      expected: people.map(() => 'In scope: everyone in the directory is.'),
    },
  ])('$mode $rule', async ({ mode, expected }) => {
    const outer = (await company.entra.groups()).find(({ name }) => name === 'Outer');
    scope({ mode, groupIds: [outer?.id ?? ''] });
    const told: string[] = [];
    for (const one of people) told.push((await scopeStep(one)).text);
    expect(told).toEqual(expected);
    const cycle = await company.sync();
    expect(cycle.state).toBe('succeeded');
    const inScope = mode === 'all' ? (await company.entra.people()).length : mode === 'assigned' ? 2 : 3;
    // The few who are blocked are never in scope.
    expect(cycle.counts.inScope).toBe(mode === 'all' ? inScope - (await blocked()) : inScope);
  });

  const blocked = async () =>
    (await company.entra.people()).filter(
      ({ properties, deletedAt }) => properties['accountEnabled'] === false && deletedAt === null,
    ).length;

  test('blocked people are never created, whatever lets them in', async () => {
    scope({ mode: 'all' });
    const id = await company.entra.createPerson({
      displayName: 'Blocked From The Start',
      userPrincipalName: 'blocked.start@oxbow.example',
      mailNickname: 'blocked.start',
      accountEnabled: false,
    });
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { created: 0 } });
    expect(await company.sync(true)).toMatchObject({ state: 'succeeded', counts: { created: 0 } });
    expect(await scopeStep('blocked.start')).toMatchObject({
      state: 'skipped',
      text: 'Sign-in is blocked for Blocked From The Start.',
      checks: { 'Active in the source system': 'False' },
    });
    await company.entra.unblockPerson(id);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { created: 1 } });
  });
});

describe('a filter', () => {
  const who = 'priya.nair';
  beforeAll(async () => {
    scope({ mode: 'all' });
    await company.entra.updatePerson(who, {
      department: 'Sales',
      employeeId: '42',
      jobTitle: null,
      city: '',
      country: '-3',
      accountEnabled: true,
    });
  });
  const filter = (name: string, ...clauses: readonly (readonly [string, string, ...string[]])[]) => ({
    name,
    clauses: clauses.map(([sourceOperandName, operatorName, ...values]) => ({
      sourceOperandName,
      operatorName,
      targetOperand: { values },
    })),
  });

  test.each<[boolean, string, string, ...string[]]>(
    [
      [true, 'department', 'EQUALS', 'Sales'],
      [false, 'department', 'EQUALS', 'sales'],
      [false, 'jobTitle', 'EQUALS', 'Sales'],
      [true, 'department', 'NOT EQUALS', 'sales'],
      [false, 'department', 'NOT EQUALS', 'Sales'],
      [false, 'jobTitle', 'NOT EQUALS', 'Sales'],
      [false, 'city', 'NOT EQUALS', 'Sales'],
      [true, 'accountEnabled', 'IS TRUE'],
      [false, 'accountEnabled', 'IS FALSE'],
      [false, 'dirSyncEnabled', 'IS TRUE'],
      [false, 'dirSyncEnabled', 'IS FALSE'],
      [true, 'jobTitle', 'IS NULL'],
      [true, 'city', 'IS NULL'],
      [false, 'department', 'IS NULL'],
      [true, 'department', 'IS NOT NULL'],
      [false, 'jobTitle', 'IS NOT NULL'],
      [false, 'city', 'IS NOT NULL'],
      [true, 'userPrincipalName', 'REGEX MATCH', '.*\\@oxbow.example'],
      [true, 'department', 'REGEX MATCH', 'ale'],
      [false, 'department', 'REGEX MATCH', 'SALES'],
      [false, 'jobTitle', 'REGEX MATCH', '.*'],
      [true, 'department', 'NOT REGEX MATCH', '^Market'],
      [false, 'department', 'NOT REGEX MATCH', '^Sales'],
      [false, 'jobTitle', 'NOT REGEX MATCH', '^Sales'],
      [true, 'department', 'Includes', 'ale'],
      [false, 'department', 'Includes', 'ALE'],
      [false, 'jobTitle', 'Includes', ''],
      [true, 'department', 'ENDS_WITH', 'les'],
      [false, 'department', 'ENDS_WITH', 'LES'],
      [false, 'jobTitle', 'ENDS_WITH', 'les'],
      [true, 'employeeId', 'Greater_Than', '41'],
      [false, 'employeeId', 'Greater_Than', '42'],
      [true, 'employeeId', 'Greater_Than_OR_EQUALS', '42'],
      [false, 'country', 'Greater_Than', '0'],
      [false, 'department', 'Greater_Than', '0'],
      [false, 'jobTitle', 'Greater_Than_OR_EQUALS', '0'],
    ].filter(([, , , value]) => value !== '') as [boolean, string, string, ...string[]][],
  )('%s: %s %s %s', async (expected, attribute, operator, ...values) => {
    scope({ mode: 'all', filters: [filter('f', [attribute, operator, ...values])] });
    const step = await scopeStep(who);
    expect(step.state).toBe(expected ? 'passed' : 'skipped');
    expect(step.checks['Scoping filter evaluation passed']).toBe(expected ? 'True' : 'False');
  });

  test('is told condition by condition, with what the person has', async () => {
    scope({
      mode: 'all',
      filters: [filter('Legal', ['department', 'EQUALS', 'Legal']), filter('Sales', ['department', 'EQUALS', 'Sales'])],
    });
    const { text, checks } = await scopeStep(who);
    expect(text).toBe('In scope: everyone in the directory is. Filter “Sales” passed: department equals Sales.');
    expect(checks).toMatchObject({
      'Legal: department equals Legal': 'False, has Sales',
      'Sales: department equals Sales': 'True, has Sales',
    });
  });

  test.each([
    {
      joined: 'conditions of one filter must all hold',
      filters: [filter('a', ['department', 'EQUALS', 'Sales'], ['jobTitle', 'IS NOT NULL'])],
      passes: false,
    },
    {
      joined: 'one of several filters is enough',
      filters: [filter('a', ['department', 'EQUALS', 'Legal']), filter('b', ['jobTitle', 'IS NULL'])],
      passes: true,
    },
    {
      joined: 'none of several is not',
      filters: [filter('a', ['department', 'EQUALS', 'Legal']), filter('b', ['jobTitle', 'IS NOT NULL'])],
      passes: false,
    },
  ])('$joined', async ({ filters, passes }) => {
    scope({ mode: 'all', filters });
    expect((await scopeStep(who)).state).toBe(passes ? 'passed' : 'skipped');
  });

  test.each<[string, ...[string, string, ...string[]]]>([
    ['unknown operator SOUNDS LIKE', 'department', 'SOUNDS LIKE', 'Sails'],
    ['the operator IsMemberOf is not supported', 'department', 'IsMemberOf', 'x'],
    ['the operator & is not supported', 'employeeId', '&', '4'],
    ['unknown attribute departement. Did you mean department?', 'departement', 'EQUALS', 'Sales'],
    ['manager cannot be used in a filter', 'manager', 'EQUALS', 'x'],
    ['appRoleAssignments cannot be used in a filter', 'appRoleAssignments', 'EQUALS', 'x'],
    ['userType cannot be used in a filter', 'userType', 'EQUALS', 'Guest'],
    ['proxyAddresses cannot be used in a filter', 'proxyAddresses', 'Includes', 'x'],
    ['employeeHireDate cannot be used in a filter', 'employeeHireDate', 'IS NOT NULL'],
    ['needs a whole number', 'employeeId', 'Greater_Than', 'ten'],
    ['Not a valid pattern', 'department', 'REGEX MATCH', '('],
    ['needs a value', 'department', 'EQUALS'],
  ])('is refused before anybody is touched: %s', async (says, attribute, operator, ...values) => {
    scope({ mode: 'all', filters: [filter('f', [attribute, operator, ...values])] });
    await company.scim.forgetRequests();
    const refused = await company.runner.cycle(jobName, { full: false, approve: true, trigger: 'admin' });
    expect(refused).toMatchObject({ ok: false, problem: { kind: 'schema-wrong' } });
    expect(JSON.stringify(refused)).toContain(says);
    expect(await company.runner.look(jobName, `${who}@oxbow.example`)).toMatchObject({ ok: false });
    expect(await company.scim.recording()).toEqual([]);
  });
});
