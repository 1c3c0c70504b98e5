import { readFact, writeFact } from '../ledger/facts';
import type { Job } from './cycle';

/** Asks for the tenant's default domain, once a cycle and only where an expression calls DefaultDomain(). */
export async function learnDefaultDomain(
  job: Pick<Job, 'readsDefaultDomain' | 'domain' | 'source' | 'ledger'>,
  signal: AbortSignal,
): Promise<void> {
  if (!job.readsDefaultDomain) return;
  const name = await job.source.defaultDomain(signal);
  job.domain.name = name;
}

/** The same for a run that writes: it is kept, for trials that ask nobody. */
export async function keepDefaultDomain(
  job: Parameters<typeof learnDefaultDomain>[0],
  signal: AbortSignal,
): Promise<void> {
  await learnDefaultDomain(job, signal);
  const { database } = job.ledger;
  if (!job.readsDefaultDomain || readFact(database, 'default-domain') === job.domain.name) return;
  database.transaction(() => writeFact(database, 'default-domain', job.domain.name));
}
