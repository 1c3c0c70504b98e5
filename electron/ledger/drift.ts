import type { Drift } from '../../shared/decision/drift';
import type { SourceId } from '../../shared/ids';
import type { OnDrift } from '../../shared/mapping/rules';
import type { TargetValue } from '../../shared/mapping/target-value';
import type { Database } from './database';

const valueIn = (text: unknown): TargetValue | null =>
  typeof text === 'string' ? (JSON.parse(text) as TargetValue) : null;

/** Keeps what was changed by hand at a person's account, in the place of what was kept before; none: it was cured. */
export function saveDrift(database: Database, person: SourceId, drift: readonly Drift[], seenAt: string): void {
  const since = new Map(
    database
      .all('SELECT path, found, seen_at FROM drift WHERE source_id = ?', person)
      .map((row) => [`${String(row['path'])} ${String(row['found'])}`, String(row['seen_at'])]),
  );
  database.run('DELETE FROM drift WHERE source_id = ?', person);
  for (const { path, wanted, found, policy } of drift) {
    const has = found === null ? null : JSON.stringify(found);
    database.run(
      'INSERT INTO drift (source_id, path, wanted, found, policy, seen_at) VALUES (?, ?, ?, ?, ?, ?)',
      person,
      path,
      JSON.stringify(wanted),
      has,
      policy,
      since.get(`${path} ${String(has)}`) ?? seenAt,
    );
  }
}

/** Forgets what was changed by hand at attributes that were just exported. */
export function cureDrift(database: Database, person: SourceId, paths: readonly string[]): void {
  for (const path of paths) database.run('DELETE FROM drift WHERE source_id = ? AND path = ?', person, path);
}

export interface DriftRow {
  readonly sourceId: string;
  readonly name: string;
  readonly path: string;
  readonly wanted: TargetValue | null;
  readonly found: TargetValue | null;
  readonly policy: OnDrift;
  /** When it was first seen so. */
  readonly seenAt: string;
}

/** What was changed by hand and still is so, by attribute and name. */
export const listDrift = (database: Database, offset: number, limit: number): readonly DriftRow[] =>
  database
    .all(
      `SELECT drift.*, people.name AS name FROM drift JOIN people ON people.id = drift.source_id
       ORDER BY path, people.name, people.id LIMIT ? OFFSET ?`,
      limit,
      offset,
    )
    .map((row) => ({
      sourceId: String(row['source_id']),
      name: String(row['name']),
      path: String(row['path']),
      wanted: valueIn(row['wanted']),
      found: valueIn(row['found']),
      policy: row['policy'] === 'report' ? 'report' : 'source',
      seenAt: String(row['seen_at']),
    }));

export const countDrift = (database: Database): readonly { readonly attribute: string; readonly accounts: number }[] =>
  database
    .all('SELECT path, count(*) AS n FROM drift GROUP BY path ORDER BY path')
    .map((row) => ({ attribute: String(row['path']), accounts: Number(row['n']) }));
