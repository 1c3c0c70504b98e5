import type { Link } from '../../shared/decision/link';
import type { Operation } from '../../shared/decision/operation';
import { instantWords } from '../../shared/health/instant-words';
import type { CycleEnd, CycleSummary } from '../../shared/health/job-state';
import type { LogRow } from '../../shared/log/log-row';
import type { Problem } from '../../shared/log/problem';
import { traitsOf } from '../../shared/log/problem-traits';
import { saveCycle } from '../ledger/cycles';
import { removeIntent, writeIntent } from '../ledger/intents';
import { ownerOfAccount } from '../ledger/links';
import { countPeople } from '../ledger/people';
import type { ResolvableReference } from '../ledger/references';
import { reviewReferences } from '../ledger/references';
import { putOnWorkList, type WorkItem, workOf } from '../ledger/work-list';
import type { Cycle, Job } from './cycle';
import { type Evaluated, scopeOf } from './evaluate-person';
import { exportOperation } from './export-operation';
import { setReferences } from './link-managers';
import { withoutSecrets } from './log-entry';
import { openCycle, summaryOf } from './open-cycle';
import { openPendingResults, type PendingResults } from './pending-results';
import {
  type DecidedUndo,
  decideInSlices,
  type PlannedUndo,
  type PlanUndoOptions,
  planUndo,
  type UndoSubject,
} from './plan-undo';
import { reportProgress } from './progress';
import { recordResult } from './record-result';
import { type CycleOptions, problemIn, recoverIntents } from './run-cycle';

export interface UndoOptions extends Omit<CycleOptions, 'full' | 'trigger'> {
  readonly looked: PlanUndoOptions['looked'];
  /** Told what will be done, before anything is; what it throws ends the undo with nothing written. */
  readonly planned: (planned: PlannedUndo) => void;
}

export interface Undone {
  readonly planned: PlannedUndo;
  /** null: there was nothing to put back. */
  readonly cycle: CycleSummary | null;
}

/**
 * Undoes a cycle: as a plan first, then as a cycle of its own, by the exporter and the results of every cycle. Whoever
 * was put back waits for the next cycle, which sees them as they are.
 */
export async function undoCycle(job: Job, subject: UndoSubject, options: UndoOptions): Promise<Undone> {
  recoverIntents(job);
  const planned = await planUndo(job, subject, options);
  options.planned(planned);
  if (planned.plan.putBack === 0) return { planned, cycle: null };
  const cycle = openUndo(job, subject, planned, options);
  const mayDisable = new Set(planned.rows.flatMap((row) => (row.action === 'disable' ? [row.sourceId as string] : [])));
  const results = openPendingResults(cycle);
  let end: CycleEnd = 'succeeded';
  let problem: Problem | null = null;
  try {
    try {
      for await (const slice of decideInSlices(job, subject, cycle.pool, cycle.signal)) {
        if (cycle.stopping()) break;
        await putBack(
          cycle,
          slice.filter(
            ({ decision, imaged }) => decision.operation?.action !== 'disable' || mayDisable.has(imaged.person),
          ),
          results,
        );
      }
    } finally {
      results.save();
    }
    end = cycle.stopping()
      ? 'stopped'
      : planned.plan.limit !== null
        ? 'held'
        : cycle.counts.failed > 0
          ? 'succeededWithErrors'
          : 'succeeded';
  } catch (error) {
    problem = withoutSecrets(problemIn(error, cycle), job.redact);
    end = cycle.stopping() ? 'stopped' : traitsOf(problem).effect === 'quarantine' ? 'quarantined' : 'failed';
  }
  const summary: CycleSummary = {
    ...summaryOf(cycle, end, problem),
    counts: { ...cycle.counts, inScope: countPeople(job.ledger.database).inScope, unchanged: 0 },
  };
  saveCycle(job.ledger.database, summary);
  return { planned, cycle: summary };
}

function openUndo(job: Job, { cycle: undone }: UndoSubject, { plan }: PlannedUndo, options: UndoOptions): Cycle {
  const when = instantWords().dated(Date.parse(undone.startedAt), job.now());
  const cycle = openCycle(job, {
    kind: 'incremental',
    trigger: 'undo',
    why: `It undoes the cycle of ${when}.`,
    undoes: `Undone: cycle of ${when}`,
    readAccounts: true,
    expected: { people: plan.putBack, exact: true },
    stage: 'decide',
    report: options.report,
    stopping: options.stopping,
    signal: options.signal,
  });
  reportProgress(cycle);
  return cycle;
}

interface Undoing {
  readonly decided: DecidedUndo;
  readonly item: WorkItem;
  readonly link: Link;
}

/** Intents first, then what is sent, then the results: a crash leaves everybody of the slice to the next cycle. */
async function putBack(cycle: Cycle, slice: readonly DecidedUndo[], results: PendingResults): Promise<void> {
  const { database } = cycle.job.ledger;
  const undoing = slice.flatMap((decided): Undoing[] => {
    const { item } = decided;
    if (decided.decision.left !== null || item === null || item.link === null) return [];
    return [{ decided, item, link: item.link }];
  });
  const at = new Date(cycle.job.now()).toISOString();
  results.save(() => {
    for (const { decided, item, link } of undoing) {
      putOnWorkList(database, item.person.id, 'full');
      const { operation } = decided.decision;
      if (operation === null) continue;
      const intent = { person: item.person.id, action: operation.action, target: link.targetId, matching: [] };
      writeIntent(database, cycle.id, intent, at);
    }
  });
  cycle.progress.stage = 'write';
  await cycle.pool.run(undoing, async ({ decided, item, link }) => {
    const { operation } = decided.decision;
    if (operation === null) return;
    if (cycle.stopping()) {
      results.add(() => {
        removeIntent(database, item.person.id);
        return null;
      });
      return;
    }
    const one = evaluatedAs(cycle, { decided, item, link }, operation);
    const sent = await exportOperation(cycle, one);
    results.add(() => record(cycle, one, () => recordResult(cycle, one, sent)));
  });
  // A reference is sent from the account as it now is.
  results.save();
  await setReferences(cycle, undoing.flatMap(referencesOf(cycle)), results);
  results.save(() => {
    for (const { decided, item } of undoing) {
      if (decided.decision.references.length > 0) reviewReferences(database, item.person.id);
      // A failure, too, is looked at by the next cycle as the account then is.
      putOnWorkList(database, item.person.id, 'full');
    }
  });
}

const evaluatedAs = (cycle: Cycle, { decided, item, link }: Undoing, operation: Operation): Evaluated => ({
  // What waits for the person (a next try, a held removal) is not settled by an undo.
  item: { ...item, hasEscrow: false, hasRemoval: false, lostCreation: null },
  story: {
    person: item.person,
    importedAs: 'undo',
    verdict: scopeOf(cycle.job, item),
    match: { kind: 'linked', targetId: link.targetId },
    startedAt: cycle.job.now(),
  },
  operation,
  link,
  mapped: null,
  resource: decided.resource,
});

/** Writes the result; how the person stood before stays, because an undo brings nobody into step. */
function record(cycle: Cycle, { item }: Evaluated, write: () => LogRow): LogRow {
  const { database } = cycle.job.ledger;
  const before = database.get('SELECT standing, problem FROM people WHERE id = ?', item.person.id);
  const row = write();
  cycle.progress.done += 1;
  cycle.progress.stages.write += 1;
  if (row.status !== 'failure' && before !== undefined)
    database.run(
      'UPDATE people SET standing = ?, problem = ? WHERE id = ?',
      String(before['standing']),
      before['problem'] === null ? null : String(before['problem']),
      item.person.id,
    );
  putOnWorkList(database, item.person.id, 'full');
  return row;
}

const referencesOf =
  (cycle: Cycle) =>
  ({ decided, item }: Undoing): readonly ResolvableReference[] => {
    const { database } = cycle.job.ledger;
    // As the ledger has it after the attributes were put back; none: the account turned out to be gone.
    const link = workOf(database, item.person.id)?.link ?? null;
    if (link === null) return [];
    return decided.decision.references.map(({ path, from, to }) => ({
      person: item.person,
      entitlements: item.entitlements,
      link,
      path,
      exported: from,
      to,
      toName: to === null ? null : (ownerOfAccount(database, to)?.name ?? null),
      changedInCycle: decided.decision.operation !== null,
    }));
  };
