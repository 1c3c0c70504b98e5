import { afterEach, describe, expect, test } from 'vitest';
import { readDiscovery } from '../../electron/scim/discover';
import { countAccounts, type ListEnd, readAccounts } from '../../electron/scim/read-list';
import { openConnection } from '../../electron/scim/send-request';
import { scim } from '../../shared/profiles/scim';
import { closeAll, openSend, serve, signal, token } from './scim-target';
import { type Answer, list, type Script, type SeenRequest, scimError } from './scripted-server';

afterEach(closeAll);

const users = (count: number): readonly object[] =>
  Array.from({ length: count }, (_each, index) => ({ id: `u${index + 1}`, userName: `user${index + 1}` }));

const page = (all: readonly object[], request: SeenRequest, most: number): readonly object[] => {
  const start = Number(request.query['startIndex'] ?? 1) - 1;
  return all.slice(start, start + Math.min(most, Number(request.query['count'] ?? most)));
};

async function connect(script: Script) {
  const server = await serve(script);
  const connection = openConnection({
    baseUrl: server.url,
    token,
    profile: scim,
    pace: scim.pace,
    send: await openSend(),
    sleep: async () => {},
  });
  return { server, connection };
}

async function readAll(script: Script, pageSize = 10): Promise<ListEnd & { ids: string[]; requests: SeenRequest[] }> {
  const { server, connection } = await connect(script);
  const ids: string[] = [];
  const pages = readAccounts(connection, { pageSize }, signal);
  for (let next = await pages.next(); ; next = await pages.next()) {
    if (next.done === true) return { ...next.value, ids, requests: server.seen };
    ids.push(...next.value.map(({ id }) => id));
  }
}

const everyone = (count: number): string[] => Array.from({ length: count }, (_each, index) => `u${index + 1}`);

describe('a list', () => {
  test('of a service that gives fewer than asked for is read by what comes, each account once', async () => {
    const all = users(20);
    const read = await readAll((request) => list(page(all, request, 7), { totalResults: 20 }));
    expect(read).toMatchObject({ ids: everyone(20), complete: true, total: 20 });
    expect(read.requests.map(({ query }) => query['startIndex'])).toEqual(['1', '8', '15']);
  });

  const all = users(25);
  test.each<[string, Script, number, boolean]>([
    [
      'whose startIndex is ignored ends, incomplete',
      (request) => list(page(all, { ...request, query: { count: '10' } }, 10), { totalResults: 25 }),
      10,
      false,
    ],
    [
      'that begins again after its end ends with everybody',
      (request) => {
        const rows = page(all, request, 10);
        return list(rows.length === 0 ? all.slice(0, 10) : rows, { totalResults: 25 });
      },
      25,
      true,
    ],
    [
      'that repeats rows has each account once',
      (request) => {
        const start = Math.max(0, Number(request.query['startIndex']) - 3);
        return list(all.slice(start, start + 10), { totalResults: 25 });
      },
      25,
      true,
    ],
    [
      'that counts its page for the whole is read on',
      (request) => {
        const rows = page(all, request, 10);
        return list(rows, { totalResults: rows.length });
      },
      25,
      true,
    ],
    [
      'that does not count is read to its empty page',
      (request) => ({ body: { Resources: page(all, request, 10) } }),
      25,
      true,
    ],
    ['that counts in text is understood', (request) => list(page(all, request, 10), { totalResults: '25' }), 25, true],
    [
      'that takes no startIndex but 1 is incomplete',
      (request) =>
        request.query['startIndex'] === '1' ? list(all.slice(0, 10), { totalResults: 25 }) : scimError(501),
      10,
      false,
    ],
    [
      'that ends short of its own count is incomplete',
      (request) => list(page(all.slice(0, 20), request, 10), { totalResults: 25 }),
      20,
      false,
    ],
    ['that comes all at once is complete', () => list(all, { totalResults: 25 }), 25, true],
    ['of nobody, with null for its rows, is complete', () => ({ body: { totalResults: 0, Resources: null } }), 0, true],
  ])('%s', async (_rule, script, count, complete) => {
    const read = await readAll(script);
    expect(read.ids).toEqual(everyone(count));
    expect(read.complete).toBe(complete);
    expect(read.requests.length).toBeLessThan(10);
  });

  test('of which a page fails or is no list is no list at all', async () => {
    const failing =
      (answer: Answer): Script =>
      (request) =>
        request.query['startIndex'] === '1' ? list(all.slice(0, 10), { totalResults: 25 }) : answer;
    await expect(readAll(failing({ status: 500 }))).rejects.toThrow('server-error');
    await expect(readAll(failing({ body: {} }))).rejects.toThrow('not-the-protocol');
    await expect(readAll(failing(scimError(401)))).rejects.toThrow('target-unauthorized');
  });
});

describe('the number of accounts', () => {
  test.each<[string, Script, number | null, number]>([
    ['is asked for in one request', (request) => list(page(users(26), request, 100), { totalResults: 26 }), 26, 1],
    ['of nobody is none', () => list([]), 0, 1],
    [
      'is counted where the service counts its page alone',
      (request) => {
        const rows = page(users(12), request, 100);
        return list(rows, { totalResults: rows.length });
      },
      12,
      2,
    ],
    ['is unknown where the list is refused', () => scimError(501), null, 1],
    [
      'is unknown where the list has no end',
      (request) => list(page(users(30), { ...request, query: {} }, 5), { totalResults: null }),
      null,
      3,
    ],
  ])('%s', async (_rule, script, expected, most) => {
    const { connection, server } = await connect(script);
    expect(await countAccounts(connection, signal)).toBe(expected);
    expect(server.seen.length).toBeLessThanOrEqual(most);
  });
});

describe('what a service declares', () => {
  test.each<[string, unknown, object]>([
    [
      'each member for itself',
      { patch: { supported: false } },
      { patch: false, filter: null, etag: null, maxResults: null },
    ],
    ['in any letter case', { FILTER: { Supported: true, MAXRESULTS: 50 } }, { filter: true, maxResults: 50 }],
    [
      'the smaller of two limits on a page',
      { filter: { maxResults: 200 }, pagination: { maxPageSize: 100 } },
      { maxResults: 100 },
    ],
    [
      'nothing, when bulk lacks its limits and the rest is odd',
      { bulk: { supported: false }, filter: { maxResults: -1 } },
      { patch: null, maxResults: null },
    ],
    ['nothing, when it is no object', 'yes', { patch: null, filter: null, etag: null, maxResults: null }],
  ])('is read %s', (_how, config, expected) => expect(readDiscovery(config)).toMatchObject(expected));
});
