import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dataFolder } from '../../electron/settings/data-folder';
import { openSettings, type SettingsFileOptions } from '../../electron/settings/settings-file';
import { valueOrThrow } from '../../shared/outcome';
import type { Profile } from '../../shared/profiles/profile';
import { defaultJob } from '../../shared/settings/defaults';
import type { Settings } from '../../shared/settings/settings';

const bluejeans: Profile = {
  id: 'bluejeans',
  name: 'BlueJeans',
  summary: '',
  notice: null,
  baseUrl: 'https://api.bluejeans.com/v2/scim',
  attributes: [],
  defaultMappings: [],
  advice: { unauthorized: '', forbidden: '', unreachable: null, tokenSteps: [], consoleLink: null },
  pace: { requestsPerSecond: 50, concurrency: 8 },
  update: 'patch',
  patch: { opCase: 'lower', valuePath: true, activeAs: 'boolean', referenceAs: 'object' },
  disableMeans: 'suspend',
};
const defaults = { profiles: [bluejeans], schemaFor: () => ({ id: 'schema' }) };

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inseam-settings-'));
  file = join(folder, 'settings.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (options: SettingsFileOptions = {}) => valueOrThrow(openSettings(folder, defaults, options));
const withJob =
  (name: string, schema: unknown = {}) =>
  (settings: Settings): Settings => ({
    ...settings,
    jobs: { ...settings.jobs, [name]: defaultJob(bluejeans, schema) },
  });
const dark = (settings: Settings): Settings => ({ ...settings, app: { ...settings.app, theme: 'dark' } });
const saved = (): unknown => JSON.parse(readFileSync(file, 'utf8'));

describe('the file', () => {
  test('keeps what is saved, for its owner alone', () => {
    expect(open().update(withJob('bluejeans'))).toEqual({ ok: true, value: undefined });
    expect(Object.keys(open().read().jobs)).toEqual(['bluejeans']);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  test('is made readable for its owner alone when it was wider', () => {
    writeFileSync(file, '{}', { mode: 0o644 });
    open();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('keeps unknown keys through a change and reports them', () => {
    writeFileSync(file, JSON.stringify({ note: 'ours', app: { font: 'big' } }));
    const settings = open();
    expect([...settings.unknownKeys].sort()).toEqual(['app.font', 'note']);
    settings.update(dark);
    expect(saved()).toMatchObject({ note: 'ours', app: { font: 'big', theme: 'dark' } });
  });

  test('may begin with the mark that some editors put there', () => {
    writeFileSync(file, `\uFEFF${JSON.stringify({ app: { theme: 'light' } })}`);
    const settings = open();
    expect(settings.notices).toEqual([]);
    expect(settings.read().app.theme).toBe('light');
    expect(settings.update(dark).ok).toBe(true);
    expect(saved()).toMatchObject({ app: { theme: 'dark' } });
  });

  test('is not written by opening it', () => {
    open();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('keeps both changes when two processes save', () => {
    const one = open();
    const other = open();
    one.update(withJob('first'));
    other.update(withJob('second'));
    expect(Object.keys(one.read().jobs)).toEqual(['first', 'second']);
    expect(Object.keys(open().read().jobs)).toEqual(['first', 'second']);
  });

  test('refuses a change with a wrong value and stays as it was', () => {
    const settings = open();
    settings.update(withJob('bluejeans'));
    const before = readFileSync(file, 'utf8');
    const outcome = settings.update((now) => ({ ...now, network: { ...now.network, proxy: 'socks://x' } }));
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'settings-wrong', path: 'network.proxy' } });
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(settings.read().network.proxy).toBe('system');
  });
});

test('one Ctrl+C stays one', async () => {
  open().update(dark);
  let heard = 0;
  const hear = () => {
    heard += 1;
  };
  process.on('SIGINT', hear);
  try {
    process.kill(process.pid, 'SIGINT');
    // Signals come in order, so what SIGINT brought about is there before these two are.
    for (let round = 0; round < 2; round += 1)
      await new Promise<void>((resolve) => {
        process.once('SIGCONT', () => resolve());
        process.kill(process.pid, 'SIGCONT');
      });
  } finally {
    process.off('SIGINT', hear);
  }
  expect(heard).toBe(1);
});

describe('a file that cannot be used', () => {
  test.each([
    ['cut off in the middle', '{ "jobs": { "blu'],
    ['empty', ''],
    ['full of zeros', '\0\0\0\0'],
  ])('is moved aside when it is %s, and the last good settings are in use', (_name, text) => {
    open().update(withJob('bluejeans'));
    writeFileSync(file, text);
    const settings = open({ now: () => new Date('2024-05-31T08:00:00Z') });
    expect(Object.keys(settings.read().jobs)).toEqual(['bluejeans']);
    const told =
      /kept as settings\.json\.broken-2024-05-31T08-00-00-000Z; the last good settings are back in its place\.$/;
    expect(settings.notices).toMatchObject([
      { kind: 'settings-unreadable', file, detail: expect.stringMatching(told) },
    ]);
    expect(readFileSync(`${file}.broken-2024-05-31T08-00-00-000Z`, 'utf8')).toBe(text);
    expect(settings.update(dark).ok).toBe(true);
    expect(saved()).toMatchObject({ app: { theme: 'dark' }, jobs: { bluejeans: {} } });
  });

  test('is moved aside when there is no good copy, and Inseam begins anew', () => {
    writeFileSync(file, '{');
    const settings = open();
    expect(settings.notices).toHaveLength(1);
    expect(settings.read().jobs).toEqual({});
    expect(settings.update(withJob('bluejeans')).ok).toBe(true);
  });

  test('stays for the admin to correct when one value is wrong; the last good settings are in use', () => {
    open().update(withJob('bluejeans'));
    const wrong = readFileSync(file, 'utf8').replace('"intervalMinutes": 40', '"intervalMinutes": "4o"');
    writeFileSync(file, wrong);
    const settings = open();
    expect(settings.read().jobs['bluejeans']?.schedule.intervalMinutes).toBe(40);
    expect(settings.notices).toMatchObject([
      { kind: 'settings-wrong', path: 'jobs.bluejeans.schedule.intervalMinutes' },
    ]);
    expect(settings.update(dark)).toMatchObject({ ok: false, problem: { kind: 'settings-wrong' } });
    expect(readFileSync(file, 'utf8')).toBe(wrong);
    writeFileSync(file, wrong.replace('"4o"', '55'));
    expect(settings.read().jobs['bluejeans']?.schedule.intervalMinutes).toBe(55);
  });
});

describe('a full disk', () => {
  test('is noticed before anything is written', () => {
    const settings = open({ freeBytes: () => 2000 });
    expect(settings.update(dark)).toEqual({ ok: false, problem: { kind: 'disk-full', freeBytes: 2000 } });
    expect(readdirSync(folder)).toEqual(['settings.lock']);
  });

  test.runIf(process.platform === 'linux')('in the middle of a write costs no setting', () => {
    const settings = open();
    settings.update(withJob('bluejeans'));
    const before = readFileSync(file, 'utf8');
    // The kernel cuts writes off at this size, as a full disk does.
    const limit = (bytes: string) => execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}`]);
    limit('8192:');
    let outcome: ReturnType<typeof settings.update>;
    try {
      outcome = settings.update(withJob('large', { text: 'x'.repeat(100_000) }));
    } finally {
      limit('unlimited:');
    }
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'settings-not-saved', file } });
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(Object.keys(open().read().jobs)).toEqual(['bluejeans']);
    expect(settings.update(dark).ok).toBe(true);
  });
});

test.each<[NodeJS.Platform, NodeJS.ProcessEnv, string]>([
  ['linux', { INSEAM_HOME: '{}/own' }, '{}/own'],
  ['win32', { INSEAM_HOME: '{}/own', LOCALAPPDATA: '{}/x' }, '{}/own'],
  ['linux', { HOME: '{}' }, '{}/.config/Inseam'],
  ['linux', { HOME: '{}', XDG_CONFIG_HOME: '{}/settings' }, '{}/settings/Inseam'],
  ['darwin', { HOME: '{}' }, '{}/Library/Application Support/Inseam'],
  ['win32', { LOCALAPPDATA: '{}/Local' }, '{}/Local/Inseam'],
])('on %s with %j the data folder is %s, for its owner alone', (platform, env, expected) => {
  const at = (text: string | undefined) => text?.replace('{}', folder);
  const found = dataFolder(Object.fromEntries(Object.entries(env).map(([key, value]) => [key, at(value)])), platform);
  expect(found).toBe(at(expected));
  expect(statSync(found).mode & 0o777).toBe(0o700);
});

test.runIf(process.platform === 'linux')('a folder where none can be made is refused at once', () => {
  expect(() => dataFolder({ INSEAM_HOME: '/proc/inseam/home' })).toThrow('ENOENT');
});
