import { useCallback, useEffect, useRef, useState } from 'react';
import type { ProblemWords } from '../../../shared/ipc/contract';
import type { DraftScope, ScopeCount, ScopeFault } from '../../../shared/ipc/scope-calls';
import { call } from '../../bridge/bridge';

/** How long typing rests before it is counted. */
const restMs = 300;

export interface Count {
  /** The last number there was; it stays, marked stale, until the next one is there. */
  readonly counted: ScopeCount | null;
  readonly stale: boolean;
  readonly waiting: boolean;
  /** Of what stands there now; [] until it was looked at. */
  readonly faults: readonly ScopeFault[];
  readonly problem: ProblemWords | null;
  readonly refresh: () => void;
}

interface Known {
  readonly key: string;
  readonly counted: ScopeCount | null;
  readonly countedKey: string;
  readonly faults: readonly ScopeFault[];
  readonly problem: ProblemWords | null;
}

/** Counts an edited scope in the main process, with the first people who fit the search. */
export function useCount(job: string, scope: DraftScope | null, search: string, rows: number): Count {
  const [turn, setTurn] = useState(0);
  const key = scope === null ? '' : JSON.stringify([scope, search, turn]);
  const [known, setKnown] = useState<Known>({ key: '', counted: null, countedKey: '', faults: [], problem: null });
  const latest = useRef({ scope, search });
  latest.current = { scope, search };
  const first = useRef(true);

  useEffect(() => {
    if (key === '') return;
    let wanted = true;
    const timer = setTimeout(
      async () => {
        const { scope: asked, search: text } = latest.current;
        if (asked === null) return;
        const reply = await call('scope.count', { job, scope: asked, search: text, offset: 0, limit: rows });
        if (!wanted) return;
        setKnown((before) => {
          if (!reply.ok) return { ...before, key, problem: reply.error, faults: [] };
          const { counted, faults, problem } = reply.value;
          return counted === null
            ? { ...before, key, faults, problem }
            : { key, counted, countedKey: key, faults, problem };
        });
      },
      first.current ? 0 : restMs,
    );
    first.current = false;
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [job, key, rows]);

  const refresh = useCallback(() => setTurn((before) => before + 1), []);
  const settled = known.key === key && key !== '';
  return {
    counted: known.counted,
    stale: known.countedKey !== key,
    waiting: !settled,
    faults: known.faults,
    problem: settled ? known.problem : null,
    refresh,
  };
}
