import type { CycleProgress } from '../../shared/health/job-state';
import { remainingMs } from '../../shared/health/progress';
import type { Cycle } from './cycle';

export function progressOf(cycle: Cycle): CycleProgress {
  const { progress } = cycle;
  const expected = Math.max(progress.expected, progress.done);
  return {
    cycleId: cycle.id,
    kind: cycle.kind,
    trigger: cycle.trigger,
    startedAt: new Date(cycle.startedAt).toISOString(),
    stage: progress.stage,
    people: { done: progress.done, expected, exact: progress.exact },
    stages: { ...progress.stages },
    counts: { ...cycle.counts },
    stopping: cycle.stopping(),
    remainingMs: remainingMs(cycle.job.now() - cycle.startedAt, progress.done, expected),
    why: cycle.why,
    waiting: cycle.job.waits.current(),
  };
}

export const reportProgress = (cycle: Cycle): void => cycle.report({ kind: 'progress', progress: progressOf(cycle) });
