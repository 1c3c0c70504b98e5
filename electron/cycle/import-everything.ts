import { vanishedProperty } from '../../shared/guard/doubtful-read';
import { ProblemError } from '../../shared/outcome';
import { securityAttributes } from '../../shared/schema/attribute-names';
import type { PeoplePage } from '../edges';
import type { Database } from '../ledger/database';
import { countPeople, readPerson, recordProperty, recordRead } from '../ledger/people';
import { countWaiting } from '../ledger/work-list';
import type { Cycle } from './cycle';
import { locateMissing } from './locate-missing';
import { reportProgress } from './progress';
import { readWaysIn } from './read-ways-in';

export interface ImportOptions {
  /** Go on from here; null: read everybody. */
  readonly from: string | null;
  /** Everybody read is decided on, changed or not. */
  readonly everyone: boolean;
  /** The admin asked for everybody to be checked: what is empty now, of assignments or of a property, is then believed. */
  readonly acceptEmptiness: boolean;
}

/**
 * Reads assignments and people into the ledger, page by page, and answers the new watermark. No decision is taken
 * before the whole of it is there: a read that is refused, cut off or empty where it must not be throws, and what was
 * read so far only waits in the work list.
 */
export async function importEverything(cycle: Cycle, options: ImportOptions): Promise<string> {
  cycle.progress.stage = 'read';
  await readWaysIn(cycle, options.acceptEmptiness);
  const watermark = await readPeople(cycle, options);
  await readSecurityAttributes(cycle);
  if (options.from === null) await locateMissing(cycle);
  cycle.progress.expected = countWaiting(cycle.job.ledger.database);
  cycle.progress.exact = true;
  reportProgress(cycle);
  return watermark;
}

async function readPeople(cycle: Cycle, { from, everyone, acceptEmptiness }: ImportOptions): Promise<string> {
  const { source, ledger, properties } = cycle.job;
  const { database } = ledger;
  const knownBefore = countPeople(database).directory;
  let watermark: string | null = null;
  let read = 0;
  for await (const page of source.readPeople(from, properties, cycle.signal)) {
    rejectVanished(database, page, from === null && !acceptEmptiness);
    database.transaction(() => {
      for (const person of page.people) recordRead(database, person, cycle.id, everyone, from === null);
    });
    read += page.people.length;
    cycle.counts.imported += page.people.filter(({ state }) => state === 'present').length;
    cycle.progress.stages.read = read;
    watermark = page.watermark ?? watermark;
    reportProgress(cycle);
  }
  if (watermark === null) throw new ProblemError({ kind: 'answer-cut-off', side: 'source', host: 'Microsoft Graph' });
  // A directory without anybody does not exist: somebody granted the consent.
  if (from === null && cycle.counts.imported === 0)
    throw new ProblemError({ kind: 'source-empty', what: 'people', expected: knownBefore });
  return watermark;
}

/** Beside the people, each cycle, where a mapping or filter reads them: there is no news of them to ask for. */
async function readSecurityAttributes({ job, signal }: Cycle): Promise<void> {
  if (!job.properties.includes(securityAttributes)) return;
  const { database } = job.ledger;
  for await (const page of job.source.readSecurityAttributes(signal))
    database.transaction(() => {
      for (const { id, value } of page) recordProperty(database, id, securityAttributes, value);
    });
}

/** Before a page is kept: one that takes a property from everybody on it is no news of them. */
function rejectVanished(database: Database, page: PeoplePage, whole: boolean): void {
  const people = page.people.flatMap((person) =>
    person.state === 'present'
      ? [{ read: person.properties, before: readPerson(database, person.id)?.properties ?? null }]
      : [],
  );
  const property = vanishedProperty(people, whole);
  if (property !== null)
    throw new ProblemError({
      kind: 'source-incomplete',
      because: 'property-gone',
      subject: property,
      expected: people.length,
    });
}
