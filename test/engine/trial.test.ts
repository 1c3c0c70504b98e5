import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHandlers } from '../../electron/ipc/create-handlers';
import { openDesk } from '../../electron/ipc/desk';
import type { LiveEvent } from '../../shared/ipc/contract';
import type { Trial, Violation } from '../../shared/mapping/trial';
import { jobName as job, openTestCompany, type TestCompany } from './test-company';

/** "Try on everyone" and the question to the target, as the window asks for them, in the company of 41. */
let company: TestCompany;
let handlers: ReturnType<typeof createHandlers>;
const told: LiveEvent[] = [];
beforeAll(async () => {
  company = await openTestCompany({ skipsWaits: true });
  const desk = openDesk(company.engine, company.runner, (event) => told.push(event));
  handlers = createHandlers(desk, {
    startSample: () => Promise.reject(new Error('Not here')),
    chooseFile: () => Promise.resolve(null),
    askWhichFiles: () => Promise.resolve([]),
  });
});
afterAll(() => company.close());

const inForce = async () => (await handlers['mapping.get']({ job })).mappings;
const edited = async (target: string, text: string) =>
  (await inForce()).map((mapping) =>
    mapping.target === target ? { ...mapping, source: { kind: 'expression' as const, text } } : mapping,
  );
const tryOut = async (target: string, text: string): Promise<Trial> => {
  const { trial, problem } = await handlers['trial.run']({ job, mappings: await edited(target, text) });
  if (trial === null) throw new Error(problem?.title ?? 'Cancelled');
  return trial;
};
const violation = (trial: Trial, kind: Violation['kind'], attribute: string) =>
  trial.violations.find((one) => one.kind === kind && one.attribute === attribute);
const everything = () => ({
  accounts: company.database.all('SELECT * FROM links ORDER BY source_id').map((row) => ({ ...row })),
  people: company.database.all('SELECT * FROM people ORDER BY id').map((row) => ({ ...row })),
});

test('before anybody was read there is nobody to try a mapping on', async () => {
  const { trial, problem } = await handlers['trial.run']({ job, mappings: await inForce() });
  expect(trial).toBeNull();
  expect(problem?.title).toMatch(/read/);
});

describe('after the first cycle', () => {
  beforeAll(async () => {
    await company.sync();
  });

  test('the mapping in force changes nobody, and tells whose names are too long, with a fix that fits', async () => {
    const trial = await tryOut('title', '[jobTitle]');
    expect(trial).toMatchObject({ people: 38, changed: 0, created: 0, unchanged: 35, skipped: 3, attributes: [] });
    const tooLong = violation(trial, 'too-long', 'userName');
    expect(tooLong).toMatchObject({ count: 3, text: 'Up to 39 characters; BlueJeans takes at most 30' });
    expect(tooLong?.people.map(({ fixed }) => fixed)).toEqual([
      'siobhan.nibhriai@oxbow.example',
      'konstantinos.pap@oxbow.example',
      'sigriur.jonsdott@oxbow.example',
    ]);
  });

  test('an edit tells how many accounts would change, attribute by attribute, and writes nothing', async () => {
    const before = everything();
    const { requests } = company.scim;
    const sent = (await requests()).total;
    const trial = await tryOut('title', 'ToUpper([jobTitle])');
    expect(trial).toMatchObject({ people: 38, changed: 33, created: 0, unchanged: 2, skipped: 3 });
    expect(trial.attributes).toEqual([expect.objectContaining({ attribute: 'title', count: 33 })]);
    expect(trial.attributes[0]?.examples[0]).toMatchObject({ from: 'Senior researcher', to: 'SENIOR RESEARCHER' });
    expect(everything()).toEqual(before);
    expect((await requests()).total).toBe(sent);
  });

  test.each<[string, string, Violation['kind'], string, RegExp]>([
    ['userName', 'Append([surname], "@oxbow.example")', 'shared', 'Four people would share 2 values', /objectId/],
    ['active', '[department]', 'refused-type', 'BlueJeans takes True or False here, not “', /^Not/],
    [
      'title',
      'Item(Split([userPrincipalName], "@"), 3)',
      'failed',
      'There is no value number 3: the list has ',
      /^IIF\(Count/,
    ],
    ['userName', '[employeeId]', 'missing', 'Empty, and BlueJeans needs a value', /^Coalesce/],
    [
      'userName',
      'Append([mailNickname], "@subsidiary.oxbow.example")',
      'too-long',
      'Up to 50 characters; BlueJeans takes at most 30',
      /^IIF\(Len/,
    ],
  ])('%s filled with %s is %s, and the fix mends it for everybody', async (target, text, kind, says, fixed) => {
    const found = violation(await tryOut(target, text), kind, target);
    expect(found?.text.startsWith(says)).toBe(true);
    expect(found?.fix).toMatch(fixed);
    expect(violation(await tryOut(target, found?.fix ?? ''), kind, target)).toBeUndefined();
  });

  test('a name that an account out of scope has cannot be given', async () => {
    const [outside] = company.database.all(
      `SELECT json_extract(links.known, '$.userName') AS name FROM links JOIN people ON people.id = links.source_id
       WHERE people.in_scope = 0 LIMIT 1`,
    );
    const name = outside === undefined ? await leaveOne() : String(outside['name']);
    const trial = await tryOut(
      'userName',
      `Switch([userPrincipalName], [userPrincipalName], "${someone()}", "${name.toUpperCase()}")`,
    );
    const shared = violation(trial, 'shared', 'userName');
    expect(shared?.text).toMatch(/is the name of the account of /);
    expect(shared?.people).toEqual([expect.objectContaining({ value: name.toUpperCase() })]);
    expect(shared?.fix).not.toBeNull();
  });

  test('a mapping that could not be saved is a problem with its place, and nobody is tried', async () => {
    const { trial, problem } = await handlers['trial.run']({
      job,
      mappings: await edited('title', 'ToUper([jobTitle])'),
    });
    expect(trial).toBeNull();
    expect(JSON.stringify(problem)).toContain('ToUpper');
  });

  test.each([
    ['userName', true, 'BlueJeans can search by userName.'],
    ['title', false, 'BlueJeans cannot search by title, so existing accounts could not be found. Choose userName.'],
  ])('the target is asked whether it can search by %s', async (path, canSearch, text) => {
    expect(await handlers['trial.askMatching']({ job, path })).toEqual({ canSearch, text, problem: null });
  });

  test('a target that is silent refuses nothing, and that is said', async () => {
    await company.scim.injectFault({ kind: 'connection-reset', times: 20 });
    const asked = await handlers['trial.askMatching']({ job, path: 'userName' });
    expect(asked).toMatchObject({ canSearch: true, text: expect.stringContaining('could not be asked') as unknown });
    expect(asked.problem).not.toBeNull();
  });
});

const someone = () =>
  String(
    company.database.get(
      `SELECT user_principal_name AS name FROM people JOIN links ON links.source_id = people.id
       WHERE in_scope = 1 ORDER BY people.id LIMIT 1`,
    )?.['name'],
  );

async function leaveOne(): Promise<string> {
  const row = company.database.get(
    `SELECT people.id AS id, user_principal_name AS name FROM people JOIN links ON links.source_id = people.id
     WHERE in_scope = 1 ORDER BY people.id DESC LIMIT 1`,
  );
  await company.entra.updatePerson(String(row?.['id']), { accountEnabled: false });
  await company.sync();
  return String(row?.['name']);
}
