import type { CycleSummary } from '../../shared/health/job-state';
import type { Database } from './database';

/** Opens a cycle's record and answers its number, which orders the log. */
export function beginCycle(database: Database, summary: CycleSummary): number {
  const number = Number(database.get('SELECT coalesce(max(number), 0) + 1 AS n FROM cycles')?.['n'] ?? 1);
  database.run(
    'INSERT INTO cycles VALUES (?, ?, ?, ?, NULL)',
    summary.id,
    number,
    JSON.stringify(summary),
    summary.startedAt,
  );
  return number;
}

/** Takes back the record of a cycle that did nothing and was not to be one. */
export const dropCycle = (database: Database, id: string): void => {
  database.run('DELETE FROM cycles WHERE id = ?', id);
};

export function saveCycle(database: Database, summary: CycleSummary): void {
  database.run(
    'UPDATE cycles SET summary = ?, state = ? WHERE id = ?',
    JSON.stringify(summary),
    summary.state,
    summary.id,
  );
}

const summaryOf = (row: Readonly<Record<string, unknown>>): CycleSummary =>
  JSON.parse(String(row['summary'])) as CycleSummary;

/** Newest first. */
export function listCycles(database: Database, since: string | null, limit: number): readonly CycleSummary[] {
  return database
    .all('SELECT summary FROM cycles WHERE started_at >= ? ORDER BY number DESC LIMIT ?', since ?? '', limit)
    .map(summaryOf);
}

/** Those that changed an account. */
const changed = `(${['created', 'updated', 'enabled', 'disabled', 'deleted']
  .map((key) => `json_extract(summary, '$.counts.${key}')`)
  .join(' + ')}) > 0`;

/** A page of all cycles, or of those that changed something, newest first. */
export function pageOfCycles(
  database: Database,
  onlyChanges: boolean,
  offset: number,
  limit: number,
): { readonly total: number; readonly rows: readonly { readonly cycle: CycleSummary; readonly canUndo: boolean }[] } {
  const where = onlyChanges ? changed : '1 = 1';
  const total = Number(database.get(`SELECT count(*) AS n FROM cycles WHERE ${where}`)?.['n'] ?? 0);
  const rows = database
    .all(
      `SELECT summary, EXISTS (SELECT 1 FROM before_images WHERE cycle_id = cycles.id) AS can_undo
       FROM cycles WHERE ${where} ORDER BY number DESC LIMIT ? OFFSET ?`,
      limit,
      offset,
    )
    .map((row) => ({ cycle: summaryOf(row), canUndo: row['can_undo'] === 1 }));
  return { total, rows };
}

export function readCycle(database: Database, id: string): CycleSummary | null {
  const row = database.get('SELECT summary FROM cycles WHERE id = ?', id);
  return row === undefined ? null : summaryOf(row);
}

/** The last cycle that looked at whatever had changed, however many were on demand or undone since; `condition` is SQL. */
const lastWhere = (database: Database, condition: string): CycleSummary | null => {
  const row = database.get(
    `SELECT summary FROM cycles WHERE summary ->> '$.trigger' NOT IN ('on-demand', 'undo') AND ${condition}
     ORDER BY number DESC LIMIT 1`,
  );
  return row === undefined ? null : summaryOf(row);
};

export const lastBegun = (database: Database): CycleSummary | null => lastWhere(database, 'TRUE');
export const lastEnded = (database: Database): CycleSummary | null => lastWhere(database, 'state IS NOT NULL');

const wasGood = `state IN ('succeeded', 'succeededWithErrors', 'held')`;

/** The last cycle that ended, the last that got through, and the last of those that changed an account. */
export function lastCycles(database: Database) {
  const last = lastEnded(database);
  const lastGood = lastWhere(database, wasGood);
  const changed = ['created', 'updated', 'enabled', 'disabled', 'deleted']
    .map((count) => `(summary ->> '$.counts.${count}')`)
    .join(' + ');
  const failuresInARow = database.get(
    `SELECT count(*) AS n FROM cycles WHERE state IN ('failed', 'quarantined') AND summary ->> '$.trigger' <> 'on-demand'
       AND number > coalesce((SELECT max(number) FROM cycles WHERE ${wasGood}
         AND summary ->> '$.trigger' <> 'on-demand'), 0)`,
  )?.['n'];
  return {
    last,
    lastGood,
    lastGoodWithExports: lastWhere(database, `${wasGood} AND ${changed} > 0`),
    failuresInARow: Number(failuresInARow ?? 0),
  };
}

/** A cycle whose process ended in the middle: it is closed as failed, and what it left is found by its intents. */
export function closeInterrupted(database: Database, at: string): readonly CycleSummary[] {
  const open = database.all('SELECT summary FROM cycles WHERE state IS NULL').map(summaryOf);
  for (const summary of open) saveCycle(database, { ...summary, state: 'failed', finishedAt: at });
  return open;
}
