import { type SourceId, sourceId } from '../../shared/ids';
import type { Problem } from '../../shared/log/problem';
import { type DirectoryState, type GraphValue, type Person, personName } from '../../shared/person';
import type { ReadPerson } from '../edges';
import type { Database, Row } from './database';

/** What brought a person onto the work list: read for the first time, changed, or evaluated again for another reason. */
export type Waiting = 'add' | 'update' | 'scope' | 'rules' | 'full' | 'retry';

export type Standing = 'unknown' | 'in-step' | 'out' | 'skipped' | 'failed' | 'held';
/** What `personIn` reads; other tables may be joined to it. */
export const personColumns = `people.id AS id, people.properties AS properties, people.manager_id AS manager_id,
  people.state AS state`;

export const personIn = (row: Row): Person => ({
  id: sourceId(String(row['id'])),
  properties: JSON.parse(String(row['properties'])) as Record<string, GraphValue>,
  managerId: row['manager_id'] === null ? null : sourceId(String(row['manager_id'])),
  directoryState: String(row['state']) as DirectoryState,
});

/** The second line under a name: mail, else userPrincipalName; "" for somebody who is not known any more. */
export const mailIn = (row: Row): string =>
  typeof row['mail'] === 'string' && row['mail'] !== ''
    ? row['mail']
    : typeof row['user_principal_name'] === 'string'
      ? row['user_principal_name']
      : '';

const text = (value: GraphValue | undefined): string => (typeof value === 'string' ? value : '');

/** Merges what one page told into what is known, and puts those who changed on the work list. */
export function recordRead(
  database: Database,
  read: ReadPerson,
  cycle: string,
  everyone: boolean,
  whole = false,
): void {
  const row = database.get('SELECT * FROM people WHERE id = ?', read.id);
  const before = row === undefined ? null : personIn(row);
  if (read.state !== 'present') {
    // Somebody who was deleted before Inseam ever saw them has nothing here to lose.
    if (before === null) return;
    const waiting = before.directoryState === read.state ? null : 'update';
    database.run(
      `UPDATE people SET state = ?, seen_in = ?, ${waitingNow('?')} WHERE id = ?`,
      read.state,
      cycle,
      waiting,
      read.id,
    );
    return;
  }
  const properties = { ...before?.properties, ...read.properties };
  // A complete read says nothing of the manager of somebody who has none; said once, a repeated object says less.
  const keepsManager = !whole || row?.['seen_in'] === cycle;
  const known = keepsManager ? (before?.managerId ?? null) : null;
  const managerId = read.managerId === undefined ? known : read.managerId;
  const json = JSON.stringify(properties);
  const same =
    before !== null &&
    before.directoryState === 'present' &&
    before.managerId === managerId &&
    JSON.stringify(before.properties) === json;
  const waiting: Waiting | null = before === null ? 'add' : !same ? 'update' : everyone ? 'full' : null;
  const name = personName({ id: read.id, properties, managerId, directoryState: 'present' });
  const upn = text(properties['userPrincipalName']);
  const mail = text(properties['mail']);
  database.run(
    `INSERT INTO people (id, properties, manager_id, state, name, user_principal_name, mail, search, seen_in, waiting)
     VALUES (?, ?, ?, 'present', ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET properties = excluded.properties, manager_id = excluded.manager_id, state = 'present',
       name = excluded.name, user_principal_name = excluded.user_principal_name, mail = excluded.mail,
       search = excluded.search, seen_in = excluded.seen_in, ${waitingNow('excluded.waiting')}`,
    read.id,
    json,
    managerId,
    name,
    upn,
    mail,
    searchText(name, mail, upn, read.id),
    cycle,
    waiting,
  );
}

/** One property that is read by itself, of somebody who is known: a change of it puts them on the work list. */
export function recordProperty(database: Database, person: SourceId, name: string, value: GraphValue): void {
  const before = readPerson(database, person);
  if (before === null || JSON.stringify(before.properties[name] ?? null) === JSON.stringify(value)) return;
  database.run(
    `UPDATE people SET properties = ?, ${waitingNow('?')} WHERE id = ?`,
    JSON.stringify({ ...before.properties, [name]: value }),
    'update',
    person,
  );
}

/** Whoever waits to have the account read again goes on waiting for that: a change that is reported says less. */
const waitingNow = (next: string): string =>
  `waiting = CASE WHEN people.waiting = 'full' THEN 'full' ELSE coalesce(${next}, people.waiting) END`;

/** Folded for searching: by name, mail or id, without regard to case or accents. */
export const searchText = (...parts: readonly string[]): string =>
  parts.join(' ').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

export function readPerson(database: Database, id: SourceId): Person | null {
  const row = database.get('SELECT * FROM people WHERE id = ?', id);
  return row === undefined ? null : personIn(row);
}

/** How somebody is called, or was in the log: a person who is gone for good has no other name any more. */
export function nameOfLogged(database: Database, id: SourceId, person: Person | null): { name: string; mail: string } {
  if (person !== null) {
    const mail = text(person.properties['mail']);
    return { name: personName(person), mail: mail === '' ? text(person.properties['userPrincipalName']) : mail };
  }
  const row = database.get(
    `SELECT json_extract(row, '$.sourceName') AS name, json_extract(row, '$.sourceMail') AS mail FROM log
     WHERE source_id = ? ORDER BY number DESC LIMIT 1`,
    id,
  );
  return { name: String(row?.['name'] ?? id), mail: String(row?.['mail'] ?? '') };
}

/** Somebody as an admin names them: by object id or userPrincipalName. */
export const personNamed = (database: Database, text: string): Person | null =>
  readPerson(database, sourceId(text)) ?? findByName(database, text);

export function findByName(database: Database, userPrincipalName: string): Person | null {
  const row = database.get('SELECT * FROM people WHERE user_principal_name = ? COLLATE NOCASE', userPrincipalName);
  return row === undefined ? null : personIn(row);
}

export function searchPeople(database: Database, wanted: string, limit: number): readonly Person[] {
  return database
    .all(
      `SELECT * FROM people WHERE state = 'present' AND search LIKE ? ESCAPE '\\' ORDER BY name LIMIT ?`,
      `%${searchText(wanted).replace(/[\\%_]/g, '\\$&')}%`,
      limit,
    )
    .map(personIn);
}

/** Takes a person off the work list and keeps how they stand. */
export function settlePerson(
  database: Database,
  person: SourceId,
  outcome: { readonly inScope: boolean; readonly standing: Standing; readonly problem: Problem | null },
): void {
  database.run(
    'UPDATE people SET waiting = NULL, in_scope = ?, standing = ?, problem = ? WHERE id = ?',
    outcome.inScope,
    outcome.standing,
    outcome.problem === null ? null : JSON.stringify(outcome.problem),
    person,
  );
}

export const forgetPerson = (database: Database, person: SourceId): void => {
  database.run('DELETE FROM vanished WHERE source_id = ?', person);
  database.run('DELETE FROM people WHERE id = ?', person);
};

/** Who was known before and is missing from the complete read of this cycle. */
export function missingPeople(database: Database, cycle: string, after: string, limit: number): readonly Person[] {
  return database
    .all(
      `SELECT * FROM people WHERE seen_in <> ? AND state <> 'hard-deleted' AND id > ? ORDER BY id LIMIT ?`,
      cycle,
      after,
      limit,
    )
    .map(personIn);
}

/** Marks, in `seen_in`, whoever a cycle took for gone because nothing of Entra's knows them. */
export const absentIn = (cycle: string): string => `absent:${cycle}`;

/** Removals that are counted of people whom nobody reported as deleted. */
export const countAbsentRemovals = (database: Database, cycle: string): number =>
  Number(
    database.get(
      `SELECT count(*) AS n FROM removals JOIN people ON people.id = removals.source_id
       WHERE removals.state = 'counting' AND people.seen_in = ?`,
      absentIn(cycle),
    )?.['n'] ?? 0,
  );

/** Some who are there, as far as is known: of those read in a cycle, or (null) of everybody. */
export function somePresent(database: Database, cycle: string | null, except: SourceId): readonly Person[] {
  return database
    .all(
      `SELECT * FROM people WHERE state = 'present' AND (?1 IS NULL OR seen_in = ?1) AND id <> ?2 LIMIT 3`,
      cycle,
      except,
    )
    .map(personIn);
}

export function setDirectoryState(database: Database, person: SourceId, state: DirectoryState, cycle: string): void {
  database.run(
    `UPDATE people SET seen_in = ?1, ${waitingNow(`CASE WHEN state = ?2 THEN NULL ELSE 'update' END`)}, state = ?2
     WHERE id = ?3`,
    cycle,
    state,
    person,
  );
}

export interface PeopleCounts {
  readonly directory: number;
  readonly inScope: number;
  readonly needAttention: number;
}

export function countPeople(database: Database): PeopleCounts {
  const row = database.get(
    `SELECT count(*) FILTER (WHERE state = 'present') AS directory, coalesce(sum(in_scope), 0) AS in_scope,
       count(*) FILTER (WHERE standing IN ('skipped', 'failed') AND problem IS NOT NULL) AS attention FROM people`,
  );
  return {
    directory: Number(row?.['directory'] ?? 0),
    inScope: Number(row?.['in_scope'] ?? 0),
    needAttention: Number(row?.['attention'] ?? 0),
  };
}

/**
 * People in scope whom this cycle did not bring into step: `skipped` for a reason of their own, `failed` in it, or
 * `waiting` for their next try; and those whom the mapping `disabled` though they are in scope. Who was changed although a value was left out is none of them.
 */
export function countUnsettled(
  database: Database,
  cycle: { readonly id: string; readonly number: number },
): { readonly skipped: number; readonly failed: number; readonly waiting: number; readonly disabled: number } {
  const row = database.get(
    `SELECT count(*) FILTER (WHERE standing IN ('skipped', 'held')) AS skipped,
       count(*) FILTER (WHERE standing = 'failed' AND failed_now) AS failed,
       count(*) FILTER (WHERE standing = 'failed' AND NOT failed_now) AS waiting
     FROM (SELECT standing, EXISTS (SELECT 1 FROM log WHERE source_id = people.id AND cycle_id = ?
             AND status = 'failure') AS failed_now
       FROM people WHERE in_scope = 1 AND standing IN ('skipped', 'failed', 'held') AND NOT EXISTS (
         SELECT 1 FROM log WHERE source_id = people.id AND cycle_id = ?
           AND action IN ('create', 'update', 'enable') AND status IN ('success', 'warning')))`,
    cycle.id,
    cycle.id,
  );
  return {
    skipped: Number(row?.['skipped'] ?? 0),
    failed: Number(row?.['failed'] ?? 0),
    waiting: Number(row?.['waiting'] ?? 0),
    disabled: Number(
      database.get(
        `SELECT count(DISTINCT source_id) AS n FROM log JOIN people ON people.id = log.source_id
         WHERE cycle_number = ? AND action = 'disable' AND status IN ('success', 'warning') AND in_scope = 1
           AND NOT json_extract(row, '$.staged')`,
        cycle.number,
      )?.['n'] ?? 0,
    ),
  };
}

export interface AttentionEntry {
  readonly person: Person;
  readonly standing: 'skipped' | 'failed';
  readonly problem: Problem;
  readonly nextTryAt: string | null;
}

export function peopleNeedingAttention(database: Database, offset: number, limit: number): readonly AttentionEntry[] {
  return database
    .all(
      `SELECT people.*, escrows.next_try_at FROM people LEFT JOIN escrows ON escrows.source_id = people.id
       WHERE standing IN ('skipped', 'failed') AND people.problem IS NOT NULL ORDER BY standing, name LIMIT ? OFFSET ?`,
      limit,
      offset,
    )
    .map((row) => ({
      person: personIn(row),
      standing: row['standing'] === 'failed' ? 'failed' : 'skipped',
      problem: JSON.parse(String(row['problem'])) as Problem,
      nextTryAt: row['next_try_at'] === null ? null : String(row['next_try_at']),
    }));
}
