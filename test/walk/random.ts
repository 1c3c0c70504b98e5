/** Chance that can be had again: the same seed gives the same walk on every machine (mulberry32). */
export interface Chance {
  /** A whole number from 0 to `below` - 1. */
  int(below: number): number;
  between(least: number, most: number): number;
  /** True so many times in a hundred. */
  percent(times: number): boolean;
  /** One of the list; the list must not be empty. */
  pick<T>(list: readonly T[]): T;
  some<T>(list: readonly T[], most: number): T[];
}

export function chance(seed: number): Chance {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const self: Chance = {
    int: (below) => Math.floor(next() * below),
    between: (least, most) => least + self.int(most - least + 1),
    percent: (times) => next() * 100 < times,
    pick<T>(list: readonly T[]): T {
      if (list.length === 0) throw new Error('There is nothing to choose from');
      return list[self.int(list.length)] as T;
    },
    some<T>(list: readonly T[], most: number): T[] {
      const left = [...list];
      const taken: T[] = [];
      while (taken.length < most && left.length > 0) taken.push(...left.splice(self.int(left.length), 1));
      return taken;
    },
  };
  return self;
}
