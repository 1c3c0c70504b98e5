import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHandlers } from '../../electron/ipc/create-handlers';
import { openDesk } from '../../electron/ipc/desk';
import type { AttributeMapping } from '../../shared/mapping/rules';
import { ProblemError } from '../../shared/outcome';
import { openTestCompany, type TestCompany } from './test-company';

const job = 'test';
const mapping: AttributeMapping = {
  target: 'title',
  source: { kind: 'expression', text: 'ToUpper([jobTitle])' },
  defaultValue: null,
  flowType: 'Always',
  matchingPriority: 0,
};

describe('a mapping is tried before any cycle has read anybody', () => {
  let company: TestCompany;
  let handlers: ReturnType<typeof createHandlers>;
  beforeAll(async () => {
    company = await openTestCompany();
    const desk = openDesk(company.engine, company.runner, () => undefined);
    handlers = createHandlers(desk, {
      startSample: () => Promise.reject(new Error('Not here')),
      chooseFile: () => Promise.resolve(null),
      askWhichFiles: () => Promise.resolve([]),
    });
  });
  afterAll(() => company.close());

  const search = async (text: string) => (await handlers['people.search']({ job, text, limit: 5 })).people;

  test.each([
    ['a name', 'delgado', 'Rosa Delgado'],
    ['the beginning of a mail address', 'rosa.delgado@', 'Rosa Delgado'],
  ])('people are found in Entra by %s', async (_, text, name) => {
    expect((await search(text)).map((person) => person.name)).toEqual([name]);
    expect(company.database.all('SELECT id FROM people')).toEqual([]);
  });

  test('its value is made of what Entra has, with one request for a whole table', async () => {
    const [rosa] = await search('delgado');
    if (rosa === undefined) throw new Error('Nobody found');
    await company.entra.forgetRequests();
    const tried = await Promise.all(
      [
        mapping,
        mapping,
        { ...mapping, target: 'active', source: { kind: 'expression', text: 'Not([IsSoftDeleted])' } },
      ].map((one) => handlers['mapping.tryOn']({ job, mapping: one as AttributeMapping, personId: rosa.id })),
    );
    const { jobTitle } = (await company.entra.person(rosa.id)).properties;
    expect(tried.map(({ result }) => result)).toEqual([
      String(jobTitle).toUpperCase(),
      String(jobTitle).toUpperCase(),
      'True',
    ]);
    const users = (await company.entra.recording()).filter(({ url }) => url.includes('/users/'));
    expect(users).toHaveLength(1);
  });

  test('an id that nobody has is said, not shown as an empty value', async () => {
    const personId = '00000000-0000-4000-8000-000000000000';
    expect((await handlers['mapping.tryOn']({ job, mapping, personId })).verdict).toEqual({
      ok: false,
      text: 'This person is no longer known.',
    });
  });

  test('Entra that refuses us is a problem with its next step', async () => {
    await company.entra.injectFault({ kind: 'unauthorized', times: 20 });
    const refused = await handlers['people.search']({ job, text: 'x', limit: 5 });
    expect(refused).toMatchObject({ people: [], problem: { nextStep: expect.stringMatching(/./) } });
    const personId = '11111111-0000-4000-8000-000000000000';
    await expect(handlers['mapping.tryOn']({ job, mapping, personId })).rejects.toThrow(ProblemError);
    await company.entra.clearFaults();
  });

  test('after the first cycle the ledger answers, and Entra is not asked', async () => {
    await company.sync();
    await company.entra.forgetRequests();
    const [rosa] = await search('delgado');
    expect(rosa?.name).toBe('Rosa Delgado');
    await handlers['mapping.tryOn']({ job, mapping, personId: rosa?.id ?? '' });
    expect(await company.entra.recording()).toEqual([]);
  });
});
