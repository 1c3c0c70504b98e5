import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Invocation } from '../../electron/commands/command';
import { explain } from '../../electron/commands/explain';
import { openRunner } from '../../electron/schedule/runner';
import { success, valueOrThrow } from '../../shared/outcome';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** `inseam explain`: what it prints, and with which exit status it ends. */
let company: TestCompany;
beforeAll(async () => {
  company = await openTestCompany({ instant: true, skipsWaits: true });
  await company.sync();
});
afterAll(() => company.close());

async function inseam(words: readonly string[], json = false) {
  const out: string[] = [];
  const err: string[] = [];
  const invocation: Invocation = {
    words,
    flags: new Set(),
    options: {},
    json,
    voice: {
      out: (line) => out.push(line),
      err: (line) => err.push(line),
      drawsBar: false,
      redraw: () => undefined,
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
  return { status: await explain.run(invocation), out: out.join('\n'), err: err.join('\n') };
}

test('somebody out of scope: the four steps, every check, why not, and the next step', async () => {
  const { status, out, err } = await inseam(['tomas.osullivan@oxbow.example']);
  expect([status, err]).toEqual([0, '']);
  for (const line of [
    /^Tomás Ó Súilleabháin {2}<tomas\.osullivan@oxbow\.example> {2}[0-9a-f-]{36}$/m,
    /^ {2}✓ Import /m,
    /^ {2}– Scope {3}Tomás Ó Súilleabháin is not assigned/m,
    /^ {6}✓ Sign-in is allowed\.$/m,
    /^ {6}✗ Not assigned, neither directly nor through a group\. In Contractors only through Field contractors;/m,
    /assign Field contractors to the application\.$/m,
    /^Nothing was written\.$/m,
  ])
    expect(out).toMatch(line);
});

test('--json prints one object', async () => {
  const { status, out } = await inseam(['山田 花子'], true);
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    job: jobName,
    person: { name: '山田 花子' },
    inScope: true,
    operation: { action: 'none', reason: 'in-step' },
    conclusion: { inStep: true },
  });
});

test.each([
  ['no word', [], /Which person/],
  ['an empty word', [' '], /Which person/],
  ['nobody known by it', ['nobody@oxbow.example'], /Nobody in Microsoft Entra ID/],
  [
    'a name of two',
    ['Daniel Kim'],
    /Daniel Kim <daniel\.kim@oxbow\.example>, .*; Daniel Kim <daniel\.kim2@oxbow\.example>/,
  ],
])('%s: exit status 2, and nothing on stdout', async (_, words, said) => {
  const { status, out, err } = await inseam(words);
  expect([status, out]).toEqual([2, '']);
  expect(err).toMatch(said);
});

test('a side that is silent is named and the rest is answered; nothing known of anybody is exit status 3', async () => {
  await company.entra.setSecret('another');
  await company.scim.setToken('another');
  const known = await inseam(['hanako.yamada@oxbow.example']);
  expect(known.status).toBe(0);
  expect(known.out).toContain('This rests on what Inseam read last.');
  expect(known.out).toContain('BlueJeans: BlueJeans does not accept this token.');
  expect(await inseam(['nobody@oxbow.example'])).toMatchObject({ status: 3, out: '' });
});
