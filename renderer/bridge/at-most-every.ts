import { useCallback, useEffect, useRef } from 'react';

/** A call that runs at once and then at most every `ms` milliseconds; the last of a burst is never lost. */
export function useAtMostEvery(ms: number, run: () => void): () => void {
  const latest = useRef(run);
  latest.current = run;
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const again = useRef(false);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return useCallback(() => {
    if (timer.current !== null) {
      again.current = true;
      return;
    }
    latest.current();
    const rest = () => {
      timer.current = null;
      if (!again.current) return;
      again.current = false;
      latest.current();
      timer.current = setTimeout(rest, ms);
    };
    timer.current = setTimeout(rest, ms);
  }, [ms]);
}
