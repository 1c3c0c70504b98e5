import type { SourceId } from '../../shared/ids';
import type { Outcome } from '../../shared/outcome';
import type { GraphValue } from '../../shared/person';
import type { Entitlement } from '../../shared/scoping/decide-scope';
import type { JobSettings } from '../../shared/settings/settings';
import type { Assignment } from '../edges';
import type { Desk } from './desk';
import { withSource } from './with-source';

export type ScopeChoiceOf = Pick<JobSettings['scope'], 'mode' | 'servicePrincipalId' | 'groupIds'>;

/** What was read of Microsoft Entra ID for the scope page, and when (an ISO instant). */
export interface Reading<T> {
  readonly at: string;
  readonly value: T;
}

export type WaysIn = ReadonlyMap<SourceId, readonly Entitlement[]>;
export type PropertiesOf = ReadonlyMap<SourceId, Readonly<Record<string, GraphValue>>>;

/**
 * What a scope that is being edited needs and no cycle has read: the people of another application or of other groups,
 * and attributes that no rule used so far. Kept for a while, so that typing in a filter asks nothing twice; nothing of it
 * reaches the ledger.
 */
export interface ScopeReadings {
  ways(job: string, choice: ScopeChoiceOf): Promise<Outcome<Reading<WaysIn>>>;
  /** Everybody in the directory with these properties. */
  people(job: string, properties: readonly string[]): Promise<Outcome<Reading<PropertiesOf>>>;
}

const lifeMs = 5 * 60_000;

export function openScopeReadings(desk: Pick<Desk, 'engine' | 'known'>): ScopeReadings {
  const kept = new Map<string, { readonly until: number; readonly reading: Promise<Outcome<Reading<unknown>>> }>();

  function once<T>(about: readonly unknown[], read: () => Promise<Outcome<T>>): Promise<Outcome<Reading<T>>> {
    const now = desk.engine.now();
    for (const [key, { until }] of kept) if (until <= now) kept.delete(key);
    const key = JSON.stringify(about);
    const known = kept.get(key);
    if (known !== undefined) return known.reading as Promise<Outcome<Reading<T>>>;
    const at = new Date(now).toISOString();
    const reading = read().then(
      (outcome): Outcome<Reading<T>> => (outcome.ok ? { ok: true, value: { at, value: outcome.value } } : outcome),
    );
    kept.set(key, { until: now + lifeMs, reading });
    const forget = (): boolean => kept.delete(key);
    reading.then(({ ok }) => ok || forget(), forget);
    return reading;
  }

  const gather = async (pages: AsyncIterable<readonly Assignment[]>): Promise<readonly Assignment[]> => {
    const all: Assignment[] = [];
    for await (const page of pages) all.push(...page);
    return all;
  };
  const source = (job: string) => desk.known(job).settings.source;

  return {
    async ways(job, { mode, servicePrincipalId, groupIds }) {
      // A group that is chosen besides others asks for itself alone.
      const asked =
        mode === 'groups'
          ? [...new Set(groupIds)].map((group) =>
              once([job, source(job), 'group', group], () =>
                withSource(desk, job, (graph, signal) => gather(graph.readGroupMembers([group], signal))),
              ),
            )
          : [
              once([job, source(job), 'application', servicePrincipalId], () =>
                withSource(desk, job, (graph, signal) =>
                  gather(graph.readAssignments(servicePrincipalId, false, signal)),
                ),
              ),
            ];
      const ways = new Map<SourceId, Entitlement[]>();
      let oldest: string | null = null;
      for (const outcome of await Promise.all(asked)) {
        if (!outcome.ok) return outcome;
        const { at, value } = outcome.value;
        if (oldest === null || at < oldest) oldest = at;
        for (const { person, via, groupName, appRole } of value) {
          const known = ways.get(person) ?? [];
          known.push({ via, groupName: groupName ?? '', role: appRole });
          ways.set(person, known);
        }
      }
      return { ok: true, value: { at: oldest ?? new Date(desk.engine.now()).toISOString(), value: ways } };
    },
    people: (job, properties) =>
      once([job, source(job), 'people', properties], () =>
        withSource(desk, job, async (graph, signal) => {
          const people = new Map<SourceId, Readonly<Record<string, GraphValue>>>();
          for await (const page of graph.readPeople(null, properties, signal))
            for (const read of page.people) {
              if (read.state !== 'present') people.delete(read.id);
              // A round may name somebody twice, the second time with what changed meanwhile.
              else people.set(read.id, { ...people.get(read.id), ...read.properties });
            }
          return people as PropertiesOf;
        }),
      ),
  };
}
