import { type SourceId, sourceId } from '../../shared/ids';
import type { Bindable, Database } from './database';
import { readFact, writeFact } from './facts';
import { mailIn } from './people';
import { dropOpenRemoval, removalOfPerson } from './removals';
import { putOnWorkList } from './work-list';

/** A disabled account in the calendar of two-stage leaving. */
export interface Leaver {
  readonly person: SourceId;
  readonly name: string;
  readonly mail: string;
  /** The kind of cause, as the link keeps it. */
  readonly leftBecause: string;
  /** Since when it counts: when the account was disabled, or when the setting was switched on, whichever is later. */
  readonly countedFrom: string;
  /** The admin keeps the account: it is never deleted for leaving until its person comes back and leaves again. */
  readonly kept: boolean;
}

/**
 * Since when accounts are deleted some days after their people left. Nobody's days are counted from before: who left
 * long ago would be deleted by the same click that switches it on.
 */
export function countingSince(database: Database, deleteAfterDays: number | null, now: string): string | null {
  const before = readFact(database, 'deleting-since');
  if (deleteAfterDays === null) {
    if (before !== null) writeFact(database, 'deleting-since', null);
    return null;
  }
  if (before === null) writeFact(database, 'deleting-since', now);
  return before ?? now;
}

const counted = 'max(coalesce(links.left_at, ?1), ?1)';
const leaving = 'links.enabled = 0 AND links.left_because IS NOT NULL';

/**
 * Keeps since when the account of a person who left is disabled, once their link was saved. Whoever is back, or whose
 * account is not disabled, has nothing that counts; `again`: it was disabled just now.
 */
export function recordLeaving(database: Database, person: SourceId, now: string, again: boolean): void {
  database.run(
    `UPDATE links SET
       left_at = CASE WHEN left_because IS NULL OR enabled = 1 THEN NULL WHEN ?2 THEN ?3 ELSE coalesce(left_at, ?3) END,
       kept = CASE WHEN left_because IS NULL THEN 0 ELSE kept END
     WHERE source_id = ?1`,
    person,
    again,
    now,
  );
}

/** Everybody whose disabled account waits to be deleted, or is kept, by date; `since` as `countingSince` answered. */
export const listLeavers = (database: Database, since: string): readonly Leaver[] =>
  database
    .all(
      `SELECT links.source_id, links.left_because, links.kept, ${counted} AS counted_from, people.name, people.mail,
         people.user_principal_name
       FROM links LEFT JOIN people ON people.id = links.source_id WHERE ${leaving}
       ORDER BY links.kept, counted_from, people.name`,
      since,
    )
    .map((row) => ({
      person: sourceId(String(row['source_id'])),
      name: typeof row['name'] === 'string' ? row['name'] : String(row['source_id']),
      mail: mailIn(row),
      leftBecause: String(row['left_because']),
      countedFrom: String(row['counted_from']),
      kept: row['kept'] === 1,
    }));

/**
 * Puts those whose time has come on the work list, save whom nothing would be done about: on hold, protected, or with
 * a deletion that waits for the admin's word or has it.
 */
export function putLeaversOnWorkList(
  database: Database,
  {
    since,
    cutoff,
    leftAlone,
  }: {
    readonly since: string;
    readonly cutoff: string;
    /** Causes for which accounts stay as they are, unless the person is blocked or deleted as well. */
    readonly leftAlone: readonly string[];
  },
  isProtected: (person: SourceId) => boolean,
): void {
  const values: readonly Bindable[] = [since, cutoff, ...leftAlone];
  for (const row of database.all(
    `SELECT links.source_id FROM links JOIN people ON people.id = links.source_id
     WHERE ${leaving} AND links.kept = 0 AND ${counted} <= ?2 AND people.waiting IS NULL
       AND NOT (people.state = 'present' AND coalesce(json_extract(people.properties, '$.accountEnabled'), 1) <> 0
         AND links.left_because IN (${leftAlone.map((_, index) => `?${index + 3}`).join(', ')}))
       AND NOT EXISTS (SELECT 1 FROM holds WHERE holds.source_id = links.source_id)
       AND NOT EXISTS (SELECT 1 FROM removals WHERE removals.source_id = links.source_id AND state <> 'allowed')
       AND NOT EXISTS (SELECT 1 FROM escrows WHERE escrows.source_id = links.source_id)`,
    ...values,
  )) {
    const person = sourceId(String(row['source_id']));
    if (!isProtected(person)) putOnWorkList(database, person, 'update');
  }
}

/** Whether somebody's disabled account is in the calendar. */
export const isLeaving = (database: Database, person: SourceId): boolean =>
  database.get(`SELECT 1 FROM links WHERE source_id = ? AND ${leaving}`, person) !== undefined;

/**
 * Keeps a disabled account from being deleted for leaving, or lets its days count again. A deletion that waits for the
 * admin dissolves. false: nobody like that is in the calendar.
 */
export function keepLeaver(database: Database, person: SourceId, kept: boolean): boolean {
  return database.transaction(() => {
    const { changes } = database.run(`UPDATE links SET kept = ? WHERE source_id = ? AND ${leaving}`, kept, person);
    if (changes > 0 && kept && removalOfPerson(database, person)?.action === 'delete') {
      dropOpenRemoval(database, person);
      database.run(`UPDATE people SET standing = 'out' WHERE id = ? AND standing = 'held'`, person);
    }
    return changes > 0;
  });
}
