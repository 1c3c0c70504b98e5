import type { CycleSummary } from '../../shared/health/job-state';
import { csvLine } from '../../shared/log/csv';
import type { Problem } from '../../shared/log/problem';
import type { PlannedUndo } from '../cycle/plan-undo';
import { pageOfCycles } from '../ledger/cycles';
import type { Desk } from './desk';
import type { GroupHandlers } from './handler';
import type { ChooseFile } from './log-handlers';

const rowsAtOnce = 200;

/** What each cycle did, and the way back. */
export function historyHandlers(desk: Desk, chooseFile: ChooseFile): GroupHandlers<'history'> & GroupHandlers<'undo'> {
  const { runner } = desk;
  /** The last plan of each job: its rows are asked for page by page. */
  const planned = new Map<string, PlannedUndo>();
  return {
    'history.page'({ job, kind, offset, limit }) {
      const { total, rows } = pageOfCycles(desk.database(job), kind === 'changes', offset, limit);
      return { total, rows: [...rows] };
    },
    async 'history.export'({ job, kind }) {
      const database = desk.database(job);
      const to = await chooseFile(`inseam-${job}-history.csv`);
      if (to === null) return { cycles: 0, file: null };
      let cycles = 0;
      try {
        to.write(csvLine(columns.map(([name]) => name)));
        for (let offset = 0; ; offset += rowsAtOnce) {
          const { rows } = pageOfCycles(database, kind === 'changes', offset, rowsAtOnce);
          for (const { cycle } of rows) to.write(csvLine(columns.map(([, cell]) => cell(cycle))));
          cycles += rows.length;
          if (rows.length < rowsAtOnce) break;
        }
      } finally {
        to.close();
      }
      return { cycles, file: to.file };
    },
    async 'undo.plan'({ job, cycle, person }) {
      const outcome = await runner.planUndo(job, { cycle, person });
      if (!outcome.ok) return { plan: null, rows: [], problem: desk.problemWords(job, outcome.problem) };
      planned.set(job, outcome.value);
      return { plan: outcome.value.plan, rows: outcome.value.rows.slice(0, rowsAtOnce), problem: null };
    },
    'undo.rows': ({ job, offset, limit }) => ({ rows: planned.get(job)?.rows.slice(offset, offset + limit) ?? [] }),
    'undo.run': ({ job, cycle, person, pause }) =>
      new Promise((answer) => {
        let told = false;
        const tell = (accounts: number, problem: Problem | null): void => {
          if (!told) answer({ accounts, problem: problem === null ? null : desk.problemWords(job, problem) });
          else if (problem !== null) desk.reportFailure(job, problem);
          told = true;
        };
        void runner
          .undo(job, { cycle, person }, { pause, planned: ({ plan }) => tell(plan.putBack, null) })
          .then((outcome) => tell(0, outcome.ok ? null : outcome.problem));
      }),
  };
}

const columns: readonly (readonly [string, (cycle: CycleSummary) => string])[] = [
  ['started', ({ startedAt }) => startedAt],
  ['finished', ({ finishedAt }) => finishedAt ?? ''],
  ['kind', ({ kind }) => kind],
  ['started by', ({ trigger }) => trigger],
  ...(['created', 'updated', 'enabled', 'disabled', 'deleted', 'skipped', 'failed'] as const).map(
    (key) => [key, ({ counts }: CycleSummary) => String(counts[key])] as const,
  ),
  ['requests to Microsoft Entra ID', ({ requests }) => String(requests.source)],
  ['requests to the target', ({ requests }) => String(requests.target)],
  ['result', ({ state }) => state ?? 'running'],
  ['cycle', ({ id }) => id],
];
