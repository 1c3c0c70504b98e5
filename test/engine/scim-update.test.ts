import { afterEach, describe, expect, test } from 'vitest';
import type { TargetOptions } from '../../electron/scim/send-request';
import { targetId } from '../../shared/ids';
import type { Change, ReferenceChange, ScimResource } from '../../shared/mapping/target-value';
import { scim } from '../../shared/profiles/scim';
import { closeAll, converse, endsCycle, problemOf, signal } from './scim-target';
import {
  type Answer,
  enterprise,
  list,
  type Script,
  type SeenRequest,
  scimError,
  userSchema,
  webPage,
} from './scripted-server';

afterEach(closeAll);

const id = targetId('a1');
const manager = `${enterprise}:manager`;
const account: ScimResource = {
  schemas: [userSchema],
  id: 'a1',
  userName: 'ada',
  active: true,
  title: 'Clerk',
  emails: [{ type: 'work', value: 'w@x', primary: true }],
  meta: { version: 'W/"1"' },
};
const change = (path: string, to: Change['to'], from: Change['from'] = null): Change => ({ path, from, to });
const toLead = change('title', 'Lead', 'Clerk');
const toManager: ReferenceChange = { path: manager, from: null, to: targetId('m1') };

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly value?: unknown;
}
const operationsOf = (request: SeenRequest | undefined): readonly Operation[] =>
  (request?.json as { Operations: readonly Operation[] } | undefined)?.Operations ?? [];

/** A service with one account; the script answers what it wants to, the account is read as it is. */
async function conversation(script: Script, options: Partial<TargetOptions> = {}) {
  const made = await converse((request, number) => {
    const scripted = script(request, number);
    if (scripted !== undefined) return scripted;
    return request.method === 'GET' && request.path === '/scim/Users/a1' ? { body: account } : undefined;
  }, options);
  const update = (
    changes: readonly Change[],
    references: readonly ReferenceChange[] = [],
    current: ScimResource | null = account,
  ) => made.target.update(id, changes, references, current, signal);
  const writes = () => made.server.seen.filter(({ method }) => method !== 'GET');
  const steps = () => made.server.seen.filter(({ path }) => path.startsWith('/scim/Users')).map(({ method }) => method);
  return { ...made, update, writes, steps };
}

const patchOnly =
  (answer: (operations: readonly Operation[], number: number) => Answer): Script =>
  (request) =>
    request.method === 'PATCH' ? answer(operationsOf(request), 0) : undefined;

describe('a change', () => {
  test('that is none sends nothing', async () => {
    const { server, update } = await conversation(() => undefined);
    expect(await update([])).toEqual({ ok: true, value: { resource: account, refused: [] } });
    expect(server.seen).toEqual([]);
  });

  test('of several attributes is one PATCH, and discovery is asked once', async () => {
    const { server, update, writes } = await conversation(patchOnly(() => ({ status: 204 })));
    await update([toLead, change('active', false, true)], [toManager]);
    await update([toLead]);
    expect(writes().length).toBe(2);
    expect(operationsOf(writes()[0]).map(({ path }) => path)).toEqual(['active', 'title', manager]);
    expect(server.seen.filter(({ path }) => path.includes('ServiceProviderConfig')).length).toBe(2);
  });

  test.each<[string, Answer, ScimResource | null]>([
    ['200 with the whole account', { body: { ...account, title: 'Lead' } }, { ...account, title: 'Lead' }],
    ['200 with a part of it', { body: { id: 'a1' } }, null],
    ['200 with junk', { body: 'OK' }, null],
    ['200 with an empty body', {}, null],
    ['204', { status: 204 }, null],
    ['202', { status: 202 }, null],
  ])('answered with %s is done, and only a whole account says what is stored', async (_how, answer, resource) => {
    const { update } = await conversation(patchOnly(() => answer));
    expect(await update([toLead])).toEqual({
      ok: true,
      value: { resource, refused: [], status: answer.status ?? 200 },
    });
  });

  test('answered with a web page is not done: it ends the cycle', async () => {
    const { update } = await conversation(patchOnly(() => webPage(200)));
    expect(await endsCycle(update([toLead]))).toBe(true);
  });
});

describe('an element of a list that the service does not find', () => {
  test('is looked up once and then added to the list', async () => {
    const { update, writes, steps } = await conversation(({ method, path, ...request }) => {
      if (method === 'PATCH')
        return operationsOf({ method, path, ...request })[0]?.op === 'replace'
          ? scimError(400, 'noTarget')
          : { status: 204 };
      return method === 'GET' && path === '/scim/Users/a1' ? { body: { ...account, emails: [] } } : undefined;
    });
    expect((await update([change('emails[type eq "work"].value', 'new@x', 'w@x')])).ok).toBe(true);
    expect(steps()).toEqual(['PATCH', 'GET', 'PATCH']);
    expect(operationsOf(writes()[1])).toEqual([
      { op: 'add', path: 'emails', value: [{ type: 'work', value: 'new@x', primary: true }] },
    ]);
  });

  test('though it is there, is put the other way', async () => {
    const { update, writes } = await conversation(
      patchOnly(([first]) => (first?.op === 'replace' ? scimError(400, 'noTarget') : { status: 204 })),
    );
    expect((await update([change('emails[type eq "work"].value', 'new@x', 'w@x')])).ok).toBe(true);
    expect(operationsOf(writes()[1])).toEqual([
      { op: 'add', path: 'emails', value: [{ type: 'work', value: 'new@x' }] },
    ]);
  });

  test('either way fails this person', async () => {
    const { steps, update } = await conversation(patchOnly(() => scimError(400, 'noTarget', 'No match')));
    expect(await problemOf(update([change('emails[type eq "work"].value', 'new@x', 'w@x')]))).toMatchObject({
      kind: 'target-refused',
      scimType: 'noTarget',
      attribute: 'emails[type eq "work"].value',
    });
    expect(steps()).toEqual(['PATCH', 'GET', 'PATCH']);
  });
});

describe('a service without PATCH', () => {
  const stored = { ...account, 'urn:vendor:1.0:User': { seat: '12' }, groups: [{ value: 'g' }] };
  const withoutPatch =
    (status: number): Script =>
    ({ method, path }) => {
      if (method === 'PATCH') return scimError(status);
      if (method === 'PUT') return { body: { ...stored, title: 'Lead' } };
      return path === '/scim/Users/a1' ? { body: stored } : undefined;
    };

  test.each([405, 501])(
    '(%i) gets the whole account back with the change in it, and the next one too',
    async (status) => {
      const { steps, target, update, writes } = await conversation(withoutPatch(status));
      expect((await update([toLead])).ok).toBe(true);
      expect((await update([toLead])).ok).toBe(true);
      expect(steps()).toEqual(['PATCH', 'GET', 'PUT', 'GET', 'PUT']);
      expect(writes()[1]?.json).toEqual({
        schemas: [userSchema, 'urn:vendor:1.0:User'],
        id: 'a1',
        userName: 'ada',
        active: true,
        title: 'Lead',
        emails: account['emails'],
        'urn:vendor:1.0:User': { seat: '12' },
      });
      expect(target.findings.updateBy).toBe('put');
    },
  );

  test('that says so itself is not asked for it', async () => {
    const { steps, update } = await conversation((request, number) =>
      request.path === '/scim/ServiceProviderConfig'
        ? { body: { patch: { supported: false } } }
        : withoutPatch(501)(request, number),
    );
    expect((await update([toLead])).ok).toBe(true);
    expect(steps()).toEqual(['GET', 'PUT']);
  });

  test('and without PUT either refuses this person', async () => {
    const { update } = await conversation(({ method }) => (method === 'GET' ? undefined : scimError(501, null, 'No')));
    expect(await problemOf(update([toLead]))).toMatchObject({ kind: 'target-refused', status: 501 });
  });

  test('as the profile has it, but with it after all, gets a PATCH', async () => {
    const { steps, update } = await conversation(
      ({ method }) => (method === 'PUT' ? scimError(405) : method === 'PATCH' ? { status: 204 } : undefined),
      { profile: { ...scim, update: 'put' } },
    );
    expect((await update([toLead])).ok).toBe(true);
    expect(steps()).toEqual(['GET', 'PUT', 'PATCH']);
  });
});

describe('a 404 to a change', () => {
  test.each<[string, Answer]>([
    ['in SCIM’s words', scimError(404)],
    ['as a web page', webPage(404)],
    ['with nothing', { status: 404 }],
  ])(
    '%s is no proof that the account is gone: it is looked for, kept, and nothing is created',
    async (_how, answer) => {
      const { steps, update } = await conversation(patchOnly(() => answer));
      expect(await problemOf(update([toLead]))).toMatchObject({ kind: 'target-refused', status: 404 });
      expect(steps()).toEqual(['PATCH', 'GET']);
    },
  );

  test('is believed when the account is not there either', async () => {
    const { update } = await conversation(({ path }) => (path === '/scim/Users/a1' ? scimError(404) : undefined));
    expect(await problemOf(update([toLead]))).toEqual({ kind: 'account-gone', targetId: 'a1' });
  });
});

describe('the manager', () => {
  const asText = patchOnly((operations) =>
    operations.some(({ path, value }) => path === manager && typeof value !== 'string')
      ? scimError(400, 'invalidValue', "Attribute 'manager' takes a string")
      : { status: 204 },
  );

  test('goes as an object; refused, as a text, and so for the next person', async () => {
    const { target, update, writes } = await conversation(asText);
    expect((await update([toLead], [toManager])).ok).toBe(true);
    expect((await update([], [toManager])).ok).toBe(true);
    const sent = writes().map((request) => operationsOf(request).find(({ path }) => path === manager)?.value);
    expect(sent).toEqual([{ value: 'm1' }, 'm1', 'm1']);
    expect(target.findings.referenceAs).toBe('string');
  });

  test('refused in either form fails this person, and the first form stays', async () => {
    const { target, update } = await conversation(
      patchOnly(() => scimError(400, 'invalidValue', 'manager: no such user')),
    );
    expect(await problemOf(update([], [toManager]))).toMatchObject({ kind: 'target-refused', attribute: manager });
    expect(target.findings.referenceAs).toBe('object');
  });

  test('in a form of its own and a title that is too long: the title is what is told', async () => {
    const { target, update } = await conversation(
      patchOnly((operations) => {
        if (operations.some(({ path, value }) => path === manager && typeof value !== 'string'))
          return scimError(400, 'invalidValue', 'manager: a string is wanted');
        return operations.some(({ path }) => path === 'title')
          ? scimError(400, 'invalidValue', 'title: too long')
          : { status: 204 };
      }),
    );
    expect(await problemOf(update([toLead], [toManager]))).toMatchObject({
      kind: 'target-refused',
      attribute: 'title',
    });
    expect(target.findings.referenceAs).toBe('string');
  });
});

describe('the service’s own way of writing', () => {
  test('active as a text is learnt from a refusal', async () => {
    const { target, update, writes } = await conversation(
      patchOnly(([first]) =>
        typeof first?.value === 'string' ? { status: 204 } : scimError(400, 'invalidValue', 'active: bad type'),
      ),
    );
    expect((await update([change('active', false, true)])).ok).toBe(true);
    expect(writes().map((request) => operationsOf(request)[0]?.value)).toEqual([false, 'False']);
    expect(target.findings.activeAs).toBe('string');
  });

  test('capital letters in op are learnt from a refusal', async () => {
    const { target, update, writes } = await conversation(
      patchOnly(([first]) =>
        first?.op === 'Replace' ? { status: 204 } : scimError(400, 'invalidSyntax', 'Unknown op'),
      ),
    );
    expect((await update([toLead])).ok).toBe(true);
    expect((await update([toLead])).ok).toBe(true);
    expect(writes().map((request) => operationsOf(request)[0]?.op)).toEqual(['replace', 'Replace', 'Replace']);
    expect(target.findings.opCase).toBe('capital');
  });
});

describe('an attribute that the service does not take', () => {
  const changes = [toLead, change('nickName', 'Countess'), change('userType', 'Employee')];

  test.each(['invalidPath', 'mutability'])(
    '(%s) is left out, the rest is applied, and it is named',
    async (scimType) => {
      const { update, writes } = await conversation(
        patchOnly((operations) =>
          operations.some(({ path }) => path === 'nickName')
            ? scimError(400, scimType, "Attribute 'nickName' is not known")
            : { status: 204 },
        ),
      );
      expect(await update(changes)).toEqual({
        ok: true,
        value: {
          resource: null,
          refused: [{ path: 'nickName', detail: "Attribute 'nickName' is not known" }],
          status: 204,
        },
      });
      expect(operationsOf(writes()[1]).map(({ path }) => path)).toEqual(['title', 'userType']);
    },
  );

  test('is found by sending each alone where the service does not name it', async () => {
    const { update, writes } = await conversation(
      patchOnly((operations) =>
        operations.some(({ path }) => path === 'nickName')
          ? scimError(400, 'invalidPath', 'Bad path')
          : { status: 204 },
      ),
    );
    expect(await update(changes)).toMatchObject({
      ok: true,
      value: { refused: [{ path: 'nickName', detail: 'Bad path' }] },
    });
    expect(writes().map((request) => operationsOf(request).map(({ path }) => path))).toEqual([
      ['title', 'nickName', 'userType'],
      ['title'],
      ['nickName'],
      ['userType'],
    ]);
  });

  test('and that is all there was fails this person', async () => {
    const { update } = await conversation(patchOnly(() => scimError(400, 'mutability', 'Read only')));
    expect(await problemOf(update([toLead]))).toMatchObject({
      kind: 'target-refused',
      attribute: 'title',
      detail: 'Read only',
    });
  });

  test('for its value fails this person, named, and is not sent again', async () => {
    const { update, writes } = await conversation(
      patchOnly(() => scimError(400, 'invalidValue', 'title: letters only')),
    );
    expect(await problemOf(update(changes))).toMatchObject({ kind: 'target-refused', attribute: 'title' });
    expect(writes().length).toBe(1);
  });
});

describe('a disable', () => {
  const changes = [change('userName', 'ada.king', 'ada'), change('active', false, true)];

  test.each<[string, Answer]>([
    ['is taken', scimError(409, 'uniqueness', 'Taken')],
    ['is not allowed', scimError(400, 'invalidValue', 'userName: too long')],
  ])('together with a rename that %s is sent alone, and the rename is named', async (_why, refusal) => {
    const { update, writes } = await conversation(
      patchOnly((operations) => (operations.length > 1 ? refusal : { status: 204 })),
    );
    expect(await update(changes)).toMatchObject({ ok: true, value: { refused: [{ path: 'userName' }] } });
    expect(operationsOf(writes()[0])[0]).toEqual({ op: 'replace', path: 'active', value: false });
    expect(operationsOf(writes()[1])).toEqual([{ op: 'replace', path: 'active', value: false }]);
  });

  test('that is refused as well fails this person', async () => {
    const { update } = await conversation(patchOnly(() => scimError(409, null, 'Has recordings')));
    expect(await problemOf(update(changes))).toMatchObject({ kind: 'target-refused', attribute: 'active' });
  });

  test('is not what a refused rename alone becomes: that is a conflict', async () => {
    const { update } = await conversation(patchOnly(() => scimError(409, 'uniqueness', 'Taken')));
    expect(await problemOf(update([change('userName', 'ada.king', 'ada')]))).toEqual({
      kind: 'conflict',
      attribute: 'userName',
      value: 'ada.king',
      detail: 'Taken',
    });
  });
});

describe('a change whose answer was lost', () => {
  test('is sent again where twice is as good as once', async () => {
    const { steps, update } = await conversation(
      (() => {
        let patches = 0;
        return patchOnly(() => {
          patches += 1;
          return patches === 1 ? { status: 502 } : { status: 204 };
        });
      })(),
    );
    expect((await update([toLead])).ok).toBe(true);
    expect(steps()).toEqual(['PATCH', 'PATCH']);
  });

  test('and that adds to a list is looked for first', async () => {
    const phone = change('phoneNumbers[type eq "work"].value', '1');
    let stored: ScimResource = account;
    const { steps, update } = await conversation(({ method, path }) => {
      if (method === 'PATCH') {
        stored = { ...account, phoneNumbers: [{ type: 'work', value: '1' }] };
        return { cut: 'before' };
      }
      return path === '/scim/Users/a1' ? { body: stored } : undefined;
    });
    expect(await update([phone])).toEqual({ ok: true, value: { resource: stored, refused: [] } });
    expect(steps()).toEqual(['PATCH', 'GET']);
  });
});

describe('versions of an account', () => {
  const declared = { body: { etag: { supported: true } } };
  const discovery = ({ path }: SeenRequest): Answer | undefined =>
    path === '/scim/ServiceProviderConfig' ? declared : undefined;

  test('are not spoken of to a service that does not declare them, whatever header it sends', async () => {
    const { target, update, writes } = await conversation(({ method, path }) => {
      if (method === 'PATCH') return { status: 204 };
      return path === '/scim/Users/a1' ? { body: account, headers: { etag: 'W/"express"' } } : undefined;
    });
    const read = await target.read(id, signal);
    await update([toLead], [], read.ok && read.value !== null ? read.value.resource : null);
    expect(writes()[0]?.headers['if-match']).toBeUndefined();
  });

  test('are sent back as last read to one that does', async () => {
    const { update, writes } = await conversation((request) =>
      request.method === 'PATCH' ? { status: 204 } : discovery(request),
    );
    await update([toLead]);
    expect(writes()[0]?.headers['if-match']).toBe('W/"1"');
  });

  test('may come in the header alone', async () => {
    const { target, update, writes } = await conversation((request) => {
      if (request.method === 'PATCH') return { status: 204 };
      if (request.path === '/scim/Users/a1') return { body: { ...account, meta: {} }, headers: { etag: '"7"' } };
      return discovery(request);
    });
    const read = await target.read(id, signal);
    await update([toLead], [], read.ok && read.value !== null ? read.value.resource : null);
    expect(writes()[0]?.headers['if-match']).toBe('"7"');
  });

  test('that are old: the account is read, what is so already is left out, and the rest is sent once more', async () => {
    const newer = { ...account, title: 'Lead', meta: { version: 'W/"2"' } };
    const { steps, update, writes } = await conversation((request) => {
      if (request.method === 'PATCH') return request.headers['if-match'] === 'W/"2"' ? { status: 204 } : scimError(412);
      return request.path === '/scim/Users/a1' ? { body: newer } : discovery(request);
    });
    expect((await update([toLead, change('nickName', 'Countess')])).ok).toBe(true);
    expect(steps()).toEqual(['PATCH', 'GET', 'PATCH']);
    expect(operationsOf(writes()[1]).map(({ path }) => path)).toEqual(['nickName']);
  });

  test('that never fit are left out from then on', async () => {
    const { target, update, writes } = await conversation((request) => {
      if (request.method === 'PATCH')
        return request.headers['if-match'] === undefined ? { status: 204 } : scimError(412);
      return discovery(request);
    });
    expect((await update([toLead])).ok).toBe(true);
    expect(writes().map(({ headers }) => headers['if-match'])).toEqual(['W/"1"', 'W/"1"', undefined]);
    expect(target.findings.usesEntityTags).toBe(false);
  });
});

describe('what the service says of itself', () => {
  test.each<[string, Answer]>([
    ['nothing (404)', scimError(404)],
    ['nothing (401)', scimError(401)],
    ['nothing (501)', scimError(501)],
    ['a web page', webPage(200)],
    ['a redirect', { status: 302, headers: { location: 'https://login.example/' } }],
    ['nonsense', { body: { patch: 'yes', filter: [], etag: null, bulk: 7, more: {} } }],
    ['patch alone, in other letters, without bulk', { body: { PATCH: { Supported: 'True' }, extra: 1 } }],
  ])('is advice: with %s the profile holds and the change is made', async (_what, answer) => {
    const { update } = await conversation(({ method, path }) => {
      if (path.includes('ServiceProviderConfig')) return answer;
      return method === 'PATCH' ? { status: 204 } : undefined;
    });
    expect((await update([toLead])).ok).toBe(true);
  });

  test('is also looked for under its older name', async () => {
    const { target, update } = await conversation(({ method, path }) => {
      if (path === '/scim/ServiceProviderConfigs') return { body: { etag: { supported: true } } };
      return method === 'PATCH' ? { status: 204 } : undefined;
    });
    await update([toLead]);
    expect(target.findings.usesEntityTags).toBe(true);
  });
});

describe('a deletion', () => {
  const remove = async (script: Script) => {
    const made = await converse(script);
    return { ...made, outcome: made.target.remove(id, signal) };
  };

  test.each<[string, Answer, 'removed' | 'already-gone']>([
    ['204', { status: 204 }, 'removed'],
    ['200', { body: 'gone' }, 'removed'],
    ['404 in SCIM’s words', scimError(404), 'already-gone'],
    ['410', { status: 410 }, 'already-gone'],
  ])('answered with %s is done', async (_how, answer, expected) => {
    const { outcome } = await remove(() => answer);
    expect(await outcome).toEqual({ ok: true, value: expected });
  });

  test('answered with 202 is done when the account is gone or inactive', async () => {
    let reads = 0;
    const { outcome } = await remove(({ method }) => {
      if (method === 'DELETE') return { status: 202 };
      reads += 1;
      return { body: { ...account, active: reads < 3 } };
    });
    expect(await outcome).toEqual({ ok: true, value: 'removed' });
    expect(reads).toBe(3);
  });

  test('answered with a 404 that is not SCIM’s is done only if the account cannot be read', async () => {
    const { outcome } = await remove(({ method }) => (method === 'DELETE' ? { status: 404 } : { body: account }));
    expect(await problemOf(outcome)).toMatchObject({ kind: 'target-refused', status: 404 });
  });

  test('whose answer was lost is repeated, and a 404 then is success', async () => {
    const { outcome } = await remove((_request, number) => (number === 1 ? { cut: 'before' } : scimError(404)));
    expect(await outcome).toEqual({ ok: true, value: 'already-gone' });
  });

  test.each([403, 409])('answered with %i failed, and is not repeated', async (status) => {
    const { server, target } = await converse(({ method }) =>
      method === 'GET' ? list([]) : scimError(status, null, 'More than 250 recordings'),
    );
    await target.find('userName', 'ada', signal);
    expect(await problemOf(target.remove(id, signal))).toMatchObject({
      kind: 'target-refused',
      status,
      detail: 'More than 250 recordings',
    });
    expect(server.seen.length).toBe(2);
  });
});
