/** So many places, shared by all that is going on in a cycle: what is decided on and what is sent. */
export interface Pool {
  /**
   * Works through items; the results keep the order of the items. The first rejection stops taking new items, waits for
   * those under way and is passed on, so that nothing goes on behind the caller's back.
   */
  run<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<readonly Result[]>;
}

export function openPool(size: number): Pool {
  const places = Math.max(1, size);
  const queue: (() => void)[] = [];
  let free = places;
  const enter = (): Promise<void> | undefined => {
    if (free === 0) return new Promise((resolve) => queue.push(resolve));
    free -= 1;
    return undefined;
  };
  // A place that is given back goes straight to the next in the queue.
  const leave = (): void => {
    const next = queue.shift();
    if (next === undefined) free += 1;
    else next();
  };

  return {
    async run<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>) {
      const results: Result[] = new Array(items.length);
      let next = 0;
      let stopped: { readonly error: unknown } | null = null;
      const worker = async (): Promise<void> => {
        while (stopped === null && next < items.length) {
          await enter();
          const index = next;
          next += 1;
          const item = items[index];
          try {
            if (stopped === null && item !== undefined) results[index] = await work(item);
          } catch (error) {
            stopped ??= { error };
          } finally {
            leave();
          }
        }
      };
      await Promise.all(Array.from({ length: Math.min(places, items.length) }, worker));
      if (stopped !== null) throw (stopped as { error: unknown }).error;
      return results;
    },
  };
}
