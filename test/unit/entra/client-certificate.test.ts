import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { inspect } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ClientCertificate, outOfDate, readClientCertificate } from '../../../electron/entra/client-certificate';
import { adviseOn } from '../../../shared/log/advice';
import { makeRedactor } from '../../../shared/log/redact';
import { valueOrThrow } from '../../../shared/outcome';
import { type MadeCertificate, makeClientCertificate, secretLines } from '../../client-certificate-maker';

const from = new Date('2026-01-01T00:00:00Z');
const to = new Date('2027-06-08T12:00:00Z');

let good: MadeCertificate;
let other: MadeCertificate;
let curve: MadeCertificate;
let short: MadeCertificate;
let signed: MadeCertificate;
const encrypted = { cipher: 'aes-256-cbc', passphrase: 'a password' } as const;

beforeAll(async () => {
  [good, other, curve, short] = await Promise.all([
    makeClientCertificate({ from, to }),
    makeClientCertificate({ name: 'Another' }),
    makeClientCertificate({ type: 'ec' }),
    makeClientCertificate({ bits: 1024 }),
  ]);
  signed = await makeClientCertificate({ from, to, by: other });
});

const inForm = (type: 'pkcs1' | 'pkcs8'): string =>
  String(createPrivateKey(good.key).export({ type, format: 'pem' })).trim();
const locked = (type: 'pkcs1' | 'pkcs8'): string =>
  String(createPrivateKey(good.key).export({ type, format: 'pem', ...encrypted }));

describe('a private key and its certificate in one PEM are read', () => {
  test.each<[string, () => string]>([
    ['the key first', () => good.both],
    ['the certificate first', () => `${good.cert}\n${good.key}`],
    ['with the key in the older form', () => `${inForm('pkcs1')}\n${good.cert}`],
    ['with line ends of Windows', () => good.both.replaceAll('\n', '\r\n')],
    ['from a variable that writes its line ends as \\n', () => good.both.trim().replaceAll('\n', '\\n')],
    ['from a field of one line, which made spaces of them', () => good.both.replaceAll('\n', ' ')],
    [
      'with the remarks of a program between them',
      () =>
        `Bag Attributes\n    localKeyID: 01\nKey Attributes: <No Attributes>\n${good.key}\n\nsubject=CN = x\n${good.cert}`,
    ],
    ['beside the certificates of others', () => `${good.key}\n${other.cert}\n${good.cert}`],
  ])('%s', (_how, text) => {
    const read = valueOrThrow(readClientCertificate(text()));
    expect(read.thumbprint).toBe(new X509Certificate(good.cert).fingerprint256.replaceAll(':', '').toLowerCase());
    expect(read.chain.startsWith(good.cert.replaceAll('\r', ''))).toBe(true);
    expect([read.beginsAt, read.endsAt]).toEqual([from, to]);
    expect(createPrivateKey(read.privateKey.reveal()).equals(createPrivateKey(good.key))).toBe(true);
  });

  test('those that vouch for it come along, after it', () => {
    const read = valueOrThrow(readClientCertificate(`${other.cert}\n${signed.both}`));
    expect(read.chain).toBe(`${signed.cert}\n${other.cert}`);
  });
});

describe('what cannot sign in is refused with what to do', () => {
  test.each<[string, () => string, RegExp, RegExp]>([
    ['nothing', () => '', /neither a private key nor a certificate/, /in one PEM/],
    ['a client secret', () => 'Tr0ub4dor~secret', /neither a private key nor a certificate/, /BEGIN PRIVATE KEY/],
    ['only the certificate', () => good.cert, /no private key/, /Add the private key/],
    ['only the key', () => good.key, /no certificate/, /Add the certificate/],
    [
      'a request for a certificate',
      () => `${good.key}\n-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----`,
      /request for a certificate/,
      /issued/,
    ],
    ['a key with a password', () => `${locked('pkcs8')}${good.cert}`, /password/, /openssl pkey/],
    ['an older key with a password', () => `${locked('pkcs1')}${good.cert}`, /password/, /openssl pkey/],
    ['two keys', () => `${good.both}${other.key}`, /more than one private key/, /Leave only/],
    ['a key that belongs to another certificate', () => `${other.key}\n${good.cert}`, /does not belong/, /made with/],
    ['a key of a curve', () => curve.both, /not an RSA key/, /2048/],
    ['a short key', () => short.both, /1024 bits; at least 2048/, /2048/],
    [
      'a key of OpenSSH',
      () => `-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==\n-----END OPENSSH PRIVATE KEY-----\n${good.cert}`,
      /OpenSSH/,
      /openssl pkey/,
    ],
    ['half of it', () => good.both.slice(0, 900), /a part of it is missing/, /Copy it again/],
    [
      'a key that lost a line',
      () =>
        `${good.key
          .split('\n')
          .filter((_, index) => index !== 5)
          .join('\n')}\n${good.cert}`,
      /private key is damaged/,
      /Copy it again/,
    ],
    [
      'a certificate that lost a line',
      () =>
        `${good.key}\n${good.cert
          .split('\n')
          .filter((_, index) => index !== 5)
          .join('\n')}`,
      /certificate in it is damaged/,
      /Copy it again/,
    ],
    ['a PKCS #12 file', () => '0\x82\x09\x10\x02\x01\x03\x30\x82', /PKCS #12/, /openssl pkcs12/],
    [
      'a certificate in binary form',
      () => new X509Certificate(good.cert).raw.toString('latin1'),
      /binary/,
      /in one PEM/,
    ],
  ])('%s', (_what, text, detail, nextStep) => {
    const read = readClientCertificate(text());
    expect(read).toEqual({
      ok: false,
      problem: {
        kind: 'secret-unusable',
        name: 'entra-certificate-key',
        detail: expect.stringMatching(detail),
        nextStep: expect.stringMatching(nextStep),
      },
    });
    for (const line of secretLines(text())) expect(JSON.stringify(read)).not.toContain(line);
  });
});

describe('the days of a certificate', () => {
  const certificate = (): ClientCertificate => valueOrThrow(readClientCertificate(good.both));
  test.each([
    ['before it begins', '2025-12-31T23:59:59Z', 'The Entra certificate is not valid before 1 January 2026'],
    ['from its first second', '2026-01-01T00:00:00Z', null],
    ['to its last', '2027-06-08T12:00:00Z', null],
    ['after its end', '2027-06-08T12:00:01Z', 'The Entra certificate ended on 8 June 2027'],
  ])('%s', (_when, now, title) => {
    const problem = outOfDate(certificate(), Date.parse(now));
    const context = { targetName: 'BlueJeans', profile: null, personName: null };
    expect(problem === null ? null : adviseOn(problem, context).title).toBe(title);
  });
});

test('what was read cannot be printed by mistake', () => {
  const read = valueOrThrow(readClientCertificate(good.both));
  const printed = `${JSON.stringify(read)}${inspect(read, { depth: 9 })}${String(read.privateKey)}`;
  for (const line of secretLines(good.both)) expect(printed).not.toContain(line);
});

test('once its key is known, no line of it leaves in any text, however it was given', () => {
  const redactor = makeRedactor();
  const given = good.both.trim().replaceAll('\n', '\\n');
  redactor.register(given);
  redactor.register(valueOrThrow(readClientCertificate(given)).privateKey.reveal());
  for (const line of secretLines(good.both)) expect(redactor.redact(`It said: ${line}.`)).not.toContain(line);
  expect(redactor.redact(`It said: ${given}.`)).not.toContain('MII');
});

test('a key that is not RSA at all is told as such, in whatever form it comes', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  expect(readClientCertificate(`${pem}${good.cert}`)).toMatchObject({
    problem: { detail: expect.stringContaining('not an RSA key') },
  });
});
