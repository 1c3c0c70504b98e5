import { z } from 'zod';
import type { CycleSummary } from '../../shared/health/job-state';
import type { Problem } from '../../shared/log/problem';
import { traitsOf } from '../../shared/log/problem-traits';
import type { Database } from '../ledger/database';
import { readFact, writeFact } from '../ledger/facts';
import type { Job } from './cycle';

/** A job that cannot work until somebody cures it: nothing is written, and it is tried ever more rarely. */
export interface Quarantine {
  readonly since: string;
  /** Cycles in a row that ended so. */
  readonly cycles: number;
  readonly problem: Problem;
}

const shape = z.object({
  since: z.string(),
  cycles: z.number(),
  problem: z.custom<Problem>((value) => typeof value === 'object' && value !== null),
});

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
  if (problem !== null && summary.state === 'quarantined' && traitsOf(problem).effect === 'quarantine') {
    const before = readQuarantine(database);
    const next: Quarantine = { since: before?.since ?? at, cycles: (before?.cycles ?? 0) + 1, problem };
    writeFact(database, 'quarantine', JSON.stringify(next));
  } else if (summary.state !== 'failed' && summary.state !== 'stopped') writeFact(database, 'quarantine', null);
  if (problem !== null && unreachable.has(problem.kind))
    writeFact(database, 'offline-since', readFact(database, 'offline-since') ?? at);
  else writeFact(database, 'offline-since', null);
}
