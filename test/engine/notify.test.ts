import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sendTestMail } from '../../electron/notify/send-outbox';
import { valueOrThrow } from '../../shared/outcome';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** Mail through a real SMTP server, and through the simulated Graph: what arrives, and what is said when it does not. */
let company: TestCompany;
const servers: SMTPServer[] = [];

beforeAll(async () => {
  company = await openTestCompany();
});
afterAll(() => company.close());
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise<void>((resolve) => server.close(() => resolve()));
});

interface Arrived {
  readonly text: string;
  readonly user: string;
  readonly secure: boolean;
}

async function mailServer(options: SMTPServerOptions): Promise<{ readonly port: number; readonly arrived: Arrived[] }> {
  const arrived: Arrived[] = [];
  const server = new SMTPServer({
    authOptional: true,
    ...options,
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        arrived.push({
          text: Buffer.concat(pieces).toString('utf8'),
          user: String(session.user ?? ''),
          secure: session.secure,
        });
        done();
      });
    },
  });
  servers.push(server);
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return { port: (server.server.address() as AddressInfo).port, arrived };
}

const job = () => valueOrThrow(company.engine.known(jobName));
const throughSmtp = (port: number, user = ''): void =>
  company.change((settings) => ({
    ...settings,
    notify: {
      email: 'it@oxbow.example',
      onFailure: true,
      via: 'smtp',
      smtp: { host: '127.0.0.1', port, user, from: 'inseam@oxbow.example' },
    },
  }));
const password = 'pass-word-that-nobody-may-see';

describe('a mail server', () => {
  test('gets the test mail', async () => {
    const { port, arrived } = await mailServer({ disabledCommands: ['STARTTLS'] });
    throughSmtp(port);
    expect(await sendTestMail(company.engine, job())).toEqual({ ok: true, value: undefined });
    expect(arrived).toHaveLength(1);
    expect(arrived[0]?.text).toContain('Subject: [Inseam] BlueJeans: test mail');
    expect(arrived[0]?.text).toContain('To: it@oxbow.example');
  });

  test('on this computer may have the password without TLS', async () => {
    const { port, arrived } = await mailServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (auth, _session, done) => done(null, auth.password === password ? { user: String(auth.username) } : {}),
    });
    throughSmtp(port, 'it');
    valueOrThrow(await company.engine.secrets.set(jobName, 'smtp-password', password, { thisRunOnly: true }));
    expect(await sendTestMail(company.engine, job())).toMatchObject({ ok: true });
    expect(arrived).toMatchObject([{ user: 'it' }]);
  });

  test('whose certificate is not trusted gets neither mail nor password', async () => {
    const { cert, private: key } = await generate([{ name: 'commonName', value: 'mail.example' }], {
      algorithm: 'sha256',
    });
    let asked = false;
    const { port, arrived } = await mailServer({
      cert,
      key,
      onAuth(_auth, _session, done) {
        asked = true;
        done(null, { user: 'it' });
      },
    });
    throughSmtp(port, 'it');
    expect(await sendTestMail(company.engine, job())).toMatchObject({
      ok: false,
      problem: { kind: 'certificate-untrusted', side: 'mail', cause: 'self-signed' },
    });
    expect({ asked, arrived }).toEqual({ asked: false, arrived: [] });
  });

  test('that refuses is quoted, and the password is not', async () => {
    const { port } = await mailServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (auth, _session, done) => done(new Error(`No entry for ${String(auth.password)}`)),
    });
    throughSmtp(port, 'it');
    const sent = await sendTestMail(company.engine, job());
    expect(sent).toMatchObject({ ok: false, problem: { kind: 'mail-sign-in-refused', user: 'it' } });
    expect(JSON.stringify(sent)).toContain('No entry for [secret]');
  });

  test('that is not there is named as such', async () => {
    const { port } = await mailServer({});
    for (const server of servers.splice(0)) await new Promise<void>((resolve) => server.close(() => resolve()));
    throughSmtp(port);
    expect(await sendTestMail(company.engine, job())).toMatchObject({
      ok: false,
      problem: { kind: 'unreachable', side: 'mail', host: `127.0.0.1:${port}`, cause: 'refused' },
    });
  });
});

describe('a failure', () => {
  test('is mailed through Graph once, until it is another or gone', async () => {
    company.change((settings) => ({ ...settings, notify: { ...settings.notify, via: 'graph', onFailure: true } }));
    await company.sync();
    await company.scim.injectFault({ kind: 'unauthorized', times: null });
    await company.sync(true);
    await company.sync(true);
    const mails = (await company.entra.mails()) as readonly unknown[];
    expect(mails).toHaveLength(1);
    expect(JSON.stringify(mails)).toContain('[Inseam] BlueJeans: BlueJeans does not accept this token');
    await company.scim.clearFaults();
    await company.sync(true);
    await company.scim.injectFault({ kind: 'unauthorized', times: null });
    await company.sync(true);
    await company.scim.clearFaults();
    expect(await company.entra.mails()).toHaveLength(2);
  });
});
