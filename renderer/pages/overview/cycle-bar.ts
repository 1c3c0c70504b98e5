import type { CycleSummary } from '../../../shared/health/job-state';

/** What a bar shows of its cycle, in accounts. */
export interface CycleBar {
  readonly cycle: CycleSummary;
  readonly changed: number;
  readonly removed: number;
  readonly failed: number;
}

export function barOf(cycle: CycleSummary): CycleBar {
  const { counts } = cycle;
  // A cycle that failed as a whole has counted nobody.
  const refused = counts.failed === 0 && (cycle.state === 'failed' || cycle.state === 'quarantined') ? 1 : 0;
  return {
    cycle,
    changed: counts.created + counts.updated + counts.enabled,
    removed: counts.disabled + counts.deleted,
    failed: counts.failed + refused,
  };
}

export const heightOf = (bar: CycleBar): number => bar.changed + bar.removed + bar.failed;
/** Only a tick on the axis. */
export const isQuiet = (bar: CycleBar): boolean => heightOf(bar) === 0;
