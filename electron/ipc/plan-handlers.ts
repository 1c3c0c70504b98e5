import { csvLine } from '../../shared/log/csv';
import { operationJson } from '../commands/print-cycle';
import { planHindrance, planIsOfOtherRules, reviewOf } from '../cycle/review';
import { countChangedSince, planRows, readPlan, readPlanBasis } from '../ledger/plan-rows';
import type { Desk } from './desk';
import type { GroupHandlers } from './handler';
import type { ChooseFile } from './log-handlers';
import { withSource } from './with-source';

const rowsAtOnce = 500;

/** Plans: made, looked at page by page, run exactly. The rows stay in this process. */
export function planHandlers(desk: Desk, chooseFile: ChooseFile): GroupHandlers<'plan'> {
  const { runner } = desk;
  return {
    async 'plan.make'({ job, full }) {
      const outcome = await runner.plan(job, full);
      return outcome.ok
        ? { summary: outcome.value.summary, problem: null }
        : { summary: null, problem: desk.problemWords(job, outcome.problem) };
    },
    'plan.summary'({ job }) {
      const { settings } = desk.known(job);
      const database = desk.database(job);
      const basis = readPlanBasis(database);
      const summary = basis === null ? null : readPlan(database);
      return {
        summary,
        review: reviewOf(settings, database),
        since:
          basis === null || summary === null
            ? { people: 0, rules: false }
            : {
                people: countChangedSince(database, summary.madeAt),
                rules: planIsOfOtherRules(settings, basis),
              },
      };
    },
    async 'plan.look'({ job, madeAt }) {
      const database = desk.database(job);
      const basis = readPlanBasis(database);
      if (basis === null || basis.watermark === null || readPlan(database)?.madeAt !== madeAt) return { people: null };
      const { watermark, properties } = basis;
      const changed = await withSource(desk, job, async (source, signal) => {
        const people = new Set<string>();
        for await (const page of source.readPeople(watermark, properties, signal))
          for (const { id } of page.people) people.add(id);
        return people.size;
      });
      // A look that fails tells nothing; the run itself reads everything again.
      return { people: changed.ok ? changed.value : null };
    },
    'plan.rows'({ job, action, text, offset, limit }) {
      const { total, rows } = planRows(desk.database(job), action, offset, limit, text);
      return { total, rows: [...rows] };
    },
    'plan.cancel'({ job }) {
      runner.stop(job);
      return {};
    },
    'plan.run'({ job, leaveOut }) {
      if (runner.isRunning(job)) return { started: false, problem: desk.problemWords(job, { kind: 'cycle-running' }) };
      const hindrance = planHindrance(desk.known(job).settings, desk.database(job));
      if (hindrance !== null) return { started: false, problem: desk.problemWords(job, hindrance) };
      void runner
        .cycle(job, { full: false, approve: true, trigger: 'admin', exactly: true, leaveOut })
        .then((outcome) => {
          if (!outcome.ok) desk.reportFailure(job, outcome.problem);
        });
      return { started: true, problem: null };
    },
    async 'plan.export'({ job, format }) {
      const database = desk.database(job);
      const summary = readPlan(database);
      const to = await chooseFile(`inseam-${job}-plan.${format}`);
      if (to === null || summary === null) return { entries: 0, file: null };
      let entries = 0;
      try {
        if (format === 'csv') to.write(csvLine(columns));
        else to.write(`{ "job": ${JSON.stringify(job)}, "madeAt": ${JSON.stringify(summary.madeAt)}, "operations": [`);
        for (let offset = 0; ; offset += rowsAtOnce) {
          const { rows } = planRows(database, 'all', offset, rowsAtOnce);
          for (const row of rows) {
            if (format === 'json')
              to.write(
                `${entries === 0 ? '' : ','}\n  ${JSON.stringify({ ...operationJson(row), status: row.status })}`,
              );
            // One line a change, so that a table can be filtered by attribute; who only is linked or skipped has one too.
            else
              for (const { attribute, from, to: next } of row.changes.length === 0 ? [noChange] : row.changes)
                to.write(
                  csvLine([
                    row.status === 'skipped' || row.status === 'failed' ? 'skip' : row.action,
                    row.status,
                    row.name,
                    row.mail,
                    attribute,
                    from ?? '',
                    next ?? '',
                    row.reason,
                    row.sourceId,
                    row.targetId ?? '',
                  ]),
                );
            entries += 1;
          }
          if (rows.length < rowsAtOnce) break;
        }
        if (format === 'json') to.write('\n] }\n');
      } finally {
        to.close();
      }
      return { entries, file: to.file };
    },
  };
}

const noChange = { attribute: '', from: null, to: null } as const;
const columns = ['action', 'status', 'name', 'mail', 'attribute', 'from', 'to', 'reason', 'source id', 'target id'];
