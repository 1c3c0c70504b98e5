import type { PlanRow, PlanSummary } from '../../shared/ipc/contract';
import type { Bindable, Database } from './database';
import { readFact, writeFact } from './facts';

/** The rows of the last plan, in the order in which they are shown: what takes access away comes first. */
export type PlanFilter = 'all' | PlanRow['action'] | 'skipped';

export function clearPlan(database: Database): void {
  database.run('DELETE FROM plan_rows');
  writeFact(database, 'plan', null);
}

export function addPlanRows(database: Database, rows: readonly PlanRow[]): void {
  for (const row of rows)
    database.run(
      'INSERT INTO plan_rows (source_id, action, status, row) VALUES (?, ?, ?, ?)',
      row.sourceId,
      row.action,
      row.status,
      JSON.stringify(row),
    );
}

export const savePlan = (database: Database, summary: PlanSummary): void =>
  writeFact(database, 'plan', JSON.stringify(summary));

export function readPlan(database: Database): PlanSummary | null {
  const text = readFact(database, 'plan');
  return text === null ? null : (JSON.parse(text) as PlanSummary);
}

const order = `CASE WHEN status IN ('skipped', 'failed') THEN 7 ELSE CASE action WHEN 'delete' THEN 0 WHEN 'disable' THEN 1
  WHEN 'create' THEN 2 WHEN 'update' THEN 3 WHEN 'enable' THEN 4 WHEN 'link' THEN 5 ELSE 6 END END, number`;

function condition(filter: PlanFilter): { readonly where: string; readonly values: readonly Bindable[] } {
  if (filter === 'all') return { where: '1 = 1', values: [] };
  if (filter === 'skipped') return { where: `status IN ('skipped', 'failed')`, values: [] };
  return { where: `action = ? AND status NOT IN ('skipped', 'failed')`, values: [filter] };
}

export function planRows(
  database: Database,
  filter: PlanFilter,
  offset: number,
  limit: number,
): { readonly total: number; readonly rows: readonly PlanRow[] } {
  const { where, values } = condition(filter);
  return {
    total: Number(database.get(`SELECT count(*) AS n FROM plan_rows WHERE ${where}`, ...values)?.['n'] ?? 0),
    rows: database
      .all(`SELECT row FROM plan_rows WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`, ...values, limit, offset)
      .map((row) => JSON.parse(String(row['row'])) as PlanRow),
  };
}
