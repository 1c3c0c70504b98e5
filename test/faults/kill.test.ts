import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openIntents } from '../../electron/ledger/intents';
import { openLedger } from '../../electron/ledger/open-ledger';
import { type SampleCompany, startSample } from '../../electron/sample/start-sample';
import { valueOrThrow } from '../../shared/outcome';
import { buildCommandLine, type CommandLine, until } from '../engine/built-command-line';

/** Where the process is when it is killed. The far side's late answer keeps it there. */
interface KillPoint {
  readonly where: string;
  readonly delay: (company: SampleCompany) => Promise<unknown>;
  readonly reached: (company: SampleCompany) => Promise<boolean>;
  /** Whether something was about to be sent, and is not known to have been. */
  readonly leavesIntents: boolean;
  /** A first cycle went well, and this happened since; answers how many accounts there are to be more, and to be linked. */
  readonly since?: (company: SampleCompany) => Promise<Since>;
  /** What is killed; `sync --approve` where it is left out. */
  readonly command?: readonly string[];
}

interface Since {
  readonly accounts: number;
  readonly linked: number;
}

const startAccounts = 29;
const newcomers = 9;
const late = { kind: 'slow-answer', delayMs: 600_000, times: null } as const;

async function joins(company: SampleCompany): Promise<Since> {
  const id = await company.entra.createPerson({
    displayName: 'Inês Duarte',
    userPrincipalName: 'ines.duarte@oxbow.example',
    mail: 'ines.duarte@oxbow.example',
    givenName: 'Inês',
    surname: 'Duarte',
    accountEnabled: true,
  });
  await company.entra.assign(id);
  return { accounts: 1, linked: 1 };
}

async function isBlocked({ entra }: SampleCompany): Promise<Since> {
  await entra.blockPerson('seun.adebayo');
  return { accounts: 0, linked: 0 };
}

async function isGone({ entra }: SampleCompany): Promise<Since> {
  await entra.deletePerson('seun.adebayo');
  await entra.deletePersonForGood('seun.adebayo');
  return { accounts: -1, linked: -1 };
}

const hasArrived = (side: 'entra' | 'scim') => async (company: SampleCompany) =>
  (await company[side].recording()).some(({ fault }) => fault === 'slow-answer');

const killPoints: readonly KillPoint[] = [
  {
    where: 'while assignments are read',
    delay: ({ entra }) => entra.injectFault({ ...late, match: { pathIncludes: 'appRoleAssignedTo' } }),
    reached: hasArrived('entra'),
    leavesIntents: false,
  },
  {
    where: 'while people are read',
    delay: ({ entra }) => entra.injectFault({ ...late, match: { pathIncludes: '/users/delta' } }),
    reached: hasArrived('entra'),
    leavesIntents: false,
  },
  {
    where: 'while accounts are looked for, before any write',
    delay: ({ scim }) => scim.injectFault({ ...late, match: { method: 'GET' }, after: 12 }),
    reached: hasArrived('scim'),
    leavesIntents: false,
  },
  {
    where: 'between a POST and its record',
    delay: ({ scim }) => scim.injectFault({ ...late, times: 1, match: { method: 'POST' } }),
    reached: async ({ scim }) => (await scim.count()) > startAccounts,
    leavesIntents: true,
  },
  {
    where: 'between many POSTs and their records',
    delay: ({ scim }) => scim.injectFault({ ...late, match: { method: 'POST' }, after: 2 }),
    reached: async ({ scim }) => (await scim.count()) >= startAccounts + 8,
    leavesIntents: true,
  },
  {
    where: 'between a PATCH and its record',
    delay: ({ scim }) => scim.injectFault({ ...late, match: { method: 'PATCH' } }),
    reached: hasArrived('scim'),
    leavesIntents: true,
  },
  {
    where: 'in a later cycle, between a POST and its record',
    delay: ({ scim }) => scim.injectFault({ ...late, match: { method: 'POST' } }),
    reached: async ({ scim }) => (await scim.count()) > startAccounts + newcomers,
    leavesIntents: true,
    since: joins,
  },
  {
    where: 'while managers are set',
    // Seven accounts are updated before.
    delay: ({ scim }) => scim.injectFault({ ...late, match: { method: 'PATCH' }, after: 9 }),
    reached: hasArrived('scim'),
    leavesIntents: false,
  },
  {
    where: 'between a disable and its record',
    delay: ({ scim }) => scim.injectFault({ ...late, match: { method: 'PATCH' } }),
    reached: hasArrived('scim'),
    leavesIntents: true,
    since: isBlocked,
  },
  {
    where: 'before a deletion that is proved first',
    delay: ({ scim }) => scim.injectFault({ ...late, match: { method: 'GET' } }),
    reached: hasArrived('scim'),
    leavesIntents: true,
    since: isGone,
  },
  {
    where: 'between a deletion and its record',
    delay: ({ scim }) => scim.injectFault({ ...late, match: { method: 'DELETE' } }),
    reached: hasArrived('scim'),
    leavesIntents: true,
    since: isGone,
  },
  {
    where: 'on demand, between a POST and its record',
    delay: ({ scim }) => scim.injectFault({ ...late, match: { method: 'POST' } }),
    reached: async ({ scim }) => (await scim.count()) > startAccounts + newcomers,
    leavesIntents: true,
    since: joins,
    command: ['provision', 'ines.duarte@oxbow.example'],
  },
  {
    where: 'while the first cycle is undone, between a PATCH and its record',
    delay: ({ scim }) => scim.injectFault({ ...late, match: { method: 'PATCH' }, after: 3 }),
    reached: hasArrived('scim'),
    leavesIntents: true,
    since: async () => ({ accounts: 0, linked: 0 }),
    command: ['revert', 'last', '--json'],
  },
];

let line: CommandLine;
beforeAll(async () => {
  line = await buildCommandLine();
});
afterAll(() => line?.remove());

/** The next number of a folder, so that each kill has a company and a record of its own. */
let number = 0;

test.each(killPoints)(
  'killed $where: nobody is created twice, everyone is provisioned, and the log accounts for it',
  async ({ delay, reached, leavesIntents, since, command = ['sync', '--approve'] }) => {
    let more: Since = { accounts: 0, linked: 0 };
    number += 1;
    const folder = join(line.folder, String(number));
    const home = join(folder, 'home');
    const company = await startSample({ folder, processFolder: line.processFolder, job: 'test' });
    const { 'target-token': token, 'entra-client-secret': secret } = company.secrets;
    const env = { INSEAM_HOME: home, INSEAM_TARGET_TOKEN: token, INSEAM_ENTRA_CLIENT_SECRET: secret };
    const intents = (): number => {
      const ledger = valueOrThrow(openLedger(join(home, 'jobs', 'test'), Date.now));
      try {
        return openIntents(ledger.database).length;
      } finally {
        ledger.close();
      }
    };
    try {
      const file = join(folder, 'settings.json');
      writeFileSync(file, JSON.stringify(company.settingsFile));
      expect(await line.run(['init', '--settings', file], env)).toMatchObject({ status: 0 });

      if (since !== undefined) {
        expect(await line.run(['sync', '--approve'], env)).toMatchObject({ status: 0 });
        more = await since(company);
      }
      await delay(company);
      const killed = line.start(command, env);
      await until('the place is reached', () => reached(company));
      killed.child.kill('SIGKILL');
      expect(await killed.ended).toMatchObject({ status: null, out: '' });
      expect(intents() > 0).toBe(leavesIntents);
      await company.entra.clearFaults();
      await company.scim.clearFaults();

      const again = await line.run(['sync', '--json'], env);
      expect(again).toMatchObject({ status: 0, err: '' });
      expect(JSON.parse(again.out)).toMatchObject({ cycle: { state: 'succeeded' }, counts: { failed: 0 } });

      const accounts = await company.scim.accounts();
      const names = accounts.map(({ userName }) => userName.toLowerCase());
      expect(names).toHaveLength(startAccounts + newcomers + more.accounts);
      expect(new Set(names).size).toBe(names.length);
      expect(intents()).toBe(0);

      const logged = await line.run(['logs', '--json', '--status', 'success'], env);
      const targets = logged.out
        .trimEnd()
        .split('\n')
        .map((row) => (JSON.parse(row) as { targetIdentity: { id: string } }).targetIdentity.id);
      const status = await line.run(['status', '--json'], env);
      const { state, escrows } = JSON.parse(status.out) as { state: { people: object }; escrows: unknown[] };
      // All but the three accounts that are nobody's.
      const linked = startAccounts + newcomers - 3;
      expect(state.people).toMatchObject({ linked: linked + more.linked });
      expect(escrows).toEqual([]);
      expect(new Set(targets).size).toBe(linked + Math.max(0, more.linked));

      const third = await line.run(['sync', '--json'], env);
      expect(third.status).toBe(0);
      expect(JSON.parse(third.out)).toMatchObject({ requests: { target: 0 }, counts: { created: 0, updated: 0 } });
    } finally {
      await company.stop();
    }
  },
);

test('killed between two slices, while one is sent and the next was decided on: nobody is created twice or forgotten', async () => {
  const people = 600;
  number += 1;
  const folder = join(line.folder, String(number));
  const company = await startSample({
    folder,
    processFolder: line.processFolder,
    job: 'test',
    people,
    profile: 'scim',
    instantTarget: true,
    keepLast: 4000,
  });
  const { 'target-token': token, 'entra-client-secret': secret } = company.secrets;
  const env = {
    INSEAM_HOME: join(folder, 'home'),
    INSEAM_TARGET_TOKEN: token,
    INSEAM_ENTRA_CLIENT_SECRET: secret,
  };
  try {
    const file = join(folder, 'settings.json');
    writeFileSync(file, JSON.stringify(company.settingsFile));
    expect(await line.run(['init', '--settings', file], env)).toMatchObject({ status: 0 });
    const inScope = (await company.entra.people()).filter(({ properties }) => properties['accountEnabled'] !== false);
    // Some places are kept by late answers; the others send the rest of the slice and decide on the next.
    await company.scim.injectFault({ ...late, times: 2, match: { method: 'POST' } });
    const killed = line.start(['sync', '--approve'], env);
    await until('the second slice is decided on', async () => {
      const searches = (await company.scim.recording()).filter(({ method }) => method === 'GET').length;
      return searches >= inScope.length && (await company.scim.count()) >= 390;
    });
    killed.child.kill('SIGKILL');
    await killed.ended;
    await company.scim.clearFaults();
    const before = await company.scim.count();
    const again = await line.run(['sync', '--json'], env);
    expect(again).toMatchObject({ status: 0, err: '' });
    const { counts } = JSON.parse(again.out) as { counts: { created: number; failed: number } };
    expect(counts).toMatchObject({ created: inScope.length - before, failed: 0 });
    const names = (await company.scim.accounts()).map(({ userName }) => userName.toLowerCase());
    expect([names.length, new Set(names).size]).toEqual([inScope.length, inScope.length]);
    const third = await line.run(['sync', '--json'], env);
    expect(JSON.parse(third.out)).toMatchObject({ requests: { target: 0 }, counts: { unchanged: inScope.length } });
  } finally {
    await company.stop();
  }
});
