import type { PlanSummary } from '../../../shared/ipc/contract';
import type { PlanGroup } from '../../words/plan';

/** What is carried out of each group: without held removals and those left out. */
export function amountsOf(
  summary: PlanSummary,
  leftOut: ReadonlyMap<string, PlanGroup>,
): Partial<Record<PlanGroup, number>> {
  const out = (group: PlanGroup): number => [...leftOut.values()].filter((of) => of === group).length;
  // Removals over the limit are held together; those held before are among them.
  const held = Math.min(summary.held, summary.counts.disable);
  const all = {
    delete: summary.counts.delete - (summary.held - held),
    disable: summary.counts.disable - held,
    create: summary.counts.create,
    update: summary.counts.update,
    enable: summary.counts.enable,
  } as const;
  return {
    delete: all.delete - out('delete'),
    disable: all.disable - out('disable'),
    create: all.create - out('create'),
    update: all.update - out('update'),
    enable: all.enable - out('enable'),
  };
}
