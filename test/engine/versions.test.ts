import { readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommand } from '../../electron/commands/run-command';
import { openEngine } from '../../electron/compose';
import { listVersions } from '../../electron/ledger/config-versions';
import { withGroupNames } from '../../electron/settings/group-names';
import { restoreVersion, versionDetail, versionsOf } from '../../electron/settings/restore-version';
import { noticeRules, saveRules } from '../../electron/settings/save-rules';
import type { AttributeMapping } from '../../shared/mapping/rules';
import { valueOrThrow } from '../../shared/outcome';
import { readSchema } from '../../shared/schema/read-schema';
import { writeSchema } from '../../shared/schema/write-schema';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** Mapping and scope, version by version: saved, edited by hand, and put back. */
let company: TestCompany;
beforeEach(async () => {
  company = await openTestCompany({ instant: true, skipsWaits: true });
});
afterEach(() => company.close());

const job = () => valueOrThrow(company.engine.known(jobName));
const titleFrom = (attribute: string, more: Partial<AttributeMapping> = {}): unknown => {
  const { settings, profile } = job();
  const { rules, document } = valueOrThrow(readSchema(settings.schema));
  const mappings = rules.mappings.map(
    (each): AttributeMapping =>
      each.target === 'title' ? { ...each, source: { kind: 'direct', attribute }, ...more } : each,
  );
  return writeSchema(document, { ...rules, mappings }, profile);
};
const saveTitle = (attribute: string) =>
  saveRules(company.engine, jobName, { schema: titleFrom(attribute) }, { through: 'window' });
const listed = () =>
  valueOrThrow(versionsOf(company.engine, jobName)).map(
    ({ number, through, summary, restores, current }) =>
      `${number} ${through} ${summary}${restores === null ? '' : ` <${restores}`}${current ? ' *' : ''}`,
  );
const editByHand = (change: (job: Record<string, unknown>) => object) => {
  const { file } = company.engine.settings;
  const settings = JSON.parse(readFileSync(file, 'utf8')) as { jobs: Record<string, Record<string, unknown>> };
  const before = settings.jobs[jobName] ?? {};
  writeFileSync(file, JSON.stringify({ ...settings, jobs: { [jobName]: change(before) } }, null, 2));
};
async function inseam(...words: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const status = await runCommand({
    words,
    env: { INSEAM_HOME: company.folder },
    voice: {
      out: (line) => out.push(line),
      err: (line) => err.push(line),
      drawsBar: false,
      redraw: () => undefined,
      colours: false,
    },
    signal: new AbortController().signal,
    version: '0',
  });
  return { status, out: out.join('\n'), err: err.join('\n') };
}

test('the first cycle keeps what it ran under; each save after it is one more, with its author; the same again is none', async () => {
  await company.sync();
  expect(listed()).toEqual(['1 file Default mapping of BlueJeans, with a scope of its own *']);
  expect(valueOrThrow(saveTitle('department'))).toEqual({ version: 2, changed: true });
  expect(valueOrThrow(saveTitle('department'))).toEqual({ version: 2, changed: false });
  valueOrThrow(
    saveRules(
      company.engine,
      jobName,
      { scope: { ...job().settings.scope, mode: 'all' } },
      { through: 'command-line' },
    ),
  );
  expect(listed()).toEqual([
    '3 command-line The scope changed *',
    '2 window 1 attribute changed',
    '1 file Default mapping of BlueJeans, with a scope of its own',
  ]);
  expect(new Set(listVersions(company.database).map(({ author }) => author))).toEqual(new Set([userInfo().username]));
});

test('what cannot work is refused, and neither the settings nor the versions change', () => {
  valueOrThrow(noticeRules(company.engine, jobName));
  const before = job().settings;
  const bad = saveRules(
    company.engine,
    jobName,
    { schema: titleFrom('jobTitle', { matchingPriority: 2 }) },
    { through: 'window' },
  );
  expect(bad).toMatchObject({ ok: false, problem: { kind: 'schema-wrong', path: 'title' } });
  expect(job().settings).toEqual(before);
  expect(listed()).toHaveLength(1);
});

test('a settings file edited by hand is a version of its own, not part of the next save', () => {
  valueOrThrow(noticeRules(company.engine, jobName));
  editByHand((before) => ({ ...before, scope: { mode: 'all' } }));
  valueOrThrow(saveTitle('department'));
  expect(listed().slice(0, 2)).toEqual(['3 window 1 attribute changed *', '2 file The scope changed']);
});

test('a mapping edited by hand that cannot be read is no version until it can be', () => {
  valueOrThrow(noticeRules(company.engine, jobName));
  const { schema } = job().settings;
  editByHand((before) => ({ ...before, schema: { synchronizationRules: [] } }));
  expect(listed()).toEqual(['1 file Default mapping of BlueJeans, with a scope of its own']);
  editByHand((before) => ({ ...before, schema }));
  expect(listed()).toEqual(['1 file Default mapping of BlueJeans, with a scope of its own *']);
});

test('going back is a new version; everybody is checked again, and a review holds the next cycle', async () => {
  await company.sync();
  company.change((before) => ({ ...before, safety: { ...before.safety, reviewFirstCycle: true } }));
  const schema = job().settings.schema;
  valueOrThrow(saveTitle('department'));
  expect(await company.sync()).toMatchObject({ state: 'succeeded' });
  expect(valueOrThrow(versionDetail(company.engine, jobName, 1)).wouldChange).toMatchObject([
    { what: 'title', from: 'department', to: 'jobTitle' },
  ]);
  expect(valueOrThrow(await restoreVersion(company.engine, jobName, 1, 'window')).now).toBe(3);
  expect(job().settings.schema).toEqual(schema);
  expect(listed()[0]).toBe('3 window 1 attribute changed <1 *');
  expect(await company.runner.cycle(jobName, { full: false, approve: false, trigger: 'admin' })).toMatchObject({
    ok: false,
    problem: { kind: 'review-pending', changed: true },
  });
  expect((await company.sync()).counts.updated).toBeGreaterThan(20);
});

test('a version that cannot work today is refused with its reason', async () => {
  editByHand((before) => ({ ...before, schema: titleFrom('jobTitle', { matchingPriority: 2 }) }));
  valueOrThrow(noticeRules(company.engine, jobName));
  valueOrThrow(
    saveRules(
      company.engine,
      jobName,
      { schema: titleFrom('jobTitle', { matchingPriority: 0 }) },
      { through: 'window' },
    ),
  );
  expect(await restoreVersion(company.engine, jobName, 1, 'window')).toMatchObject({
    ok: false,
    problem: { kind: 'schema-wrong', path: 'title', detail: expect.stringContaining('cannot search by title') },
  });
  expect(listed()).toHaveLength(2);
});

test('groups have their names; one that no longer exists keeps its version from being put back', async () => {
  const source = valueOrThrow(await company.engine.openSource(job(), null));
  const [contractors] = await source.searchGroups('Contractors', new AbortController().signal);
  await source.close();
  const gone = '6b1d6c5e-6a0f-4f55-9d0c-0123456789ab';
  const assigned = job().settings.scope;
  const groups = (...groupIds: readonly string[]) =>
    valueOrThrow(
      saveRules(company.engine, jobName, { scope: { ...assigned, mode: 'groups', groupIds } }, { through: 'window' }),
    );
  groups(gone);
  groups(contractors?.id ?? '');
  valueOrThrow(saveRules(company.engine, jobName, { scope: assigned }, { through: 'window' }));
  const changes = valueOrThrow(versionDetail(company.engine, jobName, 3)).changed;
  expect(await withGroupNames(company.engine, job(), changes)).toMatchObject([
    { what: 'Group', from: null, to: 'Contractors' },
    { what: 'Group', from: gone, to: null },
  ]);
  expect(await restoreVersion(company.engine, jobName, 2, 'window')).toMatchObject({
    ok: false,
    problem: { kind: 'source-group-missing', groupId: gone },
  });
  expect(job().settings.scope).toEqual(assigned);
  expect(valueOrThrow(await restoreVersion(company.engine, jobName, 3, 'window')).now).toBe(5);
});

test('two programs that save in turn see each other’s versions', async () => {
  valueOrThrow(noticeRules(company.engine, jobName));
  const other = valueOrThrow(openEngine({ folder: company.folder, env: {}, what: 'another' }));
  valueOrThrow(saveTitle('department'));
  const scope = { ...valueOrThrow(other.known(jobName)).settings.scope, mode: 'all' } as const;
  valueOrThrow(saveRules(other, jobName, { scope }, { through: 'command-line' }));
  expect(valueOrThrow(saveTitle('companyName'))).toEqual({ version: 4, changed: true });
  await other.close();
  expect(job().settings.scope.mode).toBe('all');
  expect(listed().map((line) => line.replace(/ [A-Z0-9].*/, ''))).toEqual([
    '4 window',
    '3 command-line',
    '2 window',
    '1 file',
  ]);
});

test('a version that the ledger could not keep is made good at the next look', () => {
  valueOrThrow(noticeRules(company.engine, jobName));
  company.database.exec(
    "CREATE TEMP TRIGGER refuse BEFORE INSERT ON config_versions BEGIN SELECT RAISE(ABORT, 'no room'); END",
  );
  expect(() => saveTitle('department')).toThrow('no room');
  company.database.exec('DROP TRIGGER refuse');
  expect(listed()[0]).toBe('2 file 1 attribute changed *');
});

test('the command line lists, shows and puts back', async () => {
  valueOrThrow(noticeRules(company.engine, jobName));
  valueOrThrow(saveTitle('department'));
  expect((await inseam('versions')).out).toMatch(/^ {2}2 .*in the window: 1 attribute changed {2}← in use\n {2}1 /);
  expect((await inseam('versions', '2')).out).toContain('title: jobTitle → department');
  expect(JSON.parse((await inseam('versions', 'show', '1', '--json')).out)).toMatchObject({
    version: { number: 1, restores: null, current: false },
    changed: [],
    wouldChange: [{ what: 'title', from: 'department', to: 'jobTitle' }],
    canRestore: true,
  });
  expect(await inseam('versions', 'restore', '2')).toMatchObject({
    status: 0,
    out: 'Version 2 is in use already. Nothing was changed.',
  });
  const { status, out } = await inseam('versions', 'restore', '1');
  expect(status).toBe(0);
  expect(out).toContain('title: department → jobTitle');
  expect(out).toContain('Mapping and scope are those of version 1 again, as version 3.');
  const { versions } = JSON.parse((await inseam('versions', '--json')).out) as { versions: readonly object[] };
  expect(versions[0]).toMatchObject({ number: 3, through: 'command-line', restores: 1, current: true });
});

test.each([
  ['a number that there is not', ['restore', '9'], /no version 9; there are versions 1 to 1/],
  ['no number', ['restore'], /versions takes/],
  ['a word', ['restore', 'last'], /versions takes/],
  ['another word', ['delete', '1'], /versions takes/],
])('%s is refused, and says what there is', async (_, words, said) => {
  valueOrThrow(noticeRules(company.engine, jobName));
  const { status, err } = await inseam('versions', ...words);
  expect([status, err]).toEqual([2, expect.stringMatching(said)]);
});
