import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkSourceOf } from '../../electron/check-job';
import { planRows } from '../../electron/ledger/plan-rows';
import type { AttributeMapping } from '../../shared/mapping/rules';
import { validateRules } from '../../shared/mapping/validate-rules';
import { valueOrThrow } from '../../shared/outcome';
import { bluejeans } from '../../shared/profiles/bluejeans';
import { scim } from '../../shared/profiles/scim';
import { changeRules, mapping } from './change-rules';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** What is chosen or known once a cycle: values that no account has yet, the tenant's default domain, the time. */
let company: TestCompany;
let people: readonly string[] = [];
let basic: readonly AttributeMapping[] = [];
beforeAll(async () => {
  company = await openTestCompany({ people: 3, profile: 'scim', rules: 'none', empty: true, skipsWaits: true });
  people = (await company.entra.people()).map(({ id }) => id).sort();
  changeRules(company, (rules) => {
    basic = rules.mappings.filter(({ target }) => ['userName', 'active'].includes(target));
    return rules;
  });
});
afterAll(() => company.close());

const expression = (text: string) => ({ kind: 'expression', text }) as const;
async function startWith(...more: readonly AttributeMapping[]): Promise<void> {
  await company.scim.removeAllAccounts();
  for (const table of ['links', 'claims', 'escrows', 'wanted_references', 'intents'])
    company.database.exec(`DELETE FROM ${table}`);
  changeRules(company, (rules) => ({ ...rules, mappings: [...basic, ...more] }));
}
const accounts = async (attribute: string) =>
  (await company.scim.accounts()).map((account) => (account as Record<string, unknown>)[attribute]).sort();

describe('SelectUniqueValue', () => {
  const unique = (text: string) => mapping('externalId', expression(text), { flowType: 'ObjectAddOnly' });

  test('takes the first value that no account has and nobody of the cycle was given, and the plan shows it', async () => {
    await startWith(unique('SelectUniqueValue("a", "b", "c", "d")'));
    await company.scim.addAccount({ userName: 'somebody', externalId: 'b', active: true });
    valueOrThrow(await company.runner.plan(jobName, true));
    const planned = planRows(company.database, 'create', 0, 10).rows.flatMap(({ changes }) =>
      changes.flatMap(({ attribute, to }) => (attribute === 'externalId' ? [to] : [])),
    );
    expect(planned.sort()).toEqual(['a', 'c', 'd']);
    await company.scim.forgetRequests();
    expect(await company.sync(true)).toMatchObject({ counts: { created: 3, failed: 0 } });
    expect(await accounts('externalId')).toEqual(['a', 'b', 'c', 'd']);
    const asked = (await company.scim.recording()).flatMap(({ url }) => {
      const filter = new URL(url, 'http://target').searchParams.get('filter');
      return filter?.startsWith('externalId') ? [filter] : [];
    });
    // Each value once, although three people want it.
    expect([...asked].sort()).toEqual(['a', 'b', 'c', 'd'].map((value) => `externalId eq "${value}"`));
  });

  test('is never asked again for an account that is there, whatever its mapping says of when', async () => {
    changeRules(company, (rules) => ({
      ...rules,
      mappings: rules.mappings.map((each) =>
        each.target === 'externalId'
          ? { ...each, flowType: 'Always', source: expression('SelectUniqueValue("x", "y")') }
          : each,
      ),
    }));
    await company.scim.forgetRequests();
    await company.sync(true);
    expect((await company.scim.recording()).filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(await accounts('externalId')).toEqual(['a', 'b', 'c', 'd']);
  });

  test('puts aside whoever finds every value taken, says why, and tries again', async () => {
    await startWith(unique('SelectUniqueValue("a", "b")'));
    const cycle = await company.sync(true);
    expect(cycle).toMatchObject({ counts: { created: 2, failed: 1 } });
    const row = company.rows(cycle).find(({ status }) => status === 'failure');
    expect(row).toMatchObject({
      reason: 'No value is free for externalId',
      problem: { kind: 'values-taken', attribute: 'externalId', values: ['a', 'b'] },
    });
    expect(company.database.get('SELECT count(*) AS n FROM escrows')).toEqual({ n: 1 });
    await company.scim.removeAccount(String((await company.scim.accounts())[0]?.id));
    company.pass(3_600_000);
    const again = await company.sync();
    expect(company.rows(again).find(({ sourceId }) => sourceId === row?.sourceId)).toMatchObject({ action: 'create' });
  });

  test.each<[string, Partial<AttributeMapping> & { target: string }, typeof scim, 'error' | 'warning', RegExp]>([
    ['on a matching attribute', { target: 'userName', matchingPriority: 1 }, scim, 'error', /could never find one/],
    ['on what the target cannot search by', { target: 'title' }, bluejeans, 'error', /BlueJeans cannot/],
    ['on what nobody knows whether it can', { target: 'urn:x:2.0:User:y' }, scim, 'warning', /not known whether/],
    ['always', { target: 'externalId', flowType: 'Always' }, scim, 'warning', /only when an account is created/],
  ])('is told of %s', (_where, more, profile, severity, message) => {
    const each = { ...unique('SelectUniqueValue("a", "b")'), ...more };
    const rules = { mappings: [each], actions: { create: true, update: true, delete: true }, filters: [] };
    const faults = validateRules(rules, profile).filter(({ target }) => target === each.target);
    expect(faults.find((fault) => message.test(fault.message))?.severity).toBe(severity);
  });
});

describe('the default domain', () => {
  const domain = mapping('nickName', expression('Append("at ", DefaultDomain())'));
  const before = ['User.Read.All', 'GroupMember.Read.All', 'Application.Read.All', 'Mail.Send'];
  const grant = async (...permissions: string[]) => {
    await company.entra.grantPermissions(permissions);
    await company.entra.revokeAccessTokens();
  };
  const asked = async () => (await company.entra.recording()).filter(({ url }) => url.includes('/organization'));
  const check = async () =>
    valueOrThrow(
      await checkSourceOf(
        {
          engine: company.engine,
          job: valueOrThrow(company.engine.known(jobName)),
          signal: new AbortController().signal,
        },
        null,
      ),
    );

  test('is not asked for where no mapping wants it', async () => {
    await startWith();
    await company.entra.forgetRequests();
    await company.sync(true);
    expect(await asked()).toEqual([]);
    expect((await check()).rungs.map(({ name }) => name)).not.toContain('Read the domain');
  });

  test('needs a permission of its own, which the cycle and the check name', async () => {
    await startWith(domain);
    const permission = 'Organization.Read.All';
    expect(await company.sync(true)).toMatchObject({ problem: { kind: 'source-permission-missing', permission } });
    const { rungs, problem } = await check();
    expect(rungs.at(-1)).toMatchObject({ name: 'Read the domain', state: 'failed' });
    expect(problem).toMatchObject({ permission });
  });

  test('is asked for once a cycle, and reaches everybody', async () => {
    await grant(...before, 'Organization.Read.All');
    await company.entra.forgetRequests();
    expect(await company.sync(true)).toMatchObject({ counts: { created: 3, failed: 0 } });
    expect(await asked()).toHaveLength(1);
    expect(await accounts('nickName')).toEqual(people.map(() => 'at oxbow.example'));
    expect((await check()).rungs.at(-1)).toMatchObject({ name: 'Read the domain', state: 'passed' });
    await company.scim.forgetRequests();
    await company.sync(true);
    expect((await company.scim.recording()).filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test('that is not there fails whoever needs it, with what to do', async () => {
    await company.entra.behave({ noDefaultDomain: true });
    const cycle = await company.sync(true);
    const rows = company.rows(cycle).filter(({ status }) => status === 'failure');
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatchObject({ problem: { kind: 'expression-failed', attribute: 'nickName' } });
    expect(JSON.stringify(rows[0])).toContain('default domain');
    await company.entra.behave({});
  });
});

test('the clock is the same for everybody of one cycle, and moves on with the next', async () => {
  await startWith(mapping('nickName', expression('FormatDateTime(Now(), , "M/d/yyyy h:mm:ss tt", "HH:mm:ss")')));
  await company.sync(true);
  const [first, ...others] = await accounts('nickName');
  expect(first).toMatch(/^\d\d:\d\d:\d\d$/);
  expect(others).toEqual([first, first]);
  company.pass(61_000);
  await company.sync(true);
  const [later] = await accounts('nickName');
  expect(await accounts('nickName')).toEqual([later, later, later]);
  expect(later).not.toBe(first);
});
