import type { ExitStatus } from '../../shared/log/problem-traits';
import type { Outcome } from '../../shared/outcome';
import type { Engine, KnownJob } from '../compose';
import type { Database } from '../ledger/database';
import type { Runner } from '../schedule/runner';

/** Where a command speaks: results to `out`, progress and messages to `err`. */
export interface Voice {
  out(line: string): void;
  err(line: string): void;
  /** A terminal is looking at stderr: a bar may be drawn. */
  readonly drawsBar: boolean;
  /** Overwrites the last line of a terminal. */
  redraw(line: string): void;
  readonly colours: boolean;
}

/** What a command is run with. `flags` and `options` hold only what its row in the table names. */
export interface Invocation {
  readonly words: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly options: Readonly<Record<string, string>>;
  readonly json: boolean;
  readonly voice: Voice;
  readonly env: NodeJS.ProcessEnv;
  /** Aborted by Ctrl+C or SIGTERM. */
  readonly signal: AbortSignal;
  /** Opens the engine of the data folder; closed by whoever runs the command. */
  engine(): Outcome<Engine>;
  runner(engine: Engine): Runner;
  /** The engine with the job meant by `--job`, or the only one there is. */
  openJob(): Outcome<OpenedJob>;
}

export interface OpenedJob {
  readonly engine: Engine;
  readonly job: KnownJob;
  /** The job's ledger is opened with it: where that fails, nothing can be done. */
  readonly database: Database;
}

/** One row of the table: usage text, options and behaviour in one place. */
export interface Command {
  readonly name: string;
  /** "[--full] [--approve]" */
  readonly usage: string;
  /** How many words it takes besides its options; more are a slip, and nothing is done. */
  readonly mostWords: number;
  readonly help: string;
  /** Whether it is about one job, and so takes `--job`. */
  readonly takesJob: boolean;
  readonly flags: readonly string[];
  readonly options: readonly string[];
  run(invocation: Invocation): Promise<ExitStatus>;
}
