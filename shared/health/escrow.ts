const hour = 3_600_000;

/** Hours after the first failure; later tries follow every 24 hours (Microsoft, "quarantine status": retries). */
const hoursAfterFirstFailure = [6, 12, 24] as const;

export interface EscrowState {
  readonly firstFailedAt: number;
  /** Failures so far, this one included. */
  readonly attempts: number;
}

/**
 * When a failed person is tried again by itself, in milliseconds since the epoch. The first time that is the next
 * cycle; then 6, 12 and 24 hours after the first failure, then daily. A change at the source is tried at once anyway.
 */
export function nextTryAt({ firstFailedAt, attempts }: EscrowState, now: number): number {
  if (attempts <= 1) return now;
  const hours = hoursAfterFirstFailure[attempts - 2];
  const due = hours === undefined ? now + 24 * hour : firstFailedAt + hours * hour;
  return Math.max(due, now);
}

/** An escrow is dropped after 28 days. */
export const escrowExpired = (firstFailedAt: number, now: number): boolean => now - firstFailedAt > 28 * 24 * hour;
