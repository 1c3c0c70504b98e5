import type { CycleProgress } from './job-state';

/** Before a tenth is done and five seconds are over, any figure would be a guess. */
const leastShare = 0.1;
const leastMs = 5000;

/** Milliseconds left at the pace so far, or null while it cannot be known. */
export function remainingMs(elapsedMs: number, done: number, expected: number): number | null {
  if (expected <= 0 || done <= 0 || done >= expected) return null;
  if (done / expected < leastShare || elapsedMs < leastMs) return null;
  return Math.round((elapsedMs / done) * (expected - done));
}

/** A wait that is over before it is read is not worth a word. */
const leastWaitMs = 2000;

export interface WaitWords {
  /** "Microsoft Graph asked us to wait 40 seconds" */
  readonly title: string;
  readonly meaning: string;
}

/**
 * What to say while a side makes the cycle wait; null: nobody does, or only for a moment. Entra ID is read through
 * Graph, which is what sets the limit.
 */
export function waitWords(waiting: CycleProgress['waiting'], targetName: string, now: number): WaitWords | null {
  if (waiting === null) return null;
  const ms = Date.parse(waiting.until) - now;
  if (ms < leastWaitMs) return null;
  return {
    title: `${waiting.side === 'source' ? 'Microsoft Graph' : targetName} asked us to wait ${roundedDuration(ms)}`,
    meaning: 'The cycle goes on by itself.',
  };
}

/** "20 seconds", "2 minutes": rounded up to what a person would say. */
export function roundedDuration(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds <= 10) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  if (seconds < 55) return `${Math.ceil(seconds / 10) * 10} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
