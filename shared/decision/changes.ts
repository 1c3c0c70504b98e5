import type { MappedValue } from '../mapping/map-person';
import { findTargetAttribute } from '../mapping/target-attribute';
import { missingIn } from '../mapping/target-list';
import { sameTargetValue } from '../mapping/target-path';
import type { Change, TargetList, TargetValue } from '../mapping/target-value';
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
  for (const mapped of wanted) {
    const { path, value, flowType } = mapped;
    const from = known(path);
    if (flowType === 'ObjectAddOnly') continue;
    const hidden = mapped.redacted === true ? { redacted: true as const } : {};
    if (addsOnly(mapped)) {
      const added = addedTo(from, mapped, profile);
      if (added !== null) changes.push({ path, from, ...added, ...hidden });
      continue;
    }
    if ((flowType === 'AttributeAddOnly' || flowType === 'ValueAddOnly') && from !== null) continue;
    const exact = findTargetAttribute(profile, path)?.caseExact ?? true;
    if (from === null || !sameTargetValue(path, from, value, exact)) changes.push({ path, from, to: value, ...hidden });
  }
  for (const path of cleared) {
    const from = known(path);
    if (from !== null && from !== '') changes.push({ path, from, to: null });
  }
  return changes;
}

/** Whether values are only ever added to what the list has: nothing that somebody gave there is taken away. */
export const addsOnly = ({ value, flowType, addedAs }: MappedValue): boolean =>
  typeof value === 'object' &&
  (addedAs !== undefined || flowType === 'MultiValueAddOnly' || flowType === 'ValueAddOnly');

/** What is added to a list, and what it then has; null: it has all of it. */
export function addedTo(
  from: TargetValue | null,
  { path, value, addedAs }: MappedValue,
  profile: Profile,
): Pick<Change, 'to' | 'added'> | null {
  if (typeof value !== 'object') return null;
  const exact = findTargetAttribute(profile, path)?.caseExact ?? true;
  const has: TargetList = from === null ? [] : typeof from === 'object' ? from : [String(from)];
  const missing = missingIn(value, has, exact);
  if (missing.length === 0) return null;
  const added = addedAs === undefined ? missing : missingIn(addedAs, has, exact);
  return { to: [...has, ...missing], added };
}
