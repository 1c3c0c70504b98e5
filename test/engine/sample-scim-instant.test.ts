import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScimTarget, patchOf, type ScimUnderTest } from './sample-scim-client';

let under: ScimUnderTest;
beforeAll(async () => {
  under = await openScimTarget({ instant: true, empty: true });
});
afterAll(() => under.close());

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe('a target that answers at once', () => {
  test('creates, finds without case, reads, replaces and deletes', async () => {
    const created = await under.scim('POST', '/Users', { userName: 'Ada@x.example', active: true });
    expect(created.status).toBe(201);
    const { id } = created.json as { id: string };
    expect((await under.scim('POST', '/Users', { userName: 'ada@X.example' })).status).toBe(409);
    expect(await under.find('userName eq "ada@x.EXAMPLE"')).toMatchObject({
      json: { totalResults: 1, Resources: [{ id }] },
    });
    expect((await under.scim('GET', `/Users/${id}`)).json).toMatchObject({ userName: 'Ada@x.example' });
    expect((await under.scim('PUT', `/Users/${id}`, { userName: 'eve@x.example' })).json).not.toHaveProperty('active');
    expect(await under.find('userName eq "ada@x.example"')).toMatchObject({ json: { totalResults: 0 } });
    expect((await under.scim('DELETE', `/Users/${id}`)).status).toBe(204);
    expect((await under.scim('GET', `/Users/${id}`)).status).toBe(404);
  });

  test.each<[string, object, object]>([
    ['a simple path', { op: 'replace', path: 'title', value: 'T' }, { title: 'T' }],
    ['capital letters', { op: 'Replace', path: 'active', value: false }, { active: false }],
    [
      'a sub-attribute',
      { op: 'add', path: 'name.familyName', value: 'F' },
      { name: { givenName: 'G', familyName: 'F' } },
    ],
    [
      'an element that is there',
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'n@x' },
      { emails: [{ type: 'work', value: 'n@x' }] },
    ],
    [
      'an element that is not there',
      { op: 'add', path: 'phoneNumbers[type eq "work"].value', value: '1' },
      { phoneNumbers: [{ type: 'work', value: '1' }] },
    ],
    [
      'an extension',
      { op: 'add', path: `${enterprise}:manager`, value: { value: '9' } },
      { [enterprise]: { manager: { value: '9' } } },
    ],
    [
      'no path',
      { op: 'replace', value: { title: 'U', 'name.givenName': 'H' } },
      { title: 'U', name: { givenName: 'H' } },
    ],
  ])('patches %s', async (name, operation, expected) => {
    const { json } = await under.scim('POST', '/Users', {
      userName: `${name}@x`,
      active: true,
      name: { givenName: 'G' },
      emails: [{ type: 'work', value: 'o@x' }],
    });
    const answer = await under.scim('PATCH', `/Users/${(json as { id: string }).id}`, patchOf(operation));
    expect(answer).toMatchObject({ status: 200, json: expected });
  });

  test('removes what a PATCH takes away', async () => {
    const { json } = await under.scim('POST', '/Users', { userName: 'rem@x', title: 'T' });
    const answer = await under.scim(
      'PATCH',
      `/Users/${(json as { id: string }).id}`,
      patchOf({ op: 'remove', path: 'title' }),
    );
    expect(answer.json).not.toHaveProperty('title');
  });

  test.each([
    ['a wrong token', () => under.scim('GET', '/Users', undefined, 'wrong'), 401],
    ['another filter', () => under.find('title eq "x"'), 400],
    [
      'a body that is no PATCH',
      async () => {
        const { json } = await under.scim('POST', '/Users', { userName: 'bad@x' });
        return under.scim('PATCH', `/Users/${(json as { id: string }).id}`, {});
      },
      400,
    ],
    ['an unknown path', () => under.scim('GET', '/Groups'), 404],
  ])('refuses %s', async (_case, ask, status) => {
    expect((await ask()).status).toBe(status);
  });
});
