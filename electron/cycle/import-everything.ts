import { ProblemError } from '../../shared/outcome';
import {
  addEntitlements,
  adoptEntitlements,
  countEntitled,
  dropOtherGenerations,
  generationInForce,
} from '../ledger/entitlements';
import { readFact } from '../ledger/facts';
import { countPeople, missingPeople, recordRead, setDirectoryState } from '../ledger/people';
import { countWaiting } from '../ledger/work-list';
import type { Cycle } from './cycle';
import { reportProgress } from './progress';

/** How many people are looked up at once when a complete read lacks them. */
const missingAtOnce = 100;

export interface ImportOptions {
  /** Go on from here; null: read everybody. */
  readonly from: string | null;
  /** Everybody read is decided on, changed or not. */
  readonly everyone: boolean;
  /** The admin asked for everybody to be checked: an application that nobody is assigned to any more is then believed. */
  readonly acceptEmptyAssignments: boolean;
}

/**
 * Reads assignments and people into the ledger, page by page, and answers the new watermark. No decision is taken
 * before the whole of it is there: a read that is refused, cut off or empty where it must not be throws, and what was
 * read so far only waits in the work list.
 */
export async function importEverything(cycle: Cycle, options: ImportOptions): Promise<string> {
  cycle.progress.stage = 'read';
  await readEntitlements(cycle, options.acceptEmptyAssignments);
  const watermark = await readPeople(cycle, options);
  if (options.from === null) await locateMissing(cycle);
  cycle.progress.expected = countWaiting(cycle.job.ledger.database);
  cycle.progress.exact = true;
  reportProgress(cycle);
  return watermark;
}

async function readEntitlements(cycle: Cycle, acceptEmpty: boolean): Promise<void> {
  const { source, settings, ledger } = cycle.job;
  const { scope } = settings;
  if (scope.mode === 'all') return;
  const { database } = ledger;
  database.transaction(() => dropOtherGenerations(database));
  const pages =
    scope.mode === 'assigned'
      ? source.readAssignments(scope.servicePrincipalId, cycle.job.readsRoles, cycle.signal)
      : source.readGroupMembers(scope.groupIds, cycle.signal);
  for await (const page of pages) database.transaction(() => addEntitlements(database, cycle.id, page));
  const before = countEntitled(database, generationInForce(database));
  if (countEntitled(database, cycle.id) === 0 && before > 0 && !acceptEmpty)
    throw new ProblemError({ kind: 'source-empty', what: 'assignments', expected: before });
  database.transaction(() => adoptEntitlements(database, cycle.id));
}

async function readPeople(cycle: Cycle, { from, everyone }: ImportOptions): Promise<string> {
  const { source, ledger, properties } = cycle.job;
  const { database } = ledger;
  const knownBefore = countPeople(database).directory;
  let watermark: string | null = null;
  let read = 0;
  for await (const page of source.readPeople(from, properties, cycle.signal)) {
    database.transaction(() => {
      for (const person of page.people) recordRead(database, person, cycle.id, everyone);
    });
    read += page.people.length;
    cycle.counts.imported += page.people.filter(({ state }) => state === 'present').length;
    cycle.progress.stages.read = read;
    watermark = page.watermark ?? watermark;
    reportProgress(cycle);
  }
  if (watermark === null) throw new ProblemError({ kind: 'answer-cut-off', side: 'source', host: 'Microsoft Graph' });
  if (from === null && cycle.counts.imported === 0 && knownBefore > 0)
    throw new ProblemError({ kind: 'source-empty', what: 'people', expected: knownBefore });
  return watermark;
}

/** Absence from a complete read proves nothing by itself: each one missing is looked up, in the directory and its bin. */
async function locateMissing(cycle: Cycle): Promise<void> {
  const { source, ledger } = cycle.job;
  const { database } = ledger;
  let after = '';
  for (;;) {
    const missing = missingPeople(database, cycle.id, after, missingAtOnce);
    if (missing.length === 0) return;
    for (const person of missing) {
      const state = await source.locatePerson(person.id, cycle.signal);
      database.transaction(() => setDirectoryState(database, person.id, state, cycle.id));
      after = person.id;
    }
  }
}

/** Whether everybody was read in full so long ago that it is time again; a time ahead is that of a wrong clock. */
export function fullReadIsDue(cycle: Pick<Cycle, 'job'>, everyDays: number): boolean {
  const last = readFact(cycle.job.ledger.database, 'read-in-full-at');
  return last === null || Math.abs(cycle.job.now() - Date.parse(last)) > everyDays * 86_400_000;
}
