import type { SourceId } from '../../shared/ids';
import { ProblemError } from '../../shared/outcome';
import type { Assignment, ReadPerson } from '../edges';
import { countEntitled, generationInForce } from '../ledger/entitlements';
import { personNamed } from '../ledger/people';
import { workOf } from '../ledger/work-list';
import type { Job } from './cycle';
import { proveLookups } from './locate-missing';
import { waysIn } from './read-ways-in';

/** One person as Microsoft Entra ID has them now. */
export interface ReadOne {
  readonly read: ReadPerson;
  /** Their ways into scope; null: everyone is in scope without one. */
  readonly ways: readonly Assignment[] | null;
}

/**
 * Reads one person and their ways into scope now, and writes nothing. Assignments can be read only whole; none at all where
 * there were some is not believed. null: nobody is known by this id or name.
 */
export async function readOne(job: Job, idOrName: string, signal: AbortSignal): Promise<ReadOne | null> {
  const { database } = job.ledger;
  const read =
    (await job.source.findPerson(idOrName, job.properties, signal)) ?? (await readAbsent(job, idOrName, signal));
  if (read === null) return null;
  if (job.settings.scope.mode === 'all') return { read, ways: null };
  const ways = await readWaysOf(job, read.id, signal);
  // Whoever had a way in and has none now would lose access at once: asked again, the answer must be the same.
  const had = workOf(database, read.id)?.entitlements.length ?? 0;
  return { read, ways: ways.length === 0 && had > 0 ? await readWaysOf(job, read.id, signal) : ways };
}

async function readWaysOf(job: Job, person: SourceId, signal: AbortSignal): Promise<readonly Assignment[]> {
  const { database } = job.ledger;
  const ways: Assignment[] = [];
  let all = 0;
  for await (const page of waysIn({ job, signal })) {
    all += page.length;
    ways.push(...page.filter((way) => way.person === person));
  }
  const before = countEntitled(database, generationInForce(database));
  if (all === 0 && before > 0) throw new ProblemError({ kind: 'source-empty', what: 'assignments', expected: before });
  return ways;
}

/** Somebody whom the directory no longer lists, but whom the ledger knows: in the recycle bin, or gone. */
async function readAbsent(job: Job, idOrName: string, signal: AbortSignal): Promise<ReadPerson | null> {
  const known = personNamed(job.ledger.database, idOrName);
  if (known === null) return null;
  const state = await job.source.locatePerson(known.id, signal);
  if (state === 'present') throw new ProblemError({ kind: 'answer-cut-off', side: 'source', host: 'Microsoft Graph' });
  if (state === 'hard-deleted') await proveLookups({ job, signal }, null, known.id, 1);
  return { id: known.id, state };
}
