import { expect, test } from 'vitest';
import { emptySettings } from '../../../shared/settings/defaults';
import { jobNamed, missingForCycle, missingProblem } from '../../../shared/settings/job-named';
import type { JobSettings } from '../../../shared/settings/settings';

const job: JobSettings = {
  source: { tenantId: 't', clientId: 'c', auth: 'secret', cloud: 'global' },
  target: { profile: 'scim', baseUrl: 'https://scim.example', requestsPerSecond: 0, concurrency: 4 },
  scope: { mode: 'assigned', servicePrincipalId: 's', groupIds: [], filters: [] },
  schema: {},
  schedule: { enabled: true, intervalMinutes: 40, fullEveryDays: 7, pausedUntil: null },
  safety: {
    deletionThreshold: 50,
    deletionThresholdPercent: null,
    reviewFirstCycle: true,
    skipOutOfScopeDeletions: false,
    deleteAfterDays: null,
    protected: [],
    recreateVanished: true,
    quarantine: { leastFailures: 10, percent: 40, mostFailures: 40_000, mostOfAnyKind: 60_000 },
  },
  notify: { email: '', onFailure: true, via: 'graph', smtp: { host: '', port: 587, user: '', from: '' } },
  log: { retentionDays: 30 },
  setupStep: null,
  sample: false,
};
const none: JobSettings = {
  ...job,
  source: { ...job.source, tenantId: '', clientId: '' },
  target: { ...job.target, baseUrl: '' },
  scope: { ...job.scope, servicePrincipalId: '' },
};

test.each<[string, JobSettings, string[]]>([
  ['is complete with its ids and addresses', job, []],
  [
    'of a wizard that has just begun lacks them all',
    none,
    ['source.tenantId', 'source.clientId', 'target.baseUrl', 'scope.servicePrincipalId'],
  ],
  ['for chosen groups needs a group', { ...job, scope: { ...job.scope, mode: 'groups' } }, ['scope.groupIds']],
  ['with a space for an id lacks it', { ...job, source: { ...job.source, tenantId: ' ' } }, ['source.tenantId']],
  ['for everybody needs no application', { ...job, scope: { ...none.scope, mode: 'all' } }, []],
])('a job %s', (_name, settings, missing) => {
  expect(missingForCycle(settings).map(({ path }) => path)).toEqual(missing);
});

test('what is missing is told by its path in the file', () => {
  expect(missingProblem('settings.json', 'wiki', missingForCycle(job))).toBeNull();
  expect(missingProblem('settings.json', 'wiki', missingForCycle(none))).toEqual({
    kind: 'settings-wrong',
    file: 'settings.json',
    path: 'jobs.wiki.source.tenantId',
    found: 'empty',
    allowed: 'the tenant id',
  });
});

test('what every object has is no job', () => {
  const settings = { ...emptySettings, jobs: { wiki: job } };
  expect(jobNamed(settings, 'wiki')).toEqual({ ok: true, value: job });
  expect(jobNamed(settings, 'constructor')).toEqual({
    ok: false,
    problem: { kind: 'job-unknown', job: 'constructor', known: ['wiki'] },
  });
});
