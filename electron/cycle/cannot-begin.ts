import { z } from 'zod';
import { passesByItself } from '../../shared/health/hindrance';
import type { Problem } from '../../shared/log/problem';
import type { Database } from '../ledger/database';
import { readFact, writeFact } from '../ledger/facts';

/** Why no cycle can even begin: until somebody cures it the job stands still, and it has to say so. */
export interface Hindrance {
  readonly since: string;
  readonly problem: Problem;
}

const shape = z.object({
  since: z.string(),
  problem: z.custom<Problem>((value) => typeof value === 'object' && value !== null),
});

export function readHindrance(database: Database): Hindrance | null {
  const text = readFact(database, 'cannot-begin');
  return text === null ? null : shape.parse(JSON.parse(text));
}

export function recordHindrance(database: Database, problem: Problem, at: string): void {
  if (passesByItself(problem)) return;
  const since = readHindrance(database)?.since ?? at;
  writeFact(database, 'cannot-begin', JSON.stringify({ since, problem }));
}

/** Something began, or the cure was given: the next try will tell. */
export function clearHindrance(database: Database): void {
  if (readFact(database, 'cannot-begin') !== null) writeFact(database, 'cannot-begin', null);
}
