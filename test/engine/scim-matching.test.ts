import { afterEach, describe, expect, test } from 'vitest';
import { closeAll, converse, endsCycle, problemOf, signal } from './scim-target';
import { type Answer, enterprise, list, scimError, userSchema, webPage } from './scripted-server';

afterEach(closeAll);

const account = (id: string, more: object = {}): object => ({ schemas: [userSchema], id, ...more });

describe('a search', () => {
  test.each(['a"b', 'a\\b', 'a+b@x', 'a&b', 'a#b', '50%', "O'Neil", 'Ada King', 'Ada 🌍', 'a\u0007b', 'Zoë'])(
    'for %j arrives as that very text',
    async (value) => {
      const { server, target } = await converse(() => list([]));
      await target.find('userName', value, signal);
      const [seen] = server.seen;
      expect(seen?.query['filter']).toBe(`userName eq ${JSON.stringify(value)}`);
      expect(seen?.rawQuery).not.toMatch(/[+ "&#]/);
    },
  );

  test.each([
    ['userName', 'userName'],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName', 'userName'],
    ['emails[type eq "work"].value', 'emails[type eq "work"].value'],
    [`${enterprise}:employeeNumber`, `${enterprise}:employeeNumber`],
  ])('by %s asks one attribute with eq, and the core schema goes without its URN', async (path, expected) => {
    const { server, target } = await converse(() => list([]));
    await target.find(path, 'x', signal);
    expect(server.seen.map(({ query }) => query)).toEqual([{ filter: `${expected} eq "x"` }]);
  });

  test('goes as a POST where the service finds the value too personal for an address', async () => {
    const { server, target } = await converse(({ method }) =>
      method === 'GET' ? scimError(400, 'sensitive') : list([account('a1', { userName: 'ada' })]),
    );
    expect(await target.find('userName', 'ada', signal)).toMatchObject({ ok: true, value: [{ id: 'a1' }] });
    expect(server.seen.at(-1)).toMatchObject({
      method: 'POST',
      path: '/scim/Users/.search',
      json: { filter: 'userName eq "ada"' },
    });
  });
});

describe('what a search finds', () => {
  test.each<[string, string, string, readonly object[], unknown]>([
    ['nobody', 'userName', 'ada@x', [], []],
    ['Ada in another letter case', 'userName', 'Ada@X', [account('a1', { userName: 'ada@x' })], ['a1']],
    ['Ada under keys in another case', 'userName', 'ada', [account('a1', { USERNAME: 'ada' })], ['a1']],
    ['Ada by an id that is a number', 'userName', 'ada', [{ ID: 42, userName: 'ada' }], ['42']],
    ['nobody, where José is told apart from Jose', 'userName', 'jose@x', [account('a1', { userName: 'josé@x' })], []],
    [
      'Jose, whom the service takes for José too',
      'userName',
      'jose@x',
      [account('a1', { userName: 'José@x' }), account('a2', { userName: 'JOSE@x' })],
      ['a2'],
    ],
    [
      'two accounts with one name',
      'userName',
      'ada',
      [account('a1', { userName: 'ada' }), account('a2', { userName: 'ADA' })],
      ['a1', 'a2'],
    ],
    [
      'one account that is listed twice',
      'userName',
      'ada',
      [account('a1', { userName: 'ada' }), account('a1', { userName: 'ada' })],
      ['a1'],
    ],
    [
      'Ada by one address of several',
      'emails',
      'ada@x',
      [account('a1', { emails: [{ value: 'b@x' }, { value: 'Ada@x' }] })],
      ['a1'],
    ],
    ['nobody by an external id in another case', 'externalId', 'AB', [account('a1', { externalId: 'ab' })], []],
    ['Ada by a dotted key', 'name.givenName', 'Ada', [account('a1', { 'name.givenName': 'Ada' })], ['a1']],
  ])('is %s', async (_what, path, value, resources, expected) => {
    const { target } = await converse(() => list(resources));
    const found = await target.find(path, value, signal);
    expect(found.ok && found.value.map(({ id }) => id)).toEqual(expected);
  });

  test('comes in the standard’s shape', async () => {
    const { target } = await converse(() =>
      list([account('a1', { userName: 'ada', active: 'True', 'name.givenName': 'Ada' })]),
    );
    expect(await target.find('userName', 'ada', signal)).toMatchObject({
      value: [{ resource: { active: true, name: { givenName: 'Ada' } } }],
    });
  });

  test.each<[string, object]>([
    ['null', { Resources: null }],
    ['missing', { Resources: undefined }],
    ['counted in text', { totalResults: '0' }],
  ])('is nobody where Resources is %s', async (_what, more) => {
    const { target } = await converse(() => list([], more));
    expect(await target.find('userName', 'ada', signal)).toEqual({ ok: true, value: [] });
  });

  test('is looked at itself where the list holds ids alone', async () => {
    const { target } = await converse(({ path }) =>
      path.endsWith('/a1') ? { body: account('a1', { userName: 'ada' }) } : list([{ id: 'a1' }]),
    );
    expect(await target.find('userName', 'ada', signal)).toMatchObject({ ok: true, value: [{ id: 'a1' }] });
  });

  test.each<[string, readonly object[]]>([
    ['a stranger', [account('b1', { userName: 'bo' })]],
    ['everybody', [account('a1', { userName: 'ada' }), account('b1', { userName: 'bo' })]],
  ])('is never %s: a service that ignores the filter is found out', async (_who, resources) => {
    const { target } = await converse(() => list(resources));
    expect(await problemOf(target.find('userName', 'ada', signal))).toEqual({
      kind: 'target-ignores-filter',
      attribute: 'userName',
    });
  });
});

describe('a search that the service refuses', () => {
  test.each<[string, Answer]>([
    ['400 invalidFilter', scimError(400, 'invalidFilter', 'No externalId here')],
    ['400 without a reason', { status: 400 }],
    ['501', scimError(501)],
  ])('with %s is no "nobody": the attribute cannot be matched by', async (_how, answer) => {
    const { target } = await converse(() => answer);
    expect(await problemOf(target.find('externalId', 'x', signal))).toMatchObject({
      kind: 'target-cannot-filter',
      attribute: 'externalId',
    });
  });

  test('with 500, and only when it has a filter, is one too; the next person’s is not sent at all', async () => {
    const { server, target } = await converse(({ query }) => ('filter' in query ? { status: 500 } : list([])));
    expect((await problemOf(target.find('externalId', 'x', signal))).kind).toBe('target-cannot-filter');
    const sent = server.seen.length;
    expect((await problemOf(target.find('externalId', 'y', signal))).kind).toBe('target-cannot-filter');
    expect(server.seen.length).toBe(sent);
  });

  test('with 500 for all it is asked is the service’s own fault', async () => {
    const { target } = await converse(() => ({ status: 500 }));
    expect((await problemOf(target.find('externalId', 'x', signal))).kind).toBe('server-error');
  });

  test('for one odd value is asked for the next person all the same', async () => {
    const { target } = await converse(({ query }) =>
      query['filter']?.includes('\\') ? scimError(400, 'invalidFilter') : list([]),
    );
    expect((await problemOf(target.find('userName', 'a"b', signal))).kind).toBe('target-cannot-filter');
    expect((await target.find('userName', 'ab', signal)).ok).toBe(true);
  });

  test('with a 404 in SCIM’s words found nobody; with a web page it ends the cycle', async () => {
    const { target } = await converse((_request, number) =>
      number === 1 ? scimError(404, null, 'None') : webPage(404),
    );
    expect(await target.find('userName', 'ada', signal)).toEqual({ ok: true, value: [] });
    expect(await endsCycle(target.find('userName', 'ada', signal))).toBe(true);
  });
});
