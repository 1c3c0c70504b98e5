import type { Limit } from '../../shared/guard/deletion-threshold';
import type { JobSettings } from '../../shared/settings/settings';
import type { Database } from './database';
import { readFact, writeFact } from './facts';

/** Keeps the limit that held a cycle's removals: the settings may say another by the time somebody asks. */
export const writeHeldLimit = (database: Database, limit: Limit): void =>
  writeFact(database, 'held-limit', JSON.stringify(limit));

/** The limit that holds what is held; from a ledger that kept none, the one of the settings. */
export function readHeldLimit(database: Database, { safety }: JobSettings): Limit {
  const kept = readFact(database, 'held-limit');
  return kept === null ? { limit: safety.deletionThreshold ?? 0, percent: null } : (JSON.parse(kept) as Limit);
}
