import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** Behind another address the same id may be somebody else. */
let company: TestCompany;
beforeEach(async () => {
  company = await openTestCompany({ people: 5, profile: 'scim', rules: 'none', empty: true, instant: true });
  await company.sync();
});
afterEach(() => company.close());

const moveTarget = () =>
  company.change((job) => ({ ...job, target: { ...job.target, baseUrl: `${job.target.baseUrl}?tenant=other` } }));
const linkedTo = (person: string) =>
  company.database.get('SELECT target_id FROM links WHERE source_id = ?', person)?.['target_id'];

describe('when the address of the target changes', () => {
  test('to another way to the same accounts, every link stays and nothing is sent', async () => {
    const before = company.database.all('SELECT source_id, target_id FROM links ORDER BY source_id');
    moveTarget();
    expect(await company.sync()).toMatchObject({
      state: 'succeeded',
      counts: { created: 0, updated: 0, unchanged: 5 },
    });
    expect(company.database.all('SELECT source_id, target_id FROM links ORDER BY source_id')).toEqual(before);
    expect(await company.sync()).toMatchObject({ requests: { target: 0 } });
  });

  test.each([
    { how: 'a cycle', run: async () => void (await company.sync()) },
    { how: 'provision on demand', run: (person: string) => company.runner.provision(jobName, person) },
  ])('an account that is a stranger’s there is never touched by $how', async ({ run }) => {
    const [person] = await company.entra.people();
    const id = person?.id ?? '';
    const account = String(linkedTo(id));
    await company.scim.changeAccount(account, { userName: 'stranger@elsewhere.example', title: 'Stranger' });
    await company.entra.updatePerson(id, { jobTitle: 'Not a stranger' });
    moveTarget();
    await run(id);
    expect(await company.scim.account(account)).toMatchObject({
      userName: 'stranger@elsewhere.example',
      title: 'Stranger',
    });
    expect(linkedTo(id)).not.toBe(account);
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { failed: 0, created: 0 } });
    expect(await company.scim.count()).toBe(6);
  });
});
