import { type SourceId, sourceId } from '../../shared/ids';
import { failure, type Outcome, success } from '../../shared/outcome';
import type { Database, Row } from './database';
import { mailIn } from './people';

/** Somebody whom the admin can mean. */
export interface Meant {
  readonly id: SourceId;
  readonly name: string;
  readonly mail: string;
}

const meantIn = (row: Row): Meant & { readonly present: boolean } => ({
  id: sourceId(String(row['id'])),
  name: String(row['name']),
  mail: mailIn(row),
  present: row['state'] === 'present',
});

/** Those of the people read, and of the plan that is kept: before the first cycle the plan alone knows them. */
const known = `SELECT id, name, mail, user_principal_name, state FROM people
  UNION ALL SELECT source_id, json_extract(row, '$.name'), json_extract(row, '$.mail'), json_extract(row, '$.mail'), 'present'
  FROM plan_rows WHERE source_id NOT IN (SELECT id FROM people)`;

/**
 * The one person that an admin means: by object id, else by userPrincipalName, else by mail, else by name, letter case
 * aside. Several at the first of these that anybody answers to are a fault, since one of them would be guessed; only a
 * deleted one steps back for one who is there.
 */
export function personMeant(database: Database, text: string): Outcome<Meant> {
  const wanted = text.trim();
  for (const column of ['id', 'user_principal_name', 'mail', 'name']) {
    const found = database
      .all(`SELECT * FROM (${known}) WHERE ${column} = ? COLLATE NOCASE AND ${column} <> '' ORDER BY id`, wanted)
      .map(meantIn);
    const present = found.filter((person) => person.present);
    const [only] = present.length === 1 ? present : found;
    if (only !== undefined && (present.length === 1 || found.length === 1)) return success(only);
    if (found.length > 1) return failure({ kind: 'person-ambiguous', person: wanted, people: found.map(described) });
  }
  return failure({ kind: 'person-unknown', person: wanted });
}

const described = ({ id, name, mail }: Meant): string => `${name}${mail === '' ? '' : ` <${mail}>`}, ${id}`;
