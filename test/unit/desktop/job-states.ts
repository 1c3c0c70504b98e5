import { type CycleSummary, type JobState, noCounts } from '../../../shared/health/job-state';

/** Times are read on this computer's clock, as the tray shows them. */
export const now = new Date(2026, 10, 24, 14, 6).getTime();
export const at = (hours: number, minutes: number): string => new Date(2026, 10, 24, hours, minutes).toISOString();

export const cycle: CycleSummary = {
  id: 'c1',
  kind: 'incremental',
  trigger: 'schedule',
  state: 'succeeded',
  startedAt: at(14, 2),
  finishedAt: at(14, 3),
  why: null,
  counts: { ...noCounts, updated: 2 },
  requests: { source: 3, target: 2, retried: 0 },
  problem: null,
};

export const jobState = (condition: JobState['condition'], more: Partial<JobState> = {}): JobState => ({
  job: 'bluejeans',
  profileId: 'bluejeans',
  targetName: 'BlueJeans',
  condition,
  scheduleEnabled: true,
  pausedUntil: null,
  nextCycleAt: at(14, 42),
  lastCycle: cycle,
  people: { directory: 40, inScope: 38, linked: 38, needAttention: 0 },
  readAt: at(14, 2),
  targetAnswersInMs: 80,
  ...more,
});

export const runningState = (done: number, stopping = false): JobState =>
  jobState({
    kind: 'running',
    progress: {
      cycleId: 'c2',
      kind: 'incremental',
      trigger: 'admin',
      startedAt: at(14, 5),
      stage: 'write',
      people: { done, expected: 38, exact: true },
      stages: { read: 1, decide: 1, write: 0.5, link: 0 },
      counts: noCounts,
      stopping,
      remainingMs: null,
      waiting: null,
      why: null,
    },
  });
