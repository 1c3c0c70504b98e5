import { z } from 'zod';
import { type SourceId, sourceId, type TargetId, targetId } from '../../shared/ids';
import type { Problem } from '../../shared/log/problem';
import { type AccountStanding, type Doubt, doubtSentence, type SortInput } from '../../shared/matching/sort-accounts';
import type { Database, Row } from './database';
import { readFact, writeFact } from './facts';
import { searchText } from './people';

/** What is kept of an account as the target listed it. */
export interface ListedAccount {
  readonly id: TargetId;
  /** As people call it: displayName, else the parts of a name, else the userName. */
  readonly name: string;
  readonly userName: string;
  readonly active: boolean;
  /** At the matching attribute, as spelt. */
  readonly value: string | null;
}

interface KeptRow extends Omit<ListedAccount, 'id'> {
  readonly personName: string | null;
  readonly doubt: Doubt | null;
}

/** Somebody in scope, with the matching value folded and as the mapping wants it. */
export interface CensusCandidate {
  readonly id: SourceId;
  readonly name: string;
  readonly value: string | null;
  readonly wanted: string | null;
}

export function clearStaging(database: Database): void {
  database.run('DELETE FROM census_accounts');
  database.run('DELETE FROM census_people');
}

export function stagePeople(database: Database, people: readonly CensusCandidate[]): void {
  for (const { id, value, wanted, name } of people)
    database.run('INSERT OR REPLACE INTO census_people VALUES (?, ?, ?, ?)', id, value, wanted, name);
}

export function stageAccounts(database: Database, accounts: readonly ListedAccount[], fold: (text: string) => string) {
  for (const { id, ...row } of accounts)
    database.run(
      'INSERT OR REPLACE INTO census_accounts VALUES (?, ?, ?, ?, ?)',
      id,
      row.value === null ? null : fold(row.value),
      row.name,
      searchText(row.name, row.userName, id),
      JSON.stringify(row),
    );
}

const namedAtMost = 5;

/** Sorts what was staged and puts it in the place of the census before. Called in a transaction. */
export function adoptCensus(database: Database, sort: (input: SortInput) => AccountStanding): void {
  database.run('DELETE FROM accounts');
  database.run('DELETE FROM only_here');
  for (let after = ''; ; ) {
    const slice = database.all(
      `SELECT census_accounts.*, links.source_id AS owner, people.name AS owner_name, census_people.wanted AS wanted
       FROM census_accounts LEFT JOIN links ON links.target_id = census_accounts.target_id
       LEFT JOIN people ON people.id = links.source_id
       LEFT JOIN census_people ON census_people.source_id = links.source_id
       WHERE census_accounts.target_id > ? ORDER BY census_accounts.target_id LIMIT 400`,
      after,
    );
    if (slice.length === 0) break;
    for (const row of slice) keepAccount(database, row, sort);
    after = String(slice.at(-1)?.['target_id']);
  }
  database.run(
    `INSERT INTO only_here SELECT people.id, people.name,
       CASE people.mail WHEN '' THEN people.user_principal_name ELSE people.mail END, people.search
     FROM census_people JOIN people ON people.id = census_people.source_id
     WHERE NOT EXISTS (SELECT 1 FROM links WHERE links.source_id = people.id)
       AND NOT EXISTS (SELECT 1 FROM census_accounts WHERE census_accounts.value = census_people.value)`,
  );
  clearStaging(database);
}

function keepAccount(database: Database, row: Row, sort: (input: SortInput) => AccountStanding): void {
  const id = String(row['target_id']);
  const kept = JSON.parse(String(row['row'])) as Omit<ListedAccount, 'id'>;
  const folded = row['value'] === null ? null : String(row['value']);
  const text = (name: string): string | null => (typeof row[name] === 'string' ? row[name] : null);
  const owner = text('owner');
  const namesakes =
    folded === null
      ? []
      : database.all(
          `SELECT census_people.source_id AS id, census_people.name AS name, links.target_id AS account FROM census_people
           LEFT JOIN links ON links.source_id = census_people.source_id WHERE census_people.value = ? LIMIT ?`,
          folded,
          namedAtMost,
        );
  const twins =
    folded === null || owner !== null
      ? []
      : database.all(
          `SELECT target_id FROM census_accounts WHERE value = ? AND target_id <> ?
             AND NOT EXISTS (SELECT 1 FROM links WHERE links.target_id = census_accounts.target_id) LIMIT ?`,
          folded,
          id,
          namedAtMost,
        );
  const standing = sort({
    value: kept.value,
    owner: owner === null ? null : { id: sourceId(owner), name: text('owner_name') ?? owner, wanted: text('wanted') },
    namesakes: namesakes.map((each) => ({
      id: sourceId(String(each['id'])),
      name: String(each['name']),
      account: each['account'] === null ? null : targetId(String(each['account'])),
    })),
    twins: twins.map((each) => targetId(String(each['target_id']))),
  });
  const person = 'person' in standing ? standing.person : null;
  const whole: KeptRow = {
    ...kept,
    personName: person?.name ?? null,
    doubt: standing.kind === 'doubtful' ? standing.doubt : null,
  };
  database.run(
    'INSERT INTO accounts (target_id, standing, source_id, name, search, row) VALUES (?, ?, ?, ?, ?, ?)',
    id,
    standing.kind,
    person?.id ?? null,
    String(row['name']),
    `${String(row['search'])} ${searchText(person?.name ?? '')}`.trim(),
    JSON.stringify(whole),
  );
}

/** Facts of the census that is kept. */
export interface Census {
  /** ISO instants: when the target was listed, and when the directory was last read. */
  readonly takenAt: string;
  readonly peopleReadAt: string | null;
  /** The matching attribute that it went by. */
  readonly attribute: string;
}

const censusShape = z.object({ takenAt: z.string(), peopleReadAt: z.string().nullable(), attribute: z.string() });
const failedShape = z.object({
  at: z.string(),
  problem: z.custom<Problem>((value) => typeof value === 'object' && value !== null),
});

export function readCensus(database: Database): Census | null {
  const text = readFact(database, 'census');
  return text === null ? null : censusShape.parse(JSON.parse(text));
}

/** Why a census after the one that is kept came to nothing; null: none did. */
export function readCensusFailure(database: Database): z.infer<typeof failedShape> | null {
  const text = readFact(database, 'census-failed');
  return text === null ? null : failedShape.parse(JSON.parse(text));
}

export function keepCensus(database: Database, census: Census): void {
  writeFact(database, 'census', JSON.stringify(census));
  writeFact(database, 'census-failed', null);
}

export const keepCensusFailure = (database: Database, at: string, problem: Problem): void =>
  writeFact(database, 'census-failed', JSON.stringify({ at, problem }));

export interface CensusCounts {
  readonly accounts: number;
  readonly linked: number;
  readonly matched: number;
  readonly doubtful: number;
  readonly onlyThere: number;
  readonly onlyHere: number;
}

export function countCensus(database: Database): CensusCounts {
  const row = database.get(
    `SELECT count(*) AS accounts, count(*) FILTER (WHERE standing = 'linked') AS linked,
       count(*) FILTER (WHERE standing = 'matched') AS matched, count(*) FILTER (WHERE standing = 'doubtful') AS doubtful,
       count(*) FILTER (WHERE standing = 'only-there') AS only_there, (SELECT count(*) FROM only_here) AS only_here
     FROM accounts`,
  );
  const count = (name: string): number => Number(row?.[name] ?? 0);
  return {
    accounts: count('accounts'),
    linked: count('linked'),
    matched: count('matched'),
    doubtful: count('doubtful'),
    onlyThere: count('only_there'),
    onlyHere: count('only_here'),
  };
}

export type CensusStanding = AccountStanding['kind'] | 'only-here';

/** A line of the census: an account, or (`only-here`) a person without one. */
export interface CensusLine {
  readonly accountId: string | null;
  readonly name: string;
  /** The account's userName, or the person's mail. */
  readonly detail: string;
  readonly active: boolean | null;
  readonly sourceId: string | null;
  readonly personName: string | null;
  /** It is the account of `sourceId` by a link, and not only by its name. */
  readonly linked: boolean;
  /** Why it is doubtful. Else empty. */
  readonly why: string;
}

export function listCensus(
  database: Database,
  standing: CensusStanding,
  text: string,
  offset: number,
  limit: number,
): { readonly total: number; readonly lines: readonly CensusLine[] } {
  const wanted = `%${searchText(text.trim()).replace(/[\\%_]/g, '\\$&')}%`;
  const from =
    standing === 'only-here'
      ? `only_here WHERE ?1 = 'only-here' AND search LIKE ?2 ESCAPE '\\'`
      : `accounts WHERE standing = ?1 AND search LIKE ?2 ESCAPE '\\'`;
  const order = standing === 'only-here' ? 'name, source_id' : 'name, target_id';
  const total = Number(database.get(`SELECT count(*) AS n FROM ${from}`, standing, wanted)?.['n'] ?? 0);
  const rows = database.all(
    `SELECT * FROM ${from} ORDER BY ${order} LIMIT ?3 OFFSET ?4`,
    standing,
    wanted,
    limit,
    offset,
  );
  const attribute = readCensus(database)?.attribute ?? '';
  return {
    total,
    lines: rows.map((row) => (standing === 'only-here' ? personLine(row) : accountLine(row, attribute))),
  };
}

const personLine = (row: Row): CensusLine => ({
  accountId: null,
  name: String(row['name']),
  detail: String(row['mail']),
  active: null,
  sourceId: String(row['source_id']),
  personName: String(row['name']),
  linked: false,
  why: '',
});

function accountLine(row: Row, attribute: string): CensusLine {
  const { userName, active, personName, doubt } = JSON.parse(String(row['row'])) as KeptRow;
  const id = row['source_id'] === null ? null : String(row['source_id']);
  const person = id === null || personName === null ? null : { id: sourceId(id), name: personName };
  return {
    accountId: String(row['target_id']),
    name: String(row['name']),
    detail: userName,
    active,
    sourceId: id,
    personName,
    linked: row['standing'] === 'linked' || doubt?.kind === 'named-as-another' || doubt?.kind === 'name-differs',
    why: doubt === null ? '' : doubtSentence(doubt, person, attribute),
  };
}

/** Accounts of the last census that go by a name exactly, or by an id. */
export const accountsNamed = (database: Database, name: string): readonly TargetId[] =>
  database
    .all(`SELECT target_id FROM accounts WHERE target_id = ?1 OR lower(row ->> 'userName') = lower(?1) LIMIT 2`, name)
    .map((row) => targetId(String(row['target_id'])));

/** What a link made or broken by hand changes in the census that is kept. */
export function noteLink(database: Database, account: TargetId, person: { id: SourceId; name: string } | null): void {
  database.run(
    `UPDATE accounts SET standing = ?, source_id = ?, row = json_set(row, '$.personName', ?, '$.doubt', NULL)
     WHERE target_id = ?`,
    person === null ? 'only-there' : 'linked',
    person?.id ?? null,
    person?.name ?? null,
    account,
  );
  if (person !== null) database.run('DELETE FROM only_here WHERE source_id = ?', person.id);
}
