import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { viaSmtp } from '../../electron/notify/via-smtp';
import { Secret } from '../../electron/secrets/secret';
import type { NotifySettings } from '../../shared/settings/settings';

/** What a mail server gets to see, by what it offers. */
const password = 'pass-word-that-nobody-may-see';
const mail = { subject: '[Inseam] BlueJeans: 3 people could not be updated', body: 'Adele …\n', id: '1' };
const servers: SMTPServer[] = [];
let certificate: { readonly cert: string; readonly key: string };

beforeAll(async () => {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  certificate = { cert, key };
});
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise<void>((resolve) => server.close(() => resolve()));
});

interface Seen {
  readonly what: 'password' | 'mail';
  readonly secure: boolean;
  readonly text: string;
}

async function mailServer(options: SMTPServerOptions): Promise<{ readonly port: number; readonly seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = new SMTPServer({
    authOptional: true,
    onAuth(auth, session, done) {
      seen.push({ what: 'password', secure: session.secure, text: String(auth.password) });
      done(null, { user: auth.username });
    },
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        seen.push({ what: 'mail', secure: session.secure, text: Buffer.concat(pieces).toString('utf8') });
        done();
      });
    },
    ...options,
  });
  servers.push(server);
  server.on('error', () => undefined);
  server.listen(0, '0.0.0.0');
  await once(server.server, 'listening');
  return { port: (server.server.address() as AddressInfo).port, seen };
}

const to = (host: string, port: number, user = 'it'): NotifySettings => ({
  email: 'it@oxbow.example',
  onFailure: true,
  via: 'smtp',
  smtp: { host, port, user, from: '' },
});
/** Reaches this computer, but by no name that is known to stay in it: as a server elsewhere. */
const elsewhere = '0.0.0.0';

test('that offers TLS gets password and mail inside it, trusted by the administrator’s own authority', async () => {
  const { port, seen } = await mailServer(certificate);
  expect(await viaSmtp(to('localhost', port), new Secret(password), mail, [certificate.cert])).toEqual({
    ok: true,
    value: undefined,
  });
  expect(seen.map(({ what, secure }) => ({ what, secure }))).toEqual([
    { what: 'password', secure: true },
    { what: 'mail', secure: true },
  ]);
  expect(seen[1]?.text).toMatch(/^From: it@oxbow\.example\r$/m);
});

test.each([
  ['elsewhere, without TLS, gets no password', elsewhere, []],
  ['on this computer, without TLS, gets it', '127.0.0.1', ['password', 'mail']],
])('%s', async (_name, host, expected) => {
  const { port, seen } = await mailServer({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
  const sent = await viaSmtp(to(host, port), new Secret(password), mail, []);
  expect(sent.ok).toBe(expected.length > 0);
  expect(seen.map(({ what }) => what)).toEqual(expected);
});

test('elsewhere, without TLS and without a sign-in, gets the mail', async () => {
  const { port, seen } = await mailServer({ disabledCommands: ['STARTTLS', 'AUTH'] });
  expect((await viaSmtp(to(elsewhere, port, ''), null, mail, [])).ok).toBe(true);
  expect(seen.map(({ what }) => what)).toEqual(['mail']);
});

test('that wants a sign-in is not asked while the password is missing', async () => {
  const { port, seen } = await mailServer({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
  expect(await viaSmtp(to('127.0.0.1', port), null, mail, [])).toEqual({
    ok: false,
    problem: { kind: 'secret-missing', name: 'smtp-password' },
  });
  expect(seen).toEqual([]);
});

test('that quotes the whole sign-in gives nothing away', async () => {
  const signIn = Buffer.from(`\0it\0${password}`).toString('base64');
  const { port } = await mailServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(new Error(`Refused: AUTH PLAIN ${signIn} (${password})`)),
  });
  const sent = JSON.stringify(await viaSmtp(to('127.0.0.1', port), new Secret(password), mail, []));
  expect(sent).toContain('Refused: AUTH PLAIN ');
  expect(sent).not.toContain(password);
  expect(sent).not.toContain(signIn.slice(8, -4));
});
