import { type SourceId, sourceId } from '../../shared/ids';
import { type Outcome, success } from '../../shared/outcome';
import type { Person } from '../../shared/person';
import type { ReadPerson } from '../edges';
import type { Desk } from './desk';
import { withSource } from './with-source';

/** How long what was read for the window is taken as it was: a table asks for one person once an attribute. */
const lifeMs = 60_000;

/**
 * People read for the window alone, before any cycle has read them: so that a mapping can be tried while it is being
 * set up. Nothing of it reaches the ledger.
 */
export interface PeopleInEntra {
  search(job: string, text: string, limit: number): Promise<Outcome<readonly Person[]>>;
  /** With at least these properties; null: nobody there has the id. */
  find(job: string, id: SourceId, properties: readonly string[]): Promise<Outcome<Person | null>>;
}

/** What the second line and the brackets of a name need. */
const shown = ['displayName', 'userPrincipalName', 'mail', 'department'];

export function openPeopleInEntra(desk: Pick<Desk, 'engine' | 'known'>): PeopleInEntra {
  const found = new Map<string, { readonly until: number; readonly person: Promise<Outcome<Person | null>> }>();
  return {
    async search(job, text, limit) {
      const people = await withSource(desk, job, (source, signal) => source.searchPeople(text, shown, limit, signal));
      return people.ok ? success(people.value.flatMap((read) => personOf(read) ?? [])) : people;
    },
    find(job, id, properties) {
      const now = desk.engine.now();
      for (const [key, { until }] of found) if (until <= now) found.delete(key);
      const key = JSON.stringify([job, id, properties]);
      const known = found.get(key);
      if (known !== undefined) return known.person;
      const person = withSource(desk, job, async (source, signal) => {
        const read = await source.findPerson(id, properties, signal);
        return read === null ? null : personOf(read);
      });
      found.set(key, { until: now + lifeMs, person });
      const forget = (): boolean => found.delete(key);
      person.then(({ ok }) => ok || forget(), forget);
      return person;
    },
  };
}

const personOf = (read: ReadPerson): Person | null =>
  read.state !== 'present'
    ? null
    : {
        id: sourceId(read.id),
        properties: read.properties,
        managerId: read.managerId ?? null,
        directoryState: 'present',
      };
