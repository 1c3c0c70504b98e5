import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Keychain, type KeychainOptions, openKeychain } from '../../electron/secrets/keychain';
import { forkKeychain, type SpawnKeychain } from '../../electron/secrets/spawn-keychain';
import { buildKeychainProcess, type PrivateKeyring, startBus, startKeyring } from './with-keyring';

let built: { readonly file: string; remove(): void };
let keyring: PrivateKeyring;
const opened: Keychain[] = [];
beforeAll(async () => {
  built = await buildKeychainProcess();
  keyring = await startKeyring();
});
afterEach(() => {
  for (const keychain of opened.splice(0)) keychain.close();
});
afterAll(async () => {
  await keyring?.stop();
  built?.remove();
});

function open(env: NodeJS.ProcessEnv = keyring.env, options: Partial<KeychainOptions> = {}): Keychain {
  const keychain = openKeychain({ spawn: forkKeychain(built.file, env), ...options });
  opened.push(keychain);
  return keychain;
}
const done = { ok: true, value: undefined };

describe('a keychain that is open', () => {
  test('gives back what was stored, to another process too', async () => {
    expect(await open().set('bluejeans', 'target-token', 'token-1')).toEqual(done);
    const keychain = open();
    expect(await keychain.get('bluejeans', 'target-token')).toEqual({ ok: true, value: 'token-1' });
    expect(await keychain.state('bluejeans', 'target-token')).toBe('set');
  });

  test('keeps the secrets of two jobs apart', async () => {
    const keychain = open();
    await keychain.set('one', 'target-token', 'of one');
    expect(await keychain.get('two', 'target-token')).toEqual({ ok: true, value: null });
    expect(await keychain.state('two', 'target-token')).toBe('missing');
  });

  test('forgets what is cleared, and clearing nothing is no fault', async () => {
    const keychain = open();
    await keychain.set('gone', 'smtp-password', 'x');
    expect(await keychain.clear('gone', 'smtp-password')).toEqual(done);
    expect(await keychain.clear('gone', 'smtp-password')).toEqual(done);
    expect(await keychain.get('gone', 'smtp-password')).toEqual({ ok: true, value: null });
  });

  test.each([
    ['a private key too long for one entry', 'KEY '.repeat(1_500)],
    ['characters of four bytes at the seam', '🔑'.repeat(1_201)],
    ['what looks like the head of a long one', `{"parts":2,"sha256":"${'0'.repeat(64)}"}`],
    ['lines, quotes and letters of all kinds', 'a"b\\c\nÄ漢 🔑'],
  ])('keeps %s', async (_name, value) => {
    const keychain = open();
    expect(await keychain.set('long', 'entra-certificate-key', value)).toEqual(done);
    expect(await keychain.get('long', 'entra-certificate-key')).toEqual({ ok: true, value });
  });

  test('leaves nothing of a long secret behind when a short one takes its place', async () => {
    const keychain = open();
    await keychain.set('shrunk', 'entra-certificate-key', 'x'.repeat(7_000));
    await keychain.set('shrunk', 'entra-certificate-key', 'short');
    const raw = (part: string) => keychain.state('shrunk', `entra-certificate-key${part}` as 'entra-certificate-key');
    expect(await keychain.get('shrunk', 'entra-certificate-key')).toEqual({ ok: true, value: 'short' });
    expect([await raw('.1'), await raw('.2'), await raw('.3')]).toEqual(['missing', 'missing', 'missing']);
  });

  test('says that a long secret is damaged when a part of it is gone', async () => {
    const keychain = open();
    await keychain.set('damaged', 'entra-certificate-key', 'x'.repeat(7_000));
    await keychain.clear('damaged', 'entra-certificate-key.2' as 'entra-certificate-key');
    expect(await keychain.get('damaged', 'entra-certificate-key')).toMatchObject({
      ok: false,
      problem: { kind: 'secret-unusable', name: 'entra-certificate-key' },
    });
  });

  test.each([
    ['empty', ''],
    ['cut by a NUL', 'ab\0cd'],
    ['half a character', 'ab\uD83D'],
    ['the other half', '\uDD11cd'],
  ])('is never given a secret that is %s', async (_name, value) => {
    expect(await open().set('never', 'target-token', value)).toMatchObject({
      ok: false,
      problem: { kind: 'secret-unusable', name: 'target-token' },
    });
    expect(await open().state('never', 'target-token')).toBe('missing');
  });

  test('answers many questions at once, each with its own', async () => {
    const keychain = open();
    const numbers = Array.from({ length: 20 }, (_, number) => number);
    await Promise.all(numbers.map((number) => keychain.set(`job-${number}`, 'target-token', `token ${number}`)));
    const found = await Promise.all(numbers.map((number) => keychain.get(`job-${number}`, 'target-token')));
    expect(found).toEqual(numbers.map((number) => ({ ok: true, value: `token ${number}` })));
  });
});

test('a locked keychain is told apart from a missing secret, until it is unlocked', async () => {
  const own = await startKeyring();
  try {
    const keychain = open(own.env);
    await keychain.set('bluejeans', 'target-token', 'token-1');
    await own.lock();
    const locked = { ok: false, problem: { kind: 'keychain-locked' } };
    expect(await keychain.get('bluejeans', 'target-token')).toEqual(locked);
    expect(await keychain.state('bluejeans', 'target-token')).toBe('locked');
    expect(await keychain.state('bluejeans', 'smtp-password')).toBe('missing');
    expect(await keychain.set('bluejeans', 'target-token', 'token-2')).toEqual(locked);
    expect(await keychain.clear('bluejeans', 'target-token')).toEqual(locked);
    // There is no screen on which the prompt could be shown.
    expect(await keychain.unlock()).toEqual(locked);
    await own.unlockByHand();
    expect(await keychain.get('bluejeans', 'target-token')).toEqual({ ok: true, value: 'token-1' });
    expect(await keychain.unlock()).toEqual(done);
  } finally {
    await own.stop();
  }
});

describe('no keychain', () => {
  test.each<[string, NodeJS.ProcessEnv]>([
    ['no bus at all', {}],
    ['a bus that Electron switched off', { DBUS_SESSION_BUS_ADDRESS: 'disabled:' }],
    ['a bus that is gone', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }],
  ])('%s: is unavailable, in words', async (_name, bus) => {
    const runtime = mkdtempSync(join(tmpdir(), 'inseam-no-bus-'));
    const { DBUS_SESSION_BUS_ADDRESS: _address, ...rest } = process.env;
    const keychain = open({ ...rest, XDG_RUNTIME_DIR: runtime, ...bus });
    const unavailable = { ok: false, problem: { kind: 'keychain-unavailable', detail: expect.stringMatching(/bus/) } };
    expect(await keychain.get('bluejeans', 'target-token')).toMatchObject(unavailable);
    expect(await keychain.set('bluejeans', 'target-token', 'x')).toMatchObject(unavailable);
    expect(await keychain.state('bluejeans', 'target-token')).toBe('unavailable');
    rmSync(runtime, { recursive: true });
  });

  test('a bus with nobody to keep secrets: is unavailable, in words', async () => {
    const bus = await startBus();
    try {
      expect(await open(bus.env).get('bluejeans', 'target-token')).toEqual({
        ok: false,
        problem: {
          kind: 'keychain-unavailable',
          detail: 'No program on this desktop keeps secrets (org.freedesktop.secrets).',
        },
      });
    } finally {
      await bus.stop();
    }
  });

  test('a keychain process that cannot start is a keychain that is unavailable', async () => {
    const keychain = open(keyring.env, { spawn: forkKeychain('/nonexistent/keychain.cjs') });
    expect(await keychain.get('bluejeans', 'target-token')).toMatchObject({
      problem: { kind: 'keychain-unavailable' },
    });
  });
});

test('a keychain that never answers is given up, its process killed, and the next question asked anew', async () => {
  const bus = await startBus();
  const provider = bus.connect();
  provider.addMethodHandler(() => true);
  await provider.requestName('org.freedesktop.secrets', 0);
  const ends: string[] = [];
  let env = bus.env;
  const ended = new Promise<void>((resolve) => {
    const spawn: SpawnKeychain = () => {
      const child = forkKeychain(built.file, env)();
      child.onEnd((detail) => {
        ends.push(detail);
        resolve();
      });
      return child;
    };
    opened.push(openKeychain({ spawn, timeoutMs: 2_000 }));
  });
  try {
    const [keychain] = opened;
    expect(await keychain?.get('bluejeans', 'target-token')).toEqual({
      ok: false,
      problem: { kind: 'keychain-silent', waitedMs: 2_000 },
    });
    await ended;
    expect(ends).toEqual(['The keychain process ended (SIGKILL).']);
    env = keyring.env;
    expect(await keychain?.get('nobody', 'target-token')).toEqual({ ok: true, value: null });
  } finally {
    provider.disconnect();
    await bus.stop();
  }
});
