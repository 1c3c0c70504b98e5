export interface DeletionLimits {
  /** A cycle with more removals than this is held; null: not asked. */
  readonly deletionThreshold: number | null;
  /** The same in per cent of the accounts linked before the cycle; null: not asked. */
  readonly deletionThresholdPercent: number | null;
}

/** A number of removals that must not be exceeded. */
export interface Limit {
  readonly limit: number;
  /** The percentage that it comes from; null: it was set as a number. */
  readonly percent: number | null;
}

export interface ThresholdVerdict {
  readonly held: boolean;
  readonly removals: number;
  /** What was crossed, for the words; null when nothing is held. */
  readonly crossed: Limit | null;
}

/**
 * Accidental-deletion prevention: disables and deletes count together, strictly more than the limit is held, and the
 * count is taken before the first of them is carried out (entra-provisioning 5.4 and 13).
 */
export function judgeRemovals(removals: number, linkedBefore: number, limits: DeletionLimits): ThresholdVerdict {
  const byPercent =
    limits.deletionThresholdPercent === null
      ? null
      : Math.floor((linkedBefore * limits.deletionThresholdPercent) / 100);
  const { deletionThreshold: byNumber, deletionThresholdPercent: percent } = limits;
  if (byNumber !== null && removals > byNumber)
    return { held: true, removals, crossed: { limit: byNumber, percent: null } };
  if (byPercent !== null && removals > byPercent)
    return { held: true, removals, crossed: { limit: byPercent, percent } };
  return { held: false, removals, crossed: null };
}

/** A threshold that fits so many accounts: a tenth of them, 5 at least, and always fewer than there are. */
export const proposedThreshold = (accounts: number): number =>
  Math.max(1, Math.min(accounts - 1, Math.max(5, Math.ceil(accounts / 10))));

/** "5", or "7, 20 % of the accounts": a limit as it stands after "your limit of". */
export const limitText = ({ limit, percent }: Limit): string =>
  percent === null ? String(limit) : `${limit}, ${percent} % of the accounts`;
