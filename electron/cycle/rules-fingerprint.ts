import { createHash } from 'node:crypto';
import type { FilterGroup, Rules } from '../../shared/mapping/rules';
import { profileById } from '../../shared/profiles/profiles';
import { profileWithDefinitions } from '../../shared/schema/profile-with-definitions';
import type { JobSettings } from '../../shared/settings/settings';

export const fingerprint = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 24);

/** Tells one state of mapping and scope from another: under another one everybody is evaluated, and reviewed, again. */
export const rulesFingerprint = (
  { scope, safety, target, schema }: JobSettings,
  { rules, scopeFilters }: { readonly rules: Rules; readonly scopeFilters: readonly FilterGroup[] },
): string =>
  fingerprint([
    rules,
    scopeFilters,
    scope.mode,
    scope.servicePrincipalId,
    scope.groupIds,
    safety.skipOutOfScopeDeletions,
    target.baseUrl,
    ...definedBySchema(target.profile, schema),
  ]);

/** What the schema's definitions decide beside its mappings: how values of attributes that no profile lists are sent. */
function definedBySchema(profileId: string, schema: unknown): readonly unknown[] {
  const profile = profileById(profileId);
  if (profile === undefined) return [];
  const added = profileWithDefinitions(profile, schema).attributes.slice(profile.attributes.length);
  return added.length === 0 ? [] : [added];
}
