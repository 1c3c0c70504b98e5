import type { Problem } from '../log/problem';

/** What a cycle counts; the keys of the contract's `counts`. */
export interface CycleCounts {
  readonly imported: number;
  readonly inScope: number;
  readonly created: number;
  readonly updated: number;
  readonly enabled: number;
  readonly disabled: number;
  readonly deleted: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly failed: number;
}

export const noCounts: CycleCounts = {
  imported: 0,
  inScope: 0,
  created: 0,
  updated: 0,
  enabled: 0,
  disabled: 0,
  deleted: 0,
  unchanged: 0,
  skipped: 0,
  failed: 0,
};

/** How many accounts a cycle changed. */
export const changedAccounts = (counts: CycleCounts): number =>
  counts.created + counts.updated + counts.enabled + counts.disabled + counts.deleted;

export type CycleKind = 'initial' | 'incremental';
export type CycleEnd = 'succeeded' | 'succeededWithErrors' | 'failed' | 'held' | 'quarantined' | 'stopped';
export type CycleTrigger = 'admin' | 'schedule' | 'on-demand' | 'undo';

export interface CycleSummary {
  readonly id: string;
  readonly kind: CycleKind;
  readonly trigger: CycleTrigger;
  /** null while it runs. */
  readonly state: CycleEnd | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  /** Why everybody was evaluated, for an initial cycle: "Everyone is checked again because the mapping changed." */
  readonly why: string | null;
  readonly counts: CycleCounts;
  readonly requests: { readonly source: number; readonly target: number; readonly retried: number };
  readonly problem: Problem | null;
}

export type Stage = 'read' | 'decide' | 'write' | 'link';

/** How far a running cycle is. Stages overlap; `people` is what the bar shows and never goes back. */
export interface CycleProgress {
  readonly cycleId: string;
  readonly kind: CycleKind;
  readonly trigger: CycleTrigger;
  readonly startedAt: string;
  readonly stage: Stage;
  readonly people: { readonly done: number; readonly expected: number; readonly exact: boolean };
  readonly stages: Readonly<Record<Stage, number>>;
  readonly counts: CycleCounts;
  readonly stopping: boolean;
  /** Milliseconds left, or null while it cannot be known (before 10 % and 5 s). */
  readonly remainingMs: number | null;
  readonly why: string | null;
  /** A side asked us to wait (429); until when, an ISO instant. null: nobody did, or the wait is over. */
  readonly waiting: { readonly side: 'source' | 'target'; readonly until: string } | null;
}

/** What is true of a job now: the first that applies decides the sentence. */
export type Condition =
  | { readonly kind: 'not-set-up'; readonly step: number }
  | { readonly kind: 'keychain-locked' }
  | {
      readonly kind: 'quarantined';
      readonly since: string;
      readonly nextTryAt: string | null;
      readonly problem: Problem;
      /** When Inseam gives up, or gave up (`over`); absent: it is tried for as long as it takes. */
      readonly end?: { readonly at: string; readonly over: boolean };
    }
  /** Restarted by the admin, and no cycle has finished since. `everyone`: the next one looks at everybody. */
  | { readonly kind: 'restarted'; readonly everyone: boolean }
  /** `changed`: not the first cycle waits, but the first one under a changed mapping or scope. */
  | { readonly kind: 'review-pending'; readonly planned: CycleCounts | null; readonly changed?: true }
  | { readonly kind: 'running'; readonly progress: CycleProgress }
  | {
      readonly kind: 'deletions-held';
      readonly people: number;
      readonly limit: number;
      /** The percentage of the linked accounts that the limit comes from; null or absent: it was set as a number. */
      readonly percent?: number | null;
    }
  | { readonly kind: 'offline'; readonly since: string }
  /** `until` null: until the admin resumes. */
  | { readonly kind: 'paused'; readonly until: string | null }
  | {
      readonly kind: 'stopped-by-admin';
      readonly at: string;
      readonly done: number;
      readonly waiting: number;
      /** A cycle was undone: those who wait are the people whose accounts were put back. */
      readonly undone?: true;
    }
  | { readonly kind: 'people-fail'; readonly people: number }
  | { readonly kind: 'nobody-in-scope' }
  | { readonly kind: 'no-cycle-yet' }
  | { readonly kind: 'schedule-off' }
  | { readonly kind: 'in-step' };

export interface JobState {
  readonly job: string;
  readonly profileId: string;
  readonly targetName: string;
  readonly condition: Condition;
  readonly scheduleEnabled: boolean;
  readonly pausedUntil: string | null;
  readonly nextCycleAt: string | null;
  readonly lastCycle: CycleSummary | null;
  readonly people: {
    /** Everybody in the directory, as last read. */
    readonly directory: number;
    readonly inScope: number;
    readonly linked: number;
    readonly needAttention: number;
  };
  readonly readAt: string | null;
  readonly targetAnswersInMs: number | null;
}
