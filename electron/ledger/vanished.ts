import type { SourceId, TargetId } from '../../shared/ids';
import type { Database } from './database';

/** Remembers that a person's account was deleted at the target: the link to it is gone, and nobody knows the reason. */
export const rememberVanished = (database: Database, person: SourceId, account: TargetId): void => {
  database.run('INSERT OR REPLACE INTO vanished VALUES (?, ?)', person, account);
};

/** Another account was found or made, or the person is gone. */
export const forgetVanished = (database: Database, person: SourceId): void => {
  database.run('DELETE FROM vanished WHERE source_id = ?', person);
};
