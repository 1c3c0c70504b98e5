import type { Database } from './database';

/**
 * Numbered steps, each run once in a transaction of its own; `user_version` says how far a ledger is. A released step
 * is never changed. Instants are ISO 8601 text in UTC; structured values are JSON text.
 */
const steps: readonly string[] = [
  `
  CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

  -- Everybody as last read. "waiting" says that a change was read and not yet decided on: the work list of a cycle.
  CREATE TABLE people (
    id TEXT PRIMARY KEY,
    properties TEXT NOT NULL,
    manager_id TEXT,
    state TEXT NOT NULL CHECK (state IN ('present', 'soft-deleted', 'hard-deleted')),
    name TEXT NOT NULL,
    user_principal_name TEXT NOT NULL,
    mail TEXT NOT NULL,
    search TEXT NOT NULL,
    seen_in TEXT NOT NULL,
    waiting TEXT CHECK (waiting IN ('add', 'update', 'scope', 'rules', 'full', 'retry')),
    in_scope INTEGER NOT NULL DEFAULT 0,
    -- How the person stands since the last decision: a line of Needs attention, or nothing.
    standing TEXT NOT NULL DEFAULT 'unknown' CHECK (standing IN ('unknown', 'in-step', 'out', 'skipped', 'failed', 'held')),
    problem TEXT
  ) STRICT;
  CREATE INDEX people_waiting ON people (id) WHERE waiting IS NOT NULL;
  CREATE INDEX people_standing ON people (standing) WHERE standing IN ('skipped', 'failed', 'held');
  CREATE INDEX people_upn ON people (user_principal_name COLLATE NOCASE);
  CREATE INDEX people_name ON people (name);

  -- Ways into scope. "generation" is the cycle that read them: the former ones stay until a whole new set is there.
  CREATE TABLE entitlements (
    generation TEXT NOT NULL,
    person TEXT NOT NULL,
    via TEXT NOT NULL CHECK (via IN ('direct', 'group')),
    group_id TEXT NOT NULL DEFAULT '',
    group_name TEXT NOT NULL DEFAULT '',
    role_id TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (generation, person, via, group_id, role_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE links (
    source_id TEXT PRIMARY KEY,
    target_id TEXT NOT NULL UNIQUE,
    enabled INTEGER NOT NULL,
    -- Path -> value as the target is known to have them: what was sent, corrected by what was last seen.
    known TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('created', 'adopted')),
    linked_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    left_because TEXT
  ) STRICT;

  -- The first matching value of everybody who has or gets an account, folded: two people cannot claim the same.
  CREATE TABLE claims (value TEXT PRIMARY KEY, source_id TEXT NOT NULL UNIQUE) STRICT;

  -- Written before a request that changes something, removed with its result. One left over may or may not have happened.
  CREATE TABLE intents (
    source_id TEXT PRIMARY KEY,
    cycle_id TEXT NOT NULL,
    action TEXT NOT NULL,
    target_id TEXT,
    matching TEXT NOT NULL,
    written_at TEXT NOT NULL
  ) STRICT;

  CREATE TABLE escrows (
    source_id TEXT PRIMARY KEY,
    problem TEXT NOT NULL,
    first_failed_at TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_try_at TEXT NOT NULL
  ) STRICT;

  -- Removals that wait until everyone was decided on, and those that the threshold holds.
  CREATE TABLE removals (
    source_id TEXT PRIMARY KEY,
    cycle_id TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('disable', 'delete')),
    reason TEXT NOT NULL,
    cause TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('counting', 'held', 'allowed', 'rejected')),
    since TEXT NOT NULL
  ) STRICT;

  CREATE TABLE wanted_references (
    source_id TEXT NOT NULL,
    path TEXT NOT NULL,
    person TEXT,
    exported TEXT,
    waiting INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (source_id, path)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX references_person ON wanted_references (person);
  CREATE INDEX references_waiting ON wanted_references (source_id) WHERE waiting = 1;

  CREATE TABLE cycles (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    summary TEXT NOT NULL,
    started_at TEXT NOT NULL,
    state TEXT
  ) STRICT;
  CREATE INDEX cycles_started ON cycles (started_at);

  CREATE TABLE log (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    cycle_id TEXT NOT NULL,
    cycle_number INTEGER NOT NULL,
    source_id TEXT NOT NULL,
    at TEXT NOT NULL,
    action TEXT NOT NULL,
    status TEXT NOT NULL,
    quiet INTEGER NOT NULL,
    search TEXT NOT NULL,
    row TEXT NOT NULL
  ) STRICT;
  CREATE INDEX log_order ON log (cycle_number, number);
  CREATE INDEX log_person ON log (source_id, number);
  CREATE INDEX log_at ON log (at);

  CREATE TABLE plan_rows (
    number INTEGER PRIMARY KEY,
    source_id TEXT NOT NULL,
    action TEXT NOT NULL,
    status TEXT NOT NULL,
    row TEXT NOT NULL
  ) STRICT;
  CREATE INDEX plan_rows_action ON plan_rows (action, number);

  -- Mail to be sent: queued with the cycle's end, gone once a server took it.
  CREATE TABLE outbox (id TEXT PRIMARY KEY, cause TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, queued_at TEXT NOT NULL) STRICT;
  `,
  `
  -- Names of the role, where a mapping reads them.
  ALTER TABLE entitlements ADD COLUMN role_value TEXT NOT NULL DEFAULT '';
  ALTER TABLE entitlements ADD COLUMN role_name TEXT NOT NULL DEFAULT '';
  `,
  `
  -- The admin's own word: this account is never touched until it is released.
  CREATE TABLE holds (source_id TEXT PRIMARY KEY, reason TEXT NOT NULL, since TEXT NOT NULL) STRICT;

  -- What each change of an account replaced, value by value: undo rests on it. A deletion keeps all that was known.
  CREATE TABLE before_images (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    cycle_id TEXT NOT NULL,
    source_id TEXT NOT NULL,
    target_id TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('create', 'update', 'enable', 'disable', 'delete', 'reference')),
    changes TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX before_images_cycle ON before_images (cycle_id, number);
  CREATE INDEX before_images_at ON before_images (at);
  CREATE INDEX before_images_person ON before_images (source_id, number);

  -- People whose account was deleted at the target: found again by matching, or made again where the setting allows it.
  CREATE TABLE vanished (source_id TEXT PRIMARY KEY, target_id TEXT NOT NULL) STRICT;

  -- Two-stage leaving: since when a disabled person waits to be deleted, and whether the admin keeps the account.
  ALTER TABLE links ADD COLUMN left_at TEXT;
  ALTER TABLE links ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;
  UPDATE links SET left_at = changed_at WHERE enabled = 0 AND left_because IS NOT NULL;

  -- The last census: every account as the target listed it, and what was changed by hand in linked ones.
  CREATE TABLE accounts (
    target_id TEXT PRIMARY KEY,
    standing TEXT NOT NULL CHECK (standing IN ('linked', 'matched', 'doubtful', 'only-there')),
    source_id TEXT,
    name TEXT NOT NULL,
    search TEXT NOT NULL,
    row TEXT NOT NULL
  ) STRICT;
  CREATE INDEX accounts_standing ON accounts (standing, name);
  CREATE TABLE only_here (source_id TEXT PRIMARY KEY, name TEXT NOT NULL, mail TEXT NOT NULL, search TEXT NOT NULL) STRICT;
  -- A census while it is taken: nothing of it counts before the whole list is there.
  CREATE TABLE census_accounts (
    target_id TEXT PRIMARY KEY,
    value TEXT,
    name TEXT NOT NULL,
    search TEXT NOT NULL,
    row TEXT NOT NULL
  ) STRICT;
  CREATE INDEX census_accounts_value ON census_accounts (value);
  CREATE TABLE census_people (source_id TEXT PRIMARY KEY, value TEXT, wanted TEXT, name TEXT NOT NULL) STRICT;
  CREATE INDEX census_people_value ON census_people (value);
  CREATE TABLE drift (
    source_id TEXT NOT NULL,
    path TEXT NOT NULL,
    wanted TEXT,
    found TEXT,
    policy TEXT NOT NULL CHECK (policy IN ('source', 'report')),
    seen_at TEXT NOT NULL,
    PRIMARY KEY (source_id, path)
  ) STRICT, WITHOUT ROWID;

  -- The account was seen to have this reference: where it has it no longer, somebody took it away by hand.
  ALTER TABLE wanted_references ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;

  -- What a person looked like when the plan was made: whoever changed since is left for the next cycle.
  ALTER TABLE plan_rows ADD COLUMN version TEXT NOT NULL DEFAULT '';
  ALTER TABLE plan_rows ADD COLUMN search TEXT NOT NULL DEFAULT '';
  CREATE INDEX plan_rows_person ON plan_rows (source_id);
  `,
  `
  -- Mapping and scope as they were after each save: the way back.
  CREATE TABLE config_versions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    -- Who saved it, as the system names them, and through what: the window, the command line, a file edited by hand.
    author TEXT NOT NULL,
    through TEXT NOT NULL,
    -- The version that this one puts back; null: an ordinary save.
    restores INTEGER,
    summary TEXT NOT NULL,
    schema TEXT NOT NULL,
    scope TEXT NOT NULL,
    fingerprint TEXT NOT NULL
  ) STRICT;
  `,
];

/** Brings a ledger to the newest version. Answers the version found when it is newer than this program knows. */
export function migrate(database: Database): { readonly newer: number | null } {
  const version = Number(database.get('PRAGMA user_version')?.['user_version'] ?? 0);
  if (version > steps.length) return { newer: version };
  for (let step = version; step < steps.length; step += 1) {
    database.transaction(() => {
      database.exec(steps[step] ?? '');
      database.exec(`PRAGMA user_version = ${step + 1}`);
    });
  }
  return { newer: null };
}
