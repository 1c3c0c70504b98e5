import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { validateRules } from '../../shared/mapping/validate-rules';
import { valueOrThrow } from '../../shared/outcome';
import { readSchema } from '../../shared/schema/read-schema';
import { changeRules, mapping } from './change-rules';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** The roles that somebody has in the application, from Entra to the account (entra-mapping-language.md 1.9). */
let company: TestCompany;
const who = 'ingrid.solberg';
const kind = 'WindowsAzureActiveDirectoryRole';
beforeAll(async () => {
  company = await openTestCompany({ profile: 'scim', rules: 'none', empty: true });
  for (const [value, name] of [
    ['Admin', 'Administrator'],
    ['Editor', 'Editor of pages'],
  ] as const)
    await company.entra.addAppRole(value, name);
});
afterAll(() => company.close());

/** Everybody is created again, this person with these roles. */
async function startWith(expression: string, target: string, roles: readonly string[]): Promise<void> {
  await company.scim.removeAllAccounts();
  for (const table of ['links', 'claims', 'escrows', 'wanted_references', 'intents'])
    company.database.exec(`DELETE FROM ${table}`);
  await assign(...roles);
  changeRules(company, (rules) => ({
    ...rules,
    mappings: [
      ...rules.mappings.filter((each) => ['userName', 'active', 'displayName'].includes(each.target)),
      mapping(target, { kind: 'expression', text: expression }),
    ],
  }));
  await company.scim.forgetRequests();
  expect(await company.sync(true)).toMatchObject({ state: 'succeeded' });
}

async function assign(...roles: readonly string[]): Promise<void> {
  await company.entra.unassign(who);
  if (roles.length === 0) await company.entra.assignWithoutRole(who);
  for (const role of roles) await company.entra.assignRole(who, role);
}

const name = `${who}@oxbow.example`;
type Row = Record<string, unknown>;
const rolesOf = async () => ((await company.scim.account(name))['roles'] as Row[] | undefined) ?? [];
const values = async () => (await rolesOf()).map(({ value }) => value);
const created = async () =>
  (await company.scim.recording())
    .flatMap(({ method, body }) => (method === 'POST' ? [JSON.parse(body ?? '{}') as Row] : []))
    .find(({ userName }) => userName === name);
const patched = async () =>
  (await company.scim.recording()).flatMap(({ method, body }) =>
    method === 'PATCH' ? (JSON.parse(body ?? '{}') as { Operations: Row[] }).Operations : [],
  );

async function isSilent(): Promise<void> {
  for (const full of [false, true]) {
    await company.scim.forgetRequests();
    await company.sync(full);
    expect((await company.scim.recording()).filter(({ method }) => method !== 'GET')).toEqual([]);
  }
}

describe('one role', () => {
  const one = 'SingleAppRoleAssignment([appRoleAssignments])';

  test('is the primary element of the roles, and a new one replaces it', async () => {
    await startWith(one, 'roles[primary eq "True"].value', ['Editor']);
    expect((await created())?.['roles']).toEqual([{ primary: true, value: 'Editor' }]);
    await isSilent();
    await assign('Admin');
    await company.scim.forgetRequests();
    await company.sync();
    expect(await patched()).toEqual([{ op: 'replace', path: 'roles[primary eq true].value', value: 'Admin' }]);
    await isSilent();
  });

  test('may stand in a plain attribute', async () => {
    await startWith(one, 'userType', ['Admin']);
    expect(await company.scim.account(name)).toMatchObject({ userType: 'Admin' });
    await isSilent();
  });
});

describe('all roles, only added', () => {
  const all = 'AppRoleAssignmentsComplex([appRoleAssignments])';

  test('are created as objects, and a further one is added as JSON inside its value', async () => {
    await startWith(all, 'roles', ['Admin']);
    expect((await created())?.['roles']).toEqual([
      { primary: false, type: kind, displayName: 'Administrator', value: 'Admin' },
    ]);
    await isSilent();
    await assign('Admin', 'Editor');
    await company.scim.forgetRequests();
    await company.sync();
    const [operation, ...others] = await patched();
    expect(others).toEqual([]);
    expect(operation).toMatchObject({ op: 'add', path: 'roles', value: [{ value: expect.any(String) }] });
    const [added] = (operation?.['value'] ?? []) as Row[];
    expect(JSON.parse(String(added?.['value']))).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      value: 'Editor',
      displayName: 'Editor of pages',
    });
    await isSilent();
  });

  test('stay when they are taken away in Entra, and so does what was given there by hand', async () => {
    await startWith(all, 'roles', ['Admin', 'Editor']);
    const { id } = await company.scim.account(name);
    await company.scim.changeAccount(id, {
      roles: [...(await rolesOf()), { value: 'By hand' }] as never,
    });
    await assign('Editor');
    await company.sync(true);
    expect(await values()).toEqual(['Admin', 'Editor', 'By hand']);
    await isSilent();
  });
});

describe('exactly these roles', () => {
  const exactly = 'AssertiveAppRoleAssignmentsComplex([appRoleAssignments])';

  test('are replaced as a whole: one that comes, one that goes, one that was given there by hand', async () => {
    await startWith(exactly, 'roles', ['Admin']);
    expect((await created())?.['roles']).toEqual([
      { primary: false, type: kind, display: 'Administrator', value: 'Admin' },
    ]);
    await isSilent();
    await assign('Admin', 'Editor');
    await company.scim.forgetRequests();
    await company.sync();
    expect(await patched()).toEqual([
      {
        op: 'replace',
        path: 'roles',
        value: expect.arrayContaining([
          { primary: false, type: kind, display: 'Administrator', value: 'Admin' },
          { primary: false, type: kind, display: 'Editor of pages', value: 'Editor' },
        ]),
      },
    ]);
    await isSilent();
    const { id } = await company.scim.account(name);
    await company.scim.changeAccount(id, { roles: [...(await rolesOf()), { value: 'By hand' }] as never });
    await assign('Editor');
    await company.sync(true);
    expect(await values()).toEqual(['Editor']);
    await isSilent();
  });

  test('are none for somebody who has none any more', async () => {
    await startWith(exactly, 'roles', ['Admin']);
    await assign();
    await company.scim.forgetRequests();
    const cycle = await company.sync();
    expect(await patched()).toEqual([{ op: 'remove', path: 'roles' }]);
    expect(await values()).toEqual([]);
    expect(company.rowOf(cycle, 'Ingrid Solberg')?.modified).toEqual([{ attribute: 'roles', from: 'Admin', to: null }]);
    await isSilent();
  });

  test('come back as they were when a cycle is undone', async () => {
    await startWith(exactly, 'roles', ['Admin']);
    const before = await rolesOf();
    await assign('Editor');
    const cycle = await company.sync();
    expect(await values()).toEqual(['Editor']);
    valueOrThrow(await company.runner.undo(jobName, { cycle: cycle.id, person: null }, { pause: false }));
    expect(await rolesOf()).toEqual(before);
  });

  test('do not fit an attribute of one value: said before anything runs', () => {
    const job = valueOrThrow(company.engine.known(jobName));
    const { rules } = valueOrThrow(readSchema(job.settings.schema));
    const wrong = { ...rules, mappings: [...rules.mappings, mapping('title', { kind: 'expression', text: exactly })] };
    const fault = validateRules(wrong, job.profile).find(({ target }) => target === 'title');
    expect(fault).toMatchObject({ severity: 'error', suggestion: 'SingleAppRoleAssignment([appRoleAssignments])' });
  });

  test('of a group are those of its members', async () => {
    await startWith(exactly, 'roles', ['Admin']);
    await company.entra.assignRole('Contractors', 'Editor');
    await company.sync();
    const account = await company.scim.account('mehmet.kaya@oxbow.example');
    expect((account['roles'] as Row[]).map(({ value }) => value)).toEqual(['Editor']);
    await isSilent();
  });

  test.each(['all', 'groups'] as const)(
    'are not known where the scope is %s: a warning, and nothing is taken away',
    async (mode) => {
      await startWith(exactly, 'roles', ['Admin']);
      const groups = await company.entra.groups();
      company.change((job) => ({
        ...job,
        scope: { ...job.scope, mode, groupIds: mode === 'groups' ? groups.map(({ id }) => id) : [] },
        safety: { ...job.safety, skipOutOfScopeDeletions: true },
      }));
      await company.sync(true);
      expect(await values()).toEqual(['Admin']);
      const job = valueOrThrow(company.engine.known(jobName));
      const { rules } = valueOrThrow(readSchema(job.settings.schema));
      const warnings = validateRules(rules, job.profile, mode).filter(({ target }) => target === 'roles');
      expect(warnings.map(({ severity, message }) => [severity, message])).toContainEqual([
        'warning',
        expect.stringContaining('only people assigned to the application have its roles'),
      ]);
      company.change((before) => ({ ...before, scope: { ...before.scope, mode: 'assigned', groupIds: [] } }));
    },
  );
});
