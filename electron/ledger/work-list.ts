import type { Link } from '../../shared/decision/link';
import { type SourceId, type TargetId, targetId } from '../../shared/ids';
import type { Person } from '../../shared/person';
import type { Entitlement } from '../../shared/scoping/decide-scope';
import type { Bindable, Database, Row } from './database';
import { entitlementsColumn, entitlementsIn, generationInForce } from './entitlements';
import type { Intent } from './intents';
import { linkColumns, linkIn } from './links';
import { personColumns, personIn, type Waiting } from './people';

/** A person to be decided on, with all that the ledger knows of them: one question for a whole slice. */
export interface WorkItem {
  readonly person: Person;
  readonly waiting: Waiting;
  readonly link: Link | null;
  readonly entitlements: readonly Entitlement[];
  readonly hasEscrow: boolean;
  readonly hasRemoval: boolean;
  /** What an account is to be found by that was perhaps made for the person, and never recorded; null: nothing is open. */
  readonly lostCreation: Intent['matching'] | null;
  /** The account that was deleted at the target; null: none was, or another was found or made since. */
  readonly vanished: TargetId | null;
}

/** Somebody whom the ledger does not know: whose first time it would be. */
export const unseen = (person: Person): WorkItem => ({
  person,
  waiting: 'add',
  link: null,
  entitlements: [],
  hasEscrow: false,
  hasRemoval: false,
  lostCreation: null,
  vanished: null,
});

const columns = `${personColumns}, people.waiting AS waiting, ${linkColumns}, ${entitlementsColumn},
  EXISTS (SELECT 1 FROM escrows WHERE escrows.source_id = people.id) AS has_escrow,
  EXISTS (SELECT 1 FROM removals WHERE removals.source_id = people.id) AS has_removal,
  (SELECT matching FROM intents WHERE intents.source_id = people.id AND intents.action = 'create') AS lost_creation,
  (SELECT target_id FROM vanished WHERE vanished.source_id = people.id) AS vanished`;

function workWhere(
  database: Database,
  condition: string,
  waiting: (row: Row) => Waiting,
  ...values: readonly Bindable[]
): readonly WorkItem[] {
  return database
    .all(
      `SELECT ${columns} FROM people LEFT JOIN links ON links.source_id = people.id WHERE ${condition}`,
      generationInForce(database) ?? '',
      ...values,
    )
    .map((row) => ({
      person: personIn(row),
      waiting: waiting(row),
      link: linkIn(row),
      entitlements: entitlementsIn(row),
      hasEscrow: row['has_escrow'] === 1,
      hasRemoval: row['has_removal'] === 1,
      lostCreation:
        typeof row['lost_creation'] === 'string' ? (JSON.parse(row['lost_creation']) as Intent['matching']) : null,
      vanished: typeof row['vanished'] === 'string' ? targetId(row['vanished']) : null,
    }));
}

/** The next slice of the work list, in the order of ids. */
export const nextWork = (database: Database, after: string, limit: number): readonly WorkItem[] =>
  workWhere(
    database,
    'people.waiting IS NOT NULL AND people.id > ?2 ORDER BY people.id LIMIT ?3',
    (row) => String(row['waiting']) as Waiting,
    after,
    limit,
  );

/** A slice of everybody in the directory, on the list or not. */
export const everyoneAfter = (database: Database, after: string, limit: number): readonly WorkItem[] =>
  workWhere(
    database,
    `people.state = 'present' AND people.id > ?2 ORDER BY people.id LIMIT ?3`,
    () => 'update',
    after,
    limit,
  );

/** One person, on the list or not; null: nobody is known by this id. */
export const workOf = (database: Database, person: SourceId): WorkItem | null =>
  workWhere(database, 'people.id = ?2', () => 'update', person)[0] ?? null;

export const countWaiting = (database: Database): number =>
  Number(database.get('SELECT count(*) AS n FROM people WHERE waiting IS NOT NULL')?.['n'] ?? 0);

/** Those in step with nothing left to decide about them. */
export const countSettled = (database: Database): number =>
  Number(
    database.get("SELECT count(*) AS n FROM people WHERE in_scope = 1 AND standing = 'in-step' AND waiting IS NULL")?.[
      'n'
    ] ?? 0,
  );

/** Puts one person (or, with null, everybody) on the work list, where they do not stand there already. */
export function putOnWorkList(database: Database, person: SourceId | null, waiting: Waiting): void {
  if (person === null) database.run('UPDATE people SET waiting = ? WHERE waiting IS NULL', waiting);
  else database.run('UPDATE people SET waiting = ? WHERE id = ? AND waiting IS NULL', waiting, person);
}
