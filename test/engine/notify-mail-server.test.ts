import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { viaSmtp } from '../../electron/notify/via-smtp';
import { Secret } from '../../electron/secrets/secret';
import { adviseOn } from '../../shared/log/advice';
import type { Problem } from '../../shared/log/problem';
import type { NotifySettings } from '../../shared/settings/settings';
import { type Certificate, closeServers, makeAuthority, makeCertificate, tcpServer } from './network-servers';

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
  await closeServers();
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
  expect(await viaSmtp(to('localhost', port), new Secret(password), mail, { authorities: [certificate.cert] })).toEqual(
    {
      ok: true,
      value: undefined,
    },
  );
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
  const sent = await viaSmtp(to(host, port), new Secret(password), mail, { authorities: [] });
  expect(sent.ok).toBe(expected.length > 0);
  expect(seen.map(({ what }) => what)).toEqual(expected);
});

test('elsewhere, without TLS and without a sign-in, gets the mail', async () => {
  const { port, seen } = await mailServer({ disabledCommands: ['STARTTLS', 'AUTH'] });
  expect((await viaSmtp(to(elsewhere, port, ''), null, mail, { authorities: [] })).ok).toBe(true);
  expect(seen.map(({ what }) => what)).toEqual(['mail']);
});

test('that wants a sign-in is not asked while the password is missing', async () => {
  const { port, seen } = await mailServer({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
  expect(await viaSmtp(to('127.0.0.1', port), null, mail, { authorities: [] })).toEqual({
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
  const sent = JSON.stringify(await viaSmtp(to('127.0.0.1', port), new Secret(password), mail, { authorities: [] }));
  expect(sent).toContain('Refused: AUTH PLAIN ');
  expect(sent).not.toContain(password);
  expect(sent).not.toContain(signIn.slice(8, -4));
});

describe('what went wrong is told apart, and what to do with it', () => {
  interface Wrong {
    readonly what: string;
    readonly problem: Partial<Problem> & { readonly kind: Problem['kind'] };
    /** The title's words. */
    readonly says: RegExp;
    /** Whether the next step is one of the network's settings. */
    readonly inNetwork?: true;
    readonly server: () => Promise<{ readonly host?: string; readonly port: number; readonly seen?: readonly Seen[] }>;
    readonly user?: string;
  }

  const year = 365 * 86_400_000;
  const day = 86_400_000;
  const plain: SMTPServerOptions = { disabledCommands: ['STARTTLS'], allowInsecureAuth: true };
  const refusing = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });
  const presenting = async (made: Promise<Certificate>) => ({ ...(await mailServer(await made)), host: 'localhost' });

  const table: readonly Wrong[] = [
    {
      what: 'a name that nobody has',
      problem: { kind: 'name-not-found', side: 'mail', host: 'mail.invalid:2525' },
      says: /^The mail server mail\.invalid:2525 cannot be found$/,
      server: async () => ({ host: 'mail.invalid', port: 2525 }),
    },
    {
      what: 'a port where nobody listens',
      problem: { kind: 'unreachable', side: 'mail', cause: 'refused' },
      says: /^The mail server 127\.0\.0\.1:\d+ refuses the connection$/,
      async server() {
        const { port } = await mailServer(plain);
        for (const server of servers.splice(0)) await new Promise<void>((resolve) => server.close(() => resolve()));
        return { port };
      },
    },
    {
      what: 'a server that never greets',
      problem: { kind: 'unreachable', side: 'mail', cause: 'time-out' },
      says: /^The mail server 127\.0\.0\.1:\d+ does not answer \(tried for 1 second\)$/,
      server: async () => ({ port: await tcpServer(() => undefined) }),
    },
    {
      what: 'a server that hangs up',
      problem: { kind: 'unreachable', side: 'mail', cause: 'reset' },
      says: /broke the connection off$/,
      server: async () => ({ port: await tcpServer((socket) => socket.end()) }),
    },
    {
      what: 'a server of another kind',
      problem: { kind: 'not-the-protocol', side: 'mail' },
      says: /answered, but not as a mail server does$/,
      server: async () => ({ port: await tcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')) }),
    },
    {
      what: 'a certificate that signs itself',
      problem: { kind: 'certificate-untrusted', side: 'mail', cause: 'self-signed' },
      says: /is not trusted: it is self-signed$/,
      inNetwork: true,
      server: () => presenting(makeCertificate(null)),
    },
    {
      what: 'a certificate of an authority that nobody knows',
      problem: { kind: 'certificate-untrusted', side: 'mail', cause: 'unknown-authority' },
      says: /is not trusted: nobody this computer trusts has signed it$/,
      inNetwork: true,
      server: () => presenting(makeAuthority('Another').then((other) => makeCertificate(other))),
    },
    {
      what: 'a certificate that has ended',
      problem: { kind: 'certificate-untrusted', side: 'mail', cause: 'expired' },
      says: /is not trusted: it has ended$/,
      inNetwork: true,
      server: () =>
        presenting(makeCertificate(authority, { from: new Date(Date.now() - year), to: new Date(Date.now() - day) })),
    },
    {
      what: 'a certificate for another name',
      problem: { kind: 'certificate-untrusted', side: 'mail', cause: 'other-name' },
      says: /is not trusted: it is for another name$/,
      inNetwork: true,
      server: () => presenting(makeCertificate(authority, { names: ['mail.example'] })),
    },
    {
      what: 'no TLS',
      problem: { kind: 'mail-without-tls' },
      says: /^The mail server 0\.0\.0\.0:\d+ does not offer TLS$/,
      server: async () => ({ ...(await mailServer({ ...plain, disabledCommands: ['STARTTLS'] })), host: elsewhere }),
    },
    {
      what: 'a password that is wrong',
      problem: { kind: 'mail-sign-in-refused', user: 'it', answer: '535 5.7.8 No such user, or not this password' },
      says: /refuses the sign-in of it$/,
      server: () =>
        mailServer({
          ...plain,
          onAuth: (_auth, _session, done) => done(refusing(535, '5.7.8 No such user, or not this password')),
        }),
    },
    {
      what: 'a sign-in that is wanted and not set',
      problem: { kind: 'mail-sign-in-refused', user: '' },
      says: /wants a user name and a password$/,
      user: '',
      server: () => mailServer({ ...plain, authOptional: false }),
    },
    {
      what: 'a sender that may not send',
      problem: {
        kind: 'mail-refused',
        refused: 'sender',
        address: 'inseam@oxbow.example',
        answer: '553 5.7.1 Not your address',
      },
      says: /does not let inseam@oxbow\.example send$/,
      server: () =>
        mailServer({
          ...plain,
          onMailFrom: (_address, _session, done) => done(refusing(553, '5.7.1 Not your address')),
        }),
    },
    {
      what: 'a recipient that nobody is',
      problem: {
        kind: 'mail-refused',
        refused: 'recipient',
        address: 'it@oxbow.example',
        answer: '550 5.1.1 Nobody here, [secret]',
      },
      says: /takes no mail for it@oxbow\.example$/,
      server: () =>
        mailServer({
          ...plain,
          onRcptTo: (_address, _session, done) => done(refusing(550, `5.1.1 Nobody here, ${password}`)),
        }),
    },
    {
      what: 'a mail that is not liked',
      problem: { kind: 'mail-refused', refused: 'message', answer: '554 5.7.1 Looks like spam' },
      says: /did not take the mail$/,
      server: () =>
        mailServer({
          ...plain,
          onData(stream, _session, done) {
            stream.resume();
            stream.on('end', () => done(refusing(554, '5.7.1 Looks like spam')));
          },
        }),
    },
    {
      what: 'a computer that may not send',
      problem: { kind: 'mail-refused', refused: 'connection', answer: '554 5.7.1 Your address is listed' },
      says: /refuses this computer$/,
      server: () =>
        mailServer({ ...plain, onConnect: (_session, done) => done(refusing(554, '5.7.1 Your address is listed')) }),
    },
  ];
  let authority: Certificate;
  beforeAll(async () => {
    authority = await makeAuthority();
  });

  test.each(table)('$what', async ({ problem, says, inNetwork, server, user = 'it' }) => {
    const { host = '127.0.0.1', port, seen = [] } = await server();
    const settings = to(host, port, user);
    const sent = await viaSmtp(
      { ...settings, smtp: { ...settings.smtp, from: 'inseam@oxbow.example' } },
      user === '' ? null : new Secret(password),
      mail,
      { authorities: [authority.cert], timeoutMs: 300 },
    );
    if (sent.ok) throw new Error('The mail went out');
    expect(sent.problem).toMatchObject(problem);
    expect(JSON.stringify(sent)).not.toContain(password);
    const advice = adviseOn(sent.problem, { targetName: 'BlueJeans', profile: null, personName: null });
    expect(advice.title).toMatch(says);
    expect(advice.nextStep).toMatch(inNetwork === true ? /CA file|its certificate is for/ : /Settings, Alerts/);
    // The password only where the sign-in was reached, and the mail nowhere.
    const reached = problem.kind === 'mail-sign-in-refused' || problem.kind === 'mail-refused';
    expect(seen.filter(({ what }) => what === 'mail' || !reached)).toEqual([]);
  });
});
