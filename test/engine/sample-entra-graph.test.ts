import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { oxbowCompany, oxbowId } from '../../electron/sample/company';
import { type Json, openTenant, readRound, type TenantUnderTest } from './sample-graph-client';

let under: TenantUnderTest;
beforeAll(async () => {
  under = await openTenant();
});
afterAll(() => under.close());

const eventual = { ConsistencyLevel: 'eventual' };
const company = oxbowCompany();
const group = (name: string) => company.groups.find((one) => one.displayName === name)?.id ?? '';
const names = (json: Json) => (json['value'] as unknown as Json[]).map((one) => String(one['displayName']));
const query = (parameters: Record<string, string>) => `?${new URLSearchParams(parameters).toString()}`;

describe('a list of users', () => {
  test.each([
    ['a name', { $filter: "userPrincipalName eq 'LUKASZ.WOJCIK@oxbow.example'" }, ['Łukasz Wójcik']],
    ['the beginning of a name', { $filter: "startswith(displayName,'Daniel')" }, ['Daniel Kim', 'Daniel Kim']],
    ['a blocked sign-in', { $filter: 'accountEnabled eq false' }, ['Élodie Marchand']],
    ['two conditions', { $filter: "displayName eq 'Daniel Kim' and department eq 'Finance'" }, ['Daniel Kim']],
    ['one of two', { $filter: "surname eq 'Smith' or (surname eq 'Solberg')" }, ['Ingrid Solberg', 'Emma Smith']],
    ['several ids', { $filter: `id in ('${oxbowId('teguh')}','${oxbowId('noa.levi')}')` }, ['נועה לוי', 'Teguh']],
    ['a quote in the value', { $filter: "displayName eq 'O''Nobody'" }, []],
  ])('is filtered by %s', async (_case, parameters, expected) => {
    const { status, json } = await under.graph(`/users${query(parameters)}`);
    expect([status, names(json)]).toEqual([200, expected]);
  });

  test.each([
    ['the beginning of any word of a name', '"displayName:kim"', ['Daniel Kim', 'Daniel Kim']],
    ['Han characters', '"displayName:山田"', ['山田 花子']],
    ['either of two', '"displayName:teguh" OR "mail:emma"', ['Teguh', 'Emma Smith']],
  ])('is searched by %s', async (_case, $search, expected) => {
    const { json } = await under.graph(`/users${query({ $search })}`, { headers: eventual });
    expect(names(json)).toEqual(expected);
  });

  test('comes in pages with a link that carries every parameter', async () => {
    const { pages, objects } = await readRound(under, '/users?$top=15&$select=id,displayName');
    expect(pages.map((page) => page.length)).toEqual([15, 15, 11]);
    expect(new Set(objects.map((object) => object['id'])).size).toBe(41);
    expect(Object.keys(objects[40] ?? {})).toEqual(['id', 'displayName']);
  });

  test('counts when asked with the ConsistencyLevel header', async () => {
    const counted = await under.graph('/users?$count=true&$top=1', { headers: eventual });
    expect(counted.json['@odata.count']).toBe(41);
    expect((await under.graph('/users/$count', { headers: eventual })).text).toBe('41');
  });

  test.each([
    ['more than 999 a page', '/users?$top=1000', 'Request_UnsupportedQuery'],
    ['a property that users do not have', '/users?$select=shoeSize', 'BadRequest'],
    ['a search without ConsistencyLevel', '/users?$search="displayName:kim"', 'Request_UnsupportedQuery'],
    ['a count without ConsistencyLevel', '/users/$count', 'BadRequest'],
    ['ne without advanced query', "/users?$filter=surname ne 'Kim'", 'Request_UnsupportedQuery'],
    ['a filter that cannot be read', '/users?$filter=surname eq', 'BadRequest'],
    ['a path that Graph does not have', '/people-of-oxbow', 'BadRequest'],
  ])('refuses %s', async (_case, path, code) => {
    expect(await under.graph(path)).toMatchObject({ status: 400, json: { error: { code } } });
  });
});

describe('one user', () => {
  test('is found by id and by name, with the default properties and null for what was never set', async () => {
    const byId = await under.graph(`/users/${oxbowId('teguh')}`);
    const byName = await under.graph('/users/Teguh@oxbow.example');
    expect(byId.json).toEqual(byName.json);
    expect(byId.json).toMatchObject({ displayName: 'Teguh', surname: null, businessPhones: [] });
    expect(byId.json).not.toHaveProperty('accountEnabled');
  });

  test('who is a guest is found by the encoded name', async () => {
    const name = encodeURIComponent('m.alhassan_partner.example#EXT#@oxbow.example');
    expect((await under.graph(`/users/${name}?$select=userType`)).json).toMatchObject({ userType: 'Guest' });
  });

  test('comes with the manager when that is expanded', async () => {
    const { json } = await under.graph('/users/minhanh.nguyen@oxbow.example?$select=id&$expand=manager($select=id)');
    expect(json['manager']).toEqual({ '@odata.type': '#microsoft.graph.user', id: oxbowId('soren.kjaer') });
  });

  test.each([
    ['the manager of somebody', '/users/minhanh.nguyen@oxbow.example/manager', 200],
    ['the manager of whoever is at the top', '/users/ingrid.solberg@oxbow.example/manager', 404],
    ['nobody', '/users/nobody@oxbow.example', 404],
  ])('answers for %s', async (_case, path, status) => {
    const answer = await under.graph(path);
    expect(answer.status).toBe(status);
    if (status === 404) expect(answer.json).toMatchObject({ error: { code: 'Request_ResourceNotFound' } });
    else expect(answer.json).toMatchObject({ displayName: 'Søren Kjær-Nielsen' });
  });
});

describe('the recycle bin', () => {
  test('holds whoever was deleted, under a name with the id before it, until restored or deleted for good', async () => {
    const other = await openTenant();
    const id = oxbowId('emma.smith');
    await other.admin.deletePerson('emma.smith');
    expect((await other.graph(`/users/${id}`)).status).toBe(404);
    const list = await other.graph(
      '/directory/deletedItems/microsoft.graph.user?$select=id,userPrincipalName,deletedDateTime',
    );
    expect(list.json['value']).toEqual([
      {
        id,
        userPrincipalName: `${id.replaceAll('-', '')}emma.smith@oxbow.example`,
        deletedDateTime: expect.stringMatching(/^\d{4}-/),
      },
    ]);
    expect((await other.graph(`/directory/deletedItems/${id}`)).status).toBe(200);
    await other.admin.restorePerson(id);
    expect((await other.graph(`/users/${id}`)).status).toBe(200);
    await other.admin.deletePersonForGood(id);
    expect((await other.graph(`/directory/deletedItems/${id}`)).status).toBe(404);
    expect((await other.graph(`/users/${id}`)).status).toBe(404);
    await other.close();
  });
});

describe('groups', () => {
  test.each([
    ['all', '/groups', ['BlueJeans Users', 'Contractors', 'Field contractors']],
    ['those that begin so', `/groups${query({ $filter: "startswith(displayName,'field')" })}`, ['Field contractors']],
  ])('are listed: %s', async (_case, path, expected) => {
    expect(names((await under.graph(path)).json)).toEqual(expected);
  });

  test('are searched by any word of their name', async () => {
    const { json } = await under.graph(`/groups${query({ $search: '"displayName:contr"' })}`, { headers: eventual });
    expect(names(json)).toEqual(['Contractors', 'Field contractors']);
  });

  test('answer 404 for an unknown id', async () => {
    expect(await under.graph(`/groups/${oxbowId('teguh')}`)).toMatchObject({
      status: 404,
      json: { error: { code: 'Request_ResourceNotFound' } },
    });
    expect((await under.graph(`/groups/${group('Contractors')}`)).json).toMatchObject({ displayName: 'Contractors' });
  });

  test('tell direct members only, a nested group as a group', async () => {
    const { objects } = await readRound(under, `/groups/${group('Contractors')}/members?$select=id,displayName&$top=2`);
    expect(objects.map((member) => [member['@odata.type'], member['displayName']])).toEqual([
      ['#microsoft.graph.user', 'Mehmet Ali Kaya'],
      ['#microsoft.graph.user', 'Emma Smith'],
      ['#microsoft.graph.user', 'Ravi Subramanian'],
      ['#microsoft.graph.user', 'Đức Hồ Văn'],
      ['#microsoft.graph.group', 'Field contractors'],
    ]);
  });

  test('tell members of nested groups too when asked for transitive members, each once', async () => {
    const path = `/groups/${group('Contractors')}/transitiveMembers`;
    const all = await readRound(under, path);
    expect(all.objects).toHaveLength(6);
    expect(all.objects.map((member) => member['id'])).toContain(oxbowId('tomas.osullivan'));
    const people = await under.graph(`${path}/microsoft.graph.user?$count=true`, { headers: eventual });
    expect(people.json['@odata.count']).toBe(5);
    expect((await under.graph(`${path}/microsoft.graph.user`)).status).toBe(400);
  });
});

describe('the enterprise application', () => {
  test.each([
    ['its id', `/servicePrincipals/${company.application.id}`],
    ['its application id', `/servicePrincipals(appId='${company.application.appId}')`],
  ])('is found by %s with its roles', async (_case, path) => {
    const { json } = await under.graph(path);
    expect(json).toMatchObject({ displayName: 'BlueJeans', appRoles: [{ value: 'User', isEnabled: true }] });
  });

  test.each([
    ['filter', query({ $filter: "startswith(displayName,'blue')" }), {}],
    ['search', query({ $search: '"displayName:blue"' }), eventual],
  ])('is found among others by a %s', async (_case, parameters, headers) => {
    expect(names((await under.graph(`/servicePrincipals${parameters}`, { headers })).json)).toEqual(['BlueJeans']);
    expect(names((await under.graph('/servicePrincipals')).json)).toEqual(['BlueJeans', 'Inseam']);
  });

  test('tells who is assigned, page by page: three people directly and two groups', async () => {
    const { pages, objects } = await readRound(
      under,
      `/servicePrincipals/${company.application.id}/appRoleAssignedTo?$top=2`,
    );
    expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
    expect(objects.map((one) => [one['principalType'], one['principalDisplayName']])).toEqual([
      ['User', 'Ingrid Solberg'],
      ['User', 'Søren Kjær-Nielsen'],
      ['User', 'Chloé Lefèvre'],
      ['Group', 'BlueJeans Users'],
      ['Group', 'Contractors'],
    ]);
    expect(objects[4]).toMatchObject({
      appRoleId: '00000000-0000-0000-0000-000000000000',
      resourceDisplayName: 'BlueJeans',
    });
  });

  test('answers 404 where there is none', async () => {
    expect((await under.graph(`/servicePrincipals/${oxbowId('teguh')}/appRoleAssignedTo`)).status).toBe(404);
  });

  test('follows assignments that the admin changes', async () => {
    const other = await openTenant();
    await other.admin.unassign('Contractors');
    await other.admin.assign('teguh');
    const { objects } = await readRound(other, `/servicePrincipals/${company.application.id}/appRoleAssignedTo`);
    expect(objects.map((one) => one['principalDisplayName']).slice(3)).toEqual(['BlueJeans Users', 'Teguh']);
    await other.close();
  });
});

describe('a batch', () => {
  const inner = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ id: String(index), method: 'GET', url: '/users?$top=1' }));

  test('answers each request with its own status and body', async () => {
    const { json } = await under.graph('/$batch', {
      method: 'POST',
      body: {
        requests: [
          { id: 'a', method: 'GET', url: `/users/${oxbowId('teguh')}/manager?$select=id` },
          { id: 'b', method: 'GET', url: '/users/nobody' },
          { id: 'c', method: 'GET', url: '/users/$count', headers: eventual },
          { id: 'd', method: 'GET', url: '/users?$top=1', dependsOn: ['b'] },
        ],
      },
    });
    const byId = new Map((json['responses'] as unknown as Json[]).map((one) => [one['id'] as unknown, one]));
    expect(byId.get('a')).toMatchObject({ status: 200, body: { id: oxbowId('noor.vandenberg') } });
    expect(byId.get('b')).toMatchObject({ status: 404, body: { error: { code: 'Request_ResourceNotFound' } } });
    expect(byId.get('c')).toMatchObject({ status: 200, body: '41' });
    expect(byId.get('d')).toMatchObject({ status: 424 });
  });

  test('throttles one request and not the others', async () => {
    await under.admin.injectFault({
      kind: 'throttled',
      match: { pathIncludes: oxbowId('teguh') },
      retryAfter: 7,
    });
    const requests = [{ id: 'x', method: 'GET', url: `/users/${oxbowId('teguh')}` }, ...inner(1)];
    const { status, json } = await under.graph('/$batch', { method: 'POST', body: { requests } });
    const responses = json['responses'] as unknown as Json[];
    expect(status).toBe(200);
    expect(responses.map((one) => one['status']).sort()).toEqual([200, 429]);
    expect(responses.find((one) => one['id'] === ('x' as unknown))?.['headers']).toMatchObject({ 'Retry-After': '7' });
  });

  test.each([
    ['more than 20 requests', inner(21)],
    ['the same id twice', [...inner(1), ...inner(1)]],
    ['no requests', []],
  ])('with %s is refused', async (_case, requests) => {
    expect((await under.graph('/$batch', { method: 'POST', body: { requests } })).status).toBe(400);
    const most = await under.graph('/$batch', { method: 'POST', body: { requests: inner(20) } });
    expect(most.json['responses']).toHaveLength(20);
  });
});

describe('a mail', () => {
  const mail = {
    message: {
      subject: '[Inseam] BlueJeans: 12 deletions are held',
      body: { contentType: 'Text', content: '12 deletions are held' },
      toRecipients: [{ emailAddress: { address: 'it@oxbow.example' } }],
    },
    saveToSentItems: false,
  };

  test('is taken with 202 and can be read by the admin', async () => {
    const sent = await under.graph('/users/it@oxbow.example/sendMail', { method: 'POST', body: mail });
    expect([sent.status, sent.text]).toEqual([202, '']);
    expect(await under.admin.mails()).toMatchObject([
      { from: 'it@oxbow.example', to: ['it@oxbow.example'], subject: mail.message.subject },
    ]);
  });

  test('from a mailbox that does not exist is refused', async () => {
    expect(await under.graph('/users/nobody@oxbow.example/sendMail', { method: 'POST', body: mail })).toMatchObject({
      status: 404,
      json: { error: { code: 'ErrorInvalidUser' } },
    });
  });

  test('without the permission Mail.Send is refused', async () => {
    const other = await openTenant();
    await other.admin.grantPermissions(['User.Read.All']);
    const answer = await other.graph('/users/it@oxbow.example/sendMail', { method: 'POST', body: mail });
    expect(answer).toMatchObject({ status: 403, json: { error: { code: 'ErrorAccessDenied' } } });
    await other.close();
  });
});

describe('a made-up tenant', () => {
  test('has as many people as asked for, in pages of at most 999', async () => {
    const other = await openTenant({ people: 2500 });
    const { pages } = await readRound(other, '/users?$top=999&$select=id');
    expect(pages.map((page) => page.length)).toEqual([999, 999, 502]);
    await other.close();
  });
});

describe('the admin endpoint', () => {
  test.each([
    ['somebody unknown', () => under.admin.updatePerson('nobody', { jobTitle: 'x' }), 'Nobody is called nobody'],
    ['a property that Graph does not have', () => under.admin.updatePerson('teguh', { shoeSize: 42 }), 'shoeSize'],
    ['a name that is taken', () => under.admin.createPerson({ userPrincipalName: 'TEGUH@oxbow.example' }), 'taken'],
    ['an unknown fault', () => under.admin.injectFault({ kind: 'earthquake' } as never), 'kind'],
  ])('refuses %s and says so', async (_case, call, words) => {
    await expect(call()).rejects.toThrow(words);
  });

  test('counts and records what was asked, without its authorization', async () => {
    await under.admin.forgetRequests();
    await under.graph(`/users/${oxbowId('teguh')}`);
    await under.graph(`/users/${oxbowId('noa.levi')}`);
    expect(await under.admin.requests()).toEqual({ total: 2, byRoute: { 'GET /v1.0/users/{id}': 2 } });
    const [first] = await under.admin.recording();
    expect(first).toMatchObject({ method: 'GET', url: `/v1.0/users/${oxbowId('teguh')}`, status: 200, fault: null });
    expect(first?.headers).not.toHaveProperty('authorization');
  });

  test('is not reachable by a web page that knows its port', async () => {
    const form = await fetch(`${under.tenant.admin}/revokeAccessTokens`, { method: 'POST', body: '[]' });
    expect(form.status).toBe(403);
  });
});
