import { useCallback, useEffect, useRef, useState } from 'react';
import type { ProblemWords, RequestOf, ResponseOf, Verb } from '../../shared/ipc/contract';
import { call } from './bridge';

/** What a page knows of an answer. A value stays while the next one is awaited, so that nothing jumps. */
export interface Query<V extends Verb> {
  readonly value: ResponseOf<V> | null;
  readonly error: ProblemWords | null;
  /** True while the present request has no answer yet. */
  readonly waiting: boolean;
  /** True while `value` answers an earlier request than the present one. */
  readonly stale: boolean;
  /** Asks again. Calls that come while an answer is awaited become one. */
  readonly refresh: () => void;
}

interface Known<V extends Verb> {
  readonly key: string | null;
  readonly value: ResponseOf<V> | null;
  readonly error: ProblemWords | null;
  readonly waiting: boolean;
}

/** Asks at once and whenever the request changes. A null request asks nothing. */
export function useQuery<V extends Verb>(verb: V, request: RequestOf<V> | null): Query<V> {
  const key = request === null ? null : JSON.stringify(request);
  const [known, setKnown] = useState<Known<V>>({ key: null, value: null, error: null, waiting: key !== null });
  const latest = useRef(request);
  latest.current = request;
  const ask = useRef<() => void>(() => {});

  useEffect(() => {
    if (key === null) {
      ask.current = () => {};
      return;
    }
    let wanted = true;
    let asking = false;
    let again = false;
    const askUntilSettled = async () => {
      if (asking) {
        again = true;
        return;
      }
      asking = true;
      do {
        again = false;
        const asked = latest.current;
        if (asked === null) break;
        setKnown((before) => ({ ...before, waiting: true }));
        const reply = await call(verb, asked);
        if (!wanted) return;
        setKnown((before) =>
          reply.ok
            ? { key, value: reply.value, error: null, waiting: again }
            : { ...before, error: reply.error, waiting: again },
        );
      } while (again);
      asking = false;
    };
    ask.current = () => void askUntilSettled();
    ask.current();
    return () => {
      wanted = false;
    };
  }, [verb, key]);

  const refresh = useCallback(() => ask.current(), []);
  return {
    value: known.value,
    error: known.error,
    waiting: known.waiting || (key !== null && known.key === null && known.error === null),
    stale: known.value !== null && known.key !== key,
    refresh,
  };
}
