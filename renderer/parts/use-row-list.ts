import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';

/**
 * The rows of a grid, drawn only where they are seen, with one stop of the Tab key. Its arrows, Home, End and the page
 * keys move the stop; its row, marked by `data-index`, takes the focus once it is drawn. Heights are in pixels.
 */
export function useRowList(of: {
  readonly total: number;
  readonly heightOf: (index: number) => number;
  /** By which the page keys reckon how many rows are seen. */
  readonly usualHeight: number;
  /** How many of the rows that are seen a page key keeps in view. */
  readonly kept?: number;
}) {
  const { total, heightOf, usualHeight, kept = 1 } = of;
  const scroll = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const [active, setActive] = useState(0);
  /** The row that is to take the focus once it is drawn. */
  const focusWanted = useRef<number | null>(null);
  const stop = Math.min(active, Math.max(0, total - 1));
  const list = useVirtualizer({
    count: total,
    getScrollElement: () => scroll.current,
    estimateSize: heightOf,
    overscan: 8,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return shown.includes(stop) ? shown : [...shown, stop].sort((a, b) => a - b);
    },
  });
  useEffect(() => {
    if (focusWanted.current !== stop) return;
    const row = grid.current?.querySelector<HTMLElement>(`[data-index="${stop}"]`);
    if (row === null || row === undefined) return;
    focusWanted.current = null;
    row.focus({ preventScroll: true });
  });

  /** Where the key leads, before it is moved there; null: it is not one of the list's keys. */
  const keyTarget = (event: KeyboardEvent): number | null => {
    const onPage = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / usualHeight) - kept);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: stop + 1,
      ArrowUp: stop - 1,
      PageDown: stop + onPage,
      PageUp: stop - onPage,
      Home: 0,
      End: total - 1,
    };
    const to = moves[event.key];
    return to === undefined ? null : Math.max(0, Math.min(total - 1, to));
  };
  const moveTo = (index: number): void => {
    focusWanted.current = index;
    setActive(index);
    list.scrollToIndex(index, { align: 'auto' });
  };
  return {
    scroll,
    grid,
    list,
    stop,
    setActive,
    keyTarget,
    moveTo,
    first: list.range?.startIndex ?? 0,
    last: list.range?.endIndex ?? 0,
  };
}
