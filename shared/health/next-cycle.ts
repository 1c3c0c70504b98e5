const minute = 60_000;
const day = 24 * 60 * minute;

export interface ScheduleState {
  readonly enabled: boolean;
  readonly intervalMinutes: number;
  /** ISO instant, or null: not paused. A far-off instant stands for "until I resume". */
  readonly pausedUntil: string | null;
  /** When the last cycle began, in milliseconds; null: none yet. */
  readonly lastStartedAt: number | null;
  /** Cycles in a row that found no way to work (quarantine). */
  readonly quarantinedCycles: number;
  /** When the job is given up, in milliseconds; null: it stands in no quarantine. */
  readonly givenUpAt: number | null;
}

/** In quarantine the interval doubles with every try up to a day (Microsoft, "quarantine status"). */
export function intervalMs(intervalMinutes: number, quarantinedCycles: number): number {
  const base = intervalMinutes * minute;
  return Math.max(base, Math.min(day, base * 2 ** Math.min(quarantinedCycles, 12)));
}

/** When the next cycle is due, in milliseconds; null: never by itself. Missed cycles are made up for once, not each. */
export function nextCycleAt(state: ScheduleState, now: number): number | null {
  if (!state.enabled) return null;
  const paused = state.pausedUntil === null ? 0 : Date.parse(state.pausedUntil);
  const interval = intervalMs(state.intervalMinutes, state.quarantinedCycles);
  const last = state.lastStartedAt;
  // A last cycle that lies far ahead began while the clock was wrong: nobody waits for it.
  const due = last === null || last > now + interval ? now : last + interval;
  const next = Math.max(due, paused, now);
  return state.givenUpAt !== null && next >= state.givenUpAt ? null : next;
}

/** The instant that stands for "paused until I resume". */
export const untilResumed = '9999-12-31T00:00:00.000Z';
