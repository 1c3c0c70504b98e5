import { afterEach, beforeEach, expect, test } from 'vitest';
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
