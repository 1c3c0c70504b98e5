import { useEffect, useState } from 'react';
import type { Condition } from '../../../shared/health/job-state';

/**
 * The moment to tell a wait from: when it was first heard of, so that "40 seconds" stands still while somebody reads
 * it, and then its end, should nothing be heard of that. Without a wait it is `now`.
 */
export function useWaitNow(condition: Condition | null, now: number): number {
  const until = condition?.kind === 'running' ? (condition.progress.waiting?.until ?? null) : null;
  const [heard, setHeard] = useState<{ readonly until: string; readonly at: number } | null>(null);
  useEffect(() => {
    if (until === null) return setHeard(null);
    const at = Date.now();
    const end = Date.parse(until);
    setHeard({ until, at });
    const timer = setTimeout(() => setHeard({ until, at: end }), Math.max(0, end - at));
    return () => clearTimeout(timer);
  }, [until]);
  if (until === null) return now;
  return heard?.until === until ? heard.at : Date.now();
}
