import { parseExpression } from '../expression/parse';
import type { Surroundings } from '../expression/surroundings';
import { foldMatchingValue } from '../matching/match-account';
import type { Profile } from '../profiles/profile';
import { type CompiledRules, compileRules, mapPerson } from './map-person';
import type { TrialPerson } from './open-trial';
import { type Proposal, proposeFixes } from './propose-fixes';
import { redactedBy } from './redacted';
import type { AttributeMapping, Rules } from './rules';
import { shownValue } from './shown-value';
import { findTargetAttribute, foldPath } from './target-attribute';
import type { Claims } from './trial-claims';
import { isUnique } from './trial-values';
import type { OpenViolation } from './trial-violations';
import { validateSource } from './validate-source';

/**
 * Looks for an expression that mends each violation. In each round every violation that has none yet has its next
 * candidate proved on everybody in scope: the caller hands them all in again.
 */
export interface FixSearch {
  /** Begins a round; false: there is nothing left to prove. */
  begin(): boolean;
  prove(one: TrialPerson): void;
}

/** Bounds the work: everybody is gone over so many times at most, and so many violations are looked after. */
const mostRounds = 6;
const mostSearched = 24;

interface Alone {
  readonly text: string | null;
  readonly folded: string | null;
  readonly problem: string | null;
}

interface Candidate extends Proposal {
  readonly mapping: AttributeMapping;
  readonly compiled: CompiledRules;
}

interface Search {
  readonly violation: OpenViolation;
  readonly mapping: AttributeMapping;
  readonly original: CompiledRules;
  readonly unique: boolean;
  readonly queue: Candidate[];
  /** Of the candidate in this round: whose value it is that was met, concerned or not. */
  met: Map<string, boolean>;
  fails: boolean;
}

export interface FixSearchParts {
  readonly violations: readonly OpenViolation[];
  readonly profile: Profile;
  readonly surroundings: Surroundings;
  readonly rules: Rules;
  readonly claims: ReadonlyMap<string, Claims>;
  /** Whether a source attribute was read of everybody. */
  readonly isRead: (attribute: string) => boolean;
}

export function openFixSearch({ violations, profile, surroundings, rules, claims, isRead }: FixSearchParts): FixSearch {
  const searches = violations.slice(0, mostSearched).flatMap((violation): Search[] => {
    const { mapping } = violation;
    // What Redact hides stays hidden: no fix is made of it.
    if (mapping === null || redactedBy(rules).target(mapping.target)) return [];
    const search: Search = {
      violation,
      mapping,
      original: alone(mapping),
      unique: isUnique(mapping),
      queue: [],
      met: new Map(),
      fails: false,
    };
    const candidates = proposeFixes(violation, profile, isRead).flatMap((proposal): Candidate[] => {
      const made: AttributeMapping = { ...mapping, source: { kind: 'expression', text: proposal.text } };
      const known = findTargetAttribute(profile, mapping.target);
      const isSound =
        parseExpression(proposal.text).tree !== null &&
        validateSource(made, known).every(({ severity }) => severity !== 'error');
      return isSound ? [{ ...proposal, mapping: made, compiled: alone(made) }] : [];
    });
    search.queue.push(...candidates.filter((candidate) => suitsSample(search, candidate)));
    return [search];
  });
  let rounds = 0;

  function alone(mapping: AttributeMapping): CompiledRules {
    return compileRules({ ...rules, mappings: [mapping] }, surroundings);
  }

  function givenBy(compiled: CompiledRules, path: string, { subject, link }: TrialPerson): Alone {
    const mapped = mapPerson(compiled, subject, profile, link === null ? 'create' : 'update');
    const folded = foldPath(path);
    const problem = mapped.problems.find(
      (each) => 'attribute' in each && each.attribute !== null && foldPath(each.attribute) === folded,
    );
    const asked = mapped.matching[0]?.value ?? null;
    const sent = mapped.values[0]?.value;
    const text = asked ?? (sent === undefined ? null : shownValue(sent));
    return {
      text,
      folded: text === null ? null : foldMatchingValue(text),
      problem: problem?.kind ?? null,
    };
  }

  const isConcerned = ({ violation, unique }: Search, one: TrialPerson, before: Alone): boolean => {
    switch (violation.kind) {
      case 'shared':
        return violation.losers.has(one.subject.person.id);
      case 'too-long':
        return before.problem === 'value-too-long';
      case 'missing':
        // Of what accounts are matched by, whoever has none needs one, required or not.
        return before.problem === 'value-required' || (unique && one.link === null && before.text === null);
      case 'refused-type':
        return before.problem === 'value-type';
      case 'failed':
        return before.problem === 'expression-failed';
    }
  };

  /** Whether the value may be sent for this person. */
  function isAllowed({ violation, unique, mapping }: Search, one: TrialPerson, after: Alone): boolean {
    if (after.problem !== null) return false;
    if (after.text === null) return violation.kind !== 'missing' && violation.kind !== 'shared' && !unique;
    if (loneSurrogate.test(after.text)) return false;
    // What was an address stays one.
    if (violation.domain !== null && violation.sample.length > 0 && !isAddress.test(after.text)) return false;
    if (!unique) return true;
    const taken = claims.get(foldPath(mapping.target));
    return taken?.isTakenOutside(after.folded ?? '', one.link !== null) !== true;
  }

  function suitsSample(search: Search, candidate: Candidate): boolean {
    const met = new Set<string>();
    return search.violation.sample.every((one) => {
      const after = givenBy(candidate.compiled, search.mapping.target, one);
      if (!isAllowed(search, one, after)) return false;
      if (!search.unique || after.folded === null) return true;
      if (met.has(after.folded)) return false;
      met.add(after.folded);
      return true;
    });
  }

  /** Whether the candidate may give this person what it gives. */
  function holdsFor(search: Search, candidate: Candidate, one: TrialPerson): boolean {
    const { target } = search.mapping;
    const before = givenBy(search.original, target, one);
    const concerned = isConcerned(search, one, before);
    // Something else is wrong with this one; that is another violation's to mend.
    if (!concerned && before.problem !== null) return true;
    const after = givenBy(candidate.compiled, target, one);
    if (concerned) {
      if (!isAllowed(search, one, after)) return false;
    } else if (candidate.changesOthers || (search.violation.kind === 'missing' && before.text === null)) {
      if (before.text !== null && !isAllowed(search, one, after)) return false;
      if (after.problem !== null) return false;
    } else if (after.text !== before.text || after.problem !== null) return false;
    if (!search.unique || after.folded === null) return true;
    const other = search.met.get(after.folded);
    search.met.set(after.folded, concerned || other === true);
    // Two who share a value without being concerned did so before.
    return other === undefined || !(concerned || other || candidate.changesOthers);
  }

  return {
    begin() {
      for (const search of searches) {
        const [candidate] = search.queue;
        if (rounds > 0 && candidate !== undefined && search.violation.fix === null) {
          if (search.fails) search.queue.shift();
          else accept(search, candidate);
        }
        search.fails = false;
        search.met = new Map();
      }
      rounds += 1;
      return rounds <= mostRounds && searches.some(isOpen);
    },
    prove(one) {
      for (const search of searches) {
        const [candidate] = search.queue;
        if (!isOpen(search) || search.fails || candidate === undefined) continue;
        if (!holdsFor(search, candidate, one)) {
          search.fails = true;
          search.met = new Map();
        }
      }
    },
  };

  function accept({ violation, mapping }: Search, { text, compiled }: Candidate): void {
    violation.fix = { text, valueFor: (one) => givenBy(compiled, mapping.target, one).text };
  }
}

const isOpen = ({ violation, queue }: Search): boolean => violation.fix === null && queue.length > 0;

/** Half of a character that a cut left over. */
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

const isAddress = /^[^@.\s]+(?:\.[^@.\s]+)*@[^@\s]+$/;
