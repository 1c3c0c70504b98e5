import type { CycleProgress, CycleSummary, CycleTrigger, JobState } from '../../shared/health/job-state';
import { untilResumed } from '../../shared/health/next-cycle';
import type { Reset, Restarted } from '../../shared/health/restart';
import type { LogRow, StepName } from '../../shared/log/log-row';
import type { Problem } from '../../shared/log/problem';
import type { Sight } from '../../shared/on-demand/sight';
import { failure, type Outcome, success, valueOrThrow } from '../../shared/outcome';
import type { JobSettings } from '../../shared/settings/settings';
import type { Engine, KnownJob } from '../compose';
import { clearHindrance, recordHindrance } from '../cycle/cannot-begin';
import type { CycleEvent } from '../cycle/cycle';
import { type LinkedByHand, linkByHand, unlinkByHand } from '../cycle/link-by-hand';
import { makePlan, type Plan } from '../cycle/make-plan';
import { openJob } from '../cycle/open-job';
import { peopleLeftOut } from '../cycle/people-left-out';
import { findUndoSubject, type PlannedUndo, planUndo, type UndoRequest } from '../cycle/plan-undo';
import { lookAtOne, type Provisioned, provisionOne } from '../cycle/provision-one';
import { dueAt, readJobState } from '../cycle/read-job-state';
import { restartJob } from '../cycle/restart-job';
import { mayBegin, recordBegin, reviewOf, reviewProblem } from '../cycle/review';
import { problemIn, runCycle } from '../cycle/run-cycle';
import { censusAfter, takeCensus } from '../cycle/take-census';
import { type Undone, undoCycle } from '../cycle/undo-cycle';
import type { Census } from '../ledger/census';
import { lastBegun } from '../ledger/cycles';
import type { Database } from '../ledger/database';
import type { Ledger } from '../ledger/open-ledger';
import { queueNotification } from '../notify/queue-notification';
import { sendOutbox } from '../notify/send-outbox';

/** What the runner tells: state, progress, rows. The window, the tray, the bar and `--json` read it. */
export type RunnerEvent =
  | { readonly kind: 'state'; readonly job: string }
  | { readonly kind: 'progress'; readonly job: string; readonly progress: CycleProgress }
  | { readonly kind: 'row'; readonly job: string; readonly row: LogRow }
  /** A scheduled cycle that could not begin, or a mail about a cycle that no server took. */
  | { readonly kind: 'trouble'; readonly job: string; readonly with: 'schedule' | 'mail'; readonly problem: Problem }
  | {
      readonly kind: 'plan-progress';
      readonly job: string;
      readonly done: number;
      readonly expected: number;
      readonly waiting: CycleProgress['waiting'];
    };

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

/** Runs jobs: one cycle at a time for each, by hand or when due. */
export interface Runner {
  state(job: string): Outcome<JobState>;
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
  /** Takes no new person; what is under way is finished. */
  stop(job: string): void;
  isRunning(job: string): boolean;
  /**
   * Starts what is due, waits for none of it, and answers when to look again, in milliseconds since 1970; null: nothing
   * is scheduled. One job's long cycle keeps no other job waiting.
   */
  startDue(): number | null;
  listen(listener: (event: RunnerEvent) => void): () => void;
  /** Finishes requests in flight and starts nothing more; after `limitMs` they are cut. */
  shutDown(limitMs: number): Promise<void>;
}

const tryAgainMs = 30_000;

interface Running {
  readonly abort: AbortController;
  readonly finished: Promise<unknown>;
  stopping: boolean;
  progress: CycleProgress | null;
}

export function openRunner(engine: Engine): Runner {
  const running = new Map<string, Running>();
  const locked = new Set<string>();
  const listeners = new Set<(event: RunnerEvent) => void>();
  const tell = (event: RunnerEvent): void => {
    for (const listener of listeners) listener(event);
  };
  let closing = false;

  /** One piece of work a job at a time in this process; between processes the job's lock sees to it. */
  async function alone<T>(job: string, work: (mine: Running) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    if (closing) return failure({ kind: 'cycle-stopped' });
    if (running.has(job)) return failure({ kind: 'cycle-running' });
    let release = (): void => {};
    const finished = new Promise<void>((resolve) => {
      release = resolve;
    });
    const mine: Running = { abort: new AbortController(), finished, stopping: false, progress: null };
    running.set(job, mine);
    try {
      const outcome = await foreseen(mine, work);
      noteKeychain(job, outcome.ok ? null : outcome.problem);
      return outcome;
    } finally {
      running.delete(job);
      release();
      tell({ kind: 'state', job });
    }
  }

  /** Alone as well, after all that runs or waits before it where that is wanted. */
  async function inTurn<T>(
    job: string,
    waits: boolean,
    work: (mine: Running) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    for (let before = running.get(job); waits && before !== undefined; before = running.get(job)) await before.finished;
    return alone(job, work);
  }

  const onDemand = (name: string, mine: Running) => ({
    stopping: () => mine.stopping,
    signal: mine.abort.signal,
    report: (event: CycleEvent) => {
      if (event.kind === 'row') tell({ kind: 'row', job: name, row: event.row });
    },
  });

  /** A defect, or a disk that is full, is an answer too: whoever asked goes on, and so does the schedule. */
  async function foreseen<T>(mine: Running, work: (mine: Running) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    try {
      return await work(mine);
    } catch (error) {
      return failure(problemIn(error, mine.abort));
    }
  }

  function ledgerOf(name: string): Outcome<Ledger> {
    try {
      return engine.ledger(name);
    } catch (error) {
      return failure(problemIn(error, null));
    }
  }

  function noteKeychain(job: string, problem: Problem | null): void {
    if (problem?.kind === 'keychain-locked' || problem?.kind === 'keychain-silent') locked.add(job);
    else locked.delete(job);
  }

  const optionsOf = (mine: Running) => ({ stopping: () => mine.stopping, signal: mine.abort.signal });

  const stateOf = (job: KnownJob, database: Database, progress: CycleProgress | null): JobState =>
    readJobState({ ...job, database, running: progress, keychainLocked: locked.has(job.name), now: engine.now() });

  const runner: Runner = {
    state(name) {
      const job = engine.known(name);
      if (!job.ok) return job;
      const ledger = ledgerOf(name);
      if (!ledger.ok) return ledger;
      return success(stateOf(job.value, ledger.value.database, running.get(name)?.progress ?? null));
    },
    cycle(name, { full, approve, trigger, exactly = false, leaveOut = [] }) {
      return alone(name, async (mine) => {
        const job = engine.known(name);
        if (!job.ok) return job;
        const ledger = ledgerOf(name);
        if (!ledger.ok) return ledger;
        const { database } = ledger.value;
        const review = reviewOf(job.value.settings, database);
        if (review !== null && !approve && !exactly) return failure(reviewProblem(review));
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
            stopping: () => mine.stopping,
            signal: mine.abort.signal,
            report: (event) => {
              if (event.kind === 'row') tell({ kind: 'row', job: name, row: event.row });
              else {
                mine.progress = event.progress;
                tell({ kind: 'progress', job: name, progress: event.progress });
              }
            },
          });
          return success(await censusAfter(ready, summary, optionsOf(mine)));
        });
        if (!outcome.ok) recordHindrance(database, outcome.problem, new Date(engine.now()).toISOString());
        if (!outcome.ok) return outcome;
        // A cycle that is done stays done whatever becomes of its mail, which waits in the outbox.
        if (outcome.value.ok) await notify(name, outcome.value.value).catch(() => undefined);
        return outcome.value;
      });
    },
    plan(name, full, leaveOut = [], schema) {
      return alone(name, async (mine) => {
        const outcome = await engine.withJob<Outcome<Awaited<ReturnType<typeof makePlan>>>>(name, async (ready) => {
          const out = await peopleLeftOut(ready, leaveOut, mine.abort.signal);
          if (!out.ok) return out;
          const planned =
            schema === undefined ? success(ready) : openJob({ ...ready, settings: { ...ready.settings, schema } });
          if (!planned.ok) return planned;
          return success(
            await makePlan(planned.value, {
              full,
              isTrial: schema !== undefined,
              leaveOut: out.value,
              stopping: () => mine.stopping,
              signal: mine.abort.signal,
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
      return inTurn(name, afterCycle, async (mine) => {
        const outcome = await engine.withJob(name, (ready) =>
          lookAtOne(ready, person, { ...onDemand(name, mine), ...(onStep === undefined ? {} : { onStep }) }),
        );
        return outcome.ok ? outcome.value : outcome;
      });
    },
    provision(name, person, { afterCycle = false, agreed = null, onStep } = {}) {
      return inTurn(name, afterCycle, async (mine) => {
        const outcome = await engine.withJob(name, (ready) =>
          provisionOne(ready, person, { ...onDemand(name, mine), agreed, ...(onStep === undefined ? {} : { onStep }) }),
        );
        return outcome.ok ? outcome.value : outcome;
      });
    },
    restart: (name, reset) =>
      alone(name, async () =>
        engine.withLedger(name, ({ database }) => restartJob(database, reset, new Date(engine.now()).toISOString())),
      ),
    planUndo(name, request) {
      return alone(name, (mine) =>
        engine.withJob(name, async (ready) =>
          planUndo(ready, findUndoSubject(ready, request), {
            stopping: () => mine.stopping,
            signal: mine.abort.signal,
            looked: lookedAt(name),
          }),
        ),
      );
    },
    undo(name, request, { pause, planned: tellPlan }) {
      return alone(name, (mine) =>
        engine.withJob(name, (ready) =>
          undoCycle(ready, findUndoSubject(ready, request), {
            stopping: () => mine.stopping,
            signal: mine.abort.signal,
            looked: lookedAt(name),
            planned(made) {
              if (pause && made.plan.putBack > 0) pauseSchedule(name);
              tellPlan?.(made);
            },
            report: (event) => {
              if (event.kind === 'row') tell({ kind: 'row', job: name, row: event.row });
              else {
                mine.progress = event.progress;
                tell({ kind: 'progress', job: name, progress: event.progress });
              }
            },
          }),
        ),
      );
    },
    census: (name) =>
      alone(name, async (mine) => {
        const outcome = await engine.withJob(name, (ready) => takeCensus(ready, optionsOf(mine)));
        return outcome.ok ? outcome.value : outcome;
      }),
    link: (name, person, account) =>
      alone(name, async (mine) => {
        const outcome = await engine.withJob(name, (ready) => linkByHand(ready, person, account, mine.abort.signal));
        return outcome.ok ? outcome.value : outcome;
      }),
    unlink: (name, person) =>
      alone(name, async () => {
        const outcome = await engine.withJob(name, async (ready) => unlinkByHand(ready, person));
        return outcome.ok ? outcome.value : outcome;
      }),
    stop(name) {
      const mine = running.get(name);
      if (mine === undefined) return;
      mine.stopping = true;
      if (mine.progress !== null) mine.progress = { ...mine.progress, stopping: true };
      tell({ kind: 'state', job: name });
    },
    isRunning: (name) => running.has(name),
    startDue() {
      if (closing) return null;
      let next: number | null = null;
      for (const name of Object.keys(engine.settings.read().jobs)) {
        const due = dueOf(name);
        if (due === null) continue;
        const isDue = due <= engine.now();
        if (isDue && !running.has(name)) void runScheduled(name);
        // One that runs, or could not begin (a locked keychain, another process), is looked at again soon.
        const again = isDue ? engine.now() + tryAgainMs : due;
        next = next === null ? again : Math.min(next, again);
      }
      return next;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async shutDown(limitMs) {
      closing = true;
      const all = [...running.values()];
      for (const mine of all) mine.stopping = true;
      const timer = setTimeout(() => {
        for (const mine of all) mine.abort.abort(new Error('Inseam is quitting'));
      }, limitMs);
      await Promise.allSettled(all.map(({ finished }) => finished));
      clearTimeout(timer);
    },
  };

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

  async function runScheduled(name: string): Promise<void> {
    const trouble = (problem: Problem): void => tell({ kind: 'trouble', job: name, with: 'schedule', problem });
    try {
      const outcome = await runner.cycle(name, { full: false, approve: false, trigger: 'schedule' });
      if (!outcome.ok) trouble(outcome.problem);
    } catch (error) {
      // A defect in one job's cycle does not end the schedule of the others.
      trouble({ kind: 'defect', detail: error instanceof Error ? error.message : String(error) });
    }
  }

  function dueOf(name: string): number | null {
    const job = engine.known(name);
    if (!job.ok) return null;
    const ledger = ledgerOf(name);
    if (!ledger.ok) return null;
    const { database } = ledger.value;
    try {
      return dueAt({ settings: job.value.settings, database, now: engine.now() }, lastBegun(database));
    } catch {
      // A ledger that cannot be read keeps its own job waiting, and no other.
      return null;
    }
  }

  async function notify(name: string, summary: CycleSummary): Promise<void> {
    const job = engine.known(name);
    const ledger = ledgerOf(name);
    if (!job.ok || !ledger.ok) return;
    const { database } = ledger.value;
    // The state that the cycle leaves, not the one of a cycle that runs.
    const state = stateOf(job.value, database, null);
    queueNotification({ ...job.value, database, summary, state, now: engine.now() });
    const unsent = await sendOutbox(engine, job.value, database);
    if (unsent !== null) tell({ kind: 'trouble', job: name, with: 'mail', problem: unsent });
  }

  return runner;
}
