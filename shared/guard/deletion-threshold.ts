export interface DeletionLimits {
  /** A cycle with more removals than this is held; null: not asked. */
  readonly deletionThreshold: number | null;
  /** The same in per cent of the accounts linked before the cycle; null: not asked. */
  readonly deletionThresholdPercent: number | null;
}

export interface ThresholdVerdict {
  readonly held: boolean;
  readonly removals: number;
  /** The number that was crossed, for the words; null when nothing is held. */
  readonly limit: number | null;
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
  for (const limit of [limits.deletionThreshold, byPercent])
    if (limit !== null && removals > limit) return { held: true, removals, limit };
  return { held: false, removals, limit: null };
}

/** A threshold that fits so many accounts: a tenth of them, 5 at least, and always fewer than there are. */
export const proposedThreshold = (accounts: number): number =>
  Math.max(1, Math.min(accounts - 1, Math.max(5, Math.ceil(accounts / 10))));
