import { isDoubtfulLoss } from '../../shared/guard/doubtful-read';
import { ProblemError } from '../../shared/outcome';
import type { JobSettings } from '../../shared/settings/settings';
import type { Assignment } from '../edges';
import {
  addEntitlements,
  adoptEntitlements,
  countEntitled,
  dropGeneration,
  dropOtherGenerations,
  generationInForce,
  lossBetween,
  sameEntitled,
} from '../ledger/entitlements';
import { readFact, writeFact } from '../ledger/facts';
import type { Cycle } from './cycle';

/** Tells whose ways in they are: those of an application, or of groups. */
export const waysKey = ({ mode, servicePrincipalId, groupIds }: JobSettings['scope']): string =>
  JSON.stringify(mode === 'groups' ? [mode, ...[...new Set(groupIds)].sort()] : [mode, servicePrincipalId]);

/** Every way into scope, page by page, as the job's settings say. */
export function waysIn({ job, signal }: Pick<Cycle, 'job' | 'signal'>): AsyncIterable<readonly Assignment[]> {
  const { source, settings, readsRoles } = job;
  const { mode, servicePrincipalId, groupIds } = settings.scope;
  return mode === 'groups'
    ? source.readGroupMembers(groupIds, signal)
    : source.readAssignments(servicePrincipalId, readsRoles, signal);
}

/**
 * Reads who is let in, and puts it in force when it is whole. A read that takes access from a whole group, or from more
 * than half of everybody, is asked again: two answers that agree are believed, and a second that lost nobody is.
 */
export async function readWaysIn(cycle: Cycle, acceptEmpty: boolean): Promise<void> {
  const { settings, ledger } = cycle.job;
  const { database } = ledger;
  if (settings.scope.mode === 'all') {
    // What was read before for others goes stale from here on.
    if (readFact(database, 'entitlements-of') !== null) writeFact(database, 'entitlements-of', null);
    return;
  }
  database.transaction(() => dropOtherGenerations(database));
  const before = generationInForce(database);
  const expected = countEntitled(database, before);
  const read = async (generation: string): Promise<boolean> => {
    for await (const page of waysIn(cycle)) database.transaction(() => addEntitlements(database, generation, page));
    if (countEntitled(database, generation) === 0 && expected > 0 && !acceptEmpty)
      throw new ProblemError({ kind: 'source-empty', what: 'assignments', expected });
    const { ways, everybody } = lossBetween(database, before, generation);
    return isDoubtfulLoss(ways, everybody);
  };
  let generation: string = cycle.id;
  if (await read(generation)) {
    const again = `${cycle.id}:again`;
    const isDoubtful = await read(again);
    if (isDoubtful && !sameEntitled(database, generation, again))
      throw new ProblemError({ kind: 'source-incomplete', because: 'reads-differ', subject: '', expected });
    database.transaction(() => dropGeneration(database, generation));
    generation = again;
  }
  database.transaction(() => {
    adoptEntitlements(database, generation);
    writeFact(database, 'entitlements-of', waysKey(settings.scope));
  });
}
