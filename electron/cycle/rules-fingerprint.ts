import { createHash } from 'node:crypto';
import type { FilterGroup, Rules } from '../../shared/mapping/rules';
import type { JobSettings } from '../../shared/settings/settings';

export const fingerprint = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 24);

/** Tells one state of mapping and scope from another: under another one everybody is evaluated, and reviewed, again. */
export const rulesFingerprint = (
  { scope, safety, target }: JobSettings,
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
  ]);
