import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Command, Invocation } from '../../electron/commands/command';
import { commands } from '../../electron/commands/commands';
import { openRunner } from '../../electron/schedule/runner';
import type { AttributeMapping } from '../../shared/mapping/rules';
import { success, valueOrThrow } from '../../shared/outcome';
import { changeRules, mapping } from './change-rules';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** Redact: the target gets the value, and nobody sees it, neither the new nor the old one (entra-mapping-language.md 3.4). */
let company: TestCompany;
let ada = '';
const first = 'Kestrel-4711-first';
const second = 'Kestrel-4712-second';
const byHand = 'Kestrel-4713-by-hand';
const heard: string[] = [];
beforeAll(async () => {
  company = await openTestCompany({ people: 2, profile: 'scim', rules: 'none', empty: true, skipsWaits: true });
  ada = (await company.entra.people()).map(({ id }) => id).sort()[0] ?? '';
  company.runner.listen((event) => heard.push(JSON.stringify(event)));
  map([]);
});
afterAll(() => company.close());

const hidden = (text: string) => ({ kind: 'expression', text }) as const;
const map = (more: readonly AttributeMapping[]): void =>
  changeRules(company, (rules) => ({
    ...rules,
    mappings: [
      ...rules.mappings.filter(({ target }) => ['userName', 'displayName'].includes(target)),
      mapping('active', hidden('Not([IsSoftDeleted])')),
      mapping('title', hidden('Redact([extensionAttribute1])')),
      mapping('nickName', hidden('Append("x-", ToLower(Redact([extensionAttribute1])))')),
      mapping('roles', hidden('Split(Redact([extensionAttribute1]), ";")')),
    ].map((each) => more.find(({ target }) => target === each.target) ?? each),
  }));
const set = (value: string | null) =>
  company.entra.updatePerson(ada, { onPremisesExtensionAttributes: { extensionAttribute1: value } });
const account = async () => {
  const id = company.database.get('SELECT target_id FROM links WHERE source_id = ?', ada)?.['target_id'];
  return company.scim.account(String(id));
};

async function inseam(name: string, words: readonly string[] = [], flags: readonly string[] = []): Promise<string> {
  const lines: string[] = [];
  const command = commands.find((each): each is Command => each.name === name);
  const invocation: Invocation = {
    words,
    flags: new Set(flags),
    options: {},
    json: flags.includes('json'),
    voice: {
      out: (line) => lines.push(line),
      err: (line) => lines.push(line),
      drawsBar: false,
      redraw: (line) => lines.push(line),
      colours: false,
    },
    env: {},
    signal: new AbortController().signal,
    engine: () => success(company.engine),
    runner: openRunner,
    openJob: () =>
      success({
        engine: company.engine,
        job: valueOrThrow(company.engine.known(jobName)),
        database: company.database,
      }),
  };
  await command?.run(invocation);
  return lines.join('\n');
}

/** What is kept for showing; the rest of the ledger is for comparing and for undoing. */
const shownTables = ['log', 'plan_rows', 'escrows', 'drift', 'cycles', 'facts', 'outbox', 'census'];

function kept(): string {
  const tables = new Set(
    company.database.all("SELECT name FROM sqlite_master WHERE type = 'table'").map(({ name }) => String(name)),
  );
  const rows = shownTables
    .filter((table) => tables.has(table))
    .flatMap((table) => company.database.all(`SELECT * FROM ${table}`));
  return JSON.stringify([rows, company.database.all('SELECT problem FROM people')]);
}

/** Everything that a run says, by every way in which it is asked. */
async function everyOutput(): Promise<string> {
  const said = [kept(), ...heard];
  for (const json of [[], ['json']])
    for (const [name, words] of [
      ['plan', []],
      ['explain', [ada]],
      ['logs', []],
      ['status', []],
      ['census', []],
    ] as const)
      said.push(await inseam(name, words, [...json, ...(name === 'plan' ? ['full'] : [])]));
  said.push(JSON.stringify(valueOrThrow(await company.runner.look(jobName, ada))));
  return said.join('\n');
}

async function isNowhere(): Promise<void> {
  const said = await everyOutput();
  expect(said).toContain('[Redact]');
  expect(said.toLowerCase()).not.toContain('kestrel');
}

test('on creation the target gets the value, and no output of the run does', async () => {
  await set(first);
  const plan = await inseam('plan', [], ['json']);
  expect(plan).toContain('[Redact]');
  expect(plan).not.toContain(first);
  const cycle = await company.sync();
  expect(await account()).toMatchObject({
    title: first,
    nickName: `x-${first.toLowerCase()}`,
    roles: [{ value: first }],
  });
  expect(company.rows(cycle).find(({ sourceId }) => sourceId === ada)?.modified).toContainEqual({
    attribute: 'title',
    from: null,
    to: '[Redact]',
  });
  await isNowhere();
});

test('a second cycle sends nothing; a new value is sent, and both stay hidden', async () => {
  await company.scim.forgetRequests();
  await company.sync(true);
  expect((await company.scim.recording()).filter(({ method }) => method !== 'GET')).toEqual([]);
  await set(second);
  const cycle = await company.sync();
  expect(await account()).toMatchObject({ title: second });
  expect(company.rows(cycle).find(({ sourceId }) => sourceId === ada)?.modified).toContainEqual({
    attribute: 'title',
    from: '[Redact]',
    to: '[Redact]',
  });
  await isNowhere();
});

test('what was changed by hand, and an undo of it, show nothing; the undo puts the real value back', async () => {
  changeRules(company, (rules) => ({
    ...rules,
    mappings: rules.mappings.map((each) => (each.target === 'title' ? { ...each, onDrift: 'report' } : each)),
  }));
  await company.scim.changeAccount((await account()).id, { title: byHand });
  await company.sync(true);
  await isNowhere();
  map([]);
  const cycle = await company.sync(true);
  expect(await account()).toMatchObject({ title: second });
  const planned = valueOrThrow(await company.runner.planUndo(jobName, { cycle: cycle.id, person: null }));
  expect(JSON.stringify(planned.rows)).toContain('[Redact]');
  expect(JSON.stringify(planned.rows)).not.toContain('Kestrel');
  const undone = valueOrThrow(await company.runner.undo(jobName, { cycle: cycle.id, person: null }, { pause: false }));
  expect(JSON.stringify(undone)).not.toContain('Kestrel');
  expect(await account()).toMatchObject({ title: byHand });
  await company.sync();
  await isNowhere();
});

test('provision on demand shows neither the value nor what it is made from, in what it did and in its JSON', async () => {
  await set(first);
  for (const flags of [[], ['json']]) {
    const said = await inseam('provision', [ada], flags);
    expect(said).toContain('[Redact]');
    expect(said.toLowerCase()).not.toContain('kestrel');
  }
  expect(await account()).toMatchObject({ title: first });
});

test('a failure that is about the value does not repeat it', async () => {
  map([mapping('active', hidden('Redact([extensionAttribute1])'))]);
  await set(second);
  const cycle = await company.sync(true);
  const row = company.rows(cycle).find(({ sourceId }) => sourceId === ada);
  expect(row).toMatchObject({
    status: 'failure',
    problem: { kind: 'value-type', attribute: 'active', value: '[Redact]' },
  });
  await isNowhere();
  map([mapping('active', hidden('CBool(Redact([extensionAttribute1]))'))]);
  const again = await company.sync(true);
  expect(company.rows(again).find(({ sourceId }) => sourceId === ada)).toMatchObject({
    problem: { kind: 'expression-failed', attribute: 'active' },
  });
  await isNowhere();
});

test('a value to match by is asked for and not shown, however short it is', async () => {
  map([]);
  changeRules(company, (rules) => ({
    ...rules,
    mappings: [
      ...rules.mappings.map((each) => ({ ...each, matchingPriority: 0 })),
      mapping('externalId', hidden('Redact([employeeId])'), { matchingPriority: 1 }),
    ],
  }));
  const [, other = ''] = (await company.entra.people()).map(({ id }) => id).sort();
  await company.entra.updatePerson(ada, { employeeId: '~1' });
  await company.entra.updatePerson(other, { employeeId: '~2' });
  await company.scim.removeAllAccounts();
  for (const table of ['links', 'claims', 'escrows', 'intents']) company.database.exec(`DELETE FROM ${table}`);
  const said = [await inseam('explain', [ada]), await inseam('explain', [ada], ['json'])];
  const cycle = await company.sync(true);
  expect(cycle).toMatchObject({ counts: { created: 2 } });
  expect(await account()).toMatchObject({ externalId: '~1' });
  said.push(JSON.stringify(company.rows(cycle)), JSON.stringify(valueOrThrow(await company.runner.look(jobName, ada))));
  await company.entra.updatePerson(other, { employeeId: '~1' });
  const shared = await company.sync(true);
  expect(shared).toMatchObject({ counts: { failed: 1 } });
  said.push(JSON.stringify(company.rows(shared)));
  expect(said.join('')).toContain('[Redact]');
  expect(said.join('')).not.toMatch(/~[12]/);
  changeRules(company, (rules) => ({
    ...rules,
    mappings: rules.mappings
      .filter(({ target }) => target !== 'externalId')
      .map((each) => (each.target === 'userName' ? { ...each, matchingPriority: 1 } : each)),
  }));
  await company.entra.updatePerson(other, { employeeId: '~2' });
});

test('once no mapping redacts it any more, what older cycles replaced still stays hidden', async () => {
  map([]);
  await set(first);
  const cycle = await company.sync(true);
  expect(cycle).toMatchObject({ counts: { failed: 0 } });
  expect(await account()).toMatchObject({ title: first });
  map([mapping('title', { kind: 'constant', value: 'Plain' })]);
  const { rows } = valueOrThrow(await company.runner.planUndo(jobName, { cycle: cycle.id, person: null }));
  expect(JSON.stringify(rows)).toContain('[Redact]');
  expect(JSON.stringify(rows)).not.toContain('Kestrel');
});
