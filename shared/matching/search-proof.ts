import type { AttributeMapping } from '../mapping/rules';
import { foldPath } from '../mapping/target-attribute';
import type { Profile } from '../profiles/profile';

/**
 * What a service showed when it was asked for people by an attribute: for a value that nobody has, and for one that
 * somebody has. Only a service that answers both rightly lets existing accounts be found.
 */
export type SearchProof =
  /** Found who has the value, and nobody for the other one. */
  | 'finds'
  /** Found nobody for a value that nobody has; there was nobody with a value to ask for. */
  | 'takes'
  /** Refused to search by it. */
  | 'refuses'
  /** Answered with people who do not have the value. */
  | 'ignores'
  /** Found nobody, although somebody has the value. */
  | 'misses'
  /** Says of itself that it does not filter (RFC 7643 section 5), and nothing showed otherwise. */
  | 'no-filter';

export const canSearch = (proof: SearchProof): boolean => proof === 'finds' || proof === 'takes';

/** The answer in plain words; one that refuses says what to choose instead. */
export function searchSentence(proof: SearchProof, path: string, profile: Profile): string {
  const { name } = profile;
  const choice = choiceOf(path, profile);
  switch (proof) {
    case 'finds':
      return `${name} can search by ${path}.`;
    case 'takes':
      return `${name} can search by ${path}; nobody has a value yet to try it with.`;
    case 'refuses':
      return `${name} cannot search by ${path}, so existing accounts could not be found.${choice}`;
    case 'ignores':
      return `${name} answers a search by ${path} with other people’s accounts, so existing accounts could not be found.${choice}`;
    case 'misses':
      return `${name} does not find people by ${path} who have the value, so existing accounts could not be found.${choice}`;
    case 'no-filter':
      return `${name} says that it cannot search at all, so existing accounts could not be found.`;
  }
}

function choiceOf(path: string, { attributes }: Profile): string {
  const names = attributes.filter((each) => each.filterable && foldPath(each.path) !== foldPath(path));
  const texts = names.map((each) => each.path);
  if (texts.length === 0) return '';
  return ` Choose ${texts.length === 1 ? texts.join('') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`}.`;
}

/** Attributes that accounts are matched by in the edited mapping and were not before. */
export function newMatching(edited: readonly AttributeMapping[], current: readonly AttributeMapping[]): string[] {
  const before = new Set(
    current.filter(({ matchingPriority }) => matchingPriority > 0).map(({ target }) => foldPath(target)),
  );
  return edited
    .filter(({ matchingPriority, target }) => matchingPriority > 0 && !before.has(foldPath(target)))
    .map(({ target }) => target);
}
