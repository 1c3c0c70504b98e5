import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valueOrThrow } from '../../shared/outcome';
import { readSchema } from '../../shared/schema/read-schema';
import { writeSchema } from '../../shared/schema/write-schema';
import { openTestCompany, type TestCompany } from './test-company';

/** People who are decided on at the same time, before what became of the others is in the ledger. */
describe('people close together', () => {
  let company: TestCompany;
  beforeAll(async () => {
    company = await openTestCompany({ people: 12, profile: 'scim', rules: 'none', empty: true });
    company.change((job) => {
      const { rules } = valueOrThrow(readSchema(job.schema));
      const { profile } = valueOrThrow(company.engine.known('test'));
      const mappings = rules.mappings.map((mapping) =>
        mapping.target === 'externalId'
          ? { ...mapping, source: { kind: 'direct', attribute: 'jobTitle' } as const, matchingPriority: 2 }
          : mapping,
      );
      return { ...job, schema: writeSchema(null, { ...rules, mappings }, profile) };
    });
    for (const person of await company.entra.people())
      await company.entra.updatePerson(person.id, { jobTitle: `Title of ${person.id}` });
  });
  afterAll(() => company.close());

  test('never get the same account: the second fails and names the first', async () => {
    const [one, two] = (await company.entra.people()).map(({ id }) => id).sort();
    if (one === undefined || two === undefined) throw new Error('No people');
    for (const id of [one, two]) await company.entra.updatePerson(id, { jobTitle: 'Shared' });
    await company.scim.addAccount({ userName: 'old.name@elsewhere.example', externalId: 'Shared', active: true });
    const cycle = await company.sync();
    expect(cycle).toMatchObject({ state: 'succeededWithErrors', counts: { created: 10, updated: 1, failed: 1 } });
    const failed = company.rows(cycle).filter(({ status }) => status === 'failure');
    expect(failed).toMatchObject([{ sourceId: two, problem: { kind: 'account-taken', otherId: one } }]);
    expect(company.database.all('SELECT target_id FROM links')).toHaveLength(11);
    expect(company.database.all('SELECT source_id FROM intents')).toHaveLength(0);
  });
});

describe('a cycle that is stopped', () => {
  let company: TestCompany;
  beforeAll(async () => {
    company = await openTestCompany({ people: 60, profile: 'scim', rules: 'none', empty: true });
  });
  afterAll(() => company.close());

  test('takes no new person, keeps the others on its list, and leaves no intent', async () => {
    await company.scim.injectFault({ kind: 'slow-answer', times: 1000, delayMs: 20, match: { method: 'POST' } });
    const running = company.sync();
    const deadline = Date.now() + 20_000;
    while ((await company.scim.count()) === 0 && Date.now() < deadline) await new Promise((go) => setTimeout(go, 5));
    company.runner.stop('test');
    const cycle = await running;
    expect(cycle.state).toBe('stopped');
    const made = await company.scim.count();
    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThan(60);
    expect(company.database.all('SELECT source_id FROM intents')).toHaveLength(0);
    expect(company.database.all('SELECT id FROM people WHERE waiting IS NOT NULL')).toHaveLength(60 - made);
    expect(valueOrThrow(company.runner.state('test'))).toMatchObject({
      condition: { kind: 'stopped-by-admin', done: made, waiting: 60 - made },
    });
    await company.scim.clearFaults();
    expect(await company.sync()).toMatchObject({ state: 'succeeded', counts: { created: 60 - made } });
    expect(await company.scim.count()).toBe(60);
  });
});
