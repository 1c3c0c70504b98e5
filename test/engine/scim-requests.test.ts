import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import type { Send } from '../../electron/network/http';
import { openTarget } from '../../electron/scim/open-target';
import { targetId } from '../../shared/ids';
import { adviseOn } from '../../shared/log/advice';
import { scim } from '../../shared/profiles/scim';
import { closeAll, converse, endsCycle, openSend, problemOf, serve, signal, token, virtualClock } from './scim-target';
import { type Answer, list, scimError, userSchema, webPage } from './scripted-server';

afterEach(closeAll);

const ada = { schemas: [userSchema], id: 'a1', userName: 'ada' };
const created: Answer = { status: 201, body: ada };
const words = (problem: Parameters<typeof adviseOn>[0]): string => {
  const advice = adviseOn(problem, { targetName: 'Oxbow', profile: null, personName: null });
  return `${advice.title} ${advice.meaning} ${advice.nextStep}`;
};

describe('an address', () => {
  test.each(['/scim', '/scim/', '/scim//'])('%s leads to /scim/Users', async (path) => {
    const { server, target } = await converse(() => list([]));
    const other = openTarget({
      baseUrl: `http://127.0.0.1:${server.port}${path}`,
      token,
      profile: scim,
      pace: scim.pace,
      send: await openSend(),
    });
    await other.find('userName', 'ada', signal);
    expect(server.seen.map(({ path: seen }) => seen)).toEqual(['/scim/Users']);
    expect(target.requests.sent).toBe(0);
  });

  test('keeps its own query on every request, together with the filter', async () => {
    const server = await serve(({ method }) => (method === 'POST' ? created : list([])));
    const baseUrl = `${server.url}/?aadOptscim062020&tenant=a%20b`;
    const target = openTarget({ baseUrl, token, profile: scim, pace: scim.pace, send: await openSend() });
    await target.find('userName', 'ada', signal);
    await target.create([{ path: 'userName', value: 'ada' }], signal);
    expect(server.seen.map(({ rawQuery }) => rawQuery)).toEqual([
      'aadOptscim062020&tenant=a%20b&filter=userName%20eq%20%22ada%22',
      'aadOptscim062020&tenant=a%20b',
    ]);
  });

  test.each(['a/b', 'k&K', 'what?', '#1', 'a+b', 'a=b', '100%', 'two words'])(
    'carries the id %j as one segment in GET, PUT, PATCH and DELETE',
    async (id) => {
      const { server, target } = await converse(({ method }) =>
        method === 'PATCH' ? scimError(501) : method === 'DELETE' ? { status: 204 } : { body: { ...ada, id } },
      );
      await target.read(targetId(id), signal);
      await target.update(targetId(id), [{ path: 'title', from: null, to: 'Lead' }], [], null, signal);
      await target.remove(targetId(id), signal);
      const own = server.seen.filter(({ path }) => path.startsWith('/scim/Users/'));
      expect(new Set(own.map(({ method }) => method))).toEqual(new Set(['GET', 'PUT', 'PATCH', 'DELETE']));
      for (const { path } of own) expect(path.split('/').slice(3).map(decodeURIComponent)).toEqual([id]);
    },
  );

  test('that is http and not this computer’s own is refused before a socket opens', async () => {
    let sent = 0;
    const send: Send = async () => {
      sent += 1;
      throw new Error('nothing may be sent');
    };
    const target = openTarget({ baseUrl: 'http://scim.example/v2', token, profile: scim, pace: scim.pace, send });
    const problem = await problemOf(target.find('userName', 'ada', signal));
    expect(problem.kind).toBe('insecure-address');
    expect(sent).toBe(0);
  });
});

describe('a request', () => {
  test('names the token, the media type and who asks, and a media type of its own only with a body', async () => {
    const { server, target } = await converse(({ method }) => (method === 'POST' ? created : list([])), {
      userAgent: 'Inseam/1.2.3',
    });
    await target.find('userName', 'ada', signal);
    await target.create([{ path: 'userName', value: 'ada' }], signal);
    const [get, post] = server.seen;
    expect(get?.headers).toMatchObject({
      authorization: `Bearer ${token}`,
      accept: 'application/scim+json, application/json;q=0.9',
      'user-agent': 'Inseam/1.2.3',
    });
    expect(get?.headers['content-type']).toBeUndefined();
    expect(post?.headers['content-type']).toBe('application/scim+json');
  });

  test('goes as application/json, once and from then on, where the service knows no other', async () => {
    const { server, target } = await converse(({ headers }) =>
      headers['content-type'] === 'application/json' ? created : { status: 415 },
    );
    const values = [{ path: 'userName', value: 'ada' }];
    expect((await target.create(values, signal)).ok).toBe(true);
    expect((await target.create(values, signal)).ok).toBe(true);
    expect(server.seen.map(({ headers }) => headers['content-type'])).toEqual([
      'application/scim+json',
      'application/json',
      'application/json',
    ]);
  });

  test('is answered when JSON comes under any media type', async () => {
    const { target } = await converse(() => ({ ...list([ada]), headers: { 'content-type': 'text/plain' } }));
    expect(await target.find('userName', 'ada', signal)).toMatchObject({ ok: true, value: [{ id: 'a1' }] });
  });
});

describe('a redirect', () => {
  test('to another origin is not followed, and the token goes nowhere', async () => {
    const other = await serve(() => list([]));
    const { target } = await converse(() => ({ status: 307, headers: { location: `${other.url}/Users?x=1` } }));
    const problem = await problemOf(target.find('userName', 'ada', signal));
    expect(problem).toMatchObject({ kind: 'redirected', to: `${other.url}/Users` });
    expect(other.seen).toEqual([]);
  });

  test.each([307, 308])('%i within the service keeps method and body', async (status) => {
    const { server, target } = await converse(({ path }) =>
      path === '/scim/Users' ? { status, headers: { location: '/moved/Users' } } : created,
    );
    expect((await target.create([{ path: 'userName', value: 'ada' }], signal)).ok).toBe(true);
    expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /scim/Users',
      'POST /moved/Users',
    ]);
    expect(server.seen[1]?.json).toEqual(server.seen[0]?.json);
  });

  test.each<[string, number, boolean]>([
    ['302 of a search is followed', 302, true],
    ['303 of a search is not', 303, false],
  ])('%s', async (_rule, status, followed) => {
    const { target } = await converse(({ path }) =>
      path === '/scim/Users' ? { status, headers: { location: '/moved' } } : list([]),
    );
    expect(await endsCycle(target.find('userName', 'ada', signal))).toBe(!followed);
  });

  test('302 of a creation is not followed', async () => {
    const { server, target } = await converse(() => ({ status: 302, headers: { location: '/moved' } }));
    const problem = await problemOf(target.create([{ path: 'userName', value: 'ada' }], signal));
    expect(problem.kind).toBe('redirected');
    expect(server.seen.length).toBe(1);
  });

  test('is followed three times and not a fourth', async () => {
    const { server, target } = await converse((_request, number) => ({
      status: 307,
      headers: { location: `/hop/${number}` },
    }));
    expect((await problemOf(target.find('userName', 'ada', signal))).kind).toBe('redirected');
    expect(server.seen.length).toBe(4);
  });
});

describe('the token', () => {
  test.each<[string, Answer]>([
    ['in a SCIM error', scimError(400, 'invalidValue', `The token ${token} is bad`)],
    ['in a header echoed as text', { status: 400, body: `Authorization: Bearer ${token}` }],
    ['in a refusal of itself', scimError(401, null, `Bearer ${token} has ended`)],
    [
      'in a web page',
      { status: 500, body: `<html><title>${token}</title></html>`, headers: { 'content-type': 'text/html' } },
    ],
  ])('does not come back %s', async (_where, answer) => {
    const { target } = await converse(() => answer);
    const problem = await problemOf(target.create([{ path: 'userName', value: 'ada' }], signal));
    expect(inspect(problem, { depth: 9 })).not.toContain(token);
    expect(words(problem)).not.toContain(token);
  });

  test('of somebody else is removed from the service’s words as well, a GUID is not', async () => {
    const guid = '2819c223-7f76-453a-919d-413861904646';
    const { target } = await converse(() =>
      scimError(400, null, `session 8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f of ${guid}`),
    );
    const problem = await problemOf(target.create([{ path: 'userName', value: 'ada' }], signal));
    expect(problem).toMatchObject({ detail: `session [removed] of ${guid}` });
  });
});

describe('an answer', () => {
  test('that is cut off is an error and never an empty success', async () => {
    const { target } = await converse(() => ({ ...list([ada]), cut: 'within' }));
    expect((await problemOf(target.find('userName', 'ada', signal))).kind).toBe('answer-cut-off');
  });

  test('that ends in the middle of its JSON is an error too', async () => {
    const { target } = await converse(() => ({ body: '{"totalResults":1,"Resources":[{"id":"a' }));
    expect((await problemOf(target.find('userName', 'ada', signal))).kind).toBe('answer-cut-off');
  });

  test('larger than the limit is dropped', async () => {
    const { target } = await converse(() => ({ body: `{"Resources":[],"x":"${'x'.repeat(17 * 1024 * 1024)}"}` }));
    expect((await problemOf(target.find('userName', 'ada', signal))).kind).toBe('answer-too-large');
  });

  test('that does not come is waited for a limited time', async () => {
    const { server, target } = await converse(() => ({ ...list([]), delayMs: 3_000 }), { timeoutMs: 100, maxTries: 2 });
    expect(await problemOf(target.find('userName', 'ada', signal))).toMatchObject({
      kind: 'unreachable',
      cause: 'time-out',
    });
    expect(server.seen.length).toBe(2);
  });

  test('from nobody is this operation’s failure and does not end the cycle by itself', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => closed.once('listening', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const { target } = await converse(() => list([]), { baseUrl: `http://127.0.0.1:${port}` });
    expect(await endsCycle(target.find('userName', 'ada', signal))).toBe(false);
    expect(await problemOf(target.find('userName', 'ada', signal))).toMatchObject({
      kind: 'unreachable',
      cause: 'refused',
    });
  });

  test.each<[string, Answer, string]>([
    ['401', scimError(401, null, 'Bad token'), 'target-unauthorized'],
    ['403 to the first request', scimError(403), 'target-forbidden'],
    ['a web page with 200', webPage(200), 'not-the-protocol'],
    ['JSON of another kind with 200', { body: { hello: 'world' } }, 'not-the-protocol'],
    ['nothing with 200', {}, 'not-the-protocol'],
    ['a web page with 404', webPage(404), 'target-not-found'],
    ['a captive portal', webPage(511), 'not-the-protocol'],
  ])('of %s ends the cycle', async (_what, answer, kind) => {
    const { server, target } = await converse(() => answer);
    expect(await endsCycle(target.find('userName', 'ada', signal))).toBe(true);
    expect(server.seen.length).toBe(1);
    expect((await problemOf(target.find('userName', 'ada', signal))).kind).toBe(kind);
  });

  test('403 to one person’s change fails that person, and to everybody’s ends the cycle', async () => {
    const { target } = await converse(({ method }) =>
      method === 'GET' ? list([]) : scimError(403, null, 'Read only'),
    );
    const values = [{ path: 'userName', value: 'ada' }];
    await target.find('userName', 'ada', signal);
    expect(await problemOf(target.create(values, signal))).toMatchObject({ kind: 'target-refused', status: 403 });
    await target.create(values, signal);
    expect(await endsCycle(target.create(values, signal))).toBe(true);
  });
});

describe('a refusal is told with its status, the service’s words where it has some, and what to do', () => {
  test.each<[string, Answer, string]>([
    ['SCIM', scimError(422, null, 'No more seats'), 'No more seats'],
    ['a vendor’s message', { status: 422, body: { message: 'No more seats' } }, 'No more seats'],
    ['a list of errors', { status: 422, body: { Errors: [{ description: 'No more seats' }] } }, 'No more seats'],
    ['an error within an error', { status: 422, body: { error: { message: 'No more seats' } } }, 'No more seats'],
    ['problem+json', { status: 422, body: { title: 'Seats', detail: 'No more seats' } }, 'No more seats'],
    ['text', { status: 422, body: 'No more\r\n\tseats', headers: { 'content-type': 'text/plain' } }, 'No more seats'],
    ['nothing', { status: 422 }, 'It gave no reason'],
    ['a web page', webPage(422), 'Sign in (a web page: a proxy or wrong address answers)'],
    [
      'another character set',
      {
        status: 422,
        body: { detail: 'No more seats' },
        headers: { 'content-type': 'application/json; charset=latin1' },
      },
      'No more seats',
    ],
    ['markup', scimError(422, null, '<b>No</b> more <script>x()</script>seats'), 'No more seats'],
  ])('from %s', async (_form, answer, expected) => {
    const { target } = await converse(() => answer);
    const told = words(await problemOf(target.create([{ path: 'userName', value: 'ada' }], signal)));
    expect(told).toContain('422');
    expect(told).toContain(expected);
  });

  test('and shortened', async () => {
    const { target } = await converse(() => scimError(422, null, 'word '.repeat(500)));
    const problem = await problemOf(target.create([{ path: 'userName', value: 'ada' }], signal));
    expect(problem.kind === 'target-refused' && problem.detail.length).toBeLessThanOrEqual(200);
  });
});

describe('after a passing failure', () => {
  test.each([408, 425, 429, 500, 502, 503, 504])('%i the search is repeated, with growing pauses', async (status) => {
    const { server, slept, target } = await converse((_request, number) => (number < 4 ? { status } : list([])));
    expect((await target.find('userName', 'ada', signal)).ok).toBe(true);
    expect(server.seen.length).toBe(4);
    expect(slept.filter((ms) => ms > 0)).toEqual([500, 1000, 2000]);
    expect(target.requests).toEqual({ sent: 4, retried: 3 });
  });

  test('a connection that was cut the search is repeated', async () => {
    const { target } = await converse((_request, number) => (number === 1 ? { cut: 'before' } : list([])));
    expect((await target.find('userName', 'ada', signal)).ok).toBe(true);
    expect(target.requests).toEqual({ sent: 2, retried: 1 });
  });

  test('that stays, the limit is four tries', async () => {
    const { server, target } = await converse(() => ({ status: 502 }));
    expect(await problemOf(target.read(targetId('a1'), signal))).toMatchObject({ kind: 'server-error', status: 502 });
    expect(server.seen.length).toBe(4);
  });

  test.each([400, 401, 403, 404, 409, 412, 501])('%i is none: nothing is repeated', async (status) => {
    const { server, target } = await converse(() => scimError(status));
    await problemOf(target.create([{ path: 'userName', value: 'ada' }], signal));
    expect(server.seen.length).toBe(1);
  });

  test('the pauses differ from one client to the next', async () => {
    const pauses = async (random: () => number): Promise<number[]> => {
      const { slept, target } = await converse((_request, number) => (number < 3 ? { status: 500 } : list([])), {
        random,
      });
      await target.find('userName', 'ada', signal);
      return slept;
    };
    expect(await pauses(() => 0.1)).toEqual([100, 200]);
    expect(await pauses(() => 0.9)).toEqual([900, 1800]);
  });

  test('a cycle that is stopped does not wait on', async () => {
    const stop = new AbortController();
    const { target } = await converse(() => ({ status: 503, headers: { 'retry-after': '200' } }), {
      sleep: async (_ms, given) => {
        stop.abort(new Error('stopped'));
        given.throwIfAborted();
      },
    });
    await expect(target.find('userName', 'ada', stop.signal)).rejects.toThrow('stopped');
  });
});

describe('when the service asks us to wait', () => {
  const serverNow = Date.parse('2026-05-04T11:00:00Z');
  test.each<[string, number, Record<string, string>, number]>([
    ['in seconds', 429, { 'retry-after': '2' }, 2000],
    [
      'until a date, our clock being an hour slow',
      503,
      { date: new Date(serverNow).toUTCString(), 'retry-after': new Date(serverNow + 2000).toUTCString() },
      2000,
    ],
    ['until a date that is past', 429, { 'retry-after': 'Mon, 04 May 2020 10:00:00 GMT' }, 1000],
    ['for a week', 429, { 'retry-after': '604800' }, 300_000],
    ['by X-RateLimit-Reset in seconds', 429, { 'x-ratelimit-reset': '7' }, 7000],
    [
      'by X-Rate-Limit-Reset as a moment',
      429,
      { date: new Date(serverNow).toUTCString(), 'x-rate-limit-reset': String(serverNow / 1000 + 9) },
      9000,
    ],
    [
      'by RateLimit-Reset beside a Retry-After that is nonsense',
      429,
      { 'retry-after': 'soon', 'ratelimit-reset': '3' },
      3000,
    ],
    ['without a word', 429, {}, 500],
  ])('%s, it is left alone for so long', async (_how, status, headers, expected) => {
    const told: number[] = [];
    const { slept, target } = await converse((_request, number) => (number === 1 ? { status, headers } : list([])), {
      onThrottled: (ms) => told.push(ms),
    });
    expect((await target.find('userName', 'ada', signal)).ok).toBe(true);
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBe(expected);
    expect(told).toEqual([expected]);
  });

  test('no other request reaches it meanwhile', async () => {
    const clock = virtualClock();
    const times: number[] = [];
    const send: Send = async () => {
      times.push(clock.now());
      const headers: Record<string, string> = times.length === 1 ? { 'retry-after': '4' } : {};
      const status = times.length === 1 ? 429 : 200;
      return { ok: true, answer: { status, headers, body: '{"Resources":[],"totalResults":0}' } };
    };
    const target = openTarget({
      baseUrl: 'https://scim.example/scim',
      token,
      profile: scim,
      pace: { requestsPerSecond: 0, concurrency: 8 },
      send,
      now: clock.now,
      sleep: clock.sleep,
    });
    const later = async (name: string) => {
      await clock.sleep(1000);
      return target.find('userName', name, signal);
    };
    await clock.run(Promise.all([target.find('userName', 'ada', signal), later('bo'), later('cy')]));
    expect(times).toEqual([0, 4000, 4000, 4000]);
  });

  test('for ever, the cycle gives way', async () => {
    const { target } = await converse(() => ({ status: 429, headers: { 'retry-after': '120' } }));
    expect(await problemOf(target.find('userName', 'ada', signal))).toEqual({
      kind: 'throttled',
      side: 'target',
      retryAfterMs: 120_000,
    });
  });

  test('a creation that was throttled is sent again, for nothing was done', async () => {
    const { server, target } = await converse((_request, number) => (number === 1 ? { status: 429 } : created));
    expect((await target.create([{ path: 'userName', value: 'ada' }], signal)).ok).toBe(true);
    expect(server.seen.map(({ method }) => method)).toEqual(['POST', 'POST']);
  });
});

describe('the pace', () => {
  /** The service stands for one on the network: the name is ours, the socket goes to loopback. */
  const farAway = async (port: number): Promise<Send> => {
    const send = await openSend();
    return (request) =>
      send({ ...request, url: request.url.replace('https://scim.example', `http://127.0.0.1:${port}`) });
  };

  test('of requests and of requests at once is never exceeded in any second, repeats included', async () => {
    const clock = virtualClock();
    const times: number[] = [];
    let busy = 0;
    let busiest = 0;
    const send: Send = async () => {
      times.push(clock.now());
      const status = times.length % 5 === 0 ? 500 : 200;
      busy += 1;
      busiest = Math.max(busiest, busy);
      await clock.sleep(270);
      busy -= 1;
      return { ok: true, answer: { status, headers: {}, body: '{"Resources":[],"totalResults":0}' } };
    };
    const target = openTarget({
      baseUrl: 'https://scim.example/scim',
      token,
      profile: scim,
      pace: { requestsPerSecond: 10, concurrency: 3 },
      send,
      now: clock.now,
      sleep: clock.sleep,
      random: () => 0.1,
    });
    const people = Array.from({ length: 40 }, (_each, index) => target.find('userName', `p${index}`, signal));
    await clock.run(Promise.all(people));
    expect(times.length).toBe(49);
    for (const [index, at] of times.entries())
      expect(times.slice(index).filter((later) => later - at < 1000).length).toBeLessThanOrEqual(10);
    expect(busiest).toBe(3);
    expect(clock.now()).toBeLessThan(7_000);
  });

  test('has no limit at this computer’s own address', async () => {
    const { slept, target } = await converse(() => list([]), { pace: { requestsPerSecond: 1, concurrency: 1 } });
    await Promise.all(Array.from({ length: 20 }, () => target.find('userName', 'ada', signal)));
    expect(slept).toEqual([]);
  });

  test('lets a stopped cycle leave the queue, and the next in it takes the place', async () => {
    const server = await serve(() => ({ ...list([]), delayMs: 50 }));
    const target = openTarget({
      baseUrl: 'https://scim.example/scim',
      token,
      profile: scim,
      pace: { requestsPerSecond: 0, concurrency: 1 },
      send: await farAway(server.port),
    });
    const stop = new AbortController();
    const first = target.find('userName', 'a', signal);
    const stopped = target.find('userName', 'b', stop.signal);
    const last = target.find('userName', 'c', signal);
    stop.abort(new Error('stopped'));
    await expect(stopped).rejects.toThrow('stopped');
    expect((await first).ok && (await last).ok).toBe(true);
    expect(server.seen.length).toBe(2);
  });
});
