import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { census as command } from '../../electron/commands/census';
import type { Invocation } from '../../electron/commands/command';
import {
  type CensusStanding,
  countCensus,
  listCensus,
  readCensus,
  readCensusFailure,
} from '../../electron/ledger/census';
import type { FaultRequest } from '../../electron/sample/faults';
import { success, valueOrThrow } from '../../shared/outcome';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** The census: each account of the target beside the people of the directory, and links by hand. */
let company: TestCompany;
beforeEach(async () => {
  company = await openTestCompany({ instant: true });
  await company.sync();
});
afterEach(() => company.close());

const priya = 'priya.nair@oxbow.example';
const grace = 'grace.okafor@oxbow.example';
const take = async () => valueOrThrow(await company.runner.census(jobName));
const named = (standing: CensusStanding, text = '') =>
  listCensus(company.database, standing, text, 0, 1000).lines.map(({ name }) => name);
const doubts = () => listCensus(company.database, 'doubtful', '', 0, 1000).lines.map(({ name, why }) => [name, why]);
const linkOf = async (who: string) => {
  const row = company.database.get(
    `SELECT target_id AS id FROM links JOIN people ON people.id = links.source_id WHERE user_principal_name = ?`,
    who,
  );
  return row === undefined ? null : String(row['id']);
};
const wrote = async () =>
  (await company.scim.recording()).filter(({ method }: { method: string }) => method !== 'GET').length;

async function run(...words: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const json = words.includes('--json');
  const invocation: Invocation = {
    words: words.filter((word) => word !== '--json'),
    flags: new Set(),
    options: {},
    json,
    voice: {
      out: (text) => out.push(text),
      err: (text) => err.push(text),
      drawsBar: false,
      redraw: () => {},
      colours: false,
    },
    env: {},
    signal: new AbortController().signal,
    engine: () => success(company.engine),
    runner: () => company.runner,
    openJob: () =>
      success({
        engine: company.engine,
        job: valueOrThrow(company.engine.known(jobName)),
        database: company.database,
      }),
  };
  return { exit: await command.run(invocation), out: out.join('\n'), err: err.join('\n') };
}

describe('after a cycle', () => {
  test('a full cycle has taken one: everybody linked, three accounts nobody’s, those without an account named', () => {
    const counts = countCensus(company.database);
    expect(counts).toMatchObject({ matched: 0, doubtful: 0, onlyThere: 3 });
    expect(counts.accounts).toBe(counts.linked + 3);
    expect(named('only-there')).toEqual(['Account Administrator', 'Board Room', 'Olga Intern']);
    // Their userName is longer than BlueJeans takes.
    expect(counts.onlyHere).toBeGreaterThan(0);
    expect(readCensus(company.database)).toMatchObject({ attribute: 'userName' });
    expect(named('only-there', 'board')).toEqual(['Board Room']);
  });

  test('an incremental cycle takes none', async () => {
    const before = readCensus(company.database)?.takenAt;
    company.pass(60_000);
    await company.sync();
    expect(readCensus(company.database)?.takenAt).toBe(before);
  });

  test('a target that lists nobody is no failure of the cycle, and is noted', async () => {
    const before = readCensus(company.database);
    company.pass(60_000);
    await company.scim.injectFault({
      kind: 'refused',
      status: 403,
      code: '',
      times: null,
      match: { method: 'GET', pathIncludes: '/Users?' },
    });
    expect(await company.sync(true)).toMatchObject({ state: 'succeeded', problem: null });
    expect(readCensus(company.database)).toEqual(before);
    expect(readCensusFailure(company.database)?.problem).toMatchObject({ kind: 'target-cannot-list', status: 403 });
    await company.scim.clearFaults();
    await take();
    expect(readCensusFailure(company.database)).toBeNull();
  });
});

describe('a census sorts', () => {
  test('an account that somebody in scope matches who is not linked yet', async () => {
    company.database.run(
      'DELETE FROM links WHERE source_id IN (SELECT id FROM people WHERE user_principal_name = ?)',
      priya,
    );
    await take();
    expect(named('matched')).toEqual(['Priya Nair']);
    await company.sync(true);
    expect(named('matched')).toEqual([]);
  });

  test('an account of somebody out of scope as only there, and as matched once they are in scope', async () => {
    const [guest] = (await company.entra.people()).filter(({ properties }) =>
      String(properties['userPrincipalName']).includes('#EXT#'),
    );
    const id = guest?.id ?? '';
    const upn = 'late.comer@oxbow.example';
    await company.entra.updatePerson(id, { userPrincipalName: upn });
    await company.scim.addAccount({ userName: upn, name: { givenName: 'Late', familyName: 'Comer' } });
    await company.sync();
    await take();
    expect(named('only-there')).toContain('Late Comer');
    // In scope, and not looked at yet: as when a filter was changed.
    company.change((job) => ({ ...job, scope: { ...job.scope, mode: 'all' } }));
    await take();
    expect(named('matched')).toContain('Late Comer');
    expect(named('only-there')).not.toContain('Late Comer');
  });

  test('as doubtful: linked to one and named as another, and named as nobody', async () => {
    const one = (await linkOf(priya)) ?? '';
    const other = (await linkOf(grace)) ?? '';
    await company.scim.changeAccount(other, { userName: 'somebody.else@oxbow.example' });
    await company.scim.changeAccount(one, { userName: grace });
    await take();
    expect(doubts()).toEqual([
      [
        'Grace Okafor',
        `It is linked to Grace Okafor, whose userName would be ${grace}, not somebody.else@oxbow.example.`,
      ],
      ['Priya Nair', 'It is linked to Priya Nair, but its userName is that of Grace Okafor.'],
    ]);
  });

  test('as doubtful: a second account of somebody who has one', async () => {
    const account = (await linkOf(priya)) ?? '';
    await company.scim.changeAccount(account, { userName: 'set.aside@oxbow.example' });
    await company.scim.addAccount({ userName: priya, name: { givenName: 'Second', familyName: 'Nair' } });
    await take();
    expect(doubts()).toContainEqual([
      'Second Nair',
      `Priya Nair has another account with the userName ${priya}: ${account}.`,
    ]);
  });
});

describe('a census that is not whole is not kept', () => {
  test.each<[string, FaultRequest, string]>([
    ['a list that is refused', { kind: 'refused', status: 400, code: 'invalidFilter' }, 'target-cannot-list'],
    ['a page that is cut off', { kind: 'cut-off-body', times: null }, 'answer-cut-off'],
    ['a web page', { kind: 'web-page' }, 'not-the-protocol'],
  ])('%s: the one before stays, and it says why', async (_, fault, kind) => {
    const before = readCensus(company.database);
    const counts = countCensus(company.database);
    company.pass(60_000);
    await company.scim.injectFault({ ...fault, match: { method: 'GET', pathIncludes: '/Users?' } } as FaultRequest);
    const outcome = await company.runner.census(jobName);
    expect(outcome.ok ? null : outcome.problem.kind).toBe(kind);
    expect(readCensus(company.database)).toEqual(before);
    expect(countCensus(company.database)).toEqual(counts);
    expect(readCensusFailure(company.database)?.problem.kind).toBe(kind);
  });
});

describe('inseam census', () => {
  test('prints numbers, and who is only there, only here, doubtful and changed by hand', async () => {
    const account = (await linkOf(priya)) ?? '';
    await company.scim.changeAccount(account, { userName: 'other@oxbow.example' });
    const { exit, out } = await run();
    expect(exit).toBe(0);
    expect(out).toMatch(/^\d+ accounts in BlueJeans, listed .+ People as read /);
    expect(out).toContain('1 doubtful');
    expect(out).toContain('Only in BlueJeans: nobody in scope matches them, and Inseam never touches them');
    expect(out).toMatch(/Board Room {2}<boardroom@oxbow\.example> {2}\S+/);
    expect(out).toContain(`It is linked to Priya Nair, whose userName would be ${priya}, not other@oxbow.example.`);
    expect(out).toContain('Only in Microsoft Entra ID: in scope, without an account');
  });

  test('prints one object with --json', async () => {
    const { exit, out } = await run('--json');
    expect(exit).toBe(0);
    const read = JSON.parse(out);
    expect(read).toMatchObject({
      job: jobName,
      counts: { onlyThere: 3, doubtful: 0 },
      doubtful: [],
      changedByHand: [],
    });
    expect(read.onlyThere.map(({ userName }: { userName: string }) => userName)).toContain('boardroom@oxbow.example');
  });

  test('before anybody was read says so', async () => {
    const fresh = await openTestCompany({ instant: true });
    const outcome = await fresh.runner.census(jobName);
    await fresh.close();
    expect(outcome.ok ? null : outcome.problem.kind).toBe('nobody-read');
  });

  test.each([
    [['lnk'], 'census takes link or unlink, not lnk'],
    [['link', 'x'], 'census link takes a person and an account'],
    [['unlink'], 'census unlink takes a person, and nothing else'],
  ])('%j is a slip', async (words, said) => {
    const { exit, err } = await run(...words);
    expect(exit).toBe(2);
    expect(err).toContain(said);
  });
});

describe('a link by hand', () => {
  const boardroom = async () => (await company.scim.account('boardroom@oxbow.example')).id;

  test('unlink and link give somebody another account, which the next cycle brings into step', async () => {
    const old = (await linkOf(priya)) ?? '';
    const writes = await wrote();
    expect((await run('unlink', priya)).out).toContain(
      `is no longer linked to the BlueJeans account ${old}, which stays`,
    );
    expect(await linkOf(priya)).toBeNull();
    await company.scim.removeAccount(old);
    const { exit, out } = await run('link', priya, 'boardroom@oxbow.example');
    expect(out).toContain('The next cycle brings it into step');
    expect(exit).toBe(0);
    expect(await wrote()).toBe(writes);
    expect(named('only-there')).not.toContain('Board Room');
    expect(await company.sync()).toMatchObject({ counts: { created: 0, failed: 0 } });
    expect(await company.scim.account(await boardroomById())).toMatchObject({ userName: priya });
  });
  const boardroomById = async () => (await linkOf(priya)) ?? '';

  test('after unlink the next cycle matches again', async () => {
    const old = await linkOf(priya);
    await run('unlink', priya);
    expect(await company.sync()).toMatchObject({ counts: { created: 0, failed: 0 } });
    expect(await linkOf(priya)).toBe(old);
  });

  test.each<[string, () => Promise<string[]>, RegExp]>([
    [
      'to an account that is not there',
      async () => ['link', 'NEW', 'no-such-account'],
      /has no account no-such-account/,
    ],
    ['to an account that is another’s', async () => ['link', 'NEW', (await linkOf(grace)) ?? ''], /is Grace Okafor’s/],
    [
      'of somebody who has one',
      async () => ['link', priya, await boardroom()],
      /Priya Nair is linked to the account .+ already/,
    ],
    ['of somebody unknown', async () => ['link', 'nobody@oxbow.example', await boardroom()], /nobody@oxbow\.example/],
    ['undone of somebody without one', async () => ['unlink', 'NEW'], /is not linked to any account/],
  ])('%s is refused', async (_, words, said) => {
    const without = company.database.get(
      `SELECT id FROM people WHERE NOT EXISTS (SELECT 1 FROM links WHERE source_id = people.id) LIMIT 1`,
    );
    const given = (await words()).map((word) => (word === 'NEW' ? String(without?.['id']) : word));
    const before = company.database.all('SELECT * FROM links ORDER BY source_id');
    const { exit, err } = await run(...given);
    expect(exit).toBe(2);
    expect(err).toMatch(said);
    expect(company.database.all('SELECT * FROM links ORDER BY source_id')).toEqual(before);
  });

  test('of somebody out of scope says that the account would be disabled', async () => {
    const blocked = company.database.get(
      `SELECT id FROM people WHERE json_extract(properties, '$.accountEnabled') = 0 LIMIT 1`,
    );
    const { exit, out } = await run('link', String(blocked?.['id']), await boardroom());
    expect(exit).toBe(0);
    expect(out).toContain('out of scope: the next cycle would disable the account');
  });
});
