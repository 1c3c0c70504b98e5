import { z } from 'zod';
import type { CycleSummary } from '../../shared/health/job-state';
import { type Reset, type Restarted, resets, resettable } from '../../shared/health/restart';
import type { Database } from '../ledger/database';
import { countEscrows } from '../ledger/escrows';
import { readFact, writeFact } from '../ledger/facts';
import { countLinks } from '../ledger/links';
import { clearHindrance } from './cannot-begin';

const shape = z.object({
  at: z.string(),
  reset: z.union([z.literal('all'), z.array(z.enum(resettable))]),
});

/** The restart that no cycle has followed to its end yet; null: there is none. */
export function readRestart(database: Database): z.infer<typeof shape> | null {
  const text = readFact(database, 'restart');
  return text === null ? null : shape.parse(JSON.parse(text));
}

export const isRestartedSince = (database: Database, { startedAt }: Pick<CycleSummary, 'startedAt'>): boolean =>
  (readRestart(database)?.at ?? '') > startedAt;

/** Restarts a job by the service's criteria (entra-provisioning 1.4 and 1.5). Holds stay: they are the admin's own word. */
export function restartJob(database: Database, reset: Reset, at: string): Restarted {
  return database.transaction(() => {
    const done: Restarted = {
      reset,
      escrows: resets(reset, 'escrows') ? countEscrows(database) : 0,
      quarantine: readFact(database, 'quarantine') !== null,
      links: reset === 'all' ? countLinks(database) : 0,
      holds: Number(database.get('SELECT count(*) AS n FROM holds')?.['n'] ?? 0),
    };
    if (resets(reset, 'escrows')) forgetFailures(database);
    if (resets(reset, 'quarantine')) {
      writeFact(database, 'quarantine', null);
      clearHindrance(database);
    }
    if (reset === 'all') breakLinks(database);
    if (resets(reset, 'watermark')) {
      writeFact(database, 'watermark', null);
      // Everybody is decided on anew, and with them whoever was left to the admin.
      database.run(`DELETE FROM vanished`);
      database.run(`UPDATE people SET standing = 'unknown', problem = NULL WHERE standing = 'failed'`);
    }
    writeFact(database, 'restart', JSON.stringify({ at, reset }));
    return done;
  });
}

/** Clearing escrows stops the retries too; whom the admin allowed to be removed is not retried but carried out. */
function forgetFailures(database: Database): void {
  database.run(
    `UPDATE people SET waiting = NULL WHERE waiting = 'retry' AND id IN (SELECT source_id FROM escrows)
       AND id NOT IN (SELECT source_id FROM removals WHERE state = 'allowed')`,
  );
  database.run('DELETE FROM escrows');
}

/**
 * Everybody is matched again. What rests on a link goes with it: claims, references, removals, what was planned and what
 * the last census said. Open intents stay: they lead to accounts that were perhaps made.
 */
function breakLinks(database: Database): void {
  for (const table of ['links', 'claims', 'wanted_references', 'removals', 'plan_rows', 'drift', 'accounts'])
    database.run(`DELETE FROM ${table}`);
  writeFact(database, 'plan', null);
  database.run(`UPDATE people SET standing = 'unknown', problem = NULL`);
}
