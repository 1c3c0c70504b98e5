import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Keychain } from '../../electron/secrets/keychain';
import { Secret } from '../../electron/secrets/secret';
import { openSecrets } from '../../electron/secrets/secrets';
import { failure, success } from '../../shared/outcome';

/** A keychain in memory; `absent`: as on a machine that has none. */
function memoryKeychain({ absent = false } = {}): Keychain & { readonly held: Map<string, string> } {
  const held = new Map<string, string>();
  const none = failure({ kind: 'keychain-unavailable', detail: 'none' });
  return {
    held,
    get: async (job, name) => (absent ? none : success(held.get(`${job}/${name}`) ?? null)),
    async set(job, name, value) {
      if (absent) return none;
      held.set(`${job}/${name}`, value);
      return success(undefined);
    },
    async clear(job, name) {
      if (absent) return none;
      held.delete(`${job}/${name}`);
      return success(undefined);
    },
    state: async (job, name) => (absent ? 'unavailable' : held.has(`${job}/${name}`) ? 'set' : 'missing'),
    unlock: async () => success(undefined),
    close: () => undefined,
  };
}

const revealed = async (found: ReturnType<ReturnType<typeof openSecrets>['get']>): Promise<string | null> => {
  const outcome = await found;
  return outcome.ok ? (outcome.value?.reveal() ?? null) : outcome.problem.kind;
};

describe('where a secret comes from', () => {
  test('a variable wins over the keychain, and is taken out of the environment', async () => {
    const keychain = memoryKeychain();
    keychain.held.set('a/target-token', 'of the keychain');
    const env: NodeJS.ProcessEnv = { INSEAM_TARGET_TOKEN: 'of the variable\n', INSEAM_SMTP_PASSWORD: '', PATH: '/bin' };
    const secrets = openSecrets({ env, keychain });
    expect(env).toEqual({ PATH: '/bin' });
    expect(secrets.fromVariables).toEqual(['target-token']);
    expect(await revealed(secrets.get('a', 'target-token'))).toBe('of the variable');
    expect(await secrets.state('a', 'target-token')).toBe('from-variable');
    expect(await secrets.state('a', 'smtp-password')).toBe('missing');
  });

  test('what is kept for this run only never reaches the keychain', async () => {
    const keychain = memoryKeychain();
    const secrets = openSecrets({ env: {}, keychain });
    await secrets.set('a', 'target-token', 'once', { thisRunOnly: true });
    expect(keychain.held.size).toBe(0);
    expect(await revealed(secrets.get('a', 'target-token'))).toBe('once');
    expect(await secrets.state('a', 'target-token')).toBe('this-run-only');
    await secrets.set('a', 'target-token', 'kept', { thisRunOnly: false });
    expect(await secrets.state('a', 'target-token')).toBe('set');
    expect(await revealed(secrets.get('a', 'target-token'))).toBe('kept');
    expect(await secrets.clear('a', 'target-token')).toEqual(success(undefined));
    expect(await revealed(secrets.get('a', 'target-token'))).toBe(null);
  });

  test('where there is no keychain, a secret can be kept for this run and be cleared', async () => {
    const secrets = openSecrets({ env: {}, keychain: memoryKeychain({ absent: true }) });
    expect(await secrets.set('a', 'target-token', 'x', { thisRunOnly: false })).toMatchObject({
      problem: { kind: 'keychain-unavailable' },
    });
    expect((await secrets.set('a', 'target-token', 'x', { thisRunOnly: true })).ok).toBe(true);
    expect(await revealed(secrets.get('a', 'target-token'))).toBe('x');
    expect((await secrets.clear('a', 'target-token')).ok).toBe(true);
    expect(await secrets.state('a', 'target-token')).toBe('unavailable');
  });

  test('what came by variables is put in the keychain where there is one', async () => {
    const keychain = memoryKeychain();
    const env = { INSEAM_TARGET_TOKEN: 't', INSEAM_ENTRA_CLIENT_SECRET: 's' };
    expect(await openSecrets({ env, keychain }).keepVariables('a')).toEqual(
      success(['target-token', 'entra-client-secret']),
    );
    expect([...keychain.held]).toEqual([
      ['a/target-token', 't'],
      ['a/entra-client-secret', 's'],
    ]);
  });

  test('every secret is made known before anybody can print it', async () => {
    const heard: string[] = [];
    const keychain = memoryKeychain();
    keychain.held.set('a/smtp-password', 'kept');
    const env = { INSEAM_TARGET_TOKEN: 'given' };
    const secrets = openSecrets({ env, keychain, register: (value) => heard.push(value) });
    await secrets.get('a', 'smtp-password');
    await secrets.set('a', 'entra-client-secret', 'typed', { thisRunOnly: true });
    expect(heard).toEqual(['given', 'kept', 'typed']);
  });
});

test.each([
  ['text', (secret: Secret) => `${secret}`],
  ['JSON', (secret: Secret) => JSON.stringify({ secret })],
  ['an inspection', (secret: Secret) => inspect({ secret }, { showHidden: true, depth: 9 })],
  ['a copy', (secret: Secret) => inspect(structuredClone(secret))],
  ['its keys', (secret: Secret) => inspect(Object.entries(secret))],
])('a secret does not show in %s', (_name, print) => {
  expect(print(new Secret('hunter2'))).not.toContain('hunter2');
});
