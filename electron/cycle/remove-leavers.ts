import { judgeRemovals } from '../../shared/guard/deletion-threshold';
import { countLinks } from '../ledger/links';
import { readPerson, type WaitingPerson } from '../ledger/people';
import { countRemovals, dropRemoval, moveRemovals, removalsIn } from '../ledger/removals';
import { openClaims } from './claims';
import type { Cycle } from './cycle';
import { evaluatePerson } from './evaluate-person';
import { recordHeld, runSlice } from './slice';

const removalsAtOnce = 100;

/**
 * The removals of this cycle, once everyone was decided on: counted, then all sent or all held. Creates and updates
 * went on meanwhile. Allowed ones were sent with everybody else's changes.
 */
export async function removeLeavers(cycle: Cycle): Promise<void> {
  const { ledger, settings } = cycle.job;
  const { database } = ledger;
  const verdict = judgeRemovals(countRemovals(database, 'counting'), countLinks(database), settings.safety);
  let after = '';
  for (;;) {
    if (cycle.stopping()) return;
    const removals = removalsIn(database, ['counting'], after, removalsAtOnce);
    const last = removals.at(-1);
    if (last === undefined) return;
    after = last.person;
    const people: WaitingPerson[] = [];
    for (const removal of removals) {
      const person = readPerson(database, removal.person);
      if (person === null) dropRemoval(database, removal.person);
      else people.push({ person, waiting: 'update' });
    }
    if (verdict.held) {
      const claims = openClaims(ledger);
      const evaluated = await Promise.all(people.map((one) => evaluatePerson(cycle, one, 'update', claims)));
      database.transaction(() => {
        for (const one of evaluated) recordHeld(cycle, one, verdict.limit, verdict.removals);
      });
    } else await runSlice(cycle, people, { importedAs: () => 'update', stageRemovals: false });
  }
}

/** Marks what the threshold stopped, after all of it was logged. */
export function holdCounted(cycle: Cycle): void {
  moveRemovals(cycle.job.ledger.database, 'counting', 'held');
}
