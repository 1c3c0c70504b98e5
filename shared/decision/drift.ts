import type { MappedValue } from '../mapping/map-person';
import type { OnDrift } from '../mapping/rules';
import { findTargetAttribute } from '../mapping/target-attribute';
import { sameTargetValue } from '../mapping/target-path';
import type { TargetValue } from '../mapping/target-value';
import type { Profile } from '../profiles/profile';
import { addedTo, addsOnly, type KnownValue } from './changes';
import type { Operation } from './operation';

/**
 * What an attribute has been through, from what was last exported, what the account has now and what the mapping wants:
 * - `in-step`: it has what is wanted, however it came by it.
 * - `source-changed`: the mapped value is another than before; it is exported, and a change by hand is lost with it.
 * - `by-hand`: nothing changed in the source, and yet the account has something else.
 */
export type AttributeState = 'in-step' | 'source-changed' | 'by-hand';

type Value = TargetValue | null;

export function attributeState(
  { exported, found, wanted }: { readonly exported: Value; readonly found: Value; readonly wanted: TargetValue },
  same: (one: TargetValue, other: TargetValue) => boolean,
): AttributeState {
  if (found !== null && same(found, wanted)) return 'in-step';
  // What was never exported cannot have been changed since.
  return exported !== null && same(exported, wanted) ? 'by-hand' : 'source-changed';
}

/** An attribute of a linked account that somebody changed at the target. */
export interface Drift {
  readonly path: string;
  readonly wanted: TargetValue;
  readonly found: Value;
  /** `source`: put back by the operation at hand; `report`: left alone, and told of. */
  readonly policy: OnDrift;
}

export interface DriftInput {
  readonly wanted: readonly MappedValue[];
  readonly exported: KnownValue;
  /** As just read. */
  readonly found: KnownValue;
  readonly policyOf: (path: string) => OnDrift;
  readonly profile: Profile;
}

/** What was changed by hand. A value that is set only once, or only where there is none, is anybody's to change. */
export function driftOf({ wanted, exported, found, policyOf, profile }: DriftInput): readonly Drift[] {
  return wanted.flatMap((mapped) => {
    const { path, value, flowType } = mapped;
    if (flowType === 'ObjectAddOnly' || flowType === 'AttributeAddOnly') return [];
    if (flowType === 'ValueAddOnly' && !addsOnly(mapped)) return [];
    const exact = findTargetAttribute(profile, path)?.caseExact ?? true;
    const has = found(path);
    if (addsOnly(mapped)) {
      // Whatever else the list has is anybody's; one of ours that was taken out is missed.
      const isMissed = addedTo(has, mapped, profile) !== null && addedTo(exported(path), mapped, profile) === null;
      return isMissed ? [{ path, wanted: value, found: has, policy: policyOf(path) }] : [];
    }
    const state = attributeState({ exported: exported(path), found: has, wanted: value }, (one, other) =>
      sameTargetValue(path, one, other, exact),
    );
    return state === 'by-hand' ? [{ path, wanted: value, found: has, policy: policyOf(path) }] : [];
  });
}

/** The operation without the changes that would overwrite what is only to be reported. */
export function leaveDrift(operation: Operation, drift: readonly Drift[]): Operation {
  if (operation.action !== 'update' && operation.action !== 'enable') return operation;
  const left = new Set(drift.filter(({ policy }) => policy === 'report').map(({ path }) => path));
  const changes = operation.changes.filter(({ path }) => !left.has(path));
  if (changes.length === operation.changes.length) return operation;
  const { target, leftOut } = operation;
  if (changes.length === 0)
    return leftOut === null
      ? { action: 'none', target, reason: { kind: 'in-step' } }
      : { action: 'refuse', target, problem: leftOut };
  const enables = changes.some(({ path, from, to }) => path === 'active' && to === true && from === false);
  return { action: enables ? 'enable' : 'update', target, changes, leftOut };
}
