import type { SourceId } from '../../shared/ids';
import { ProblemError } from '../../shared/outcome';
import { personName } from '../../shared/person';
import { absentIn, missingPeople, setDirectoryState, somePresent } from '../ledger/people';
import type { Cycle } from './cycle';

/** How many people are looked up at once when a complete read lacks them. */
const missingAtOnce = 100;

/**
 * Absence from a complete read proves nothing by itself: each one missing is looked up, in the directory and its bin.
 * "Not found" is believed only of a service that finds somebody who is there, and marked as what nobody reported.
 */
export async function locateMissing(cycle: Cycle): Promise<void> {
  const { source, ledger } = cycle.job;
  const { database } = ledger;
  let isProved = false;
  let after = '';
  for (;;) {
    const missing = missingPeople(database, cycle.id, after, missingAtOnce);
    if (missing.length === 0) return;
    for (const person of missing) {
      const state = await source.locatePerson(person.id, cycle.signal);
      if (state === 'hard-deleted' && !isProved) {
        await proveLookups(cycle, cycle.id, person.id, missing.length);
        isProved = true;
      }
      const seenIn = state === 'hard-deleted' ? absentIn(cycle.id) : cycle.id;
      database.transaction(() => setDirectoryState(database, person.id, state, seenIn));
      after = person.id;
    }
  }
}

/** Throws unless one of those who should be there can be looked up as well (`among` a cycle's people, or everybody). */
export async function proveLookups(
  cycle: Pick<Cycle, 'job' | 'signal'>,
  among: string | null,
  lost: SourceId,
  expected: number,
): Promise<void> {
  const witnesses = somePresent(cycle.job.ledger.database, among, lost);
  for (const { id } of witnesses)
    if ((await cycle.job.source.locatePerson(id, cycle.signal)) !== 'hard-deleted') return;
  const [first] = witnesses;
  const subject = first === undefined ? 'anybody' : personName(first);
  throw new ProblemError({ kind: 'source-incomplete', because: 'lookups-fail', subject, expected });
}
