import { nearestName } from '../expression/nearest-name';
import type { Profile, TargetAttribute } from '../profiles/profile';
import type { ScopeMode } from '../scoping/decide-scope';
import { type RuleFault, ruleError, ruleWarning } from './rule-fault';
import type { AttributeMapping, Rules } from './rules';
import { findTargetAttribute, foldPath } from './target-attribute';
import { enterpriseUserSchema, isWholeList, parseTargetPath } from './target-path';
import { validateFilters } from './validate-filters';
import { flowFaults, roleScopeFaults } from './validate-flow';
import { textFaults, validateSource } from './validate-source';

export type { RuleFault } from './rule-fault';

/**
 * Everything that can be said of rules without a person: an error keeps them from being saved and a cycle from starting,
 * a warning does not. Faults of the mappings come in their order, then those of the whole set, then those of filters.
 * `mode` is that of the job's scope, where there is a job.
 */
export const validateRules = (rules: Rules, profile: Profile, mode: ScopeMode = 'assigned'): RuleFault[] => [
  ...faultsByMapping(rules.mappings, profile).flat(),
  ...wholeSetFaults(rules.mappings, profile),
  ...roleScopeFaults(rules.mappings, mode),
  ...validateFilters(rules.filters),
];

/** The faults of each mapping, in the order of the mappings. */
export const faultsByMapping = (
  mappings: readonly AttributeMapping[],
  profile: Profile,
): readonly (readonly RuleFault[])[] =>
  mappings.map((mapping, index) => validateMapping(mapping, mappings.slice(0, index), profile));

/** Belong to the service (RFC 7643 section 3.1). */
const notWritable = new Set(['id', 'meta', 'schemas', 'groups']);

function validateMapping(
  mapping: AttributeMapping,
  before: readonly AttributeMapping[],
  profile: Profile,
): readonly RuleFault[] {
  const { target } = mapping;
  const known = findTargetAttribute(profile, target);
  const faults: RuleFault[] = [...targetFaults(target, known, profile)];
  if (before.some((other) => foldPath(other.target) === foldPath(target))) {
    faults.push(ruleError(target, `${target} is filled twice. Keep one of the two mappings.`));
  }
  faults.push(...validateSource(mapping, known));
  if (mapping.defaultValue !== null) faults.push(...textFaults(target, mapping.defaultValue, known, 'The default'));
  faults.push(...whenEmptyFaults(mapping, known, profile), ...flowFaults(mapping, known, profile.name));
  if (mapping.matchingPriority > 0) faults.push(...matchingFaults(mapping, before, known, profile));
  return faults;
}

function targetFaults(target: string, known: TargetAttribute | null, profile: Profile): readonly RuleFault[] {
  const parsed = parseTargetPath(target);
  if (parsed === null) return [ruleError(target, `“${target}” is no path of an attribute.`)];
  if (parsed.schema === null && notWritable.has(parsed.attribute.toLowerCase())) {
    return [ruleError(target, `${parsed.attribute} belongs to ${profile.name} and cannot be filled.`)];
  }
  // A custom extension is the service's own; no profile can list it.
  const isCustom = parsed.schema !== null && parsed.schema.toLowerCase() !== enterpriseUserSchema.toLowerCase();
  if (known !== null || isCustom) return [];
  const near = nearestName(
    target,
    profile.attributes.map(({ path }) => path),
  );
  const hint = near === null ? '' : ` Did you mean ${near}?`;
  return [ruleWarning(target, `${profile.name} is not known to have the attribute ${target}.${hint}`, near)];
}

/** What finds an account, decides access or is needed by the service cannot be taken away for want of a value. */
function whenEmptyFaults(
  { target, matchingPriority, defaultValue, whenEmpty }: AttributeMapping,
  known: TargetAttribute | null,
  profile: Profile,
): readonly RuleFault[] {
  if (whenEmpty === undefined || whenEmpty === 'leave') return [];
  const done = whenEmpty === 'clear' ? 'cleared' : 'filled with a default';
  if (foldPath(target) === 'active')
    return [ruleError(target, `active decides who has access; it cannot be ${done} when the source is empty.`)];
  if (matchingPriority > 0)
    return [ruleError(target, `${target} finds existing accounts; it cannot be ${done} when the source is empty.`)];
  if (whenEmpty === 'clear' && known?.required === true)
    return [ruleError(target, `${profile.name} needs ${target}; it cannot be cleared when the source is empty.`)];
  if (whenEmpty === 'default' && defaultValue === null)
    return [ruleError(target, `There is no default for ${target} to use when the source is empty.`)];
  return [];
}

const searchable = (profile: Profile): readonly string[] =>
  profile.attributes.filter(({ filterable }) => filterable).map(({ path }) => path);

/** "userName", "userName, externalId or displayName" */
const oneOf = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

function matchingFaults(
  { target, source, matchingPriority }: AttributeMapping,
  before: readonly AttributeMapping[],
  known: TargetAttribute | null,
  profile: Profile,
): readonly RuleFault[] {
  const names = searchable(profile);
  const faults: RuleFault[] = [];
  if (known === null) {
    faults.push(ruleWarning(target, `It is not known whether ${profile.name} can search by ${target}.`));
  } else if (!known.filterable) {
    const message = `${profile.name} cannot search by ${target}, so existing accounts could not be found. Choose ${oneOf(names)}.`;
    faults.push(ruleError(target, message, names[0] ?? null));
  }
  if (source.kind === 'none') {
    faults.push(ruleError(target, `${target} finds existing accounts, so it needs a value for each person.`));
  }
  if (source.kind === 'constant') {
    faults.push(
      ruleError(target, `${target} finds existing accounts; a constant would find the same one for everybody.`),
    );
  }
  const rival = before.find((other) => other.matchingPriority === matchingPriority);
  if (rival !== undefined) {
    faults.push(ruleWarning(target, `${rival.target} has the same place in the order of matching and is asked first.`));
  }
  return faults;
}

/** What is wrong with the mappings taken together. */
export function wholeSetFaults(mappings: readonly AttributeMapping[], profile: Profile): readonly RuleFault[] {
  const faults: RuleFault[] = [];
  const filled = new Set(mappings.map(({ target }) => foldPath(target)));
  for (const { path, required } of profile.attributes) {
    if (!required || filled.has(foldPath(path))) continue;
    faults.push(ruleError(path, `${path} needs a mapping: ${profile.name} creates no account without it.`));
  }
  for (const { target } of mappings.filter((each) => isWholeList(each.target))) {
    const attribute = foldPath(target);
    const part = mappings.find((other) => foldPath(other.target).startsWith(`${attribute}[`));
    if (part === undefined) continue;
    const message = `${target} is filled as a whole and ${part.target} fills one of its elements: each would undo the other. Keep one of the two.`;
    faults.push(ruleWarning(target, message));
  }
  if (!mappings.some(({ matchingPriority }) => matchingPriority > 0)) {
    const choice = oneOf(searchable(profile));
    faults.push(ruleError(null, `No attribute finds existing accounts. Choose ${choice} as the matching attribute.`));
  }
  return faults;
}
