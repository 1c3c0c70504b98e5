import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../electron/ledger/database';

let folder = '';
let database: Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inseam-ledger-'));
  database = openDatabase(join(folder, 'test.db'));
  database.exec(`CREATE TABLE whole (id INTEGER PRIMARY KEY);
    CREATE TABLE part (id INTEGER PRIMARY KEY, whole INTEGER REFERENCES whole DEFERRABLE INITIALLY DEFERRED)`);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const parts = () => database.all('SELECT id FROM part ORDER BY id').map((row) => row['id']);

describe('a transaction', () => {
  test('that cannot be committed leaves nothing, and the next ones work as before', () => {
    // A disk that fills up refuses the commit and not the writes before it; so does this.
    expect(() => database.transaction(() => database.run('INSERT INTO part VALUES (1, 9)'))).toThrow();
    expect(parts()).toEqual([]);
    database.transaction(() => {
      database.run('INSERT INTO part VALUES (2, NULL)');
      expect(() =>
        database.transaction(() => {
          database.run('INSERT INTO part VALUES (3, NULL)');
          throw new Error('No');
        }),
      ).toThrow('No');
    });
    expect(parts()).toEqual([2]);
  });
});
