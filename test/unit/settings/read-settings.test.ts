import { describe, expect, test } from 'vitest';
import type { Profile } from '../../../shared/profiles/profile';
import { emptySettings, type ProfileDefaults } from '../../../shared/settings/defaults';
import { isJobName, readInitFile, readSettings } from '../../../shared/settings/read-settings';

const profile = (id: string, baseUrl: string): Profile => ({
  id,
  name: id,
  summary: '',
  notice: null,
  baseUrl,
  attributes: [],
  defaultMappings: [],
  advice: { unauthorized: '', forbidden: '', unreachable: null, tokenSteps: [], consoleLink: null },
  pace: { requestsPerSecond: 50, concurrency: 8 },
  update: 'patch',
  patch: { opCase: 'lower', valuePath: true, activeAs: 'boolean', referenceAs: 'object' },
  disableMeans: 'suspend',
});
const defaults: ProfileDefaults = {
  profiles: [profile('bluejeans', 'https://api.bluejeans.com/v2/scim'), profile('scim', '')],
  schemaFor: ({ id }) => ({ id: `schema of ${id}` }),
};
const job = (change: object = {}) => ({ target: { profile: 'bluejeans' }, ...change });
const read = (json: unknown) => readSettings(json, 'settings.json', defaults);
const readJob = (change: object) => read({ jobs: { bluejeans: job(change) } });

describe('what a file leaves out', () => {
  test('an empty file has no jobs, the system’s proxy and the system’s theme', () => {
    expect(read({})).toEqual({ ok: true, value: { settings: emptySettings, unknownKeys: [] } });
  });

  test('a job that names its profile alone gets the address, the pace and the schema of the profile', () => {
    expect(readJob({})).toMatchObject({
      value: {
        settings: {
          jobs: {
            bluejeans: {
              source: { tenantId: '', auth: 'secret', cloud: 'global' },
              target: { baseUrl: 'https://api.bluejeans.com/v2/scim', requestsPerSecond: 50, concurrency: 8 },
              schema: { id: 'schema of bluejeans' },
              schedule: { enabled: true, intervalMinutes: 40, fullEveryDays: 7, pausedUntil: null },
              safety: { deletionThreshold: 50, reviewFirstCycle: true, deleteAfterDays: null, protected: [] },
              notify: { smtp: { port: 587 } },
              log: { retentionDays: 30 },
              setupStep: null,
            },
          },
        },
        unknownKeys: [],
      },
    });
  });

  test('what the file says is never mixed with a default: a schema, a cloud and a list stand as they are', () => {
    const cloud = { authority: 'https://localhost:8443', graph: 'http://127.0.0.1:9000' };
    expect(
      readJob({
        schema: { own: 1 },
        source: { cloud },
        safety: { deletionThreshold: null, protected: ['a'] },
      }),
    ).toMatchObject({
      value: {
        settings: {
          jobs: { bluejeans: { schema: { own: 1 }, source: { cloud }, safety: { deletionThreshold: null } } },
        },
      },
    });
  });

  test('an init file that says nothing of the network leaves it alone', () => {
    expect(readInitFile({ jobs: { a: job() } }, 'f', defaults)).toMatchObject({ value: { network: null, app: null } });
  });
});

const address = 'an address that begins with https:// (http:// for this computer alone) and holds no name and password';

describe('a wrong value is refused with its path and what is allowed', () => {
  test.each([
    [
      'a threshold below nothing',
      { safety: { deletionThreshold: -1 } },
      'safety.deletionThreshold',
      '-1',
      'a whole number from 0 to 1000000, or null',
    ],
    [
      'a letter in a number',
      { schedule: { intervalMinutes: '4o' } },
      'schedule.intervalMinutes',
      '"4o"',
      'a whole number of minutes from 5 to 10080',
    ],
    [
      'half a minute',
      { schedule: { intervalMinutes: 7.5 } },
      'schedule.intervalMinutes',
      '7.5',
      'a whole number of minutes from 5 to 10080',
    ],
    [
      'every second minute',
      { schedule: { intervalMinutes: 2 } },
      'schedule.intervalMinutes',
      '2',
      'a whole number of minutes from 5 to 10080',
    ],
    [
      'a percentage over all',
      { safety: { deletionThresholdPercent: 101 } },
      'safety.deletionThresholdPercent',
      '101',
      'a number from 0 to 100, or null',
    ],
    ['"yes" for true', { notify: { onFailure: 'yes' } }, 'notify.onFailure', '"yes"', 'true or false'],
    ['another way of mail', { notify: { via: 'pigeon' } }, 'notify.via', '"pigeon"', 'one of "graph", "smtp"'],
    [
      'two mail addresses in one',
      { notify: { email: 'a@x.example\nBcc: b@y.example' } },
      'notify.email',
      '"a@x.example\\nBcc: b@y.example"',
      'a mail address such as it@example.com, or ""',
    ],
    [
      'a cloud nobody knows',
      { source: { cloud: 'mars' } },
      'source.cloud',
      '"mars"',
      'one of "global", "usGov", "usGovDoD", "china", or an object with "authority" and "graph"',
    ],
    [
      'half a cloud',
      { source: { cloud: { authority: 'https://a.example' } } },
      'source.cloud.graph',
      'nothing',
      'an address without /v1.0 that begins with https:// (http:// for this computer alone) and holds no name and password',
    ],
    [
      'a text for a number',
      { target: { profile: 'bluejeans', requestsPerSecond: '50' } },
      'target.requestsPerSecond',
      '"50"',
      'a number from 0 (no limit) to 1000',
    ],
    [
      'a sign-in address with its tenant',
      {
        source: {
          cloud: { authority: 'https://a.example/9188040d-6c67-4c5b-b112-36a304b66dad/', graph: 'https://b.example' },
        },
      },
      'source.cloud.authority',
      '"https://a.example/9188040d-6c67-4c5b-b112-36a304b66dad/"',
      'an address without a tenant, such as https://login.microsoftonline.com',
    ],
    [
      'a Graph with its version',
      { source: { cloud: { authority: 'https://a.example', graph: 'https://b.example/v1.0' } } },
      'source.cloud.graph',
      '"https://b.example/v1.0"',
      'an address without /v1.0, such as https://graph.microsoft.com',
    ],
    [
      'a token sent in the clear',
      { target: { profile: 'bluejeans', baseUrl: 'http://api.example/scim' } },
      'target.baseUrl',
      '"http://api.example/scim"',
      address,
    ],
    [
      'a password in an address',
      { target: { profile: 'bluejeans', baseUrl: 'https://me:secret@api.example/scim' } },
      'target.baseUrl',
      '"https://…@api.example/scim"',
      address,
    ],
    [
      'a pause with no time',
      { schedule: { pausedUntil: 'tomorrow' } },
      'schedule.pausedUntil',
      '"tomorrow"',
      'an instant such as "2024-05-31T08:00:00Z", or null',
    ],
    [
      'a filter of no shape',
      { scope: { filters: ['Members'] } },
      'scope.filters.0',
      '"Members"',
      'an object with "name" and "clauses"',
    ],
    ['a section that is a list', { schedule: [] }, 'schedule', '[]', 'an object'],
    ['a schema that is text', { schema: 'x' }, 'schema', '"x"', 'an object'],
    [
      'a profile nobody wrote',
      { target: { profile: 'zoom' } },
      'target.profile',
      '"zoom"',
      'one of "bluejeans", "scim"',
    ],
    ['no profile', { target: {} }, 'target.profile', 'nothing', 'one of "bluejeans", "scim"'],
  ])('%s', (_name, change, path, found, allowed) => {
    expect(readJob(change)).toEqual({
      ok: false,
      problem: { kind: 'settings-wrong', file: 'settings.json', path: `jobs.bluejeans.${path}`, found, allowed },
    });
  });

  test.each([
    ['a list', [], '', 'an object with "jobs"'],
    ['jobs as a list', { jobs: [] }, 'jobs', 'an object with one entry a job'],
    ['a job that is text', { jobs: { a: 'x' } }, 'jobs.a', 'an object'],
    ['a theme of its own', { app: { theme: 'pink' } }, 'app.theme', 'one of "system", "light", "dark"'],
    [
      'a proxy without its scheme',
      { network: { proxy: 'proxy:8080' } },
      'network.proxy',
      '"system", "none" or an address such as http://proxy.example:8080, without a name and a password',
    ],
  ])('%s', (_name, json, path, allowed) => {
    expect(read(json)).toMatchObject({ ok: false, problem: { kind: 'settings-wrong', path, allowed } });
  });

  test('a proxy’s password is not quoted', () => {
    const found = read({ network: { proxy: 'http://me:hunter2@proxy:8080' } });
    expect(JSON.stringify(found)).toContain('http://…@proxy:8080');
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });
});

test('unknown keys are kept where they are, and reported by their paths', () => {
  const json = {
    note: 'ours',
    network: { proxy: 'none', dns: 1 },
    jobs: {
      a: job({
        colour: 'red',
        notify: { smtp: { host: 'h', helo: 'x' } },
        source: { cloud: { authority: 'https://a.example', graph: 'https://b.example', extra: 1 } },
      }),
    },
  };
  const outcome = read(json);
  expect(outcome).toMatchObject({
    ok: true,
    value: {
      settings: {
        note: 'ours',
        network: { dns: 1 },
        jobs: { a: { colour: 'red', notify: { smtp: { helo: 'x', port: 587 } }, source: { cloud: { extra: 1 } } } },
      },
    },
  });
  expect(outcome.ok && [...outcome.value.unknownKeys].sort()).toEqual([
    'jobs.a.colour',
    'jobs.a.notify.smtp.helo',
    'jobs.a.source.cloud.extra',
    'network.dns',
    'note',
  ]);
});

test.each([
  ['bluejeans', true],
  ['wiki-2_eu', true],
  ['a'.repeat(64), true],
  ['a'.repeat(65), false],
  ['', false],
  ['Wiki', false],
  ['__proto__', false],
  ['../x', false],
  ['-x', false],
  ['a b', false],
])('%j as a job’s name: %s', (name, allowed) => {
  expect(isJobName(name)).toBe(allowed);
});
