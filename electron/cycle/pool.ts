/**
 * Works through items with so many at a time; the results keep the order of the items. The first rejection stops
 * taking new items, waits for those under way and is passed on, so that nothing goes on behind the caller's back.
 */
export async function inPool<Item, Result>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = new Array(items.length);
  let next = 0;
  let stopped: { readonly error: unknown } | null = null;
  const worker = async (): Promise<void> => {
    while (stopped === null && next < items.length) {
      const index = next;
      next += 1;
      const item = items[index];
      if (item === undefined) continue;
      try {
        results[index] = await work(item);
      } catch (error) {
        stopped ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(concurrency, items.length)) }, worker));
  if (stopped !== null) throw (stopped as { error: unknown }).error;
  return results;
}
