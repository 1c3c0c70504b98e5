import { afterEach, describe, expect, test } from 'vitest';
import { sourceId } from '../../shared/ids';
import { ProblemError } from '../../shared/outcome';
import {
  collect,
  type GraphSays,
  graphRefusal,
  openScriptedTenant,
  type ScriptedOptions,
  type ScriptedTenant,
} from './entra-scripted';
import { closeServers } from './network-servers';

let tenant: ScriptedTenant;
afterEach(async () => {
  await tenant.close();
  await closeServers();
});

const { signal } = new AbortController();
const open = async (graph: ScriptedOptions['graph']) => {
  tenant = await openScriptedTenant({ graph });
  return tenant.source;
};
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof ProblemError ? error.problem : error),
  );
const deltaLink = (origin: string, token = 'end') => `${origin}/v1.0/users/delta?$deltatoken=${token}`;
const nextLink = (origin: string, token: number | string) => `${origin}/v1.0/users/delta?$skiptoken=${token}`;
const readAll = (from: string | null = null) =>
  collect(tenant.source.readPeople(from, ['displayName', 'manager'], signal));

describe('people of a page', () => {
  test.each([
    {
      name: 'hold what Graph gave and nothing else; cleared is null, never set is absent',
      object: { id: '1', displayName: 'Ann', jobTitle: null, '@odata.etag': 'x' },
      person: {
        id: '1',
        state: 'present',
        properties: { id: '1', displayName: 'Ann', jobTitle: null },
        managerId: undefined,
      },
    },
    {
      name: 'have the manager of the delta',
      object: { id: '1', 'manager@delta': [{ '@odata.type': '#microsoft.graph.user', id: '9' }] },
      person: { id: '1', state: 'present', managerId: '9' },
    },
    {
      name: 'have the new manager where the page tells of the old one too',
      object: { id: '1', 'manager@delta': [{ id: '8', '@removed': { reason: 'deleted' } }, { id: '9' }] },
      person: { id: '1', state: 'present', managerId: '9' },
    },
    {
      name: 'have lost their manager where only the old one is told of',
      object: { id: '1', 'manager@delta': [{ id: '8', '@removed': { reason: 'deleted' } }] },
      person: { id: '1', state: 'present', managerId: null },
    },
    {
      name: 'are in the recycle bin when removed with the reason changed',
      object: { id: '1', '@removed': { reason: 'changed' } },
      person: { id: '1', state: 'soft-deleted' },
    },
    {
      name: 'are gone for good when removed with the reason deleted',
      object: { id: '1', '@removed': { reason: 'deleted' } },
      person: { id: '1', state: 'hard-deleted' },
    },
  ])('$name', async ({ object, person }) => {
    await open((_asked, _number, origin) => ({ body: { value: [object], '@odata.deltaLink': deltaLink(origin) } }));
    const [page] = await readAll();
    expect(page?.people).toEqual([expect.objectContaining(person)]);
  });
});

describe('a delta round', () => {
  test('is followed over empty pages to its delta link, which comes with the last page only', async () => {
    await open((_asked, number, origin) => ({
      body: {
        value: number === 2 ? [] : [{ id: String(number) }],
        ...(number === 3 ? { '@odata.deltaLink': deltaLink(origin) } : { '@odata.nextLink': nextLink(origin, number) }),
      },
    }));
    const pages = await readAll();
    expect(pages.map(({ people, watermark }) => [people.length, watermark])).toEqual([
      [1, null],
      [0, null],
      [1, deltaLink(tenant.origin)],
    ]);
    expect(tenant.asked.map(({ path }) => path)).toEqual([
      '/v1.0/users/delta?$select=displayName,manager',
      '/v1.0/users/delta?$skiptoken=1',
      '/v1.0/users/delta?$skiptoken=2',
    ]);
    expect(tenant.source.requests).toEqual({ sent: 5, retried: 0 });
  });

  test('goes on from a watermark as it stands, and as work in the background', async () => {
    await open((_asked, _number, origin) => ({ body: { value: [], '@odata.deltaLink': deltaLink(origin, 'new') } }));
    const [page] = await readAll(deltaLink(tenant.origin, 'old'));
    expect(page?.watermark).toBe(deltaLink(tenant.origin, 'new'));
    expect(tenant.asked[0]).toMatchObject({
      path: '/v1.0/users/delta?$deltatoken=old',
      headers: { 'x-ms-throttle-priority': 'Low' },
    });
  });

  test('asks for one page ahead of the one that is worked on, and no further', async () => {
    await open((_asked, number, origin) => ({
      body: { value: [{ id: String(number) }], '@odata.nextLink': nextLink(origin, number) },
    }));
    const pages = tenant.source.readPeople(null, ['displayName'], signal)[Symbol.asyncIterator]();
    await pages.next();
    await expect.poll(() => tenant.asked.length).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(tenant.asked).toHaveLength(2);
    await pages.return?.();
  });

  test('lets go of the page ahead when nobody reads on', async () => {
    let isClosed = false;
    await open((_asked, number, origin) =>
      number === 1
        ? { body: { value: [], '@odata.nextLink': nextLink(origin, 1) } }
        : new Promise<GraphSays>(() => {
            isClosed = true;
          }),
    );
    for await (const _page of tenant.source.readPeople(null, ['displayName'], signal)) {
      await expect.poll(() => isClosed).toBe(true);
      break;
    }
  });

  test.each<{ name: string; says: GraphSays; problem: object }>([
    {
      name: 'ends in a page with neither link: nobody can say that it was everybody',
      says: { body: { value: [{ id: '1' }] } },
      problem: { kind: 'answer-cut-off', side: 'source' },
    },
    {
      name: 'ends in half a page that arrived as if it were whole',
      says: { headers: { 'content-type': 'application/json' }, body: '{"value":[{"id":"1"' },
      problem: { kind: 'answer-cut-off', side: 'source' },
    },
    {
      name: 'meets other JSON',
      says: { body: { people: [] } },
      problem: { kind: 'not-the-protocol', got: 'other-json' },
    },
    { name: 'meets an empty answer', says: { body: '' }, problem: { kind: 'not-the-protocol', got: 'nothing' } },
    {
      name: 'meets a web page',
      says: { headers: { 'content-type': 'text/html' }, body: '<!doctype html><p>Sign in' },
      problem: { kind: 'not-the-protocol', got: 'web-page' },
    },
    {
      name: 'is sent elsewhere',
      says: { status: 307, headers: { location: 'https://evil.example.com/' } },
      problem: { kind: 'redirected', to: 'https://evil.example.com/' },
    },
    {
      name: 'is told to go on at another host',
      says: { body: { value: [], '@odata.nextLink': 'https://evil.example.com/v1.0/users/delta' } },
      problem: { kind: 'redirected', to: 'https://evil.example.com' },
    },
    {
      name: 'is told to go on without encryption',
      says: { body: { value: [], '@odata.nextLink': 'http://graph.microsoft.com/v1.0/users/delta' } },
      problem: { kind: 'redirected', to: 'http://graph.microsoft.com' },
    },
    { name: 'token is gone', says: graphRefusal(410, ''), problem: { kind: 'watermark-expired' } },
    {
      name: 'token is unknown',
      says: graphRefusal(400, 'syncStateNotFound'),
      problem: { kind: 'watermark-expired' },
    },
    {
      name: 'has to start anew',
      says: graphRefusal(410, 'resyncRequired'),
      problem: { kind: 'watermark-expired' },
    },
    {
      name: 'is not permitted',
      says: graphRefusal(403, 'Authorization_RequestDenied'),
      problem: { kind: 'source-permission-missing', permission: 'User.Read.All' },
    },
    {
      name: 'is refused for another reason than a permission',
      says: graphRefusal(403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant'),
      problem: { kind: 'source-refused', status: 403, code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant' },
    },
    {
      name: 'asks for what Graph does not have',
      says: graphRefusal(400, 'Request_BadRequest', "Could not find a property named 'shoeSize'."),
      problem: { kind: 'source-refused', status: 400, detail: "Could not find a property named 'shoeSize'." },
    },
  ])('that $name gives no watermark', async ({ says, problem }) => {
    await open((_asked, number, origin) =>
      number === 1 ? { body: { value: [{ id: '0' }], '@odata.nextLink': nextLink(origin, 1) } } : says,
    );
    const watermarks: unknown[] = [];
    const reading = (async () => {
      for await (const page of tenant.source.readPeople(null, ['displayName'], signal)) watermarks.push(page.watermark);
    })();
    expect(await problemOf(reading)).toMatchObject(problem);
    expect(watermarks).not.toContainEqual(expect.any(String));
  });

  test('starts anew where the watermark is of another Graph', async () => {
    await open(() => ({}));
    expect(await problemOf(readAll('https://graph.microsoft.us/v1.0/users/delta?$deltatoken=1'))).toEqual({
      kind: 'watermark-expired',
    });
    expect(tenant.asked).toHaveLength(0);
  });

  test('ends at once when it is stopped', async () => {
    const stop = new AbortController();
    await open(() => new Promise<GraphSays>(() => stop.abort(new Error('stopped by the admin'))));
    await expect(collect(tenant.source.readPeople(null, ['displayName'], stop.signal))).rejects.toThrow('stopped by');
  });
});

describe('Graph that is busy', () => {
  test.each<{ name: string; says: GraphSays; pauses: number[] }>([
    { name: 'a fraction of a second', says: { status: 429, headers: { 'retry-after': '2.128' } }, pauses: [2128] },
    {
      name: 'a date, counted from its own clock',
      says: {
        status: 503,
        headers: { 'retry-after': 'Tue, 24 Nov 2026 09:00:30 GMT', date: 'Tue, 24 Nov 2026 09:00:00 GMT' },
      },
      pauses: [30_000],
    },
    {
      name: 'a day: five minutes are waited',
      says: { status: 429, headers: { 'retry-after': '86400' } },
      pauses: [300_000],
    },
    { name: 'nothing: we back off', says: { status: 504 }, pauses: [250] },
  ])('says $name', async ({ says, pauses }) => {
    await open((_asked, number, origin) =>
      number === 1 ? says : { body: { value: [], '@odata.deltaLink': deltaLink(origin) } },
    );
    expect(await readAll()).toHaveLength(1);
    expect(tenant.pauses).toEqual(pauses);
    expect(tenant.source.requests).toEqual({ sent: 4, retried: 1 });
  });

  test.each([
    {
      name: '429 that says when to come again ends the read after ten minutes',
      says: { status: 429, headers: { 'retry-after': '60' }, body: 'busy' },
      problem: { kind: 'throttled', side: 'source', retryAfterMs: 60_000 },
      pauses: Array(10).fill(60_000),
    },
    {
      name: '500 ends the read after six tries',
      says: { status: 500, headers: { 'retry-after': '9' }, body: 'busy' },
      problem: { kind: 'server-error', side: 'source', status: 500 },
      pauses: Array(5).fill(9000),
    },
  ])('with $name, and not before', async ({ says, problem, pauses }) => {
    await open(() => says);
    expect(await problemOf(readAll())).toMatchObject(problem);
    expect(tenant.asked).toHaveLength(pauses.length + 1);
    expect(tenant.pauses).toEqual(pauses);
  });
});

describe('one person', () => {
  test('is found with the manager, by a name with any characters', async () => {
    const source = await open(() => ({ body: { id: '1', displayName: 'Ann', manager: { id: '9' } } }));
    const name = "o'neil_ext#EXT#/a?b@example.com";
    expect(await source.findPerson(name, ['displayName', 'manager'], signal)).toEqual({
      id: '1',
      state: 'present',
      properties: { id: '1', displayName: 'Ann' },
      managerId: '9',
    });
    expect(tenant.asked[0]?.path).toBe(`/v1.0/users/${name}?$select=id,displayName&$expand=manager($select=id)`);
  });

  test('without a manager has none, rather than an unknown one', async () => {
    const source = await open(() => ({ body: { id: '1' } }));
    expect(await source.findPerson('1', ['displayName'], signal)).toMatchObject({ managerId: null });
  });

  test.each([
    { name: 'nobody has the name', says: graphRefusal(404, 'Request_ResourceNotFound'), found: null },
    {
      name: 'the name cannot be one',
      says: graphRefusal(400, 'Request_BadRequest', "Invalid object identifier 'x'."),
      found: null,
    },
    {
      name: 'the question was wrong: that is no "nobody"',
      says: graphRefusal(400, 'Request_BadRequest', "Could not find a property named 'shoeSize'."),
      found: { kind: 'source-refused', status: 400 },
    },
    {
      name: 'it may not be read: that is no "nobody"',
      says: graphRefusal(403, 'Authorization_RequestDenied'),
      found: { kind: 'source-permission-missing' },
    },
  ])('$name', async ({ says, found }) => {
    const source = await open(() => says);
    const answer = await source
      .findPerson('x', ['displayName'], signal)
      .catch((error: unknown) => (error instanceof ProblemError ? error.problem : error));
    if (found === null) expect(answer).toBeNull();
    else expect(answer).toMatchObject(found);
  });

  test.each([
    { here: 200, bin: 404, state: 'present' },
    { here: 404, bin: 200, state: 'soft-deleted' },
    { here: 404, bin: 404, state: 'hard-deleted' },
  ])('with $here in the directory and $bin in the recycle bin is $state', async ({ here, bin, state }) => {
    const source = await open(({ path }) => {
      const status = path.startsWith('/v1.0/users/') ? here : bin;
      return status === 200 ? { body: { id: '1' } } : graphRefusal(status, 'Request_ResourceNotFound');
    });
    expect(await source.locatePerson(sourceId('1'), signal)).toBe(state);
  });

  test('is never taken for deleted because the recycle bin may not be read', async () => {
    const source = await open(({ path }) =>
      graphRefusal(path.startsWith('/v1.0/users/') ? 404 : 403, path.startsWith('/v1.0/users/') ? '' : 'Forbidden'),
    );
    expect(await problemOf(source.locatePerson(sourceId('1'), signal))).toMatchObject({
      kind: 'source-permission-missing',
    });
  });

  test.each([
    { what: 'empty', says: { status: 404, body: '' } },
    { what: 'JSON of somebody else', says: { status: 404, body: { message: 'no Route matched with those values' } } },
    { what: 'a web page', says: { status: 404, body: '<html>Not found</html>' } },
  ])('is never taken for deleted, nor a group for gone, because of a 404 that is $what', async ({ says }) => {
    const source = await open(({ path }) =>
      path.includes('appRoleAssignedTo')
        ? { body: { value: [{ principalType: 'Group', principalId: 'g1', principalDisplayName: 'Sales' }] } }
        : says,
    );
    for (const read of [
      () => source.locatePerson(sourceId('1'), signal),
      () => collect(source.readAssignments('sp', false, signal)),
      () => source.findPerson('1', ['displayName'], signal),
    ])
      expect(await problemOf(read())).toMatchObject({ kind: 'not-the-protocol', side: 'source' });
  });
});

describe('who is assigned', () => {
  const appRoleId = '00000000-0000-0000-0000-000000000000';
  const assigned = (principalType: string, principalId: string, principalDisplayName = principalId) => ({
    principalType,
    principalId,
    principalDisplayName,
    appRoleId,
  });

  test('is every assigned person and the direct members of each assigned group, over all pages', async () => {
    const source = await open(({ path }, _number, origin) => {
      if (path.includes('$skiptoken'))
        return { body: { value: [assigned('User', 'u2'), assigned('ServicePrincipal', 's1')] } };
      if (path.includes('appRoleAssignedTo'))
        return {
          body: {
            value: [assigned('User', 'u1'), assigned('Group', 'g1', 'Sales'), assigned('Group', 'g2', 'Gone')],
            '@odata.nextLink': `${origin}/v1.0/servicePrincipals/sp/appRoleAssignedTo?$skiptoken=2`,
          },
        };
      if (path.includes('/groups/g2')) return graphRefusal(404, 'Request_ResourceNotFound');
      return {
        body: {
          value: [
            { '@odata.type': '#microsoft.graph.user', id: 'u3' },
            { '@odata.type': '#microsoft.graph.group', id: 'g9' },
            { '@odata.type': '#microsoft.graph.device', id: 'd1' },
          ],
        },
      };
    });
    expect((await collect(source.readAssignments('sp', false, signal))).flat()).toEqual([
      { person: 'u1', via: 'direct', groupId: null, groupName: null, appRole: null },
      { person: 'u2', via: 'direct', groupId: null, groupName: null, appRole: null },
      { person: 'u3', via: 'group', groupId: 'g1', groupName: 'Sales', appRole: null },
    ]);
    expect(tenant.asked.map(({ path }) => path)).toContain('/v1.0/groups/g1/members?$select=id&$top=999');
  });

  test.each([
    ['with their names where a mapping reads them', true, { id: 'r1', value: 'Admin', displayName: 'Administrator' }],
    [
      'without names, and without asking for them, where none does',
      false,
      { id: 'r1', value: null, displayName: null },
    ],
  ])('has its roles %s', async (_, roleNames, appRole) => {
    const source = await open(({ path }) =>
      path.includes('appRoleAssignedTo')
        ? { body: { value: [{ ...assigned('User', 'u1'), appRoleId: 'r1' }] } }
        : { body: { appRoles: [{ id: 'r1', value: 'Admin', displayName: 'Administrator', isEnabled: true }] } },
    );
    expect((await collect(source.readAssignments('sp', roleNames, signal))).flat()).toMatchObject([{ appRole }]);
    expect(tenant.asked.some(({ path }) => path.endsWith('/servicePrincipals/sp?$select=appRoles'))).toBe(roleNames);
  });

  test.each([
    { name: 'the application is gone', status: 404, problem: { kind: 'source-application-missing' } },
    {
      name: 'the application may not be read',
      status: 403,
      problem: { kind: 'source-permission-missing', permission: 'Application.Read.All' },
    },
  ])('is not "nobody" when $name', async ({ status, problem }) => {
    const source = await open(() => graphRefusal(status, status === 403 ? 'Authorization_RequestDenied' : 'NotFound'));
    expect(await problemOf(collect(source.readAssignments('sp', false, signal)))).toMatchObject(problem);
  });

  test('is not without a group’s members when they may not be read', async () => {
    const source = await open(({ path }) =>
      path.includes('/groups/')
        ? graphRefusal(403, 'Authorization_RequestDenied')
        : { body: { value: [assigned('Group', 'g1')] } },
    );
    expect(await problemOf(collect(source.readAssignments('sp', false, signal)))).toMatchObject({
      kind: 'source-permission-missing',
      permission: 'GroupMember.Read.All',
    });
  });

  test('by chosen groups is a problem when one of them is gone', async () => {
    const source = await open(() => graphRefusal(404, 'Request_ResourceNotFound'));
    expect(await problemOf(collect(source.readGroupMembers(['g1'], signal)))).toEqual({
      kind: 'source-group-missing',
      groupId: 'g1',
    });
  });
});

describe('a mail through Graph', () => {
  const send = () => tenant.source.sendMail('admin@example.com', 'ann@example.com', 'Subject', 'Body');

  test('is sent from the mailbox as plain text', async () => {
    await open(() => ({ status: 202, body: '' }));
    expect(await send()).toEqual({ ok: true, value: undefined });
    expect(tenant.asked[0]?.path).toBe('/v1.0/users/admin@example.com/sendMail');
    expect(JSON.parse(tenant.asked[0]?.body ?? '')).toMatchObject({
      message: { subject: 'Subject', body: { contentType: 'Text', content: 'Body' } },
    });
  });

  test.each([
    {
      name: 'may not be sent',
      says: graphRefusal(403, 'ErrorAccessDenied'),
      tries: 1,
      kind: 'source-permission-missing',
    },
    { name: 'has no mailbox', says: graphRefusal(404, 'ErrorInvalidUser'), tries: 1, kind: 'mail-refused' },
    { name: 'may have gone out already is not sent twice', says: { status: 500 }, tries: 1, kind: 'server-error' },
    { name: 'was not taken is tried again', says: { status: 429 }, tries: 6, kind: 'throttled' },
  ])('that $name', async ({ says, tries, kind }) => {
    await open(() => says);
    expect(await send()).toMatchObject({ ok: false, problem: { kind } });
    expect(tenant.asked).toHaveLength(tries);
  });
});

describe('counting and searching', () => {
  test.each([
    { says: { body: '\ufeff8042' }, count: 8042 },
    { says: { body: '' }, count: null },
    { says: graphRefusal(400, 'Request_UnsupportedQuery'), count: null },
  ])('a count of $count', async ({ says, count }) => {
    const source = await open(() => says as GraphSays);
    expect(await source.countPeople(signal)).toBe(count);
    expect(tenant.asked[0]).toMatchObject({ path: '/v1.0/users/$count', headers: { consistencylevel: 'eventual' } });
  });

  test.each([
    { text: ' EU "Sales" ', query: '&$search="displayName:EU  Sales"' },
    { text: '', query: '' },
    {
      text: '66666666-7777-8888-9999-000000000000',
      query: "&$filter=id eq '66666666-7777-8888-9999-000000000000' or appId eq '66666666-7777-8888-9999-000000000000'",
    },
  ])('an application by "$text"', async ({ text, query }) => {
    const source = await open(() => ({ body: { value: [{ id: '1', appId: '2', displayName: null }] } }));
    expect(await source.searchApplications(text, signal)).toEqual([{ id: '1', appId: '2', name: '1' }]);
    expect(tenant.asked[0]?.path).toBe(`/v1.0/servicePrincipals?$select=id,appId,displayName&$top=20${query}`);
  });
});
