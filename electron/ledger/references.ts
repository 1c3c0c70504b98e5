import { type SourceId, sourceId, type TargetId, targetId } from '../../shared/ids';
import type { WantedReference } from '../../shared/mapping/target-value';
import type { Database } from './database';

/**
 * The reference a person's account should have (the manager), as a person; resolved to an account when both exist. One
 * that cannot be resolved yet stays wanted and is filled in by itself later.
 */
export function wantReference(database: Database, person: SourceId, wanted: WantedReference): void {
  database.run(
    `INSERT INTO wanted_references (source_id, path, person, exported, waiting) VALUES (?, ?, ?, NULL, ?)
     ON CONFLICT (source_id, path) DO UPDATE SET
       waiting = CASE WHEN person IS excluded.person THEN waiting ELSE 1 END, person = excluded.person`,
    person,
    wanted.path,
    wanted.person,
    wanted.person !== null,
  );
}

export interface ResolvableReference {
  readonly person: SourceId;
  readonly target: TargetId;
  readonly path: string;
  /** What the account's reference was last set to. */
  readonly exported: TargetId | null;
  /** The other person's account now; null: the reference is to be removed. */
  readonly to: TargetId | null;
  /** The name of the other person, for the log; null when there is none any more. */
  readonly toName: string | null;
}

/** References that can be set now: both accounts exist (or it is to be taken away) and the target does not have it yet. */
export function resolvableReferences(
  database: Database,
  after: string,
  limit: number,
  only: SourceId | null = null,
): readonly ResolvableReference[] {
  return database
    .all(
      `SELECT wanted.source_id, wanted.path, wanted.exported, mine.target_id AS mine, other.target_id AS other,
         person.name AS other_name
       FROM wanted_references AS wanted
       JOIN links AS mine ON mine.source_id = wanted.source_id AND mine.enabled = 1
       LEFT JOIN links AS other ON other.source_id = wanted.person
       LEFT JOIN people AS person ON person.id = wanted.person
       WHERE wanted.waiting = 1 AND (wanted.person IS NULL OR other.target_id IS NOT NULL)
         AND wanted.source_id > ? AND (? IS NULL OR wanted.source_id = ?)
       ORDER BY wanted.source_id, wanted.path LIMIT ?`,
      after,
      only,
      only,
      limit,
    )
    .map((row) => ({
      person: sourceId(String(row['source_id'])),
      target: targetId(String(row['mine'])),
      path: String(row['path']),
      exported: row['exported'] === null ? null : targetId(String(row['exported'])),
      to: row['other'] === null ? null : targetId(String(row['other'])),
      toName: row['other_name'] === null ? null : String(row['other_name']),
    }));
}

export function settleReference(database: Database, person: SourceId, path: string, exported: TargetId | null): void {
  database.run(
    'UPDATE wanted_references SET exported = ?, waiting = 0 WHERE source_id = ? AND path = ?',
    exported,
    person,
    path,
  );
}

/** A reference that failed is tried again with its person. */
export function setWaiting(database: Database, person: SourceId, waiting: boolean): void {
  database.run('UPDATE wanted_references SET waiting = ? WHERE source_id = ?', waiting, person);
}

/** Whoever refers to this person refers to another account now, or to none. */
export function unsettleReferencesTo(database: Database, person: SourceId): void {
  database.run('UPDATE wanted_references SET waiting = 1 WHERE person = ?', person);
}
