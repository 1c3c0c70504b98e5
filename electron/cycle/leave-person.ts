import { leftWords } from '../../shared/log/steps';
import { releaseClaim } from '../ledger/links';
import { addLogRow } from '../ledger/log-rows';
import { dropCounted } from '../ledger/removals';
import type { Cycle } from './cycle';
import type { Evaluated } from './evaluate-person';
import { logRow, modifiedBy } from './log-entry';

/**
 * Whether somebody is left for the next cycle: the admin left them out of this one, or what would be done is not what
 * the plan that is followed said. They stay on the work list, so nothing of them is forgotten when the watermark moves;
 * an intent of an earlier creation stays open with them.
 */
export function isLeft(cycle: Cycle, one: Evaluated): boolean {
  const because = cycle.selection?.judge(one) ?? null;
  if (because === null) return false;
  const { database } = cycle.job.ledger;
  const { story, operation, link } = one;
  const { person } = story;
  dropCounted(database, person.id);
  if (link === null) releaseClaim(database, person.id);
  cycle.claims.releaseAccountOf(person.id);
  const row = {
    ...logRow(cycle, story, {
      action: operation.action === 'refuse' ? 'none' : operation.action,
      status: 'skipped',
      staged: false,
      target: link?.targetId ?? null,
      problem: null,
      story: { kind: 'left', because },
      modified: modifiedBy(operation),
    }),
    reason: leftWords[because],
  };
  addLogRow(database, cycle.number, row);
  cycle.report({ kind: 'row', row });
  cycle.progress.done += 1;
  return true;
}
