import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { failure, type Outcome } from '../../shared/outcome';
import { openDatabase } from '../ledger/database';
import { errorText } from './whole-files';

/** Another process holds the lock for the milliseconds of one save. */
const longestWaitMs = 5_000;

/**
 * Does work while no other process does any: between reading the settings and saving them again, somebody else's change
 * would be lost. The lock is a tiny database held exclusively, as a job's, so it dies with its process.
 */
export function whileLocked<T>(folder: string, settingsFile: string, work: () => Outcome<T>): Outcome<T> {
  const notSaved = (detail: string) => failure({ kind: 'settings-not-saved', file: settingsFile, detail });
  const file = join(folder, 'settings.lock');
  let lock: ReturnType<typeof openDatabase> | null = null;
  try {
    // Made before SQLite makes it, for its owner alone.
    closeSync(openSync(file, 'a', 0o600));
    lock = openDatabase(file, { timeoutMs: longestWaitMs });
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    const isBusy = /locked|busy/i.test(errorText(error));
    return notSaved(isBusy ? 'Another Inseam is saving them and does not finish.' : errorText(error));
  }
  try {
    return work();
  } finally {
    lock.exec('ROLLBACK');
    lock.close();
  }
}
