import type { PersonView } from '../../shared/ipc/contract';
import { type Person, personName } from '../../shared/person';
import { countPeople, peopleNeedingAttention, searchPeople } from '../ledger/people';
import { retryNow } from './begin-again';
import type { Desk } from './desk';
import type { PeopleInEntra } from './people-in-entra';
import type { Handlers } from './serve-contract';
import { wordsOf } from './words';

const text = (person: Person, property: string): string => {
  const value = person.properties[property];
  return typeof value === 'string' ? value : '';
};

/** The second line under a name: mail, else userPrincipalName. */
export const mailOf = (person: Person): string =>
  text(person, 'mail') === '' ? text(person, 'userPrincipalName') : text(person, 'mail');

const viewOf = (person: Person): PersonView => ({
  id: person.id,
  name: personName(person),
  mail: mailOf(person),
  department: text(person, 'department') === '' ? null : text(person, 'department'),
});

type PeopleVerb = 'people.search' | 'people.attention' | 'people.retryNow';

export function peopleHandlers(desk: Desk, inEntra: PeopleInEntra): Handlers<PeopleVerb> {
  return {
    async 'people.search'({ job, text: wanted, limit }) {
      const database = desk.database(job);
      if (countPeople(database).directory > 0)
        return { people: searchPeople(database, wanted, limit).map(viewOf), problem: null };
      // Nobody was read yet: Entra itself is asked, so that a mapping can be tried while it is being set up.
      const found = await inEntra.search(job, wanted, limit);
      return found.ok
        ? { people: found.value.map(viewOf), problem: null }
        : { people: [], problem: desk.problemWords(job, found.problem) };
    },
    'people.retryNow': (request) => retryNow(desk, request),
    'people.attention'({ job, offset, limit }) {
      const database = desk.database(job);
      const { profile } = desk.known(job);
      return {
        total: countPeople(database).needAttention,
        rows: peopleNeedingAttention(database, offset, limit).map(({ person, standing, problem, nextTryAt }) => ({
          sourceId: person.id,
          name: personName(person),
          mail: mailOf(person),
          status: standing,
          problem: wordsOf(problem, profile, personName(person)),
          nextTryAt,
        })),
      };
    },
  };
}
