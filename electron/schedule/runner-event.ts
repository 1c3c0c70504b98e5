import type { CycleProgress } from '../../shared/health/job-state';
import type { LogRow } from '../../shared/log/log-row';
import type { Problem } from '../../shared/log/problem';

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
