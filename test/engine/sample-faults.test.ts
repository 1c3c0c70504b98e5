import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type FaultRequest, faultTable } from '../../electron/sample/faults';
import { openTenant, type TenantUnderTest } from './sample-graph-client';
import { openScimTarget, type ScimUnderTest } from './sample-scim-client';

let entra: TenantUnderTest;
let scim: ScimUnderTest;
beforeAll(async () => {
  entra = await openTenant();
  scim = await openScimTarget({ empty: true });
});
afterEach(async () => {
  await entra.admin.clearFaults();
  await scim.admin.clearFaults();
  await scim.admin.removeAllAccounts();
});
afterAll(async () => {
  await entra.close();
  await scim.close();
});

const create = () => scim.scim('POST', '/Users', { schemas: [], userName: 'ada@oxbow.example' });
/** How a request ended: its status, or that no whole answer came. */
const ending = (answer: Promise<{ status: number }>) => answer.then(({ status }) => status).catch(() => 'no answer');

describe('a fault at the SCIM target', () => {
  test.each<[string, FaultRequest, number | 'no answer', number]>([
    ['throttled', { kind: 'throttled' }, 429, 0],
    ['server error before the effect', { kind: 'server-error', status: 500 }, 500, 0],
    ['server error after the effect', { kind: 'server-error', status: 502, afterEffect: true }, 502, 1],
    ['reset before the effect', { kind: 'connection-reset' }, 'no answer', 0],
    ['answer lost after the effect', { kind: 'lost-answer' }, 'no answer', 1],
    ['slow answer', { kind: 'slow-answer', delayMs: 50 }, 201, 1],
    ['body cut off', { kind: 'cut-off-body' }, 'no answer', 1],
    ['web page', { kind: 'web-page' }, 200, 0],
    ['token withdrawn', { kind: 'unauthorized' }, 401, 0],
    ['rights withdrawn', { kind: 'unauthorized', status: 403 }, 403, 0],
    ['redirect', { kind: 'redirect' }, 302, 0],
  ])('%s: ends as it should and stores as it should', async (_case, fault, end, stored) => {
    await scim.admin.injectFault({ ...fault, match: { method: 'POST' } });
    expect(await ending(create())).toBe(end);
    expect(await scim.admin.count()).toBe(stored);
    // Once by default: the next request is met by nothing.
    expect(await ending(create())).toBe(stored === 1 ? 409 : 201);
  });

  test('makes a list look empty', async () => {
    await create();
    await scim.admin.injectFault({ kind: 'empty-page' });
    expect((await scim.scim('GET', '/Users')).json).toMatchObject({ totalResults: 0, Resources: [] });
    expect((await scim.scim('GET', '/Users')).json).toMatchObject({ totalResults: 1 });
  });

  test('answers an error in SCIM’s own form', async () => {
    await scim.admin.injectFault({ kind: 'server-error' });
    expect((await create()).json).toMatchObject({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '503',
    });
  });

  test('is recorded with the request it met', async () => {
    await scim.admin.injectFault({ kind: 'lost-answer' });
    await ending(create());
    expect((await scim.admin.recording()).at(-1)).toMatchObject({ method: 'POST', status: null, fault: 'lost-answer' });
  });
});

describe('a fault at Graph', () => {
  test.each<[string, FaultRequest, number | 'no answer']>([
    ['throttled', { kind: 'throttled' }, 429],
    ['server error', { kind: 'server-error', status: 504 }, 504],
    ['reset', { kind: 'connection-reset' }, 'no answer'],
    ['body cut off', { kind: 'cut-off-body' }, 'no answer'],
    ['web page', { kind: 'web-page' }, 200],
    ['watermark gone', { kind: 'expired-delta-token' }, 410],
    ['watermark not found', { kind: 'expired-delta-token', as: 'sync-state-not-found' }, 400],
    ['redirect', { kind: 'redirect', status: 307 }, 307],
  ])('%s: ends as it should', async (_case, fault, end) => {
    await entra.graph('/users?$top=1');
    await entra.admin.injectFault({ ...fault, match: { pathIncludes: '/users/delta' } });
    expect(await ending(entra.graph('/users?$top=1'))).toBe(200);
    expect(await ending(entra.graph('/users/delta'))).toBe(end);
    expect(await ending(entra.graph('/users/delta'))).toBe(200);
  });

  test('empties a page and leaves its links', async () => {
    await entra.admin.behave({ deltaPageSize: 10 });
    await entra.admin.injectFault({ kind: 'empty-page', match: { pathIncludes: 'delta' } });
    const { json } = await entra.graph('/users/delta');
    expect(json['value']).toEqual([]);
    expect(json['@odata.nextLink']).toContain('$skiptoken=');
    await entra.admin.behave({});
  });

  test('answers an error in Graph’s own form', async () => {
    await entra.admin.injectFault({ kind: 'throttled', match: { pathIncludes: '/users' } });
    expect((await entra.graph('/users')).json).toMatchObject({
      error: { code: 'TooManyRequests', innerError: { date: expect.any(String) } },
    });
  });

  test('meets sign-in too', async () => {
    await entra.admin.injectFault({ kind: 'server-error', match: { pathIncludes: '/oauth2/' } });
    expect((await entra.signIn({})).status).toBe(503);
  });
});

describe('Retry-After', () => {
  test.each<[string, FaultRequest, RegExp | undefined]>([
    ['in seconds', { kind: 'throttled', retryAfter: 3 }, /^3$/],
    ['in parts of a second, as Graph may send', { kind: 'throttled', retryAfter: 2.128 }, /^2\.128$/],
    ['as a date', { kind: 'throttled', retryAfter: 3, as: 'date' }, /^\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT$/],
    ['left out', { kind: 'throttled', retryAfter: null }, undefined],
    ['with a 503', { kind: 'server-error', retryAfter: 5 }, /^5$/],
  ])('is sent %s', async (_case, fault, expected) => {
    await scim.admin.injectFault(fault);
    const header = (await create()).headers['retry-after'];
    if (expected === undefined) expect(header).toBeUndefined();
    else expect(header).toMatch(expected);
  });
});

describe('which requests a fault meets', () => {
  const statuses = async (count: number) => {
    const all: number[] = [];
    for (let sent = 0; sent < count; sent += 1) all.push((await scim.scim('GET', '/Users?count=1')).status);
    return all;
  };

  test.each<[string, Partial<FaultRequest>, number[]]>([
    ['the next one', {}, [503, 200, 200, 200]],
    ['the next two', { times: 2 }, [503, 503, 200, 200]],
    ['the third', { after: 2 }, [200, 200, 503, 200]],
    ['all, until it is cleared', { times: null }, [503, 503, 503, 503]],
    ['none of another method', { match: { method: 'POST' } }, [200, 200, 200, 200]],
    ['those whose query holds something', { match: { pathIncludes: 'count=1' } }, [503, 200, 200, 200]],
  ])('is said: %s', async (_case, when, expected) => {
    await scim.admin.injectFault({ kind: 'server-error', ...when } as FaultRequest);
    expect(await statuses(4)).toEqual(expected);
  });

  test('can be asked for while it waits', async () => {
    await scim.admin.injectFault({ kind: 'throttled', times: 3 });
    expect(await scim.admin.pendingFaults()).toEqual([{ kind: 'throttled', match: {}, left: 3 }]);
  });
});

test('the table of faults has a line for people in each row', () => {
  const lines = faultTable.options.map((row) => row.meta()?.description ?? '');
  expect(lines.every((line) => line.length > 10)).toBe(true);
  expect(new Set(lines).size).toBe(14);
});
