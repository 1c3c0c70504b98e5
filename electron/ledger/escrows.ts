import { escrowExpired, nextTryAt } from '../../shared/health/escrow';
import type { SourceId } from '../../shared/ids';
import type { Problem } from '../../shared/log/problem';
import type { Database } from './database';

/** A failure kept for another try. */
export interface Escrow {
  readonly attempts: number;
  readonly firstFailedAt: string;
  readonly nextTryAt: string;
}

export function recordFailure(database: Database, person: SourceId, problem: Problem, now: number): Escrow {
  const row = database.get('SELECT * FROM escrows WHERE source_id = ?', person);
  const firstFailedAt = row === undefined ? now : Date.parse(String(row['first_failed_at']));
  const attempts = Number(row?.['attempts'] ?? 0) + 1;
  const escrow = {
    attempts,
    firstFailedAt: new Date(firstFailedAt).toISOString(),
    nextTryAt: new Date(nextTryAt({ firstFailedAt, attempts }, now)).toISOString(),
  };
  database.run(
    'INSERT OR REPLACE INTO escrows VALUES (?, ?, ?, ?, ?)',
    person,
    JSON.stringify(problem),
    escrow.firstFailedAt,
    attempts,
    escrow.nextTryAt,
  );
  return escrow;
}

export const clearFailure = (database: Database, person: SourceId): void => {
  database.run('DELETE FROM escrows WHERE source_id = ?', person);
};

/** Drops the failure of a person whose last decision did not fail: what was left of it is cured now. */
export const clearCuredFailure = (database: Database, person: SourceId): void => {
  database.run(
    `DELETE FROM escrows WHERE source_id = ?1
       AND NOT EXISTS (SELECT 1 FROM people WHERE id = ?1 AND standing = 'failed')`,
    person,
  );
};

/** No next try is further away than a day: one that is was set while the clock was wrong, and is due. */
const furthestMs = 25 * 3_600_000;

/** Puts those whose next try is due on the work list, or everybody who failed. */
export function putDueOnWorkList(database: Database, now: number, all: boolean): void {
  database.run(
    `UPDATE people SET waiting = 'retry' WHERE waiting IS NULL AND id IN (
       SELECT source_id FROM escrows WHERE ?1 OR next_try_at <= ?2 OR next_try_at > ?3)`,
    all,
    new Date(now).toISOString(),
    new Date(now + furthestMs).toISOString(),
  );
}

/** Has people who failed tried again by the next cycle; null: all of them. Whose failure was dropped is tried too. */
export function markDue(database: Database, people: readonly string[] | null, at: string): void {
  database.transaction(() => {
    for (const person of people ?? [null]) {
      database.run('UPDATE escrows SET next_try_at = ?1 WHERE ?2 IS NULL OR source_id = ?2', at, person);
      database.run(
        `UPDATE people SET waiting = 'retry'
         WHERE waiting IS NULL AND standing = 'failed' AND (?1 IS NULL OR id = ?1)`,
        person,
      );
    }
  });
}

/** What has failed for four weeks and is to be dropped. */
export const expiredEscrows = (database: Database, now: number): readonly EscrowEntry[] =>
  listEscrows(database).filter(({ firstFailedAt }) => escrowExpired(Date.parse(firstFailedAt), now));

export const countEscrows = (database: Database): number =>
  Number(database.get('SELECT count(*) AS n FROM escrows')?.['n'] ?? 0);

export interface EscrowEntry extends Escrow {
  readonly personId: string;
  readonly name: string;
  readonly problem: Problem;
}

export function listEscrows(database: Database): readonly EscrowEntry[] {
  return database
    .all(
      'SELECT escrows.*, people.name FROM escrows LEFT JOIN people ON people.id = escrows.source_id ORDER BY next_try_at',
    )
    .map((row) => ({
      personId: String(row['source_id']),
      name: typeof row['name'] === 'string' ? row['name'] : String(row['source_id']),
      problem: JSON.parse(String(row['problem'])) as Problem,
      attempts: Number(row['attempts']),
      firstFailedAt: String(row['first_failed_at']),
      nextTryAt: String(row['next_try_at']),
    }));
}
