import type { Action, ModifiedProperty, StepName } from '../log/log-row';
import type { Problem } from '../log/problem';

/**
 * How one step of provision on demand stands. `waits`: the action is known and nothing was sent yet; the admin decides.
 */
export type SightState =
  | 'waiting'
  | 'running'
  | 'passed'
  | 'skipped'
  | 'failed'
  | 'attention'
  | 'not-reached'
  | 'waits';

/** A fact behind a step: an attribute read, a check, an account found. */
export interface SightFact {
  readonly name: string;
  readonly value: string;
}

export interface SightStep {
  /** Test connection is there only when it failed (entra-provisioning 7). */
  readonly step: 'connection' | StepName;
  readonly state: SightState;
  /** A whole sentence. */
  readonly text: string;
  /** null: it was not gone into, or it took no request. */
  readonly durationMs: number | null;
  readonly facts: readonly SightFact[];
}

/** What was found out about one person on demand, and what was, or would be, done. */
export interface Sight {
  readonly personId: string;
  readonly name: string;
  readonly mail: string;
  readonly steps: readonly SightStep[];
  readonly action: Action;
  /** Old and new, of what was or would be sent; of what was attempted, where it failed. */
  readonly changes: readonly ModifiedProperty[];
  /** Names what was seen, person and account; null: nothing would be sent, so there is nothing to agree to. */
  readonly token: string | null;
  /** True once it was done. */
  readonly done: boolean;
  readonly problem: Problem | null;
}
