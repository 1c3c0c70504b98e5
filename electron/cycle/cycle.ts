import type { Surroundings } from '../../shared/expression/surroundings';
import type { CycleCounts, CycleKind, CycleProgress, CycleTrigger, Stage } from '../../shared/health/job-state';
import type { FailureTally } from '../../shared/health/quarantine';
import type { CycleId } from '../../shared/ids';
import type { LogRow } from '../../shared/log/log-row';
import type { CompiledRules } from '../../shared/mapping/map-person';
import type { FilterGroup, Rules } from '../../shared/mapping/rules';
import type { Profile } from '../../shared/profiles/profile';
import type { JobSettings } from '../../shared/settings/settings';
import type { Source, Target } from '../edges';
import type { Ledger } from '../ledger/open-ledger';
import type { Sleep } from '../network/retry';
import type { Claims } from './claims';
import type { Pool } from './pool';
import type { Selection } from './selection';
import type { KnownDomain } from './surroundings-at';
import type { Waits } from './waits';

/** What a cycle tells while it runs. The log, the bar, the window and `--json` are readers of this and add no path of their own. */
export type CycleEvent =
  | { readonly kind: 'progress'; readonly progress: CycleProgress }
  | { readonly kind: 'row'; readonly row: LogRow };

export type Report = (event: CycleEvent) => void;

/** What a job is made of while it works: its settings read once, its rules compiled once, its far ends opened. */
export interface Job {
  readonly name: string;
  readonly settings: JobSettings;
  readonly profile: Profile;
  readonly rules: Rules;
  readonly surroundings: Surroundings;
  readonly compiled: CompiledRules;
  /** An expression calls DefaultDomain(); `domain` holds it once it was asked for. */
  readonly readsDefaultDomain: boolean;
  readonly domain: KnownDomain;
  /** Filters of the settings' scope, beside those of the schema: both must let a person in. */
  readonly scopeFilters: readonly FilterGroup[];
  /** Tells one state of mapping and scope from another; a change has everybody evaluated again. */
  readonly fingerprint: { readonly rules: string; readonly properties: string };
  /** Names of Graph properties that the rules need. */
  readonly properties: readonly string[];
  /** A mapping or filter reads the roles of the assignments. */
  readonly readsRoles: boolean;
  readonly source: Source;
  readonly target: Target;
  readonly ledger: Ledger;
  readonly now: () => number;
  readonly sleep: Sleep;
  /** Who asked us to wait while the job works. */
  readonly waits: Waits;
  /** Takes secrets out of what a service said before it is kept. */
  readonly redact: (text: string) => string;
  readonly newId: () => string;
}

/** Counts as they grow. */
export type RunningCounts = { -readonly [Key in keyof CycleCounts]: CycleCounts[Key] };

/** One run in progress. */
export interface Cycle {
  readonly job: Job;
  readonly id: CycleId;
  readonly number: number;
  /** An incremental cycle becomes an initial one where the watermark is refused. */
  kind: CycleKind;
  readonly trigger: CycleTrigger;
  readonly startedAt: number;
  /** Why everybody is evaluated; null for an ordinary incremental cycle. */
  why: string | null;
  /** The reason that each row of an undo gives: "Undone: cycle of 24 November, 11:22". Absent: no undo. */
  readonly undoes?: string;
  /** Linked accounts are read again before they are decided on, not only known from the ledger. */
  readonly readAccounts: boolean;
  /** How many accounts were linked when it began. */
  readonly linkedBefore: number;
  readonly counts: RunningCounts;
  readonly progress: Progress;
  /** Who failed of those looked at, and why: too many of them stop the job. */
  readonly failures: FailureTally;
  /** The job stands in quarantine for its failures: everybody who failed is tried again, and counts. */
  readonly provesFailures: boolean;
  readonly claims: Claims;
  /** The places at the target: all requests of the cycle share them. */
  readonly pool: Pool;
  readonly report: Report;
  /** Who is carried out, where that is not everybody; and, in a plan, what was decided on whom. */
  readonly selection?: Selection;
  /** Asks to take no new person; what is under way is finished. */
  readonly stopping: () => boolean;
  /** Ends requests at once: the process is going away. */
  readonly signal: AbortSignal;
}

/** The mutable part behind CycleProgress. */
export interface Progress {
  stage: Stage;
  done: number;
  expected: number;
  exact: boolean;
  readonly stages: Record<Stage, number>;
  /** When it was last kept for other processes to read, in milliseconds. */
  keptAt: number;
}
