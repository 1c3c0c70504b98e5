import { useCallback, useEffect, useRef, useState } from 'react';
import type { ProblemWords, SightView } from '../../../shared/ipc/contract';
import type { StepName } from '../../../shared/log/log-row';
import { call } from '../../bridge/bridge';
import { useLive } from '../../bridge/live';

export interface SightState {
  /** null: still looking, or nobody is chosen. */
  readonly sight: SightView | null;
  /** The main process gave no answer at all. */
  readonly error: ProblemWords | null;
  readonly doing: 'nothing' | 'looking' | 'writing';
  /** The step that is under way; null: none was begun. */
  readonly step: StepName | null;
  /** The sight is a new one, because what was to be done is no longer what was shown. */
  readonly stale: boolean;
  readonly look: () => void;
  readonly write: () => void;
}

interface Known {
  readonly sight: SightView | null;
  readonly error: ProblemWords | null;
  readonly doing: SightState['doing'];
  readonly step: SightState['step'];
  readonly stale: boolean;
}

const nothing: Known = { sight: null, error: null, doing: 'nothing', step: null, stale: false };

/** Looks at a person as soon as one is chosen, and does what was seen when asked. */
export function useSight(job: string, personId: string | null): SightState {
  const [known, setKnown] = useState<Known>(nothing);
  /** Only the last question counts. */
  const turn = useRef(0);

  const look = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    if (personId === null) {
      setKnown(nothing);
      return;
    }
    setKnown({ ...nothing, doing: 'looking' });
    const reply = await call('provision.look', { job, personId });
    if (mine !== turn.current) return;
    setKnown({
      ...nothing,
      sight: reply.ok ? reply.value.sight : null,
      error: reply.ok ? null : reply.error,
    });
  }, [job, personId]);

  useEffect(() => {
    void look();
    return () => {
      turn.current += 1;
    };
  }, [look]);

  const token = known.sight?.token ?? null;
  const write = useCallback(async () => {
    if (personId === null || token === null) return;
    turn.current += 1;
    const mine = turn.current;
    setKnown((before) => ({ ...before, doing: 'writing', step: null, stale: false }));
    const reply = await call('provision.do', { job, personId, token });
    if (mine !== turn.current) return;
    setKnown(
      reply.ok
        ? { ...nothing, sight: reply.value.sight, stale: reply.value.stale }
        : { ...nothing, error: reply.error },
    );
  }, [job, personId, token]);

  useLive((event) => {
    if (event.kind !== 'provision.step' || event.job !== job || event.personId !== personId) return;
    setKnown((before) => (before.doing === 'nothing' ? before : { ...before, step: event.step }));
  });

  return { ...known, look: () => void look(), write: () => void write() };
}
