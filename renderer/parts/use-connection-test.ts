import { useCallback, useEffect, useRef, useState } from 'react';
import type { CheckResult, ProblemWords, Reply, RungView } from '../../shared/ipc/contract';
import { useLive } from '../bridge/live';

export type TestSide = 'source' | 'target';

export interface RunningTest {
  readonly running: boolean;
  /** As they climb, then as they ended; null: not tested since the last edit. */
  readonly rungs: readonly RungView[] | null;
  readonly result: CheckResult | null;
  /** The test itself could not be run. */
  readonly error: ProblemWords | null;
  readonly start: (run: () => Promise<Reply<'target.test'>>) => Promise<CheckResult | null>;
  /** A field was edited: what was tested is not what stands there any more. */
  readonly reset: () => void;
}

interface Known {
  readonly running: boolean;
  readonly rungs: readonly RungView[] | null;
  readonly result: CheckResult | null;
  readonly error: ProblemWords | null;
}

const nothing: Known = { running: false, rungs: null, result: null, error: null };

/** Test Connection of one side: the rungs arrive live, the answer with the reply. An answer that is too late is dropped. */
export function useConnectionTest(job: string, side: TestSide): RunningTest {
  const [known, setKnown] = useState<Known>(nothing);
  const turn = useRef(0);
  useEffect(
    () => () => {
      turn.current += 1;
    },
    [],
  );

  useLive((event) => {
    if (event.kind !== 'check.rungs' || event.job !== job || event.side !== side) return;
    setKnown((before) => (before.running ? { ...before, rungs: event.rungs } : before));
  });

  const start = useCallback(async (run: () => Promise<Reply<'target.test'>>) => {
    turn.current += 1;
    const mine = turn.current;
    setKnown({ ...nothing, running: true });
    const reply = await run();
    if (turn.current !== mine) return null;
    if (!reply.ok) {
      setKnown({ ...nothing, error: reply.error });
      return null;
    }
    setKnown({ running: false, rungs: reply.value.rungs, result: reply.value, error: null });
    return reply.value;
  }, []);

  const reset = useCallback(() => {
    turn.current += 1;
    setKnown(nothing);
  }, []);

  return { ...known, start, reset };
}
