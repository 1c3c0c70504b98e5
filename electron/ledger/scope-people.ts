import type { Person } from '../../shared/person';
import type { Entitlement } from '../../shared/scoping/decide-scope';
import type { Database } from './database';
import { entitlementsColumn, entitlementsIn, generationInForce } from './entitlements';
import { mailIn, personColumns, personIn } from './people';

/** Somebody in the directory, with what scope and its consequences need. */
export interface ScopePerson {
  readonly person: Person;
  readonly name: string;
  readonly mail: string;
  /** Folded for searching. */
  readonly search: string;
  readonly entitlements: readonly Entitlement[];
  /** null: no account of theirs is known. */
  readonly link: { readonly enabled: boolean } | null;
  readonly onHold: boolean;
}

/** A slice of everybody in the directory, in the order of ids. */
export const scopePeopleAfter = (database: Database, after: string, limit: number): readonly ScopePerson[] =>
  database
    .all(
      `SELECT ${personColumns}, people.name AS name, people.mail AS mail, people.user_principal_name AS user_principal_name,
         people.search AS search, ${entitlementsColumn}, links.enabled AS enabled,
         EXISTS (SELECT 1 FROM holds WHERE holds.source_id = people.id) AS on_hold
       FROM people LEFT JOIN links ON links.source_id = people.id
       WHERE people.state = 'present' AND people.id > ?2 ORDER BY people.id LIMIT ?3`,
      generationInForce(database) ?? '',
      after,
      limit,
    )
    .map((row) => ({
      person: personIn(row),
      name: String(row['name']),
      mail: mailIn(row),
      search: String(row['search']),
      entitlements: entitlementsIn(row),
      link: row['enabled'] === null ? null : { enabled: row['enabled'] === 1 },
      onHold: row['on_hold'] === 1,
    }));

/** Changes whenever anything in the ledger does, whoever writes it. */
export const ledgerVersion = (database: Database): string =>
  `${database.get('PRAGMA data_version')?.['data_version']} ${database.get('SELECT total_changes() AS n')?.['n']}`;
