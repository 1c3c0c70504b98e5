import { callsInText } from '../expression/calls-in';
import { compileReading } from '../expression/compile';
import { type Evaluation, evaluated, ignored } from '../expression/evaluation';
import { explainFailure } from '../expression/explain-failure';
import { attributesIn } from '../expression/expression';
import { parseExpression } from '../expression/parse';
import type { Surroundings } from '../expression/surroundings';
import { isComplexRoles, isEmpty, isList, isRoles, type Value, valueText } from '../expression/value';
import type { PersonProblem } from '../log/problem';
import type { Profile, TargetAttribute } from '../profiles/profile';
import { findSourceAttribute } from '../schema/attribute-names';
import { redactedBy } from './redacted';
import type { AttributeMapping, FlowType, Rules } from './rules';
import { redactedText } from './shown-value';
import type { MappingSubject } from './subject';
import { findTargetAttribute, foldPath } from './target-attribute';
import { targetForm } from './target-form';
import type { PathValue, TargetList, WantedReference } from './target-value';

/** What happens to the account now: some mappings and every default act on its creation only. */
export type MappingMoment = 'create' | 'update';

export interface MappedValue extends PathValue {
  /** What a writer must still mind: `AttributeAddOnly` acts only while the target has no value, and so on (5.6). */
  readonly flowType: FlowType;
  /**
   * On an update its elements are only added, and in this form, one for one: how Entra's client adds roles
   * (AppRoleAssignmentsComplex). Absent: as `flowType` says, in the form that they have.
   */
  readonly addedAs?: TargetList;
}

interface MatchingValue {
  readonly path: string;
  /** null: this person has no value for it. */
  readonly value: string | null;
  /** Asked for, and never shown. */
  readonly redacted?: true;
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
  /** Those of `emptied` that came to an empty text, which is not sent (entra-mapping-language.md 1.3); absent: none. */
  readonly blank?: readonly string[];
  readonly problems: readonly PersonProblem[];
  /** Attributes that get the first of these values that no account of the target has; absent: none. */
  readonly candidates?: readonly CandidateValues[];
  /** In the order in which they are asked. Also holds values that `problems` complains of. */
  readonly matching: readonly MatchingValue[];
}

export interface CandidateValues {
  readonly path: string;
  readonly values: readonly string[];
  readonly redacted?: true;
}

type Failure = Evaluation & { readonly kind: 'error' };

interface CompiledMapping {
  readonly mapping: AttributeMapping;
  readonly evaluate: (subject: MappingSubject) => Evaluation;
  /** Which part of the expression failed, and with what. */
  readonly explain: (subject: MappingSubject, failure: Failure) => string;
  /** The source is the reference to another person, and nothing else. */
  readonly isReference: boolean;
  readonly readsSoftDeleted: boolean;
  /** The account ends with exactly the roles of the person, with none where they have none. */
  readonly assertsRoles: boolean;
  /** Nothing of the target attribute is shown (redacted.ts). */
  readonly redacted: boolean;
}

/** Rules made ready once a cycle; a mapping that cannot be read fails for each person with the same words. */
export interface CompiledRules {
  readonly mappings: readonly CompiledMapping[];
  /** What depends on the profile as well, made ready when the first person is mapped for it. */
  readonly prepared: WeakMap<Profile, Prepared>;
}

interface Prepared {
  readonly mappings: readonly (CompiledMapping & { readonly known: TargetAttribute | null })[];
  /** Required attributes, each with the paths by which mappings call it. */
  readonly required: readonly { readonly path: string; readonly folded: string; readonly paths: readonly string[] }[];
}

export const compileRules = (rules: Rules, surroundings: Surroundings): CompiledRules => ({
  mappings: rules.mappings.map((mapping) => compileMapping(mapping, surroundings)),
  prepared: new WeakMap(),
});

function prepare({ mappings, prepared }: CompiledRules, profile: Profile): Prepared {
  const before = prepared.get(profile);
  if (before !== undefined) return before;
  const paths = mappings.map(({ mapping }) => mapping.target);
  const made: Prepared = {
    mappings: mappings.map((each) => ({ ...each, known: findTargetAttribute(profile, each.mapping.target) })),
    required: profile.attributes
      .filter(({ required }) => required)
      .map(({ path }) => {
        const folded = foldPath(path);
        return { path, folded, paths: paths.filter((each) => foldPath(each) === folded) };
      }),
  };
  prepared.set(profile, made);
  return made;
}

function compileMapping(mapping: AttributeMapping, surroundings: Surroundings): CompiledMapping {
  const { source } = mapping;
  const compiled = (
    evaluate: CompiledMapping['evaluate'],
    names: readonly string[],
    explain: CompiledMapping['explain'] = (_, { message }) => message,
  ): CompiledMapping => ({
    mapping,
    evaluate,
    explain,
    isReference: source.kind === 'direct' && findSourceAttribute(source.attribute)?.type === 'reference',
    readsSoftDeleted: names.some((name) => findSourceAttribute(name)?.name === 'IsSoftDeleted'),
    assertsRoles:
      source.kind === 'expression' && callsInText(source.text, 'AssertiveAppRoleAssignmentsComplex').length > 0,
    redacted: redactedBy({ mappings: [mapping] }).target(mapping.target),
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
      const readerOf = (name: string) => findSourceAttribute(name)?.read ?? (() => null);
      return compiled(
        compileReading(tree, readerOf, surroundings),
        nodes.map(({ name }) => name),
        (subject, failure) => explainFailure(tree, (name) => readerOf(name)(subject), surroundings, failure),
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
    blank: [],
    candidates: [],
    problems: [],
    matching: [],
  };
  const { mappings, required } = prepare(compiled, profile);
  for (const each of mappings) mapAttribute(each, subject, moment, person);
  if (moment === 'create') findMissing(person, required);
  // Array sort is stable: equal precedences keep the order of the mappings.
  if (person.matching.length > 1) person.matching.sort((left, right) => left.priority - right.priority);
  return person;
}

type Draft = {
  [Key in keyof MappedPerson]-?: Required<MappedPerson>[Key] extends readonly (infer Item)[] ? Item[] : never;
};

function mapAttribute(
  compiled: Prepared['mappings'][number],
  subject: MappingSubject,
  moment: MappingMoment,
  person: Draft,
): void {
  const { mapping, known, evaluate, isReference, assertsRoles, redacted } = compiled;
  const { target: path, flowType, defaultValue, matchingPriority: priority } = mapping;
  // What is only ever added is not taken away.
  const losesRoles = assertsRoles && subject.rolesAreKnown === true && mapping.defaultValue === null;
  const clears = moment === 'update' && flowType === 'Always' && (mapping.whenEmpty === 'clear' || losesRoles);
  const flows = moment === 'create' || flowType !== 'ObjectAddOnly';
  if (isReference && known?.type === 'reference') {
    if (flows) person.references.push({ path, person: subject.person.managerId });
    return;
  }
  if (mapping.source.kind === 'none') {
    // Left alone; the default only fills what is empty there (entra-mapping-language.md 1.2).
    if (defaultValue !== null) addValue(compiled, defaultValue, 'AttributeAddOnly', clears, person);
    return;
  }
  if (!flows && priority === 0) return;

  const evaluation = evaluate(subject);
  if (priority > 0) person.matching.push(hiding(redacted, { path, value: matchingText(evaluation), priority }));
  if (evaluation.kind === 'error') {
    const { range } = evaluation;
    const detail = redacted
      ? 'Its value is redacted, so the reason is not shown.'
      : compiled.explain(subject, evaluation);
    person.problems.push({ kind: 'expression-failed', attribute: path, position: range.start, detail });
    return;
  }
  if (!flows || evaluation.kind === 'ignore') return;
  if (evaluation.kind === 'candidates') {
    // An account that is there keeps its value: another would be another one in each cycle.
    if (moment === 'create') person.candidates.push(hiding(redacted, { path, values: evaluation.values }));
    return;
  }
  const whenEmpty = moment === 'create' ? 'default' : (mapping.whenEmpty ?? 'leave');
  const value = isEmpty(evaluation.value) && whenEmpty === 'default' ? defaultValue : evaluation.value;
  if (evaluation.value === '' && !clears && isEmpty(value)) person.blank.push(path);
  addValue(compiled, value, flowType, clears, person);
}

function addValue(
  { mapping, known, readsSoftDeleted, redacted }: Prepared['mappings'][number],
  wanted: Value,
  flowType: FlowType,
  clears: boolean,
  person: Draft,
): void {
  const { target: path } = mapping;
  const form = targetForm(path, wanted, known);
  if (form.kind === 'problem') person.problems.push(redacted ? withoutValue(form.problem) : form.problem);
  else if (form.value === null) (clears ? person.cleared : person.emptied).push(path);
  else {
    const { value, addedAs } = form;
    const plain: MappedValue = addedAs === undefined ? { path, value, flowType } : { path, value, flowType, addedAs };
    const mapped = hiding(redacted, plain);
    person.values.push(mapped);
    if (readsSoftDeleted) person.leaving.push(mapped);
  }
}

const hiding = <Item extends object>(redacted: boolean, item: Item): Item =>
  redacted ? { ...item, redacted: true } : item;

/** The text that a search of the target compares with; null where there is none, or no single one. */
function matchingText(evaluation: Evaluation): string | null {
  if (evaluation.kind !== 'value' || isEmpty(evaluation.value)) return null;
  const { value } = evaluation;
  return isList(value) || isRoles(value) || isComplexRoles(value) ? null : valueText(value);
}

const withoutValue = (problem: PersonProblem): PersonProblem =>
  'value' in problem ? { ...problem, value: redactedText } : problem;

/** Required attributes that got no value; one that already has a problem is not reported twice. */
function findMissing(person: Draft, required: Prepared['required']): void {
  const told = person.problems.length;
  for (const { path, folded, paths } of required) {
    const isSettled =
      person.values.some((value) => paths.includes(value.path)) ||
      person.candidates.some((candidate) => paths.includes(candidate.path)) ||
      person.problems.slice(0, told).some((problem) => attributeOf(problem).some((one) => foldPath(one) === folded));
    if (!isSettled) person.problems.push({ kind: 'value-required', attribute: path });
  }
}

const attributeOf = (problem: PersonProblem): readonly string[] =>
  'attribute' in problem && problem.attribute !== null ? [problem.attribute] : [];
