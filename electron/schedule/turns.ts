import type { CycleProgress } from '../../shared/health/job-state';
import type { Problem } from '../../shared/log/problem';
import { failure, type Outcome } from '../../shared/outcome';
import { problemIn } from '../cycle/run-cycle';

/** A piece of work on a job while it goes on. */
export interface Turn {
  readonly abort: AbortController;
  readonly finished: Promise<unknown>;
  stopping: boolean;
  progress: CycleProgress | null;
}

/** One piece of work a job at a time in this process; between processes the job's lock sees to it. */
export interface Turns {
  /** Refused while something runs. */
  alone<T>(job: string, work: (mine: Turn) => Promise<Outcome<T>>): Promise<Outcome<T>>;
  /** After all that runs or waits before it, where that is wanted. */
  inTurn<T>(job: string, waits: boolean, work: (mine: Turn) => Promise<Outcome<T>>): Promise<Outcome<T>>;
  current(job: string): Turn | undefined;
  isClosing(): boolean;
  /** Has all work finish what is under way; after `limitMs` it is cut. */
  close(limitMs: number): Promise<void>;
}

/** `ended` hears how each piece of work came out, once its turn is over. */
export function openTurns(ended: (job: string, problem: Problem | null) => void): Turns {
  const running = new Map<string, Turn>();
  let closing = false;

  /** A defect, or a disk that is full, is an answer too: whoever asked goes on, and so does the schedule. */
  async function foreseen<T>(mine: Turn, work: (mine: Turn) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    try {
      return await work(mine);
    } catch (error) {
      return failure(problemIn(error, mine.abort));
    }
  }

  const turns: Turns = {
    async alone(job, work) {
      if (closing) return failure({ kind: 'cycle-stopped' });
      if (running.has(job)) return failure({ kind: 'cycle-running' });
      let release = (): void => {};
      const finished = new Promise<void>((resolve) => {
        release = resolve;
      });
      const mine: Turn = { abort: new AbortController(), finished, stopping: false, progress: null };
      running.set(job, mine);
      const outcome = await foreseen(mine, work);
      running.delete(job);
      release();
      ended(job, outcome.ok ? null : outcome.problem);
      return outcome;
    },
    async inTurn(job, waits, work) {
      for (let before = running.get(job); waits && before !== undefined; before = running.get(job))
        await before.finished;
      return turns.alone(job, work);
    },
    current: (job) => running.get(job),
    isClosing: () => closing,
    async close(limitMs) {
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
  return turns;
}
