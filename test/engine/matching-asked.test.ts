import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createHandlers } from '../../electron/ipc/create-handlers';
import { openDesk } from '../../electron/ipc/desk';
import { closeAll, converse, problemOf, signal } from './scim-target';
import { list, scimError, userSchema } from './scripted-server';
import { jobName as job, openTestCompany, type TestCompany } from './test-company';

/** A matching attribute is one that the target can search by: it is asked, with a value nobody has and one somebody has. */
const account = (id: string, more: object = {}): object => ({ schemas: [userSchema], id, ...more });
const everybody = [account('a1', { title: 'Engineer' }), account('a2', { title: 'Buyer' })];
const config = (supported: boolean) => ({
  status: 200,
  body: { filter: { supported }, patch: { supported: true } },
});

describe('what a service shows', () => {
  afterEach(closeAll);

  test.each<[string, (filter: string | undefined, path: string) => unknown, string]>([
    [
      'finds who has the value',
      (filter) => list(filter === undefined ? everybody : filter.includes('"Engineer"') ? everybody.slice(0, 1) : []),
      'finds',
    ],
    ['has nobody with a value', (filter) => list(filter === undefined ? [account('a1')] : []), 'takes'],
    ['has nobody at all', () => list([]), 'takes'],
    [
      'refuses the filter',
      (filter) => (filter === undefined ? list(everybody) : scimError(400, 'invalidFilter')),
      'refuses',
    ],
    ['does not implement it', (filter) => (filter === undefined ? list(everybody) : scimError(501, '')), 'refuses'],
    ['ignores the filter', () => list(everybody), 'ignores'],
    ['finds nobody by it, whoever has the value', (filter) => list(filter === undefined ? everybody : []), 'misses'],
    [
      'says that it does not filter, and refuses',
      (filter, path) =>
        path.endsWith('ServiceProviderConfig')
          ? config(false)
          : filter === undefined
            ? list([])
            : scimError(400, 'invalidFilter'),
      'no-filter',
    ],
    [
      'says that it does not filter, and does',
      (filter, path) =>
        path.endsWith('ServiceProviderConfig')
          ? config(false)
          : list(filter === undefined ? everybody : filter.includes('"Engineer"') ? everybody.slice(0, 1) : []),
      'finds',
    ],
    ['may not be listed', (filter) => (filter === undefined ? scimError(403, '') : list([])), 'takes'],
  ])('one that %s', async (_, answer, proof) => {
    const { target } = await converse(({ query, path }) => answer(query['filter'], path) as ReturnType<typeof list>);
    expect(await target.searchBy('title', signal)).toEqual({ ok: true, value: proof });
  });

  test('one that is out of order shows nothing', async () => {
    const { target } = await converse(() => scimError(503, ''));
    expect((await problemOf(target.searchBy('title', signal))).kind).toBe('server-error');
  });
});

describe.each([
  ['BlueJeans, set up as any service', 'bluejeans' as const, 'displayName', false],
  ['a SCIM service', 'none' as const, 'displayName', true],
])('%s', (_, rules, path, canSearch) => {
  let company: TestCompany;
  let handlers: ReturnType<typeof createHandlers>;
  beforeAll(async () => {
    company = await openTestCompany({ profile: 'scim', rules, skipsWaits: true });
    handlers = createHandlers(
      openDesk(company.engine, company.runner, () => undefined),
      {
        startSample: () => Promise.reject(new Error('Not here')),
        chooseFile: () => Promise.resolve(null),
        askWhichFiles: () => Promise.resolve([]),
      },
    );
  });
  afterAll(() => company.close());
  const matchedBy = async (target: string) =>
    (await handlers['mapping.get']({ job })).mappings.map((mapping) => ({
      ...mapping,
      matchingPriority: mapping.target === target ? 1 : 0,
    }));

  test(`${canSearch ? 'takes' : 'refuses'} another matching attribute when the mapping is saved`, async () => {
    const before = JSON.stringify(company.engine.settings.read());
    const { saved, faults } = await handlers['mapping.save']({ job, mappings: await matchedBy(path) });
    expect(saved).toBe(canSearch);
    if (canSearch) return;
    expect(faults.find(({ severity }) => severity === 'error')?.message).toContain(`cannot search by ${path}`);
    expect(JSON.stringify(company.engine.settings.read())).toBe(before);
  });

  test('that is silent keeps no mapping from being saved, and that is said', async () => {
    await company.scim.injectFault({ kind: 'connection-reset', times: 100 });
    const { saved, faults } = await handlers['mapping.save']({ job, mappings: await matchedBy('externalId') });
    expect(saved).toBe(true);
    expect(faults).toContainEqual(
      expect.objectContaining({
        severity: 'warning',
        message: 'SCIM service could not be asked whether it can search by externalId.',
      }),
    );
  });
});
