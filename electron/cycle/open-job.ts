import { v7 as newUuid } from 'uuid';
import { callsInText } from '../../shared/expression/calls-in';
import { compileRules } from '../../shared/mapping/map-person';
import type { FilterGroup, Rules } from '../../shared/mapping/rules';
import { validateRules } from '../../shared/mapping/validate-rules';
import { failure, type Outcome, success } from '../../shared/outcome';
import type { Profile } from '../../shared/profiles/profile';
import { graphPropertiesFor, readsAttribute } from '../../shared/schema/graph-properties';
import { profileWithDefinitions } from '../../shared/schema/profile-with-definitions';
import { readFilterGroups } from '../../shared/schema/read-filter-groups';
import { readSchema } from '../../shared/schema/read-schema';
import type { ScopeMode } from '../../shared/scoping/decide-scope';
import type { JobSettings } from '../../shared/settings/settings';
import type { Source, Target } from '../edges';
import type { Ledger } from '../ledger/open-ledger';
import type { Sleep } from '../network/retry';
import type { Job } from './cycle';
import { fingerprint, rulesFingerprint } from './rules-fingerprint';
import { type KnownDomain, surroundingsAt } from './surroundings-at';
import type { Waits } from './waits';

export interface JobParts {
  readonly name: string;
  readonly settings: JobSettings;
  readonly profile: Profile;
  readonly source: Source;
  readonly target: Target;
  readonly ledger: Ledger;
  readonly now: () => number;
  readonly sleep: Sleep;
  readonly waits: Waits;
  readonly redact: (text: string) => string;
}

/** Rules and filters of a job's settings, or what is wrong with them. */
export function rulesOf(
  settings: JobSettings,
): Outcome<{ readonly rules: Rules; readonly scopeFilters: readonly FilterGroup[] }> {
  const schema = readSchema(settings.schema);
  if (!schema.ok) return schema;
  const filters = readFilterGroups(settings.scope.filters, 'scope.filters');
  if (!filters.ok) return filters;
  return success({ rules: schema.value.rules, scopeFilters: filters.value });
}

/** The same, without a fault: what cannot be judged would let nobody in, and that is a removal. */
export function soundRulesOf(settings: JobSettings, profile: Profile): ReturnType<typeof rulesOf> {
  const read = rulesOf(settings);
  if (!read.ok) return read;
  const wrong = faultsIn(read.value, profile).find(({ severity }) => severity === 'error');
  return wrong === undefined
    ? read
    : failure({ kind: 'schema-wrong', path: wrong.target ?? 'Scoping filters', detail: wrong.message });
}

/** What rules and filters need to be read from Microsoft Entra ID beside what everybody needs. */
export function needsOf({
  rules,
  scopeFilters,
}: {
  readonly rules: Rules;
  readonly scopeFilters: readonly FilterGroup[];
}) {
  const all = { ...rules, filters: [...rules.filters, ...scopeFilters] };
  return {
    properties: graphPropertiesFor(all),
    readsRoles: readsAttribute(all, 'appRoleAssignments'),
    readsDefaultDomain: rules.mappings.some(
      ({ source }) => source.kind === 'expression' && callsInText(source.text, 'DefaultDomain').length > 0,
    ),
  };
}

/** Errors and warnings of the mapping and of both kinds of filters; with what only a scope can tell, where one is given. */
export const faultsIn = (
  { rules, scopeFilters }: { readonly rules: Rules; readonly scopeFilters: readonly FilterGroup[] },
  profile: Profile,
  mode: ScopeMode = 'assigned',
) => validateRules({ ...rules, filters: [...rules.filters, ...scopeFilters] }, profile, mode);

/** Puts a job together from its opened parts: rules read and compiled once a cycle. */
export function openJob(parts: JobParts): Outcome<Job> {
  // A plan may be of another schema than the settings hold.
  const profile = profileWithDefinitions(parts.profile, parts.settings.schema);
  const read = soundRulesOf(parts.settings, profile);
  if (!read.ok) return read;
  const { rules, scopeFilters } = read.value;
  const domain: KnownDomain = { name: null };
  const surroundings = surroundingsAt(parts.now(), domain);
  const needs = needsOf(read.value);
  return success({
    ...parts,
    profile,
    rules,
    scopeFilters,
    surroundings,
    domain,
    compiled: compileRules(rules, surroundings),
    ...needs,
    fingerprint: {
      rules: rulesFingerprint(parts.settings, read.value),
      properties: fingerprint([...needs.properties].sort()),
    },
    // In the order of time: keys that lie next to each other cost the ledger a few pages a slice, random ones hundreds.
    newId: () => newUuid(),
  });
}
