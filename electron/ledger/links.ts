import type { Link } from '../../shared/decision/link';
import { type SourceId, sourceId, type TargetId, targetId } from '../../shared/ids';
import type { TargetValue } from '../../shared/mapping/target-value';
import type { ScopeReason } from '../../shared/scoping/decide-scope';
import type { Database, Row } from './database';

/** What `linkIn` reads, for a query over people that the links are joined to. */
export const linkColumns = `links.source_id AS link_source, links.target_id AS link_target, links.enabled AS link_enabled,
  links.known AS link_known, links.origin AS link_origin, links.linked_at AS linked_at, links.left_because AS left_because,
  links.left_at AS left_at, links.kept AS kept`;

/** null: the person of the row has no account. */
export const linkIn = (row: Row): Link | null =>
  typeof row['link_source'] !== 'string'
    ? null
    : {
        sourceId: sourceId(row['link_source']),
        targetId: targetId(String(row['link_target'])),
        enabled: row['link_enabled'] === 1,
        known: JSON.parse(String(row['link_known'])) as Record<string, TargetValue>,
        origin: row['link_origin'] === 'adopted' ? 'adopted' : 'created',
        linkedAt: String(row['linked_at']),
        leftBecause: row['left_because'] === null ? null : (String(row['left_because']) as ScopeReason['kind']),
        leftAt: row['left_at'] === null ? null : String(row['left_at']),
        kept: row['kept'] === 1,
      };

/** A slice of all links, in the order of their people's ids. */
export const linksAfter = (database: Database, after: string, limit: number): readonly Link[] =>
  database
    .all(`SELECT ${linkColumns} FROM links WHERE source_id > ? ORDER BY source_id LIMIT ?`, after, limit)
    .flatMap((row) => linkIn(row) ?? []);

export function ownerOfAccount(database: Database, account: TargetId): { id: SourceId; name: string } | null {
  const row = database.get(
    'SELECT source_id, name FROM links LEFT JOIN people ON people.id = links.source_id WHERE target_id = ?',
    account,
  );
  if (row === undefined) return null;
  const id = sourceId(String(row['source_id']));
  return { id, name: typeof row['name'] === 'string' ? row['name'] : id };
}

/** Keeps a link; false: the account is another person's already, and nothing was written. */
export function saveLink(database: Database, link: Link, changedAt: string): boolean {
  const { changes } = database.run(
    `INSERT INTO links (source_id, target_id, enabled, known, origin, linked_at, changed_at, left_because)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (source_id) DO UPDATE SET target_id = excluded.target_id, enabled = excluded.enabled,
       known = excluded.known, origin = excluded.origin, changed_at = excluded.changed_at,
       left_because = excluded.left_because
     ON CONFLICT (target_id) DO NOTHING`,
    link.sourceId,
    link.targetId,
    link.enabled,
    JSON.stringify(link.known),
    link.origin,
    link.linkedAt,
    changedAt,
    link.leftBecause,
  );
  return changes > 0;
}

export function removeLink(database: Database, person: SourceId): void {
  database.run('DELETE FROM links WHERE source_id = ?', person);
  releaseClaim(database, person);
  database.run('DELETE FROM wanted_references WHERE source_id = ?', person);
  database.run('DELETE FROM drift WHERE source_id = ?', person);
}

export const countLinks = (database: Database): number =>
  Number(database.get('SELECT count(*) AS n FROM links')?.['n'] ?? 0);

/** Who claimed a folded matching value; null: nobody yet. */
export function holderOfValue(database: Database, value: string): { id: SourceId; name: string } | null {
  const row = database.get(
    'SELECT source_id, name FROM claims LEFT JOIN people ON people.id = claims.source_id WHERE value = ?',
    value,
  );
  if (row === undefined) return null;
  const id = sourceId(String(row['source_id']));
  return { id, name: typeof row['name'] === 'string' ? row['name'] : id };
}

/** Gives a value to a person, who gives up the one held before. */
export function saveClaim(database: Database, value: string, person: SourceId): void {
  const before = database.get('SELECT value FROM claims WHERE source_id = ?', person)?.['value'];
  if (before === value) return;
  if (before !== undefined) releaseClaim(database, person);
  database.run('INSERT OR REPLACE INTO claims VALUES (?, ?)', value, person);
}

/**
 * Gives up the value that a person held. Whoever failed because of it is looked at again by the next cycle, given up or
 * not: somebody in the recycle bin keeps a name longer than a failure is tried.
 */
export function releaseClaim(database: Database, person: SourceId): void {
  if (database.run('DELETE FROM claims WHERE source_id = ?', person).changes === 0) return;
  // The list of standings is that of the index: by `=` alone everybody would be gone through for each name.
  database.run(
    `UPDATE people SET waiting = 'update' WHERE coalesce(waiting, 'retry') = 'retry'
       AND standing IN ('skipped', 'failed', 'held') AND standing = 'failed'
       AND ?1 IN (json_extract(problem, '$.otherId'), json_extract(problem, '$.problem.otherId'))`,
    person,
  );
}
