import { z } from 'zod';
import type { CycleSummary } from '../../shared/health/job-state';
import { imposeQuarantine, isGivenUp, judgeFailures, type Quarantine } from '../../shared/health/quarantine';
import type { Problem, TooManyFailures } from '../../shared/log/problem';
import { traitsOf } from '../../shared/log/problem-traits';
import type { Database } from '../ledger/database';
import { readFact, writeFact } from '../ledger/facts';
import type { WorkItem } from '../ledger/work-list';
import type { Cycle, Job } from './cycle';

const shape = z
  .object({
    since: z.string(),
    currentBegan: z.string().optional(),
    cycles: z.number(),
    problem: z.custom<Problem>((value) => typeof value === 'object' && value !== null),
  })
  .transform(
    ({ since, currentBegan, cycles, problem }): Quarantine => ({
      since,
      currentBegan: currentBegan ?? since,
      cycles,
      problem,
    }),
  );

export function readQuarantine(database: Database): Quarantine | null {
  const text = readFact(database, 'quarantine');
  return text === null ? null : shape.parse(JSON.parse(text));
}

const unreachable = new Set<Problem['kind']>(['name-not-found', 'unreachable', 'proxy-refused']);

/** Begins, goes on with or lifts quarantine, and keeps since when a side cannot be reached, by how a cycle ended. */
export function recordQuarantine(job: Job, summary: CycleSummary): void {
  const { database } = job.ledger;
  const at = summary.finishedAt ?? summary.startedAt;
  const { problem } = summary;
  if (problem !== null && summary.state === 'quarantined' && traitsOf(problem).effect === 'quarantine')
    writeFact(database, 'quarantine', JSON.stringify(imposeQuarantine(readQuarantine(database), problem, at)));
  else if (summary.state !== 'failed' && summary.state !== 'stopped') writeFact(database, 'quarantine', null);
  if (problem !== null && unreachable.has(problem.kind))
    writeFact(database, 'offline-since', readFact(database, 'offline-since') ?? at);
  else writeFact(database, 'offline-since', null);
}

const stopsForFailures = (database: Database, now: number): boolean => {
  const quarantine = readQuarantine(database);
  return quarantine?.problem.kind === 'too-many-failures' && !isGivenUp(quarantine, now);
};

/**
 * Whether somebody's failure says something of the job. Who is looked at in an ordinary cycle only because their next
 * try is due failed before and tells nothing new: ten lasting failures would else stop a quiet job day after day.
 */
export const tellsOfJob = (cycle: Cycle, { waiting }: Pick<WorkItem, 'waiting'>): boolean =>
  cycle.trigger !== 'on-demand' && (cycle.why !== null || waiting !== 'retry' || cycle.provesFailures);

/** In quarantine for failures the next try takes all of them: only that can show that the cause is gone. */
export const provesFailures = (job: Job): boolean => stopsForFailures(job.ledger.database, job.now());

/** Too many of those looked at failed; null: no. */
export function tooManyFailures({ job, failures }: Cycle): TooManyFailures | null {
  const limits = job.settings.safety.quarantine;
  const { count, commonest } = failures;
  const reason = judgeFailures(count, limits);
  if (reason === null) return null;
  const limit = {
    EncounteredEscrowProportionThreshold: limits.percent,
    EncounteredBaseEscrowThreshold: limits.mostFailures,
    EncounteredTotalEscrowThreshold: limits.mostOfAnyKind,
  }[reason];
  return {
    kind: 'too-many-failures',
    reason,
    failed: count.failed + (reason === 'EncounteredTotalEscrowThreshold' ? count.references : 0),
    evaluated: count.evaluated,
    limit,
    commonest: commonest ?? { cause: { kind: 'other' }, people: count.references },
  };
}
