import type { Explanation } from '../../shared/explain/explanation';
import type { SourceId } from '../../shared/ids';
import type { LogRow } from '../../shared/log/log-row';
import type { Database } from './database';
import { removalOfPerson } from './removals';

type Kept = Pick<Explanation, 'hold' | 'removal' | 'escrow'> & { readonly lastRow: LogRow | null };

/** What the ledger keeps about one person beside the link: a hold, a removal that waits, a failure, the last decision. */
export function personFacts(database: Database, person: SourceId): Kept {
  const hold = database.get('SELECT reason, since FROM holds WHERE source_id = ?', person);
  const escrow = database.get('SELECT attempts, first_failed_at, next_try_at FROM escrows WHERE source_id = ?', person);
  const removal = removalOfPerson(database, person);
  const last = database.get('SELECT row FROM log WHERE source_id = ? ORDER BY number DESC LIMIT 1', person);
  return {
    hold: hold === undefined ? null : { reason: String(hold['reason']), since: String(hold['since']) },
    removal: removal === null ? null : { action: removal.action, state: removal.state },
    escrow:
      escrow === undefined
        ? null
        : {
            attempts: Number(escrow['attempts']),
            firstFailedAt: String(escrow['first_failed_at']),
            nextTryAt: String(escrow['next_try_at']),
          },
    lastRow: last === undefined ? null : (JSON.parse(String(last['row'])) as LogRow),
  };
}

/** Everything that was decided about a person, newest first. */
export function personHistory(
  database: Database,
  person: SourceId,
  offset: number,
  limit: number,
): { readonly total: number; readonly rows: readonly LogRow[] } {
  return {
    total: Number(database.get('SELECT count(*) AS n FROM log WHERE source_id = ?', person)?.['n'] ?? 0),
    rows: database
      .all('SELECT row FROM log WHERE source_id = ? ORDER BY number DESC LIMIT ? OFFSET ?', person, limit, offset)
      .map((row) => JSON.parse(String(row['row'])) as LogRow),
  };
}

/** The name of a person, or of whoever an account belongs to; null: not known. */
export function nameOfPerson(database: Database, person: SourceId | null): string | null {
  if (person === null) return null;
  const row = database.get('SELECT name FROM people WHERE id = ?', person);
  return row === undefined ? null : String(row['name']);
}

/** What a reference attribute of the person's account was last set to. */
export function exportedReference(database: Database, person: SourceId, path: string): string | null {
  const row = database.get('SELECT exported FROM wanted_references WHERE source_id = ? AND path = ?', person, path);
  return typeof row?.['exported'] === 'string' ? row['exported'] : null;
}
