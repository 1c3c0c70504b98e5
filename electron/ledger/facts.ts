import type { Database } from './database';

/** Single facts of a job, beside its tables. */
export type FactName =
  /** The delta link to go on from; absent: the next cycle is an initial one. */
  | 'watermark'
  /** Name of the tenant's default domain, where a mapping asked for it; absent: there is none, or nothing asked. */
  | 'default-domain'
  /** Fingerprint of mapping and scope that everybody was last evaluated under. */
  | 'rules'
  /** Address of the service that the links lead to. */
  | 'target'
  /** Properties that the watermark was made for: others need a new one. */
  | 'properties'
  /** The same as a JSON list: what is known of everybody. */
  | 'properties-read'
  /** ISO instant of the last complete read of everybody. */
  | 'read-in-full-at'
  | 'read-at'
  /** Entitlements of this cycle count. */
  | 'entitlements'
  /** JSON of who was looked at when they were read: mode, application, groups. */
  | 'entitlements-of'
  /** Fingerprint of mapping and scope that cycles may run under: the admin saw its plan. An ISO instant in older ledgers. */
  | 'reviewed'
  /** JSON of why no cycle can begin (a secret that is gone, a CA file that cannot be read): since, problem. */
  | 'cannot-begin'
  /** JSON of the quarantine: since, cycles, problem. */
  | 'quarantine'
  /** JSON of the restart that no cycle has followed yet: at, reset. */
  | 'restart'
  /** ISO instants at which nothing was left to process, first and last. */
  | 'steady-first'
  | 'steady-last'
  /** ISO instant since when a side cannot be reached. */
  | 'offline-since'
  | 'answers-in-ms'
  /** JSON PlanSummary of the plan whose rows are kept. */
  | 'plan'
  /** JSON PlanBasis of that plan; absent once a cycle has begun since. */
  | 'plan-basis'
  /** JSON CycleProgress of the cycle that runs, or ran last: for other processes. */
  | 'progress'
  /** ISO instant since when accounts are deleted some days after their people left; absent: they are not. */
  | 'deleting-since'
  /** JSON of the limit that holds the removals that are held. */
  | 'held-limit'
  /** JSON list of the protected people that the last cycle went by. */
  | 'protected'
  /** JSON of the census that is kept: takenAt, peopleReadAt, attribute. */
  | 'census'
  /** JSON of why a later census was not kept: at, problem. */
  | 'census-failed'
  /** Cause of the last mail: one a cause until it is cured. */
  | 'mailed';

export function readFact(database: Database, name: FactName): string | null {
  const value = database.get('SELECT value FROM facts WHERE name = ?', name)?.['value'];
  return typeof value === 'string' ? value : null;
}

export function writeFact(database: Database, name: FactName, value: string | null): void {
  if (value === null) database.run('DELETE FROM facts WHERE name = ?', name);
  else
    database.run(
      'INSERT INTO facts VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      name,
      value,
    );
}
