import type { Problem } from '../../shared/log/problem';
import { failure, type Outcome, success } from '../../shared/outcome';
import type { KeychainAnswer, KeychainQuestion } from './keychain-protocol';
import type { KeychainProcess, SpawnKeychain } from './spawn-keychain';

/** Asks the keychain's process, one question after the other; starts it when it is needed and kills it when it hangs. */
export interface KeychainLine {
  ask(question: KeychainQuestion, timeoutMs: number): Promise<Outcome<KeychainAnswer>>;
  close(): void;
}

export function openKeychainLine(spawn: SpawnKeychain): KeychainLine {
  let child: KeychainProcess | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let nextId = 1;
  let waiting: { readonly id: number; readonly settle: (outcome: Outcome<KeychainAnswer>) => void } | null = null;

  return {
    ask(question, timeoutMs) {
      const answered = last.then(() => askNow(question, timeoutMs));
      last = answered;
      return answered;
    },
    close() {
      child?.kill();
      child = null;
      waiting?.settle(failure({ kind: 'keychain-unavailable', detail: 'Inseam is closing.' }));
    },
  };

  function askNow(question: KeychainQuestion, timeoutMs: number): Promise<Outcome<KeychainAnswer>> {
    return new Promise((resolve) => {
      const id = nextId++;
      const timer = setTimeout(() => {
        child?.kill();
        child = null;
        settle(failure({ kind: 'keychain-silent', waitedMs: timeoutMs }));
      }, timeoutMs);
      const settle = (outcome: Outcome<KeychainAnswer>): void => {
        clearTimeout(timer);
        waiting = null;
        resolve(outcome);
      };
      waiting = { id, settle };
      try {
        child ??= start();
        child.send({ id, question });
      } catch (error) {
        settle(unavailable(error instanceof Error ? error.message : String(error)));
      }
    });
  }

  function start(): KeychainProcess {
    const started = spawn();
    started.onReply(({ id, answer }) => {
      if (waiting?.id === id) waiting.settle(asOutcome(answer));
    });
    started.onEnd((detail) => {
      // One that was killed for hanging ends later than its successor may have begun.
      if (child !== started) return;
      child = null;
      waiting?.settle(unavailable(detail));
    });
    return started;
  }
}

const unavailable = (detail: string): { ok: false; problem: Problem } =>
  failure({ kind: 'keychain-unavailable', detail });

function asOutcome(answer: KeychainAnswer): Outcome<KeychainAnswer> {
  if (answer.kind === 'locked') return failure({ kind: 'keychain-locked' });
  return answer.kind === 'unavailable' ? unavailable(answer.detail) : success(answer);
}
