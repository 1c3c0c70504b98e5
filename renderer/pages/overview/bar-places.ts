export const dayMs = 24 * 3_600_000;

/** How far apart bars may stand, in per cent of the axis: as wide as looks well, down to what can still be told apart. */
const pitches = [2.4, 1.6, 1, 0.6, 0.34] as const;
/** Half an hour, in per cent of the axis: a bar further from its time than this would lie. */
const mostAside = 2;

export interface BarPlaces {
  /** What each bar has for itself, in per cent of the axis. */
  readonly pitch: number;
  /** The middle of each bar, in per cent of the axis, in the order of the times. */
  readonly middles: readonly number[];
}

/** Where an instant stands on the axis of the day that ends `now`, in per cent, with room for half a bar at both ends. */
export const placeOf = (at: number, now: number, pitch: number): number => {
  const share = Math.max(0, Math.min(1, (at - (now - dayMs)) / dayMs));
  return pitch / 2 + share * (100 - pitch);
};

/**
 * Bars stand where their time is. Where cycles come so close that their bars would cover each other, they stand side by
 * side, narrower rather than far from their time. `times`: ascending, in milliseconds.
 */
export function placeBars(times: readonly number[], now: number): BarPlaces {
  const least = Math.min(pitches[pitches.length - 1] ?? 100, 100 / Math.max(1, times.length));
  for (const pitch of pitches) {
    if (pitch < least) break;
    const wanted = times.map((at) => placeOf(at, now, pitch));
    const middles = sideBySide(wanted, pitch);
    if (middles.every((middle, index) => Math.abs(middle - (wanted[index] ?? middle)) <= mostAside)) {
      return { pitch, middles };
    }
  }
  const wanted = times.map((at) => placeOf(at, now, least));
  return { pitch: least, middles: sideBySide(wanted, least) };
}

/** Moves what overlaps to the right, and back from the end of the axis. */
function sideBySide(wanted: readonly number[], pitch: number): readonly number[] {
  const middles: number[] = [];
  for (const middle of wanted) middles.push(Math.max(middle, (middles[middles.length - 1] ?? -pitch) + pitch));
  let most = 100 - pitch / 2;
  for (let index = middles.length - 1; index >= 0; index -= 1) {
    const middle = Math.min(middles[index] ?? 0, most);
    middles[index] = middle;
    most = middle - pitch;
  }
  return middles;
}
