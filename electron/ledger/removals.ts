import { type SourceId, sourceId } from '../../shared/ids';
import type { Database, Row } from './database';
import { mailIn } from './people';

export type RemovalState = 'counting' | 'held' | 'allowed' | 'rejected';

/** A disable or delete that waits: until everyone was decided on, or for the admin. */
export interface Removal {
  readonly person: SourceId;
  readonly action: 'disable' | 'delete';
  readonly reason: string;
  /** The kind of cause (`not-assigned`); a rejection holds as long as it stays the same. */
  readonly cause: string;
  readonly state: RemovalState;
  readonly since: string;
}

const removalOf = (row: Row): Removal => ({
  person: sourceId(String(row['source_id'])),
  action: row['action'] === 'delete' ? 'delete' : 'disable',
  reason: String(row['reason']),
  cause: String(row['cause']),
  state: String(row['state']) as RemovalState,
  since: String(row['since']),
});

export function removalOfPerson(database: Database, person: SourceId): Removal | null {
  const row = database.get('SELECT * FROM removals WHERE source_id = ?', person);
  return row === undefined ? null : removalOf(row);
}

export function saveRemoval(database: Database, cycle: string, removal: Removal): void {
  database.run(
    'INSERT OR REPLACE INTO removals VALUES (?, ?, ?, ?, ?, ?, ?)',
    removal.person,
    cycle,
    removal.action,
    removal.reason,
    removal.cause,
    removal.state,
    removal.since,
  );
}

export const dropRemoval = (database: Database, person: SourceId): void => {
  database.run('DELETE FROM removals WHERE source_id = ?', person);
};

/** Drops a removal that waits or may go out; one that the admin discarded stays so until its cause is new. */
export const dropOpenRemoval = (database: Database, person: SourceId): void => {
  database.run(`DELETE FROM removals WHERE source_id = ? AND state <> 'rejected'`, person);
};

export function removalsIn(
  database: Database,
  states: readonly RemovalState[],
  after: string,
  limit: number,
): readonly Removal[] {
  const marks = states.map(() => '?').join(', ');
  return database
    .all(
      `SELECT * FROM removals WHERE state IN (${marks}) AND source_id > ? ORDER BY source_id LIMIT ?`,
      ...states,
      after,
      limit,
    )
    .map(removalOf);
}

export const countRemovals = (database: Database, state: RemovalState): number =>
  Number(database.get('SELECT count(*) AS n FROM removals WHERE state = ?', state)?.['n'] ?? 0);

/** A removal that failed is no longer counted: its person is tried again, and counted then. */
export const dropCounted = (database: Database, person: SourceId): void => {
  database.run(`DELETE FROM removals WHERE source_id = ? AND state = 'counting'`, person);
};

export interface HeldRemoval extends Removal {
  readonly name: string;
  readonly mail: string;
  readonly userPrincipalName: string;
}

export function heldRemovals(database: Database): readonly HeldRemoval[] {
  return database
    .all(
      `SELECT removals.*, people.name, people.mail, people.user_principal_name FROM removals
       JOIN people ON people.id = removals.source_id WHERE removals.state = 'held' ORDER BY people.name`,
    )
    .map((row) => ({
      ...removalOf(row),
      name: String(row['name']),
      mail: mailIn(row),
      userPrincipalName: String(row['user_principal_name']),
    }));
}
