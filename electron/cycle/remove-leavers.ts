import { judgeRemovals } from '../../shared/guard/deletion-threshold';
import { judgeDoubt } from '../../shared/guard/doubtful-read';
import { countEntitled, generationInForce } from '../ledger/entitlements';
import { writeHeldLimit } from '../ledger/held-limit';
import { countAbsentRemovals } from '../ledger/people';
import { countRemovals, dropRemoval, removalsIn } from '../ledger/removals';
import { type WorkItem, workOf } from '../ledger/work-list';
import type { Cycle } from './cycle';
import { decidePerson } from './decide-person';
import { recordHeld } from './stage-removal';
import { workThrough } from './work-through';

const removalsAtOnce = 100;

/**
 * The removals of this cycle, once everyone was decided on: counted, then all sent or all held. Creates and updates
 * went on meanwhile. Allowed ones were sent with everybody else's changes.
 */
export async function removeLeavers(cycle: Cycle): Promise<void> {
  const { ledger, settings } = cycle.job;
  const { database } = ledger;
  const removals = countRemovals(database, 'counting');
  const verdict =
    judgeDoubt({
      removals,
      nobodyIsLetIn: settings.scope.mode !== 'all' && countEntitled(database, generationInForce(database)) === 0,
      absent: countAbsentRemovals(database, cycle.id),
    }) ?? judgeRemovals(removals, cycle.linkedBefore, settings.safety);
  const next = countedRemovals(cycle);
  if (!verdict.held) return workThrough(cycle, next, { importedAs: () => 'update', counted: true });
  const { crossed } = verdict;
  if (crossed !== null) database.transaction(() => writeHeldLimit(database, crossed));
  while (!cycle.stopping()) {
    const items = next();
    if (items.length === 0) return;
    const evaluated = await cycle.pool.run(items, (item) => decidePerson(cycle, item, 'update'));
    database.transaction(() => {
      for (const one of evaluated) recordHeld(cycle, one, { removals: verdict.removals, limit: crossed });
    });
  }
}

/** Slices of those whose removal was counted, in the order of ids. */
function countedRemovals(cycle: Cycle): () => readonly WorkItem[] {
  const { database } = cycle.job.ledger;
  let after = '';
  return () => {
    for (;;) {
      const removals = removalsIn(database, ['counting'], after, removalsAtOnce);
      const last = removals.at(-1);
      if (last === undefined) return [];
      after = last.person;
      const items = removals.flatMap(({ person }) => {
        const item = workOf(database, person);
        if (item === null) dropRemoval(database, person);
        return item === null ? [] : [item];
      });
      if (items.length > 0) return items;
    }
  };
}
