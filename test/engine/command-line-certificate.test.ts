import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SampleCompany, startSample } from '../../electron/sample/start-sample';
import { type MadeCertificate, makeClientCertificate, secretLines } from '../client-certificate-maker';
import { buildCommandLine, type CommandLine, type Ended, filesBelow } from './built-command-line';
import { type PrivateKeyring, startKeyring } from './with-keyring';

let line: CommandLine;
let company: SampleCompany;
let file: string;
let ours: MadeCertificate;
let strange: MadeCertificate;
let ended: MadeCertificate;

beforeAll(async () => {
  [ours, strange, ended] = await Promise.all([
    makeClientCertificate({ from: new Date('2024-01-01T00:00:00Z'), to: new Date('2040-06-08T12:00:00Z') }),
    makeClientCertificate({ name: 'Strange' }),
    makeClientCertificate({ from: new Date('2024-05-03T00:00:00Z'), to: new Date('2025-05-03T12:00:00Z') }),
  ]);
  line = await buildCommandLine();
  company = await startSample({ folder: join(line.folder, 'company'), processFolder: line.processFolder });
  await company.entra.registerCertificate(ours.cert);
  file = join(line.folder, 'certificate.json');
  const { source } = company.settings;
  const jobs = { oxbow: { ...company.settings, source: { ...source, auth: 'certificate' } } };
  writeFileSync(file, JSON.stringify({ ...company.settingsFile, jobs }));
});
afterAll(async () => {
  await company?.stop();
  line?.remove();
});

const home = (name: string) => ({ INSEAM_HOME: join(line.folder, name) });
const token = () => ({ INSEAM_TARGET_TOKEN: company.secrets['target-token'] });
const withKey = (pem: string) => ({ ...token(), INSEAM_ENTRA_CERTIFICATE_KEY: pem });
const oneObject = ({ out }: Ended): unknown => JSON.parse(out);

describe('a job that signs in with a certificate', () => {
  test('goes from nothing to a synced tenant with the PEM in a variable', async () => {
    const env = { ...home('variable'), ...withKey(ours.both) };
    expect(await line.run(['init', '--settings', file], env)).toMatchObject({ status: 0, err: '' });
    expect(oneObject(await line.run(['sync', '--approve', '--json'], env))).toMatchObject({
      cycle: { state: 'succeeded' },
      counts: { created: 9 },
    });
  });

  test('check says when the certificate ends, in words and as data', async () => {
    const env = { ...home('variable'), ...withKey(ours.both.trim().replaceAll('\n', '\\n')) };
    const said = await line.run(['check'], env);
    expect(said).toMatchObject({ status: 0, err: '' });
    expect(said.out).toContain('its certificate ends on 8 June 2040');
    expect(oneObject(await line.run(['check', '--json'], env))).toMatchObject({
      source: { ok: true, certificateEndsAt: '2040-06-08T12:00:00.000Z' },
    });
  });

  test.each<{ what: string; given: () => Record<string, string>; status: number; says: string }>([
    { what: 'no certificate at all', given: token, status: 3, says: 'INSEAM_ENTRA_CERTIFICATE_KEY' },
    {
      what: 'a client secret alone',
      given: () => ({ ...token(), INSEAM_ENTRA_CLIENT_SECRET: 'x' }),
      status: 3,
      says: 'INSEAM_ENTRA_CERTIFICATE_KEY',
    },
    { what: 'a certificate without its key', given: () => withKey(ours.cert), status: 2, says: 'no private key' },
    {
      what: 'a key that belongs to another certificate',
      given: () => withKey(strange.key + ours.cert),
      status: 2,
      says: 'does not belong',
    },
    { what: 'a certificate that has ended', given: () => withKey(ended.both), status: 3, says: 'ended on 3 May 2025' },
    {
      what: 'a certificate that is not uploaded',
      given: () => withKey(strange.both),
      status: 3,
      says: 'Upload this very certificate',
    },
  ])('with $what says so in check and sync: exit $status', async ({ given, status, says }) => {
    const env = { ...home('variable'), ...given() };
    for (const words of [['check'], ['sync', '--full']]) {
      const run = await line.run(words, env);
      expect(run).toMatchObject({ status });
      expect(run.err).toContain(says);
    }
  });

  test('that ended while nobody looked stops, and status says why', async () => {
    const env = { ...home('variable'), ...token() };
    await line.run(['sync'], { ...env, INSEAM_ENTRA_CERTIFICATE_KEY: ended.both });
    expect((await line.run(['status'], env)).out).toContain('Stopped: the Entra certificate ended on 3 May 2025');
    await line.run(['sync'], { ...env, INSEAM_ENTRA_CERTIFICATE_KEY: ours.both });
    expect((await line.run(['status'], env)).out).not.toContain('ended');
  });

  test('is not set up with a PEM that can never sign in', async () => {
    const { INSEAM_HOME } = home('refused');
    const run = await line.run(['init', '--settings', file], { INSEAM_HOME, ...withKey(ours.key) });
    expect(run).toMatchObject({ status: 2, out: '' });
    expect(run.err).toContain('It holds a private key and no certificate.');
    expect(existsSync(join(INSEAM_HOME, 'settings.json'))).toBe(false);
  });

  test('is not run with a sign-in that this version does not know', async () => {
    const { source } = company.settings;
    const other = join(line.folder, 'interactive.json');
    const jobs = { oxbow: { ...company.settings, source: { ...source, auth: 'interactive' } } };
    writeFileSync(other, JSON.stringify({ ...company.settingsFile, jobs }));
    const env = { ...home('interactive'), ...withKey(ours.both) };
    expect(await line.run(['init', '--settings', other], env)).toMatchObject({ status: 0 });
    const run = await line.run(['check'], env);
    expect(run).toMatchObject({ status: 2 });
    expect(run.err).toContain('"certificate" (a certificate with its private key)');
  });
});

describe('with a keychain', () => {
  let keyring: PrivateKeyring;
  beforeAll(async () => {
    keyring = await startKeyring();
  });
  afterAll(() => keyring?.stop());

  test('init puts the PEM there, whole, and the next run needs no variable', async () => {
    const bus = Object.fromEntries(
      ['DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR'].map((name) => [name, keyring.env[name] ?? '']),
    );
    const env = { ...home('keychain'), ...bus };
    const set = await line.run(['init', '--settings', file], { ...env, ...withKey(ours.both) });
    expect(set).toMatchObject({ status: 0, err: '' });
    expect(set.out).toContain('oxbow/entra-certificate-key');
    const said = await line.run(['check'], env);
    expect(said).toMatchObject({ status: 0, err: '' });
    expect(said.out).toContain('its certificate ends on 8 June 2040');
  });
});

test('no line of a private key was ever said, and none is in a file', () => {
  const places = [line.everythingSaid(), ...filesBelow(line.folder).values()];
  for (const { both } of [ours, strange, ended])
    for (const secret of secretLines(both)) for (const place of places) expect(place.includes(secret)).toBe(false);
});
