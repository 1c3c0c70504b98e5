import { useCallback, useEffect, useRef, useState } from 'react';
import type { ProblemWords } from '../../../shared/ipc/contract';
import { call } from '../../bridge/bridge';
import { useLive } from '../../bridge/live';
import { type Query, useQuery } from '../../bridge/query';
import { useNow } from '../../parts/now';

export interface Planning {
  readonly done: number;
  readonly expected: number;
}

/** The last plan as the main process keeps it, and the making of another one, which leaving the page cancels. */
export function usePlanPage(job: string): {
  readonly known: Query<'plan.summary'>;
  /** People who changed since: what Inseam decided, or what Microsoft Entra ID tells. */
  readonly changedSince: number;
  readonly planning: Planning | null;
  readonly problem: ProblemWords | null;
  readonly make: (full: boolean) => void;
  readonly cancel: () => void;
} {
  const known = useQuery('plan.summary', { job });
  const now = useNow();
  const madeAt = known.value?.summary?.madeAt ?? null;
  // Looked for when the plan is opened, and then once a minute while it is seen.
  const look = useQuery('plan.look', madeAt === null ? null : { job, madeAt });
  const lookedAt = useRef(now);
  useEffect(() => {
    if (lookedAt.current === now) return;
    lookedAt.current = now;
    look.refresh();
  }, [now, look.refresh]);
  const inEntra = madeAt === null || look.stale ? 0 : (look.value?.people ?? 0);
  const [planning, setPlanning] = useState<Planning | null>(null);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const turn = useRef(0);
  const isPlanning = useRef(false);
  isPlanning.current = planning !== null;
  useEffect(
    () => () => {
      turn.current += 1;
      if (isPlanning.current) void call('plan.cancel', { job });
    },
    [job],
  );

  useLive((event) => {
    if (event.kind === 'plan.progress' && event.job === job)
      setPlanning((before) => (before === null ? null : { done: event.done, expected: event.expected }));
    // A cycle that began spends the plan; a changed mapping makes it one of other rules.
    if (event.kind === 'job.state' && event.state.job === job) known.refresh();
  });

  const make = useCallback(
    async (full: boolean) => {
      turn.current += 1;
      const mine = turn.current;
      setPlanning({ done: 0, expected: 0 });
      setProblem(null);
      const reply = await call('plan.make', { job, full });
      if (turn.current !== mine) return;
      setPlanning(null);
      setProblem(reply.ok ? reply.value.problem : reply.error);
      known.refresh();
    },
    [job, known.refresh],
  );
  const cancel = useCallback(() => {
    turn.current += 1;
    setPlanning(null);
    void call('plan.cancel', { job });
  }, [job]);

  const changedSince = Math.max(known.value?.since.people ?? 0, inEntra);
  return { known, changedSince, planning, problem, make: (full) => void make(full), cancel };
}
