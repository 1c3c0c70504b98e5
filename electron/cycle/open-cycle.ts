import {
  type CycleKind,
  type CycleSummary,
  type CycleTrigger,
  noCounts,
  type Stage,
} from '../../shared/health/job-state';
import { openFailureTally } from '../../shared/health/quarantine';
import { cycleId } from '../../shared/ids';
import { beginCycle } from '../ledger/cycles';
import { countLinks } from '../ledger/links';
import { openClaims } from './claims';
import type { Cycle, Job, Report } from './cycle';
import { openPool } from './pool';
import type { Selection } from './selection';

/** In what one cycle differs from another before it begins. */
export interface Opening {
  readonly kind: CycleKind;
  readonly trigger: CycleTrigger;
  readonly why: string | null;
  readonly undoes?: string;
  readonly readAccounts: boolean;
  readonly provesFailures?: boolean;
  readonly selection?: Selection;
  /** How many people it will look at, as far as is known. */
  readonly expected: { readonly people: number; readonly exact: boolean };
  readonly stage: Stage;
  readonly report: Report;
  readonly stopping: () => boolean;
  readonly signal: AbortSignal;
}

/** Begins a cycle: from here on it is in the ledger, and one that is cut off is found there. */
export function openCycle(job: Job, opening: Opening): Cycle {
  const cycle = cycleOf(job, opening);
  return { ...cycle, number: beginCycle(job.ledger.database, summaryOf(cycle, null, null)) };
}

/** What evaluating somebody needs of a cycle, without one being begun: nothing of it is in the ledger. */
export const openLook = (job: Job, signal: AbortSignal): Cycle =>
  cycleOf(job, {
    kind: 'incremental',
    trigger: 'on-demand',
    why: null,
    readAccounts: true,
    expected: { people: 1, exact: true },
    stage: 'read',
    report: () => {},
    stopping: () => false,
    signal,
  });

function cycleOf(job: Job, { expected, stage, undoes, selection, ...opening }: Opening): Cycle {
  return {
    job,
    id: cycleId(job.newId()),
    number: 0,
    startedAt: job.now(),
    linkedBefore: countLinks(job.ledger.database),
    counts: { ...noCounts },
    progress: {
      stage,
      done: 0,
      expected: expected.people,
      exact: expected.exact,
      stages: { read: 0, decide: 0, write: 0, link: 0 },
      keptAt: 0,
    },
    failures: openFailureTally(),
    claims: openClaims(job.ledger),
    pool: openPool(job.settings.target.concurrency),
    provesFailures: false,
    ...opening,
    ...(undoes === undefined ? {} : { undoes }),
    ...(selection === undefined ? {} : { selection }),
  };
}

/** A cycle as its record tells of it; `state` null: it runs. Nobody is counted but those whom it looked at. */
export function summaryOf(cycle: Cycle, state: CycleSummary['state'], problem: CycleSummary['problem']): CycleSummary {
  const { job } = cycle;
  const { source, target } = job;
  return {
    id: cycle.id,
    kind: cycle.kind,
    trigger: cycle.trigger,
    state,
    startedAt: new Date(cycle.startedAt).toISOString(),
    finishedAt: state === null ? null : new Date(job.now()).toISOString(),
    why: cycle.why,
    counts: { ...cycle.counts },
    requests: {
      source: source.requests.sent,
      target: target.requests.sent,
      retried: source.requests.retried + target.requests.retried,
    },
    problem,
  };
}
