import type { LogRow } from '../../shared/log/log-row';
import type { Cycle } from './cycle';
import { reportProgress } from './progress';

/** Results are written when so many wait, or when the oldest has waited so long: a crash in between is repaired by matching. */
const resultsAtOnce = 400;
const longestWaitMs = 250;

/** Results on their way into the ledger: many in one transaction, because each waits for the disk. */
export interface PendingResults {
  /** `write` runs in a later transaction and answers the row for the log, or null where there is none. */
  add(write: () => LogRow | null): void;
  /** Writes what waits, and more with it. */
  save(together?: () => void): void;
}

export function openPendingResults(cycle: Cycle): PendingResults {
  const { job } = cycle;
  let waiting: (() => LogRow | null)[] = [];
  let oldest = 0;

  const save = (together?: () => void): void => {
    if (waiting.length === 0 && together === undefined) return;
    const writes = waiting;
    waiting = [];
    const rows = job.ledger.database.transaction(() => {
      const written = writes.map((write) => write());
      together?.();
      return written;
    });
    for (const row of rows) if (row !== null) cycle.report({ kind: 'row', row });
    reportProgress(cycle);
  };

  return {
    add(write) {
      if (waiting.length === 0) oldest = job.now();
      waiting.push(write);
      if (waiting.length >= resultsAtOnce || job.now() - oldest >= longestWaitMs) save();
    },
    save,
  };
}
