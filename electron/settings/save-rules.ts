import { userInfo } from 'node:os';
import { validateFilters } from '../../shared/mapping/validate-filters';
import { validateRules } from '../../shared/mapping/validate-rules';
import { failure, type Outcome, ProblemError, success } from '../../shared/outcome';
import type { Profile } from '../../shared/profiles/profile';
import { defaultSchema } from '../../shared/schema/default-schema';
import { profileOfRead } from '../../shared/schema/profile-with-definitions';
import { readFilterGroups } from '../../shared/schema/read-filter-groups';
import { readSchema } from '../../shared/schema/read-schema';
import { differenceSummary, type RulesState, rulesDifference } from '../../shared/schema/rules-difference';
import { orderedJson, sameJson } from '../../shared/schema/same-json';
import { defaultJob } from '../../shared/settings/defaults';
import type { ScopeSettings } from '../../shared/settings/settings';
import type { Engine } from '../compose';
import { fingerprint } from '../cycle/rules-fingerprint';
import { addVersion, newestVersion, stateOfVersion, type Through } from '../ledger/config-versions';
import type { Database } from '../ledger/database';

/** What of an engine it needs. */
export type RulesKeeper = Pick<Engine, 'known' | 'ledger' | 'now' | 'settings'>;

export interface RulesToSave {
  /** synchronizationSchema JSON; absent: the mapping stays. */
  readonly schema?: unknown;
  readonly scope?: ScopeSettings;
}

export interface HowSaved {
  readonly through: Through;
  /** The version that is put back. */
  readonly restores?: number;
}

export interface SavedRules {
  /** The version that is in use now. */
  readonly version: number;
  /** False: they were those already, and nothing was written. */
  readonly changed: boolean;
}

export const rulesFingerprintOf = ({ schema, scope }: RulesState): string =>
  fingerprint(orderedJson({ schema, scope }));

/**
 * The one place through which mapping and scope are saved: checked, written to the settings and kept as a version. The
 * ledger's lock is held all the while, so that versions stand in the order in which the settings were written, whichever
 * programs save. Should the ledger fail last, the settings are saved all the same, and the version is made good by
 * {@link noticeRules} at the next opening.
 */
export function saveRules(engine: RulesKeeper, job: string, rules: RulesToSave, how: HowSaved): Outcome<SavedRules> {
  const known = engine.known(job);
  if (!known.ok) return known;
  const ledger = engine.ledger(job);
  if (!ledger.ok) return ledger;
  const { database } = ledger.value;
  const fault = rulesFault(rules, known.value.profile);
  if (fault !== null) return fault;
  return inOne(database, () => {
    const before = stateNow(engine, job);
    // A change by hand that nobody noticed yet is not this author's.
    record(engine, database, known.value.profile, before, { through: 'file' });
    const after = { ...before, ...rules };
    if (!sameJson(before, after)) {
      const saved = engine.settings.update((settings) => {
        const now = settings.jobs[job];
        return now === undefined ? settings : { ...settings, jobs: { ...settings.jobs, [job]: { ...now, ...rules } } };
      });
      if (!saved.ok) throw new ProblemError(saved.problem);
    }
    return record(engine, database, known.value.profile, stateNow(engine, job), how);
  });
}

/**
 * Keeps mapping and scope as a version where they are not those of the newest one: the first of a job, and whatever was
 * written into the settings file by hand. Rules that cannot be read are left out until they can be.
 */
export function noticeRules(
  engine: RulesKeeper,
  job: string,
  { through = 'file' }: { readonly through?: Through } = {},
): Outcome<void> {
  const known = engine.known(job);
  if (!known.ok) return known;
  const ledger = engine.ledger(job);
  if (!ledger.ok) return ledger;
  const { database } = ledger.value;
  const { settings, profile } = known.value;
  // Without a lock where there is nothing to do, which is nearly always.
  if (newestVersion(database)?.fingerprint === rulesFingerprintOf(settings)) return success(undefined);
  if (!readSchema(settings.schema).ok || !readFilterGroups(settings.scope.filters, 'scope.filters').ok)
    return success(undefined);
  return inOne(database, () => void record(engine, database, profile, stateNow(engine, job), { through }));
}

function inOne<T>(database: Database, work: () => T): Outcome<T> {
  try {
    return success(database.transaction(work));
  } catch (error) {
    if (error instanceof ProblemError) return failure(error.problem);
    throw error;
  }
}

function stateNow(engine: RulesKeeper, job: string): RulesState {
  const known = engine.known(job);
  if (!known.ok) throw new ProblemError(known.problem);
  const { schema, scope } = known.value.settings;
  return { schema, scope };
}

function record(
  engine: RulesKeeper,
  database: Database,
  profile: Profile,
  state: RulesState,
  { through, restores }: HowSaved,
): SavedRules {
  const newest = newestVersion(database);
  const mark = rulesFingerprintOf(state);
  if (newest !== null && newest.fingerprint === mark) return { version: newest.number, changed: false };
  const before = newest === null ? null : stateOfVersion(database, newest.number);
  const summary = before === null ? firstSummary(state, profile) : differenceSummary(rulesDifference(before, state));
  const at = new Date(engine.now()).toISOString();
  const version = addVersion(
    database,
    { at, author: authorName(), through, restores: restores ?? null, summary, fingerprint: mark },
    state,
  );
  return { version, changed: true };
}

function firstSummary(state: RulesState, profile: Profile): string {
  const schema = defaultSchema(profile);
  const isDefault = sameJson(state.schema, schema);
  if (!isDefault) return 'Mapping and scope as they were found';
  return sameJson(state.scope, defaultJob(profile, schema).scope)
    ? `Default mapping of ${profile.name}`
    : `Default mapping of ${profile.name}, with a scope of its own`;
}

/** Who is logged in to this computer, and nothing else about them. */
function authorName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user id without an entry, as in some containers.
    return 'unknown';
  }
}

/** Why mapping or scope cannot be used today; null: they can. */
export function rulesFault({ schema, scope }: RulesToSave, profile: Profile): ReturnType<typeof failure> | null {
  if (schema !== undefined) {
    const read = readSchema(schema);
    if (!read.ok) return failure(read.problem);
    const wrong = validateRules(read.value.rules, profileOfRead(profile, read.value)).find(
      ({ severity }) => severity === 'error',
    );
    if (wrong !== undefined)
      return failure({ kind: 'schema-wrong', path: wrong.target ?? 'The mapping', detail: wrong.message });
  }
  if (scope !== undefined) {
    const filters = readFilterGroups(scope.filters, 'scope.filters');
    if (!filters.ok) return failure(filters.problem);
    const wrong = validateFilters(filters.value).find(({ severity }) => severity === 'error');
    if (wrong !== undefined) return failure({ kind: 'schema-wrong', path: 'Scoping filters', detail: wrong.message });
  }
  return null;
}
