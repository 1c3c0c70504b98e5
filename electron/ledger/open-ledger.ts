import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../shared/log/problem';
import { type Outcome, success } from '../../shared/outcome';
import { type Database, openDatabase } from './database';
import { migrate } from './migrations';

/** A job's record: links, people, intents, cycles, log (design, "The ledger"). */
export interface Ledger {
  readonly database: Database;
  readonly file: string;
  /** What had to be done to open it: a damaged ledger that was set aside. */
  readonly notice: Problem | null;
  /** A copy to work in that keeps its writes to itself: the dry run. Removed when closed. */
  scratch(): Ledger;
  close(): void;
}

const settings = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA trusted_schema = OFF;
  PRAGMA temp_store = MEMORY;
  -- A cycle of a large tenant writes the same pages again and again: they go into the file once, not every few seconds.
  PRAGMA wal_autocheckpoint = 16000;
  PRAGMA journal_size_limit = 4194304;
  PRAGMA cache_size = -16000;
`;

/** Opens `<folder>/ledger.db`, making it where there is none. A damaged file is moved aside, never overwritten. */
export function openLedger(folder: string, now: () => number): Outcome<Ledger> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'ledger.db');
  const first = tryOpen(file);
  if (first.kind === 'open') return success(ledgerOf(first.database, file, null));
  if (first.kind === 'newer') return { ok: false, problem: { kind: 'ledger-newer', version: first.version } };
  const movedTo = join(folder, `ledger.broken-${new Date(now()).toISOString().replace(/[:.]/g, '-')}.db`);
  for (const end of ['', '-wal', '-shm']) if (existsSync(file + end)) renameSync(file + end, movedTo + end);
  const second = tryOpen(file);
  if (second.kind !== 'open') return { ok: false, problem: { kind: 'ledger-damaged', movedTo } };
  return success(ledgerOf(second.database, file, { kind: 'ledger-damaged', movedTo }));
}

type Opened =
  | { readonly kind: 'open'; readonly database: Database }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'damaged' };

function tryOpen(file: string): Opened {
  let database: Database | null = null;
  try {
    database = openDatabase(file);
    database.exec(settings);
    const { newer } = migrate(database);
    if (newer !== null) {
      database.close();
      return { kind: 'newer', version: newer };
    }
    if (database.get('PRAGMA quick_check(1)')?.['quick_check'] !== 'ok') throw new Error('quick_check');
    return { kind: 'open', database };
  } catch (error) {
    database?.close();
    // A ledger that is merely busy or unreachable is not a damaged one.
    if (!isDamage(error)) throw error;
    return { kind: 'damaged' };
  }
}

const isDamage = (error: unknown): boolean =>
  error instanceof Error && /quick_check|not a database|malformed|corrupt/i.test(error.message);

function ledgerOf(database: Database, file: string, notice: Problem | null): Ledger {
  return {
    database,
    file,
    notice,
    scratch() {
      const copy = `${file}.scratch`;
      removeFile(copy);
      database.run('VACUUM INTO ?', copy);
      const inCopy = openDatabase(copy);
      // Nothing in the copy has to survive anything.
      inCopy.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;');
      const opened = ledgerOf(inCopy, copy, null);
      return {
        ...opened,
        close() {
          opened.close();
          removeFile(copy);
        },
      };
    },
    close() {
      database.close();
    },
  };
}

function removeFile(file: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true });
}
