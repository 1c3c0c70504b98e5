import { afterEach, beforeEach, expect, test } from 'vitest';
import { planRows } from '../../electron/ledger/plan-rows';
import { valueOrThrow } from '../../shared/outcome';
import { jobName, openTestCompany, type TestCompany } from './test-company';

let company: TestCompany;
beforeEach(async () => {
  company = await openTestCompany({ instant: true });
  await company.sync();
});
afterEach(() => company.close());

test('a plan shows the manager of somebody whose new name is too long', async () => {
  await company.entra.updatePerson('priya.nair', { userPrincipalName: 'priya.nair.of.the.north@oxbow.example' });
  await company.sync();
  await company.entra.setManager('priya.nair.of.the.north', 'zeynep.yilmaz');
  valueOrThrow(await company.runner.plan(jobName, false));
  const { rows } = planRows(company.database, 'all', 0, 200);
  expect(rows.filter(({ name }) => name === 'Priya Nair')).toMatchObject([{ action: 'update', status: 'planned' }]);
  expect(await company.sync()).toMatchObject({ counts: { updated: 1 } });
});
