import { z } from 'zod';
import type { RulesState } from '../../shared/schema/rules-difference';
import type { Database, Row } from './database';

/** Through what mapping and scope were changed; `file`: the settings file, by hand. */
export type Through = 'window' | 'command-line' | 'file';

export interface Version {
  readonly number: number;
  /** ISO instant. */
  readonly at: string;
  /** As the system names them. */
  readonly author: string;
  readonly through: Through;
  /** The version that this one puts back. */
  readonly restores: number | null;
  readonly summary: string;
  readonly fingerprint: string;
}

const columns = 'number, at, author, through, restores, summary, fingerprint';
const through = z.enum(['window', 'command-line', 'file']);

const versionOf = (row: Row): Version => ({
  number: Number(row['number']),
  at: String(row['at']),
  author: String(row['author']),
  through: through.parse(row['through']),
  restores: row['restores'] === null ? null : Number(row['restores']),
  summary: String(row['summary']),
  fingerprint: String(row['fingerprint']),
});

/** Newest first. */
export const listVersions = (database: Database): readonly Version[] =>
  database.all(`SELECT ${columns} FROM config_versions ORDER BY number DESC`).map(versionOf);

export function newestVersion(database: Database): Version | null {
  const row = database.get(`SELECT ${columns} FROM config_versions ORDER BY number DESC LIMIT 1`);
  return row === undefined ? null : versionOf(row);
}

const scopeShape = z.object({
  mode: z.enum(['assigned', 'groups', 'all']),
  servicePrincipalId: z.string(),
  groupIds: z.array(z.string()),
  filters: z.array(z.unknown()),
});

/** Mapping and scope as they were; null: no such version. */
export function stateOfVersion(database: Database, number: number): RulesState | null {
  const row = database.get('SELECT schema, scope FROM config_versions WHERE number = ?', number);
  if (row === undefined) return null;
  const schema: unknown = JSON.parse(String(row['schema']));
  return { schema, scope: scopeShape.parse(JSON.parse(String(row['scope']))) };
}

export function addVersion(
  database: Database,
  version: Omit<Version, 'number'>,
  { schema, scope }: RulesState,
): number {
  const row = database.get(
    `INSERT INTO config_versions (at, author, through, restores, summary, schema, scope, fingerprint)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING number`,
    version.at,
    version.author,
    version.through,
    version.restores,
    version.summary,
    JSON.stringify(schema),
    JSON.stringify(scope),
    version.fingerprint,
  );
  return Number(row?.['number']);
}
