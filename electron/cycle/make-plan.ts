import type { CycleSummary } from '../../shared/health/job-state';
import type { SourceId } from '../../shared/ids';
import type { PlanRow, PlanSummary } from '../../shared/ipc/contract';
import type { LogRow } from '../../shared/log/log-row';
import type { Rules } from '../../shared/mapping/rules';
import type { Trial } from '../../shared/mapping/trial';
import type { Database } from '../ledger/database';
import { readFact } from '../ledger/facts';
import { readHeldLimit } from '../ledger/held-limit';
import { countPeople } from '../ledger/people';
import { addPlanRows, clearPlan, planRows, savePlan } from '../ledger/plan-rows';
import type { Job } from './cycle';
import { recordOnly } from './record-only';
import { type CycleOptions, runCycle } from './run-cycle';
import { tryRules } from './try-rules';

const rowsAtOnce = 500;

export interface Plan {
  readonly summary: PlanSummary;
  readonly cycle: CycleSummary;
  /** All rows of a plan that is not kept; null: they are in the ledger. */
  readonly rows: readonly PlanRow[] | null;
  /** The mapping tried on everyone, where it is not the job's own; else null. */
  readonly trial: Trial | null;
}

/**
 * What the next cycle would do: the same pipeline over a copy of the ledger and a target that only remembers. Nothing
 * is written anywhere but the plan itself, which the ledger keeps for the window. `null` when the run ended early: the
 * summary of the cycle says why.
 */
export async function makePlan(
  job: Job,
  options: Omit<CycleOptions, 'trigger' | 'selection'> & {
    readonly leaveOut?: readonly SourceId[];
    /** The rules in force, where the plan is of others: the last plan then stays as it is. */
    readonly insteadOf?: Rules;
  },
): Promise<{ plan: Plan | null; cycle: CycleSummary }> {
  const scratch = job.ledger.scratch();
  try {
    const dry: Job = { ...job, ledger: scratch, target: recordOnly(job.target) };
    const selection = { leaveOut: options.leaveOut ?? [], plan: 'make' } as const;
    const cycle = await runCycle(dry, { ...options, selection, trigger: 'admin' });
    const { insteadOf } = options;
    // That a mapping would fail for so many is what trying it is for.
    const isOver = insteadOf !== undefined && cycle.problem?.kind === 'too-many-failures';
    if ((cycle.problem !== null && !isOver) || cycle.state === 'stopped') return { plan: null, cycle };
    const trial =
      insteadOf === undefined
        ? null
        : await tryRules(
            {
              ...job,
              current: insteadOf,
              edited: job.rules,
              people: scratch.database,
              accounts: job.ledger.database,
            },
            { progress: () => undefined, stopping: options.stopping },
          );
    if (insteadOf !== undefined && trial === null) return { plan: null, cycle };
    const into = insteadOf !== undefined ? scratch.database : job.ledger.database;
    const summary = keepRows(job, scratch.database, into, cycle, options.full);
    const rows = insteadOf !== undefined ? planRows(into, 'all', 0, Number.MAX_SAFE_INTEGER).rows : null;
    return { plan: { summary, cycle, rows, trial }, cycle };
  } finally {
    scratch.close();
  }
}

function keepRows(job: Job, scratch: Database, database: Database, cycle: CycleSummary, full: boolean): PlanSummary {
  const counts = {
    create: 0,
    update: 0,
    enable: 0,
    disable: 0,
    delete: 0,
    link: 0,
    unchanged: 0,
    skipped: 0,
    failed: 0,
  };
  let held = 0;
  // Read first: a plan that is not kept is written into the same copy.
  const watermark = readFact(scratch, 'watermark');
  const summary = database.transaction(() => {
    clearPlan(database);
    for (let offset = 0; ; offset += rowsAtOnce) {
      // One person at most once: a manager that is set after the creation is part of the creation.
      const people = scratch.all(
        `SELECT log.source_id AS source_id, coalesce(max(version), '') AS version FROM log
         LEFT JOIN decided ON decided.source_id = log.source_id WHERE cycle_id = ? AND quiet = 0
         GROUP BY log.source_id ORDER BY min(number) LIMIT ? OFFSET ?`,
        cycle.id,
        rowsAtOnce,
        offset,
      );
      if (people.length === 0) break;
      const rows = people.map(({ source_id: person, version }) => ({
        version: String(version),
        row: planRowOf(
          scratch
            .all(
              'SELECT row FROM log WHERE cycle_id = ? AND source_id = ? AND quiet = 0 ORDER BY number',
              cycle.id,
              String(person),
            )
            .map((row) => JSON.parse(String(row['row'])) as LogRow),
        ),
      }));
      for (const { row } of rows) {
        if (row.status === 'skipped') continue;
        if (row.status === 'failed') counts.failed += 1;
        else if (row.action !== 'none') counts[row.action] += 1;
        if (row.status === 'held') held += 1;
      }
      addPlanRows(database, rows);
    }
    // The cycle counts everybody in scope, also those whom it did not look at and who stay skipped.
    counts.skipped = cycle.counts.skipped;
    counts.unchanged = Math.max(0, cycle.counts.unchanged - counts.link);
    const made: PlanSummary = {
      madeAt: new Date(job.now()).toISOString(),
      people: countPeople(scratch).directory,
      counts,
      held,
      overThreshold: held > 0,
      threshold: held > 0 ? readHeldLimit(scratch, job.settings).limit : null,
    };
    savePlan(database, made, {
      rules: job.fingerprint.rules,
      full,
      watermark,
      properties: job.properties,
    });
    return made;
  });
  return summary;
}

function planRowOf(rows: readonly LogRow[]): PlanRow {
  const [first] = rows;
  if (first === undefined) throw new Error('A plan row needs a log row');
  const acts = rows.filter((row) => row.action !== 'none' && row.action !== 'link');
  // Somebody whose name is too long, say, may still get a manager: what is done counts, and not what is left out.
  const main = acts.find((row) => row.status !== 'skipped') ?? acts[0] ?? first;
  const notSent = rows.flatMap((row) => row.notSent ?? []);
  return {
    sourceId: main.sourceId,
    targetId: main.targetId?.startsWith('planned-') ? null : main.targetId,
    name: main.sourceName,
    mail: main.sourceMail,
    action: main.action,
    status: main.staged
      ? 'held'
      : main.status === 'failure'
        ? 'failed'
        : main.status === 'skipped'
          ? 'skipped'
          : 'planned',
    reason: main.reason,
    changes: rows.flatMap((row) => row.modified).map(({ attribute, from, to }) => ({ attribute, from, to })),
    ...(notSent.length === 0 ? {} : { notSent }),
  };
}
