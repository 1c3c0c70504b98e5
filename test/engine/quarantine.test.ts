import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readQuarantine } from '../../electron/cycle/quarantine';
import { lastCycles } from '../../electron/ledger/cycles';
import { readFact } from '../../electron/ledger/facts';
import { stateSentence } from '../../shared/health/state-sentence';
import { valueOrThrow } from '../../shared/outcome';
import { jobName, openTestCompany, type TestCompany } from './test-company';

/** A job that cannot work: what it leaves untouched, how rarely it is tried, and how it ends. */
const people = 5;
const minute = 60_000;
const day = 86_400_000;

let company: TestCompany;
beforeEach(async () => {
  company = await openTestCompany({
    people,
    profile: 'scim',
    rules: 'none',
    empty: true,
    instant: true,
    skipsWaits: true,
  });
  await company.sync();
});
afterEach(() => company.close());

const state = () => valueOrThrow(company.runner.state(jobName));
const whole = () =>
  JSON.stringify([
    readFact(company.database, 'watermark'),
    company.database.all('SELECT source_id, target_id, known FROM links ORDER BY source_id'),
    company.database.all('SELECT * FROM escrows'),
    company.database.all('SELECT id, standing FROM people ORDER BY id'),
  ]);
/** A change that the target would have to be told of. */
const change = async () => {
  const [person] = await company.entra.people();
  await company.entra.updatePerson(person?.id ?? '', { displayName: `Somebody ${Math.round(company.engine.now())}` });
};
/** Runs what the schedule finds due, to its end. */
const tick = async () => {
  company.runner.startDue();
  while (company.runner.isRunning(jobName)) await new Promise((go) => setTimeout(go, 2));
};

describe('at once, with nobody marked failed and no watermark moved,', () => {
  test.each<{ when: string; cause: () => Promise<unknown>; kind: string }>([
    {
      when: 'the target refuses the token',
      cause: () => company.scim.setToken('another'),
      kind: 'target-unauthorized',
    },
    {
      when: 'the target answers with a web page',
      cause: () => company.scim.injectFault({ kind: 'web-page', times: null }),
      kind: 'not-the-protocol',
    },
    {
      when: 'the target sends us elsewhere',
      cause: () =>
        company.scim.injectFault({ kind: 'redirect', location: 'https://elsewhere.example/scim', times: null }),
      kind: 'redirected',
    },
    {
      when: 'Microsoft Entra ID refuses the secret',
      cause: async () => {
        await company.entra.setSecret('another');
        await company.entra.revokeAccessTokens();
      },
      kind: 'source-credentials-refused',
    },
  ])('when $when', async ({ cause, kind }) => {
    await change();
    await cause();
    const before = whole();
    const cycle = await company.sync();
    expect(cycle).toMatchObject({ state: 'quarantined', problem: { kind }, counts: { failed: 0, updated: 0 } });
    expect(company.rows(cycle)).toEqual([]);
    expect(whole()).toBe(before);
    expect(state().condition).toMatchObject({ kind: 'quarantined', problem: { kind } });
  });
});

describe('in quarantine', () => {
  const stop = () => company.scim.setToken('another');
  const nextInMinutes = () =>
    Math.round((Date.parse(state().nextCycleAt ?? '') - Date.parse(state().lastCycle?.startedAt ?? '')) / minute);

  test('the schedule tries ever more rarely, down to once a day', async () => {
    await stop();
    await change();
    await company.sync();
    const distances: number[] = [];
    for (let tries = 0; tries < 8; tries += 1) {
      distances.push(nextInMinutes());
      company.pass(nextInMinutes() * minute + minute);
      await tick();
    }
    expect(distances).toEqual([80, 160, 320, 640, 1280, 1440, 1440, 1440]);
    expect(readQuarantine(company.database)?.cycles).toBe(9);
  });

  test('the last good cycle is still known, however many got nowhere since', async () => {
    await change();
    const { id } = await company.sync();
    await company.sync();
    const quiet = state().lastCycle?.id;
    await stop();
    await change();
    for (let tries = 0; tries < 25; tries += 1) await company.sync();
    expect(lastCycles(company.database)).toMatchObject({
      last: { state: 'quarantined' },
      lastGood: { id: quiet },
      lastGoodWithExports: { id },
      failuresInARow: 25,
    });
  });

  test('a good cycle ends it by itself, and the schedule is the usual one again', async () => {
    await company.scim.injectFault({ kind: 'unauthorized', times: null });
    await change();
    await company.sync();
    expect(state().condition.kind).toBe('quarantined');
    await company.scim.clearFaults();
    company.pass(nextInMinutes() * minute + minute);
    await tick();
    expect(state()).toMatchObject({ condition: { kind: 'in-step' }, lastCycle: { counts: { updated: 1 } } });
    expect(nextInMinutes()).toBe(40);
  });

  test('after four weeks the schedule gives up and says so; a cycle by hand begins anew', async () => {
    await company.scim.injectFault({ kind: 'unauthorized', times: null });
    await change();
    await company.sync();
    const { since } = readQuarantine(company.database) ?? { since: '' };
    while (company.runner.startDue() !== null) {
      await tick();
      company.pass(day);
    }
    const cycles = state().lastCycle?.id;
    company.pass(Date.parse(since) + 28 * day - company.engine.now());
    expect(state()).toMatchObject({
      nextCycleAt: null,
      condition: { kind: 'quarantined', end: { at: new Date(Date.parse(since) + 28 * day).toISOString(), over: true } },
    });
    expect(stateSentence(state(), company.engine.now()).secondLine).toMatch(
      /^Inseam gave up today at .* after 4 weeks\./,
    );
    company.pass(7 * day);
    await tick();
    expect(state().lastCycle?.id).toBe(cycles);

    expect(await company.sync()).toMatchObject({ state: 'quarantined' });
    expect(readQuarantine(company.database)).toMatchObject({ cycles: 1 });
    expect(state()).toMatchObject({ condition: { end: { over: false } } });
    expect(nextInMinutes()).toBe(80);

    await company.scim.clearFaults();
    await company.sync();
    expect(state().condition).toEqual({ kind: 'in-step' });
  });

  test('one mail is sent for each quarantine, and a second one only when the reason is another', async () => {
    const [mailbox] = await company.entra.people();
    company.change((job) => ({
      ...job,
      notify: { ...job.notify, email: String(mailbox?.properties['userPrincipalName']), via: 'graph', onFailure: true },
    }));
    const mails = async () => ((await company.entra.mails()) as readonly unknown[]).length;
    await change();
    await company.scim.injectFault({ kind: 'unauthorized', times: null });
    for (let tries = 0; tries < 3; tries += 1) await company.sync();
    expect(await mails()).toBe(1);
    // Unreachable in between is not another quarantine.
    await company.scim.clearFaults();
    await company.scim.injectFault({ kind: 'connection-reset', times: null });
    await company.sync();
    await company.scim.clearFaults();
    await company.scim.injectFault({ kind: 'unauthorized', times: null });
    await company.sync();
    expect(await mails()).toBe(1);
    await company.scim.clearFaults();
    await company.scim.injectFault({ kind: 'web-page', times: null });
    await company.sync();
    await company.sync();
    expect(await mails()).toBe(2);
    await company.scim.clearFaults();
    await company.sync();
    await change();
    await company.scim.injectFault({ kind: 'web-page', times: null });
    await company.sync();
    expect(await mails()).toBe(3);
  });
});
