import type { MappedValue } from '../mapping/map-person';
import { findTargetAttribute } from '../mapping/target-attribute';
import { sameTargetValue } from '../mapping/target-path';
import type { Change, TargetValue } from '../mapping/target-value';
import type { Profile } from '../profiles/profile';

/** What the target is known to have at a path; null: no value. */
export type KnownValue = (path: string) => TargetValue | null;

/**
 * The attributes that differ from what the target has: only these are sent. A `from` is what the target has now. Those
 * to be cleared are sent while the target has a value.
 */
export function changesFor(
  wanted: readonly MappedValue[],
  known: KnownValue,
  profile: Profile,
  cleared: readonly string[] = [],
): readonly Change[] {
  const changes: Change[] = [];
  for (const { path, value, flowType } of wanted) {
    const from = known(path);
    if (flowType === 'ObjectAddOnly') continue;
    if ((flowType === 'AttributeAddOnly' || flowType === 'ValueAddOnly') && from !== null) continue;
    const exact = findTargetAttribute(profile, path)?.caseExact ?? true;
    if (from === null || !sameTargetValue(path, from, value, exact)) changes.push({ path, from, to: value });
  }
  for (const path of cleared) {
    const from = known(path);
    if (from !== null && from !== '') changes.push({ path, from, to: null });
  }
  return changes;
}
