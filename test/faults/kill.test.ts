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
  /** A first cycle went well, and one more person joined since. */
  readonly later?: true;
}

const startAccounts = 29;
const newcomers = 9;
const late = { kind: 'slow-answer', delayMs: 600_000, times: null } as const;

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
    later: true,
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
  async ({ delay, reached, leavesIntents, later }) => {
    const people = startAccounts + newcomers + (later === true ? 1 : 0);
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

      if (later === true) {
        expect(await line.run(['sync', '--approve'], env)).toMatchObject({ status: 0 });
        const id = await company.entra.createPerson({
          displayName: 'Inês Duarte',
          userPrincipalName: 'ines.duarte@oxbow.example',
          mail: 'ines.duarte@oxbow.example',
          givenName: 'Inês',
          surname: 'Duarte',
          accountEnabled: true,
        });
        await company.entra.assign(id);
      }
      await delay(company);
      const killed = line.start(['sync', '--approve'], env);
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
      expect(names).toHaveLength(people);
      expect(new Set(names).size).toBe(names.length);
      expect(intents()).toBe(0);

      const logged = await line.run(['logs', '--json', '--status', 'success'], env);
      const targets = logged.out
        .trimEnd()
        .split('\n')
        .map((row) => (JSON.parse(row) as { targetIdentity: { id: string } }).targetIdentity.id);
      const status = await line.run(['status', '--json'], env);
      const { state, escrows } = JSON.parse(status.out) as { state: { people: object }; escrows: unknown[] };
      expect(state.people).toMatchObject({ linked: people - 3 });
      expect(escrows).toEqual([]);
      // All but the three accounts that are nobody's.
      expect(new Set(targets).size).toBe(people - 3);

      const third = await line.run(['sync', '--json'], env);
      expect(third.status).toBe(0);
      expect(JSON.parse(third.out)).toMatchObject({ requests: { target: 0 }, counts: { created: 0, updated: 0 } });
    } finally {
      await company.stop();
    }
  },
);
