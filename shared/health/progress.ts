/** Before a tenth is done and five seconds are over, any figure would be a guess. */
const leastShare = 0.1;
const leastMs = 5000;

/** Milliseconds left at the pace so far, or null while it cannot be known. */
export function remainingMs(elapsedMs: number, done: number, expected: number): number | null {
  if (expected <= 0 || done <= 0 || done >= expected) return null;
  if (done / expected < leastShare || elapsedMs < leastMs) return null;
  return Math.round((elapsedMs / done) * (expected - done));
}

/** "20 seconds", "2 minutes": rounded up to what a person would say. */
export function roundedDuration(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds <= 10) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  if (seconds < 55) return `${Math.ceil(seconds / 10) * 10} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
