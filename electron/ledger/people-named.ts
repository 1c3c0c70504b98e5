import type { Person } from '../../shared/person';
import type { Database } from './database';
import { personIn, personNamed, searchText } from './people';

/**
 * Who may be meant by what an admin typed: the one with this object id or userPrincipalName; else those with exactly this
 * name or mail; else those who have it in their name or mail. People who were deleted are among them.
 */
export function peopleNamed(database: Database, text: string, limit: number): readonly Person[] {
  const wanted = text.trim();
  if (wanted === '') return [];
  const one = personNamed(database, wanted);
  if (one !== null) return [one];
  const exact = database
    .all(
      'SELECT * FROM people WHERE name = ?1 COLLATE NOCASE OR mail = ?1 COLLATE NOCASE ORDER BY name, id LIMIT ?2',
      wanted,
      limit,
    )
    .map(personIn);
  if (exact.length > 0) return exact;
  return database
    .all(
      `SELECT * FROM people WHERE search LIKE ? ESCAPE '\\' ORDER BY name, id LIMIT ?`,
      `%${searchText(wanted).replace(/[\\%_]/g, '\\$&')}%`,
      limit,
    )
    .map(personIn);
}
