import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listCycles } from '../../electron/ledger/cycles';
import type { Sight } from '../../shared/on-demand/sight';
import { valueOrThrow } from '../../shared/outcome';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** Provision on demand reads one person; what it does not read tells it nothing. */
let company: TestCompany;
beforeEach(async () => {
  company = await openTestCompany({ instant: true });
  await company.sync();
});
afterEach(() => company.close());

const hanako = async () =>
  (await company.scim.accounts()).find(({ userName }) => userName === 'hanako.yamada@oxbow.example');

test.each(['empty-page', 'cut-off-body', 'web-page'] as const)(
  'assignments that come as %s take nobody’s account away',
  async (kind) => {
    await company.entra.injectFault({ kind, times: null, match: { pathIncludes: 'appRoleAssignedTo' } });
    const done = await company.runner.provision(jobName, 'hanako.yamada@oxbow.example');
    expect(done).toMatchObject({ ok: false });
    expect((await hanako())?.['active']).not.toBe(false);
    await company.entra.clearFaults();
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { disabled: 0, failed: 0 } });
  },
);

test('is refused while a cycle runs, and the cycle goes on', async () => {
  await company.entra.updatePerson('hanako.yamada', { jobTitle: 'Both' });
  await company.scim.injectFault({ kind: 'slow-answer', delayMs: 300, match: { method: 'PATCH' } });
  const running = company.sync();
  expect(await company.runner.provision(jobName, 'hanako.yamada@oxbow.example')).toMatchObject({
    ok: false,
    problem: { kind: 'cycle-running' },
  });
  expect(await running).toMatchObject({ state: 'succeeded', counts: { updated: 1 } });
});

describe('a look', () => {
  const name = 'hanako.yamada@oxbow.example';
  const look = async (who = name) => valueOrThrow(await company.runner.look(jobName, who));
  const facts = (sight: Sight, step: string) =>
    Object.fromEntries(
      (sight.steps.find((one) => one.step === step)?.facts ?? []).map((fact) => [fact.name, fact.value]),
    );
  const states = (sight: Sight) => sight.steps.map(({ step, state }) => `${step} ${state}`);

  test('goes through the steps as far as the action, which waits, and writes nothing anywhere', async () => {
    await company.entra.updatePerson('hanako.yamada', { jobTitle: 'Head of research' });
    await company.scim.forgetRequests();
    const before = JSON.stringify(company.database.all('SELECT * FROM people'));
    const heard: string[] = [];
    const sight = valueOrThrow(await company.runner.look(jobName, name, { onStep: (step) => void heard.push(step) }));
    expect(states(sight)).toEqual(['import passed', 'scope passed', 'match passed', 'action waits']);
    expect(sight).toMatchObject({
      action: 'update',
      done: false,
      token: expect.any(String),
      changes: [{ attribute: 'title', to: 'Head of research' }],
    });
    expect(sight.steps[3]?.text).toBe('Update 1 attribute.');
    expect(facts(sight, 'import')).toMatchObject({ userPrincipalName: name, jobTitle: 'Head of research' });
    expect(facts(sight, 'scope')).toMatchObject({ 'Active in the source system': 'True' });
    expect(facts(sight, 'match')).toMatchObject({
      userName: name,
      id: sight.steps[2]?.text.split(' ').at(-1)?.slice(0, -1),
    });
    expect(heard.slice(0, 3)).toEqual(['import', 'scope', 'match']);
    expect((await company.scim.recording()).map(({ method }) => method)).toEqual(['GET']);
    expect(JSON.stringify(company.database.all('SELECT * FROM people'))).toBe(before);
    expect(listCycles(company.database, null, 10)).toHaveLength(1);
  });

  test('is acted on as it was shown', async () => {
    await company.entra.updatePerson('hanako.yamada', { jobTitle: 'Head of research' });
    const { token } = await look();
    const done = valueOrThrow(await company.runner.provision(jobName, name, { agreed: token }));
    expect(done).toMatchObject({
      stale: false,
      rows: [{ action: 'update', status: 'success' }],
      sight: { done: true },
    });
    expect(states(done.sight)).toEqual(['import passed', 'scope passed', 'match passed', 'action passed']);
    expect(done.sight.steps[3]?.text).toMatch(/^Updated just now\. BlueJeans answered 20[04]\.$/);
    expect((await hanako())?.['title']).toBe('Head of research');
    const again = await look();
    expect(again).toMatchObject({ action: 'none', token: null });
    expect(again.steps[3]).toMatchObject({ state: 'skipped', text: 'Nothing to change.' });
  });

  test.each([
    {
      what: 'record in Entra',
      change: () => company.entra.updatePerson('hanako.yamada', { jobTitle: 'Somebody else' }),
      now: 'Somebody else',
    },
    { what: 'account', change: () => company.scim.changeAccount(name, { title: 'By hand' }), now: 'Head of research' },
  ])('of somebody whose $what has changed since is not acted on, but shown again', async ({ change, now }) => {
    await company.entra.updatePerson('hanako.yamada', { jobTitle: 'Head of research' });
    const { token } = await look();
    await change();
    await company.scim.forgetRequests();
    const stale = valueOrThrow(await company.runner.provision(jobName, name, { agreed: token }));
    expect(stale).toMatchObject({
      stale: true,
      rows: [],
      sight: { done: false, changes: [{ attribute: 'title', to: now }] },
    });
    expect((await company.scim.recording()).every(({ method }) => method === 'GET')).toBe(true);
    expect(listCycles(company.database, null, 10)).toHaveLength(1);
    const done = await company.runner.provision(jobName, name, { agreed: stale.sight.token });
    expect(done).toMatchObject({ ok: true, value: { stale: false } });
    expect((await hanako())?.['title']).toBe(now);
  });

  test('names a creation with all its attributes, the manager among them, and what became of it', async () => {
    await company.scim.removeAccount(name);
    await company.sync(true);
    company.pass(7 * 3_600_000);
    const sight = await look();
    expect(sight).toMatchObject({ action: 'create' });
    expect(sight.steps[2]?.text).toBe(`No BlueJeans account has the userName ${name}, so one would be created.`);
    expect(facts(sight, 'match')).toEqual({ [`userName eq "${name}"`]: 'no account' });
    expect(sight.steps[3]?.text).toBe(`Create one account with ${sight.changes.length} attributes.`);
    const done = valueOrThrow(await company.runner.provision(jobName, name, { agreed: sight.token }));
    expect(done.sight.steps[3]?.text).toBe('Created just now. BlueJeans answered 201.');
    expect(done.sight.changes).toEqual(sight.changes);
  });

  test('of somebody out of scope reaches neither match nor action', async () => {
    const guest = (await company.entra.people()).find(({ properties }) =>
      String(properties['userPrincipalName']).includes('#EXT#'),
    );
    const sight = await look(guest?.id ?? '');
    expect(states(sight)).toEqual(['import passed', 'scope skipped', 'match not-reached', 'action not-reached']);
    expect(sight.token).toBeNull();
  });

  test('of somebody unassigned since names the disable, which is then done', async () => {
    await company.entra.unassign('soren.kjaer');
    const sight = await look('soren.kjaer@oxbow.example');
    expect(states(sight)).toEqual(['import passed', 'scope skipped', 'match passed', 'action waits']);
    expect(sight).toMatchObject({ action: 'disable' });
    expect(sight.steps[3]?.text).toBe('Disable this account.');
    const done = await company.runner.provision(jobName, 'soren.kjaer@oxbow.example', { agreed: sight.token });
    expect(done).toMatchObject({ value: { rows: [{ action: 'disable', status: 'success' }] } });
  });

  test('waits for a cycle where that is wanted, and comes right after it', async () => {
    await company.entra.updatePerson('hanako.yamada', { jobTitle: 'Both' });
    const running = company.sync();
    const looked = company.runner.look(jobName, name, { afterCycle: true });
    expect(await running).toMatchObject({ state: 'succeeded', counts: { updated: 1 } });
    expect(valueOrThrow(await looked)).toMatchObject({ action: 'none' });
  });
});
