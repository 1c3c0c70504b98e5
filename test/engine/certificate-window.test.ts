import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createHandlers } from '../../electron/ipc/create-handlers';
import { openDesk } from '../../electron/ipc/desk';
import type { Connection } from '../../shared/ipc/contract';
import { type MadeCertificate, makeClientCertificate, secretLines } from '../client-certificate-maker';
import { filesBelow } from './built-command-line';
import { openTestCompany, type TestCompany } from './test-company';

const job = 'test';

describe('a certificate that the window hands over', () => {
  let company: TestCompany;
  let handlers: ReturnType<typeof createHandlers>;
  let ours: MadeCertificate;
  let strange: MadeCertificate;
  let ended: MadeCertificate;
  let source: Connection['source'];
  let chosen: readonly string[] = [];
  const answers: unknown[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'inseam-certificates-'));

  beforeAll(async () => {
    [ours, strange, ended] = await Promise.all([
      makeClientCertificate({ to: new Date('2040-06-08T12:00:00Z') }),
      makeClientCertificate({ name: 'Strange' }),
      makeClientCertificate({ from: new Date('2024-05-03T00:00:00Z'), to: new Date('2025-05-03T12:00:00Z') }),
    ]);
    company = await openTestCompany();
    await company.entra.registerCertificate(ours.cert);
    const desk = openDesk(company.engine, company.runner, (event) => answers.push(event));
    handlers = createHandlers(desk, {
      startSample: () => Promise.reject(new Error('Not here')),
      chooseFile: () => Promise.resolve(null),
      askWhichFiles: () => Promise.resolve(chosen),
    });
    source = { ...(await handlers['job.connection']({ job })).source, auth: 'certificate' };
  });
  afterAll(async () => {
    await company.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    chosen = [];
  });

  const outside = (name: string, content: string | Buffer): string => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const told = <T>(answer: T): T => {
    answers.push(answer);
    return answer;
  };
  const choose = async (...files: readonly string[]) => {
    chosen = files;
    return told(await handlers['secret.chooseCertificate']({ job }));
  };
  const testWith = async (secret: Parameters<(typeof handlers)['source.test']>[0]['secret']) =>
    told(await handlers['source.test']({ job, source, secret }));

  test('is tested while it is still in its field', async () => {
    const result = await testWith({ kind: 'typed', value: ours.both });
    expect(result).toMatchObject({ problem: null, summary: 'Microsoft Entra ID is ready. It has 41 people.' });
    expect(result.rungs.find(({ name }) => name === 'Sign-in')?.text).toContain('ends on 8 June 2040');
    expect(await testWith(null)).toMatchObject({ problem: { title: expect.any(String) } });
  });

  test('is refused in plain words where it cannot sign in, and is then not kept', async () => {
    expect(await testWith({ kind: 'typed', value: ours.cert })).toMatchObject({
      problem: {
        title: 'This cannot be the Entra certificate with its private key',
        meaning: expect.stringContaining('no private key'),
        nextStep: expect.stringContaining('Add the private key'),
      },
    });
    expect(await testWith({ kind: 'typed', value: strange.both })).toMatchObject({
      problem: { title: 'Microsoft Entra ID does not accept this certificate' },
    });
    const kept = await handlers['secret.set']({
      job,
      name: 'entra-certificate-key',
      value: ours.key,
      thisRunOnly: true,
    });
    expect(told(kept)).toMatchObject({ problem: { meaning: expect.stringContaining('no certificate') } });
    expect(kept.state).not.toBe('this-run-only');
  });

  test.each<[string, () => readonly string[], RegExp]>([
    ['a certificate alone', () => [outside('alone.pem', ours.cert)], /no private key/],
    ['one that has ended', () => [outside('ended.pem', ended.both)], /ended on 3 May 2025/],
    [
      'two that do not belong together',
      () => [outside('a.key', strange.key), outside('a.crt', ours.cert)],
      /not belong/,
    ],
    ['a PKCS #12 file', () => [outside('a.pfx', Buffer.from('308209100201033082', 'hex'))], /PKCS #12/],
    ['a huge file', () => [outside('huge.pem', Buffer.alloc(200_000))], /too large/],
    ['a file that is gone', () => ['/nonexistent/gone.pem'], /gone\.pem cannot be read/],
  ])('is not taken from %s', async (_what, files, says) => {
    const answer = await choose(...files());
    expect(answer.chosen).toBeNull();
    expect(`${answer.problem?.title} ${answer.problem?.meaning}`).toMatch(says);
    expect((await testWith({ kind: 'file' })).problem).not.toBeNull();
  });

  test('is read from two files, tested, kept and used, and nothing of it comes back', async () => {
    const both = [outside('inseam.key', ours.key), outside('inseam.crt', ours.cert)];
    expect(await choose(...both)).toEqual({
      chosen: { file: 'inseam.key, inseam.crt', endsAt: '2040-06-08T12:00:00.000Z' },
      problem: null,
    });
    // Cancelled: what was chosen before stays.
    expect(await choose()).toEqual({ chosen: null, problem: null });
    expect(await testWith({ kind: 'file' })).toMatchObject({ problem: null });
    expect(told(await handlers['job.setSource']({ job, source }))).toEqual({ problem: null });
    const kept = await handlers['secret.keepCertificate']({ job, thisRunOnly: true });
    expect(told(kept)).toEqual({ state: 'this-run-only', problem: null });
    expect(told(await handlers['job.connection']({ job }))).toMatchObject({
      source: { auth: 'certificate' },
      certificateState: 'this-run-only',
    });
    expect((await company.sync()).state).toBe('succeeded');
    // It is held no longer than until it is kept.
    expect(await handlers['secret.keepCertificate']({ job, thisRunOnly: true })).toMatchObject({
      problem: { title: 'The Entra certificate with its private key is missing' },
    });
  });

  test('no line of a private key is in any answer, event or file of Inseam', () => {
    const places = [JSON.stringify(answers), ...filesBelow(company.folder).values()];
    for (const { both } of [ours, strange, ended])
      for (const line of secretLines(both)) for (const place of places) expect(place.includes(line)).toBe(false);
    for (const line of secretLines(ours.both)) expect(company.engine.redact(`x ${line} y`)).not.toContain(line);
  });
});
