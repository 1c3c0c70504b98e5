import type { PlanRow, PlanSummary } from '../../shared/ipc/contract';
import type { Bindable, Database } from './database';
import { readFact, writeFact } from './facts';
import { searchText } from './people';

/** The rows of the last plan, in the order in which they are shown: what takes access away comes first. */
export type PlanFilter = 'all' | PlanRow['action'] | 'skipped';

/** What a plan was made from. */
export interface PlanBasis {
  /** Fingerprint of mapping and scope. */
  readonly rules: string;
  /** Everybody was checked, not only who changed. */
  readonly full: boolean;
  /** Where its reading ended: whoever Graph reports from here on has changed since. */
  readonly watermark: string | null;
  readonly properties: readonly string[];
}

export function clearPlan(database: Database): void {
  database.run('DELETE FROM plan_rows');
  writeFact(database, 'plan', null);
  writeFact(database, 'plan-basis', null);
}

export function addPlanRows(
  database: Database,
  rows: readonly { readonly row: PlanRow; readonly version: string }[],
): void {
  for (const { row, version } of rows)
    database.run(
      'INSERT INTO plan_rows (source_id, action, status, row, version, search) VALUES (?, ?, ?, ?, ?, ?)',
      row.sourceId,
      row.action,
      row.status,
      JSON.stringify(row),
      version,
      searchText(row.name, row.mail, row.sourceId),
    );
}

export function savePlan(database: Database, summary: PlanSummary, basis: PlanBasis): void {
  writeFact(database, 'plan', JSON.stringify(summary));
  writeFact(database, 'plan-basis', JSON.stringify(basis));
}

export function readPlan(database: Database): PlanSummary | null {
  const text = readFact(database, 'plan');
  return text === null ? null : { ...{ held: 0 }, ...(JSON.parse(text) as PlanSummary) };
}

/** What the last plan was made from; null: there is none, or a cycle has begun since. */
export function readPlanBasis(database: Database): PlanBasis | null {
  const text = readFact(database, 'plan-basis');
  return text === null ? null : (JSON.parse(text) as PlanBasis);
}

/** A cycle begins: what it does, the plan no longer says. Its rows stay until the next plan, for the cycle that follows it. */
export const spendPlan = (database: Database): void => writeFact(database, 'plan-basis', null);

/** The version of a planned person; null: the plan says nothing of them. */
export function plannedVersion(database: Database, person: string): string | null {
  const row = database.get('SELECT version FROM plan_rows WHERE source_id = ?', person);
  return row === undefined ? null : String(row['version']);
}

/** Whether the plan gives an attribute of this person this value. */
export function plannedChange(database: Database, person: string, attribute: string, to: string | null): boolean {
  const row = database.get('SELECT row FROM plan_rows WHERE source_id = ?', person);
  if (row === undefined) return false;
  const { changes } = JSON.parse(String(row['row'])) as PlanRow;
  return changes.some((change) => change.attribute === attribute && change.to === to);
}

/** People of the plan about whom something was decided in Inseam since it was made: provisioned on demand, put on hold. */
export function countChangedSince(database: Database, madeAt: string): number {
  return Number(
    database.get(
      `SELECT count(DISTINCT source_id) AS n FROM plan_rows WHERE source_id IN (
         SELECT source_id FROM log WHERE at > ?1 UNION ALL SELECT source_id FROM holds WHERE since > ?1)`,
      madeAt,
    )?.['n'] ?? 0,
  );
}

const order = `CASE WHEN status IN ('skipped', 'failed') THEN 7 ELSE CASE action WHEN 'delete' THEN 0 WHEN 'disable' THEN 1
  WHEN 'create' THEN 2 WHEN 'update' THEN 3 WHEN 'enable' THEN 4 WHEN 'link' THEN 5 ELSE 6 END END, number`;

function condition(filter: PlanFilter, text: string): { readonly where: string; readonly values: readonly Bindable[] } {
  const parts: string[] = ['1 = 1'];
  const values: Bindable[] = [];
  if (filter === 'skipped') parts.push(`status IN ('skipped', 'failed')`);
  else if (filter !== 'all') {
    parts.push(`action = ? AND status NOT IN ('skipped', 'failed')`);
    values.push(filter);
  }
  const wanted = searchText(text).trim();
  if (wanted !== '') {
    parts.push(`search LIKE ? ESCAPE '\\'`);
    values.push(`%${wanted.replace(/[\\%_]/g, '\\$&')}%`);
  }
  return { where: parts.join(' AND '), values };
}

export function planRows(
  database: Database,
  filter: PlanFilter,
  offset: number,
  limit: number,
  text = '',
): { readonly total: number; readonly rows: readonly PlanRow[] } {
  const { where, values } = condition(filter, text);
  return {
    total: Number(database.get(`SELECT count(*) AS n FROM plan_rows WHERE ${where}`, ...values)?.['n'] ?? 0),
    rows: database
      .all(`SELECT row FROM plan_rows WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`, ...values, limit, offset)
      .map((row) => JSON.parse(String(row['row'])) as PlanRow),
  };
}
