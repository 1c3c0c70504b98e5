import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { FaultRequest } from '../../electron/sample/faults';
import type { Chance } from './random';
import { type Tenant, tell } from './tenant';

/** What goes wrong in a cycle, by chance; the seed decides. */
export interface Trouble {
  readonly side: 'entra' | 'scim';
  readonly fault: FaultRequest;
}

type When = Pick<FaultRequest, 'match' | 'times' | 'after'>;

/** Either side can do these at any request. */
const anywhere: readonly ((chance: Chance, when: When) => FaultRequest)[] = [
  (chance, when) => ({ kind: 'throttled', ...when, retryAfter: chance.pick([0.5, 2, 30, null]), as: 'seconds' }),
  (chance, when) => ({ kind: 'throttled', ...when, retryAfter: chance.between(1, 60), as: 'date' }),
  (chance, when) => ({
    kind: 'server-error',
    ...when,
    status: chance.pick([500, 502, 503, 504]),
    retryAfter: chance.pick([null, null, 5]),
    afterEffect: chance.percent(40),
  }),
  (_, when) => ({ kind: 'connection-reset', ...when }),
  (_, when) => ({ kind: 'lost-answer', ...when }),
  (_, when) => ({ kind: 'cut-off-body', ...when }),
  (_, when) => ({ kind: 'web-page', ...when }),
];

/** What only one side can do, or may only do at some places to be a lie that can be seen through. */
const elsewhere: readonly ((chance: Chance, when: When) => Trouble)[] = [
  (_, when) => ({ side: 'scim', fault: { kind: 'empty-page', ...when, match: { method: 'GET' } } }),
  (_, when) => ({ side: 'scim', fault: { kind: 'unauthorized', ...when } }),
  (_, when) => ({ side: 'entra', fault: { kind: 'unauthorized', ...when } }),
  () => ({ side: 'entra', fault: { kind: 'empty-page', match: { pathIncludes: 'appRoleAssignedTo' }, times: 1 } }),
  (chance) => ({
    side: 'entra',
    fault: {
      kind: 'expired-delta-token',
      match: { pathIncludes: '/users/delta?$deltatoken' },
      as: chance.pick(['gone', 'sync-state-not-found', 'resync-required']),
    },
  }),
];

export function someTrouble(chance: Chance): Trouble {
  const methods = chance.pick([undefined, undefined, 'POST', 'PATCH', 'DELETE']);
  const side = methods === undefined ? chance.pick(['entra', 'scim'] as const) : 'scim';
  const when: When = {
    match: methods === undefined ? {} : { method: methods },
    times: chance.pick([1, 1, 1, 2, 4, null]),
    after: chance.int(methods === undefined ? 12 : 3),
  };
  return chance.percent(20)
    ? chance.pick(elsewhere)(chance, when)
    : { side, fault: chance.pick(anywhere)(chance, when) };
}

export async function injectTrouble(tenant: Tenant): Promise<void> {
  const { chance, ground } = tenant;
  for (let count = chance.between(1, 3); count > 0; count -= 1) {
    const { side, fault } = someTrouble(chance);
    await ground[side].injectFault(fault);
    tell(tenant, null, `trouble at ${side}: ${JSON.stringify(fault)}`);
  }
}

export async function endTrouble({ ground }: Tenant): Promise<void> {
  for (const side of ['entra', 'scim'] as const) await ground[side].clearFaults();
}

/** Runs a cycle in a process of its own and kills it while some request of it is answered, or before it has its effect. */
export async function killInCycle(tenant: Tenant, full: boolean): Promise<void> {
  const { chance, ground } = tenant;
  const side = chance.percent(75) ? 'scim' : 'entra';
  const method = side === 'scim' ? chance.pick([undefined, 'POST', 'PATCH', 'DELETE']) : undefined;
  const fault = {
    kind: 'slow-answer',
    delayMs: 600_000,
    hasEffect: chance.percent(60),
    times: null,
    after: chance.int(method === undefined ? 12 : 4),
    match: method === undefined ? {} : { method },
  } as const;
  await ground[side].injectFault(fault);
  tell(tenant, null, `killed at ${side}: ${JSON.stringify(fault)}`);
  const child = await ground.startCycle(full);
  const ended = once(child, 'exit');
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  const isReached = async (): Promise<boolean> =>
    (await ground[side].recording()).some((request) => request.fault === 'slow-answer');
  while (!isOver && !(await isReached())) await wait(10);
  child.kill('SIGKILL');
  await ended;
  tell(
    tenant,
    null,
    isOver && child.exitCode !== null ? `it had ended by itself (${child.exitCode})` : 'it was killed',
  );
  await endTrouble(tenant);
  await ground.restart();
}
