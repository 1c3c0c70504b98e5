import type { SourceId, TargetId } from '../ids';
import type { Problem } from '../log/problem';

/** What a search of the target by the matching attributes came to. */
export type Match =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly id: TargetId; readonly attribute: string; readonly value: string }
  | { readonly kind: 'problem'; readonly problem: Problem };

export interface AskedAttribute {
  readonly path: string;
  readonly value: string;
  readonly found: readonly TargetId[];
}

/** Whose account it is already, by the ledger's links; null: nobody's. */
export type OwnerOf = (id: TargetId) => { readonly id: SourceId; readonly name: string } | null;

/**
 * Attributes are asked one after the other in their precedence, and the first that finds somebody decides (Microsoft,
 * "Customize attribute mappings": matching). Two accounts are never guessed between; an account has one person.
 */
export function judgeMatch(asked: readonly AskedAttribute[], person: SourceId, ownerOf: OwnerOf): Match {
  for (const { path, value, found } of asked) {
    if (found.length === 0) continue;
    const [first] = found;
    if (first === undefined || found.length > 1)
      return { kind: 'problem', problem: { kind: 'matching-ambiguous', attribute: path, value, targets: found } };
    const owner = ownerOf(first);
    if (owner !== null && owner.id !== person)
      return {
        kind: 'problem',
        problem: { kind: 'account-taken', targetId: first, otherId: owner.id, otherName: owner.name },
      };
    return { kind: 'one', id: first, attribute: path, value };
  }
  return { kind: 'none' };
}

/** How a matching value is compared between people: `Ada@x` and `ada@x` are one (RFC 7643 section 4.1.1, userName). */
export const foldMatchingValue = (value: string): string => value.normalize('NFC').toLowerCase();
