import type { PersonProblem, Problem } from '../../shared/log/problem';
import type { CandidateValues, MappedPerson, MappedValue } from '../../shared/mapping/map-person';
import { redactedText } from '../../shared/mapping/shown-value';
import { findTargetAttribute } from '../../shared/mapping/target-attribute';
import { targetForm } from '../../shared/mapping/target-form';
import type { Person } from '../../shared/person';
import type { Cycle } from './cycle';

/**
 * Gives each attribute of SelectUniqueValue the first of its values that no account of the target has and nobody of this
 * cycle was given before (entra-mapping-language.md 3.4). Called for an account that is about to be created.
 */
export async function chooseUnique(
  cycle: Cycle,
  mapped: MappedPerson,
  person: Person,
): Promise<{ readonly mapped: MappedPerson } | { readonly problem: Problem }> {
  const chosen: MappedValue[] = [];
  for (const candidates of mapped.candidates ?? []) {
    const one = await chooseOne(cycle, candidates, person);
    if ('problem' in one) return one;
    if (one.value !== null) chosen.push(one.value);
  }
  return { mapped: { ...mapped, values: [...mapped.values, ...chosen], candidates: [] } };
}

async function chooseOne(
  { job, claims, signal }: Cycle,
  { path, values, redacted }: CandidateValues,
  person: Person,
): Promise<{ readonly value: MappedValue | null } | { readonly problem: Problem }> {
  const known = findTargetAttribute(job.profile, path);
  const hidden = redacted === true ? { redacted } : {};
  let tooLong: PersonProblem | null = null;
  const tried: string[] = [];
  for (const candidate of values) {
    const form = targetForm(path, candidate, known);
    if (form.kind === 'problem') {
      tooLong = tooLong ?? form.problem;
      continue;
    }
    if (form.value === null) continue;
    tried.push(candidate);
    if (!claims.claimUnique(path, known?.caseExact === true ? candidate : candidate.toLowerCase(), person)) continue;
    const found = await job.target.find(path, candidate, signal);
    if (!found.ok) return { problem: found.problem };
    if (found.value.length === 0) return { value: { path, value: form.value, flowType: 'ObjectAddOnly', ...hidden } };
  }
  if (tried.length === 0) return tooLong === null ? { value: null } : { problem: tooLong };
  const shown = redacted === true ? tried.map(() => redactedText) : tried;
  return { problem: { kind: 'values-taken', attribute: path, values: shown } };
}
