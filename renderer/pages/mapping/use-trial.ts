import { useCallback, useEffect, useRef, useState } from 'react';
import type { ProblemWords } from '../../../shared/ipc/contract';
import type { AttributeMapping } from '../../../shared/mapping/rules';
import type { Trial } from '../../../shared/mapping/trial';
import { call } from '../../bridge/bridge';
import { useLive } from '../../bridge/live';
import { isComplete } from './use-mapping';

type Mappings = readonly AttributeMapping[];

export interface TrialRun {
  readonly running: boolean;
  readonly progress: { readonly done: number; readonly expected: number } | null;
  readonly trial: Trial | null;
  /** False where the mapping has been edited since. */
  readonly current: boolean;
  readonly problem: ProblemWords | null;
  readonly run: () => Promise<void>;
  readonly cancel: () => void;
}

/** A mapping tried on everyone, as often as is asked; only the answer to the last question counts. */
export function useTrial(job: string, mappings: Mappings): TrialRun {
  const [about, setAbout] = useState<Mappings | null>(null);
  const [running, setRunning] = useState(false);
  const [progress, setProgress] = useState<TrialRun['progress']>(null);
  const [trial, setTrial] = useState<Trial | null>(null);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const latest = useRef(0);
  const present = useRef(mappings);
  present.current = mappings;
  const busy = useRef(false);
  busy.current = running;

  useLive((event) => {
    if (event.kind === 'trial.progress' && event.job === job && busy.current)
      setProgress({ done: event.done, expected: event.expected });
  });

  const cancel = useCallback(() => {
    latest.current += 1;
    setRunning(false);
    void call('trial.cancel', { job });
  }, [job]);

  const run = useCallback(async () => {
    latest.current += 1;
    const mine = latest.current;
    const asked = present.current;
    if (busy.current) await call('trial.cancel', { job });
    setRunning(true);
    setProgress(null);
    const reply = await call('trial.run', { job, mappings: asked.filter(isComplete) });
    if (latest.current !== mine) return;
    setRunning(false);
    const wrong = reply.ok ? reply.value.problem : reply.error;
    setProblem(wrong);
    if (!reply.ok || wrong !== null || reply.value.trial === null) return;
    setTrial(reply.value.trial);
    setAbout(asked);
  }, [job]);

  // What nobody looks at any more is not worked on.
  useEffect(
    () => () => {
      latest.current += 1;
      if (busy.current) void call('trial.cancel', { job });
    },
    [job],
  );

  return { running, progress, trial, current: about === mappings, problem, run, cancel };
}
