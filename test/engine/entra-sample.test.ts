import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ReadPerson, Rung, Source } from '../../electron/edges';
import { type CheckSourceOptions, checkSource } from '../../electron/entra/check-source';
import { openSource } from '../../electron/entra/open-source';
import type { Network } from '../../electron/network/http';
import { openNetwork } from '../../electron/network/open-network';
import { type AdminClient, adminClient } from '../../electron/sample/admin-client';
import type { EntraCalls } from '../../electron/sample/entra/entra-calls';
import { type RunningEntraTenant, startEntraTenant } from '../../electron/sample/entra-tenant';
import { sourceId } from '../../shared/ids';
import { ProblemError, valueOrThrow } from '../../shared/outcome';
import { collect } from './entra-scripted';

let tenant: RunningEntraTenant;
let admin: AdminClient<EntraCalls>;
let network: Network;
let source: Source;
const { signal } = new AbortController();

const everyPermission = ['User.Read.All', 'GroupMember.Read.All', 'Application.Read.All', 'Mail.Send'];

const connect = (more: Partial<CheckSourceOptions> = {}) => ({
  tenantId: tenant.tenantId,
  clientId: tenant.clientId,
  credential: { kind: 'secret' as const, clientSecret: tenant.clientSecret },
  cloud: { authority: tenant.authority, graph: tenant.graph },
  send: network.send('source'),
  sleep: async () => {},
  ...more,
});

beforeAll(async () => {
  tenant = await startEntraTenant();
  admin = adminClient<EntraCalls>(tenant.admin);
  network = valueOrThrow(await openNetwork({ proxy: 'none', caFile: null, authorities: [tenant.ca] }));
  source = openSource(connect());
});
afterEach(async () => {
  await admin.clearFaults();
  await admin.grantPermissions(everyPermission);
  await admin.setSecret(tenant.clientSecret);
});
afterAll(async () => {
  await network.close();
  await tenant.close();
});

const properties = ['displayName', 'userPrincipalName', 'manager'];

/** Reads a round and merges it, as the ledger does. */
async function round(from: string | null) {
  const people = new Map<string, ReadPerson>();
  let watermark = '';
  for await (const page of source.readPeople(from, properties, signal)) {
    for (const person of page.people) people.set(person.id, person);
    watermark = page.watermark ?? watermark;
  }
  return { people, watermark };
}

describe('the sample company', () => {
  test('is read whole, with managers, in pages of any size', async () => {
    await admin.behave({ deltaPageSize: 3, repeatObjects: true, emptyFirstPage: true });
    const { people } = await round(null);
    await admin.behave({});
    const truth = (await admin.people()).filter(({ deletedAt }) => deletedAt === null);
    expect(people.size).toBe(truth.length);
    for (const { id, properties: own, managerId } of truth)
      expect(people.get(id)).toMatchObject({
        state: 'present',
        properties: { displayName: own['displayName'] },
        ...(managerId === null ? {} : { managerId }),
      });
    expect(await source.countPeople(signal)).toBe(truth.length);
  });

  test('tells what changed since, and nothing else', async () => {
    const { people, watermark } = await round(null);
    // The people below a manager who goes have changed too.
    const managers = new Set((await admin.people()).map(({ managerId }) => managerId));
    const [first, second, third] = [...people.keys()].filter((id) => !managers.has(id));
    if (first === undefined || second === undefined || third === undefined) throw new Error('Too few people');
    await admin.updatePerson(first, { displayName: 'Renamed' });
    await admin.deletePerson(second);
    await admin.deletePersonForGood(third);
    const changed = await round(watermark);
    expect([...changed.people.keys()].sort()).toEqual([first, second, third].sort());
    expect(changed.people.get(first)).toMatchObject({ state: 'present', properties: { displayName: 'Renamed' } });
    expect(changed.people.get(second)).toEqual({ id: second, state: 'soft-deleted' });
    expect(changed.people.get(third)).toEqual({ id: third, state: 'hard-deleted' });
    expect(await source.locatePerson(sourceId(first), signal)).toBe('present');
    expect(await source.locatePerson(sourceId(second), signal)).toBe('soft-deleted');
    expect(await source.locatePerson(sourceId(third), signal)).toBe('hard-deleted');
    expect(await source.findPerson(second, properties, signal)).toBeNull();
    expect(await source.findPerson(first, properties, signal)).toMatchObject({
      id: first,
      properties: { displayName: 'Renamed' },
    });
  });

  test.each(['gone', 'sync-state-not-found', 'resync-required'] as const)(
    'wants everybody read again when its tokens are %s',
    async (form) => {
      const { watermark } = await round(null);
      await admin.expireDeltaTokens(form);
      const error = await round(watermark).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ProblemError);
      expect((error as ProblemError).problem).toEqual({ kind: 'watermark-expired' });
      expect((await round(null)).people.size).toBeGreaterThan(0);
    },
  );

  test('tells who is assigned, direct or through a group', async () => {
    await admin.behave({ listPageSize: 2 });
    const assigned = (await collect(source.readAssignments(tenant.servicePrincipalId, false, signal))).flat();
    await admin.behave({});
    const [groups, assignments] = await Promise.all([admin.groups(), admin.assignments()]);
    const people = new Set((await admin.people()).filter(({ deletedAt }) => deletedAt === null).map(({ id }) => id));
    const expected = assignments.flatMap(({ principalId }) => {
      const group = groups.find(({ id }) => id === principalId);
      return group === undefined ? [principalId] : group.memberIds.filter((id) => people.has(id));
    });
    expect(assigned.map(({ person }) => person as string).sort()).toEqual(expected.sort());
    expect(new Set(assigned.map(({ via }) => via))).toEqual(new Set(['direct', 'group']));
  });

  test('has its groups and its application found by the words of their names', async () => {
    const [group] = await admin.groups();
    if (group === undefined) throw new Error('No group');
    const word = group.name.split(' ').at(-1) ?? '';
    expect((await source.searchGroups(word, signal)).map(({ id }) => id)).toContain(group.id);
    expect((await source.searchGroups(group.id, signal)).map(({ name }) => name)).toEqual([group.name]);
    const applications = await source.searchApplications('', signal);
    expect(applications.map(({ id }) => id)).toContain(tenant.servicePrincipalId);
  });
});

describe('a fault of Graph is got over within the read', () => {
  test.each([
    { kind: 'throttled' },
    { kind: 'server-error' },
    { kind: 'connection-reset' },
    { kind: 'lost-answer' },
    { kind: 'cut-off-body' },
  ] as const)('$kind', async ({ kind }) => {
    const fresh = openSource(connect());
    const expected = (await round(null)).people.size;
    await admin.injectFault({ kind, match: { pathIncludes: '/users/delta' } });
    const people = new Set<string>();
    for await (const page of fresh.readPeople(null, properties, signal))
      for (const person of page.people) people.add(person.id);
    expect(people.size).toBe(expected);
    expect(fresh.requests.retried).toBe(1);
    expect(await admin.pendingFaults()).toEqual([]);
  });
});

describe('Test Connection', () => {
  const check = async (more: Partial<CheckSourceOptions> = {}) => {
    const told: (readonly Rung[])[] = [];
    const checked = await checkSource({
      ...connect(),
      scope: { mode: 'assigned', servicePrincipalId: tenant.servicePrincipalId },
      probe: network.probe('source'),
      onRungs: (rungs) => told.push(rungs),
      signal,
      ...more,
    });
    return { told, ...checked };
  };
  const states = (rungs: readonly Rung[]) => rungs.map(({ name, state }) => `${name} ${state}`);

  test('climbs every rung and counts the people', async () => {
    const { rungs, problem, people, told } = await check();
    expect(problem).toBeNull();
    expect(states(rungs)).toEqual([
      'Name passed',
      'Proxy passed',
      'Connection passed',
      'Certificate passed',
      'Sign-in passed',
      'Read people passed',
      'Read groups passed',
      'Read the application passed',
    ]);
    expect(rungs[3]?.text).toMatch(/^Trusted, valid until \d+ \w+ \d{4}$/);
    expect(people).toBe((await admin.people()).filter(({ deletedAt }) => deletedAt === null).length);
    expect(told.at(-1)).toEqual(rungs);
    expect(told.length).toBe(rungs.length);
  });

  test('stops at a sign-in that is refused, and says what of it', async () => {
    const { rungs, problem } = await check({ credential: { kind: 'secret', clientSecret: 'wrong' } });
    expect(problem).toMatchObject({ kind: 'source-credentials-refused', reason: 'secret', code: 'AADSTS7000215' });
    expect(states(rungs).slice(4)).toEqual([
      'Sign-in failed',
      'Read people not-tested',
      'Read groups not-tested',
      'Read the application not-tested',
    ]);
  });

  test('stops at a certificate that is not trusted, before any secret is sent', async () => {
    await admin.forgetRequests();
    const strict = valueOrThrow(await openNetwork({ proxy: 'none', caFile: null }));
    const { rungs, problem } = await check({ probe: strict.probe('source') });
    await strict.close();
    expect(problem).toMatchObject({ kind: 'certificate-untrusted', side: 'source' });
    expect(states(rungs)[3]).toBe('Certificate failed');
    expect(await admin.recording()).toEqual([]);
  });

  test('several permissions that are missing are named at once', async () => {
    await admin.grantPermissions(['User.Read.All']);
    const { problem } = await check({ scope: { mode: 'assigned', servicePrincipalId: tenant.servicePrincipalId } });
    expect(problem).toEqual({
      kind: 'source-permission-missing',
      permission: 'GroupMember.Read.All and Application.Read.All',
      what: 'groups and their members and who is assigned to the application',
    });
  });

  test.each([
    { lacks: 'User.Read.All', rung: 'Read people', mode: 'all', state: 'failed' },
    { lacks: 'GroupMember.Read.All', rung: 'Read groups', mode: 'assigned', state: 'failed' },
    { lacks: 'Application.Read.All', rung: 'Read the application', mode: 'assigned', state: 'failed' },
    { lacks: 'Application.Read.All', rung: 'Read the application', mode: 'groups', state: 'not-tested' },
    { lacks: 'GroupMember.Read.All', rung: 'Read groups', mode: 'all', state: 'not-tested' },
  ] as const)('without $lacks, people in scope by "$mode": $rung is $state', async ({ lacks, rung, mode, state }) => {
    await admin.grantPermissions(everyPermission.filter((permission) => permission !== lacks));
    const { rungs, problem } = await check({ scope: { mode, servicePrincipalId: tenant.servicePrincipalId } });
    expect(rungs.find(({ name }) => name === rung)).toMatchObject({ state });
    if (state === 'failed') expect(problem).toMatchObject({ kind: 'source-permission-missing', permission: lacks });
    else expect(problem).toBeNull();
  });

  test('says when the enterprise application is another one', async () => {
    const { rungs, problem } = await check({ scope: { mode: 'assigned', servicePrincipalId: tenant.clientId } });
    expect(problem).toEqual({ kind: 'source-application-missing', servicePrincipalId: tenant.clientId });
    expect(rungs.at(-1)).toMatchObject({ state: 'failed' });
  });
});
