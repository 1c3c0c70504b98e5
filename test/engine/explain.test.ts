import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Job } from '../../electron/cycle/cycle';
import { explainPerson } from '../../electron/cycle/explain-person';
import type { Explanation } from '../../shared/explain/explanation';
import { targetId } from '../../shared/ids';
import type { FilterGroup } from '../../shared/mapping/rules';
import type { Outcome } from '../../shared/outcome';
import { success, valueOrThrow } from '../../shared/outcome';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** "Why, or why not?" for anybody: the answer is what the next cycle does, and asking changes nothing anywhere. */
let company: TestCompany;
beforeEach(async () => {
  company = await openTestCompany({ instant: true, skipsWaits: true });
});
afterEach(() => company.close());

const ask = async (who: string, as: (job: Job) => Job = (job) => job): Promise<Outcome<Explanation>> => {
  const looked = await company.engine.lookAt(jobName, (job) =>
    explainPerson(as(job), who, new AbortController().signal),
  );
  return looked.ok ? looked.value : looked;
};

/** Every row of every table, and every account. */
async function everything(): Promise<string> {
  const tables = company.database
    .all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .map((row) => String(row['name']));
  const rows = tables.map((table) => [table, company.database.all(`SELECT * FROM ${table}`)]);
  return JSON.stringify([rows, await company.scim.accounts()]);
}

/** Asks, and proves that nothing was written by it. */
async function explained(who: string): Promise<Explanation> {
  const before = await everything();
  const answer = valueOrThrow(await ask(who));
  expect(await everything()).toBe(before);
  return answer;
}

const upn = (alias: string): string => `${alias}@oxbow.example`;
const stepsOf = ({ steps }: Explanation) => steps.map(({ step, status }) => `${step} ${status}`);
const textOf = ({ steps }: Explanation, wanted: string) => steps.find(({ step }) => step === wanted)?.text;
const attribute = ({ attributes }: Explanation, path: string) => attributes.find((one) => one.path === path);
const filtered = (clauses: FilterGroup['clauses']) =>
  company.change((job) => ({
    ...job,
    scope: {
      ...job.scope,
      filters: [
        {
          name: 'Employees',
          clauses: clauses.map(({ attribute: sourceOperandName, operator: operatorName, values }) => ({
            sourceOperandName,
            operatorName,
            targetOperand: { values: [...values] },
          })),
        },
      ],
    } as typeof job.scope,
  }));

describe('before anybody was read', () => {
  test('somebody in scope without an account: would be created, with what was asked and what is sent', async () => {
    const one = await explained(upn('hanako.yamada'));
    expect(stepsOf(one)).toEqual(['import success', 'scope success', 'match success', 'action warning']);
    expect(one).toMatchObject({
      inScope: true,
      operation: { action: 'create', targetId: null },
      asked: [{ attribute: 'userName', value: upn('hanako.yamada'), found: [] }],
      link: null,
      last: null,
      conclusion: { inStep: false, sentence: '山田 花子 has no BlueJeans account yet; the next cycle creates it.' },
    });
    expect(attribute(one, 'title')).toMatchObject({
      read: [{ attribute: 'jobTitle', value: 'Research engineer' }],
      wanted: 'Research engineer',
      has: null,
      verdict: 'waits',
    });
    expect(attribute(one, 'active')).toMatchObject({
      steps: [
        { expression: '[IsSoftDeleted]', value: 'False' },
        { expression: 'Not([IsSoftDeleted])', value: 'True' },
      ],
    });
  });

  test('an account that is there would be linked, or updated where it is outdated', async () => {
    expect(await explained(upn('rosa.delgado'))).toMatchObject({
      operation: { action: 'link' },
      conclusion: { sentence: 'Rosa Delgado has a BlueJeans account that is not linked yet; the next cycle links it.' },
    });
    const outdated = await explained(upn('minhanh.nguyen'));
    expect(outdated.operation).toMatchObject({
      action: 'update',
      changes: [{ attribute: 'title', from: 'Designer', to: 'Lead designer' }],
    });
    expect(attribute(outdated, 'title')).toMatchObject({ has: 'Designer', wanted: 'Lead designer', verdict: 'waits' });
    expect(outdated.attributes[0]?.path).toBe('title');
  });

  test('two accounts with the value: an error that names them, and nothing is guessed', async () => {
    // No service that keeps userNames apart has two of one, so this one is made to say so.
    const twice = (job: Job): Job => ({
      ...job,
      target: {
        ...job.target,
        find: async () => success(['one', 'two'].map((id) => ({ id: targetId(id), resource: {} }))),
      },
    });
    const one = valueOrThrow(await ask(upn('minhanh.nguyen'), twice));
    expect(one).toMatchObject({
      operation: { action: 'refuse' },
      asked: [{ attribute: 'userName', value: upn('minhanh.nguyen'), found: ['one', 'two'] }],
      problem: { title: `BlueJeans has 2 accounts for ${upn('minhanh.nguyen')}` },
    });
    expect(stepsOf(one).slice(2)).toEqual(['match failure', 'action failure']);
  });
});

describe('after a first cycle', () => {
  beforeEach(async () => {
    await company.sync();
  });

  test('in step: why, and through which group', async () => {
    const one = await explained(upn('hanako.yamada'));
    expect(stepsOf(one)).toEqual(['import success', 'scope success', 'match success', 'action success']);
    expect(one).toMatchObject({
      ways: [{ kind: 'group', group: 'BlueJeans Users', counts: true }],
      operation: { action: 'none', reason: 'in-step' },
      source: { from: 'now' },
      target: { from: 'now' },
      conclusion: { inStep: true, sentence: '山田 花子 has a BlueJeans account, and it is in step.' },
      last: { status: 'success' },
    });
    expect(new Set(one.attributes.map(({ verdict }) => verdict))).toEqual(new Set(['same']));
    expect(attribute(one, 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager')).toMatchObject({
      wanted: 'Søren Kjær-Nielsen',
      has: 'Søren Kjær-Nielsen',
    });
  });

  test('two ways in are both told', async () => {
    expect((await explained(upn('emma.smith'))).ways.map(({ group }) => group).sort()).toEqual([
      'BlueJeans Users',
      'Contractors',
    ]);
  });

  test('a change in Entra ID since the last cycle: what is read now decides', async () => {
    await company.entra.updatePerson('hanako.yamada', { jobTitle: 'Lead' });
    expect(await explained(upn('hanako.yamada'))).toMatchObject({
      operation: { action: 'update', changes: [{ attribute: 'title', from: 'Research engineer', to: 'Lead' }] },
    });
  });

  test('changed by hand at the target is told from what waits', async () => {
    await company.scim.changeAccount(upn('hanako.yamada'), { title: 'By hand' });
    expect(attribute(await explained(upn('hanako.yamada')), 'title')).toMatchObject({
      has: 'By hand',
      wanted: 'Research engineer',
      verdict: 'changed-by-hand',
    });
  });

  test('not assigned: says what would bring them in', async () => {
    const one = await explained('m.alhassan_partner.example#EXT#@oxbow.example');
    expect(one).toMatchObject({ inScope: false, operation: { action: 'none', reason: 'never-provisioned' }, ways: [] });
    expect(one.conclusion).toMatchObject({
      sentence: expect.stringContaining('is not assigned to the application.'),
      nextStep: expect.stringContaining('Assign them, or a group that they are a direct member of'),
    });
    expect(one.attributes.every(({ verdict }) => verdict === 'left-alone')).toBe(true);
  });

  test('only in a group inside an assigned group: names the path, and that only direct members count', async () => {
    const one = await explained(upn('tomas.osullivan'));
    expect(one).toMatchObject({
      inScope: false,
      ways: [{ kind: 'nested', group: 'Contractors', path: ['Field contractors', 'Contractors'], counts: false }],
    });
    expect(textOf(one, 'scope')).toContain('In Contractors only through Field contractors');
    expect(textOf(one, 'scope')).toContain('direct members');
    expect(one.conclusion.nextStep).toContain('assign Field contractors to the application');
  });

  test('chosen groups take nested members, with the path', async () => {
    const contractors = (await company.entra.groups()).find(({ name }) => name === 'Contractors');
    company.change((job) => ({ ...job, scope: { ...job.scope, mode: 'groups', groupIds: [contractors?.id ?? ''] } }));
    const one = await explained(upn('tomas.osullivan'));
    expect(one).toMatchObject({
      inScope: true,
      ways: [{ kind: 'nested', group: 'Contractors', path: ['Field contractors', 'Contractors'], counts: true }],
    });
    expect(one.checks.find(({ kind }) => kind === 'entitlement')?.text).toBe(
      'Through the group Contractors (in Field contractors).',
    );
  });

  test('filtered out: the clause, and what they have', async () => {
    filtered([
      { attribute: 'employeeType', operator: 'EQUALS', values: ['Employee'] },
      { attribute: 'department', operator: 'EQUALS', values: ['Sales'] },
    ]);
    const one = await explained(upn('hanako.yamada'));
    expect(one.checks.filter(({ kind }) => kind === 'clause')).toEqual([
      {
        kind: 'clause',
        passed: true,
        filter: 'Employees',
        text: 'employeeType EQUALS “Employee”: they have “Employee”.',
      },
      { kind: 'clause', passed: false, filter: 'Employees', text: 'department EQUALS “Sales”: they have “Research”.' },
    ]);
    expect(one).toMatchObject({ inScope: false, operation: { action: 'disable' } });
    expect(one.conclusion).toMatchObject({
      sentence: expect.stringContaining('The next cycle disables the account.'),
      nextStep: expect.stringContaining('they have “Research”'),
    });
    expect(attribute(one, 'active')).toMatchObject({ wanted: 'false', has: 'true', verdict: 'waits' });
    expect(attribute(one, 'title')).toMatchObject({ verdict: 'left-alone' });
  });

  test('blocked people', async () => {
    expect(await explained(upn('elodie.marchand'))).toMatchObject({
      inScope: false,
      conclusion: { sentence: expect.stringContaining('Sign-in is blocked for Élodie Marchand.') },
    });
    await company.entra.blockPerson('hanako.yamada');
    expect(await explained(upn('hanako.yamada'))).toMatchObject({ operation: { action: 'disable' } });
  });

  test('in the recycle bin, and deleted for good', async () => {
    const { id } = await company.entra.person('hanako.yamada');
    await company.entra.deletePerson('hanako.yamada');
    expect(await explained(id)).toMatchObject({
      person: { directoryState: 'soft-deleted' },
      operation: { action: 'disable' },
      conclusion: { nextStep: expect.stringContaining('Restore them') },
    });
    await company.entra.deletePersonForGood('hanako.yamada');
    expect(await explained(id)).toMatchObject({
      person: { directoryState: 'hard-deleted' },
      operation: { action: 'delete' },
    });
  });

  test('a value that is too long for a new account, and for one that is there', async () => {
    const one = await explained('Siobhán Ní Bhriain');
    expect(one).toMatchObject({
      operation: { action: 'refuse' },
      conclusion: { action: 'open-mapping', sentence: expect.stringContaining('BlueJeans takes at most 30') },
    });
    expect(attribute(one, 'userName')).toMatchObject({
      verdict: 'too-long',
      wanted: 'siobhan.nibhriain@oxbow.example',
      note: '31 characters; BlueJeans takes at most 30.',
    });
    await company.entra.updatePerson('hanako.yamada', {
      userPrincipalName: 'hanako.yamada.research@oxbow.example',
      jobTitle: 'Lead',
    });
    const linked = await explained('hanako.yamada.research@oxbow.example');
    expect(linked).toMatchObject({
      operation: { action: 'update', changes: [{ attribute: 'title' }] },
      conclusion: { sentence: expect.stringContaining('only partly up to date') },
    });
    expect(linked.attributes[0]).toMatchObject({ path: 'userName', verdict: 'too-long', has: upn('hanako.yamada') });
  });

  test('two people with one userName: the second is told who has it', async () => {
    const name = await company.entra.createPerson({
      userPrincipalName: 'kleopatra@oxbow.example',
      displayName: 'Kleopatra II',
      mail: upn('hanako.yamada'),
    });
    await company.entra.assign(name);
    matchByMail();
    expect(await explained('kleopatra@oxbow.example')).toMatchObject({
      operation: { action: 'refuse' },
      problem: { title: expect.stringContaining('山田 花子') },
    });
  });

  const matchByMail = () =>
    company.change((job) => ({
      ...job,
      schema: JSON.parse(
        JSON.stringify(job.schema)
          .replaceAll('"name":"userPrincipalName"', '"name":"mail"')
          .replaceAll('"expression":"[userPrincipalName]"', '"expression":"[mail]"'),
      ),
    }));

  test('a failure is told with its tries and the next one', async () => {
    await company.scim.injectFault({ kind: 'server-error', status: 500, times: null, match: { method: 'PATCH' } });
    await company.entra.updatePerson('hanako.yamada', { jobTitle: 'Lead' });
    expect(await company.sync()).toMatchObject({ counts: { failed: 1 } });
    await company.scim.clearFaults();
    const one = await explained(upn('hanako.yamada'));
    expect(one.escrow).toMatchObject({ attempts: 1 });
    expect(Date.parse(one.escrow?.nextTryAt ?? '')).toBeGreaterThanOrEqual(Date.parse(one.escrow?.firstFailedAt ?? ''));
    expect(one).toMatchObject({ operation: { action: 'update' }, last: { status: 'failure' } });
  });

  test('somebody on hold: nothing is sent, and by whose word', async () => {
    company.database.run(
      "INSERT INTO holds VALUES ((SELECT id FROM people WHERE name = '山田 花子'), 'ask first', '2026-11-12T10:00:00Z')",
    );
    await company.entra.updatePerson('hanako.yamada', { jobTitle: 'Lead' });
    const one = await explained(upn('hanako.yamada'));
    expect(one).toMatchObject({
      hold: { reason: 'ask first' },
      conclusion: { sentence: '山田 花子 is on hold: Inseam does not touch the account.' },
    });
    expect(textOf(one, 'action')).toContain('On hold');
  });

  test('an account deleted at the target, and one that is another person’s', async () => {
    await company.scim.removeAccount(upn('hanako.yamada'));
    expect(await explained(upn('hanako.yamada'))).toMatchObject({
      operation: { action: 'refuse' },
      problem: { title: expect.stringContaining('deleted') },
    });
    const account = company.database.get(
      "SELECT target_id FROM links JOIN people ON id = source_id WHERE name = 'Daniel Kim'",
    );
    await company.scim.changeAccount(String(account?.['target_id']), { userName: upn('siobhan') });
    await company.entra.updatePerson('siobhan.nibhriain', { userPrincipalName: upn('siobhan') });
    expect(await explained(upn('siobhan'))).toMatchObject({
      operation: { action: 'refuse' },
      problem: { title: expect.stringContaining('Daniel Kim') },
    });
  });

  test('BlueJeans is silent: what is known of the account stands, and it is said', async () => {
    await company.entra.updatePerson('hanako.yamada', { jobTitle: 'Lead' });
    await company.scim.setToken('another');
    const one = await explained(upn('hanako.yamada'));
    expect(one).toMatchObject({
      target: { from: 'ledger', because: { title: 'BlueJeans does not accept this token' } },
      operation: { action: 'update' },
    });
    expect(attribute(one, 'title')).toMatchObject({ has: 'Research engineer', wanted: 'Lead', verdict: 'waits' });
    await company.entra.assign('m.alhassan_partner.example#EXT#@oxbow.example');
    const unlinked = await explained('m.alhassan_partner.example#EXT#@oxbow.example');
    expect(unlinked).toMatchObject({ target: { from: 'nowhere' }, operation: { action: 'unknown' } });
    expect(stepsOf(unlinked).slice(2)).toEqual(['match notReached', 'action notReached']);
    expect(attribute(unlinked, 'userName')).toMatchObject({ verdict: 'not-read' });
  });

  test('Entra ID is silent: the answer is from what was read last; nobody known is a refusal', async () => {
    await company.entra.setSecret('another');
    expect(await explained(upn('hanako.yamada'))).toMatchObject({
      source: { from: 'ledger', because: { title: expect.stringContaining('client secret') } },
      operation: { action: 'none' },
    });
    expect(await ask('nobody@oxbow.example')).toMatchObject({
      ok: false,
      problem: { kind: 'source-credentials-refused' },
    });
  });

  test.each([
    ['an object id', async () => (await company.entra.person('hanako.yamada')).id],
    ['a userPrincipalName in another case', async () => 'Hanako.Yamada@Oxbow.Example'],
    ['a name', async () => '山田 花子'],
    ['a part of a name that only one has', async () => 'hanako'],
  ])('people are found by %s', async (_, name) => {
    expect((await explained(await name())).person.name).toBe('山田 花子');
  });

  test('a name of several people lists them; nobody of that name is unknown', async () => {
    expect(await ask('Daniel Kim')).toMatchObject({
      ok: false,
      problem: {
        kind: 'person-ambiguous',
        people: [expect.stringMatching(/^Daniel Kim <daniel.kim/), expect.stringMatching(/^Daniel Kim <daniel.kim/)],
      },
    });
    expect(await ask('nobody@oxbow.example')).toMatchObject({ ok: false, problem: { kind: 'person-unknown' } });
  });

  test('while a cycle runs, the question neither waits for it nor disturbs it', async () => {
    await company.entra.updatePerson('hanako.yamada', { jobTitle: 'Lead' });
    await company.scim.injectFault({ kind: 'slow-answer', delayMs: 300, match: { method: 'PATCH' } });
    const running = company.sync();
    expect(valueOrThrow(await ask(upn('rosa.delgado'))).operation.action).toBe('none');
    expect(await running).toMatchObject({ state: 'succeeded', counts: { updated: 1 } });
  });

  test('the answer is what the next cycle does', async () => {
    await company.entra.updatePerson('hanako.yamada', { jobTitle: 'Lead' });
    const { operation } = await explained(upn('hanako.yamada'));
    const cycle = await company.sync();
    const row = company.rowOf(cycle, '山田 花子');
    expect(row?.action).toBe(operation.action);
    expect(row?.modified).toEqual(operation.changes);
  });
});
