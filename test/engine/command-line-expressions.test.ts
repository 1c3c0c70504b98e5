import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SampleCompany, startSample } from '../../electron/sample/start-sample';
import { buildCommandLine, type CommandLine, type Ended } from './built-command-line';

/** `evaluate` and `functions`, as the built command line answers them. */
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

const inseam = (...words: string[]): Promise<Ended> =>
  line.run(words, {
    INSEAM_HOME: join(line.folder, 'home'),
    INSEAM_TARGET_TOKEN: company.secrets['target-token'],
    INSEAM_ENTRA_CLIENT_SECRET: company.secrets['entra-client-secret'],
  });
/** On a machine where nothing was ever set up. */
const nowhere = (...words: string[]): Promise<Ended> => line.run(words, { INSEAM_HOME: join(line.folder, 'nothing') });

describe('evaluate', () => {
  test('constants need neither a person nor a job', async () => {
    const ended = await nowhere('evaluate', 'join(" ", ToUpper("ada"), Left("Lovelace", 4))');
    expect(ended.status).toBe(0);
    expect(ended.out.split('\n')).toEqual([
      'Join(" ", ToUpper("ada"), Left("Lovelace", 4))  =  "ADA Love"',
      '  ToUpper("ada")  =  "ADA"',
      '  Left("Lovelace", 4)  =  "Love"',
      '',
    ]);
    expect(ended.err).toContain('The service spells this function Join.');
  });

  test.each<[string, string[], number, RegExp]>([
    [
      'attributes without a person',
      ['[givenName]'],
      2,
      /The expression reads \[givenName\]\. Give a person with --user/,
    ],
    ['a slip, with its place', ['ToUper("a")'], 2, /Did you mean ToUpper\?\n {2}ToUper\("a"\)\n {2}\^{6}\n/],
    ['a place in the second line', ['Join("-",\n  Lefft("abc", 1))'], 2, /\n {4}Lefft\("abc", 1\)\)\n {4}\^{5}\n/],
    [
      'of a long line only what is near the place',
      [`Append("${'x'.repeat(500)}", Lefft("abc", 1), "${'y'.repeat(500)}")`],
      2,
      /\n {2}…x+", Lefft\("abc", 1\), "y+…\n {63}\^{5}\n/,
    ],
    ['a text that is too long', [`"${'x'.repeat(10_001)}"`], 2, /at most 10000\.\n {2}…x{60}x{2}"\n {63}\^{3}\n$/],
    ['an attribute that there is not', ['[givenNam]'], 2, /Unknown attribute givenNam\. Did you mean givenName\?/],
    ['an error for these values', ['Item(Split("a,b", ","), 3)'], 2, /There is no value number 3[^\n]*\n.*\n +\^/],
    ['a value for nothing', ['[givenName]', '--set', 'Ada'], 2, /--set takes attribute=value/],
    ['no expression at all', [], 2, /Which expression\?/],
  ])('%s is told', async (_, words, status, says) => {
    const ended = await nowhere('evaluate', ...words);
    expect(ended.err).toMatch(says);
    expect(ended.status).toBe(status);
  });

  test('values can be given, and only the branch that was taken has one', async () => {
    const ended = await nowhere(
      'evaluate',
      'IIF([country] = "USA", [city], Append([surname], ", PhD"))',
      '--set',
      'country=Norway,surname=Solberg\\, Dr,city=Oslo',
      '--json',
    );
    expect(ended.status).toBe(0);
    expect(JSON.parse(ended.out)).toMatchObject({
      expression: 'IIF([country] = "USA", [city], Append([surname], ", PhD"))',
      value: ['Solberg, Dr, PhD'],
      skipped: false,
      faults: [],
      tree: {
        parts: [
          { expression: '[country] = "USA"', value: ['False'] },
          { expression: '[city]', taken: false, value: null },
          { value: ['Solberg, Dr, PhD'], parts: [{ expression: '[surname]', value: ['Solberg, Dr'] }] },
        ],
      },
    });
  });

  test.each<[string, string, string, unknown]>([
    ['a Boolean', 'Switch([IsSoftDeleted], , "False", "on", "True", "off")', 'IsSoftDeleted=true', ['off']],
    ['several values', 'Item([proxyAddresses], 2)', 'proxyAddresses=a,proxyAddresses=b', ['b']],
    ['one value of several', 'Count([proxyAddresses])', 'proxyAddresses=a', ['1']],
    ['an empty text', 'IsNull([city])', 'city=', ['False']],
    ['none', 'IsNull([city])', 'city', ['True']],
    ['an attribute of another directory', 'ToUpper([StatusFlag])', 'StatusFlag=a=b', ['A=B']],
  ])('%s can be given', async (_, expression, set, value) => {
    const ended = await nowhere('evaluate', expression, '--set', set, '--json');
    expect(JSON.parse(ended.out)).toMatchObject({ value });
    expect(ended.status).toBe(0);
  });

  test('somebody whom no cycle has read is asked of Microsoft Entra ID', async () => {
    const ended = await inseam('evaluate', 'ToUpper([surname])', '--user', 'Ingrid.Solberg@oxbow.example');
    expect(ended.status).toBe(0);
    expect(ended.out).toContain('For Ingrid Solberg, as Microsoft Entra ID has them now:');
    expect(ended.out).toContain('ToUpper([surname])  =  "SOLBERG"\n  [surname]  =  "Solberg"');
  });

  test('nobody is a person whom nobody knows', async () => {
    const ended = await inseam('evaluate', '[surname]', '--user', 'nobody@oxbow.example');
    expect(ended.status).toBe(2);
    expect(ended.err).toContain('nobody@oxbow.example');
  });

  test('whoever was read is answered for as last read, and what no cycle reads is asked for', async () => {
    expect((await inseam('sync', '--approve')).status).toBeLessThanOrEqual(4);
    const read = await inseam('evaluate', '[surname]', '--user', 'ingrid.solberg@oxbow.example');
    expect(read.out).toContain('as last read');
    const asked = await inseam('evaluate', '[mailNickname]', '--user', 'ingrid.solberg@oxbow.example', '--json');
    expect(JSON.parse(asked.out)).toMatchObject({ value: ['ingrid.solberg'] });
  });
});

describe('functions', () => {
  test('are listed, each with a line', async () => {
    const ended = await nowhere('functions');
    expect(ended.status).toBe(0);
    expect(ended.out).toMatch(/^ {2}Append +Adds the suffix to the end of the source\.$/m);
  });

  test('one is told with how it is written, in any case', async () => {
    const ended = await nowhere('functions', 'left');
    expect(ended.out).toMatch(/^Left\(string, numChars\)\n/);
    expect(ended.out).toContain('Example   Left(');
    expect(JSON.parse((await nowhere('functions', 'left', '--json')).out)).toMatchObject({
      name: 'Left',
      signature: 'Left(string, numChars)',
      parameters: [{ name: 'string' }, { name: 'numChars' }],
    });
  });

  test('one that there is not is asked back', async () => {
    const ended = await nowhere('functions', 'NormaliseDiacritics');
    expect(ended.status).toBe(2);
    expect(ended.err).toContain('Did you mean NormalizeDiacritics?');
  });
});
