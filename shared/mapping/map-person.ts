import { compileExpression } from '../expression/compile';
import { type Evaluation, evaluated, ignored } from '../expression/evaluation';
import { attributesIn } from '../expression/expression';
import { parseExpression } from '../expression/parse';
import type { Surroundings } from '../expression/surroundings';
import { isEmpty, isList, isRoles, valueText } from '../expression/value';
import type { PersonProblem } from '../log/problem';
import type { Profile } from '../profiles/profile';
import { findSourceAttribute } from '../schema/attribute-names';
import type { AttributeMapping, FlowType, Rules } from './rules';
import type { MappingSubject } from './subject';
import { findTargetAttribute, foldPath } from './target-attribute';
import { targetForm } from './target-form';
import type { PathValue, WantedReference } from './target-value';

/** What happens to the account now: some mappings and every default act on its creation only. */
export type MappingMoment = 'create' | 'update';

export interface MappedValue extends PathValue {
  /** What a writer must still mind: `AttributeAddOnly` acts only while the target has no value, and so on (5.6). */
  readonly flowType: FlowType;
}

interface MatchingValue {
  readonly path: string;
  /** null: this person has no value for it. */
  readonly value: string | null;
  readonly priority: number;
}

/** The account that the mapping wants for one person. */
export interface MappedPerson {
  /** Never null and never "": what has no value is not sent (entra-mapping-language.md 1.3). */
  readonly values: readonly MappedValue[];
  /** Those of `values` that come from IsSoftDeleted: all that is sent for somebody who leaves (entra-provisioning.md 5.2). */
  readonly leaving: readonly MappedValue[];
  readonly references: readonly WantedReference[];
  /** Paths whose source is empty and that got no default: left alone at the target. */
  readonly emptied: readonly string[];
  /** Paths whose source is empty and that are to have no value in the target either; absent: none. */
  readonly cleared?: readonly string[];
  readonly problems: readonly PersonProblem[];
  /** Attributes that get the first of these values that no account of the target has; absent: none. */
  readonly candidates?: readonly CandidateValues[];
  /** In the order in which they are asked. Also holds values that `problems` complains of. */
  readonly matching: readonly MatchingValue[];
}

export interface CandidateValues {
  readonly path: string;
  readonly values: readonly string[];
}

interface CompiledMapping {
  readonly mapping: AttributeMapping;
  readonly evaluate: (subject: MappingSubject) => Evaluation;
  /** The source is the reference to another person, and nothing else. */
  readonly isReference: boolean;
  readonly readsSoftDeleted: boolean;
}

/** Rules made ready once a cycle; a mapping that cannot be read fails for each person with the same words. */
export interface CompiledRules {
  readonly mappings: readonly CompiledMapping[];
}

export const compileRules = (rules: Rules, surroundings: Surroundings): CompiledRules => ({
  mappings: rules.mappings.map((mapping) => compileMapping(mapping, surroundings)),
});

function compileMapping(mapping: AttributeMapping, surroundings: Surroundings): CompiledMapping {
  const { source } = mapping;
  const compiled = (evaluate: CompiledMapping['evaluate'], names: readonly string[]): CompiledMapping => ({
    mapping,
    evaluate,
    isReference: source.kind === 'direct' && findSourceAttribute(source.attribute)?.type === 'reference',
    readsSoftDeleted: names.some((name) => findSourceAttribute(name)?.name === 'IsSoftDeleted'),
  });
  switch (source.kind) {
    case 'direct': {
      const attribute = findSourceAttribute(source.attribute);
      if (attribute === null) return compiled(failing(0, `There is no attribute ${source.attribute}.`), []);
      return compiled((subject) => evaluated(attribute.read(subject)), [attribute.name]);
    }
    case 'constant': {
      const constant = evaluated(source.value);
      return compiled(() => constant, []);
    }
    case 'none':
      return compiled(() => ignored, []);
    case 'expression': {
      const { tree, faults } = parseExpression(source.text);
      const fault = faults.find(({ severity }) => severity === 'error');
      if (tree === null) {
        return compiled(failing(fault?.range.start ?? 0, fault?.message ?? 'The expression cannot be read.'), []);
      }
      const nodes = attributesIn(tree);
      const unknown = nodes.find(({ name }) => findSourceAttribute(name) === null);
      if (unknown !== undefined) {
        return compiled(failing(unknown.range.start, `There is no attribute ${unknown.name}.`), []);
      }
      const expression = compileExpression(tree, surroundings);
      const readers = new Map(nodes.map(({ name }) => [name, findSourceAttribute(name)]));
      return compiled(
        (subject) => expression.evaluate((name) => readers.get(name)?.read(subject) ?? null),
        nodes.map(({ name }) => name),
      );
    }
  }
}

function failing(start: number, message: string): CompiledMapping['evaluate'] {
  const error: Evaluation = { kind: 'error', range: { start, end: start }, message };
  return () => error;
}

/** Maps one person. Nothing here knows what the target has: that is the decision's part. */
export function mapPerson(
  compiled: CompiledRules,
  subject: MappingSubject,
  profile: Profile,
  moment: MappingMoment,
): MappedPerson {
  const person: Draft = {
    values: [],
    leaving: [],
    references: [],
    emptied: [],
    cleared: [],
    candidates: [],
    problems: [],
    matching: [],
  };
  for (const each of compiled.mappings) mapAttribute(each, subject, profile, moment, person);
  if (moment === 'create') person.problems.push(...missingValues(person, profile));
  // Array sort is stable: equal precedences keep the order of the mappings.
  person.matching.sort((left, right) => left.priority - right.priority);
  return person;
}

type Draft = {
  [Key in keyof MappedPerson]-?: Required<MappedPerson>[Key] extends readonly (infer Item)[] ? Item[] : never;
};

function mapAttribute(
  { mapping, evaluate, isReference, readsSoftDeleted }: CompiledMapping,
  subject: MappingSubject,
  profile: Profile,
  moment: MappingMoment,
  person: Draft,
): void {
  const { target: path, flowType, defaultValue, matchingPriority: priority } = mapping;
  const known = findTargetAttribute(profile, path);
  // What is only ever added is not taken away.
  const clears = moment === 'update' && mapping.whenEmpty === 'clear' && flowType === 'Always';
  const flows = moment === 'create' || flowType !== 'ObjectAddOnly';
  if (isReference && known?.type === 'reference') {
    if (flows) person.references.push({ path, person: subject.person.managerId });
    return;
  }
  if (mapping.source.kind === 'none') {
    // Left alone; the default only fills what is empty there (entra-mapping-language.md 1.2).
    if (defaultValue !== null) add(path, defaultValue, 'AttributeAddOnly');
    return;
  }
  if (!flows && priority === 0) return;

  const evaluation = evaluate(subject);
  if (priority > 0) person.matching.push({ path, value: matchingText(evaluation), priority });
  if (evaluation.kind === 'error') {
    const { range, message } = evaluation;
    person.problems.push({ kind: 'expression-failed', attribute: path, position: range.start, detail: message });
    return;
  }
  if (!flows || evaluation.kind === 'ignore') return;
  if (evaluation.kind === 'candidates') {
    person.candidates.push({ path, values: evaluation.values });
    return;
  }
  const whenEmpty = moment === 'create' ? 'default' : (mapping.whenEmpty ?? 'leave');
  const value = isEmpty(evaluation.value) && whenEmpty === 'default' ? defaultValue : evaluation.value;
  add(path, value, flowType);

  function add(at: string, wanted: Parameters<typeof targetForm>[1], flow: FlowType): void {
    const form = targetForm(at, wanted, known);
    if (form.kind === 'problem') person.problems.push(form.problem);
    else if (form.value === null) (clears ? person.cleared : person.emptied).push(at);
    else {
      const mapped: MappedValue = { path: at, value: form.value, flowType: flow };
      person.values.push(mapped);
      if (readsSoftDeleted) person.leaving.push(mapped);
    }
  }
}

/** The text that a search of the target compares with; null where there is none, or no single one. */
function matchingText(evaluation: Evaluation): string | null {
  if (evaluation.kind !== 'value' || isEmpty(evaluation.value)) return null;
  return isList(evaluation.value) || isRoles(evaluation.value) ? null : valueText(evaluation.value);
}

/** Required attributes that got no value; one that already has a problem is not reported twice. */
function missingValues(person: Draft, profile: Profile): readonly PersonProblem[] {
  const settled = new Set(
    [...person.values.map(({ path }) => path), ...person.problems.flatMap(attributeOf)].map(foldPath),
  );
  return profile.attributes
    .filter(({ required, path }) => required && !settled.has(foldPath(path)))
    .map(({ path }) => ({ kind: 'value-required', attribute: path }));
}

const attributeOf = (problem: PersonProblem): readonly string[] =>
  'attribute' in problem && problem.attribute !== null ? [problem.attribute] : [];
