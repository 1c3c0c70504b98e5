import type { SecretName } from '../../shared/log/problem';
import { failure, type Outcome, success } from '../../shared/outcome';
import { openKeychainLine } from './ask-keychain';
import type { KeychainQuestion } from './keychain-protocol';
import { joinSecret, type PartsHead, readHead, splitSecret } from './secret-parts';
import type { SpawnKeychain } from './spawn-keychain';

export type KeychainState = 'set' | 'missing' | 'locked' | 'unavailable';

/** The OS keychain: service `inseam`, account `<job>/<name>`. */
export interface Keychain {
  /** null: there is none. */
  get(job: string, name: SecretName): Promise<Outcome<string | null>>;
  /** Stored, read back and compared. */
  set(job: string, name: SecretName, value: string): Promise<Outcome<void>>;
  clear(job: string, name: SecretName): Promise<Outcome<void>>;
  /** Never shows a prompt and never reads the secret where the system can tell without. */
  state(job: string, name: SecretName): Promise<KeychainState>;
  /** May show the system's prompt: only for somebody who asked for it. */
  unlock(): Promise<Outcome<void>>;
  close(): void;
}

export interface KeychainOptions {
  readonly spawn: SpawnKeychain;
  readonly timeoutMs?: number;
  /** While a human may be typing a password. */
  readonly promptTimeoutMs?: number;
}

export function openKeychain({ spawn, timeoutMs = 10_000, promptTimeoutMs = 120_000 }: KeychainOptions): Keychain {
  const line = openKeychainLine(spawn);
  const ask = (question: KeychainQuestion) => line.ask(question, timeoutMs);

  async function read(account: string): Promise<Outcome<string | null>> {
    const outcome = await ask({ kind: 'get', account });
    if (!outcome.ok) return outcome;
    return success(outcome.value.kind === 'value' ? outcome.value.value : null);
  }

  async function act(question: KeychainQuestion): Promise<Outcome<void>> {
    const outcome = await line.ask(question, question.kind === 'get' ? timeoutMs : promptOrTime(question));
    return outcome.ok ? success(undefined) : outcome;
  }

  // Storing the very first entry of a fresh keyring lets the user choose its password.
  const promptOrTime = (question: KeychainQuestion): number =>
    question.kind === 'unlock' || question.kind === 'set' ? promptTimeoutMs : timeoutMs;

  async function readParts(account: string, head: PartsHead, name: SecretName): Promise<Outcome<string>> {
    const parts: (string | null)[] = [];
    for (let number = 1; number <= head.parts; number += 1) {
      const part = await read(`${account}.${number}`);
      if (!part.ok) return part;
      parts.push(part.value);
    }
    const value = joinSecret(head, parts);
    if (value !== null) return success(value);
    return failure({ kind: 'secret-unusable', name, detail: 'What the keychain holds is damaged. Set it again.' });
  }

  /** Removes parts from this number on: those of a longer secret that was there before. */
  async function clearParts(account: string, from: number): Promise<Outcome<void>> {
    for (let number = from; ; number += 1) {
      const part = await read(`${account}.${number}`);
      if (!part.ok) return part;
      if (part.value === null) return success(undefined);
      const cleared = await act({ kind: 'delete', account: `${account}.${number}` });
      if (!cleared.ok) return cleared;
    }
  }

  const keychain: Keychain = {
    async get(job, name) {
      const account = `${job}/${name}`;
      const entry = await read(account);
      if (!entry.ok || entry.value === null) return entry;
      const head = readHead(entry.value);
      return head === null ? entry : await readParts(account, head, name);
    },

    async set(job, name, value) {
      const detail = unusable(value);
      if (detail !== null) return failure({ kind: 'secret-unusable', name, detail });
      const account = `${job}/${name}`;
      const split = splitSecret(value);
      const parts = split.kind === 'parts' ? split.parts : [];
      // The head last: until it is there, the parts are nothing.
      for (const [index, part] of parts.entries()) {
        const stored = await act({ kind: 'set', account: `${account}.${index + 1}`, value: part });
        if (!stored.ok) return stored;
      }
      const entry = split.kind === 'parts' ? split.head : split.value;
      const stored = await act({ kind: 'set', account, value: entry });
      if (!stored.ok) return stored;
      const cleared = await clearParts(account, parts.length + 1);
      if (!cleared.ok) return cleared;
      const back = await keychain.get(job, name);
      if (!back.ok) return back;
      if (back.value === value) return success(undefined);
      await keychain.clear(job, name);
      return failure({
        kind: 'secret-unusable',
        name,
        detail: 'The keychain gave back another value than was stored.',
      });
    },

    async clear(job, name) {
      const account = `${job}/${name}`;
      const cleared = await act({ kind: 'delete', account });
      return cleared.ok ? await clearParts(account, 1) : cleared;
    },

    async state(job, name) {
      const outcome = await ask({ kind: 'state', account: `${job}/${name}` });
      if (outcome.ok) return outcome.value.kind === 'state' ? outcome.value.state : 'unavailable';
      return outcome.problem.kind === 'keychain-locked' ? 'locked' : 'unavailable';
    },

    unlock: () => act({ kind: 'unlock' }),
    close: () => line.close(),
  };
  return keychain;
}

/** Values that a keychain would store as something else: it cuts at a NUL and replaces half a surrogate pair. */
function unusable(value: string): string | null {
  if (value === '') return 'It is empty.';
  if (value.includes('\0')) return 'It holds a NUL character.';
  if (/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(value))
    return 'It holds half a character (a lone surrogate).';
  return null;
}
