import type { PersonProblem } from '../log/problem';
import type { Profile } from '../profiles/profile';
import type { TrialPerson } from './open-trial';
import type { AttributeMapping } from './rules';
import type { ViolationKind } from './trial';

/** People shown, and people kept to try a fix on before everybody is asked. */
const mostShown = 20;
const mostKept = 30;

export interface Fix {
  readonly text: string;
  readonly valueFor: (one: TrialPerson) => string | null;
}

/** A violation while people are still added. */
export interface OpenViolation {
  readonly kind: ViolationKind;
  readonly path: string;
  readonly mapping: AttributeMapping | null;
  count: number;
  readonly people: { readonly one: TrialPerson; readonly value: string | null }[];
  /** Some of those for whom something has to change. */
  readonly sample: TrialPerson[];
  /** `shared`: whoever does not get the value, by id. */
  readonly losers: Set<string>;
  /** `shared`: how many values are wanted by more than one, and accounts of nobody tried that have one. */
  values: number;
  readonly outsideNames: Set<string>;
  /** `too-long`: the limit, the most characters, and the longest domain; `domain` null: some value is no address. */
  limit: number;
  longest: number;
  domain: number | null;
  first: PersonProblem | null;
  fix: Fix | null;
}

export interface Concerned {
  readonly one: TrialPerson;
  readonly value: string | null;
  readonly problem: PersonProblem | null;
  /** Something has to change for this person; else the person only stands in the way of another. */
  readonly isConcerned: boolean;
}

export const newViolation = (kind: ViolationKind, path: string, mapping: AttributeMapping | null): OpenViolation => ({
  kind,
  path,
  mapping,
  count: 0,
  people: [],
  sample: [],
  losers: new Set(),
  values: 0,
  outsideNames: new Set(),
  limit: 0,
  longest: 0,
  domain: null,
  first: null,
  fix: null,
});

export function noteConcerned(violation: OpenViolation, { one, value, problem, isConcerned }: Concerned): void {
  violation.count += 1;
  violation.first ??= problem;
  if (violation.people.length < mostShown) violation.people.push({ one, value });
  if (!isConcerned) return;
  if (violation.sample.length < mostKept) violation.sample.push(one);
  const isFirst = violation.sample.length === 1;
  const raw = problem !== null && 'value' in problem ? problem.value : value;
  const parts = (raw ?? '').split('@');
  const [local = '', domain = ''] = parts;
  violation.domain =
    (violation.domain === null && !isFirst) || parts.length !== 2 || local === '' || domain === ''
      ? null
      : Math.max(violation.domain ?? 0, domain.length);
  if (problem?.kind !== 'value-too-long') return;
  violation.limit = problem.limit;
  violation.longest = Math.max(violation.longest, problem.length);
}

const numbers = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];
const people = (count: number): string => numbers[count] ?? String(count);

/** The verdict in the window's words. */
export function violationText(violation: OpenViolation, profile: Profile): string {
  const { kind, first, longest, limit, count, values, outsideNames } = violation;
  switch (kind) {
    case 'too-long':
      return `${count > 1 ? 'Up to ' : ''}${longest} characters; ${profile.name} takes at most ${limit}`;
    case 'shared': {
      const [shown] = violation.people;
      if (values > 1) return `${people(count)} people would share ${values} values`;
      const [owner] = outsideNames;
      if (owner !== undefined && count === 1) return `${shown?.value ?? ''} is the name of the account of ${owner}`;
      return `${people(count)} people would share ${shown?.value ?? ''}`;
    }
    case 'missing':
      return `Empty, and ${profile.name} needs a value`;
    case 'refused-type':
      return first?.kind === 'value-type'
        ? `${profile.name} takes ${first.expected} here, not “${violation.people[0]?.value ?? first.value}”`
        : `${profile.name} takes no such value here`;
    case 'failed':
      return first?.kind === 'expression-failed' ? first.detail : 'The mapping gives no value';
  }
}
