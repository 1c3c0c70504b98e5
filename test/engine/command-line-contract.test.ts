import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Voice } from '../../electron/commands/command';
import { runCommand } from '../../electron/commands/run-command';
import { type SampleCompany, startSample } from '../../electron/sample/start-sample';
import { buildCommandLine, type CommandLine, type Ended, until } from './built-command-line';

/** What docs/command-line.md and the settings file promise, sentence by sentence, to whoever runs the built command line. */

interface JobFile {
  source: Record<string, unknown> & { cloud: { authority: string; graph: string } };
  target: Record<string, unknown>;
  [part: string]: unknown;
}
interface Counts {
  readonly inScope: number;
  readonly created: number;
  readonly updated: number;
  readonly enabled: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly failed: number;
}
interface Printed {
  readonly cycle: { readonly state: string };
  readonly counts: Counts;
  readonly requests: { readonly source: number; readonly target: number; readonly retried: number };
  readonly operations: readonly { readonly sourceName: string }[];
}

let line: CommandLine;
let company: SampleCompany;
let home = '';
let homes = 0;

beforeAll(async () => {
  line = await buildCommandLine();
  company = await startSample({
    folder: join(line.folder, 'company'),
    processFolder: line.processFolder,
    job: 'sample',
  });
});
afterAll(async () => {
  await company?.stop();
  line?.remove();
});
beforeEach(async () => {
  homes += 1;
  home = join(line.folder, `home-${homes}`);
  await company.scim.clearFaults();
  await company.entra.clearFaults();
});

const env = () => ({
  INSEAM_HOME: home,
  INSEAM_TARGET_TOKEN: company.secrets['target-token'],
  INSEAM_ENTRA_CLIENT_SECRET: company.secrets['entra-client-secret'],
});
const inseam = (...words: string[]): Promise<Ended> => line.run(words, env());

/** A settings file of these jobs, each the sample's, changed; without the review of the first cycle. */
function fileOf(jobs: Record<string, (job: JobFile) => void>, more: object = {}): string {
  const made = Object.entries(jobs).map(([name, change]) => {
    const job = structuredClone(company.settings) as unknown as JobFile;
    job['safety'] = { reviewFirstCycle: false };
    change(job);
    return [name, job];
  });
  const file = join(line.folder, `settings-${homes}.json`);
  writeFileSync(file, JSON.stringify({ ...company.settingsFile, jobs: Object.fromEntries(made), ...more }));
  return file;
}
const init = (change: (job: JobFile) => void = () => undefined, more: object = {}): Promise<Ended> =>
  inseam('init', '--settings', fileOf({ sample: change }, more));

const printed = (ended: Ended): Printed => JSON.parse(ended.out) as Printed;
const sync = async (...words: string[]): Promise<Printed> => printed(await inseam('sync', '--json', ...words));

const sumOf = ({ created, updated, enabled, unchanged, skipped, failed }: Counts): number =>
  created + updated + enabled + unchanged + skipped + failed;

describe('the numbers of sync --json and plan --json', () => {
  test('requests are as many as the two services counted', async () => {
    await init();
    await company.entra.injectFault({ kind: 'server-error', match: { pathIncludes: 'appRoleAssignedTo' } });
    await company.scim.injectFault({ kind: 'throttled', match: { method: 'POST' }, times: 2, retryAfter: 0.1 });
    await company.entra.forgetRequests();
    await company.scim.forgetRequests();
    const { requests } = await sync();
    expect(requests.source).toBe((await company.entra.requests()).total);
    expect(requests.target).toBe((await company.scim.requests()).total);
    expect(requests.retried).toBe(3);
  });

  test('everybody in scope is counted once, in a first cycle, a quiet one, a failing one and one that waits', async () => {
    await init();
    const planned = printed(await inseam('plan', '--json'));
    expect(sumOf(planned.counts)).toBe(planned.counts.inScope);
    expect((await sync()).counts).toEqual(planned.counts);
    const quiet = await sync();
    expect(quiet.counts).toMatchObject({ inScope: 38, unchanged: 35, skipped: 3, failed: 0 });

    await company.entra.updatePerson('priya.nair', { jobTitle: `Fellow ${homes}` });
    await company.scim.injectFault({ kind: 'server-error', match: { method: 'PATCH' }, times: null, status: 500 });
    for (const ended of [await inseam('sync', '--json'), await inseam('sync', '--json')]) {
      expect(ended.status).toBe(4);
      expect(printed(ended).counts).toMatchObject({ unchanged: 34, skipped: 3, failed: 1 });
    }
    // Failed twice: the next try is hours away, and the cycles until then leave the person out.
    const waiting = await sync();
    expect(waiting.counts).toMatchObject({ inScope: 38, unchanged: 34, skipped: 4, failed: 0 });
    expect(printed(await inseam('plan', '--json')).counts).toEqual(waiting.counts);
    await company.scim.clearFaults();
    expect((await sync('--full')).counts).toMatchObject({ inScope: 38, updated: 1, unchanged: 34, skipped: 3 });
  });

  test('status names those who are skipped, whichever cycle skipped them', async () => {
    await init();
    await sync();
    await sync();
    const { out } = await inseam('status');
    expect(out.match(/Skipped: /g)).toHaveLength(3);
    expect(out).toContain('Skipped: Siobhán Ní Bhriain. The userName would be 31 characters');
  });
});

describe('held deletions', () => {
  test('the limit in per cent holds alone where the number is null, and is named as people', async () => {
    await init((job) => {
      job['safety'] = { reviewFirstCycle: false, deletionThreshold: null, deletionThresholdPercent: 3 };
    });
    await sync();
    for (const who of ['mateus.goncalves', 'daniel.kim']) await company.entra.blockPerson(who);
    const plan = await inseam('plan');
    expect(plan.status).toBe(5);
    expect(plan.out).toContain('more than your limit of 1:');
    expect(await inseam('sync')).toMatchObject({ status: 5 });

    // Held since an earlier cycle, they still wait for a decision: there is nothing new to plan, and the answer is 5.
    const later = await inseam('plan', '--json');
    expect(later.status).toBe(5);
    expect(printed(later)).toMatchObject({ cycle: { state: 'held' }, operations: [] });

    const listed = await inseam('deletions', '--json');
    expect(listed.status).toBe(5);
    const { heldDeletions } = JSON.parse(listed.out) as { heldDeletions: unknown[] };
    expect(heldDeletions).toHaveLength(2);
    expect(JSON.parse((await inseam('status', '--json')).out)).toMatchObject({
      state: { condition: { kind: 'deletions-held', people: 2, limit: 1 } },
      heldDeletions,
    });
    for (const who of ['mateus.goncalves', 'daniel.kim']) await company.entra.unblockPerson(who);
    expect((await sync()).cycle.state).toBe('succeeded');
    const nothing = await inseam('deletions', 'allow');
    expect(nothing).toMatchObject({ status: 0, out: 'No deletions are held.\n' });
  });
});

describe('settings', () => {
  test.each<[string, (job: JobFile) => void, string]>([
    ['no tenant', (job) => Object.assign(job.source, { tenantId: '' }), 'source.tenantId'],
    ['no application', (job) => Object.assign(job.source, { clientId: ' ' }), 'source.clientId'],
    ['no address of the target', (job) => Object.assign(job.target, { baseUrl: '' }), 'target.baseUrl'],
    ['nobody assigned to anything', (job) => Object.assign(job, { scope: {} }), 'scope.servicePrincipalId'],
    ['no group chosen', (job) => Object.assign(job, { scope: { mode: 'groups' } }), 'scope.groupIds'],
  ])('%s: init says what is missing, and nothing runs: exit 2', async (_what, change, path) => {
    const set = await init(change);
    expect(set.status).toBe(0);
    expect(set.err).toContain(`jobs.sample.${path} is empty`);
    await company.entra.forgetRequests();
    await company.scim.forgetRequests();
    for (const words of path === 'source.tenantId' ? [['plan'], ['sync'], ['provision', 'somebody']] : [['sync']]) {
      const ended = await inseam(...words);
      expect(ended).toMatchObject({ status: 2, out: '' });
      expect(ended.err).toContain(`settings.json: jobs.sample.${path} is empty`);
    }
    expect((await company.entra.requests()).total + (await company.scim.requests()).total).toBe(0);
    const checked = await inseam('check');
    expect(checked.status).toBe(2);
    expect(checked.err).toContain(`jobs.sample.${path} is empty`);
  });

  test.each<[string, unknown, string]>([
    [
      'an operator nobody knows',
      [
        {
          name: 'a',
          clauses: [{ sourceOperandName: 'department', operatorName: 'EQUALZ', targetOperand: { values: ['x'] } }],
        },
      ],
      'unknown operator EQUALZ',
    ],
    ['no condition, which would let everybody in', [{ name: 'a', clauses: [] }], 'it lets everybody in'],
    ['a clause of another shape', [{ name: 'a', clauses: [{ attribute: 'x' }] }], 'scope.filters.0.clauses.0'],
  ])('a scoping filter with %s is refused by init, and told where it is', async (_what, filters, says) => {
    const ended = await init((job) => {
      job['scope'] = { mode: 'all', filters };
    });
    expect(ended).toMatchObject({ status: 2, out: '' });
    expect(ended.err).toContain('jobs.sample');
    expect(ended.err).toContain(says);
    expect(() => readFileSync(join(home, 'settings.json'))).toThrow('ENOENT');
  });

  test('unknown settings are kept, beside the jobs too, and each command reports them', async () => {
    const set = await init((job) => Object.assign(job['safety'] as object, { deletionTreshold: 5 }), { note: 'ours' });
    const report =
      'Unknown setting, kept as it is: note\nUnknown setting, kept as it is: jobs.sample.safety.deletionTreshold\n';
    expect(set).toMatchObject({ status: 0, err: report });
    expect(await inseam('status')).toMatchObject({ status: 0, err: report });
    expect(JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8'))).toMatchObject({
      note: 'ours',
      jobs: { sample: { safety: { deletionTreshold: 5 } } },
    });
  });

  test('a slash after an address does no harm, and the query of the target’s travels with every request', async () => {
    await init((job) => {
      job.source.cloud = { authority: `${job.source.cloud.authority}/`, graph: `${job.source.cloud.graph}/` };
      job.target['baseUrl'] = `${job.target['baseUrl'] as string}/?tenant=a%20b&mode=1`;
    });
    await company.scim.forgetRequests();
    expect((await inseam('check')).status).toBe(0);
    await company.entra.updatePerson('grace.okafor', { jobTitle: `Lead ${homes}` });
    expect(await sync()).toMatchObject({ cycle: { state: 'succeeded' } });
    const asked = await company.scim.recording();
    expect(new Set(asked.map(({ method }) => method))).toContain('PATCH');
    expect(asked.filter(({ url }) => !url.includes('tenant=a%20b&mode=1'))).toEqual([]);
  });

  test('filters of the scope and of the schema must both let a person in, in every mode', async () => {
    await init();
    const file = join(line.folder, 'schema.json');
    expect((await inseam('schema', 'export', file)).status).toBe(0);
    const filter = (attribute: string, value: string) => [
      {
        name: value,
        clauses: [{ sourceOperandName: attribute, operatorName: 'EQUALS', targetOperand: { values: [value] } }],
      },
    ];
    const schema = JSON.parse(readFileSync(file, 'utf8')) as {
      synchronizationRules: [{ objectMappings: { scope?: unknown; sourceObjectName?: string }[] }];
    };
    for (const mapping of schema.synchronizationRules[0].objectMappings)
      if (mapping.sourceObjectName === 'User') mapping.scope = { groups: filter('jobTitle', 'Metrologist') };
    const [contractors] = (await company.entra.groups()).filter(({ name }) => name === 'Contractors');
    for (const [who, department] of [
      ['mehmet.kaya', 'Research'],
      ['emma.smith', 'Sales'],
      ['ravi.subramanian', 'Research'],
    ])
      await company.entra.updatePerson(String(who), {
        department: String(department),
        jobTitle: who === 'ravi.subramanian' ? 'Welder' : 'Metrologist',
      });
    for (const scope of [
      { mode: 'all' },
      { mode: 'groups', groupIds: [contractors?.id] },
      { mode: 'assigned', servicePrincipalId: company.settings.scope.servicePrincipalId },
    ]) {
      await init((job) => {
        job['scope'] = { ...scope, filters: filter('department', 'Research') };
        job['schema'] = schema;
      });
      const { counts, operations } = printed(await inseam('plan', '--json'));
      expect(counts.inScope).toBeGreaterThan(0);
      expect(operations.map(({ sourceName }) => sourceName)).toContain('Mehmet Ali Kaya');
      for (const { sourceName } of operations) {
        const person = (await company.entra.people()).find(
          ({ properties }) => properties['displayName'] === sourceName,
        );
        expect(person?.properties).toMatchObject({ department: 'Research', jobTitle: 'Metrologist' });
      }
    }
  });
});

describe('a cycle that is stopped, and one that another program runs', () => {
  /** Answers so late that a signal finds the cycle in its middle. */
  const slowly = () =>
    company.scim.injectFault({ kind: 'slow-answer', match: { method: 'POST' }, times: null, delayMs: 150 });
  const oneByOne = (job: JobFile): void => {
    job.target['concurrency'] = 1;
  };
  const created = async (): Promise<number> => (await company.scim.requests()).byRoute['POST /v2/scim/Users'] ?? 0;

  beforeEach(async () => {
    await company.scim.removeAllAccounts();
    await company.scim.forgetRequests();
  });

  test('sync that is told to stop finishes what is under way, exits 4, and the next one does the rest', async () => {
    await init(oneByOne);
    await slowly();
    const syncing = line.start(['sync', '--json'], env());
    await until('the first account is created', async () => (await created()) > 0);
    syncing.child.kill('SIGTERM');
    const ended = await syncing.ended;
    expect(ended).toMatchObject({ status: 4, err: '' });
    const { cycle, counts } = printed(ended);
    expect(cycle.state).toBe('failed');
    expect(counts.created).toBe(await created());
    expect(counts.created).toBeLessThan(35);
    await company.scim.clearFaults();
    expect(await sync()).toMatchObject({ cycle: { state: 'succeeded' }, counts: { failed: 0 } });
    expect(await company.scim.count()).toBe(35);
  });

  test('status says how far a cycle of another program is, and who runs it', async () => {
    await init(oneByOne);
    await slowly();
    const syncing = line.start(['sync'], env());
    await until('the first account is created', async () => (await created()) > 0);
    expect(JSON.parse((await inseam('status', '--json')).out)).toMatchObject({
      state: { condition: { kind: 'running', progress: { people: { expected: 41 } } } },
    });
    const told = await inseam('status');
    expect(told.out).toMatch(/^Syncing: \d+ of (about )?41 people done/);
    expect(told.out).toContain(`Run by inseam sync, process ${syncing.child.pid}`);
    for (const words of [['sync'], ['plan'], ['provision', 'priya.nair@oxbow.example']]) {
      const second = await inseam(...words);
      expect(second).toMatchObject({ status: 2, out: '' });
      expect(second.err).toContain('is being run by another program');
    }
    await company.scim.clearFaults();
    expect((await syncing.ended).status).toBe(0);
    expect(await company.scim.count()).toBe(35);
    syncing.child.kill('SIGKILL');
    expect((await inseam('status')).out).toContain('35 of 38 people are in step');
  });

  test('a cycle whose program was killed is not told as running', async () => {
    await init(oneByOne);
    await slowly();
    const syncing = line.start(['sync'], env());
    await until('the first account is created', async () => (await created()) > 0);
    syncing.child.kill('SIGKILL');
    await syncing.ended;
    expect((await inseam('status')).out).not.toContain('Syncing');
  });

  test('serve that is told to stop in a cycle ends without finishing it: exit 0', async () => {
    await init(oneByOne);
    await slowly();
    const serving = line.start(['serve'], env());
    await until('the first account is created', async () => (await created()) > 0);
    serving.child.kill('SIGTERM');
    const ended = await serving.ended;
    expect(ended).toMatchObject({ status: 0, out: '' });
    expect(ended.err).toContain('Stopped.');
    await company.scim.clearFaults();
    expect((await sync()).counts.created).toBeGreaterThan(0);
  });

  test('serve keeps no job waiting for another one’s long cycle', async () => {
    const named = (name: string) => (job: JobFile) => {
      job.target['baseUrl'] = `${job.target['baseUrl'] as string}?job=${name}`;
    };
    await inseam('init', '--settings', fileOf({ slow: named('slow'), swift: named('swift') }));
    await company.scim.injectFault({
      kind: 'slow-answer',
      match: { pathIncludes: 'job=slow' },
      times: null,
      delayMs: 600_000,
    });
    const serving = line.start(['serve', '--json'], env());
    await until('the swift job is through', () => serving.said().includes('{"job":"swift"'));
    expect(serving.said()).not.toContain('{"job":"slow"');
    serving.child.kill('SIGTERM');
    await until('it was heard', () => {
      serving.child.kill('SIGTERM');
      return serving.child.exitCode !== null;
    });
    expect((await serving.ended).status).toBe(130);
  });

  test('serve says, once, why a due cycle cannot begin', async () => {
    await init();
    const serving = line.start(['serve'], { INSEAM_HOME: home });
    await until('it was told', () => serving.said().includes('INSEAM_TARGET_TOKEN'));
    serving.child.kill('SIGTERM');
    const ended = await serving.ended;
    expect(ended.status).toBe(0);
    expect(ended.err.match(/This computer has no keychain/g)).toHaveLength(1);
  });
});

describe('mail', () => {
  const failing = async (): Promise<void> => {
    await company.entra.updatePerson('priya.nair', { jobTitle: `Fellow ${homes} again` });
    await company.scim.injectFault({ kind: 'server-error', match: { method: 'PATCH' }, times: null, status: 500 });
  };

  test('tells how the job stands after the cycle, not how it stood in it', async () => {
    await init();
    await sync();
    const before = (await company.entra.mails()).length;
    await failing();
    expect((await inseam('sync')).status).toBe(4);
    const mails = (await company.entra.mails()).slice(before);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.body).toMatch(/^34 of 38 people are in step; 4 need attention/);
  });

  test('that cannot be sent is told by the command, whose exit status stays', async () => {
    await init((job) => {
      job['notify'] = { email: 'it@oxbow.example', via: 'smtp', smtp: { host: '127.0.0.1', port: 9 } };
    });
    await sync();
    await failing();
    const ended = await inseam('sync', '--json');
    expect(ended.status).toBe(4);
    expect(printed(ended)).toMatchObject({ cycle: { state: 'succeededWithErrors' } });
    expect(ended.err).toContain('The mail about this could not be sent.');
    expect(ended.err).toContain('127.0.0.1:9');
  });
});

describe('the log', () => {
  test('--user takes an object id or a userPrincipalName, also where the mail address is another', async () => {
    await init();
    await company.entra.updatePerson('grace.okafor', { mail: `grace.${homes}@elsewhere.example` });
    await sync();
    const names = async (user: string): Promise<Set<string>> => {
      const { out } = await inseam('logs', '--json', '--user', user);
      return new Set(
        out
          .trimEnd()
          .split('\n')
          .map((row) => (JSON.parse(row) as { sourceIdentity: { displayName: string } }).sourceIdentity.displayName),
      );
    };
    const { id } = await company.entra.person('grace.okafor');
    for (const user of ['grace.okafor@oxbow.example', 'GRACE.OKAFOR@oxbow.example', id, 'okafor'])
      expect(await names(user)).toEqual(new Set(['Grace Okafor']));
    await company.entra.updatePerson('grace.okafor', { mail: 'grace.okafor@oxbow.example' });
  });
});

describe('a terminal', () => {
  test('sees a bar on stderr, and with --json nothing at all', async () => {
    await init();
    for (const [words, draws] of [
      [['plan', '--full'], true],
      [['sync', '--full'], true],
      [['plan', '--full', '--json'], false],
      [['sync', '--full', '--json'], false],
    ] as const) {
      const drawn: string[] = [];
      const voice: Voice = {
        out: () => undefined,
        err: (text) => void drawn.push(text),
        redraw: (text) => void drawn.push(text),
        drawsBar: true,
        colours: false,
      };
      const status = await runCommand({ words, env: env(), voice, signal: new AbortController().signal, version: '0' });
      expect(status).toBe(0);
      expect(drawn.length > 0).toBe(draws);
    }
  });
});
