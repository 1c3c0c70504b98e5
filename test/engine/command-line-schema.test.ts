import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SampleCompany, startSample } from '../../electron/sample/start-sample';
import { buildCommandLine, type CommandLine, type Ended } from './built-command-line';

/** `schema export` and `schema import`, as the built command line answers them. */
let line: CommandLine;
let company: SampleCompany;
beforeAll(async () => {
  line = await buildCommandLine();
  company = await startSample({
    folder: join(line.folder, 'company'),
    processFolder: line.processFolder,
    job: 'bluejeans',
  });
  const settings = join(line.folder, 'settings.json');
  writeFileSync(settings, JSON.stringify(company.settingsFile));
  expect((await inseam('init', '--settings', settings)).status).toBe(0);
});
afterAll(async () => {
  await company?.stop();
  line?.remove();
});

const environment = () => ({
  INSEAM_HOME: join(line.folder, 'home'),
  INSEAM_TARGET_TOKEN: company.secrets['target-token'],
  INSEAM_ENTRA_CLIENT_SECRET: company.secrets['entra-client-secret'],
});
const inseam = (...words: string[]): Promise<Ended> => line.run(words, environment());

interface Mapping {
  targetAttributeName: string;
  matchingPriority: number;
  source: unknown;
}
interface Schema {
  synchronizationRules: { objectMappings: { attributeMappings: Mapping[] }[] }[];
}
const file = () => join(line.folder, 'mapping.json');
const exported = async (): Promise<Schema> => {
  expect((await inseam('schema', 'export', file())).status).toBe(0);
  return JSON.parse(readFileSync(file(), 'utf8')) as Schema;
};
/** Exports the mapping, changes the copy, and answers the text of the mapping in use. */
async function edited(change: (mappings: Mapping[]) => void): Promise<string> {
  const schema = await exported();
  const before = JSON.stringify(schema);
  change(schema.synchronizationRules[0]?.objectMappings[0]?.attributeMappings ?? []);
  writeFileSync(file(), JSON.stringify(schema));
  return before;
}
const titled = (text: string) => (mappings: Mapping[]) => {
  for (const each of mappings)
    if (each.targetAttributeName === 'title')
      each.source = { type: 'Function', name: text.split('(')[0], expression: text, parameters: [] };
};

describe('what a file changes', () => {
  test('is told, and with --check nothing is taken', async () => {
    const before = await edited(titled('ToUpper([jobTitle])'));
    const ended = await inseam('schema', 'import', file(), '--check');
    expect(ended).toMatchObject({ status: 0 });
    expect(ended.out).toBe(
      'title: jobTitle → ToUpper([jobTitle])\nIt can be taken: 8 attributes. Nothing was changed.\n',
    );
    expect(JSON.stringify(await exported())).toBe(before);
  });

  test('is told when it is taken, once, and kept as a version', async () => {
    await edited(titled('ToUpper([jobTitle])'));
    const ended = await inseam('schema', 'import', file(), '--json');
    expect(JSON.parse(ended.out)).toEqual({
      job: 'bluejeans',
      taken: true,
      attributes: 8,
      changes: [{ what: 'title', from: 'jobTitle', to: 'ToUpper([jobTitle])' }],
      notices: [],
    });
    expect((await inseam('schema', 'import', file())).out).toContain('This is the mapping in use: nothing changes.');
    const versions = JSON.parse((await inseam('versions', '--json')).out) as { versions: { through: string }[] };
    expect(versions.versions.map(({ through }) => through)).toEqual(['command-line', 'command-line']);
  });

  test('a file comes and goes through a pipe', async () => {
    const out = await inseam('schema', 'export', '-');
    expect(JSON.parse(out.out)).toEqual(await exported());
    const taken = await line.run(['schema', 'import', '-', '--check'], environment(), out.out);
    expect(taken).toMatchObject({ status: 0 });
    expect(taken.out).toContain('nothing changes');
  });

  test('everything that is wrong is told with its place, and the mapping stays', async () => {
    const before = await edited((mappings) => {
      titled('Foo([jobTitle])')(mappings);
      mappings.push({ targetAttributeName: 'id', matchingPriority: 0, source: null });
    });
    for (const words of [['import'], ['import', '--check']]) {
      const [word = '', ...flags] = words;
      const ended = await inseam('schema', word, file(), ...flags);
      expect(ended.status).toBe(2);
      expect(ended.err).toContain('title, line 1, column 1: Unknown function Foo.');
      expect(ended.err).toContain(
        'at synchronizationRules[0].objectMappings[0].attributeMappings[2].source.expression',
      );
      expect(ended.err).toContain('id belongs to');
      expect(ended.err).toContain('The mapping before stays in use.');
    }
    expect(JSON.stringify(await exported())).toBe(before);
  });

  test('--check with export is asked back', async () => {
    expect((await inseam('schema', 'export', file(), '--check')).status).toBe(2);
  });
});

describe('the matching attribute', () => {
  const matchBy = async (target: string) => {
    await inseam('schema', 'export', file());
    const schema = JSON.parse(readFileSync(file(), 'utf8')) as {
      synchronizationRules: {
        objectMappings: { attributeMappings: { targetAttributeName: string; matchingPriority: number }[] }[];
      }[];
    };
    for (const mapping of schema.synchronizationRules[0]?.objectMappings[0]?.attributeMappings ?? [])
      mapping.matchingPriority = mapping.targetAttributeName === target ? 1 : 0;
    writeFileSync(file(), JSON.stringify(schema));
  };
  beforeAll(async () => {
    const job = company.settings as { target: object };
    const settings = join(line.folder, 'any-service.json');
    const asAny = { ...job, target: { ...job.target, profile: 'scim' } };
    writeFileSync(settings, JSON.stringify({ ...company.settingsFile, jobs: { bluejeans: asAny } }));
    expect((await inseam('init', '--settings', settings)).status).toBe(0);
  });

  test('refuses a matching attribute that the service, when asked, cannot search by', async () => {
    await matchBy('displayName');
    const ended = await inseam('schema', 'import', file());
    expect(ended.status).toBe(2);
    expect(ended.err).toContain('SCIM service cannot search by displayName, so existing accounts could not be found.');
    await inseam('schema', 'export', file());
    expect(readFileSync(file(), 'utf8')).not.toMatch(/"matchingPriority": 1,[^}]*"displayName"/);
  });

  test('takes one while the service is silent, and says that it could not be asked', async () => {
    await matchBy('displayName');
    await company.scim.injectFault({ kind: 'connection-reset', times: 100 });
    const ended = await inseam('schema', 'import', file());
    expect(ended.err).toContain('SCIM service could not be asked whether it can search by displayName.');
    expect(ended.status).toBe(0);
  });
});
