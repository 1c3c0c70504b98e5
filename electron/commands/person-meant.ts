import type { Problem } from '../../shared/log/problem';
import { failure, type Outcome, success } from '../../shared/outcome';
import { type Person, personName } from '../../shared/person';
import type { Database } from '../ledger/database';
import { personNamed, searchPeople, searchText } from '../ledger/people';

/** As many are listed when a name is not one person's alone. */
const mostNamed = 10;

/**
 * Whom a word on the command line means: an object id, a userPrincipalName, or a name or mail that one person alone has.
 * Whoever is not known yet stays as typed, for Microsoft Entra ID to find.
 */
export function personMeant(database: Database, text: string): Outcome<string> {
  const known = personNamed(database, text);
  if (known !== null) return success(known.id);
  const wanted = searchText(text);
  const called = searchPeople(database, text, 1000).filter((person) =>
    [personName(person), textOf(person, 'mail')].some((name) => searchText(name) === wanted),
  );
  const [one, another] = called;
  if (one === undefined) return success(text);
  return another === undefined ? success(one.id) : failure(several(text, called));
}

function several(text: string, called: readonly Person[]): Problem {
  const listed = called
    .slice(0, mostNamed)
    .map((person) => [textOf(person, 'userPrincipalName'), textOf(person, 'department'), person.id])
    .map(
      ([upn = '', department = '', id = '']) =>
        `${upn === '' ? id : upn}${department === '' ? '' : ` (${department})`}`,
    )
    .join(', ');
  return {
    kind: 'usage',
    detail: `${called.length} people are called ${text}: ${listed}${called.length > mostNamed ? ', …' : ''}. Name one by object id or userPrincipalName`,
  };
}

const textOf = (person: Person, property: string): string => {
  const value = person.properties[property];
  return typeof value === 'string' ? value : '';
};
