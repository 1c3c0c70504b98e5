import { type SourceId, sourceId, type TargetId, targetId } from '../../shared/ids';
import type { Database, Row } from './database';

/** Something that was about to be sent. While it stands, the effect may or may not have happened. */
export interface Intent {
  readonly person: SourceId;
  readonly action: string;
  readonly target: TargetId | null;
  /** The matching values of a creation: what an account that was made after all is found by. */
  readonly matching: readonly { readonly path: string; readonly value: string }[];
}

export function writeIntent(database: Database, cycle: string, intent: Intent, at: string): void {
  database.run(
    'INSERT OR REPLACE INTO intents VALUES (?, ?, ?, ?, ?, ?)',
    intent.person,
    cycle,
    intent.action,
    intent.target,
    JSON.stringify(intent.matching),
    at,
  );
}

export const removeIntent = (database: Database, person: SourceId): void => {
  database.run('DELETE FROM intents WHERE source_id = ?', person);
};

export const openIntents = (database: Database): readonly Intent[] =>
  database.all('SELECT * FROM intents ORDER BY source_id').map(intentIn);

export function intentOf(database: Database, person: SourceId): Intent | null {
  const row = database.get('SELECT * FROM intents WHERE source_id = ?', person);
  return row === undefined ? null : intentIn(row);
}

const intentIn = (row: Row): Intent => ({
  person: sourceId(String(row['source_id'])),
  action: String(row['action']),
  target: row['target_id'] === null ? null : targetId(String(row['target_id'])),
  matching: JSON.parse(String(row['matching'])) as { path: string; value: string }[],
});
