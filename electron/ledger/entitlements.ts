import type { WayLoss } from '../../shared/guard/doubtful-read';
import type { SourceId } from '../../shared/ids';
import type { Entitlement } from '../../shared/scoping/decide-scope';
import type { Assignment } from '../edges';
import type { Database, Row } from './database';
import { readFact, writeFact } from './facts';

/**
 * Who is let in, as last read whole. There is no delta for app-role assignments: each cycle reads them all as a new
 * generation beside the one in force, compares, and puts whoever differs on the work list.
 */
export function addEntitlements(database: Database, generation: string, assignments: readonly Assignment[]): void {
  for (const { person, via, groupId, groupName, appRole } of assignments)
    database.run(
      `INSERT OR REPLACE INTO entitlements (generation, person, via, group_id, group_name, role_id, role_value, role_name)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      generation,
      person,
      via,
      groupId ?? '',
      groupName ?? '',
      appRole?.id ?? '',
      appRole?.value ?? '',
      appRole?.displayName ?? '',
    );
}

export const countEntitled = (database: Database, generation: string | null): number =>
  generation === null
    ? 0
    : Number(
        database.get('SELECT count(DISTINCT person) AS n FROM entitlements WHERE generation = ?', generation)?.['n'] ??
          0,
      );

export const generationInForce = (database: Database): string | null => readFact(database, 'entitlements');

/** A renamed group changes nothing for anybody; a renamed role may stand in an account. */
const compared = 'person, via, group_id, role_id, role_value, role_name';

/** Puts a whole new generation in force; whoever came, went or came another way is decided on again. */
export function adoptEntitlements(database: Database, generation: string): void {
  const before = generationInForce(database) ?? '';
  database.run(
    `UPDATE people SET waiting = 'scope' WHERE waiting IS NULL AND id IN (
       SELECT person FROM (
         SELECT ${compared} FROM entitlements WHERE generation = ?1
         EXCEPT SELECT ${compared} FROM entitlements WHERE generation = ?2)
       UNION SELECT person FROM (
         SELECT ${compared} FROM entitlements WHERE generation = ?2
         EXCEPT SELECT ${compared} FROM entitlements WHERE generation = ?1))`,
    generation,
    before,
  );
  writeFact(database, 'entitlements', generation);
  database.run('DELETE FROM entitlements WHERE generation <> ?', generation);
}

export function dropGeneration(database: Database, generation: string): void {
  database.run('DELETE FROM entitlements WHERE generation = ?', generation);
}

/** For each way in, and for everybody: how many had it, and how many of them have none at all in the new generation. */
export function lossBetween(
  database: Database,
  before: string | null,
  generation: string,
): { readonly ways: readonly WayLoss[]; readonly everybody: WayLoss } {
  const counted = `count(DISTINCT person) AS before, count(DISTINCT CASE WHEN NOT EXISTS (
      SELECT 1 FROM entitlements AS now WHERE now.generation = ?2 AND now.person = entitlements.person)
    THEN person END) AS lost FROM entitlements WHERE generation = ?1`;
  const lossIn = (row: Row | undefined): WayLoss => ({
    before: Number(row?.['before'] ?? 0),
    lost: Number(row?.['lost'] ?? 0),
  });
  return {
    ways: database.all(`SELECT ${counted} GROUP BY via, group_id`, before ?? '', generation).map(lossIn),
    everybody: lossIn(database.get(`SELECT ${counted}`, before ?? '', generation)),
  };
}

/** Whether two generations let the same people in. */
export function sameEntitled(database: Database, one: string, other: string): boolean {
  const people = 'SELECT person FROM entitlements WHERE generation =';
  const apart = database.get(
    `SELECT 1 FROM (SELECT * FROM (${people} ?1 EXCEPT ${people} ?2)
       UNION ALL SELECT * FROM (${people} ?2 EXCEPT ${people} ?1)) LIMIT 1`,
    one,
    other,
  );
  return apart === undefined;
}

/** Drops what an interrupted cycle had begun to read. */
export function dropOtherGenerations(database: Database): void {
  database.run('DELETE FROM entitlements WHERE generation <> ?', generationInForce(database) ?? '');
}

/** Ways into scope of the person of the row, as JSON; the generation in force is bound as ?1. */
export const entitlementsColumn = `(SELECT json_group_array(json_array(via, group_name, role_id, role_value, role_name))
    FROM entitlements WHERE generation = ?1 AND person = people.id) AS ways`;

export const entitlementsIn = (row: Row): readonly Entitlement[] =>
  (JSON.parse(String(row['ways'])) as Way[]).map(([via, groupName, id, value, displayName]) => ({
    via: via === 'group' ? 'group' : 'direct',
    groupName,
    role: id === '' ? null : { id, value: value || null, displayName: displayName || null },
  }));

type Way = readonly [via: string, groupName: string, roleId: string, roleValue: string, roleName: string];

/** Replaces one person's ways in, as provision on demand read them. */
export function replaceEntitlementsOf(database: Database, person: SourceId, assignments: readonly Assignment[]): void {
  let generation = generationInForce(database);
  if (generation === null) {
    generation = 'on-demand';
    writeFact(database, 'entitlements', generation);
  }
  database.run('DELETE FROM entitlements WHERE generation = ? AND person = ?', generation, person);
  addEntitlements(database, generation, assignments);
}
