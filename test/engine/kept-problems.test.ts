import { afterAll, beforeAll, expect, test } from 'vitest';
import { valueOrThrow } from '../../shared/outcome';
import { jobName, openTestCompany, type TestCompany } from './test-company';

let company: TestCompany;
beforeAll(async () => {
  company = await openTestCompany({ instant: true });
  await company.sync();
});
afterAll(() => company.close());

test('a problem that is kept of a person holds no secret, wherever its words come from', async () => {
  const secret = valueOrThrow(await company.engine.secrets.get(jobName, 'entra-client-secret'))?.reveal() ?? '';
  // Three are skipped from the first cycle on.
  await company.entra.updatePerson('hanako.yamada', { userPrincipalName: `${secret}@oxbow.example` });
  expect(await company.sync()).toMatchObject({ counts: { skipped: 4 } });
  const kept = company.database.all('SELECT problem FROM people UNION SELECT problem FROM escrows');
  expect(JSON.stringify(kept)).toContain('value-too-long');
  expect(JSON.stringify(kept)).not.toContain(secret);
});
