import { DatabaseSync } from '@photostructure/sqlite';

/** What may be bound; booleans are stored as 0 and 1. The driver binds NaN and dates as null without a word, hence the check. */
export type Bindable = string | number | bigint | boolean | null | Uint8Array;
export type Row = Readonly<Record<string, unknown>>;

/** The small part of SQLite that the ledger uses: prepared statements are kept, transactions nest by savepoints. */
export interface Database {
  run(sql: string, ...values: readonly Bindable[]): { readonly changes: number };
  get(sql: string, ...values: readonly Bindable[]): Row | undefined;
  all(sql: string, ...values: readonly Bindable[]): readonly Row[];
  exec(sql: string): void;
  /** All of it or nothing. */
  transaction<T>(work: () => T): T;
  close(): void;
}

function checked(values: readonly Bindable[]): (string | number | bigint | null | Uint8Array)[] {
  return values.map((value) => {
    if (typeof value === 'boolean') return value ? 1 : 0;
    if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('Not a finite number');
    if (value === null || ['string', 'number', 'bigint'].includes(typeof value) || value instanceof Uint8Array)
      return value;
    throw new TypeError(`Cannot be stored: ${typeof value}`);
  });
}

export function openDatabase(
  file: string,
  options: { readonly readOnly?: boolean; readonly timeoutMs?: number } = {},
): Database {
  const sqlite = new DatabaseSync(file, {
    timeout: options.timeoutMs ?? 5000,
    readOnly: options.readOnly ?? false,
    enableForeignKeyConstraints: true,
  });
  const prepared = new Map<string, ReturnType<typeof sqlite.prepare>>();
  const statement = (sql: string) => {
    const known = prepared.get(sql);
    if (known) return known;
    const made = sqlite.prepare(sql);
    prepared.set(sql, made);
    return made;
  };
  let depth = 0;

  return {
    run: (sql, ...values) => ({ changes: Number(statement(sql).run(...checked(values)).changes) }),
    get: (sql, ...values) => statement(sql).get(...checked(values)) as Row | undefined,
    all: (sql, ...values) => statement(sql).all(...checked(values)) as Row[],
    exec: (sql) => sqlite.exec(sql),
    transaction(work) {
      const name = `level_${depth}`;
      sqlite.exec(depth === 0 ? 'BEGIN IMMEDIATE' : `SAVEPOINT ${name}`);
      depth += 1;
      try {
        const result = work();
        sqlite.exec(depth === 1 ? 'COMMIT' : `RELEASE ${name}`);
        return result;
      } catch (error) {
        if (depth > 1) sqlite.exec(`ROLLBACK TO ${name}; RELEASE ${name}`);
        else if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
        throw error;
      } finally {
        depth -= 1;
      }
    },
    close() {
      prepared.clear();
      sqlite.close();
    },
  };
}
