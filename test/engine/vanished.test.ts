import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { resettable } from '../../shared/health/restart';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** An account that was deleted at the target behind Inseam's back (InvalidAnchor). */
const people = 4;
let company: TestCompany;
let person: { readonly id: string; readonly upn: string };

beforeEach(async () => {
  company = await openTestCompany({
    people,
    profile: 'scim',
    rules: 'none',
    empty: true,
    instant: true,
    skipsWaits: true,
  });
  await company.sync();
  const [first] = await company.entra.people();
  person = { id: first?.id ?? '', upn: String(first?.properties['userPrincipalName']) };
  await company.scim.removeAccount(person.upn);
  await company.entra.updatePerson(person.id, { jobTitle: 'Fellow' });
});
afterEach(() => company.close());

const recreates = (recreateVanished: boolean) =>
  company.change((job) => ({ ...job, safety: { ...job.safety, recreateVanished } }));
const standing = () => company.database.get('SELECT standing, problem FROM people WHERE id = ?', person.id);
const problem = () => JSON.parse(String(standing()?.['problem'])) as unknown;

describe.each([true, false])('where it is made again: %s,', (again) => {
  beforeEach(() => recreates(again));

  test('its person fails in the cycle that finds out, and nobody else', async () => {
    const cycle = await company.sync();
    expect(cycle).toMatchObject({
      state: 'succeededWithErrors',
      counts: { failed: 1, created: 0, unchanged: people - 1 },
    });
    expect(company.rows(cycle)).toMatchObject([{ sourceId: person.id, problem: { kind: 'account-gone' } }]);
  });

  test('another account of theirs is found by matching', async () => {
    await company.sync();
    const id = await company.scim.addAccount({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: person.upn,
      active: true,
    });
    // Whoever reports to them is told of the new account too.
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { created: 0 } });
    expect(company.database.get('SELECT target_id FROM links WHERE source_id = ?', person.id)).toEqual({
      target_id: id,
    });
    expect(company.database.all('SELECT * FROM vanished')).toEqual([]);
  });
});

test('by default it is made again in the next try', async () => {
  await company.sync();
  expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { created: 1 } });
  expect(await company.scim.count()).toBe(people);
  expect(company.database.all('SELECT * FROM vanished')).toEqual([]);
});

describe('where the admin decides', () => {
  beforeEach(async () => {
    recreates(false);
    await company.sync();
  });

  test('it is not made again, try after try, and the words say what to do', async () => {
    for (let tries = 0; tries < 3; tries += 1) {
      company.pass(25 * 3_600_000);
      const cycle = await company.sync(tries === 2);
      expect(cycle).toMatchObject({ state: 'succeededWithErrors', counts: { created: 0, failed: 1 } });
      expect(company.rows(cycle)[0]?.steps.find(({ step }) => step === 'action')?.text).toContain('deleted there');
    }
    expect(await company.scim.count()).toBe(people - 1);
    expect(standing()?.['standing']).toBe('failed');
    expect(problem()).toMatchObject({ kind: 'account-gone', leftToAdmin: true });
  });

  test('not even when another failure came in between', async () => {
    await company.scim.injectFault({ kind: 'server-error', status: 501, match: { pathIncludes: 'filter' } });
    await company.sync();
    expect(problem()).toMatchObject({ kind: expect.not.stringMatching('account-gone') });
    company.pass(25 * 3_600_000);
    expect(await company.sync()).toMatchObject({ counts: { created: 0, failed: 1 } });
    expect(await company.scim.count()).toBe(people - 1);
  });

  test('on demand it is', async () => {
    expect(await company.runner.provision(jobName, person.id)).toMatchObject({
      ok: true,
      value: { rows: [{ action: 'create', status: 'success' }] },
    });
    expect(await company.scim.count()).toBe(people);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { failed: 0 } });
  });

  test('after a restart it is', async () => {
    await company.runner.restart(jobName, resettable);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { created: 1 } });
    expect(await company.scim.count()).toBe(people);
  });
});
