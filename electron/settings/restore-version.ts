import { failure, type Outcome, success } from '../../shared/outcome';
import { type RulesChange, rulesDifference } from '../../shared/schema/rules-difference';
import type { ScopeSettings } from '../../shared/settings/settings';
import type { Engine } from '../compose';
import { listVersions, stateOfVersion, type Through, type Version } from '../ledger/config-versions';
import { groupNames } from './group-names';
import { noticeRules, type RulesKeeper, rulesFault, rulesFingerprintOf, saveRules } from './save-rules';

export interface ListedVersion extends Version {
  /** Mapping and scope of this version are those of the settings. */
  readonly current: boolean;
}

/** All versions of a job, newest first, with what was changed by hand meanwhile. */
export function versionsOf(engine: RulesKeeper, job: string): Outcome<readonly ListedVersion[]> {
  const noticed = noticeRules(engine, job);
  if (!noticed.ok) return noticed;
  const known = engine.known(job);
  if (!known.ok) return known;
  const ledger = engine.ledger(job);
  if (!ledger.ok) return ledger;
  const [newest, ...older] = listVersions(ledger.value.database).map((version) => ({ ...version, current: false }));
  if (newest === undefined) return success([]);
  const current = newest.fingerprint === rulesFingerprintOf(known.value.settings);
  return success([{ ...newest, current }, ...older]);
}

export interface VersionDetail {
  readonly version: ListedVersion;
  /** What it changed of the one before it. */
  readonly changed: readonly RulesChange[];
  /** What going back to it would change of what is in use; nothing where it means the same. */
  readonly wouldChange: readonly RulesChange[];
  /** It says the very same as what is in use. */
  readonly inUse: boolean;
  /** Why it cannot be put back as things are today; null: it can. */
  readonly fault: Extract<Outcome<never>, { ok: false }> | null;
}

export function versionDetail(engine: RulesKeeper, job: string, number: number): Outcome<VersionDetail> {
  const listed = versionsOf(engine, job);
  if (!listed.ok) return listed;
  const known = engine.known(job);
  if (!known.ok) return known;
  const ledger = engine.ledger(job);
  if (!ledger.ok) return ledger;
  const version = listed.value.find((each) => each.number === number);
  const state = stateOfVersion(ledger.value.database, number);
  if (version === undefined || state === null)
    return failure({ kind: 'usage', detail: unknownVersion(number, listed.value) });
  const earlier = listed.value.find((each) => each.number < number);
  const before = earlier === undefined ? null : stateOfVersion(ledger.value.database, earlier.number);
  const { settings, profile } = known.value;
  return success({
    version,
    changed: before === null ? [] : rulesDifference(before, state),
    wouldChange: rulesDifference(settings, state),
    inUse: rulesFingerprintOf(settings) === version.fingerprint,
    fault: rulesFault(state, profile),
  });
}

function unknownVersion(number: number, versions: readonly Version[]): string {
  const [first, last] = [versions.at(-1), versions[0]];
  if (first === undefined || last === undefined) return 'There are no versions yet';
  return `There is no version ${number}; there are versions ${first.number} to ${last.number}`;
}

export interface RestoredVersion extends VersionDetail {
  /** The version that is in use now; the one that was, where it said the same already. */
  readonly now: number;
}

/**
 * Puts mapping and scope of a version back, as a new version: what came between is kept. Everybody is checked again in
 * the next cycle, and where a review is asked for, that cycle waits for it, as after every change.
 */
export async function restoreVersion(
  engine: RulesKeeper & Pick<Engine, 'openSource'>,
  job: string,
  number: number,
  through: Through,
): Promise<Outcome<RestoredVersion>> {
  const detail = versionDetail(engine, job, number);
  if (!detail.ok) return detail;
  if (detail.value.fault !== null) return detail.value.fault;
  const ledger = engine.ledger(job);
  if (!ledger.ok) return ledger;
  const state = stateOfVersion(ledger.value.database, number);
  if (state === null) return failure({ kind: 'usage', detail: unknownVersion(number, []) });
  const missing = await missingGroup(engine, job, state.scope);
  if (missing !== null) return failure({ kind: 'source-group-missing', groupId: missing });
  const saved = saveRules(engine, job, state, { through, restores: number });
  return saved.ok ? success({ ...detail.value, now: saved.value.version }) : saved;
}

/**
 * A group that would come into use and no longer exists. Where Entra cannot be asked nothing is in the way: a cycle that
 * misses a group ends before it changes anybody.
 */
async function missingGroup(
  engine: RulesKeeper & Pick<Engine, 'openSource'>,
  job: string,
  scope: ScopeSettings,
): Promise<string | null> {
  const known = engine.known(job);
  if (!known.ok || scope.mode !== 'groups') return null;
  const before = known.value.settings.scope;
  const inUse = before.mode === 'groups' ? before.groupIds : [];
  const fresh = scope.groupIds.filter((id) => !inUse.includes(id));
  const names = await groupNames(engine, known.value, fresh);
  return fresh.find((id) => names?.get(id) === null) ?? null;
}
