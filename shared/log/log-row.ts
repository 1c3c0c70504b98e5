import type { CycleId, SourceId, TargetId } from '../ids';
import type { Problem } from './problem';

/** What was done, or would be done, to one account (`provisioningAction`; `enable` and `link` are our finer words). */
export type Action = 'create' | 'update' | 'enable' | 'disable' | 'delete' | 'link' | 'none';
export type LogStatus = 'success' | 'failure' | 'skipped' | 'warning';
export type StepName = 'import' | 'scope' | 'match' | 'action';

/** One of the four steps a person goes through. `text` is a whole sentence for people. */
export interface LogStep {
  readonly step: StepName;
  readonly status: LogStatus | 'notReached';
  readonly text: string;
  /** The facts behind the sentence, in the field's own spelling. */
  readonly details: Readonly<Record<string, string>>;
}

export interface ModifiedProperty {
  readonly attribute: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** One decision about one person in one cycle. */
export interface LogRow {
  readonly id: string;
  readonly cycleId: CycleId;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly durationMs: number;
  readonly sourceId: SourceId;
  readonly sourceName: string;
  /** Mail or userPrincipalName: the second line under the name. */
  readonly sourceMail: string;
  readonly targetId: TargetId | null;
  readonly targetName: string | null;
  readonly action: Action;
  readonly status: LogStatus;
  /** True where a removal waits for the admin (`stageddelete`). */
  readonly staged: boolean;
  /** One sentence: why this was decided. */
  readonly reason: string;
  readonly problem: Problem | null;
  readonly steps: readonly LogStep[];
  readonly modified: readonly ModifiedProperty[];
  /** Attributes whose mapping came to an empty text, which is not sent; absent: none. */
  readonly notSent?: readonly string[];
}
