import { type SourceId, sourceId } from '../../shared/ids';
import type { Database, Row } from './database';
import { clearFailure } from './escrows';
import { mailIn } from './people';
import { dropOpenRemoval } from './removals';
import { putOnWorkList } from './work-list';

/** The admin's own word: this person's account is never touched until it is released. */
export interface Hold {
  /** Empty: none was given. */
  readonly reason: string;
  /** ISO instant. */
  readonly since: string;
}

export interface HeldPerson extends Hold {
  readonly person: SourceId;
  readonly name: string;
  readonly mail: string;
}

const holdIn = (row: Row): Hold => ({ reason: String(row['reason']), since: String(row['since']) });

export function holdOf(database: Database, person: SourceId): Hold | null {
  const row = database.get('SELECT reason, since FROM holds WHERE source_id = ?', person);
  return row === undefined ? null : holdIn(row);
}

/** Everybody on hold, by name. Somebody who is not known any more has the id for a name. */
export const listHolds = (database: Database): readonly HeldPerson[] =>
  database
    .all(
      `SELECT holds.*, coalesce(people.name, json_extract(plan_rows.row, '$.name')) AS name,
         coalesce(people.mail, json_extract(plan_rows.row, '$.mail')) AS mail,
         people.user_principal_name AS user_principal_name
       FROM holds LEFT JOIN people ON people.id = holds.source_id
       LEFT JOIN plan_rows ON plan_rows.source_id = holds.source_id GROUP BY holds.source_id ORDER BY 4, 1`,
    )
    .map((row) => ({
      person: sourceId(String(row['source_id'])),
      name: typeof row['name'] === 'string' ? row['name'] : String(row['source_id']),
      mail: mailIn(row),
      ...holdIn(row),
    }));

/**
 * Puts somebody on hold; who is on hold already gets the new reason and keeps the date. A removal that waits for them
 * dissolves at once, and nothing is tried again.
 */
export function putOnHold(database: Database, person: SourceId, reason: string, now: string): void {
  database.transaction(() => {
    database.run(
      `INSERT INTO holds VALUES (?, ?, ?) ON CONFLICT (source_id) DO UPDATE SET reason = excluded.reason`,
      person,
      reason.trim(),
      now,
    );
    dropOpenRemoval(database, person);
    clearFailure(database, person);
    database.run(
      `UPDATE people SET problem = NULL, standing = CASE WHEN in_scope = 1 THEN 'skipped' ELSE 'out' END
       WHERE id = ? AND standing IN ('skipped', 'failed', 'held')`,
      person,
    );
  });
}

/** Releases somebody, who is decided on in the next cycle; false: they were not on hold. */
export function releaseHold(database: Database, person: SourceId): boolean {
  return database.transaction(() => {
    const { changes } = database.run('DELETE FROM holds WHERE source_id = ?', person);
    if (changes > 0) putOnWorkList(database, person, 'update');
    return changes > 0;
  });
}
