import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SampleCompany, startSample } from '../../electron/sample/start-sample';
import { buildCommandLine, type CommandLine, type Ended, filesBelow, type Started, until } from './built-command-line';

/** A job in a settings file, as far as these tests change one. */
interface JobFile {
  source: Record<string, unknown>;
  target: Record<string, unknown>;
  [part: string]: unknown;
}

let line: CommandLine;
let company: SampleCompany;
let home: string;
const secrets: string[] = [];

const secretsOf = (of: SampleCompany) => ({
  INSEAM_TARGET_TOKEN: of.secrets['target-token'],
  INSEAM_ENTRA_CLIENT_SECRET: of.secrets['entra-client-secret'],
});

/** Runs `inseam` on the sample company with the folder of these tests. */
const inseam = (...words: string[]): Promise<Ended> => line.run(words, { INSEAM_HOME: home, ...secretsOf(company) });

const targetRequests = async (): Promise<number> => (await company.scim.requests()).total;

const oneObject = (ended: Ended): unknown => {
  expect(ended.out.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(ended.out);
};

/** Writes a settings file made of the sample's, with the job changed. */
function settingsFile(
  name: string,
  change: (job: JobFile) => void,
  network?: unknown,
  jobs: readonly string[] = ['bluejeans'],
): string {
  const settings: unknown = structuredClone(company.settings);
  const job = settings as JobFile;
  change(job);
  const file = join(line.folder, `${name}.json`);
  const whole = { ...company.settingsFile, jobs: Object.fromEntries(jobs.map((each) => [each, job])) };
  writeFileSync(file, JSON.stringify(network === undefined ? whole : { ...whole, network }));
  return file;
}

beforeAll(async () => {
  line = await buildCommandLine();
  home = join(line.folder, 'home');
  company = await startSample({
    folder: join(line.folder, 'company'),
    processFolder: line.processFolder,
    job: 'bluejeans',
  });
  secrets.push(company.secrets['target-token'], company.secrets['entra-client-secret']);
});
afterAll(async () => {
  await company?.stop();
  line?.remove();
});

const cycleShape = (state: string, kind: string) => ({
  job: 'bluejeans',
  cycle: { id: expect.any(String), kind, state, startedAt: expect.any(String), finishedAt: expect.any(String) },
  counts: {
    imported: expect.any(Number),
    inScope: expect.any(Number),
    created: expect.any(Number),
    updated: expect.any(Number),
    enabled: expect.any(Number),
    disabled: expect.any(Number),
    deleted: expect.any(Number),
    unchanged: expect.any(Number),
    skipped: expect.any(Number),
    failed: expect.any(Number),
  },
  requests: { source: expect.any(Number), target: expect.any(Number), retried: expect.any(Number) },
});

describe('from an empty machine to a synced tenant', () => {
  test('init makes the job, and says that secrets stay in the variables where there is no keychain', async () => {
    const file = join(line.folder, 'sample.json');
    writeFileSync(file, JSON.stringify(company.settingsFile));
    const ended = await inseam('init', '--settings', file);
    expect(ended).toMatchObject({ status: 0, err: '' });
    expect(ended.out).toContain('Set up: bluejeans.');
    expect(ended.out).toContain('INSEAM_');
    const settings = JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8')) as { jobs: unknown };
    expect(settings.jobs).toMatchObject({
      bluejeans: {
        target: { profile: 'bluejeans', requestsPerSecond: expect.any(Number) },
        schema: expect.any(Object),
      },
    });
  });

  test('check tests both sides and is content', async () => {
    const ended = await inseam('check', '--json');
    expect(ended).toMatchObject({ status: 0, err: '' });
    expect(oneObject(ended)).toMatchObject({
      job: 'bluejeans',
      source: { ok: true, problem: null },
      target: { ok: true, problem: null },
    });
  });

  test('plan --json tells every operation and writes nothing', async () => {
    const before = JSON.stringify(await company.scim.accounts());
    const settings = readFileSync(join(home, 'settings.json'), 'utf8');
    const ended = await inseam('plan', '--json');
    expect(ended).toMatchObject({ status: 0, err: '' });
    const plan = oneObject(ended) as { operations: Record<string, unknown>[]; counts: { created: number } };
    expect(plan).toEqual({ ...cycleShape('succeeded', 'initial'), operations: expect.any(Array) });
    for (const operation of plan.operations)
      expect(Object.keys(operation).sort()).toEqual([
        'action',
        'changes',
        'reason',
        'sourceId',
        'sourceName',
        'targetId',
      ]);
    const created = plan.operations.filter(({ action }) => action === 'create');
    expect(created).toHaveLength(plan.counts.created);
    expect(created[0]).toMatchObject({
      targetId: null,
      changes: expect.arrayContaining([{ attribute: 'userName', from: null, to: expect.any(String) }]),
    });
    const { byRoute } = await company.scim.requests();
    expect(Object.keys(byRoute).filter((route) => !route.startsWith('GET '))).toEqual([]);
    expect(JSON.stringify(await company.scim.accounts())).toBe(before);
    expect(readFileSync(join(home, 'settings.json'), 'utf8')).toBe(settings);
  });

  test('sync runs nothing and exits 5 while nobody has seen the plan', async () => {
    const before = await targetRequests();
    const ended = await inseam('sync');
    expect(ended).toMatchObject({ status: 5, out: '' });
    expect(ended.err).toContain('inseam sync --approve');
    expect(await targetRequests()).toBe(before);
  });

  test('sync --approve provisions everyone and prints one object', async () => {
    const ended = await inseam('sync', '--approve', '--json');
    expect(ended).toMatchObject({ status: 0, err: '' });
    expect(oneObject(ended)).toEqual({
      ...cycleShape('succeeded', 'initial'),
      counts: expect.objectContaining({ created: 9, updated: 7, failed: 0 }),
    });
    expect(await company.scim.count()).toBe(29 + 9);
  });

  test('a second sync with nothing changed asks the target nothing', async () => {
    const before = await targetRequests();
    const ended = await inseam('sync', '--json');
    expect(ended).toMatchObject({ status: 0, err: '' });
    expect(oneObject(ended)).toMatchObject({
      cycle: { kind: 'incremental', state: 'succeeded' },
      counts: { created: 0, updated: 0, failed: 0 },
      requests: { target: 0 },
    });
    expect(await targetRequests()).toBe(before);
  });

  test('progress is silent where no terminal is looking, and results go to stdout', async () => {
    const ended = await inseam('sync');
    expect(ended).toMatchObject({ status: 0, err: '' });
    expect(ended.out).toMatch(/^Done: /);
    expect(ended.out.includes('\u001b')).toBe(false);
  });

  test('provision prints the four steps of one person', async () => {
    const ended = await inseam('provision', 'lukasz.wojcik@oxbow.example');
    expect(ended).toMatchObject({ status: 0, err: '' });
    for (const step of ['Import', 'Scope', 'Match', 'Action']) expect(ended.out).toContain(step);
  });

  test('provision of somebody unknown exits 2 and says what to use', async () => {
    const ended = await inseam('provision', 'nobody@oxbow.example');
    expect(ended).toMatchObject({ status: 2, out: '' });
    expect(ended.err).toContain('userPrincipalName');
  });

  test('some people who failed make it exit 4', async () => {
    await company.entra.updatePerson('priya.nair', { jobTitle: 'Fellow' });
    await company.scim.injectFault({ kind: 'server-error', match: { method: 'PATCH' }, times: null, status: 500 });
    const ended = await inseam('sync', '--json');
    await company.scim.clearFaults();
    expect(oneObject(ended)).toMatchObject({ cycle: { state: 'succeededWithErrors' }, counts: { failed: 1 } });
    expect(ended.status).toBe(4);
    const status = await inseam('status', '--json');
    expect(oneObject(status)).toMatchObject({ escrows: [{ attempts: 1, kind: 'server-error' }] });
    expect((await inseam('provision', 'priya.nair@oxbow.example')).status).toBe(0);
  });
});

describe('held deletions', () => {
  test('more removals than the limit are held: exit 5, and everyone keeps access', async () => {
    const file = settingsFile('held', (job) => {
      job['safety'] = { deletionThreshold: 0 };
    });
    expect(await inseam('init', '--settings', file)).toMatchObject({ status: 0 });
    await company.entra.blockPerson('mateus.goncalves');
    const plan = await inseam('plan', '--json');
    expect(plan.status).toBe(5);
    const ended = await inseam('sync', '--json');
    expect(ended.status).toBe(5);
    expect(oneObject(ended)).toMatchObject({ cycle: { state: 'held' }, counts: { disabled: 0 } });
    expect(await company.scim.account('mateus.goncalves@oxbow.example')).toMatchObject({ active: true });
    expect(oneObject(await inseam('status', '--json'))).toMatchObject({
      heldDeletions: [{ name: 'Mateus Gonçalves', action: 'disable' }],
    });
  });

  test('a deletion that nobody holds cannot be allowed', async () => {
    const ended = await inseam('deletions', 'allow', 'priya.nair@oxbow.example');
    expect(ended).toMatchObject({ status: 2, out: '' });
    expect(ended.err).toContain('priya.nair@oxbow.example');
  });

  test('deletions allow lets them go out with the next cycle', async () => {
    expect(await inseam('deletions', 'allow')).toMatchObject({ status: 0, err: '' });
    const ended = await inseam('sync', '--json');
    expect(oneObject(ended)).toMatchObject({ cycle: { state: 'succeeded' }, counts: { disabled: 1 } });
    expect(ended.status).toBe(0);
    expect(await company.scim.account('mateus.goncalves@oxbow.example')).toMatchObject({ active: false });
    expect(await inseam('deletions')).toMatchObject({ status: 0 });
  });
});

describe('the mapping as a file', () => {
  test('comes back by import as it left by export', async () => {
    const file = join(line.folder, 'mapping.json');
    const before = readFileSync(join(home, 'settings.json'), 'utf8');
    expect(await inseam('schema', 'export', file)).toMatchObject({ status: 0, err: '' });
    expect(await inseam('schema', 'import', file)).toMatchObject({ status: 0 });
    const again = join(line.folder, 'mapping-again.json');
    expect(await inseam('schema', 'export', again)).toMatchObject({ status: 0, err: '' });
    expect(readFileSync(again, 'utf8')).toBe(readFileSync(file, 'utf8'));
    expect(readFileSync(join(home, 'settings.json'), 'utf8')).toBe(before);
    expect(oneObject(await inseam('sync', '--json'))).toMatchObject({ requests: { target: 0 } });
  });
});

describe('serve', () => {
  test('says so and ends when no schedule is on', async () => {
    const ended = await inseam(
      'init',
      '--settings',
      settingsFile('unscheduled', (job) => {
        job['schedule'] = { enabled: false };
      }),
    );
    expect(ended.status).toBe(0);
    const served = await inseam('serve');
    expect(served).toMatchObject({ status: 0, out: '' });
    expect(served.err).toContain('No schedule is on');
  });

  test('runs a due job, and ends with 0 when it is told to', async () => {
    const ownHome = join(line.folder, 'serving');
    const env = { INSEAM_HOME: ownHome, ...secretsOf(company) };
    const file = settingsFile('scheduled', (job) => {
      job['schedule'] = { enabled: true };
      job['safety'] = { reviewFirstCycle: false };
    });
    expect(await line.run(['init', '--settings', file], env)).toMatchObject({ status: 0 });
    const serving = line.start(['serve', '--json'], env);
    await until('a cycle was told of', () => serving.said().includes('"state":"succeeded"'));
    serving.child.kill('SIGTERM');
    expect(await serving.ended).toMatchObject({ status: 0 });
  });
});

describe('simulate and demo', () => {
  let simulating: Started;
  test('simulate prints settings and variables that init and check take', async () => {
    const file = join(line.folder, 'simulated.json');
    simulating = line.start(['simulate', '--settings', file, '--people', '20', '--json'], {});
    await until('the servers run', () => simulating.said().includes('inseam init'));
    const printed = JSON.parse(simulating.said().split('\n')[0] ?? '') as { secrets: Record<string, string> };
    const env = { INSEAM_HOME: join(line.folder, 'simulated'), ...printed.secrets };
    expect(await line.run(['init', '--settings', file], env)).toMatchObject({ status: 0, err: '' });
    expect(await line.run(['check'], env)).toMatchObject({ status: 0, err: '' });
  });

  test('simulate ends with 0 when it is told to', async () => {
    simulating.child.kill('SIGTERM');
    expect(await simulating.ended).toMatchObject({ status: 0 });
  });

  test('demo does the whole job, touches no settings, and leaves no servers', async () => {
    const ownHome = join(line.folder, 'untouched');
    const ended = await line.run(['demo'], { INSEAM_HOME: ownHome });
    expect(ended).toMatchObject({ status: 0, err: '' });
    expect(ended.out).toContain('0 requests to the target.');
    expect(() => filesBelow(ownHome)).toThrow('ENOENT');
  });
});

describe('wrong input: one clear message, the documented exit status, and nothing lost', () => {
  interface Wrong {
    readonly what: string;
    readonly status: number;
    /** What stderr must tell. */
    readonly says: string;
    readonly words: () => readonly string[];
    readonly env?: () => Record<string, string>;
    /** Job and network that a folder of its own is set up with first; absent: the folder of the tests before. */
    readonly setUp?: {
      readonly change: (job: JobFile) => void;
      readonly network?: unknown;
      readonly jobs?: readonly string[];
    };
  }

  let closedPort: number;
  beforeAll(async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closedPort = (server.address() as AddressInfo).port;
    await new Promise((resolve) => server.close(resolve));
  });

  let files = 0;
  const fileWith = (text: string | Buffer): string => {
    files += 1;
    const file = join(line.folder, `${files}-wrong.json`);
    writeFileSync(file, text);
    return file;
  };
  const unchanged = { change: () => undefined };

  const table: readonly Wrong[] = [
    { what: 'an unknown command', status: 2, says: 'inseam --help', words: () => ['sink'] },
    { what: 'an unknown option', status: 2, says: '--approved', words: () => ['sync', '--approved'] },
    { what: 'a word too many', status: 2, says: 'now', words: () => ['sync', 'now'] },
    { what: 'init without a file', status: 2, says: '--settings FILE', words: () => ['init'] },
    { what: 'provision without a person', status: 2, says: 'userPrincipalName', words: () => ['provision'] },
    { what: 'a job that is not there', status: 2, says: '--job', words: () => ['sync', '--job', 'other'] },
    { what: 'a status that is none', status: 2, says: 'success', words: () => ['logs', '--status', 'good'] },
    { what: 'a date that is none', status: 2, says: '2026-11-24', words: () => ['logs', '--since', 'tuesday'] },
    {
      what: 'a date that only looks like one',
      status: 2,
      says: '2026-02-31',
      words: () => ['logs', '--since', '2026-02-31'],
    },
    { what: 'a number for a date', status: 2, says: '2026-11-24', words: () => ['logs', '--since', '5'] },
    { what: 'a job whose name is missing', status: 2, says: '--job needs a value', words: () => ['sync', '--job'] },
    {
      what: 'two jobs named at once',
      status: 2,
      says: '--job is given twice',
      words: () => ['sync', '--job', 'a', '--job', 'b'],
    },
    { what: 'a job whose name is empty', status: 2, says: 'bluejeans', words: () => ['sync', '--job', ''] },
    { what: 'a value for a flag', status: 2, says: '--full takes no value', words: () => ['sync', '--full=yes'] },
    {
      what: 'a job for what is about all of them',
      status: 2,
      says: 'no option --job',
      words: () => ['serve', '--job', 'a'],
    },
    { what: 'a person without a name', status: 2, says: 'userPrincipalName', words: () => ['provision', ' '] },
    { what: 'too many sample people', status: 2, says: '100000', words: () => ['simulate', '--people', '1e9'] },
    {
      what: 'two jobs and none of them named',
      status: 2,
      says: 'These are set up: bluejeans, second.',
      words: () => ['status'],
      setUp: { change: () => undefined, jobs: ['bluejeans', 'second'] },
    },
    {
      what: 'no job at all',
      status: 2,
      says: 'inseam init --settings FILE',
      words: () => ['sync'],
      env: () => ({ INSEAM_HOME: join(line.folder, 'empty') }),
    },
    {
      what: 'a token that BlueJeans does not take',
      status: 3,
      says: 'Admin',
      words: () => ['check'],
      env: () => ({ INSEAM_TARGET_TOKEN: 'wrong-token-0123456789' }),
    },
    {
      what: 'a sync with a token that BlueJeans does not take',
      status: 3,
      says: 'Admin',
      words: () => ['sync', '--full', '--approve'],
      env: () => ({ INSEAM_TARGET_TOKEN: 'wrong-token-0123456789' }),
      setUp: unchanged,
    },
    {
      what: 'a client secret that Microsoft does not take',
      status: 3,
      says: 'client secret',
      words: () => ['check'],
      env: () => ({ INSEAM_ENTRA_CLIENT_SECRET: 'wrong-secret-0123456789' }),
    },
    {
      what: 'a target that nobody is listening at',
      status: 3,
      says: 'refuses the connection',
      words: () => ['check'],
      setUp: {
        change: (job) => {
          job.target['baseUrl'] = `http://127.0.0.1:${closedPort}/v2/scim`;
        },
      },
    },
    {
      what: 'a certificate that nobody trusts',
      status: 3,
      says: 'CA file',
      words: () => ['check'],
      setUp: { change: () => undefined, network: { proxy: 'none', caFile: null } },
    },
    {
      what: 'http to another computer',
      status: 2,
      says: 'https://',
      words: () => [
        'init',
        '--settings',
        settingsFile('http', (job) => {
          job.target['baseUrl'] = 'http://api.bluejeans.example/v2/scim';
        }),
      ],
    },
    {
      what: 'a settings file with a value that is not allowed',
      status: 2,
      says: 'jobs.bluejeans.scope.mode',
      words: () => [
        'init',
        '--settings',
        settingsFile('typo', (job) => {
          job['scope'] = { mode: 'asigned' };
        }),
      ],
    },
    {
      what: 'a settings file that is no JSON',
      status: 2,
      says: 'wrong.json',
      words: () => ['init', '--settings', fileWith('{ "jobs": { "bluejeans": ')],
    },
    {
      what: 'a settings file that is not there',
      status: 2,
      says: 'absent.json',
      words: () => ['init', '--settings', join(line.folder, 'absent.json')],
    },
    {
      what: 'a settings file with a slip in it',
      status: 2,
      says: 'Line 3, column 3: a comma or } is needed here.',
      words: () => ['init', '--settings', fileWith('{\n  "jobs": {}\n  "network": {}\n}')],
    },
    {
      what: 'an empty settings file',
      status: 2,
      says: 'It is empty.',
      words: () => ['init', '--settings', fileWith('')],
    },
    {
      what: 'a folder for a settings file',
      status: 2,
      says: 'It is a folder.',
      words: () => ['init', '--settings', line.folder],
    },
    {
      what: 'a settings file without an end',
      status: 2,
      says: 'It is larger than 16 MB',
      words: () => ['init', '--settings', '/dev/zero'],
    },
    {
      what: 'a settings file in an old encoding',
      status: 2,
      says: 'not text in UTF-8',
      words: () => ['init', '--settings', fileWith(Buffer.from('{ "jobs": { "Zürich": {} } }', 'latin1'))],
    },
    {
      what: 'a file of another kind, with a secret in it',
      status: 2,
      says: 'Line 1, column 1',
      words: () => ['init', '--settings', fileWith('secret-in-the-wrong-file')],
    },
    {
      what: 'a settings file without a job',
      status: 2,
      says: 'at least one job',
      words: () => ['init', '--settings', fileWith('{ "jobs": {} }')],
    },
    {
      what: 'a mapping that is no JSON',
      status: 2,
      says: 'wrong.json',
      words: () => ['schema', 'import', fileWith('{ "synchronizationRules": [')],
    },
    {
      what: 'a mapping of another kind',
      status: 2,
      says: 'mapping',
      words: () => ['schema', 'import', fileWith('{ "synchronizationRules": [] }')],
    },
    {
      what: 'a folder for the mapping',
      status: 2,
      says: 'It is a folder.',
      words: () => ['schema', 'export', line.folder],
    },
    {
      what: 'a folder that the mapping cannot be written to',
      status: 2,
      says: 'Its folder does not exist.',
      words: () => ['schema', 'export', join(line.folder, 'absent', 'mapping.json')],
    },
    {
      what: 'no keychain and no secrets',
      status: 3,
      says: 'INSEAM_TARGET_TOKEN',
      words: () => ['sync', '--approve'],
      env: () => ({ INSEAM_TARGET_TOKEN: '', INSEAM_ENTRA_CLIENT_SECRET: '' }),
    },
  ];

  test.each(table)('$what: exit $status', async ({ what, status, says, words, env, setUp }) => {
    const own = setUp === undefined ? home : join(line.folder, what.replaceAll(' ', '-'));
    if (setUp !== undefined) {
      const file = settingsFile(what.replaceAll(' ', '-'), setUp.change, setUp.network, setUp.jobs);
      const set = await line.run(['init', '--settings', file], { INSEAM_HOME: own });
      expect(set).toMatchObject({ status: 0 });
    }
    const settings = readFileSync(join(own, 'settings.json'), 'utf8');
    const accounts = JSON.stringify(await company.scim.accounts());
    const ended = await line.run(words(), { INSEAM_HOME: own, ...secretsOf(company), ...env?.() });
    expect(ended).toMatchObject({ status });
    expect(ended.err).toContain(says);
    expect(ended.err).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
    // What happened, what it means, what to do: once.
    expect(
      ended.err
        .trimEnd()
        .split('\n')
        .filter((text) => !text.startsWith('  ')),
    ).toHaveLength(1);
    expect(readFileSync(join(own, 'settings.json'), 'utf8')).toBe(settings);
    expect(JSON.stringify(await company.scim.accounts())).toBe(accounts);
  });

  test.each<[string, (own: string) => void, string]>([
    ['a file', (own) => writeFileSync(own, 'mine'), 'A file of that name is in the way.'],
    ['below a file', (own) => writeFileSync(join(own, '..'), 'mine'), 'A part of its path is a file'],
    [
      'a folder whose settings.json is a folder',
      (own) => mkdirSync(join(own, 'settings.json'), { recursive: true }),
      'It is a folder.',
    ],
  ])('INSEAM_HOME that is %s is told as such: exit 2', async (what, make, says) => {
    const own = join(line.folder, `home ${what}`, 'home');
    mkdirSync(join(own, '..', '..'), { recursive: true });
    if (what !== 'below a file') mkdirSync(join(own, '..'), { recursive: true });
    make(own);
    for (const words of [['status'], ['init', '--settings', join(line.folder, 'sample.json')]]) {
      const ended = await line.run(words, { INSEAM_HOME: own });
      expect(ended).toMatchObject({ status: 2, out: '' });
      expect(ended.err).toContain(says);
    }
  });

  test('a mapping is written whole over the one before, or that one stays', async () => {
    const file = join(line.folder, 'kept.json');
    writeFileSync(file, 'the one before');
    expect(await inseam('schema', 'export', join(file, 'below.json'))).toMatchObject({ status: 2 });
    expect(readFileSync(file, 'utf8')).toBe('the one before');
    expect(await inseam('schema', 'export', file)).toMatchObject({ status: 0 });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ synchronizationRules: expect.any(Array) });
    expect(existsSync(`${file}.tmp`)).toBe(false);
  });

  test.each<[string, (text: string) => Buffer]>([
    ['UTF-8 with a byte order mark', (text) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16, as PowerShell writes it', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ])('a settings file in %s is taken', async (what, encode) => {
    const file = fileWith(encode(readFileSync(join(line.folder, 'sample.json'), 'utf8')));
    const ended = await line.run(['init', '--settings', file], { INSEAM_HOME: join(line.folder, what) });
    expect(ended).toMatchObject({ status: 0, err: '' });
  });

  test('a settings.json that the admin mistyped stops every command, and stays as it is to be corrected', async () => {
    const own = join(line.folder, 'mistyped');
    const env = { INSEAM_HOME: own, ...secretsOf(company) };
    expect(await line.run(['init', '--settings', join(line.folder, 'sample.json')], env)).toMatchObject({ status: 0 });
    const file = join(own, 'settings.json');
    const typo = readFileSync(file, 'utf8').replace('"assigned"', '"asigned"');
    writeFileSync(file, typo);
    for (const words of [['sync'], ['status'], ['plan'], ['check']]) {
      const ended = await line.run(words, env);
      expect(ended).toMatchObject({ status: 2, out: '' });
      expect(ended.err).toContain('jobs.bluejeans.scope.mode');
    }
    expect(readFileSync(file, 'utf8')).toBe(typo);
  });

  test('a settings.json that is no JSON is set aside and the last good one is in use', async () => {
    const own = join(line.folder, 'broken');
    const env = { INSEAM_HOME: own, ...secretsOf(company) };
    expect(await line.run(['init', '--settings', join(line.folder, 'sample.json')], env)).toMatchObject({ status: 0 });
    const file = join(own, 'settings.json');
    const good = readFileSync(file, 'utf8');
    writeFileSync(file, good.slice(0, 100));
    expect(await line.run(['status'], env)).toMatchObject({ status: 2 });
    expect(readFileSync(file, 'utf8')).toBe(good);
    expect([...filesBelow(own)].some(([, text]) => text === Buffer.from(good.slice(0, 100)).toString('latin1'))).toBe(
      true,
    );
    expect(await line.run(['status'], env)).toMatchObject({ status: 0 });
  });

  test('with --json a problem is one object on stdout too', async () => {
    const ended = await inseam('sync', '--job', 'other', '--json');
    expect(ended.status).toBe(2);
    expect(oneObject(ended)).toMatchObject({ error: { kind: 'job-unknown', nextStep: expect.any(String) } });
  });
});

describe('secrets', () => {
  test('a target that echoes the token in its refusal does not bring it into a message or a file', async () => {
    const echo = createServer((request, answer) => {
      const detail = `Refused: ${JSON.stringify(request.headers)}`;
      answer.writeHead(request.url?.includes('Users') === true ? 400 : 401, {
        'content-type': 'application/scim+json',
      });
      answer.end(JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '400', detail }));
    });
    await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
    const own = join(line.folder, 'echo');
    const env = { INSEAM_HOME: own, ...secretsOf(company) };
    const file = settingsFile('echo', (job) => {
      job.target['baseUrl'] = `http://127.0.0.1:${(echo.address() as AddressInfo).port}/scim`;
    });
    expect(await line.run(['init', '--settings', file], env)).toMatchObject({ status: 0 });
    for (const words of [['check'], ['check', '--json'], ['sync', '--approve'], ['logs', '--json'], ['status']]) {
      const ended = await line.run(words, env);
      expect(ended.status).not.toBe(1);
    }
    echo.closeAllConnections();
    await new Promise((resolve) => echo.close(resolve));
  });
});

describe('without any network', () => {
  beforeAll(() => company.stop());

  test('status --json says how the job stands', async () => {
    const ended = await inseam('status', '--json');
    expect(ended).toMatchObject({ status: 0, err: '' });
    expect(oneObject(ended)).toMatchObject({
      job: 'bluejeans',
      state: { lastCycle: { state: expect.any(String) }, people: { linked: 35 } },
      synchronizationStatus: expect.any(Object),
      heldDeletions: [],
      escrows: [],
    });
  });

  test('logs --json prints one provisioningObjectSummary a line', async () => {
    const ended = await inseam('logs', '--json');
    expect(ended).toMatchObject({ status: 0, err: '' });
    const rows = ended.out.trimEnd().split('\n');
    expect(rows.length).toBeGreaterThan(35);
    for (const row of rows)
      expect(JSON.parse(row)).toMatchObject({
        id: expect.any(String),
        activityDateTime: expect.any(String),
        jobId: 'bluejeans',
        cycleId: expect.any(String),
        provisioningAction: expect.stringMatching(/^(create|update|disable|delete|stageddelete|other)$/),
        provisioningStatusInfo: { status: expect.stringMatching(/^(success|failure|skipped|warning)$/) },
        provisioningSteps: expect.any(Array),
        modifiedProperties: expect.any(Array),
        sourceIdentity: { displayName: expect.any(String) },
        servicePrincipal: { displayName: 'BlueJeans' },
      });
  });

  test('logs are filtered by status and by person', async () => {
    const failed = await inseam('logs', '--json', '--status', 'failure');
    expect(
      failed.out
        .trimEnd()
        .split('\n')
        .map((row) => JSON.parse(row) as unknown),
    ).toMatchObject([{ sourceIdentity: { displayName: 'Priya Nair' }, provisioningStatusInfo: { status: 'failure' } }]);
    const ofOne = await inseam('logs', '--json', '--user', 'mateus.goncalves');
    for (const row of ofOne.out.trimEnd().split('\n'))
      expect(JSON.parse(row)).toMatchObject({ sourceIdentity: { displayName: 'Mateus Gonçalves' } });
  });

  test('sync cannot begin: exit 3, and the job stands as before', async () => {
    const ended = await inseam('sync');
    expect(ended).toMatchObject({ status: 3 });
    expect(ended.err).toContain('refuses the connection');
    expect(oneObject(await inseam('status', '--json'))).toMatchObject({ state: { people: { linked: 35 } } });
  });

  test.each(['links', 'all,watermark', 'watermark,', ''])(
    'restart --reset %s means nothing: exit 2, and nothing is forgotten',
    async (word) => {
      const ended = await inseam('restart', '--reset', word);
      expect(ended).toMatchObject({ status: 2, out: '' });
      expect(ended.err).toContain('watermark, escrows and quarantine');
      expect(oneObject(await inseam('status', '--json'))).toMatchObject({
        state: { condition: { kind: expect.not.stringMatching('restarted') }, people: { linked: 35 } },
      });
    },
  );

  test('restart keeps the links and says what comes next', async () => {
    const ended = await inseam('restart');
    expect(ended).toMatchObject({ status: 0, err: '' });
    expect(ended.out).toContain('Links to accounts are kept: nobody is created twice.');
    expect(ended.out).toContain('The next cycle checks everyone.');
    expect(oneObject(await inseam('status', '--json'))).toMatchObject({ state: { people: { linked: 35 } } });
  });

  test('restart --reset all breaks them, and says so', async () => {
    const ended = await inseam('restart', '--reset', 'all', '--json');
    expect(ended).toMatchObject({ status: 0, err: '' });
    expect(oneObject(ended)).toEqual({
      job: 'bluejeans',
      reset: 'all',
      escrowsForgotten: 0,
      quarantineLifted: false,
      linksBroken: 35,
      holdsKept: 0,
    });
    expect(oneObject(await inseam('status', '--json'))).toMatchObject({ state: { people: { linked: 0 } } });
  });
});

test('no secret was ever said, and none is in a file', () => {
  const files = filesBelow(line.folder);
  expect(line.everythingSaid().includes('secret-in')).toBe(false);
  expect(files.size).toBeGreaterThan(10);
  for (const secret of [...secrets, 'wrong-token-0123456789', 'wrong-secret-0123456789']) {
    expect(line.everythingSaid().includes(secret)).toBe(false);
    expect([...files].filter(([, text]) => text.includes(secret)).map(([file]) => file)).toEqual([]);
  }
});
