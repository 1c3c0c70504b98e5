import type { Link } from '../../shared/decision/link';
import { type SourceId, sourceId } from '../../shared/ids';
import type { TargetValue } from '../../shared/mapping/target-value';
import type { Person } from '../../shared/person';
import type { Entitlement } from '../../shared/scoping/decide-scope';
import type { Database } from './database';
import { entitlementsColumn, entitlementsIn, generationInForce } from './entitlements';
import { linkColumns, linkIn } from './links';
import { personColumns, personIn } from './people';

/** A person with what a mapping needs of them and the account they have, in scope or not. */
export interface PersonWithLink {
  readonly person: Person;
  readonly entitlements: readonly Entitlement[];
  readonly link: Link | null;
}

/** A slice of everybody in the directory and of whoever has an account, in the order of ids. */
export const peopleWithLinksAfter = (database: Database, after: string, limit: number): readonly PersonWithLink[] =>
  database
    .all(
      `SELECT ${personColumns}, ${linkColumns}, ${entitlementsColumn}
       FROM people LEFT JOIN links ON links.source_id = people.id
       WHERE people.id > ?2 AND (people.state = 'present' OR links.source_id IS NOT NULL) ORDER BY people.id LIMIT ?3`,
      generationInForce(database) ?? '',
      after,
      limit,
    )
    .map((row) => ({ person: personIn(row), entitlements: entitlementsIn(row), link: linkIn(row) }));

/** The links between two ids, both included: those of a slice. */
export const linksBetween = (database: Database, first: SourceId, last: SourceId): ReadonlyMap<SourceId, Link> =>
  new Map(
    database
      .all(`SELECT ${linkColumns} FROM links WHERE source_id BETWEEN ? AND ?`, first, last)
      .flatMap((row): [SourceId, Link][] => {
        const link = linkIn(row);
        return link === null ? [] : [[sourceId(link.sourceId), link]];
      }),
  );

export interface AccountThere {
  readonly name: string;
  readonly values: Readonly<Record<string, TargetValue>>;
}

/** Accounts of the last census that nobody is linked with and nobody is matched to, in the order of their ids. */
export function accountsOfNobodyAfter(
  database: Database,
  after: string,
  limit: number,
): { readonly last: string | null; readonly accounts: readonly AccountThere[] } {
  const rows = database.all(
    `SELECT accounts.target_id AS id, name, json_extract(row, '$.userName') AS user_name FROM accounts
     WHERE standing IN ('only-there', 'doubtful') AND target_id > ?
       AND NOT EXISTS (SELECT 1 FROM links WHERE links.target_id = accounts.target_id)
     ORDER BY target_id LIMIT ?`,
    after,
    limit,
  );
  return {
    last: rows.length === 0 ? null : String(rows.at(-1)?.['id']),
    accounts: rows.map((row) => ({ name: String(row['name']), values: { userName: String(row['user_name']) } })),
  };
}
