import { useCallback, useEffect, useRef, useState } from 'react';
import type { PlanRow, PlanSummary, ProblemWords, RequestOf } from '../../../shared/ipc/contract';
import { call } from '../../bridge/bridge';
import { useLive } from '../../bridge/live';

export type PlanState =
  | { readonly kind: 'none'; readonly problem: ProblemWords | null }
  | { readonly kind: 'planning'; readonly done: number; readonly expected: number }
  | { readonly kind: 'made'; readonly summary: PlanSummary };

/** Makes a plan as soon as the step is opened: nothing is written by it. Leaving cancels it. */
export function usePlan(job: string): {
  readonly plan: PlanState;
  readonly make: () => void;
  readonly cancel: () => void;
} {
  const [plan, setPlan] = useState<PlanState>({ kind: 'none', problem: null });
  const turn = useRef(0);

  useLive((event) => {
    if (event.kind !== 'plan.progress' || event.job !== job) return;
    setPlan((before) =>
      before.kind === 'planning' ? { kind: 'planning', done: event.done, expected: event.expected } : before,
    );
  });

  const make = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    setPlan({ kind: 'planning', done: 0, expected: 0 });
    const reply = await call('plan.make', { job, full: true });
    if (turn.current !== mine) return;
    if (!reply.ok) setPlan({ kind: 'none', problem: reply.error });
    else if (reply.value.summary === null) setPlan({ kind: 'none', problem: reply.value.problem });
    else setPlan({ kind: 'made', summary: reply.value.summary });
  }, [job]);

  const cancel = useCallback(() => {
    turn.current += 1;
    setPlan({ kind: 'none', problem: null });
    void call('plan.cancel', { job });
  }, [job]);

  const latest = useRef(plan);
  latest.current = plan;
  useEffect(() => {
    void make();
    return () => {
      turn.current += 1;
      if (latest.current.kind === 'planning') void call('plan.cancel', { job });
    };
  }, [make, job]);

  const start = useCallback(() => void make(), [make]);
  return { plan, make: start, cancel };
}

export type PlanFilter = RequestOf<'plan.rows'>['action'];

const rowsAtOnce = 100;

/** The rows of one kind, a page at a time. */
export function usePlanRows(
  job: string,
  action: PlanFilter | null,
  madeAt: string,
): {
  readonly rows: readonly PlanRow[];
  readonly total: number;
  readonly problem: ProblemWords | null;
  readonly more: () => void;
} {
  const key = `${action ?? ''} ${madeAt}`;
  const [known, setKnown] = useState<{
    readonly key: string;
    readonly rows: readonly PlanRow[];
    readonly total: number;
  }>({
    key: '',
    rows: [],
    total: 0,
  });
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const wanted = useRef(key);
  wanted.current = key;

  const read = useCallback(
    async (offset: number) => {
      if (action === null) return;
      const asked = `${action} ${madeAt}`;
      const reply = await call('plan.rows', { job, action, offset, limit: rowsAtOnce });
      if (wanted.current !== asked) return;
      setProblem(reply.ok ? null : reply.error);
      if (!reply.ok) return;
      const { rows, total } = reply.value;
      setKnown((before) => ({
        key: asked,
        total,
        rows: offset === 0 || before.key !== asked ? rows : [...before.rows.slice(0, offset), ...rows],
      }));
    },
    [job, action, madeAt],
  );
  useEffect(() => {
    void read(0);
  }, [read]);

  const rows = known.key === key ? known.rows : [];
  return { rows, total: known.key === key ? known.total : 0, problem, more: () => void read(rows.length) };
}
