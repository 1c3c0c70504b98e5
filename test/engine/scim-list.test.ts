import { afterEach, describe, expect, test } from 'vitest';
import type { Problem } from '../../shared/log/problem';
import { ProblemError } from '../../shared/outcome';
import { closeAll, converse, signal } from './scim-target';
import { list, type Script, type SeenRequest, scimError, webPage } from './scripted-server';

afterEach(closeAll);

/** Every account of a service, whatever its paging is like; half a list is none. */
const users = (count: number): readonly { id: string }[] =>
  Array.from({ length: count }, (_each, index) => ({ id: `u${index + 1}`, userName: `user${index + 1}` }));
const all = users(250);
const page = ({ query }: SeenRequest, most: number): readonly object[] => {
  const start = Math.max(1, Number(query['startIndex'] ?? 1)) - 1;
  return all.slice(start, start + Math.min(most, Number(query['count'] ?? most)));
};
const byIndex = (request: SeenRequest) => !('cursor' in request.query);

async function listAll(script: Script) {
  const { target, server } = await converse(script);
  const ids: string[] = [];
  let problem: Problem | null = null;
  try {
    for await (const accounts of target.list(signal)) ids.push(...accounts.map(({ id }) => id));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problem = error.problem;
  }
  return { ids, problem, requests: server.seen };
}

describe('every account comes once', () => {
  test.each<[string, Script, number]>([
    ['of a service that pages as asked', (request) => list(page(request, 1000), { totalResults: 250 }), 3],
    ['where pages are smaller than asked', (request) => list(page(request, 40), { totalResults: 250 }), 7],
    ['where count is ignored and everybody comes at once', () => list(all, { totalResults: 250 }), 2],
    [
      'where the total changes on the way',
      (request, number) => list(page(request, 100), { totalResults: 250 + (number === 1 ? -3 : 0) }),
      4,
    ],
    [
      'where the total is that of the page',
      (request) => {
        const rows = page(request, 100);
        return list(rows, { totalResults: rows.length });
      },
      4,
    ],
    [
      'where pages overlap',
      ({ query }) => {
        const start = Math.max(0, Number(query['startIndex']) - 11);
        return list(all.slice(start, start + 100), { totalResults: 250 });
      },
      5,
    ],
    [
      'where startIndex is ignored, but cursors are not',
      (request) => {
        if (byIndex(request)) return list(all.slice(0, 100), { totalResults: 250 });
        const start = Number(request.query['cursor'] || 0);
        const next = start + 100 < 250 ? { nextCursor: String(start + 100) } : {};
        return { body: { Resources: all.slice(start, start + 100), ...next } };
      },
      5,
    ],
    [
      'where startIndex is refused, but cursors are not',
      (request) => {
        if (byIndex(request))
          return request.query['startIndex'] === '1'
            ? list(all.slice(0, 50), { totalResults: 250 })
            : scimError(400, 'invalidValue');
        const start = Number(request.query['cursor'] || 0);
        const next = start + 100 < 250 ? { nextCursor: String(start + 100) } : {};
        return { body: { Resources: all.slice(start, start + 100), ...next } };
      },
      5,
    ],
  ])('%s', async (_rule, script, most) => {
    const { ids, problem, requests } = await listAll(script);
    expect(problem).toBeNull();
    expect([...ids].sort()).toEqual(all.map(({ id }) => id).sort());
    expect(requests.length).toBeLessThanOrEqual(most);
    expect(requests.every(({ method, query }) => method === 'GET' && !('filter' in query))).toBe(true);
  });

  test('of nobody is a whole list', async () => {
    expect(await listAll(() => list([]))).toMatchObject({ ids: [], problem: null });
  });
});

describe('no list is taken for one', () => {
  test.each<[string, Script, Partial<Problem>]>([
    [
      'where startIndex is ignored',
      () => list(all.slice(0, 100), { totalResults: 250 }),
      { kind: 'target-list-incomplete', received: 100, total: 250 },
    ],
    [
      'that ends short of its own count',
      ({ query }) => {
        const start = Number(query['startIndex'] ?? 1) - 1;
        return list(all.slice(0, 220).slice(start, start + 100), { totalResults: 250 });
      },
      { kind: 'target-list-incomplete', received: 220, total: 250 },
    ],
    [
      'whose cursor leads back to itself',
      (request) =>
        byIndex(request)
          ? list(all.slice(0, 100), { totalResults: 250 })
          : { body: { Resources: all.slice(0, 100), nextCursor: 'again' } },
      { kind: 'target-list-incomplete' },
    ],
    [
      'of a service that wants a filter',
      () => scimError(400, 'invalidFilter', 'A filter is required'),
      { kind: 'target-cannot-list', status: 400, detail: 'A filter is required' },
    ],
    ['of a service that does not know lists', () => scimError(501), { kind: 'target-cannot-list', status: 501 }],
    ['where listing is not allowed', () => scimError(403), { kind: 'target-cannot-list', status: 403 }],
    [
      'of which a later page fails',
      (request) =>
        request.query['startIndex'] === '1' ? list(all.slice(0, 100), { totalResults: 250 }) : { status: 500 },
      { kind: 'server-error' },
    ],
    [
      'of which a later page is cut off',
      (request) => ({
        ...list(page(request, 100), { totalResults: 250 }),
        ...(request.query['startIndex'] === '1' ? {} : { cut: 'within' as const }),
      }),
      { kind: 'answer-cut-off' },
    ],
    ['of a page that is a sign-in', () => webPage(200), { kind: 'not-the-protocol' }],
  ])('%s', async (_rule, script, problem) => {
    const { problem: found, requests } = await listAll(script);
    expect(found).toMatchObject(problem);
    expect(requests.length).toBeLessThan(20);
  });
});
