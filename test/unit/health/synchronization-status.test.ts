import { describe, expect, test } from 'vitest';
import { type CycleSummary, type JobState, noCounts } from '../../../shared/health/job-state';
import { type StatusFacts, synchronizationStatus } from '../../../shared/health/synchronization-status';

/** The job's state in the shape of Microsoft Graph's synchronizationStatus (entra-provisioning 8.2). */
const now = Date.parse('2026-11-24T14:06:00Z');
const cycle = (id: string, more: Partial<CycleSummary> = {}): CycleSummary => ({
  id,
  kind: 'incremental',
  trigger: 'schedule',
  state: 'succeeded',
  startedAt: '2026-11-24T14:02:00Z',
  finishedAt: '2026-11-24T14:03:00Z',
  why: null,
  counts: { ...noCounts, imported: 3, inScope: 38, updated: 2, disabled: 1 },
  requests: { source: 3, target: 2, retried: 0 },
  problem: null,
  ...more,
});
const state = (condition: JobState['condition'] = { kind: 'in-step' }, more: Partial<JobState> = {}): JobState => ({
  job: 'bluejeans',
  profileId: 'bluejeans',
  targetName: 'BlueJeans',
  condition,
  scheduleEnabled: true,
  pausedUntil: null,
  nextCycleAt: '2026-11-24T14:42:00Z',
  lastCycle: null,
  people: { directory: 41, inScope: 38, linked: 35, needAttention: 0 },
  readAt: null,
  targetAnswersInMs: null,
  ...more,
});
const facts = (more: Partial<StatusFacts> = {}): StatusFacts => ({
  quarantine: null,
  heldSince: null,
  escrows: 0,
  last: cycle('last'),
  lastGood: cycle('last'),
  lastGoodWithExports: cycle('changed', { kind: 'initial' }),
  failuresInARow: 0,
  steadyFirst: '2026-11-01T00:00:00Z',
  steadyLast: '2026-11-24T14:03:00Z',
  now,
  messageOf: ({ kind }) => `words for ${kind}`,
  ...more,
});
const quarantine: StatusFacts['quarantine'] = {
  since: '2026-11-20T00:00:00Z',
  currentBegan: '2026-11-24T00:00:00Z',
  cycles: 4,
  problem: { kind: 'target-unauthorized', detail: '' },
};

test('every field of the service is there', () => {
  const failed = cycle('last', {
    state: 'quarantined',
    problem: { kind: 'target-unauthorized', detail: '' },
    counts: noCounts,
  });
  expect(synchronizationStatus(state(), facts({ quarantine, last: failed, escrows: 2, failuresInARow: 4 }))).toEqual({
    code: 'Quarantine',
    countSuccessiveCompleteFailures: 4,
    escrowsPruned: false,
    lastExecution: {
      activityIdentifier: 'last',
      countImported: 0,
      countImportedDeltas: 0,
      countImportedReferenceDeltas: 0,
      countEntitled: 0,
      countEntitledForProvisioning: 0,
      countExported: 0,
      countExports: 0,
      countEscrowed: 2,
      countEscrowedRaw: 2,
      state: 'Failed',
      timeBegan: '2026-11-24T14:02:00Z',
      timeEnded: '2026-11-24T14:03:00Z',
      error: { code: 'Unauthorized', message: 'words for target-unauthorized', tenantActionable: true },
    },
    lastSuccessfulExecution: expect.objectContaining({ state: 'Succeeded', countImportedDeltas: 3, countExported: 3 }),
    lastSuccessfulExecutionWithExports: expect.objectContaining({
      activityIdentifier: 'changed',
      countImportedDeltas: 0,
      countImported: 3,
    }),
    progress: [],
    quarantine: {
      currentBegan: '2026-11-24T00:00:00Z',
      seriesBegan: '2026-11-20T00:00:00Z',
      seriesCount: 3,
      nextAttempt: '2026-11-24T14:42:00Z',
      reason: 'EncounteredQuarantineException',
      error: { code: 'Unauthorized', message: 'words for target-unauthorized', tenantActionable: true },
    },
    steadyStateFirstAchievedTime: '2026-11-01T00:00:00Z',
    steadyStateLastAchievedTime: '2026-11-24T14:03:00Z',
    synchronizedEntryCountByType: [{ key: 'User', value: 35 }],
    troubleshootingUrl: '',
  });
});

describe('the code', () => {
  test.each<{ of: string; job: JobState; known: Partial<StatusFacts>; code: string }>([
    {
      of: 'a job that is not set up',
      job: state({ kind: 'not-set-up', step: 2 }),
      known: { last: null },
      code: 'NotConfigured',
    },
    { of: 'a job that never ran', job: state({ kind: 'no-cycle-yet' }), known: { last: null }, code: 'NotRun' },
    { of: 'a job that runs', job: state(), known: {}, code: 'Active' },
    { of: 'a paused job', job: state(undefined, { pausedUntil: '2026-11-25T08:00:00Z' }), known: {}, code: 'Paused' },
    { of: 'a job without its schedule', job: state(undefined, { scheduleEnabled: false }), known: {}, code: 'Paused' },
    { of: 'a job that stopped', job: state(), known: { quarantine }, code: 'Quarantine' },
    {
      of: 'a job that holds deletions',
      job: state(),
      known: { heldSince: '2026-11-23T08:42:00Z' },
      code: 'Quarantine',
    },
  ])('of $of is $code', ({ job, known, code }) => expect(synchronizationStatus(job, facts(known)).code).toBe(code));
});

describe('the reason of a quarantine', () => {
  test.each<{ of: string; known: Partial<StatusFacts>; reason: string }>([
    { of: 'refused credentials', known: { quarantine }, reason: 'EncounteredQuarantineException' },
    { of: 'deletions that are held', known: { heldSince: '2026-11-23T08:42:00Z' }, reason: 'TooManyDeletes' },
    {
      of: 'too many failures',
      known: {
        quarantine: {
          ...quarantine,
          problem: {
            kind: 'too-many-failures',
            reason: 'EncounteredEscrowProportionThreshold',
            failed: 24,
            evaluated: 38,
            limit: 40,
            commonest: { cause: { kind: 'conflict' }, people: 24 },
          },
        },
      },
      reason: 'EncounteredEscrowProportionThreshold',
    },
  ])('for $of is $reason', ({ known, reason }) =>
    expect(synchronizationStatus(state(), facts(known)).quarantine).toMatchObject({ reason }),
  );
});

test('what never happened has the service’s word for never, and what was not done is null', () => {
  expect(
    synchronizationStatus(
      state({ kind: 'no-cycle-yet' }, { nextCycleAt: null }),
      facts({ last: null, lastGood: null, lastGoodWithExports: null, steadyFirst: null, steadyLast: null }),
    ),
  ).toMatchObject({
    lastExecution: null,
    lastSuccessfulExecution: null,
    lastSuccessfulExecutionWithExports: null,
    quarantine: null,
    steadyStateFirstAchievedTime: '0001-01-01T00:00:00Z',
    steadyStateLastAchievedTime: '0001-01-01T00:00:00Z',
  });
});

test('a cycle that runs tells how far it is', () => {
  const running: JobState['condition'] = {
    kind: 'running',
    progress: {
      cycleId: 'now',
      kind: 'incremental',
      trigger: 'admin',
      startedAt: '2026-11-24T14:05:00Z',
      stage: 'write',
      people: { done: 23, expected: 38, exact: true },
      stages: { read: 41, decide: 41, write: 23, link: 0 },
      counts: noCounts,
      stopping: false,
      remainingMs: null,
      waiting: null,
      why: null,
    },
  };
  expect(synchronizationStatus(state(running), facts()).progress).toEqual([
    { completedUnits: 23, totalUnits: 38, progressObservationDateTime: '2026-11-24T14:06:00.000Z', units: 'Users' },
  ]);
});
