import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScimTarget, patchOf, type ScimUnderTest } from './sample-scim-client';

let under: ScimUnderTest;
beforeAll(async () => {
  under = await openScimTarget();
});
afterAll(() => under.close());

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const user = (more: object) => ({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], ...more });
const idOf = async (userName: string) => (await under.admin.account(userName)).id;

describe('BlueJeans at the start', () => {
  test('has 29 accounts, and answers them page by page', async () => {
    expect(await under.admin.count()).toBe(29);
    expect(new URL(under.target.baseUrl).pathname).toBe('/v2/scim');
    const { json } = await under.scim('GET', '/Users?startIndex=21&count=10');
    expect(json).toMatchObject({ totalResults: 29, startIndex: 21 });
    expect((json as { Resources: unknown[] }).Resources).toHaveLength(9);
  });
});

describe('a filter', () => {
  test.each([
    ['userName eq "lukasz.wojcik@oxbow.example"', 1],
    ['USERNAME EQ "Lukasz.Wojcik@OXBOW.example"', 1],
    ['userName eq "rosa.delgado@oxbow.example"', 1],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "rosa.delgado@oxbow.example"', 1],
    ['userName eq "nobody@oxbow.example"', 0],
    ['userName eq "a\\"b\\\\c"', 0],
  ])('%s finds %i', async (filter, count) => {
    const { status, json } = await under.find(filter);
    expect(status).toBe(200);
    expect(json).toMatchObject({ totalResults: count });
  });

  test.each([
    'title eq "Buyer"',
    'emails[type eq "work"].value eq "a@b"',
    'externalId eq "1"',
    'userName sw "a"',
    'userName eq "a" or userName eq "b"',
    'userName eq bob',
  ])('%s is refused with invalidFilter', async (filter) => {
    expect(await under.find(filter)).toMatchObject({ status: 400, json: { scimType: 'invalidFilter' } });
  });
});

describe('an account', () => {
  test('is created with the attributes of the gallery table; others are dropped', async () => {
    const { status, json } = await under.scim(
      'POST',
      '/Users',
      user({
        userName: 'first@oxbow.example',
        active: true,
        title: 'Buyer',
        displayName: 'First',
        externalId: '7',
        name: { givenName: 'Fi', familyName: 'Rst', middleName: 'M' },
        emails: [{ type: 'work', value: 'first@oxbow.example' }],
        phoneNumbers: [{ type: 'work', value: '1' }],
        [enterprise]: { manager: { value: '42' }, department: 'Buying' },
      }),
    );
    expect(status).toBe(201);
    expect(json).toMatchObject({ meta: { location: expect.stringContaining(`${under.target.baseUrl}/Users/`) } });
    const { id: _id, meta: _meta, ...stored } = await under.admin.account('first@oxbow.example');
    expect(stored).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
      userName: 'first@oxbow.example',
      active: true,
      title: 'Buyer',
      name: { givenName: 'Fi', familyName: 'Rst' },
      emails: [{ type: 'work', value: 'first@oxbow.example' }],
      phoneNumbers: [{ type: 'work', value: '1' }],
      [enterprise]: { manager: { value: '42' } },
    });
  });

  test.each([
    ['a userName of 31 characters', { userName: 'x'.repeat(31) }, 400, 'invalidValue'],
    ['a userName that is taken in another case', { userName: 'Teguh@OXBOW.example' }, 409, 'uniqueness'],
    ['a home address', { userName: 'h@x', emails: [{ type: 'home', value: 'h@x' }] }, 400, 'invalidValue'],
    ['no userName', { title: 'x' }, 400, 'invalidValue'],
    ['active as a string', { userName: 's@x', active: 'True' }, 400, 'invalidValue'],
  ])('with %s is refused', async (_case, body, status, scimType) => {
    const before = await under.admin.count();
    expect(await under.scim('POST', '/Users', user(body))).toMatchObject({ status, json: { scimType } });
    expect(await under.admin.count()).toBe(before);
  });

  test('may have a userName of exactly 30 characters, counted as characters', async () => {
    const userName = `${'花'.repeat(29)}𠮷`;
    expect((await under.scim('POST', '/Users', user({ userName }))).status).toBe(201);
  });

  test.each([
    ['title', { op: 'replace', path: 'title', value: 'Chief buyer' }, { title: 'Chief buyer' }],
    ['active', { op: 'replace', path: 'active', value: false }, { active: false }],
    [
      'work mail',
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'o@x' },
      { emails: [{ type: 'work', value: 'o@x' }] },
    ],
    [
      'manager as an object',
      { op: 'replace', path: `${enterprise}:manager`, value: { value: '43' } },
      { [enterprise]: { manager: { value: '43' } } },
    ],
    [
      'manager as a string',
      { op: 'add', path: `${enterprise}:manager`, value: '44' },
      { [enterprise]: { manager: { value: '44' } } },
    ],
    [
      'manager without a path',
      { op: 'replace', value: { [`${enterprise}:manager`]: '45' } },
      { [enterprise]: { manager: { value: '45' } } },
    ],
    ['family name', { op: 'replace', path: 'name.familyName', value: 'N' }, { name: { familyName: 'N' } }],
  ])('takes a PATCH of %s', async (_case, operation, expected) => {
    const id = await idOf('o.shevchenko@oxbow.example');
    expect((await under.scim('PATCH', `/Users/${id}`, patchOf(operation))).status).toBe(200);
    expect(await under.admin.account(id)).toMatchObject(expected);
  });

  test.each([
    ['an attribute that BlueJeans does not have', { op: 'replace', path: 'displayName', value: 'x' }, 'invalidPath'],
    ['a userName of 31 characters', { op: 'replace', path: 'userName', value: 'x'.repeat(31) }, 'invalidValue'],
    ['no known operation', { op: 'mend', path: 'title', value: 'x' }, 'invalidSyntax'],
  ])('refuses a PATCH of %s', async (_case, operation, scimType) => {
    const id = await idOf('bjorn.akesson@oxbow.example');
    const answer = await under.scim('PATCH', `/Users/${id}`, patchOf(operation));
    expect(answer).toMatchObject({ status: 400, json: { scimType } });
  });

  test('answers 204 to a PATCH that changes nothing, and loses with PUT what is left out', async () => {
    const id = await idOf('noa.levi@oxbow.example');
    const same = patchOf({ op: 'replace', path: 'active', value: true });
    expect((await under.scim('PATCH', `/Users/${id}`, same)).status).toBe(204);
    expect((await under.scim('PUT', `/Users/${id}`, user({ userName: 'noa.levi@oxbow.example' }))).status).toBe(200);
    expect(await under.admin.account(id)).not.toHaveProperty('title');
  });

  test('can be deleted, and is then not found', async () => {
    const id = await idOf('old.intern@oxbow.example');
    expect((await under.scim('DELETE', `/Users/${id}`)).status).toBe(204);
    expect((await under.scim('GET', `/Users/${id}`)).status).toBe(404);
    expect((await under.scim('DELETE', `/Users/${id}`)).status).toBe(404);
    expect(await under.find('userName eq "old.intern@oxbow.example"')).toMatchObject({ json: { totalResults: 0 } });
  });
});

describe('discovery', () => {
  test('tells of PATCH and filters, and of no bulk', async () => {
    expect(await under.scim('GET', '/ServiceProviderConfig')).toMatchObject({
      status: 200,
      json: { patch: { supported: true }, bulk: { supported: false }, filter: { supported: true } },
    });
    expect((await under.scim('POST', '/Bulk', {})).status).toBe(501);
  });

  test('lists no attribute beyond the gallery table', async () => {
    const { json } = await under.scim('GET', '/Schemas/urn:ietf:params:scim:schemas:core:2.0:User');
    const names = (json as { attributes: { name: string }[] }).attributes.map((attribute) => attribute.name);
    expect(names.sort()).toEqual(['active', 'emails', 'name', 'phoneNumbers', 'title', 'userName']);
  });
});

describe('the token', () => {
  test.each(['/Users', '/Users?filter=title%20eq%20%22x%22', '/ServiceProviderConfig'])(
    'is asked for at %s',
    async (path) => {
      expect(await under.scim('GET', path, undefined, 'wrong')).toMatchObject({
        status: 401,
        json: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '401' },
      });
    },
  );

  test('is replaced by a new one at once', async () => {
    await under.admin.setToken('new');
    expect((await under.scim('GET', '/Users?count=1')).status).toBe(401);
    expect((await under.scim('GET', '/Users?count=1', undefined, 'new')).status).toBe(200);
    await under.admin.setToken(under.target.token);
  });
});

describe('the admin endpoint', () => {
  test('changes accounts as somebody at the console would', async () => {
    const id = await under.admin.addAccount({ userName: 'by.hand@oxbow.example', title: 'x' });
    await under.admin.changeAccount('BY.HAND@oxbow.example', { title: null, active: false });
    expect(await under.admin.account(id)).toMatchObject({ userName: 'by.hand@oxbow.example', active: false });
    expect(await under.admin.account(id)).not.toHaveProperty('title');
    await under.admin.removeAccount(id);
    await expect(under.admin.account(id)).rejects.toThrow('No account is called');
  });

  test('records what was sent, without the token', async () => {
    await under.admin.forgetRequests();
    const body = patchOf({ op: 'replace', path: 'title', value: 'Seen' });
    await under.scim('PATCH', `/Users/${await idOf('emma.smith@oxbow.example')}`, body);
    await under.find('userName eq "emma.smith@oxbow.example"');
    expect(await under.admin.requests()).toEqual({
      total: 2,
      byRoute: { 'PATCH /v2/scim/Users/{id}': 1, 'GET /v2/scim/Users?filter': 1 },
    });
    const recording = await under.admin.recording();
    expect(JSON.parse(recording[0]?.body ?? '')).toEqual(body);
    expect(JSON.stringify(recording)).not.toContain(under.target.token);
  });
});
