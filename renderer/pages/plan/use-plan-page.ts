import { useCallback, useEffect, useRef, useState } from 'react';
import type { ProblemWords } from '../../../shared/ipc/contract';
import { call } from '../../bridge/bridge';
import { useLive } from '../../bridge/live';
import { type Query, useQuery } from '../../bridge/query';

export interface Planning {
  readonly done: number;
  readonly expected: number;
}

/** The last plan as the main process keeps it, and the making of another one, which leaving the page cancels. */
export function usePlanPage(job: string): {
  readonly known: Query<'plan.summary'>;
  readonly planning: Planning | null;
  readonly problem: ProblemWords | null;
  readonly make: (full: boolean) => void;
  readonly cancel: () => void;
} {
  const known = useQuery('plan.summary', { job });
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

  return { known, planning, problem, make: (full) => void make(full), cancel };
}
