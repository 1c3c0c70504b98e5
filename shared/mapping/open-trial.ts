import { changesFor } from '../decision/changes';
import type { Link } from '../decision/link';
import type { Surroundings } from '../expression/surroundings';
import type { PersonProblem } from '../log/problem';
import { foldMatchingValue } from '../matching/match-account';
import { personName } from '../person';
import type { Profile } from '../profiles/profile';
import { compileRules, type MappedPerson, mapPerson } from './map-person';
import { redactedBy } from './redacted';
import type { AttributeMapping, Rules } from './rules';
import { redactedText, shownUnless, shownValue } from './shown-value';
import type { MappingSubject } from './subject';
import { findTargetAttribute, foldPath } from './target-attribute';
import { sameTargetValue } from './target-path';
import type { TargetValue } from './target-value';
import type { AttributeTrial, ChangedValue, Trial, ViolationKind } from './trial';
import { type Claim, type Claims, openClaims } from './trial-claims';
import { type FixSearch, openFixSearch } from './trial-fixes';
import { isUnique } from './trial-values';
import { type Concerned, newViolation, noteConcerned, type OpenViolation, violationText } from './trial-violations';

export interface TrialRules {
  readonly edited: Rules;
  /** The mapping in force, which the edit is compared with. */
  readonly current: Rules;
  readonly profile: Profile;
  readonly surroundings: Surroundings;
  /** Whether a source attribute was read of everybody; absent: all were. No fix is made of one that was not. */
  readonly isRead?: (attribute: string) => boolean;
}

/** Somebody in scope under the edited rules. */
export interface TrialPerson {
  readonly subject: MappingSubject;
  /** null: no account yet. */
  readonly link: Pick<Link, 'targetId' | 'known'> | null;
}

/** An account that belongs to nobody who is tried: its names are taken. */
export interface OutsideAccount {
  /** How it is called, for the admin. */
  readonly name: string;
  /** Of somebody out of scope; without a person it may be found by matching and become the account of whoever fits it. */
  readonly hasPerson: boolean;
  readonly values: Readonly<Record<string, TargetValue>>;
}

/** One edited mapping on its way over everybody. Memory grows with the names that must be unique, and with nothing else. */
export interface OpenTrial {
  addOutside(account: OutsideAccount): void;
  add(one: TrialPerson): void;
  /** When everybody was added: looks for a fix of each violation, which takes going over everybody again. */
  fixes(): FixSearch;
  result(tookMs: number): Omit<Trial, 'unread'>;
}

export type Fate = 'changed' | 'created' | 'unchanged' | 'skipped';

const mostExamples = 5;

interface OpenAttribute {
  readonly attribute: string;
  count: number;
  readonly examples: ChangedValue[];
}

export function openTrial({ edited, current, profile, surroundings, isRead = () => true }: TrialRules): OpenTrial {
  const compiled = compileRules(edited, surroundings);
  const editedPaths = pathsEdited(edited, current);
  const before = compileRules(
    { ...current, mappings: current.mappings.filter(({ target }) => editedPaths.has(foldPath(target))) },
    surroundings,
  );
  /** What either mapping redacts is shown nowhere. */
  const hides = (path: string): boolean => redactedBy(edited).target(path) || redactedBy(current).target(path);
  const uniquePaths = edited.mappings.filter((mapping) => isUnique(mapping)).map(({ target }) => target);
  const mappingAt = new Map(edited.mappings.map((mapping) => [foldPath(mapping.target), mapping]));
  const claims = new Map<string, Claims>(uniquePaths.map((path) => [foldPath(path), openClaims()]));
  const counts: Record<Fate, number> = { changed: 0, created: 0, unchanged: 0, skipped: 0 };
  const attributes = new Map<string, OpenAttribute>();
  const violations = new Map<string, OpenViolation>();

  function violate(kind: ViolationKind, path: string, one: Concerned): OpenViolation {
    const key = `${kind} ${foldPath(path)}`;
    const known = violations.get(key) ?? newViolation(kind, path, mappingAt.get(foldPath(path)) ?? null);
    violations.set(key, known);
    noteConcerned(known, one);
    return known;
  }

  function skip(claim: Claim): void {
    if (claim.holder === null || claim.holder.fate === 'skipped') return;
    counts[claim.holder.fate] -= 1;
    counts.skipped += 1;
    claim.holder.fate = 'skipped';
    forgetDifferences(claim.holder.one, claim.holder.paths);
  }

  /** Two with one value: whoever has the account under that name keeps it, else whoever came first. */
  function meet(path: string, kept: Claim, lost: Claim): void {
    if (lost.holder === null) return;
    skip(lost);
    const first = !kept.isShared;
    kept.isShared = true;
    const shown = (claim: Claim, loses: boolean): void => {
      if (claim.holder === null) return;
      const { one } = claim.holder;
      const violation = violate('shared', path, { one, value: claim.value, problem: null, isConcerned: loses });
      if (loses) violation.losers.add(one.subject.person.id);
    };
    if (first) {
      shown(kept, false);
      const violation = violations.get(`shared ${foldPath(path)}`);
      if (violation !== undefined) violation.values += 1;
    }
    shown(lost, true);
    const violation = violations.get(`shared ${foldPath(path)}`);
    if (violation !== undefined && kept.holder === null) {
      violation.outsideNames.add(kept.name);
      if (first && violation.values === 0) violation.values = 1;
    }
  }

  function claim(path: string, claimed: Claim): void {
    const table = claims.get(foldPath(path));
    const lost = table?.claim(claimed) ?? null;
    if (lost !== null) meet(path, lost.kept, lost.lost);
  }

  return {
    addOutside({ name, hasPerson, values }) {
      for (const path of uniquePaths) {
        const value = values[path];
        const isAdoptable = !hasPerson && (mappingAt.get(foldPath(path))?.matchingPriority ?? 0) > 0;
        if (value === undefined || value === '') continue;
        const text = shownValue(value) ?? '';
        claim(path, {
          folded: foldMatchingValue(text),
          value: text,
          name,
          holder: null,
          isEstablished: true,
          isAdoptable,
          isShared: false,
        });
      }
    },
    add(one) {
      const { subject, link } = one;
      const mapped = mapPerson(compiled, subject, profile, link === null ? 'create' : 'update');
      const problems = [...mapped.problems, ...missingMatch(mapped, link === null)];
      const differing = differences(one, mapped);
      const stops = problems.length > 0 && (link === null || differing.length === 0 || problems.some(stopsUpdate));
      const fate: Fate = stops ? 'skipped' : link === null ? 'created' : differing.length > 0 ? 'changed' : 'unchanged';
      counts[fate] += 1;
      for (const problem of problems)
        violate(kindOf(problem), pathOf(problem), {
          one,
          value: valueShown(mapped, pathOf(problem), problem),
          problem,
          isConcerned: true,
        });
      if (!stops) for (const difference of differing) noteDifference(one, difference);
      const holder = { one, fate, paths: stops ? [] : differing.map(({ path }) => path) };
      const refused = new Set(problems.map((problem) => foldPath(pathOf(problem))));
      for (const path of uniquePaths) {
        if (refused.has(foldPath(path))) continue;
        const value = valueAt(mapped, path);
        if (value === null) continue;
        const folded = foldMatchingValue(value);
        const has = link === null ? undefined : link.known[path];
        claim(path, {
          folded,
          value: hides(path) ? redactedText : value,
          name: personName(subject.person),
          holder,
          isEstablished: has !== undefined && foldMatchingValue(shownValue(has) ?? '') === folded,
          isAdoptable: false,
          isShared: false,
        });
      }
    },
    fixes: () =>
      openFixSearch({ violations: [...violations.values()], profile, surroundings, rules: edited, claims, isRead }),
    result(tookMs) {
      const people = counts.changed + counts.created + counts.unchanged + counts.skipped;
      return {
        people,
        tookMs,
        ...counts,
        attributes: edited.mappings.flatMap(({ target }): AttributeTrial[] => {
          const found = attributes.get(foldPath(target));
          return found === undefined || found.count === 0 ? [] : [{ ...found }];
        }),
        violations: [...violations.values()].map((violation) => ({
          kind: violation.kind,
          attribute: violation.path,
          text: violationText(violation, profile),
          count: violation.count,
          people: violation.people.map(({ one, value }) => ({
            personId: one.subject.person.id,
            name: personName(one.subject.person),
            value,
            fixed: violation.fix?.valueFor(one) ?? null,
          })),
          fix: violation.fix?.text ?? null,
        })),
      };
    },
  };

  function noteDifference({ subject }: TrialPerson, { path, from, to }: Difference): void {
    const known = attributes.get(foldPath(path)) ?? { attribute: path, count: 0, examples: [] };
    attributes.set(foldPath(path), known);
    known.count += 1;
    if (known.examples.length >= mostExamples) return;
    known.examples.push({
      personId: subject.person.id,
      name: personName(subject.person),
      from: shownUnless(hides(path), from),
      to: shownUnless(hides(path), to),
    });
  }

  /** Whoever is skipped changes in nothing. */
  function forgetDifferences({ subject }: TrialPerson, paths: readonly string[]): void {
    for (const path of paths) {
      const known = attributes.get(foldPath(path));
      if (known === undefined) continue;
      known.count -= 1;
      const at = known.examples.findIndex(({ personId }) => personId === subject.person.id);
      if (at >= 0) known.examples.splice(at, 1);
    }
  }

  /** What the edit makes other than it is, and other than the mapping of now would make it anyway. */
  function differences({ subject, link }: TrialPerson, mapped: MappedPerson): readonly Difference[] {
    if (editedPaths.size === 0) return [];
    const now = mapPerson(before, subject, profile, link === null ? 'create' : 'update');
    const wantedNow = valuesOf(now);
    const wanted = mapped.values.filter(({ path }) => editedPaths.has(foldPath(path)));
    if (link === null) {
      const found: Difference[] = [];
      for (const { path, value } of wanted) {
        const was = wantedNow.get(foldPath(path)) ?? null;
        if (was === null || !same(path, was, value))
          found.push({ path, from: was === null ? null : shownValue(was), to: shownValue(value) });
      }
      const kept = new Set(wanted.map(({ path }) => foldPath(path)));
      for (const { path, value } of now.values)
        if (!kept.has(foldPath(path)) && mappingAt.has(foldPath(path)))
          found.push({ path, from: shownValue(value), to: null });
      return found;
    }
    const cleared = (mapped.cleared ?? []).filter((path) => editedPaths.has(foldPath(path)));
    return changesFor(wanted, (path) => link.known[path] ?? null, profile, cleared)
      .filter(({ path, to }) => {
        const was = wantedNow.get(foldPath(path)) ?? null;
        if (to === null) return !(now.cleared ?? []).some((other) => foldPath(other) === foldPath(path));
        return was === null || !same(path, was, to);
      })
      .map(({ path, from, to }) => ({
        path,
        from: from === null ? null : shownValue(from),
        to: to === null ? null : shownValue(to),
      }));
  }

  function same(path: string, left: TargetValue, right: TargetValue): boolean {
    return sameTargetValue(path, left, right, findTargetAttribute(profile, path)?.caseExact ?? true);
  }

  function valueShown(mapped: MappedPerson, path: string, problem: PersonProblem): string | null {
    if (hides(path)) return redactedText;
    if ('value' in problem) return problem.value;
    return valueAt(mapped, path);
  }
}

interface Difference {
  readonly path: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** Paths whose mapping is new or another one now. */
function pathsEdited(edited: Rules, current: Rules): ReadonlySet<string> {
  const known = new Map(current.mappings.map((mapping) => [foldPath(mapping.target), settled(mapping)]));
  return new Set(
    edited.mappings
      .filter((mapping) => known.get(foldPath(mapping.target)) !== settled(mapping))
      .map(({ target }) => foldPath(target)),
  );
}

const settled = ({ source, defaultValue, flowType, whenEmpty = 'leave' }: AttributeMapping): string =>
  JSON.stringify([Object.entries(source).sort(), defaultValue, flowType, whenEmpty]);

const valuesOf = (mapped: MappedPerson): ReadonlyMap<string, TargetValue> =>
  new Map(mapped.values.map(({ path, value }) => [foldPath(path), value]));

/** The text at a path that must be unique: what accounts are matched by, also where it is not sent. */
function valueAt(mapped: MappedPerson, path: string): string | null {
  const asked = mapped.matching.find((each) => each.path === path)?.value ?? null;
  if (asked !== null) return asked;
  const value = mapped.values.find((each) => each.path === path)?.value;
  return value === undefined ? null : shownValue(value);
}

/** Nothing to look for an existing account by: told at the attribute that is asked first. */
function missingMatch({ matching, problems }: MappedPerson, isNew: boolean): readonly PersonProblem[] {
  const [first] = matching;
  if (!isNew || first === undefined || matching.some(({ value }) => value !== null)) return [];
  const told = problems.some((problem) => 'attribute' in problem && problem.attribute === first.path);
  return told ? [] : [{ kind: 'value-required', attribute: first.path }];
}

/** Of an account that exists, a value that is too long is left out; anything else stops the whole update. */
const stopsUpdate = ({ kind }: PersonProblem): boolean => kind !== 'value-too-long';

function kindOf({ kind }: PersonProblem): ViolationKind {
  switch (kind) {
    case 'value-too-long':
      return 'too-long';
    case 'value-required':
      return 'missing';
    case 'value-type':
      return 'refused-type';
    default:
      return 'failed';
  }
}

const pathOf = (problem: PersonProblem): string =>
  'attribute' in problem && problem.attribute !== null ? problem.attribute : '';
