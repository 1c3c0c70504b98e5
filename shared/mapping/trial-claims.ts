import type { Fate, TrialPerson } from './open-trial';

/** A value that only one account can have, and whose it is to be. */
export interface Claim {
  readonly folded: string;
  /** As it is shown. */
  readonly value: string;
  readonly name: string;
  /** null: an account of nobody who is tried. */
  readonly holder: { readonly one: TrialPerson; fate: Fate; readonly paths: readonly string[] } | null;
  /** The account has this value already. */
  readonly isEstablished: boolean;
  /** Whoever has no account and fits this one gets it by matching. */
  readonly isAdoptable: boolean;
  isShared: boolean;
}

export interface Claims {
  /** Two that cannot both have the value; null: it was free. */
  claim(claim: Claim): { readonly kept: Claim; readonly lost: Claim } | null;
  /** Whether an account of nobody who is tried has it, as far as somebody with or without an account is concerned. */
  isTakenOutside(folded: string, hasAccount: boolean): boolean;
}

export function openClaims(): Claims {
  const holders = new Map<string, Claim>();
  const outside = new Map<string, Claim>();
  const isFree = (taken: Claim, claim: Claim): boolean =>
    taken.isAdoptable && claim.holder !== null && claim.holder.one.link === null;
  return {
    claim(claim) {
      if (claim.holder === null) outside.set(claim.folded, claim);
      const taken = holders.get(claim.folded);
      if (taken === undefined || isFree(taken, claim)) {
        holders.set(claim.folded, claim);
        return null;
      }
      if (claim.holder === null && isFree(claim, taken)) return null;
      const keepsNew = claim.isEstablished && !taken.isEstablished;
      if (keepsNew) holders.set(claim.folded, claim);
      return keepsNew ? { kept: claim, lost: taken } : { kept: taken, lost: claim };
    },
    isTakenOutside(folded, hasAccount) {
      const taken = outside.get(folded);
      return taken !== undefined && (hasAccount || !taken.isAdoptable);
    },
  };
}
