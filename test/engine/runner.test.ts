import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { valueOrThrow } from '../../shared/outcome';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** Whatever happens to a job, whoever runs it gets an answer and can try again. */
let company: TestCompany;
beforeAll(async () => {
  company = await openTestCompany({ people: 3, profile: 'scim', rules: 'none', empty: true, instant: true });
  company.change((job) => ({ ...job, schedule: { ...job.schedule, enabled: true } }));
});
afterAll(() => company.close());

const ownerFile = () => join(company.folder, 'jobs', jobName, 'owner.json');
const troubles = {
  'a ledger that cannot be written': {
    begin: () => company.database.exec('ALTER TABLE cycles RENAME TO elsewhere'),
    end: () => company.database.exec('ALTER TABLE elsewhere RENAME TO cycles'),
  },
  'a folder that cannot be written': {
    begin: () => mkdirSync(ownerFile()),
    end: () => rmSync(ownerFile(), { recursive: true }),
  },
};

test('a job that cannot even begin is not called in step, and is again once it can', async () => {
  await company.sync();
  const condition = () => valueOrThrow(company.runner.state(jobName)).condition.kind;
  expect(condition()).toBe('in-step');
  const caFile = join(company.folder, 'no-such-file.pem');
  const network = company.engine.settings.read().network;
  valueOrThrow(company.engine.settings.update((settings) => ({ ...settings, network: { ...network, caFile } })));
  const refused = await company.runner.cycle(jobName, { full: false, approve: false, trigger: 'schedule' });
  expect(refused).toMatchObject({ ok: false, problem: { kind: 'file-unreadable' } });
  expect(valueOrThrow(company.runner.state(jobName)).condition).toMatchObject({
    kind: 'quarantined',
    problem: { kind: 'file-unreadable', file: caFile },
  });
  valueOrThrow(company.engine.settings.update((settings) => ({ ...settings, network })));
  await company.sync();
  expect(condition()).toBe('in-step');
});

test.each(['a ledger that cannot be written', 'a folder that cannot be written'] as const)(
  '%s is told as a problem, and the next try goes well',
  async (trouble) => {
    const { runner } = company;
    troubles[trouble].begin();
    const answers = [
      await runner.cycle(jobName, { full: false, approve: true, trigger: 'admin' }),
      await runner.provision(jobName, 'nobody@contoso.example'),
      await runner.plan(jobName, false),
    ];
    expect(runner.startDue()).toSatisfy((next) => next === null || typeof next === 'number');
    while (runner.isRunning(jobName)) await new Promise((go) => setTimeout(go, 5));
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, problem: { kind: 'defect' } });
    expect(runner.isRunning(jobName)).toBe(false);
    troubles[trouble].end();
    expect(await company.sync()).toMatchObject({ state: 'succeeded' });
  },
);
