import type { LiveEvent, ProblemWords } from '../../shared/ipc/contract';
import type { Problem } from '../../shared/log/problem';
import { valueOrThrow } from '../../shared/outcome';
import type { JobSettings } from '../../shared/settings/settings';
import type { Engine, KnownJob } from '../compose';
import { clearHindrance } from '../cycle/cannot-begin';
import type { Database } from '../ledger/database';
import type { Runner } from '../schedule/runner';
import { wordsOf } from './words';

/** What every group of handlers works with. */
export interface Desk {
  readonly engine: Engine;
  readonly runner: Runner;
  readonly tell: (event: LiveEvent) => void;
  known(job: string): KnownJob;
  database(job: string): Database;
  /** Changes a job's settings; answers what is wrong with them, in words, or null. */
  change(job: string, change: (settings: JobSettings) => JobSettings): ProblemWords | null;
  problemWords(job: string, problem: Problem): ProblemWords;
  /** Tells the window how a job stands. */
  tellState(job: string): void;
  /** A cycle that could not even begin: said in the window, since no cycle will be in the log. */
  reportFailure(job: string, problem: Problem): void;
}

export function openDesk(engine: Engine, runner: Runner, tell: (event: LiveEvent) => void): Desk {
  const desk: Desk = {
    engine,
    runner,
    tell,
    known: (job) => valueOrThrow(engine.known(job)),
    database: (job) => valueOrThrow(engine.ledger(job)).database,
    change(job, change) {
      desk.known(job);
      const saved = engine.settings.update((settings) => {
        const before = settings.jobs[job];
        return before === undefined ? settings : { ...settings, jobs: { ...settings.jobs, [job]: change(before) } };
      });
      if (saved.ok) clearHindrance(desk.database(job));
      desk.tellState(job);
      return saved.ok ? null : desk.problemWords(job, saved.problem);
    },
    problemWords(job, problem) {
      const known = engine.known(job);
      const words = wordsOf(problem, known.ok ? known.value.profile : null);
      return {
        ...words,
        title: engine.redact(words.title),
        meaning: engine.redact(words.meaning),
        nextStep: engine.redact(words.nextStep),
      };
    },
    tellState(job) {
      const state = runner.state(job);
      if (state.ok) tell({ kind: 'job.state', state: state.value });
    },
    reportFailure(job, problem) {
      tell({ kind: 'job.problem', job, problem: desk.problemWords(job, problem) });
      desk.tellState(job);
    },
  };
  return desk;
}
