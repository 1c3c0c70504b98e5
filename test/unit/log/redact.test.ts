import { describe, expect, test } from 'vitest';
import { makeRedactor } from '../../../shared/log/redact';

const token = 'tök"en/+ 1!*=?&\\end~';
const pem = '-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49\n-----END PRIVATE KEY-----\n';

describe('a known secret is taken out', () => {
  const redactor = makeRedactor();
  redactor.register(token);
  redactor.register(pem);
  test.each([
    ['as it is', `said: ${token}.`, 'said: [secret].'],
    ['in JSON', JSON.stringify({ detail: `no ${token} here` }), '{"detail":"no [secret] here"}'],
    ['in an address', `https://x.example/?t=${encodeURIComponent(token)}&a=1`, 'https://x.example/?t=[secret]&a=1'],
    ['in a form', `t=${new URLSearchParams({ t: token }).toString().slice(2)}&a=1`, 't=[secret]&a=1'],
    [
      'in an address of lower-case codes',
      encodeURIComponent(token).replace(/%../g, (code) => code.toLowerCase()),
      '[secret]',
    ],
    ['twice', `${token} ${token}`, '[secret] [secret]'],
    ['a line of a key', 'bad key near MIGHAgEAMBMGByqGSM49AgEGCCqGSM49', 'bad key near [secret]'],
  ])('%s', (_name, text, safe) => {
    expect(redactor.redact(text)).toBe(safe);
  });

  test.each([0, 1, 2, 3, 4])('in base64 behind a user’s name of %i letters', (length) => {
    const encoded = Buffer.from(`${'u'.repeat(length)}:${token}`).toString('base64');
    const safe = redactor.redact(`sent ${encoded} once`);
    expect(safe).toContain('[secret]');
    // What is left over at the ends is less than a quarter of it, and decodes to nothing of the secret.
    expect(Buffer.from(safe.replace('[secret]', ''), 'base64').toString('latin1')).not.toContain('en/+');
    expect(safe.length).toBeLessThan('sent [secret] once'.length + 8 + length * 2);
  });

  test('in base64 for addresses', () => {
    expect(redactor.redact(Buffer.from(token).toString('base64url'))).toMatch(/^\[secret\].{0,2}$/);
  });

  test('whole, though another secret begins as it does', () => {
    const two = makeRedactor();
    two.register('secret-one');
    two.register('secret-one-and-more');
    expect(two.redact('secret-one-and-more')).toBe('[secret]');
  });
});

describe('an unknown secret is taken out by its name or its shape', () => {
  test.each([
    ['authorization: Bearer abc.def\r\naccept: */*', 'authorization: [secret]\r\naccept: */*'],
    ['{"Authorization":"Bearer abc","x":1}', '{"Authorization":"[secret]","x":1}'],
    ['{"proxy-authorization": "Basic dTpw"}', '{"proxy-authorization": "[secret]"}'],
    ['Set-Cookie: a=b; Path=/', 'Set-Cookie: [secret]'],
    ['grant_type=x&client_secret=s3cr%20et&scope=y', 'grant_type=x&client_secret=[secret]&scope=y'],
    ['{"client_secret":"a\\"b","n":1}', '{"client_secret":[secret],"n":1}'],
    ['{"body":"{\\"password\\":\\"hunter2\\",\\"n\\":1}"}', '{"body":"{\\"password\\":[secret],\\"n\\":1}"}'],
    ['password=hunter2', 'password=[secret]'],
    ['got eyJhbGciOiJub25l.eyJzdWIiOiIxIn0.c2ln back', 'got [secret] back'],
    ['sent Bearer 0123456789abcdef', 'sent Bearer [secret]'],
    [`key ${pem}end`, 'key [secret]\nend'],
    ['http://me:hunter2@proxy.example:8080', 'http://[secret]@proxy.example:8080'],
  ])('%j', (text, safe) => {
    expect(makeRedactor().redact(text)).toBe(safe);
  });
});

test.each([
  'Adele Vance (adele@oxbow.example) could not be updated: title is too long.',
  'The password field is not mapped.',
  'https://api.bluejeans.com/v2/scim/Users?filter=userName%20eq%20%22a%22',
])('ordinary words stay: %s', (text) => {
  const redactor = makeRedactor();
  redactor.register('abc');
  expect(redactor.redact(text)).toBe(text);
});
