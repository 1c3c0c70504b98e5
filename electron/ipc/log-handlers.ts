import type { LogLine } from '../../shared/ipc/contract';
import { csvLine } from '../../shared/log/csv';
import type { LogRow } from '../../shared/log/log-row';
import { provisioningObjectSummary } from '../../shared/log/object-summary';
import { findTargetAttribute } from '../../shared/mapping/target-attribute';
import type { Profile } from '../../shared/profiles/profile';
import { readCycle } from '../ledger/cycles';
import { countLogRows, latestChanges, listLogRows, logLines, readLogRow } from '../ledger/log-rows';
import type { Desk } from './desk';
import type { GroupHandlers } from './handler';
import { wordsOf } from './words';

const rowsAtOnce = 500;

/** Where an export goes: asked of the admin by the desktop; null: they cancelled. */
export type ChooseFile = (
  suggested: string,
) => Promise<{ write(text: string): void; close(): void; readonly file: string } | null>;

export function logHandlers(desk: Desk, chooseFile: ChooseFile): GroupHandlers<'log'> {
  return {
    'log.page'({ job, filter, offset, limit }) {
      const database = desk.database(job);
      const { profile } = desk.known(job);
      const { total, lines } = logLines(database, filter, offset, limit);
      return {
        total,
        people: countLogRows(database, filter),
        lines: lines.flatMap(({ kind, id }): LogLine[] => {
          if (kind === 'cycle') {
            const cycle = readCycle(database, id);
            return cycle === null ? [] : [{ kind: 'cycle', cycle }];
          }
          const row = readLogRow(database, id);
          return row === null ? [] : [lineOf(row, profile)];
        }),
      };
    },
    'log.row'({ job, id }) {
      const row = readLogRow(desk.database(job), id);
      const { profile } = desk.known(job);
      const problem = row === null || row.problem === null ? null : wordsOf(row.problem, profile, row.sourceName);
      return { row, problem, targetName: profile.name };
    },
    'log.latestChanges': ({ job, limit }) => ({ rows: [...latestChanges(desk.database(job), limit)] }),
    async 'log.export'({ job, filter, format }) {
      const known = desk.known(job);
      const to = await chooseFile(`inseam-${job}-log.${format}`);
      if (to === null) return { entries: 0, file: null };
      const database = desk.database(job);
      let entries = 0;
      try {
        if (format === 'csv') to.write(csvLine(columns.map(([name]) => name)));
        for (let offset = 0; ; offset += rowsAtOnce) {
          const rows = listLogRows(database, filter, offset, rowsAtOnce);
          for (const row of rows)
            to.write(
              format === 'csv'
                ? csvLine(columns.map(([, cell]) => cell(row)))
                : `${JSON.stringify(provisioningObjectSummary(row, known))}\n`,
            );
          entries += rows.length;
          if (rows.length < rowsAtOnce) break;
        }
      } finally {
        to.close();
      }
      return { entries, file: to.file };
    },
  };
}

const columns: readonly (readonly [string, (row: LogRow) => string])[] = [
  ['time', (row) => row.at],
  ['name', (row) => row.sourceName],
  ['mail', (row) => row.sourceMail],
  ['action', (row) => (row.staged ? 'stageddelete' : row.action)],
  ['result', (row) => row.status],
  ['reason', (row) => row.reason],
  [
    'changes',
    (row) => row.modified.map(({ attribute, from, to }) => `${attribute}: ${from ?? ''} → ${to ?? ''}`).join('; '),
  ],
  ['source id', (row) => row.sourceId],
  ['target id', (row) => row.targetId ?? ''],
  ['cycle', (row) => row.cycleId],
];

const lineOf = (row: LogRow, profile: Profile): LogLine => ({
  kind: 'person',
  id: row.id,
  at: row.at,
  name: row.sourceName,
  mail: row.sourceMail,
  what: whatOf(row, profile),
  action: row.action,
  status: row.status,
  staged: row.staged,
});

/** "title, manager" for an update; for a creation the mail; else the reason. */
function whatOf(row: LogRow, profile: Profile): string {
  if (row.problem !== null || row.staged) return row.reason;
  if (row.action === 'create') return row.sourceMail;
  if ((row.action === 'update' || row.action === 'enable') && row.modified.length > 0)
    return row.modified.map(({ attribute }) => findTargetAttribute(profile, attribute)?.label ?? attribute).join(', ');
  return row.reason;
}
