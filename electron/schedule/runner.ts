import type { CycleProgress, CycleSummary, JobState } from '../../shared/health/job-state';
import type { Problem } from '../../shared/log/problem';
import { failure, type Outcome, success } from '../../shared/outcome';
import type { Engine, KnownJob } from '../compose';
import { dueAt, readJobState } from '../cycle/read-job-state';
import { problemIn } from '../cycle/run-cycle';
import { lastBegun } from '../ledger/cycles';
import type { Database } from '../ledger/database';
import type { Ledger } from '../ledger/open-ledger';
import { queueNotification } from '../notify/queue-notification';
import { sendOutbox } from '../notify/send-outbox';
import type { RunnerEvent } from './runner-event';
import { openTasks, type Tasks } from './tasks';
import { openTurns } from './turns';

/** Runs jobs: one piece of work at a time for each, by hand or when due. */
export interface Runner extends Tasks {
  state(job: string): Outcome<JobState>;
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

export function openRunner(engine: Engine): Runner {
  const locked = new Set<string>();
  const listeners = new Set<(event: RunnerEvent) => void>();
  const tell = (event: RunnerEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const turns = openTurns((job, problem) => {
    noteKeychain(job, problem);
    tell({ kind: 'state', job });
  });

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

  const stateOf = (job: KnownJob, database: Database, progress: CycleProgress | null): JobState =>
    readJobState({ ...job, database, running: progress, keychainLocked: locked.has(job.name), now: engine.now() });

  const runner: Runner = {
    ...openTasks({ engine, turns, tell, cycleEnded: notify }),
    state(name) {
      const job = engine.known(name);
      if (!job.ok) return job;
      const ledger = ledgerOf(name);
      if (!ledger.ok) return ledger;
      return success(stateOf(job.value, ledger.value.database, turns.current(name)?.progress ?? null));
    },
    stop(name) {
      const mine = turns.current(name);
      if (mine === undefined) return;
      mine.stopping = true;
      if (mine.progress !== null) mine.progress = { ...mine.progress, stopping: true };
      tell({ kind: 'state', job: name });
    },
    isRunning: (name) => turns.current(name) !== undefined,
    startDue() {
      if (turns.isClosing()) return null;
      let next: number | null = null;
      for (const name of Object.keys(engine.settings.read().jobs)) {
        const due = dueOf(name);
        if (due === null) continue;
        const isDue = due <= engine.now();
        if (isDue && turns.current(name) === undefined) void runScheduled(name);
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
    shutDown: (limitMs) => turns.close(limitMs),
  };

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
