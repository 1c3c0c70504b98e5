import type { SourceId, TargetId } from '../ids';
import { foldMatchingValue } from './match-account';

/** Somebody by whom an account can be meant. */
export interface CensusPerson {
  readonly id: SourceId;
  readonly name: string;
}

/** Why an account is nobody's for certain. */
export type Doubt =
  /** Others have the same matching value, or its person has another account (`others` holds their ids). */
  | { readonly kind: 'two-accounts'; readonly value: string; readonly others: readonly TargetId[] }
  /** Several people in scope have its matching value. */
  | { readonly kind: 'two-people'; readonly value: string; readonly people: readonly CensusPerson[] }
  /** Linked to one, named as another. */
  | { readonly kind: 'named-as-another'; readonly value: string; readonly other: CensusPerson }
  /** Linked, but no longer named as its person would be. */
  | { readonly kind: 'name-differs'; readonly value: string; readonly wanted: string };

/** How an account of the target stands to the people of the directory. */
export type AccountStanding =
  | { readonly kind: 'linked'; readonly person: CensusPerson }
  /** In scope and not linked yet: the next look at the person links it. */
  | { readonly kind: 'matched'; readonly person: CensusPerson }
  | { readonly kind: 'doubtful'; readonly person: CensusPerson | null; readonly doubt: Doubt }
  /** Nobody in scope matches it: Inseam never touches it. */
  | { readonly kind: 'only-there' };

export interface SortInput {
  /** What the account has at the first matching attribute; null: nothing. */
  readonly value: string | null;
  /** Whose account it is by the links, and the value that the mapping wants for them (null: not in scope, or none). */
  readonly owner: (CensusPerson & { readonly wanted: string | null }) | null;
  /** People in scope whose matching value it has, and the account that each of them is linked to. */
  readonly namesakes: readonly (CensusPerson & { readonly account: TargetId | null })[];
  /** Other accounts that nobody is linked to and that have the same value. */
  readonly twins: readonly TargetId[];
}

/**
 * Sorts one account. Only the first matching attribute counts, as in the service's account discovery: later ones are for
 * people whom the first does not find.
 */
export function sortAccount({ value, owner, namesakes, twins }: SortInput): AccountStanding {
  if (owner !== null) {
    const person = { id: owner.id, name: owner.name };
    if (value === null || owner.wanted === null || sameValue(value, owner.wanted)) return { kind: 'linked', person };
    const [other] = namesakes.filter(({ id }) => id !== owner.id);
    const doubt: Doubt =
      other === undefined
        ? { kind: 'name-differs', value, wanted: owner.wanted }
        : { kind: 'named-as-another', value, other: { id: other.id, name: other.name } };
    return { kind: 'doubtful', person, doubt };
  }
  const [first] = namesakes;
  if (first === undefined || value === null) return { kind: 'only-there' };
  if (namesakes.length > 1) {
    const people = namesakes.map(({ id, name }) => ({ id, name }));
    return { kind: 'doubtful', person: null, doubt: { kind: 'two-people', value, people } };
  }
  const person = { id: first.id, name: first.name };
  const others = first.account === null ? twins : [first.account, ...twins];
  if (others.length > 0) return { kind: 'doubtful', person, doubt: { kind: 'two-accounts', value, others } };
  return { kind: 'matched', person };
}

const sameValue = (one: string, other: string): boolean => foldMatchingValue(one) === foldMatchingValue(other);

/** Why an account is doubtful, in one sentence; `attribute` is the matching one. */
export function doubtSentence(doubt: Doubt, person: CensusPerson | null, attribute: string): string {
  const name = person?.name ?? 'its person';
  switch (doubt.kind) {
    case 'two-accounts':
      return `${name} has ${doubt.others.length === 1 ? 'another account' : 'other accounts'} with the ${attribute} ${doubt.value}: ${doubt.others.join(', ')}.`;
    case 'two-people':
      return `${doubt.people.map((each) => each.name).join(' and ')} would both match it by ${attribute}.`;
    case 'named-as-another':
      return `It is linked to ${name}, but its ${attribute} is that of ${doubt.other.name}.`;
    case 'name-differs':
      return `It is linked to ${name}, whose ${attribute} would be ${doubt.wanted}, not ${doubt.value}.`;
  }
}
