import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SampleCompany, startSample } from '../../electron/sample/start-sample';
import { buildCommandLine, type CommandLine, type Ended, filesBelow } from './built-command-line';

/** What the commands tell an admin on ordinary and bad days: true, complete, and said once. One story, in its order. */
let line: CommandLine;
let company: SampleCompany;
const inseam = (...words: string[]): Promise<Ended> =>
  line.run(words, {
    INSEAM_HOME: join(line.folder, 'home'),
    INSEAM_TARGET_TOKEN: company.secrets['target-token'],
    INSEAM_ENTRA_CLIENT_SECRET: company.secrets['entra-client-secret'],
  });
const group = 'BlueJeans Users';
const instant = /\d{4}-\d\d-\d\dT\d\d:\d\d/;

beforeAll(async () => {
  line = await buildCommandLine();
  company = await startSample({ folder: join(line.folder, 'company'), processFolder: line.processFolder, job: 'test' });
  const file = join(line.folder, 'settings.json');
  const job = company.settings as { safety?: object };
  writeFileSync(
    file,
    JSON.stringify({
      ...company.settingsFile,
      jobs: { test: { ...job, safety: { ...job.safety, deletionThreshold: 1 } } },
    }),
  );
  expect((await inseam('init', '--settings', file)).status).toBe(0);
});
afterAll(async () => {
  await company?.stop();
  line?.remove();
});

describe('before the first cycle', () => {
  test('status does not count people who were never read', async () => {
    const { out } = await inseam('status');
    expect(out).toContain('Nobody has been read from Microsoft Entra ID yet.');
    expect(out).not.toContain('0 people');
  });

  test('there is no last cycle to undo, and that is said', async () => {
    const ended = await inseam('revert', 'last');
    expect(ended).toMatchObject({ status: 2, out: '' });
    expect(ended.err).toContain('No cycle has changed an account yet');
  });

  test('a restart with nothing to forget forgets nothing', async () => {
    const { status, out } = await inseam('restart', '--reset', 'escrows');
    expect(status).toBe(0);
    expect(out).toContain('There was no failure to forget.');
  });
});

describe('a person with a name', () => {
  beforeAll(async () => {
    expect((await inseam('sync', '--approve')).status).toBe(0);
  });

  test.each([
    ['provision', ['provision', 'Daniel Kim']],
    ['explain', ['explain', 'Daniel Kim']],
    ['hold', ['hold', 'Daniel Kim']],
    ['release', ['release', 'Daniel Kim']],
    ['sync --leave-out', ['sync', '--leave-out', 'Daniel Kim']],
    ['revert --user', ['revert', 'last', '--user', 'Daniel Kim']],
    ['census link', ['census', 'link', 'Daniel Kim', 'emma.smith@oxbow.example']],
    ['census unlink', ['census', 'unlink', 'Daniel Kim']],
  ])('that two have is refused by %s in the same words, with both of them', async (_, words) => {
    const ended = await inseam(...words);
    expect(ended).toMatchObject({ status: 2, out: '' });
    expect(ended.err).toContain('2 people answer to Daniel Kim');
    expect(ended.err).toContain('daniel.kim@oxbow.example');
    expect(ended.err).toContain('daniel.kim2@oxbow.example');
    expect(ended.err).toContain('Name one of them by object id or userPrincipalName.');
  });

  test('that is empty is asked for', async () => {
    const ended = await inseam('hold', ' ');
    expect(ended).toMatchObject({ status: 2, out: '' });
    expect(ended.err).toContain('Which person?');
  });
});

test('somebody out of scope without an account: what is not sent is told once', async () => {
  const { status, out } = await inseam('explain', 'elodie.marchand@oxbow.example');
  expect(status).toBe(0);
  const lines = out.split('\n').filter((text) => text.includes('out of scope without an account'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('userName, active, title');
});

describe('a flood of removals', () => {
  test('names the limit, who keeps access and what decides', async () => {
    for (const who of ['rosa.delgado', 'ana.munoz']) await company.entra.removeMember(group, who);
    const ended = await inseam('sync');
    expect(ended.status).toBe(5);
    expect(ended.err).toContain('whoever is held keeps access');
    const { status, out } = await inseam('deletions');
    expect(status).toBe(5);
    expect(out).toContain('your limit of 1. They keep their access until you decide.');
    expect(out).toContain('inseam deletions allow or reject');
    expect((await inseam('status')).out).toContain('inseam deletions allow or reject');
  });

  test('is over once it is allowed, and its undo is called one', async () => {
    await inseam('deletions', 'allow');
    expect((await inseam('sync')).out).toContain('2 disabled');
    await company.entra.addMember(group, 'rosa.delgado');
    const { out } = await inseam('revert', 'last', '--user', 'rosa.delgado@oxbow.example');
    expect(out).toMatch(/\n {2}undo, \d+ in scope/);
    expect(out).not.toContain('0 people read');
  });
});

test('a read that is cut off is told once, though the mail about it meets the same', async () => {
  await company.entra.injectFault({ kind: 'cut-off-body', times: null });
  const { status, err } = await inseam('sync');
  await company.entra.clearFaults();
  expect(status).toBe(3);
  expect(err.match(/was cut off/g)).toHaveLength(1);
  expect(err).toContain('The mail about this could not be sent, for the same reason.');
});

describe('a token that is refused', () => {
  beforeAll(async () => {
    await company.scim.setToken('another-token');
    await company.entra.updatePerson('duc.ho', { jobTitle: 'Foreman' });
  });

  test.each([['census'], ['provision'], ['check'], ['sync']])('%s exits 3, and says so', async (command) => {
    const ended = await inseam(command, ...(command === 'provision' ? ['duc.ho@oxbow.example'] : []));
    expect(ended.status).toBe(3);
    expect(ended.err).toContain('BlueJeans does not accept this token');
    expect(ended.err).toContain('No account was changed');
  });

  test('status tells the next try once, in words', async () => {
    const { out } = await inseam('status');
    expect(out.match(/Next /g)).toHaveLength(1);
    expect(out).toMatch(/In quarantine since today/);
    expect(out).not.toMatch(instant);
  });
});

test('no secret is in anything that was said or kept', () => {
  const secrets = [company.secrets['target-token'], company.secrets['entra-client-secret']];
  for (const secret of secrets) {
    expect(line.everythingSaid()).not.toContain(secret);
    for (const [file, text] of filesBelow(join(line.folder, 'home')))
      expect([file, text.includes(secret)]).toEqual([file, false]);
  }
});
