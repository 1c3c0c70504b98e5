import { type SourceId, sourceId } from '../../shared/ids';
import { failure, type Outcome, success } from '../../shared/outcome';
import { personMeant } from '../ledger/person-meant';
import type { Job } from './cycle';

/** Those whom the admin leaves out, by object id or name; whom neither ledger nor plan knows is asked for in Entra. */
export async function peopleLeftOut(
  job: Job,
  names: readonly string[],
  signal: AbortSignal,
): Promise<Outcome<readonly SourceId[]>> {
  const { database } = job.ledger;
  const people: SourceId[] = [];
  for (const name of names) {
    const meant = personMeant(database, name);
    if (!meant.ok && meant.problem.kind === 'person-ambiguous') return meant;
    const id = meant.ok ? meant.value.id : ((await job.source.findPerson(name, job.properties, signal))?.id ?? null);
    if (id === null) return failure({ kind: 'person-unknown', person: name });
    people.push(sourceId(id));
  }
  return success(people);
}
