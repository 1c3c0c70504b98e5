import type { SecretState } from '../../shared/ipc/contract';
import type { SecretName } from '../../shared/log/problem';
import { failure, type Outcome, success } from '../../shared/outcome';
import type { Keychain } from './keychain';
import { Secret } from './secret';

/** Where a job's secrets come from: a variable first, then what is kept for this run, then the keychain. */
export interface Secrets {
  /** null: there is none. */
  get(job: string, name: SecretName): Promise<Outcome<Secret | null>>;
  set(job: string, name: SecretName, value: string, options: { readonly thisRunOnly: boolean }): Promise<Outcome<void>>;
  /** Forgets what is kept for this run and in the keychain; a variable stays. */
  clear(job: string, name: SecretName): Promise<Outcome<void>>;
  state(job: string, name: SecretName): Promise<SecretState>;
  unlock(): Promise<Outcome<void>>;
  /** Names of the secrets that came by a variable. */
  readonly fromVariables: readonly SecretName[];
  /** Puts what came by a variable into the keychain for this job. Stops at the first that cannot be stored. */
  keepVariables(job: string): Promise<Outcome<readonly SecretName[]>>;
  close(): void;
}

export interface SecretsOptions {
  /** `process.env`: the variables are taken out of it, so that no child inherits them. */
  readonly env: NodeJS.ProcessEnv;
  readonly keychain: Keychain;
  /** Hears of every secret, so that no text that leaves the process can hold one. */
  readonly register?: (value: string) => void;
}

export const secretVariables: Readonly<Record<SecretName, string>> = {
  'target-token': 'INSEAM_TARGET_TOKEN',
  'entra-client-secret': 'INSEAM_ENTRA_CLIENT_SECRET',
  'entra-certificate-key': 'INSEAM_ENTRA_CERTIFICATE_KEY',
  'smtp-password': 'INSEAM_SMTP_PASSWORD',
};

export function openSecrets({ env, keychain, register = () => undefined }: SecretsOptions): Secrets {
  const given = takeVariables(env);
  const thisRun = new Map<string, Secret>();
  for (const secret of given.values()) register(secret.reveal());

  return {
    fromVariables: [...given.keys()],

    async get(job, name) {
      const held = given.get(name) ?? thisRun.get(`${job}/${name}`);
      if (held !== undefined) return success(held);
      const found = await keychain.get(job, name);
      if (!found.ok) return found;
      if (found.value === null) return success(null);
      register(found.value);
      return success(new Secret(found.value));
    },

    async set(job, name, value, { thisRunOnly }) {
      register(value);
      if (thisRunOnly) {
        if (value === '') return failure({ kind: 'secret-unusable', name, detail: 'It is empty.' });
        thisRun.set(`${job}/${name}`, new Secret(value));
        return success(undefined);
      }
      const stored = await keychain.set(job, name, value);
      if (stored.ok) thisRun.delete(`${job}/${name}`);
      return stored;
    },

    async clear(job, name) {
      const wasThisRunOnly = thisRun.delete(`${job}/${name}`);
      const cleared = await keychain.clear(job, name);
      // Where there is no keychain there was nothing in it.
      const nothingElse = !cleared.ok && cleared.problem.kind === 'keychain-unavailable' && wasThisRunOnly;
      return nothingElse ? success(undefined) : cleared;
    },

    async state(job, name) {
      if (given.has(name)) return 'from-variable';
      return thisRun.has(`${job}/${name}`) ? 'this-run-only' : await keychain.state(job, name);
    },

    unlock: () => keychain.unlock(),

    async keepVariables(job) {
      const kept: SecretName[] = [];
      for (const [name, secret] of given) {
        const stored = await keychain.set(job, name, secret.reveal());
        if (!stored.ok) return stored;
        kept.push(name);
      }
      return success(kept);
    },

    close: () => keychain.close(),
  };
}

function takeVariables(env: NodeJS.ProcessEnv): Map<SecretName, Secret> {
  const taken = new Map<SecretName, Secret>();
  for (const [name, variable] of Object.entries(secretVariables) as [SecretName, string][]) {
    // Neither a token nor a key has spaces at its ends, but the file it was read from has a line's end; a password may.
    const value = name === 'smtp-password' ? env[variable] : env[variable]?.trim();
    delete env[variable];
    if (value !== undefined && value !== '') taken.set(name, new Secret(value));
  }
  return taken;
}
