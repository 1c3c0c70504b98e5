import type { CycleSummary, CycleTrigger } from '../../shared/health/job-state';
import { untilResumed } from '../../shared/health/next-cycle';
import type { Reset, Restarted } from '../../shared/health/restart';
import type { StepName } from '../../shared/log/log-row';
import type { Sight } from '../../shared/on-demand/sight';
import { failure, type Outcome, success, valueOrThrow } from '../../shared/outcome';
import type { JobSettings } from '../../shared/settings/settings';
import type { Engine } from '../compose';
import { clearHindrance, recordHindrance } from '../cycle/cannot-begin';
import type { CycleEvent } from '../cycle/cycle';
import { type LinkedByHand, linkByHand, unlinkByHand } from '../cycle/link-by-hand';
import { makePlan, type Plan } from '../cycle/make-plan';
import { openJob } from '../cycle/open-job';
import { peopleLeftOut } from '../cycle/people-left-out';
import { findUndoSubject, type PlannedUndo, planUndo, type UndoRequest } from '../cycle/plan-undo';
import { lookAtOne, type Provisioned, provisionOne } from '../cycle/provision-one';
import { restartJob } from '../cycle/restart-job';
import { mayBegin, recordBegin, reviewOf, reviewProblem } from '../cycle/review';
import { runCycle } from '../cycle/run-cycle';
import { censusAfter, takeCensus } from '../cycle/take-census';
import { type Undone, undoCycle } from '../cycle/undo-cycle';
import type { Census } from '../ledger/census';
import type { RunnerEvent } from './runner-event';
import type { Turn, Turns } from './turns';

export interface StartOptions {
  readonly full: boolean;
  /** The admin's word that the plan was seen: of the first cycle, or of a changed mapping or scope. */
  readonly approve: boolean;
  readonly trigger: CycleTrigger;
  /** Carries out the last plan and nothing else; whoever changed since is left for the next cycle. */
  readonly exactly?: boolean;
  /** People left out of this run, by object id or userPrincipalName. */
  readonly leaveOut?: readonly string[];
}

export interface RunUndoOptions {
  /** The schedule is paused before anything is sent: the next cycle would make the same changes again. */
  readonly pause: boolean;
  /** Told the plan before anything is sent. */
  readonly planned?: (planned: PlannedUndo) => void;
}

export interface LookOptions {
  /** Waits for what is running instead of being refused: one person comes right after the cycle. */
  readonly afterCycle?: boolean;
  readonly onStep?: (step: StepName) => void;
}

/** What can be done with a job, one piece of work at a time. */
export interface Tasks {
  cycle(job: string, options: StartOptions): Promise<Outcome<CycleSummary>>;
  plan(
    job: string,
    full: boolean,
    leaveOut?: readonly string[],
    /** Another mapping to plan under; such a plan is not kept, and its rows come with the answer. */
    schema?: JobSettings['schema'],
  ): Promise<Outcome<Plan>>;
  /** Forgets what the admin says; the next cycle begins from there. Not while one runs. */
  restart(job: string, reset: Reset): Promise<Outcome<Restarted>>;
  /** What undoing a cycle (or one person of it) would do. Writes nothing. */
  planUndo(job: string, request: UndoRequest): Promise<Outcome<PlannedUndo>>;
  /** Undoes it; `cycle` null: there was nothing to put back. */
  undo(job: string, request: UndoRequest, options: RunUndoOptions): Promise<Outcome<Undone>>;
  /** Provision on demand up to the action, which is only named: nothing is written. */
  look(job: string, person: string, options?: LookOptions): Promise<Outcome<Sight>>;
  /** Provision on demand. `agreed`: only what this token of a sight stands for; null: whatever is to be done. */
  provision(
    job: string,
    person: string,
    options?: LookOptions & { readonly agreed?: string | null },
  ): Promise<Outcome<Provisioned>>;
  /** Lists the target's accounts and compares them with the people as last read. */
  census(job: string): Promise<Outcome<Census>>;
  link(job: string, person: string, account: string): Promise<Outcome<LinkedByHand>>;
  unlink(job: string, person: string): Promise<Outcome<LinkedByHand>>;
}

export interface TasksParts {
  readonly engine: Engine;
  readonly turns: Turns;
  readonly tell: (event: RunnerEvent) => void;
  /** A cycle is done and recorded: who has to hear of it is told. */
  readonly cycleEnded: (job: string, summary: CycleSummary) => Promise<void>;
}

export function openTasks({ engine, turns, tell, cycleEnded }: TasksParts): Tasks {
  const optionsOf = (mine: Turn) => ({ stopping: () => mine.stopping, signal: mine.abort.signal });

  function hear(job: string, mine: Turn, event: CycleEvent): void {
    if (event.kind === 'row') tell({ kind: 'row', job, row: event.row });
    else {
      mine.progress = event.progress;
      tell({ kind: 'progress', job, progress: event.progress });
    }
  }

  const onDemand = (job: string, mine: Turn) => ({
    ...optionsOf(mine),
    report: (event: CycleEvent) => {
      if (event.kind === 'row') tell({ kind: 'row', job, row: event.row });
    },
  });

  const lookedAt =
    (job: string) =>
    (done: number, expected: number): void =>
      tell({ kind: 'plan-progress', job, done, expected, waiting: null });

  function pauseSchedule(name: string): void {
    valueOrThrow(
      engine.settings.update((settings) => {
        const before = settings.jobs[name];
        if (before === undefined) return settings;
        const paused = { ...before, schedule: { ...before.schedule, pausedUntil: untilResumed } };
        return { ...settings, jobs: { ...settings.jobs, [name]: paused } };
      }),
    );
  }

  return {
    cycle(name, { full, approve, trigger, exactly = false, leaveOut = [] }) {
      return turns.alone(name, async (mine) => {
        const job = engine.known(name);
        if (!job.ok) return job;
        const ledger = engine.ledger(name);
        if (!ledger.ok) return ledger;
        const { database } = ledger.value;
        const review = reviewOf(job.value.settings, database);
        if (review !== null && !approve) return failure(reviewProblem(review));
        const outcome = await engine.withJob<Outcome<CycleSummary>>(name, async (ready) => {
          const begin = mayBegin(ready, { approve, exactly });
          if (!begin.ok) return begin;
          const out = await peopleLeftOut(ready, leaveOut, mine.abort.signal);
          if (!out.ok) return out;
          const plan = exactly ? ('follow' as const) : null;
          // Only now: where the far ends cannot be opened, nothing was begun that the admin's word could count for.
          recordBegin(ready);
          clearHindrance(database);
          const summary = await runCycle(ready, {
            full: exactly ? begin.value?.full === true : full,
            ...(plan === null && out.value.length === 0 ? {} : { selection: { plan, leaveOut: out.value } }),
            trigger,
            ...optionsOf(mine),
            report: (event) => hear(name, mine, event),
          });
          return success(await censusAfter(ready, summary, optionsOf(mine)));
        });
        if (!outcome.ok) recordHindrance(database, outcome.problem, new Date(engine.now()).toISOString());
        if (!outcome.ok) return outcome;
        // A cycle that is done stays done whatever becomes of its mail, which waits in the outbox.
        if (outcome.value.ok) await cycleEnded(name, outcome.value.value).catch(() => undefined);
        return outcome.value;
      });
    },
    plan(name, full, leaveOut = [], schema) {
      return turns.alone(name, async (mine) => {
        const outcome = await engine.withJob<Outcome<Awaited<ReturnType<typeof makePlan>>>>(name, async (ready) => {
          const out = await peopleLeftOut(ready, leaveOut, mine.abort.signal);
          if (!out.ok) return out;
          const planned =
            schema === undefined ? success(ready) : openJob({ ...ready, settings: { ...ready.settings, schema } });
          if (!planned.ok) return planned;
          return success(
            await makePlan(planned.value, {
              full,
              ...(schema === undefined ? {} : { insteadOf: ready.rules }),
              leaveOut: out.value,
              ...optionsOf(mine),
              report: (event) => {
                if (event.kind === 'progress')
                  tell({
                    kind: 'plan-progress',
                    job: name,
                    done: event.progress.people.done,
                    expected: event.progress.people.expected,
                    waiting: event.progress.waiting,
                  });
              },
            }),
          );
        });
        if (!outcome.ok) return outcome;
        if (!outcome.value.ok) return outcome.value;
        const { plan, cycle } = outcome.value.value;
        if (plan === null) return failure(cycle.problem ?? { kind: 'cycle-stopped' });
        return success(plan);
      });
    },
    look(name, person, { afterCycle = false, onStep } = {}) {
      return turns.inTurn(name, afterCycle, async (mine) => {
        const outcome = await engine.withJob(name, (ready) =>
          lookAtOne(ready, person, { ...onDemand(name, mine), ...(onStep === undefined ? {} : { onStep }) }),
        );
        return outcome.ok ? outcome.value : outcome;
      });
    },
    provision(name, person, { afterCycle = false, agreed = null, onStep } = {}) {
      return turns.inTurn(name, afterCycle, async (mine) => {
        const outcome = await engine.withJob(name, (ready) =>
          provisionOne(ready, person, { ...onDemand(name, mine), agreed, ...(onStep === undefined ? {} : { onStep }) }),
        );
        return outcome.ok ? outcome.value : outcome;
      });
    },
    restart: (name, reset) =>
      turns.alone(name, async () =>
        engine.withLedger(name, ({ database }) => restartJob(database, reset, new Date(engine.now()).toISOString())),
      ),
    planUndo(name, request) {
      return turns.alone(name, (mine) =>
        engine.withJob(name, async (ready) =>
          planUndo(ready, findUndoSubject(ready, request), {
            ...optionsOf(mine),
            looked: lookedAt(name),
          }),
        ),
      );
    },
    undo(name, request, { pause, planned: tellPlan }) {
      return turns.alone(name, (mine) =>
        engine.withJob(name, (ready) =>
          undoCycle(ready, findUndoSubject(ready, request), {
            ...optionsOf(mine),
            looked: lookedAt(name),
            planned(made) {
              if (pause && made.plan.putBack > 0) pauseSchedule(name);
              tellPlan?.(made);
            },
            report: (event) => hear(name, mine, event),
          }),
        ),
      );
    },
    census: (name) =>
      turns.alone(name, async (mine) => {
        const outcome = await engine.withJob(name, (ready) => takeCensus(ready, optionsOf(mine)));
        return outcome.ok ? outcome.value : outcome;
      }),
    link: (name, person, account) =>
      turns.alone(name, async (mine) => {
        const outcome = await engine.withJob(name, (ready) => linkByHand(ready, person, account, mine.abort.signal));
        return outcome.ok ? outcome.value : outcome;
      }),
    unlink: (name, person) =>
      turns.alone(name, async () => {
        const outcome = await engine.withJob(name, async (ready) => unlinkByHand(ready, person));
        return outcome.ok ? outcome.value : outcome;
      }),
  };
}
