import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCompany, type TestCompany } from './test-company';

/** A machine whose clock was wrong for a while: what was set for that time does not keep anybody waiting. */
const year = 365 * 86_400_000;
let company: TestCompany;
beforeAll(async () => {
  company = await openTestCompany({ people: 4, profile: 'scim', rules: 'none', empty: true, instant: true });
  company.change((job) => ({ ...job, schedule: { ...job.schedule, enabled: true } }));
});
afterAll(() => company.close());

test('after a clock that was a year ahead, failures are tried again, cycles are due and everyone is checked', async () => {
  company.pass(year);
  await company.sync();
  const [person] = await company.entra.people();
  await company.entra.updatePerson(person?.id ?? '', { jobTitle: 'Late' });
  await company.scim.injectFault({ kind: 'server-error', times: null, match: { method: 'PATCH' } });
  // The second failure in a row waits for hours.
  for (let cycles = 0; cycles < 2; cycles += 1) expect(await company.sync()).toMatchObject({ counts: { failed: 1 } });
  await company.scim.clearFaults();
  expect(await company.sync()).toMatchObject({ counts: { updated: 0 } });
  company.pass(-year);
  const state = company.runner.state('test');
  const next = state.ok ? Date.parse(state.value.nextCycleAt ?? '') : Number.NaN;
  expect(next - company.engine.now()).toBeLessThan(60_000);
  expect(await company.sync()).toMatchObject({ kind: 'initial', counts: { updated: 1, failed: 0 } });
  expect(await company.sync()).toMatchObject({ kind: 'incremental', state: 'succeeded' });
});
