import { afterEach, describe, expect, test } from 'vitest';
import { targetId } from '../../shared/ids';
import type { PathValue } from '../../shared/mapping/target-value';
import { bluejeans } from '../../shared/profiles/bluejeans';
import { closeAll, converse, endsCycle, problemOf, signal } from './scim-target';
import { type Answer, enterprise, list, scimError, userSchema, webPage } from './scripted-server';

afterEach(closeAll);

const ada = { schemas: [userSchema], id: 'a1', userName: 'ada@x' };
const values: readonly PathValue[] = [
  { path: 'userName', value: 'ada@x' },
  { path: 'active', value: true },
  { path: 'name.givenName', value: 'Ada' },
];

describe('the body of a creation', () => {
  test('has what the mapping gives, names the schemas it uses and holds nothing empty', async () => {
    const { server, target } = await converse(() => ({ status: 201, body: ada }));
    await target.create(
      [
        ...values,
        { path: 'title', value: '' },
        { path: 'emails[type eq "work"].value', value: 'ada@x' },
        { path: `${enterprise}:department`, value: 'Research' },
        { path: `${enterprise}:manager`, value: 'm1' },
        { path: 'id', value: 'mine' },
      ],
      signal,
    );
    expect(server.seen.map(({ method, path, json }) => ({ method, path, json }))).toEqual([
      {
        method: 'POST',
        path: '/scim/Users',
        json: {
          schemas: [userSchema, enterprise],
          userName: 'ada@x',
          active: true,
          name: { givenName: 'Ada' },
          emails: [{ type: 'work', value: 'ada@x', primary: true }],
          [enterprise]: { department: 'Research', manager: { value: 'm1' } },
        },
      },
    ]);
  });

  test('has the manager as a text where the profile says so', async () => {
    const { server, target } = await converse(() => ({ status: 201, body: ada }), { profile: bluejeans });
    await target.create([...values, { path: `${enterprise}:manager`, value: 'm1' }], signal);
    expect(server.seen[0]?.json).toMatchObject({ [enterprise]: { manager: 'm1' } });
  });
});

describe('a creation that went through', () => {
  test.each<[string, Answer, Record<string, unknown>]>([
    ['tells the id and what is stored', { status: 201, body: ada }, { id: 'a1', adopted: false, resource: ada }],
    ['tells the id alone', { status: 201, body: { id: 'a1' } }, { id: 'a1', adopted: false, resource: null }],
    ['with 200 was there already', { status: 200, body: ada }, { id: 'a1', adopted: true }],
    [
      'tells the address alone, whose last part is the id',
      { status: 201, headers: { location: 'https://elsewhere.example/v2/Users/a%2F1%20b' } },
      { id: 'a/1 b', adopted: false },
    ],
    ['tells neither and is found again', { status: 201 }, { id: 'a1', adopted: false }],
    ['answers with words and is found again', { status: 201, body: 'Thank you' }, { id: 'a1', adopted: false }],
  ])('%s', async (_how, answer, expected) => {
    const { target } = await converse(({ method, path, query }) => {
      if (method === 'POST') return answer;
      if (path.endsWith('/Users')) return query['filter'] === 'userName eq "ada@x"' ? list([ada]) : list([]);
      return { body: { ...ada, id: decodeURIComponent(path.split('/').at(-1) ?? '') } };
    });
    expect(await target.create(values, signal)).toMatchObject({ ok: true, value: expected });
  });

  test('but is nowhere to be found is a failure that says so', async () => {
    const { server, target } = await converse(({ method }) => (method === 'POST' ? { status: 201 } : list([])));
    expect(await problemOf(target.create(values, signal))).toMatchObject({ kind: 'target-refused', status: 201 });
    expect(server.seen.filter(({ method }) => method === 'POST').length).toBe(1);
  });

  test('may settle late: a 404 for the new id is asked again for half a minute', async () => {
    let asked = 0;
    const { target } = await converse(({ method }) => {
      if (method === 'POST') return { status: 201, body: ada };
      asked += 1;
      return asked < 3 ? scimError(404) : { body: ada };
    });
    await target.create(values, signal);
    expect(await target.read(targetId('a1'), signal)).toMatchObject({ ok: true, value: { id: 'a1' } });
  });

  test('and stays away longer than that is gone', async () => {
    const { slept, target } = await converse(({ method }) =>
      method === 'POST' ? { status: 201, body: ada } : scimError(404),
    );
    await target.create(values, signal);
    expect(await target.read(targetId('a1'), signal)).toEqual({ ok: true, value: null });
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(30_000);
  });
});

describe('a creation whose answer was lost', () => {
  test.each<[string, Answer]>([
    ['by a time-out', { delayMs: 2_000 }],
    ['by a cut connection', { cut: 'before' }],
    ['by 408', { status: 408 }],
    ['by 500', { status: 500 }],
    ['by 503', { status: 503, headers: { 'retry-after': '3' } }],
    ['by 504', { status: 504 }],
  ])('%s, but was made: is found, and not made twice', async (_how, answer) => {
    const people = new Map<string, unknown>();
    const { server, target } = await converse(
      ({ method }) => {
        if (method !== 'POST') return list([...people.values()]);
        people.set(`a${people.size + 1}`, ada);
        return answer;
      },
      { timeoutMs: 200 },
    );
    expect(await target.create(values, signal)).toMatchObject({ ok: true, value: { id: 'a1', adopted: false } });
    expect(server.seen.map(({ method }) => method)).toEqual(['POST', 'GET']);
    expect(people.size).toBe(1);
  });

  test('and that was not made is made, after a search', async () => {
    const { server, target } = await converse(({ method }, number) =>
      method === 'GET' ? list([]) : number === 1 ? { status: 502 } : { status: 201, body: ada },
    );
    expect(await target.create(values, signal)).toMatchObject({ ok: true, value: { id: 'a1' } });
    expect(server.seen.map(({ method }) => method)).toEqual(['POST', 'GET', 'POST']);
    expect(target.requests).toEqual({ sent: 3, retried: 1 });
  });

  test('is not repeated where the service cannot be searched', async () => {
    const { server, target } = await converse(({ method }) =>
      method === 'GET' ? scimError(400, 'invalidFilter') : { status: 500 },
    );
    expect(await problemOf(target.create(values, signal))).toMatchObject({ kind: 'server-error', status: 500 });
    expect(server.seen.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  test('is not repeated where there is no name to search by', async () => {
    const { server, target } = await converse(() => ({ status: 500 }));
    await problemOf(target.create([{ path: 'externalId', value: '1' }], signal));
    expect(server.seen.length).toBe(1);
  });

  test('again and again ends after three, each with a search between', async () => {
    const { server, target } = await converse(({ method }) => (method === 'GET' ? list([]) : { status: 502 }));
    expect((await problemOf(target.create(values, signal))).kind).toBe('server-error');
    expect(server.seen.map(({ method }) => method)).toEqual(['POST', 'GET', 'POST', 'GET', 'POST', 'GET']);
  });
});

describe('a creation that the service refuses', () => {
  test.each<[string, Answer]>([
    ['SCIM’s uniqueness', scimError(409, 'uniqueness', 'Taken')],
    ['no scimType', scimError(409, null, 'Taken')],
    ['a wrong scimType', scimError(409, 'invalidValue', 'Taken')],
    ['text', { status: 409, body: 'Taken' }],
  ])('as a duplicate, with %s, is a conflict for matching to solve', async (_how, answer) => {
    const { target } = await converse(() => answer);
    expect(await problemOf(target.create(values, signal))).toEqual({
      kind: 'conflict',
      attribute: 'userName',
      value: 'ada@x',
      detail: 'Taken',
    });
  });

  test('names the attribute that the service names', async () => {
    const { target } = await converse(() => scimError(400, 'invalidValue', "'givenName' may hold letters only"));
    expect(await problemOf(target.create(values, signal))).toEqual({
      kind: 'target-refused',
      status: 400,
      scimType: 'invalidValue',
      detail: "'givenName' may hold letters only",
      attribute: 'name.givenName',
    });
  });

  test('for active as a boolean is sent with a text, and so is the next', async () => {
    const { server, target } = await converse(({ json }) => {
      const { active } = json as { active: unknown };
      return typeof active === 'string'
        ? { status: 201, body: ada }
        : scimError(400, 'invalidValue', 'active: text expected');
    });
    await target.create(values, signal);
    await target.create(values, signal);
    expect(server.seen.map(({ json }) => (json as { active: unknown }).active)).toEqual([true, 'True', 'True']);
    expect(target.findings.activeAs).toBe('string');
  });

  test('for active in either form keeps to the first', async () => {
    const { server, target } = await converse(() => scimError(400, 'invalidValue', 'active is not for you'));
    expect(await problemOf(target.create(values, signal))).toMatchObject({
      kind: 'target-refused',
      attribute: 'active',
    });
    expect(server.seen.length).toBe(2);
    expect(target.findings.activeAs).toBe('boolean');
  });

  test('with a web page for a 404 ends the cycle', async () => {
    const { target } = await converse(() => webPage(404));
    expect(await endsCycle(target.create(values, signal))).toBe(true);
  });
});
