import type { CycleProgress } from '../../shared/health/job-state';
import { remainingMs } from '../../shared/health/progress';
import { writeFact } from '../ledger/facts';
import type { Cycle } from './cycle';

const keepEveryMs = 1000;

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

/** Tells of the progress; now and then it is kept in the ledger too, where `status` of another process finds it. */
export function reportProgress(cycle: Cycle): void {
  const progress = progressOf(cycle);
  cycle.report({ kind: 'progress', progress });
  const now = cycle.job.now();
  if (now - cycle.progress.keptAt < keepEveryMs) return;
  cycle.progress.keptAt = now;
  writeFact(cycle.job.ledger.database, 'progress', JSON.stringify(progress));
}
