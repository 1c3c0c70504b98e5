import { evaluateWithSteps } from '../expression/evaluate-with-steps';
import type { Evaluation } from '../expression/evaluation';
import { parseExpression } from '../expression/parse';
import type { Surroundings } from '../expression/surroundings';
import { valueText } from '../expression/value';
import type { PersonProblem } from '../log/problem';
import type { Profile } from '../profiles/profile';
import { readAttribute } from '../schema/attribute-names';
import { compileRules, type MappedPerson, mapPerson } from './map-person';
import type { AttributeMapping, Rules } from './rules';
import { shownValue } from './shown-value';
import type { MappingSubject } from './subject';
import { findTargetAttribute } from './target-attribute';
import { type RuleFault, validateRules } from './validate-rules';

/** "Try on": what one mapping gives one person on the creation of their account. Nothing is asked of either side. */
export interface TriedMapping {
  /** Parts of the expression and what they came to, outermost last; null: no value. */
  readonly steps: { readonly expression: string; readonly value: string | null }[];
  readonly result: string | null;
  readonly verdict: { readonly ok: boolean; readonly text: string };
  readonly faults: RuleFault[];
}

export function tryMapping(
  mapping: AttributeMapping,
  subject: MappingSubject,
  profile: Profile,
  surroundings: Surroundings,
): TriedMapping {
  const rules: Rules = { mappings: [mapping], actions: { create: true, update: true, delete: true }, filters: [] };
  const faults = validateRules(rules, profile).filter(({ target }) => target === mapping.target);
  const error = faults.find(({ severity }) => severity === 'error');
  const mapped = mapPerson(compileRules(rules, surroundings), subject, profile, 'create');
  const [value] = mapped.values;
  const [reference] = mapped.references;
  const result =
    value === undefined
      ? (reference?.person ?? null)
      : typeof value.value === 'object'
        ? shownValue(value.value)
        : valueText(value.value);
  const verdict = error === undefined ? judge(mapping, mapped, profile, result) : { ok: false, text: error.message };
  return { steps: stepsOf(mapping, subject, surroundings), result, verdict, faults };
}

function stepsOf(
  { source }: AttributeMapping,
  subject: MappingSubject,
  surroundings: Surroundings,
): TriedMapping['steps'] {
  const read = (name: string) => readAttribute(subject, name);
  if (source.kind === 'direct') {
    return [{ expression: `[${source.attribute}]`, value: valueText(read(source.attribute)) }];
  }
  const tree = source.kind === 'expression' ? parseExpression(source.text).tree : null;
  if (tree === null) return [];
  return evaluateWithSteps(tree, read, surroundings).steps.map(({ expression, evaluation }) => ({
    expression,
    value: outcomeText(evaluation),
  }));
}

const outcomeText = (evaluation: Evaluation): string | null =>
  evaluation.kind === 'value' ? valueText(evaluation.value) : evaluation.kind === 'error' ? evaluation.message : null;

function judge(mapping: AttributeMapping, mapped: MappedPerson, profile: Profile, result: string | null) {
  const known = findTargetAttribute(profile, mapping.target);
  const problem = mapped.problems.find((each) => 'attribute' in each && each.attribute === mapping.target);
  if (problem !== undefined) return { ok: false, text: problemText(problem, profile) };
  if (mapped.references.length > 0) {
    return { ok: true, text: result === null ? 'Nobody to refer to' : 'Linked once both people have an account' };
  }
  const [candidates] = mapped.candidates ?? [];
  if (candidates !== undefined)
    return { ok: true, text: `The first of ${candidates.values.length} that no account has` };
  if (result === null && known?.required) return { ok: false, text: `Empty, and ${profile.name} needs a value` };
  if (result === null) return { ok: true, text: 'Empty, not sent' };
  if (known?.type === 'boolean' || known?.type === 'integer') return { ok: true, text: 'Fits' };
  const length = [...result].length;
  if (known?.maxLength) return { ok: true, text: `${length} of ${known.maxLength} characters` };
  return { ok: true, text: length === 1 ? '1 character' : `${length} characters` };
}

function problemText(problem: PersonProblem, profile: Profile): string {
  switch (problem.kind) {
    case 'value-too-long':
      return `${problem.length} characters; ${profile.name} takes at most ${problem.limit}`;
    case 'value-required':
      return `Empty, and ${profile.name} needs a value`;
    case 'value-type':
      return `${profile.name} takes ${problem.expected} here, not “${problem.value}”`;
    case 'expression-failed':
      return problem.detail;
    // The others are problems of the target, which is not asked here.
    default:
      return 'The mapping gives no value';
  }
}
