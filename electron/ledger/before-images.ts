import type { BeforeImage, ImageAction } from '../../shared/decision/decide-revert';
import { type SourceId, sourceId, type TargetId, targetId } from '../../shared/ids';
import type { Change } from '../../shared/mapping/target-value';
import type { Database } from './database';

/** What a change of an account replaced: written with its result, in the same transaction. */
export function addBeforeImage(
  database: Database,
  cycle: string,
  image: BeforeImage & { readonly person: SourceId; readonly target: TargetId },
  at: string,
): void {
  database.run(
    'INSERT INTO before_images (cycle_id, source_id, target_id, action, changes, at) VALUES (?, ?, ?, ?, ?, ?)',
    cycle,
    image.person,
    image.target,
    image.action,
    JSON.stringify(image.changes),
    at,
  );
}

/** All that one cycle did to one account, in the order in which it was done. */
export interface ImagedAccount {
  readonly person: SourceId;
  readonly target: TargetId;
  readonly images: readonly BeforeImage[];
  /** When a later cycle changed the person's account again; null: none did. */
  readonly changedAgainAt: string | null;
}

/** A slice of the accounts that a cycle changed, in the order of their people's ids. `only`: this person's alone. */
export function imagedAccounts(
  database: Database,
  cycle: string,
  only: SourceId | null,
  after: string,
  limit: number,
): readonly ImagedAccount[] {
  const accounts = new Map<string, { -readonly [Key in keyof ImagedAccount]: ImagedAccount[Key] }>();
  const rows = database.all(
    `SELECT *, (SELECT max(later.at) FROM before_images AS later
       WHERE later.source_id = before_images.source_id AND later.cycle_id <> ?1
         AND later.number > before_images.number) AS changed_again_at
     FROM before_images WHERE cycle_id = ?1 AND source_id IN (
       SELECT DISTINCT source_id FROM before_images
       WHERE cycle_id = ?1 AND source_id > ?3 AND (?2 IS NULL OR source_id = ?2) ORDER BY source_id LIMIT ?4)
     ORDER BY source_id, number`,
    cycle,
    only,
    after,
    limit,
  );
  for (const row of rows) {
    const key = JSON.stringify([row['source_id'], row['target_id']]);
    const image: BeforeImage = {
      action: String(row['action']) as ImageAction,
      changes: JSON.parse(String(row['changes'])) as Change[],
    };
    const known = accounts.get(key);
    if (known !== undefined) known.images = [...known.images, image];
    else
      accounts.set(key, {
        person: sourceId(String(row['source_id'])),
        target: targetId(String(row['target_id'])),
        images: [image],
        changedAgainAt: row['changed_again_at'] === null ? null : String(row['changed_again_at']),
      });
  }
  return [...accounts.values()];
}

export const countImagedAccounts = (database: Database, cycle: string, only: SourceId | null): number =>
  Number(
    database.get(
      `SELECT count(*) AS n FROM (SELECT DISTINCT source_id, target_id FROM before_images
         WHERE cycle_id = ?1 AND (?2 IS NULL OR source_id = ?2))`,
      cycle,
      only,
    )?.['n'] ?? 0,
  );

/** The newest cycle that changed an account; null: none did, or what it replaced is not kept any more. */
export function lastImagedCycle(database: Database): string | null {
  const row = database.get('SELECT cycle_id FROM before_images ORDER BY number DESC LIMIT 1');
  return row === undefined ? null : String(row['cycle_id']);
}
