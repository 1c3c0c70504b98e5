/** How fast one target is talked to. All its requests pass here, repeats and redirects included. */
export interface Pace {
  /** Waits for a free place, for the end of a pause and for room in the running second. Call the answer to give the place back. */
  enter(signal: AbortSignal): Promise<() => void>;
  /** Nothing is sent for this long: a 429 or 503 speaks for the whole service, not for one request (scim-interop 1.15). */
  pause(ms: number): void;
}

export interface PaceOptions {
  /** 0: no limit. */
  readonly requestsPerSecond: number;
  readonly concurrency: number;
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The other side measures by its own clock and the network bunches requests together: the second is taken a little longer. */
const marginMs = 50;

export function openPace({ requestsPerSecond, concurrency, now, sleep }: PaceOptions): Pace {
  const perWindow = Math.max(1, Math.floor(requestsPerSecond));
  const windowMs = Math.max(1000, 1000 / requestsPerSecond) + marginMs;
  const recent: number[] = [];
  const waiting: (() => void)[] = [];
  let inUse = 0;
  let pausedUntil = 0;

  const waitMs = (): number => {
    const at = now();
    if (pausedUntil > at) return pausedUntil - at;
    if (requestsPerSecond <= 0) return 0;
    while (recent[0] !== undefined && recent[0] <= at - windowMs) recent.shift();
    const oldest = recent[0];
    return oldest === undefined || recent.length < perWindow ? 0 : Math.max(1, oldest + windowMs - at);
  };

  const takePlace = async (signal: AbortSignal): Promise<void> => {
    if (inUse < concurrency) {
      inUse += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const enter = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(signal.reason);
      };
      waiting.push(enter);
      signal.addEventListener('abort', leave, { once: true });
    });
  };

  // A place that is given back goes straight to the next in the queue.
  const giveBack = (): void => {
    const next = waiting.shift();
    if (next === undefined) inUse -= 1;
    else next();
  };

  return {
    async enter(signal) {
      signal.throwIfAborted();
      await takePlace(signal);
      try {
        for (let ms = waitMs(); ms > 0; ms = waitMs()) await sleep(ms, signal);
      } catch (error) {
        giveBack();
        throw error;
      }
      if (requestsPerSecond > 0) recent.push(now());
      return giveBack;
    },
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, now() + ms);
    },
  };
}
