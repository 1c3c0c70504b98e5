import { afterEach, beforeEach, expect, test } from 'vitest';
import { countDrift, listDrift } from '../../electron/ledger/drift';
import { valueOrThrow } from '../../shared/outcome';
import { bluejeans } from '../../shared/profiles/bluejeans';
import { readSchema } from '../../shared/schema/read-schema';
import { writeSchema } from '../../shared/schema/write-schema';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** What is changed by hand at the target is put back or only reported, as each mapping says. */
let company: TestCompany;
beforeEach(async () => {
  company = await openTestCompany({ instant: true });
  await company.sync();
});
afterEach(() => company.close());

const priya = 'priya.nair@oxbow.example';
const name = 'Priya Nair';
const account = () => company.scim.account(priya);
const drift = () =>
  listDrift(company.database, 0, 100).map(({ name: who, path, wanted, found, policy }) => ({
    who,
    path,
    wanted,
    found,
    policy,
  }));
const onlyReport = (...paths: readonly string[]) =>
  company.change((job) => {
    const { rules, document } = valueOrThrow(readSchema(job.schema));
    const mappings = rules.mappings.map((mapping) =>
      paths.includes(mapping.target) ? { ...mapping, onDrift: 'report' as const } : mapping,
    );
    return { ...job, schema: writeSchema(document, { ...rules, mappings }, bluejeans) };
  });

test('source wins: a change by hand is put back by the next full cycle, which says so', async () => {
  const title = String((await account())['title']);
  await company.scim.changeAccount(priya, { title: 'Boss' });
  expect(await company.sync()).toMatchObject({ counts: { updated: 0 } });
  const cycle = await company.sync(true);
  expect(cycle.counts.updated).toBe(1);
  expect((await account())['title']).toBe(title);
  const step = company.rowOf(cycle, name)?.steps.find((one) => one.step === 'action');
  expect(step?.text).toContain('Put back what was changed by hand: title.');
  expect(drift()).toEqual([]);
});

test('what cannot be put back is kept until it is', async () => {
  const title = String((await account())['title']);
  await company.scim.changeAccount(priya, { title: 'Boss' });
  await company.scim.injectFault({ kind: 'server-error', status: 500, times: null, match: { method: 'PATCH' } });
  await company.sync(true);
  expect(drift()).toEqual([{ who: name, path: 'title', wanted: title, found: 'Boss', policy: 'source' }]);
  await company.scim.clearFaults();
  await company.sync();
  expect((await account())['title']).toBe(title);
  expect(drift()).toEqual([]);
});

test('report only: a change by hand stays, is told of, and is overwritten when the source changes', async () => {
  onlyReport('title');
  await company.sync();
  const title = String((await account())['title']);
  await company.scim.changeAccount(priya, { title: 'Boss' });
  for (const full of [true, false, true]) {
    const cycle = await company.sync(full);
    expect(cycle.counts).toMatchObject({ updated: 0, failed: 0 });
    expect((await account())['title']).toBe('Boss');
    expect(drift()).toEqual([{ who: name, path: 'title', wanted: title, found: 'Boss', policy: 'report' }]);
  }
  expect(countDrift(company.database)).toEqual([{ attribute: 'title', accounts: 1 }]);
  await company.entra.updatePerson(priya, { department: 'Elsewhere' });
  await company.sync();
  expect((await account())['title']).toBe('Boss');
  await company.entra.updatePerson(priya, { jobTitle: 'Principal Researcher' });
  expect(await company.sync()).toMatchObject({ counts: { updated: 1 } });
  expect((await account())['title']).toBe('Principal Researcher');
  expect(drift()).toEqual([]);
});

test('report only: other attributes of the same account are put back, and it says what was left', async () => {
  onlyReport('title');
  await company.sync();
  await company.scim.changeAccount(priya, { title: 'Boss', name: { givenName: 'P', familyName: 'Nair' } });
  const cycle = await company.sync(true);
  expect((await account())['name']).toMatchObject({ givenName: 'Priya' });
  expect((await account())['title']).toBe('Boss');
  const text = company.rowOf(cycle, name)?.steps.find((one) => one.step === 'action')?.text;
  expect(text).toContain('Put back what was changed by hand: name.givenName.');
  expect(text).toContain('Left alone, changed by hand: title.');
});

test('a change by hand that is undone by hand is cured', async () => {
  onlyReport('title');
  await company.sync();
  const title = String((await account())['title']);
  await company.scim.changeAccount(priya, { title: 'Boss' });
  await company.sync(true);
  expect(drift()).toHaveLength(1);
  await company.scim.changeAccount(priya, { title });
  await company.sync(true);
  expect(drift()).toEqual([]);
});

test('whoever leaves is disabled, though enabled again by hand where that is only reported', async () => {
  onlyReport('active');
  await company.sync();
  await company.entra.blockPerson(priya);
  await company.sync();
  expect((await account())['active']).toBe(false);
  await company.scim.changeAccount(priya, { active: true });
  await company.sync(true);
  expect((await account())['active']).toBe(false);
});

test('a full plan says what would be put back', async () => {
  await company.scim.changeAccount(priya, { title: 'Boss' });
  valueOrThrow(await company.runner.plan(jobName, true));
  const row = company.database.get(`SELECT row FROM plan_rows WHERE row LIKE '%Priya Nair%'`);
  expect(JSON.parse(String(row?.['row']))).toMatchObject({
    action: 'update',
    changes: [{ attribute: 'title', from: 'Boss' }],
  });
  expect(drift()).toEqual([]);
});
