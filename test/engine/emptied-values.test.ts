import { afterAll, beforeAll, expect, test } from 'vitest';
import { join } from './joiner';
import { openTestCompany, type TestCompany } from './test-company';

let company: TestCompany;
beforeAll(async () => {
  company = await openTestCompany({ instant: true });
  await company.sync();
});
afterAll(() => company.close());

const whenEmpty = (choice: string, defaultValue: string | null = null) =>
  company.change((job) => {
    const schema = JSON.parse(JSON.stringify(job.schema));
    for (const each of schema.synchronizationRules[0].objectMappings[0].attributeMappings)
      if (each.targetAttributeName === 'title') Object.assign(each, { inseamWhenEmpty: choice, defaultValue });
    return { ...job, schema };
  });

test.each([
  { choice: 'leave', defaultValue: 'None', title: 'Trainee', updated: 0 },
  { choice: 'clear', defaultValue: null, title: undefined, updated: 1 },
  { choice: 'default', defaultValue: 'None', title: 'None', updated: 1 },
])('a title that becomes empty, $choice: the account has $title', async ({ choice, defaultValue, title, updated }) => {
  whenEmpty('leave');
  const joiner = await join(company);
  await company.sync();
  expect(await joiner.account()).toMatchObject({ title: 'Trainee' });
  await company.entra.updatePerson(joiner.id, { jobTitle: null });
  await company.sync();
  whenEmpty(choice, defaultValue);
  const cycle = await company.sync();
  expect(company.rows(cycle).filter(({ sourceId }) => sourceId === joiner.id)).toHaveLength(updated);
  expect((await joiner.account())?.['title']).toBe(title);
  // In step from then on, whether the account is read or known.
  for (const full of [false, true]) {
    const again = await company.sync(full);
    expect(company.rowOf(again, joiner.name)).toBeUndefined();
  }
  expect((await joiner.account())?.['title']).toBe(title);
});
