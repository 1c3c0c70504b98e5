import { type Person, personName } from '../../shared/person';
import { countPeople, peopleNeedingAttention, searchPeople } from '../ledger/people';
import type { Desk } from './desk';
import type { GroupHandlers } from './handler';
import { wordsOf } from './words';

const text = (person: Person, property: string): string => {
  const value = person.properties[property];
  return typeof value === 'string' ? value : '';
};

/** The second line under a name: mail, else userPrincipalName. */
export const mailOf = (person: Person): string =>
  text(person, 'mail') === '' ? text(person, 'userPrincipalName') : text(person, 'mail');

export function peopleHandlers(desk: Desk): GroupHandlers<'people'> {
  return {
    'people.search': ({ job, text: wanted, limit }) => ({
      people: searchPeople(desk.database(job), wanted, limit).map((person) => ({
        id: person.id,
        name: personName(person),
        mail: mailOf(person),
        department: text(person, 'department') === '' ? null : text(person, 'department'),
      })),
    }),
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
