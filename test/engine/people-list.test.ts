import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHandlers } from '../../electron/ipc/create-handlers';
import { openDesk } from '../../electron/ipc/desk';
import { contract, type PeopleChip, type RequestOf, type ResponseOf } from '../../shared/ipc/contract';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** The People and Person pages as the window asks for them, through the contract both ways. */
let company: TestCompany;
let written = '';

function deskOf(of: TestCompany) {
  const desk = openDesk(of.engine, of.runner, () => undefined);
  const handlers = createHandlers(desk, {
    startSample: () => Promise.reject(new Error('Not here')),
    chooseFile: async (file) => ({
      file,
      write(text) {
        written += text;
      },
      close() {},
    }),
    askWhichFiles: () => Promise.resolve([]),
  });
  return async <V extends 'people.page' | 'people.export' | 'person.get' | 'person.explain' | 'person.history'>(
    verb: V,
    request: RequestOf<V>,
  ): Promise<ResponseOf<V>> => {
    const asked = contract[verb].request.parse(request) as RequestOf<V>;
    const value = await (handlers[verb] as (request: RequestOf<V>) => unknown)(asked);
    return contract[verb].response.parse(value) as ResponseOf<V>;
  };
}

const page = (state: PeopleChip, text = '', offset = 0, limit = 100) =>
  deskOf(company)('people.page', { job: jobName, state, text, offset, limit });

describe('the sample company', () => {
  beforeAll(async () => {
    company = await openTestCompany({ instant: true, skipsWaits: true });
    await company.sync();
    await company.entra.updatePerson('hanako.yamada', { jobTitle: 'Lead' });
    await company.entra.blockPerson('rosa.delgado');
    await company.sync();
    company.database.run(
      "INSERT INTO holds SELECT id, 'ask first', '2026-11-12T10:00:00Z' FROM people WHERE name = 'Ingrid Solberg'",
    );
  });
  afterAll(() => company.close());

  test('each chip has whom it counts, and everybody stands behind one at least', async () => {
    const { counts } = await page('everyone');
    expect(counts).toMatchObject({ everyone: 41, attention: 3, 'on-hold': 1, out: 4, 'in-step': 33 });
    for (const chip of ['attention', 'in-step', 'on-hold', 'out'] as const) {
      const { rows, total } = await page(chip);
      expect(rows).toHaveLength(counts[chip]);
      expect(total).toBe(counts[chip]);
    }
  });

  test('those who need attention come first, then all by name', async () => {
    const { rows } = await page('everyone');
    expect(rows.slice(0, 3).every(({ needsAttention }) => needsAttention)).toBe(true);
    expect(rows.slice(3).some(({ needsAttention }) => needsAttention)).toBe(false);
    const names = rows.slice(3).map(({ name }) => name);
    expect(names).toEqual([...names].sort());
  });

  test.each([
    ['山田 花子', 'in-step', /^Assigned through the group BlueJeans Users/],
    ['Rosa Delgado', 'disabled', /^Sign-in is blocked/],
    ['Siobhán Ní Bhriain', 'no-account', /at most 30/],
    ['Ingrid Solberg', 'on-hold', /^ask first$/],
    ['Tomás Ó Súilleabháin', 'no-account', /not assigned to the application/],
  ])('%s: %s, and why', async (name, account, why) => {
    const [row] = (await page('everyone', name)).rows;
    expect(row).toMatchObject({ name, account, why: expect.stringMatching(why) });
  });

  test('a search counts with the chips, and is by name, mail or id without accents', async () => {
    const found = await page('everyone', 'NI BHRIAIN');
    expect(found.rows.map(({ name }) => name)).toEqual(['Siobhán Ní Bhriain']);
    expect(found.counts).toMatchObject({ everyone: 1, attention: 1, 'in-step': 0 });
    expect((await page('everyone', '100%_\\')).total).toBe(0);
  });

  test('pages fit together without a gap', async () => {
    const all = (await page('everyone')).rows.map(({ id }) => id);
    const parts = [...(await page('everyone', '', 0, 20)).rows, ...(await page('everyone', '', 20, 30)).rows];
    expect(parts.map(({ id }) => id)).toEqual(all);
  });

  test('accounts that are nobody’s are there once a census was made', async () => {
    company.database.run('DELETE FROM accounts');
    expect((await page('everyone')).counts['only-there']).toBeNull();
    await company.sync(true);
    const { rows, counts } = await page('only-there');
    expect(counts['only-there']).toBe(3);
    expect(rows.map(({ name, account }) => [name, account])).toEqual([
      ['Account Administrator', 'only-there'],
      ['Board Room', 'only-there'],
      ['Olga Intern', 'only-there'],
    ]);
    expect((await page('only-there', 'board')).total).toBe(1);
  });

  test('what is exported is what is shown', async () => {
    written = '';
    const { people } = await deskOf(company)('people.export', { job: jobName, state: 'attention', text: '' });
    expect(people).toBe(3);
    expect(written.trim().split('\r\n')).toHaveLength(4);
    expect(written).toContain('Siobhán Ní Bhriain');
  });

  test('a person’s page: what is known at once, the live answer, and what was decided', async () => {
    const [row] = (await page('everyone', 'Rosa Delgado')).rows;
    const ask = deskOf(company);
    const about = { job: jobName, id: row?.id ?? '' };
    expect(await ask('person.get', about)).toMatchObject({
      person: { name: 'Rosa Delgado', inScope: false, hasAccount: true, account: 'disabled' },
    });
    expect(await ask('person.explain', about)).toMatchObject({
      problem: null,
      explanation: { inScope: false, operation: { action: 'none', reason: 'already-disabled' } },
    });
    const history = await ask('person.history', { ...about, offset: 0, limit: 10 });
    expect(history.rows.some(({ action, status }) => action === 'disable' && status === 'success')).toBe(true);
    expect(history.total).toBe(history.rows.length);
  });

  test('nobody has that id', async () => {
    const ask = deskOf(company);
    const about = { job: jobName, id: '00000000-0000-4000-8000-000000000000' };
    expect(await ask('person.get', about)).toEqual({ person: null });
    expect(await ask('person.explain', about)).toMatchObject({
      explanation: null,
      problem: { title: expect.stringContaining('Nobody in Microsoft Entra ID') },
    });
  });
});

test('ten thousand people are paged, counted and searched', async () => {
  company = await openTestCompany({ instant: true, people: 1 });
  company.database.transaction(() => {
    for (let index = 0; index < 10_000; index += 1) {
      const name = `Person ${String(index).padStart(5, '0')}`;
      company.database.run(
        `INSERT INTO people (id, properties, manager_id, state, name, user_principal_name, mail, search, seen_in, in_scope, standing)
         VALUES (?, '{"accountEnabled":true}', NULL, 'present', ?, ?, ?, ?, '', 1, 'in-step')`,
        `id-${index}`,
        name,
        `${index}@x`,
        `${index}@x`,
        name.toLowerCase(),
      );
    }
  });
  const { rows, counts, total } = await page('in-step', '', 9_900, 100);
  expect([total, counts.everyone, rows.length]).toEqual([10_000, 10_000, 100]);
  expect((await page('everyone', 'person 0999')).total).toBe(10);
  await company.close();
});
