import { useEffect, useRef, useState } from 'react';
import { call } from '../../bridge/bridge';
import type { PlanGroup } from '../../words/plan';

/**
 * People left out of this run, with what they are left out of. Another plan keeps the choice for those who are in it, and
 * forgets the others: nobody is left out unseen.
 */
export function useLeftOut(
  job: string,
  madeAt: string | null,
): {
  readonly people: ReadonlyMap<string, PlanGroup>;
  /** Answers whether the person is left out now. */
  readonly toggle: (id: string, group: PlanGroup) => boolean;
} {
  const [people, setPeople] = useState<ReadonlyMap<string, PlanGroup>>(new Map());
  const latest = useRef(people);
  latest.current = people;
  const checkedFor = useRef(madeAt);

  useEffect(() => {
    if (madeAt === null || madeAt === checkedFor.current) return;
    checkedFor.current = madeAt;
    let wanted = true;
    const check = async () => {
      const kept = new Map<string, PlanGroup>();
      for (const id of latest.current.keys()) {
        const reply = await call('plan.rows', { job, action: 'all', text: id, offset: 0, limit: 1 });
        const row = reply.ok ? reply.value.rows[0] : undefined;
        if (row === undefined || row.status === 'skipped' || row.status === 'failed' || row.action === 'none') continue;
        kept.set(id, row.status === 'held' ? 'skipped' : row.action);
      }
      if (wanted) setPeople(kept);
    };
    if (latest.current.size > 0) void check();
    return () => {
      wanted = false;
    };
  }, [job, madeAt]);

  return {
    people,
    toggle: (id, group) => {
      const next = new Map(latest.current);
      const isOut = !next.delete(id);
      if (isOut) next.set(id, group);
      setPeople(next);
      return isOut;
    },
  };
}
