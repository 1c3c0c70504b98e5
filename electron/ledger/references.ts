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

/** Both accounts exist, or the reference is to be taken away; the target does not have it so yet, and nobody is on hold. */
const canBeSet = `wanted.waiting = 1 AND (wanted.person IS NULL OR EXISTS (
    SELECT 1 FROM links AS theirs WHERE theirs.source_id = wanted.person))
  AND NOT EXISTS (SELECT 1 FROM holds WHERE holds.source_id = wanted.source_id)`;

/**
 * References that can be set now. One that failed waits for the next try of its person, unless the cycle looked at the
 * person anyway.
 */
export function resolvableReferences(
  database: Database,
  { cycle, now }: { readonly cycle: string; readonly now: number },
  after: string,
  limit: number,
  only: SourceId | null = null,
): readonly ResolvableReference[] {
  return database
    .all(
      `SELECT ${personColumns}, ${linkColumns}, ${entitlementsColumn}, wanted.path AS path, wanted.exported AS exported,
         other.target_id AS other, manager.name AS other_name,
         EXISTS (SELECT 1 FROM log WHERE log.source_id = wanted.source_id AND cycle_id = ?2
           AND action IN ('create', 'update', 'enable') AND status IN ('success', 'warning')) AS changed
       FROM wanted_references AS wanted
       JOIN links ON links.source_id = wanted.source_id AND links.enabled = 1
       JOIN people ON people.id = wanted.source_id AND people.in_scope = 1
       LEFT JOIN links AS other ON other.source_id = wanted.person
       LEFT JOIN people AS manager ON manager.id = wanted.person
       WHERE ${canBeSet}
         AND (NOT EXISTS (SELECT 1 FROM escrows WHERE escrows.source_id = wanted.source_id AND next_try_at > ?6)
           OR EXISTS (SELECT 1 FROM log WHERE log.source_id = wanted.source_id AND cycle_id = ?2))
         AND wanted.source_id > ?3 AND (?4 IS NULL OR wanted.source_id = ?4)
       ORDER BY wanted.source_id, wanted.path LIMIT ?5`,
      generationInForce(database) ?? '',
      cycle,
      after,
      only,
      limit,
      new Date(now).toISOString(),
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

/** Has the references of a person looked at by the next cycle, which may want them otherwise than they now are. */
export const reviewReferences = (database: Database, person: SourceId): void => {
  database.run('UPDATE wanted_references SET waiting = 1 WHERE source_id = ?', person);
};

/** Whether a reference of the person is about to be set: a failure of theirs may be this one's, and stays until it is. */
export const awaitsReference = (database: Database, person: SourceId): boolean =>
  database.get(
    `SELECT 1 FROM wanted_references AS wanted JOIN links ON links.source_id = wanted.source_id AND links.enabled = 1
     WHERE wanted.source_id = ? AND ${canBeSet}`,
    person,
  ) !== undefined;

/**
 * What the account was just seen to have at a reference. null after it was seen to have one: somebody took it away by
 * hand, and it is set again. A service that never shows its references says nothing by that.
 */
export function seeReference(database: Database, person: SourceId, path: string, has: TargetId | null): void {
  if (has !== null)
    database.run(
      'UPDATE wanted_references SET exported = ?, waiting = 1, seen = 1 WHERE source_id = ? AND path = ?',
      has,
      person,
      path,
    );
  else
    database.run(
      `UPDATE wanted_references SET exported = NULL, waiting = 1, seen = 0
       WHERE source_id = ? AND path = ? AND seen = 1 AND exported IS NOT NULL`,
      person,
      path,
    );
}

/** Removes a person's link: whoever refers to the person refers to another account from now on, or to none. */
export function forgetAccount(database: Database, person: SourceId): void {
  database.run('UPDATE wanted_references SET waiting = 1 WHERE person = ?', person);
  removeLink(database, person);
}
