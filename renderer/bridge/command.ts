import { useCallback, useEffect, useRef, useState } from 'react';
import type { Reply, RequestOf, Verb } from '../../shared/ipc/contract';
import { call } from './bridge';

export interface Command<V extends Verb> {
  readonly run: (request: RequestOf<V>) => Promise<Reply<V>>;
  readonly running: boolean;
}

/** A call that the admin starts: run when asked, never repeated. The reply is the caller's to show. */
export function useCommand<V extends Verb>(verb: V): Command<V> {
  const [running, setRunning] = useState(0);
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  const run = useCallback(
    async (request: RequestOf<V>) => {
      setRunning((before) => before + 1);
      const reply = await call(verb, request);
      if (mounted.current) setRunning((before) => before - 1);
      return reply;
    },
    [verb],
  );
  return { run, running: running > 0 };
}
