import { join } from 'node:path';
import type { CycleProgress } from '../../shared/health/job-state';
import { listCycles } from '../ledger/cycles';
import type { Database } from '../ledger/database';
import { readFact } from '../ledger/facts';
import { jobOwner } from '../ledger/job-lock';

/** A cycle that another process runs, as that one last said; null: none does. */
export function progressElsewhere(
  dataFolder: string,
  job: string,
  database: Database,
): { readonly owner: string; readonly progress: CycleProgress } | null {
  const owner = jobOwner(join(dataFolder, 'jobs', job));
  const kept = readFact(database, 'progress');
  if (owner === null || kept === null) return null;
  const progress = JSON.parse(kept) as CycleProgress;
  const [newest] = listCycles(database, null, 1);
  return newest?.state === null && newest.id === progress.cycleId ? { owner, progress } : null;
}
