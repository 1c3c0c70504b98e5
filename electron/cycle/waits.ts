import type { CycleProgress } from '../../shared/health/job-state';
import type { Sleep } from '../network/retry';

type Waiting = NonNullable<CycleProgress['waiting']>;

/** Who asked a job to wait (429, 503), and until when. Waiting is no failure: it is told and goes by. */
export interface Waits {
  /** From now, in milliseconds. */
  begin(side: Waiting['side'], ms: number): void;
  /** The one that lasts longest; null: nobody asked, or it is over. */
  current(): Waiting | null;
  listen(listener: () => void): () => void;
}

export function openWaits(now: () => number): Waits {
  const until: Record<Waiting['side'], number> = { source: 0, target: 0 };
  const listeners = new Set<() => void>();
  return {
    begin(side, ms) {
      until[side] = Math.max(until[side], now() + ms);
      for (const listener of listeners) listener();
    },
    current() {
      const side = until.source > until.target ? 'source' : 'target';
      return until[side] > now() ? { side, until: new Date(until[side]).toISOString() } : null;
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export interface WaitTeller {
  readonly waits: Waits;
  readonly now: () => number;
  readonly sleep: Sleep;
  /** Reports how things stand now. */
  readonly tell: () => void;
}

/** Many requests are told to wait in the same moment. */
const oncePerMs = 1000;

/**
 * Tells of a wait when it begins, when it grows and when it is over, at most once a second, until the answer is called:
 * nothing else happens meanwhile that would.
 */
export function tellOfWaits({ waits, now, sleep, tell }: WaitTeller): () => void {
  const ended = new AbortController();
  let toldAt = Number.NEGATIVE_INFINITY;
  let isTelling = false;

  async function follow(): Promise<void> {
    isTelling = true;
    try {
      let told: string | null = null;
      do {
        const pauseMs = toldAt + oncePerMs - now();
        if (pauseMs > 0) await sleep(pauseMs, ended.signal);
        const until = waits.current()?.until ?? null;
        if (until !== told) {
          toldAt = now();
          tell();
        }
        told = until;
        if (until !== null) await sleep(Math.min(oncePerMs, Date.parse(until) - now()), ended.signal);
      } while (told !== null);
    } finally {
      isTelling = false;
    }
  }

  const stopListening = waits.listen(() => {
    // Ended by the abort; or by a reader that failed, and then the cycle's own next report meets it as well.
    if (!isTelling) follow().catch(() => undefined);
  });
  return () => {
    stopListening();
    ended.abort(new Error('Nobody listens any more'));
  };
}
