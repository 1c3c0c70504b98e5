import type { PeopleChip, PeopleCounts } from '../../shared/ipc/contract';
import type { Problem } from '../../shared/log/problem';
import type { Person } from '../../shared/person';
import type { Entitlement } from '../../shared/scoping/decide-scope';
import type { Bindable, Database, Row } from './database';
import { entitlementsColumn, entitlementsIn, generationInForce } from './entitlements';
import { personColumns, personIn, type Standing, searchText } from './people';

/** One line of the People page, as the ledger has it. */
export interface PersonLine {
  readonly person: Person;
  readonly standing: Standing;
  readonly inScope: boolean;
  readonly problem: Problem | null;
  readonly entitlements: readonly Entitlement[];
  /** null: no account of theirs is known. */
  readonly link: { readonly enabled: boolean } | null;
  readonly hold: { readonly reason: string; readonly since: string } | null;
  readonly attempts: number;
  readonly nextTryAt: string | null;
  readonly changedAt: string | null;
}

/** An account that the last census found to be nobody's. */
export interface AccountLine {
  readonly id: string;
  readonly name: string;
  readonly userName: string;
}

const onHold = 'EXISTS (SELECT 1 FROM holds WHERE holds.source_id = people.id)';
const needsAttention = `standing IN ('skipped', 'failed') AND problem IS NOT NULL`;

/** What stands behind each chip. Somebody on hold stands behind that one and no other. */
const conditions: Readonly<Record<Exclude<PeopleChip, 'only-there'>, string>> = {
  everyone: '1 = 1',
  attention: `${needsAttention} AND NOT ${onHold}`,
  'in-step': `standing = 'in-step' AND in_scope = 1 AND NOT ${onHold}`,
  'on-hold': onHold,
  out: `in_scope = 0 AND standing IN ('out', 'held') AND NOT ${onHold}`,
};

function matching(text: string): { readonly where: string; readonly values: readonly Bindable[] } {
  if (text.trim() === '') return { where: '1 = 1', values: [] };
  return {
    where: `search LIKE ? ESCAPE '\\'`,
    values: [`%${searchText(text.trim()).replace(/[\\%_]/g, '\\$&')}%`],
  };
}

export function countByChip(database: Database, text: string): PeopleCounts {
  const { where, values } = matching(text);
  const row = database.get(
    `SELECT ${Object.entries(conditions)
      .map(([chip, condition]) => `count(*) FILTER (WHERE ${condition}) AS "${chip}"`)
      .join(', ')} FROM people WHERE ${where}`,
    ...values,
  );
  const count = (chip: string): number => Number(row?.[chip] ?? 0);
  const censusMade = database.get('SELECT 1 FROM accounts LIMIT 1') !== undefined;
  return {
    everyone: count('everyone'),
    attention: count('attention'),
    'in-step': count('in-step'),
    'on-hold': count('on-hold'),
    out: count('out'),
    'only-there': censusMade
      ? Number(
          database.get(`SELECT count(*) AS n FROM accounts WHERE standing = 'only-there' AND ${where}`, ...values)?.[
            'n'
          ] ?? 0,
        )
      : null,
  };
}

const lineColumns = `${personColumns}, people.standing AS standing, people.in_scope AS in_scope,
  people.problem AS problem, ${entitlementsColumn}, links.enabled AS enabled, holds.reason AS hold_reason,
  holds.since AS hold_since, escrows.attempts AS attempts, escrows.next_try_at AS next_try_at,
  (SELECT at FROM log WHERE log.source_id = people.id AND quiet = 0 ORDER BY number DESC LIMIT 1) AS changed_at`;
const joined = `people LEFT JOIN links ON links.source_id = people.id LEFT JOIN holds ON holds.source_id = people.id
  LEFT JOIN escrows ON escrows.source_id = people.id`;

/** Those who need attention first, then by name. Only the people of the page are joined with what is known of them. */
const order = `CASE WHEN ${needsAttention} THEN CASE standing WHEN 'failed' THEN 1 ELSE 0 END ELSE 2 END, name, id`;

export function listPeople(
  database: Database,
  chip: Exclude<PeopleChip, 'only-there'>,
  text: string,
  offset: number,
  limit: number,
): readonly PersonLine[] {
  const { where, values } = matching(text);
  return database
    .all(
      `SELECT ${lineColumns} FROM (
         SELECT id AS listed, row_number() OVER (ORDER BY ${order}) AS place FROM people
         WHERE ${conditions[chip]} AND ${where.replace('?', '?2')} ORDER BY ${order} LIMIT ?3 OFFSET ?4
       ) JOIN ${joined} WHERE people.id = listed ORDER BY place`,
      generationInForce(database) ?? '',
      values[0] ?? null,
      limit,
      offset,
    )
    .map(lineIn);
}

/** One person's line; null: nobody is known by this id. */
export function personLine(database: Database, id: string): PersonLine | null {
  const row = database.get(
    `SELECT ${lineColumns} FROM ${joined} WHERE people.id = ?2`,
    generationInForce(database) ?? '',
    id,
  );
  return row === undefined ? null : lineIn(row);
}

const lineIn = (row: Row): PersonLine => ({
  person: personIn(row),
  standing: String(row['standing']) as Standing,
  inScope: row['in_scope'] === 1,
  problem: row['problem'] === null ? null : (JSON.parse(String(row['problem'])) as Problem),
  entitlements: entitlementsIn(row),
  link: row['enabled'] === null ? null : { enabled: row['enabled'] === 1 },
  hold: typeof row['hold_since'] === 'string' ? { reason: String(row['hold_reason']), since: row['hold_since'] } : null,
  attempts: Number(row['attempts'] ?? 0),
  nextTryAt: row['next_try_at'] === null ? null : String(row['next_try_at']),
  changedAt: row['changed_at'] === null ? null : String(row['changed_at']),
});

export function listNobodys(database: Database, text: string, offset: number, limit: number): readonly AccountLine[] {
  const { where, values } = matching(text);
  return database
    .all(
      `SELECT target_id, name, row FROM accounts WHERE standing = 'only-there' AND ${where} ORDER BY name, target_id
       LIMIT ? OFFSET ?`,
      ...values,
      limit,
      offset,
    )
    .map((row) => ({
      id: String(row['target_id']),
      name: String(row['name']),
      userName: userNameIn(String(row['row'])),
    }));
}

/** The census keeps an account's own name in its row. */
function userNameIn(text: string): string {
  const row = JSON.parse(text) as { readonly userName?: unknown };
  return typeof row.userName === 'string' ? row.userName : '';
}
