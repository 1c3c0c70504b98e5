import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readJsonInput } from '../../electron/commands/read-json-file';
import { runCommand } from '../../electron/commands/run-command';
import { createHandlers } from '../../electron/ipc/create-handlers';
import { openDesk } from '../../electron/ipc/desk';
import { contract, type RequestOf, type ResponseOf } from '../../shared/ipc/contract';
import { valueOrThrow } from '../../shared/outcome';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** The mapping as a file, through the command line and the window's calls. */
let company: TestCompany;
let chosen: readonly string[] = [];
let exported = '';
let call: <V extends 'schema.open' | 'schema.take' | 'schema.export'>(
  verb: V,
  request: RequestOf<V>,
) => Promise<ResponseOf<V>>;

beforeAll(async () => {
  company = await openTestCompany({ instant: true, skipsWaits: true });
  const handlers = createHandlers(
    openDesk(company.engine, company.runner, () => undefined),
    {
      startSample: () => Promise.reject(new Error('Not here')),
      chooseFile: async (file) => ({
        file,
        write(text) {
          exported += text;
        },
        close() {},
      }),
      askWhichFiles: () => Promise.resolve(chosen),
    },
  );
  call = async (verb, request) =>
    contract[verb].response.parse(await (handlers[verb] as (asked: typeof request) => unknown)(request)) as never;
});
afterAll(() => company.close());

interface Mapping {
  targetAttributeName: string;
  source: unknown;
}
const inUse = () => valueOrThrow(company.engine.known(jobName)).settings.schema;
/** The mapping in use as a file, with its title filled otherwise. */
function fileWith(name: string, title: unknown, encode = (text: string): Buffer => Buffer.from(text)): string {
  const copy = structuredClone(inUse()) as {
    synchronizationRules: { objectMappings: { attributeMappings: Mapping[] }[] }[];
  };
  for (const mapping of copy.synchronizationRules[0]?.objectMappings[0]?.attributeMappings ?? [])
    if (mapping.targetAttributeName === 'title') mapping.source = title;
  const file = join(company.folder, name);
  writeFileSync(file, encode(JSON.stringify(copy)));
  return file;
}
const upper = { type: 'Function', name: 'ToUpper', expression: 'ToUpper([jobTitle])', parameters: [] };
const wrong = { type: 'Function', name: 'Uper', expression: 'Uper([jobTitel])', parameters: [] };

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

describe('schema import', () => {
  test('--check says what would change and takes nothing', async () => {
    const before = inUse();
    const checked = await inseam('schema', 'import', fileWith('upper.json', upper), '--check');
    expect(checked).toMatchObject({
      status: 0,
      out: 'title: jobTitle → ToUpper([jobTitle])\nIt can be taken: 8 attributes. Nothing was changed.',
    });
    expect(inUse()).toEqual(before);
  });

  test('--check refuses what import would refuse, with the place, and so does import', async () => {
    const before = inUse();
    const file = fileWith('wrong.json', wrong);
    for (const more of [['--check'], []]) {
      const ended = await inseam('schema', 'import', file, ...more);
      expect(ended).toMatchObject({ status: 2, out: '' });
      expect(ended.err).toContain('title, line 1, column 1: Unknown function Uper.');
      expect(ended.err).toContain(
        'at synchronizationRules[0].objectMappings[0].attributeMappings[2].source.expression',
      );
    }
    const { error } = JSON.parse((await inseam('schema', 'import', file, '--json')).out) as {
      error: { faults: { path: string; at: unknown }[] };
    };
    expect(error.faults[0]).toMatchObject({ about: 'title', at: { line: 1, column: 1 } });
    expect(inUse()).toEqual(before);
  });

  test('--json holds what changes and what is told', async () => {
    const ended = await inseam('schema', 'import', fileWith('upper.json', upper), '--check', '--json');
    expect(JSON.parse(ended.out)).toEqual({
      job: jobName,
      taken: false,
      attributes: 8,
      changes: [{ what: 'title', from: 'jobTitle', to: 'ToUpper([jobTitle])' }],
      notices: [],
    });
  });

  test.each<[string, (text: string) => Buffer]>([
    ['UTF-8 with a mark', (text) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16, as PowerShell writes it', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 the other way round', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ])('a file in %s is read', async (_, encode) => {
    const ended = await inseam('schema', 'import', fileWith('marked.json', upper, encode), '--check');
    expect(ended.status).toBe(0);
  });

  test('another encoding is refused, and JSON that is none with line and column', async () => {
    const latin = fileWith('latin.json', 'J\u00e9r\u00f4me', (text) => Buffer.from(text, 'latin1'));
    expect(await inseam('schema', 'import', latin)).toMatchObject({
      status: 2,
      err: expect.stringContaining('It is not text in UTF-8 or UTF-16.'),
    });
    writeFileSync(latin, '{\n  "synchronizationRules": [,\n');
    expect(await inseam('schema', 'import', latin)).toMatchObject({
      status: 2,
      err: expect.stringContaining('Line 2, column 28'),
    });
  });

  test('a file from another program is read whole, and one that is too large is not', async () => {
    const pieces = async function* (...texts: string[]) {
      yield* texts.map((text) => Buffer.from(text));
    };
    expect(await readJsonInput(pieces('{"a":', '"é"}'))).toEqual({ ok: true, value: { a: 'é' } });
    expect(await readJsonInput(pieces(...Array.from({ length: 17 }, () => ' '.repeat(1024 * 1024))))).toMatchObject({
      ok: false,
      problem: { kind: 'file-unreadable', file: 'standard input' },
    });
  });

  test('takes a sound file as it came, and export gives it back', async () => {
    const file = fileWith('upper.json', upper);
    expect(await inseam('schema', 'import', file)).toMatchObject({
      status: 0,
      out: 'title: jobTitle → ToUpper([jobTitle])\nTaken: 8 attributes. Everyone is checked again in the next cycle.',
    });
    const { out } = await inseam('schema', 'export', '-');
    expect(JSON.parse(out)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
    expect((await inseam('schema', 'import', file)).out).toContain('This is the mapping in use: nothing changes.');
  });
});

describe('in the window', () => {
  test('no file was chosen: nothing', async () => {
    chosen = [];
    expect(await call('schema.open', { job: jobName })).toEqual({ file: null, refused: null, problem: null });
  });

  test('a file that cannot work is told with every place, and nothing is kept', async () => {
    const before = inUse();
    chosen = [fileWith('wrong.json', wrong)];
    const { file, refused } = await call('schema.open', { job: jobName });
    expect(file).toBeNull();
    expect(refused).toMatchObject({
      name: 'wrong.json',
      faults: [
        { about: 'title', at: { line: 1, column: 1 } },
        { about: 'title', at: { line: 1, column: 6 }, suggestion: '[jobTitle]' },
      ],
    });
    expect(inUse()).toEqual(before);
  });

  test('a file that is no JSON is a problem in words', async () => {
    chosen = [join(company.folder, 'none.json')];
    writeFileSync(chosen[0] ?? '', '{');
    expect((await call('schema.open', { job: jobName })).problem).toMatchObject({ title: expect.any(String) });
  });

  test('a sound file changes nothing until it is taken, and is taken once', async () => {
    const before = inUse();
    chosen = [fileWith('lower.json', { ...upper, name: 'ToLower', expression: 'ToLower([jobTitle])' })];
    const { file } = await call('schema.open', { job: jobName });
    expect(file).toMatchObject({
      name: 'lower.json',
      filters: 0,
      changes: [{ what: 'title', from: 'ToUpper([jobTitle])', to: 'ToLower([jobTitle])' }],
    });
    expect(inUse()).toEqual(before);
    expect((await call('schema.take', { job: jobName, token: 'another' })).problem).not.toBeNull();
    expect(inUse()).toEqual(before);
    const token = file?.token ?? '';
    expect(await call('schema.take', { job: jobName, token })).toEqual({ problem: null });
    expect(inUse()).toEqual(JSON.parse(readFileSync(chosen[0] ?? '', 'utf8')));
    expect((await call('schema.take', { job: jobName, token })).problem).not.toBeNull();
  });

  test('what is exported is the mapping in use, without a secret', async () => {
    expect(await call('schema.export', { job: jobName })).toEqual({
      path: `inseam-${jobName}-schema.json`,
      problem: null,
    });
    expect(JSON.parse(exported)).toEqual(inUse());
    expect(company.engine.redact(exported)).toBe(exported);
  });
});
