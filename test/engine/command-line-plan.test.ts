import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SampleCompany, startSample } from '../../electron/sample/start-sample';
import { buildCommandLine, type CommandLine, type Ended } from './built-command-line';

/** Plans in the command line: seen, run exactly, and asked for again when the mapping changed. One story. */
let line: CommandLine;
let company: SampleCompany;
const inseam = (...words: string[]): Promise<Ended> =>
  line.run(words, {
    INSEAM_HOME: join(line.folder, 'home'),
    INSEAM_TARGET_TOKEN: company.secrets['target-token'],
    INSEAM_ENTRA_CLIENT_SECRET: company.secrets['entra-client-secret'],
  });
const titles = async () => (await company.scim.accounts()).map((account) => account['title']);
const schemaFile = () => join(line.folder, 'upper.json');

beforeAll(async () => {
  line = await buildCommandLine();
  company = await startSample({
    folder: join(line.folder, 'company'),
    processFolder: line.processFolder,
    job: 'bluejeans',
  });
  const settings = join(line.folder, 'settings.json');
  const job = company.settings as { safety?: object };
  writeFileSync(
    settings,
    JSON.stringify({
      ...company.settingsFile,
      jobs: { bluejeans: { ...job, safety: { ...job.safety, reviewFirstCycle: true } } },
    }),
  );
  expect((await inseam('init', '--settings', settings)).status).toBe(0);
});
afterAll(async () => {
  await company?.stop();
  line?.remove();
});

test('a plan is printed in groups, with why and each value, and when it was made', async () => {
  const { status, out } = await inseam('plan');
  expect(status).toBe(0);
  const groups = out.split('\n').filter((text) => /^\S.*: \d+ (person|people)/.test(text));
  expect(groups).toEqual(['Create: 9 people', 'Update: 7 people', 'Link only: 19 people', 'Skip: 3 people']);
  expect(out).toMatch(/\n {2}\S.*<.*@.*>\n {6}\S.*\n {6}userName: \S+@oxbow.example/);
  expect(out).toMatch(/\n {6}\S+: .+ → .+/);
  expect(out).toMatch(/Made at .* from 41 people\.\n$/);
});

test.each([
  ['--planned with --full', ['sync', '--planned', '--full'], /give one of them/],
  ['--leave-out without anybody', ['sync', '--leave-out', ' , '], /needs at least one person/],
  ['somebody whom nobody knows', ['sync', '--approve', '--leave-out', 'nobody@oxbow.example'], /nobody@oxbow\.example/],
  ['a schema file that is not there', ['plan', '--schema', '/absent.json'], /absent\.json/],
])('%s is refused, and nothing is changed', async (_, words, says) => {
  const before = await company.scim.accounts();
  const ended = await inseam(...words);
  expect(ended.status).toBe(2);
  expect(ended.err).toMatch(says);
  expect(await company.scim.accounts()).toEqual(before);
});

test('the first cycle waits, run exactly as planned or not, until it is approved; who was left out comes with the next', async () => {
  expect((await inseam('sync')).status).toBe(5);
  expect((await inseam('sync', '--planned')).status).toBe(5);
  const ran = await inseam('sync', '--planned', '--approve', '--leave-out', 'chloe.lefevre@oxbow.example', '--json');
  expect(ran.status).toBe(0);
  expect(JSON.parse(ran.out)).toMatchObject({ counts: { created: 8, updated: 7 } });
  const again = await inseam('sync', '--planned');
  expect(again.status).toBe(2);
  expect(again.err).toContain('A cycle has begun since this plan was made');
  expect(JSON.parse((await inseam('sync', '--json')).out)).toMatchObject({ counts: { created: 1 } });
});

test('another mapping is planned from its file, and the job keeps its own', async () => {
  await inseam('schema', 'export', schemaFile());
  const schema = JSON.parse(readFileSync(schemaFile(), 'utf8')) as {
    synchronizationRules: {
      objectMappings: { attributeMappings: { targetAttributeName: string; source: unknown }[] }[];
    }[];
  };
  for (const mapping of schema.synchronizationRules[0]?.objectMappings[0]?.attributeMappings ?? [])
    if (mapping.targetAttributeName === 'title')
      mapping.source = { type: 'Function', expression: 'ToUpper([jobTitle])', name: 'ToUpper', parameters: [] };
  writeFileSync(schemaFile(), JSON.stringify(schema));
  const planned = await inseam('plan', '--schema', schemaFile(), '--json');
  expect(planned.status).toBe(0);
  const { counts, changed, violations, operations } = JSON.parse(planned.out) as {
    counts: { updated: number };
    changed: number;
    violations: { kind: string; attribute: string; count: number; fix: string }[];
    operations: { changes: { attribute: string; to: string }[] }[];
  };
  expect(counts.updated).toBeGreaterThan(20);
  expect(changed).toBe(counts.updated);
  expect(violations).toEqual([
    expect.objectContaining({ kind: 'too-long', attribute: 'userName', count: 3, fix: expect.any(String) as unknown }),
  ]);
  const inWords = await inseam('plan', '--schema', schemaFile());
  expect(inWords.out).toContain(`Under this mapping ${changed} accounts would change, 0 would be created and `);
  expect(inWords.out).toContain('userName: Up to 39 characters; BlueJeans takes at most 30 (3 people)');
  expect(inWords.out).toContain('siobhan.nibhriain@oxbow.example → siobhan.nibhriai@oxbow.example');
  expect(inWords.out).toContain(`  Fix: ${violations[0]?.fix}`);
  expect(operations.flatMap(({ changes }) => changes).every(({ to }) => to === to.toUpperCase())).toBe(true);
  expect(JSON.parse((await inseam('plan', '--json')).out)).toMatchObject({ counts: { updated: 0 } });
  expect((await inseam('sync')).status).toBe(0);
  expect(await titles()).not.toContain('MANAGING DIRECTOR');
});

test('a file that cannot work is refused with every place, and nothing is planned', async () => {
  const broken = join(line.folder, 'broken.json');
  const schema = readFileSync(schemaFile(), 'utf8').replace('"ToUpper([jobTitle])"', '"ToUper([jobTitel])"');
  writeFileSync(broken, schema);
  const { status, err, out } = await inseam('plan', '--schema', broken);
  expect(status).toBe(2);
  expect(out).toBe('');
  expect(err).toContain('Did you mean ToUpper?');
  expect(err).toMatch(/at synchronizationRules\[0\]\.objectMappings\[0\]\.attributeMappings\[\d\]\.source\.expression/);
});

test('a changed mapping waits for its review, says so, and is approved', async () => {
  expect((await inseam('schema', 'import', schemaFile())).status).toBe(0);
  const held = await inseam('sync');
  expect(held.status).toBe(5);
  expect(held.err).toContain('The changed mapping or scope waits for your review');
  expect((await inseam('status')).out).toContain('Ready: the changed mapping or scope waits for your review');
  expect(await titles()).not.toContain('MANAGING DIRECTOR');
  expect((await inseam('plan')).status).toBe(0);
  expect((await inseam('sync', '--approve')).status).toBe(0);
  expect(await titles()).toContain('MANAGING DIRECTOR');
  expect((await inseam('sync')).status).toBe(0);
});
