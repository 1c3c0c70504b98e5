import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valueOrThrow } from '../../shared/outcome';
import { openTestCompany, type TestCompany } from './test-company';

/**
 * The engine against the sample company, over real sockets: one story, each chapter resting on the one before, as the
 * cycles of a real job do.
 */
let company: TestCompany;
beforeAll(async () => {
  company = await openTestCompany();
});
afterAll(() => company.close());

interface SchemaJson {
  synchronizationRules: {
    objectMappings: { attributeMappings: { targetAttributeName: string; source: unknown }[] }[];
  }[];
}

/** The schema with another source for one attribute. */
function withSource(schema: unknown, target: string, source: object): unknown {
  const copy = JSON.parse(JSON.stringify(schema)) as SchemaJson;
  const mapping = copy.synchronizationRules[0]?.objectMappings[0]?.attributeMappings.find(
    ({ targetAttributeName }) => targetAttributeName === target,
  );
  if (mapping === undefined) throw new Error(`No mapping of ${target}`);
  mapping.source = { expression: '', parameters: [], ...source };
  return copy;
}

const accountOf = async (userName: string) =>
  (await company.scim.accounts()).find((one) => one['userName'] === userName);

describe('the first cycle', () => {
  test('a plan shows it all and writes nothing', async () => {
    const before = await company.scim.accounts();
    const plan = await company.runner.plan('test', false);
    expect(plan).toMatchObject({
      ok: true,
      value: { summary: { counts: { create: 9, update: 7, link: 19, skipped: 3, disable: 0, delete: 0 } } },
    });
    expect(await company.scim.accounts()).toEqual(before);
    const { byRoute } = await company.scim.requests();
    expect(Object.keys(byRoute).filter((route) => !route.startsWith('GET'))).toEqual([]);
    expect(company.runner.state('test')).toMatchObject({ ok: true, value: { lastCycle: null } });
  });

  test('creates who is missing, links who is there, and names who cannot be', async () => {
    const cycle = await company.sync();
    expect(cycle).toMatchObject({
      kind: 'initial',
      state: 'succeeded',
      counts: {
        imported: 41,
        inScope: 38,
        created: 9,
        updated: 7,
        disabled: 0,
        deleted: 0,
        unchanged: 19,
        skipped: 3,
        failed: 0,
      },
    });
    expect(company.rowOf(cycle, 'Siobhán Ní Bhriain')).toMatchObject({
      status: 'skipped',
      problem: { kind: 'value-too-long', attribute: 'userName', length: 31, limit: 30 },
    });
  });

  test('doubles nobody, and leaves accounts alone that nobody in scope matches', async () => {
    const accounts = await company.scim.accounts();
    const names = accounts.map((one) => String(one['userName']).toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    expect(accounts).toHaveLength(29 + 9);
  });

  test('sets the manager once both accounts exist', async () => {
    const zeynep = await accountOf('zeynep.yilmaz@oxbow.example');
    const gulsen = await accountOf('gulsen.ozturk@oxbow.example');
    expect(JSON.stringify(gulsen)).toContain(String(zeynep?.['id']));
  });

  test('explains each person in four steps', () => {
    const [cycle] = company.runner.state('test').ok ? [company.runner.state('test')] : [];
    if (cycle === undefined || !cycle.ok || cycle.value.lastCycle === null) throw new Error('No cycle');
    const rows = company.rows(cycle.value.lastCycle);
    expect(rows.length).toBeGreaterThan(30);
    for (const row of rows) expect(row.steps.map(({ step }) => step)).toEqual(['import', 'scope', 'match', 'action']);
  });
});

describe('later cycles', () => {
  test('with nothing changed nothing is sent to the target', async () => {
    const cycle = await company.sync();
    expect(cycle).toMatchObject({
      kind: 'incremental',
      state: 'succeeded',
      requests: { target: 0 },
      counts: { created: 0, updated: 0 },
    });
  });

  test('a change arrives as one request with only what changed', async () => {
    await company.entra.updatePerson('minhanh.nguyen', { jobTitle: 'Principal designer' });
    await company.scim.forgetRequests();
    const cycle = await company.sync();
    expect(cycle.counts).toMatchObject({ updated: 1, created: 0, disabled: 0 });
    expect(company.rowOf(cycle, 'Nguyễn Thị Minh Anh')?.modified).toEqual([
      { attribute: 'title', from: 'Lead designer', to: 'Principal designer' },
    ]);
    const sent = (await company.scim.recording()).filter(({ method }) => method === 'PATCH');
    expect(sent).toHaveLength(1);
    expect(JSON.parse(String(sent[0]?.body))).toMatchObject({
      Operations: [{ path: 'title', value: 'Principal designer' }],
    });
  });

  test('a renamed person keeps the account', async () => {
    const before = await accountOf('lukasz.wojcik@oxbow.example');
    await company.entra.updatePerson('lukasz.wojcik', { userPrincipalName: 'lukasz.nowak@oxbow.example' });
    const cycle = await company.sync();
    expect(cycle.counts).toMatchObject({ updated: 1, created: 0 });
    expect((await accountOf('lukasz.nowak@oxbow.example'))?.['id']).toBe(before?.['id']);
    await company.entra.updatePerson('lukasz.nowak', { userPrincipalName: 'lukasz.wojcik@oxbow.example' });
    await company.sync();
  });

  test.each([
    {
      name: 'a blocked person is disabled and comes back',
      leave: (c: TestCompany) => c.entra.blockPerson('seun.adebayo'),
      back: (c: TestCompany) => c.entra.unblockPerson('seun.adebayo'),
    },
    {
      name: 'a deleted person is disabled, and enabled when restored',
      leave: (c: TestCompany) => c.entra.deletePerson('seun.adebayo'),
      back: (c: TestCompany) => c.entra.restorePerson('seun.adebayo'),
    },
  ])('$name', async ({ leave, back }) => {
    const before = await accountOf('seun.adebayo@oxbow.example');
    await leave(company);
    expect((await company.sync()).counts).toMatchObject({ disabled: 1, deleted: 0 });
    expect(await accountOf('seun.adebayo@oxbow.example')).toMatchObject({ id: before?.['id'], active: false });
    await back(company);
    await company.entra.addMember('BlueJeans Users', 'seun.adebayo');
    expect((await company.sync()).counts).toMatchObject({ enabled: 1, created: 0 });
    expect(await accountOf('seun.adebayo@oxbow.example')).toMatchObject({ id: before?.['id'], active: true });
  });

  test('somebody gone for good loses the account', async () => {
    await company.entra.deletePerson('ivana.horvatic');
    await company.sync();
    await company.entra.deletePersonForGood('ivana.horvatic');
    expect((await company.sync()).counts).toMatchObject({ deleted: 1 });
    expect(await accountOf('ivana.horvatic@oxbow.example')).toBeUndefined();
  });

  test('a joiner whose manager has no account yet gets the manager by itself later', async () => {
    const boss = await company.entra.createPerson({
      displayName: 'Bo Berg',
      givenName: 'Bo',
      surname: 'Berg',
      userPrincipalName: 'bo.berg@oxbow.example',
      accountEnabled: true,
    });
    const joiner = await company.entra.createPerson({
      displayName: 'Jo Lund',
      givenName: 'Jo',
      surname: 'Lund',
      userPrincipalName: 'jo.lund@oxbow.example',
      accountEnabled: true,
    });
    await company.entra.setManager(joiner, boss);
    await company.entra.assign(joiner);
    expect((await company.sync()).counts).toMatchObject({ created: 1 });
    await company.entra.assign(boss);
    expect((await company.sync()).counts).toMatchObject({ created: 1, updated: 1 });
    const account = await accountOf('bo.berg@oxbow.example');
    expect(JSON.stringify(await accountOf('jo.lund@oxbow.example'))).toContain(String(account?.['id']));
  });

  test('two people for one account: the second fails and the first is named', async () => {
    const twin = await company.entra.createPerson({
      displayName: 'Second Rosa',
      userPrincipalName: 'second.rosa@oxbow.example',
      mail: 'rosa.delgado@oxbow.example',
      accountEnabled: true,
    });
    await company.entra.assign(twin);
    const { schema } = valueOrThrow(company.engine.known('test')).settings;
    company.change((job) => ({
      ...job,
      schema: withSource(job.schema, 'userName', { type: 'Attribute', name: 'mail' }),
    }));
    const cycle = await company.sync();
    expect(company.rowOf(cycle, 'Second Rosa')).toMatchObject({
      status: 'failure',
      problem: { kind: 'duplicate-source', attribute: 'userName', otherName: 'Rosa Delgado' },
    });
    company.change((job) => ({ ...job, schema }));
    await company.entra.deletePerson(twin);
    expect(await company.sync()).toMatchObject({ state: 'succeeded' });
  });
});

describe('the deletion threshold', () => {
  test('holds a flood of removals while everything else goes on, and says who', async () => {
    company.change((job) => ({ ...job, safety: { ...job.safety, deletionThreshold: 3 } }));
    await company.sync();
    const members =
      (await company.entra.groups()).find(({ name }) => name === 'BlueJeans Users')?.memberIds.slice(0, 6) ?? [];
    for (const member of members) await company.entra.removeMember('BlueJeans Users', member);
    await company.entra.updatePerson('minhanh.nguyen', { jobTitle: 'Chief designer' });
    const cycle = await company.sync();
    expect(cycle).toMatchObject({ state: 'held', counts: { disabled: 0, deleted: 0 } });
    expect(company.rows(cycle).filter(({ staged }) => staged)).toHaveLength(6);
    const disabled = (await company.scim.accounts()).filter(({ active }) => active === false);
    // The one that was disabled before Inseam came, and that nobody matches.
    expect(disabled.map(({ userName }) => userName)).toEqual(['old.intern@oxbow.example']);
    expect(company.runner.state('test')).toMatchObject({
      value: { condition: { kind: 'deletions-held', people: 6, limit: 3 } },
    });
    for (const member of members) await company.entra.addMember('BlueJeans Users', member);
  });

  test('held removals go away by themselves when their cause does', async () => {
    const cycle = await company.sync();
    expect(cycle).toMatchObject({ state: 'succeeded', counts: { disabled: 0 } });
    expect(company.runner.state('test')).not.toMatchObject({ value: { condition: { kind: 'deletions-held' } } });
  });
});

describe('what goes wrong', () => {
  test('a refused token stops the cycle, fails nobody, moves no watermark, and clears itself', async () => {
    await company.entra.updatePerson('minhanh.nguyen', { jobTitle: 'Designer' });
    await company.scim.injectFault({ kind: 'unauthorized', times: null });
    const cycle = await company.sync();
    expect(cycle).toMatchObject({
      state: 'quarantined',
      problem: { kind: 'target-unauthorized' },
      counts: { failed: 0 },
    });
    expect(company.runner.state('test')).toMatchObject({
      value: { condition: { kind: 'quarantined' }, people: { needAttention: 3 } },
    });
    await company.scim.clearFaults();
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { updated: 1 } });
    expect(company.runner.state('test')).not.toMatchObject({ value: { condition: { kind: 'quarantined' } } });
  });

  test('throttling is waited out within the cycle', async () => {
    await company.entra.updatePerson('minhanh.nguyen', { jobTitle: 'Designer again' });
    await company.scim.injectFault({ kind: 'throttled', times: 1, retryAfter: 1 });
    const cycle = await company.sync();
    expect(cycle).toMatchObject({ state: 'succeeded', counts: { updated: 1, failed: 0 } });
    expect(cycle.requests.retried).toBeGreaterThan(0);
  });

  test('one person’s failure does not stop the others, and is tried again by itself', async () => {
    const target = await accountOf('minhanh.nguyen@oxbow.example');
    await company.entra.updatePerson('minhanh.nguyen', { jobTitle: 'Failing' });
    await company.entra.updatePerson('hanako.yamada', { jobTitle: 'Going on' });
    await company.scim.injectFault({
      kind: 'server-error',
      times: null,
      match: { method: 'PATCH', pathIncludes: String(target?.['id']) },
    });
    const cycle = await company.sync();
    expect(cycle).toMatchObject({ state: 'succeededWithErrors', counts: { updated: 1, failed: 1 } });
    await company.scim.clearFaults();
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { updated: 1, failed: 0 } });
    expect(await accountOf('minhanh.nguyen@oxbow.example')).toMatchObject({ title: 'Failing' });
  });

  test.each(['cut-off-body', 'empty-page', 'web-page'] as const)(
    'a read that ends as %s removes nobody',
    async (kind) => {
      await company.entra.injectFault({ kind, times: null, match: { pathIncludes: 'appRoleAssignedTo' } });
      const cycle = await company.sync();
      expect(cycle.problem).not.toBeNull();
      expect(cycle.counts).toMatchObject({ disabled: 0, deleted: 0, failed: 0 });
      await company.entra.clearFaults();
      expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { disabled: 0, deleted: 0 } });
    },
  );

  test('an expired watermark becomes a full evaluation by itself', async () => {
    await company.entra.expireDeltaTokens('sync-state-not-found');
    await company.entra.updatePerson('hanako.yamada', { jobTitle: 'Found again' });
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { updated: 1, created: 0, disabled: 0 } });
  });

  test('an answer that is lost after the account was made creates nobody twice', async () => {
    const joiner = await company.entra.createPerson({
      displayName: 'Lost Answer',
      userPrincipalName: 'lost.answer@oxbow.example',
      accountEnabled: true,
    });
    await company.entra.assign(joiner);
    await company.scim.injectFault({ kind: 'lost-answer', times: 1, match: { method: 'POST' } });
    await company.sync();
    await company.sync();
    const found = (await company.scim.accounts()).filter(({ userName }) => userName === 'lost.answer@oxbow.example');
    expect(found).toHaveLength(1);
  });
});

describe('a changed mapping', () => {
  test('has everybody evaluated again, and only differing attributes sent', async () => {
    await company.scim.forgetRequests();
    company.change((job) => ({
      ...job,
      schema: withSource(job.schema, 'title', { type: 'Constant', name: 'Colleague' }),
    }));
    const cycle = await company.sync();
    expect(cycle).toMatchObject({ kind: 'initial', state: 'succeeded', counts: { created: 0 } });
    expect(cycle.counts.updated).toBeGreaterThan(30);
    for (const { method, body } of await company.scim.recording())
      if (method === 'PATCH')
        expect(
          (JSON.parse(String(body)) as { Operations: { path: string }[] }).Operations.map(({ path }) => path),
        ).toEqual(['title']);
  });
});

describe('a mapping that reads roles', () => {
  test('fills in the role of each assignment, directly or through a group', async () => {
    const before = valueOrThrow(company.engine.known('test')).settings.schema;
    const expression = 'SingleAppRoleAssignment([appRoleAssignments])';
    company.change((job) => ({
      ...job,
      schema: withSource(job.schema, 'title', { type: 'Function', name: 'SingleAppRoleAssignment', expression }),
    }));
    expect(await company.sync()).toMatchObject({ kind: 'initial', state: 'succeeded' });
    // One was assigned directly, the other is a member of an assigned group.
    for (const name of ['soren.kjaer@oxbow.example', 'hanako.yamada@oxbow.example'])
      expect(await accountOf(name)).toMatchObject({ title: 'User' });
    company.change((job) => ({ ...job, schema: before }));
    await company.sync();
  });
});

describe('provision on demand', () => {
  test('takes one person through the four steps and writes', async () => {
    await company.entra.updatePerson('hanako.yamada', { givenName: 'Hana' });
    const done = await company.runner.provision('test', 'hanako.yamada@oxbow.example');
    expect(done).toMatchObject({
      ok: true,
      value: {
        rows: [{ action: 'update', status: 'success', modified: [{ attribute: 'name.givenName', to: 'Hana' }] }],
      },
    });
  });

  test('somebody out of scope is not written, and the reason is told', async () => {
    const people = await company.entra.people();
    const guest = people.find(({ properties }) => String(properties['userPrincipalName']).includes('#EXT#'));
    const done = await company.runner.provision('test', guest?.id ?? '');
    expect(done).toMatchObject({ ok: true, value: { rows: [{ action: 'none', status: 'skipped' }] } });
  });

  test('nobody by that name is an answer, not a crash', async () => {
    expect(await company.runner.provision('test', 'nobody@oxbow.example')).toMatchObject({
      ok: false,
      problem: { kind: 'person-unknown' },
    });
  });
});
