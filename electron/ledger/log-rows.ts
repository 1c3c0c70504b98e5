import type { LogFilter } from '../../shared/ipc/contract';
import type { LogRow } from '../../shared/log/log-row';
import type { Bindable, Database } from './database';
import { searchText } from './people';

export function addLogRow(database: Database, cycleNumber: number, row: LogRow): void {
  database.run(
    `INSERT INTO log (id, cycle_id, cycle_number, source_id, at, action, status, quiet, search, row)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.cycleId,
    cycleNumber,
    row.sourceId,
    row.at,
    row.action,
    row.status,
    isQuiet(row),
    searchText(row.sourceName, row.sourceMail, row.sourceId, row.targetId ?? ''),
    JSON.stringify(row),
  );
}

/** Rows about nothing having to be done are shown only on demand. */
const isQuiet = (row: LogRow): boolean => row.action === 'none' && row.problem === null && !row.staged;

function conditions(filter: LogFilter): { readonly where: string; readonly values: readonly Bindable[] } {
  const parts = ['1 = 1'];
  const values: Bindable[] = [];
  const add = (part: string, value: Bindable): void => {
    parts.push(part);
    values.push(value);
  };
  if (filter.text !== '') add(`search LIKE ? ESCAPE '\\'`, `%${searchText(filter.text).replace(/[\\%_]/g, '\\$&')}%`);
  if (filter.action !== 'any') add('action = ?', filter.action);
  if (filter.status !== 'any') add('status = ?', filter.status);
  if (filter.cycleId !== null) add('cycle_id = ?', filter.cycleId);
  if (filter.since !== null) add('at >= ?', filter.since);
  if (!filter.showUnchanged) parts.push('quiet = 0');
  return { where: parts.join(' AND '), values };
}

export function countLogRows(database: Database, filter: LogFilter): number {
  const { where, values } = conditions(filter);
  return Number(database.get(`SELECT count(*) AS n FROM log WHERE ${where}`, ...values)?.['n'] ?? 0);
}

/** Newest cycle first, and within it newest row first. */
export function listLogRows(database: Database, filter: LogFilter, offset: number, limit: number): readonly LogRow[] {
  const { where, values } = conditions(filter);
  return database
    .all(
      `SELECT row FROM log WHERE ${where} ORDER BY cycle_number DESC, number DESC LIMIT ? OFFSET ?`,
      ...values,
      limit,
      offset,
    )
    .map((row) => JSON.parse(String(row['row'])) as LogRow);
}

export interface LineRef {
  readonly kind: 'cycle' | 'person';
  readonly id: string;
}

/**
 * The lines of the log list, cycle headings among the people, counted and paged together. A cycle without a matching
 * row has a heading only while nothing is filtered.
 */
export function logLines(
  database: Database,
  filter: LogFilter,
  offset: number,
  limit: number,
): { readonly total: number; readonly lines: readonly LineRef[] } {
  const { where, values } = conditions(filter);
  const open = filter.text === '' && filter.action === 'any' && filter.status === 'any';
  const headings = open
    ? `SELECT 'cycle' AS kind, id, number AS cycle_number, 9e15 AS number FROM cycles
       WHERE (? IS NULL OR id = ?) AND started_at >= ?`
    : `SELECT 'cycle' AS kind, cycle_id AS id, cycle_number, 9e15 AS number FROM log WHERE ${where} GROUP BY cycle_id`;
  const headingValues: readonly Bindable[] = open ? [filter.cycleId, filter.cycleId, filter.since ?? ''] : values;
  const body = `${headings} UNION ALL SELECT 'person', id, cycle_number, number FROM log WHERE ${where}`;
  const total = Number(database.get(`SELECT count(*) AS n FROM (${body})`, ...headingValues, ...values)?.['n'] ?? 0);
  const lines = database
    .all(`${body} ORDER BY cycle_number DESC, number DESC LIMIT ? OFFSET ?`, ...headingValues, ...values, limit, offset)
    .map((row): LineRef => ({ kind: row['kind'] === 'cycle' ? 'cycle' : 'person', id: String(row['id']) }));
  return { total, lines };
}

export function readLogRow(database: Database, id: string): LogRow | null {
  const row = database.get('SELECT row FROM log WHERE id = ?', id);
  return row === undefined ? null : (JSON.parse(String(row['row'])) as LogRow);
}

/** The latest rows that changed an account, in all cycles. */
export function latestChanges(database: Database, limit: number): readonly LogRow[] {
  return database
    .all(
      `SELECT row FROM log WHERE action IN ('create', 'update', 'enable', 'disable', 'delete') AND status = 'success'
       ORDER BY cycle_number DESC, number DESC LIMIT ?`,
      limit,
    )
    .map((row) => JSON.parse(String(row['row'])) as LogRow);
}

/** Removes rows, before-images and cycles older than the retention; the newest cycle always stays. */
export function removeOldRows(database: Database, before: string): void {
  database.run('DELETE FROM log WHERE at < ?', before);
  database.run('DELETE FROM before_images WHERE at < ?', before);
  database.run('DELETE FROM cycles WHERE started_at < ? AND number < (SELECT max(number) FROM cycles)', before);
}
