import type { CycleSummary } from '../../shared/health/job-state';
import type { LogRow, StepName } from '../../shared/log/log-row';
import { traitsOf } from '../../shared/log/problem-traits';
import type { Sight } from '../../shared/on-demand/sight';
import { failure, type Outcome, ProblemError, success } from '../../shared/outcome';
import { dropCycle, saveCycle } from '../ledger/cycles';
import { replaceEntitlementsOf } from '../ledger/entitlements';
import { releaseClaim } from '../ledger/links';
import { recordRead } from '../ledger/people';
import { putOnWorkList, type WorkItem, workOf } from '../ledger/work-list';
import type { Cycle, Job } from './cycle';
import { keepDefaultDomain } from './default-domain';
import type { Evaluated } from './evaluate-person';
import { setReferenceOf } from './link-managers';
import { withoutSecrets } from './log-entry';
import { openCycle, summaryOf } from './open-cycle';
import { progressOf } from './progress';
import { proveLinks } from './prove-links';
import { readOne } from './read-one';
import { recordOnly } from './record-only';
import { type CycleOptions, problemIn, recoverIntents } from './run-cycle';
import { seePerson, tokenOf } from './see-person';
import { watch } from './witness';
import { workThrough } from './work-through';

export interface OnDemandOptions extends Omit<CycleOptions, 'full' | 'trigger'> {
  /** Hears each step as it is gone into. */
  readonly onStep?: (step: StepName) => void;
}

/** What came of one person. */
export interface Provisioned {
  readonly sight: Sight;
  /** Rows of the log, newest last; none where the sight was stale. */
  readonly rows: readonly LogRow[];
  /** Person or account had changed since they were looked at: nothing was sent, and `sight` is how they are now. */
  readonly stale: boolean;
}

/**
 * The first three steps of one person, and what the fourth would be: the same pipeline over a copy of the ledger and a
 * target that only remembers. Nothing is written anywhere.
 */
export async function lookAtOne(job: Job, idOrName: string, options: OnDemandOptions): Promise<Outcome<Sight>> {
  const scratch = job.ledger.scratch();
  try {
    const dry: Job = { ...job, ledger: scratch, target: recordOnly(job.target) };
    const seen = await goThrough(
      dry,
      idOrName,
      { ...options, report: () => undefined },
      { writes: false, agreed: null },
    );
    return seen.ok ? success(seen.value.sight) : seen;
  } finally {
    scratch.close();
  }
}

/**
 * Provision on demand: one person through the four steps now, by the same pipeline fed with one person. It writes, and
 * it honours scope. The watermark and everybody else stay as they are. `agreed` is the token of the sight that the
 * admin agreed to; null: whatever is to be done is done.
 */
export const provisionOne = (
  job: Job,
  idOrName: string,
  options: OnDemandOptions & { readonly agreed: string | null },
): Promise<Outcome<Provisioned>> => goThrough(job, idOrName, options, { writes: true, agreed: options.agreed });

async function goThrough(
  whole: Job,
  idOrName: string,
  options: OnDemandOptions,
  { writes, agreed }: { readonly writes: boolean; readonly agreed: string | null },
): Promise<Outcome<Provisioned>> {
  recoverIntents(whole);
  const { database } = whole.ledger;
  const { job, seen } = watch(whole, (step) => options.onStep?.(step));
  const rows: LogRow[] = [];
  const cycle = openCycle(job, {
    kind: 'incremental',
    trigger: 'on-demand',
    why: null,
    readAccounts: true,
    expected: { people: 1, exact: true },
    stage: 'read',
    report: (event) => {
      if (event.kind === 'row') rows.push(event.row);
      options.report(event);
    },
    stopping: options.stopping,
    signal: options.signal,
  });
  cycle.counts.imported = 1;
  cycle.progress.stages.read = 1;
  const close = (state: CycleSummary['state'], problem: CycleSummary['problem']): void =>
    saveCycle(database, { ...summaryOf(cycle, state, problem), counts: progressOf(cycle).counts });
  let evaluated: Evaluated | null = null;
  let stale = false;
  try {
    await keepDefaultDomain(whole, options.signal);
    await proveLinks({ ...cycle, job: whole });
    const item = await readNow(cycle, idOrName);
    if (item === null) {
      dropCycle(database, cycle.id);
      return failure({ kind: 'person-unknown', person: idOrName });
    }
    let items: readonly WorkItem[] = [item];
    const next = (): readonly WorkItem[] => {
      const now = items;
      items = [];
      return now;
    };
    await workThrough(cycle, next, {
      importedAs: () => 'on-demand',
      counted: true,
      sighted(one) {
        evaluated = one;
        stale = agreed !== null && tokenOf(job, one) !== agreed;
        return !stale;
      },
    });
    if (evaluated === null) return failure({ kind: 'cycle-stopped' });
    if (stale) {
      // What was read is kept, and the person waits for the next cycle; nothing else was done.
      if (item.link === null) releaseClaim(database, item.person.id);
      dropCycle(database, cycle.id);
      return success({ sight: await lookAgain(), rows: [], stale: true });
    }
    await setReferenceOf(cycle, item.person.id);
    close(cycle.counts.failed > 0 ? 'succeededWithErrors' : 'succeeded', null);
    return success({ sight: seePerson(job, { evaluated, rows, seen, done: writes }), rows, stale: false });
  } catch (error) {
    const problem = withoutSecrets(problemIn(error, cycle), job.redact);
    close(traitsOf(problem).effect === 'quarantine' ? 'quarantined' : 'failed', problem);
    return { ok: false, problem };
  }

  async function lookAgain(): Promise<Sight> {
    const sight = await lookAtOne(whole, idOrName, options);
    if (!sight.ok) throw new ProblemError(sight.problem);
    return sight.value;
  }
}

/** Reads the person as they are now into the ledger, and nobody else. */
async function readNow(cycle: Cycle, idOrName: string) {
  const { job } = cycle;
  const { database } = job.ledger;
  const one = await readOne(job, idOrName, cycle.signal);
  if (one === null) return null;
  database.transaction(() => {
    recordRead(database, one.read, cycle.id, false);
    if (one.ways !== null) replaceEntitlementsOf(database, one.read.id, one.ways);
    putOnWorkList(database, one.read.id, 'update');
  });
  return workOf(database, one.read.id);
}
