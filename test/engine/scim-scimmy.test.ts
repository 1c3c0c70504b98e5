import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request } from 'express';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkTarget } from '../../electron/scim/check-target';
import { openTarget, type ScimTarget } from '../../electron/scim/open-target';
import { readAccounts } from '../../electron/scim/read-list';
import { openConnection } from '../../electron/scim/send-request';
import { type TargetId, targetId } from '../../shared/ids';
import { readPath } from '../../shared/mapping/target-path';
import type { Change, PathValue } from '../../shared/mapping/target-value';
import { valueOrThrow } from '../../shared/outcome';
import { bluejeans } from '../../shared/profiles/bluejeans';
import { scim } from '../../shared/profiles/scim';
import { closeAll, openDirect, openSend, problemOf, signal, token } from './scim-target';
import { enterprise } from './scripted-server';

/** Against a real service that nobody here wrote: scimmy-routers on Express 4, its store a Map (scim-interop 6). */

interface Row {
  readonly id: string;
  readonly userName: string;
  readonly [key: string]: unknown;
}
const rows = new Map<string, Row>();

const fail = (status: number, scimType: string | null, detail: string): never => {
  throw new SCIMMY.Types.Error(status, scimType as never, detail);
};
const notFound = (id: unknown): never => fail(404, null, `Resource ${String(id)} not found`);

const store = {
  egress: ({ id, filter }: { id?: string; filter?: { match(all: unknown[]): unknown } }) => {
    if (id !== undefined) return rows.get(id) ?? notFound(id);
    return filter === undefined ? [...rows.values()] : filter.match([...rows.values()]);
  },
  ingress: ({ id }: { id?: string }, instance: unknown) => {
    if (id !== undefined && !rows.has(id)) notFound(id);
    const data = JSON.parse(JSON.stringify(instance)) as Row;
    const name = data.userName.toLowerCase();
    for (const row of rows.values())
      if (row.id !== id && row.userName.toLowerCase() === name) fail(409, 'uniqueness', 'userName is taken');
    const now = new Date();
    const row = { ...data, id: id ?? randomUUID(), meta: { created: now, lastModified: now } };
    rows.set(row.id, row);
    return row;
  },
  degress: ({ id }: { id?: string }) => {
    if (id === undefined || !rows.delete(id)) notFound(id);
  },
};

let server: Server;
let baseUrl: string;
let target: ScimTarget;

beforeAll(async () => {
  // Its types name `this` and the resource's class, which a store of plain functions has no need of.
  SCIMMY.Resources.declare(SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser, false), store as never);
  const app = express();
  app.use(
    '/scim/v2',
    new SCIMMYRouters({
      type: 'bearer',
      baseUri: (request: Request) => `${request.protocol}://${request.get('host') ?? ''}`,
      handler: (request: Request) =>
        request.get('authorization') === `Bearer ${token}` ? '' : fail(401, null, 'Bad or missing bearer token'),
    } as never) as never,
  );
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/scim/v2`;
});
beforeEach(async () => {
  rows.clear();
  target = openTarget({ baseUrl, token, profile: scim, pace: scim.pace, send: await openSend() });
});
afterAll(async () => {
  await closeAll();
  server.close();
});

const values: readonly PathValue[] = [
  { path: 'userName', value: 'ada@oxbow.example' },
  { path: 'active', value: true },
  { path: 'externalId', value: '7f1c' },
  { path: 'name.givenName', value: 'Ada' },
  { path: 'name.familyName', value: 'King' },
  { path: 'emails[type eq "work"].value', value: 'ada@oxbow.example' },
  { path: `${enterprise}:department`, value: 'Research' },
];
const create = async (name = 'ada@oxbow.example'): Promise<TargetId> => {
  const own = values.map((each) => (each.path === 'userName' ? { ...each, value: name } : each));
  return valueOrThrow(await target.create(own, signal)).id;
};
const change = (path: string, to: Change['to'], from: Change['from'] = null): Change => ({ path, from, to });
const stored = async (id: TargetId, path: string): Promise<unknown> => {
  const account = valueOrThrow(await target.read(id, signal));
  return account === null ? 'gone' : readPath(account.resource, path);
};
const current = async (id: TargetId) => valueOrThrow(await target.read(id, signal))?.resource ?? null;

describe('a real SCIM service', () => {
  test('passes Test Connection with its number of accounts', async () => {
    for (let index = 0; index < 5; index += 1) await create(`user${index}@oxbow.example`);
    const network = await openDirect();
    const checked = await checkTarget({
      baseUrl,
      token,
      profile: scim,
      send: network.send('target'),
      probe: network.probe('target'),
      signal,
    });
    expect(checked).toMatchObject({ problem: null, accounts: 5 });
  });

  test('that refuses the token says so in its own words', async () => {
    const other = openTarget({ baseUrl, token: 'wrong', profile: scim, pace: scim.pace, send: await openSend() });
    expect(await problemOf(other.find('userName', 'ada', signal))).toEqual({
      kind: 'target-unauthorized',
      detail: 'Bad or missing bearer token',
    });
  });

  test('creates an account with all that was given, and finds it by each matching attribute', async () => {
    const id = await create();
    for (const { path, value } of values) expect(await stored(id, path)).toBe(value);
    for (const path of ['userName', 'externalId', 'emails[type eq "work"].value']) {
      const value = values.find((each) => each.path === path)?.value;
      const found = valueOrThrow(await target.find(path, String(value), signal));
      expect(found.map((account) => account.id)).toEqual([id]);
    }
    expect(valueOrThrow(await target.find('userName', 'nobody', signal))).toEqual([]);
  });

  test('that searches by the letter and refuses twins without it leaves a conflict for matching', async () => {
    await create();
    expect(valueOrThrow(await target.find('userName', 'ADA@oxbow.example', signal))).toEqual([]);
    expect(await problemOf(target.create([{ path: 'userName', value: 'ADA@oxbow.example' }], signal))).toEqual({
      kind: 'conflict',
      attribute: 'userName',
      value: 'ADA@oxbow.example',
      detail: 'userName is taken',
    });
  });

  test('takes changes, additions and removals of every kind of attribute in one request', async () => {
    const id = await create();
    const manager = await create('mia@oxbow.example');
    const before = target.requests.sent;
    valueOrThrow(
      await target.update(
        id,
        [
          change('title', 'Lead'),
          change('name.givenName', 'Augusta', 'Ada'),
          change('name.familyName', null, 'King'),
          change('emails[type eq "work"].value', 'augusta@oxbow.example', 'ada@oxbow.example'),
          change('phoneNumbers[type eq "work"].value', '+44 1904 555 0100'),
          change('addresses[type eq "work"].locality', 'York'),
          change('addresses[type eq "work"].country', 'GB'),
          change(`${enterprise}:department`, 'Analysis', 'Research'),
          change('active', false, true),
        ],
        [{ path: `${enterprise}:manager`, from: null, to: manager }],
        await current(id),
        signal,
      ),
    );
    // A read, discovery, and the change itself.
    expect(target.requests.sent - before).toBe(3);
    expect(await stored(id, 'active')).toBe(false);
    expect(await stored(id, 'title')).toBe('Lead');
    expect(await stored(id, 'name.givenName')).toBe('Augusta');
    expect(await stored(id, 'name.familyName')).toBeNull();
    expect(await stored(id, 'emails[type eq "work"].value')).toBe('augusta@oxbow.example');
    expect(await stored(id, 'phoneNumbers[type eq "work"].value')).toBe('+44 1904 555 0100');
    expect(await stored(id, 'addresses[type eq "work"].country')).toBe('GB');
    expect(await stored(id, `${enterprise}:department`)).toBe('Analysis');
    expect(await stored(id, `${enterprise}:manager`)).toBe(manager);
  });

  test('that has lost an element meanwhile gets it anew', async () => {
    const id = await create();
    const seen = await current(id);
    const row = rows.get(id);
    if (row !== undefined) rows.set(id, { ...row, emails: [] });
    const updated = await target.update(
      id,
      [change('emails[type eq "work"].value', 'new@oxbow.example', 'ada@oxbow.example')],
      [],
      seen,
      signal,
    );
    expect(updated.ok).toBe(true);
    expect(await stored(id, 'emails[type eq "work"].value')).toBe('new@oxbow.example');
  });

  test('that wants the manager as an object gets it so, though the profile has a text', async () => {
    const id = await create();
    const manager = await create('mia@oxbow.example');
    const other = openTarget({ baseUrl, token, profile: bluejeans, pace: scim.pace, send: await openSend() });
    const reference = { path: `${enterprise}:manager`, from: null, to: manager };
    valueOrThrow(await other.update(id, [change('title', 'Lead')], [reference], await current(id), signal));
    expect(await stored(id, `${enterprise}:manager`)).toBe(manager);
    expect(await stored(id, 'title')).toBe('Lead');
    expect(other.findings.referenceAs).toBe('object');
  });

  test('that does not know an attribute gets the rest, and the attribute is named', async () => {
    const id = await create();
    const updated = valueOrThrow(
      await target.update(id, [change('shoeSize', '38'), change('title', 'Lead')], [], await current(id), signal),
    );
    expect(updated.refused.map(({ path }) => path)).toEqual(['shoeSize']);
    expect(await stored(id, 'title')).toBe('Lead');
  });

  test('that refuses a rename still disables', async () => {
    const id = await create();
    await create('taken@oxbow.example');
    const updated = valueOrThrow(
      await target.update(
        id,
        [change('userName', 'taken@oxbow.example', 'ada@oxbow.example'), change('active', false, true)],
        [],
        await current(id),
        signal,
      ),
    );
    expect(updated.refused.map(({ path }) => path)).toEqual(['userName']);
    expect(await stored(id, 'active')).toBe(false);
  });

  test('clears without leaving half an element behind, and clearing twice is no failure', async () => {
    const id = await create();
    const clear = [change('emails[type eq "work"].value', null, 'ada@oxbow.example')];
    const seen = await current(id);
    for (let times = 0; times < 2; times += 1) valueOrThrow(await target.update(id, clear, [], seen, signal));
    expect(rows.get(id)?.['emails'] ?? []).toEqual([]);
  });

  test('deletes once and for all', async () => {
    const id = await create();
    expect(await target.remove(id, signal)).toEqual({ ok: true, value: 'removed' });
    expect(await target.remove(id, signal)).toEqual({ ok: true, value: 'already-gone' });
    expect(await target.read(targetId(id), signal)).toEqual({ ok: true, value: null });
  });

  test('lists everybody once, though it begins again after its end', async () => {
    for (let index = 0; index < 37; index += 1) await create(`user${index}@oxbow.example`);
    const connection = openConnection({ baseUrl, token, profile: scim, pace: scim.pace, send: await openSend() });
    const pages = readAccounts(connection, { pageSize: 10 }, signal);
    const ids: string[] = [];
    let next = await pages.next();
    for (; next.done !== true; next = await pages.next()) ids.push(...next.value.map(({ id }) => id));
    expect(new Set(ids).size).toBe(37);
    expect(ids.length).toBe(37);
    expect(next.value).toEqual({ complete: true, total: 37 });
  });
});
