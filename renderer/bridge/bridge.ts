import type { Bridge, Reply, RequestOf, Verb } from '../../shared/ipc/contract';
import { noAnswer } from '../words/shell';

declare global {
  interface Window {
    /** Put there by the preload; the whole of what the window can ask of the main process. */
    readonly inseam: Bridge;
  }
}

/** Asks the main process. Never rejects: a main process that is gone is an answer too, in words. */
export async function call<V extends Verb>(verb: V, request: RequestOf<V>): Promise<Reply<V>> {
  const done = watchForSilence(verb);
  try {
    return await window.inseam.call(verb, request);
  } catch {
    return { ok: false, error: noAnswer };
  } finally {
    done();
  }
}

/** How long an answer that needs no network may take before the window says that it is waiting. */
const silenceMs = 5000;
/** These wait for a network or for a person, so that a long answer says nothing about the main process. */
const slowByNature =
  /^(source|target|plan|secret|undo|schema|trial|scope\.count|(log|history|people)\.export|people\.retryNow|person\.explain|job\.(sendTestMail|createSample))/;

let late = 0;
let lastAnswerAt = Date.now();
const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};

function watchForSilence(verb: Verb): () => void {
  if (slowByNature.test(verb)) return () => {};
  let counted = false;
  const timer = setTimeout(() => {
    counted = true;
    late += 1;
    tell();
  }, silenceMs);
  return () => {
    clearTimeout(timer);
    lastAnswerAt = Date.now();
    if (!counted) return;
    late -= 1;
    tell();
  };
}

/** For `useSyncExternalStore`: when the main process has been silent, the instant (ms) of its last answer; else null. */
export const silence = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  since: (): number | null => (late > 0 ? lastAnswerAt : null),
};
