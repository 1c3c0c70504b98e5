import type { Link } from '../../shared/decision/link';
import { type SourceId, type TargetId, targetId } from '../../shared/ids';
import type { WantedReference } from '../../shared/mapping/target-value';
import type { Database } from './database';
import { entitlementsColumn, entitlementsIn, generationInForce } from './entitlements';
import { linkColumns, linkIn, removeLink } from './links';
import { personColumns, personIn } from './people';
import type { WorkItem } from './work-list';

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

export interface ResolvableReference extends Pick<WorkItem, 'person' | 'entitlements'> {
  readonly link: Link;
  readonly path: string;
  /** What the account's reference was last set to. */
  readonly exported: TargetId | null;
  /** The other person's account now; null: the reference is to be removed. */
  readonly to: TargetId | null;
  /** The name of the other person, for the log; null when there is none any more. */
  readonly toName: string | null;
  /** The account was created or changed in the cycle that asks. */
  readonly changedInCycle: boolean;
}

/** References that can be set now: both accounts exist (or it is to be taken away) and the target does not have it yet. */
export function resolvableReferences(
  database: Database,
  cycle: string,
  after: string,
  limit: number,
  only: SourceId | null = null,
): readonly ResolvableReference[] {
  return database
    .all(
      `SELECT ${personColumns}, ${linkColumns}, ${entitlementsColumn}, wanted.path AS path, wanted.exported AS exported,
         other.target_id AS other, manager.name AS other_name,
         EXISTS (SELECT 1 FROM log WHERE log.source_id = wanted.source_id AND cycle_id = ?2
           AND action IN ('create', 'update', 'enable')) AS changed
       FROM wanted_references AS wanted
       JOIN links ON links.source_id = wanted.source_id AND links.enabled = 1
       JOIN people ON people.id = wanted.source_id
       LEFT JOIN links AS other ON other.source_id = wanted.person
       LEFT JOIN people AS manager ON manager.id = wanted.person
       WHERE wanted.waiting = 1 AND (wanted.person IS NULL OR other.target_id IS NOT NULL)
         AND wanted.source_id > ?3
         AND NOT EXISTS (SELECT 1 FROM holds WHERE holds.source_id = wanted.source_id) AND (?4 IS NULL OR wanted.source_id = ?4)
       ORDER BY wanted.source_id, wanted.path LIMIT ?5`,
      generationInForce(database) ?? '',
      cycle,
      after,
      only,
      limit,
    )
    .flatMap((row) => {
      const link = linkIn(row);
      if (link === null) return [];
      return [
        {
          person: personIn(row),
          entitlements: entitlementsIn(row),
          link,
          path: String(row['path']),
          exported: row['exported'] === null ? null : targetId(String(row['exported'])),
          to: row['other'] === null ? null : targetId(String(row['other'])),
          toName: row['other_name'] === null ? null : String(row['other_name']),
          changedInCycle: row['changed'] === 1,
        },
      ];
    });
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

/** Removes a person's link: whoever refers to the person refers to another account from now on, or to none. */
export function forgetAccount(database: Database, person: SourceId): void {
  database.run('UPDATE wanted_references SET waiting = 1 WHERE person = ?', person);
  removeLink(database, person);
}
