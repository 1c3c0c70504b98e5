import { addedTo, addsOnly } from '../decision/changes';
import { evaluateWithSteps } from '../expression/evaluate-with-steps';
import { parseExpression } from '../expression/parse';
import type { Surroundings } from '../expression/surroundings';
import { valueText } from '../expression/value';
import type { PersonProblem } from '../log/problem';
import type { MappedPerson } from '../mapping/map-person';
import { redactedBy } from '../mapping/redacted';
import type { AttributeMapping } from '../mapping/rules';
import { redactedText, shownUnless } from '../mapping/shown-value';
import type { MappingSubject } from '../mapping/subject';
import { findTargetAttribute, foldPath } from '../mapping/target-attribute';
import { sameTargetValue } from '../mapping/target-path';
import type { TargetValue } from '../mapping/target-value';
import type { Profile } from '../profiles/profile';
import { readAttribute } from '../schema/attribute-names';
import { attributesOfSource } from '../schema/graph-properties';
import type { AttributeVerdict, ExplainedAttribute } from './explanation';

export interface AttributeFacts {
  readonly mappings: readonly AttributeMapping[];
  readonly subject: MappingSubject;
  readonly surroundings: Surroundings;
  /** null: nothing is mapped for them (out of scope, and without an account). */
  readonly mapped: MappedPerson | null;
  /** Nothing but the attributes of leaving is sent. */
  readonly leaving: boolean;
  /** The account as read now; null: there is none, or it could not be read. */
  readonly seen: ((path: string) => TargetValue | null) | null;
  /** What was last sent or seen; null: no account of theirs is known. */
  readonly known: Readonly<Record<string, TargetValue>> | null;
  /** The target could not be asked. */
  readonly silent: boolean;
  readonly profile: Profile;
  /** Names of people behind references: what the mapping wants and what the account has. */
  readonly reference: (path: string) => {
    readonly wanted: string | null;
    readonly has: string | null;
    /** The person referred to has an account. */
    readonly ready: boolean;
  };
}

/** Each mapped attribute: what Entra has, what the mapping wants, what the account has, and what that means. Differing ones first. */
export function explainAttributes(facts: AttributeFacts): readonly ExplainedAttribute[] {
  const all = facts.mappings.map((mapping) => explainAttribute(mapping, facts));
  const rank = ({ verdict }: ExplainedAttribute): number => order.indexOf(verdict);
  return all
    .map((attribute, index) => ({ attribute, index }))
    .sort((a, b) => rank(a.attribute) - rank(b.attribute) || a.index - b.index)
    .map(({ attribute }) => attribute);
}

const order: readonly AttributeVerdict[] = [
  'too-long',
  'wrong',
  'changed-by-hand',
  'waits',
  'not-read',
  'left-alone',
  'same',
];

/** Whether a row tells of something other than "as it should be". */
export const differs = ({ verdict }: ExplainedAttribute): boolean => verdict !== 'same' && verdict !== 'left-alone';

function explainAttribute(mapping: AttributeMapping, facts: AttributeFacts): ExplainedAttribute {
  const { mapped, subject, profile } = facts;
  const path = mapping.target;
  const read = (name: string) => readAttribute(subject, name);
  const tree = mapping.source.kind === 'expression' ? parseExpression(mapping.source.text).tree : null;
  const isReference = mapped?.references.some((wanted) => wanted.path === path) ?? false;
  const reference = isReference ? facts.reference(path) : null;
  const value = mapped?.values.find((one) => one.path === path) ?? null;
  const problem = mapped?.problems.find((one) => problemIsOf(one, path)) ?? null;
  const now = facts.seen !== null ? facts.seen(path) : (facts.known?.[path] ?? null);
  const hidden = redactedBy(facts).target(path);
  const shown = (one: TargetValue | null): string | null => shownUnless(hidden, one);
  const text = (one: string | null): string | null => (hidden && one !== null ? redactedText : one);
  const has = reference !== null ? reference.has : shown(now);
  const leavingPaths = mapped?.leaving.map((one) => one.path) ?? [];
  const base = {
    path,
    source: sourceText(mapping),
    read: attributesOfSource(mapping.source).map((attribute) => ({
      attribute,
      value:
        reference !== null && attribute === 'manager'
          ? reference.wanted
          : redactedBy(facts).source(attribute)
            ? text(valueText(read(attribute)))
            : valueText(read(attribute)),
    })),
    steps:
      tree === null
        ? []
        : evaluateWithSteps(tree, read, facts.surroundings).steps.map(({ expression, evaluation }) => ({
            expression,
            value:
              evaluation.kind === 'value'
                ? text(valueText(evaluation.value))
                : evaluation.kind === 'error'
                  ? text(evaluation.message)
                  : null,
          })),
    has,
  };
  const answer = (verdict: AttributeVerdict, wanted: string | null, note = ''): ExplainedAttribute => ({
    ...base,
    wanted,
    verdict,
    note,
  });
  const unknown = facts.silent && facts.known === null;

  if (mapped === null)
    return answer('left-alone', null, 'Nothing is sent for somebody out of scope without an account.');
  if (problem !== null)
    return problem.kind === 'value-too-long'
      ? answer(
          'too-long',
          problem.value,
          `${problem.length} characters; ${profile.name} takes at most ${problem.limit}.`,
        )
      : answer('wrong', null, problemNote(problem, profile));
  if (facts.leaving && !leavingPaths.includes(path))
    return answer('left-alone', null, 'Only the end of access is sent for somebody out of scope.');
  if (reference !== null) {
    if (reference.wanted === null)
      return answer('left-alone', null, has === null ? '' : 'Empty in Entra ID, not sent.');
    if (unknown) return answer('not-read', reference.wanted);
    return reference.wanted === has
      ? answer('same', reference.wanted)
      : answer('waits', reference.wanted, reference.ready ? '' : 'Set once both have an account.');
  }
  const candidates = mapped.candidates?.find((one) => one.path === path);
  if (candidates !== undefined) {
    const among = hidden ? '' : ` of ${candidates.values.join(', ')}`;
    return answer('waits', null, `The first${among} that no account has.`);
  }
  if (value === null)
    return answer(
      'left-alone',
      null,
      mapping.flowType === 'ObjectAddOnly' && facts.known !== null
        ? 'Sent only when an account is created.'
        : mapping.source.kind === 'none'
          ? 'Not mapped: left to the service.'
          : 'Empty, not sent.',
    );
  const wanted = shown(value.value);
  if (unknown) return answer('not-read', wanted);
  const exact = findTargetAttribute(profile, path)?.caseExact ?? true;
  const same = (other: TargetValue | null): boolean =>
    addsOnly(value)
      ? addedTo(other, value, profile) === null
      : other !== null && sameTargetValue(path, other, value.value, exact);
  if (same(now)) return answer('same', wanted);
  if (value.flowType === 'ObjectAddOnly' && facts.known !== null)
    return answer('left-alone', wanted, 'Sent only when an account is created.');
  const onlyWhenEmpty =
    value.flowType === 'AttributeAddOnly' || (value.flowType === 'ValueAddOnly' && !addsOnly(value));
  if (onlyWhenEmpty && now !== null) return answer('left-alone', wanted, 'Sent only while it is empty.');
  const sent = facts.known?.[path] ?? null;
  return facts.seen !== null && same(sent) ? answer('changed-by-hand', wanted) : answer('waits', wanted);
}

const problemIsOf = (problem: PersonProblem, path: string): boolean =>
  'attribute' in problem && problem.attribute !== null && foldPath(problem.attribute) === foldPath(path);

function problemNote(problem: PersonProblem, profile: Profile): string {
  switch (problem.kind) {
    case 'value-required':
      return `Empty, and ${profile.name} needs a value.`;
    case 'value-type':
      return `${profile.name} takes ${problem.expected} here, not “${problem.value}”.`;
    case 'expression-failed':
      return problem.detail;
    default:
      return 'The mapping gives no value.';
  }
}

function sourceText({ source }: AttributeMapping): string {
  switch (source.kind) {
    case 'direct':
      return source.attribute;
    case 'constant':
      return `“${source.value}”`;
    case 'expression':
      return source.text;
    case 'none':
      return 'nothing';
  }
}
