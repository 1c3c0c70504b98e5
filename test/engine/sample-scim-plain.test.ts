import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScimTarget, type ScimUnderTest } from './sample-scim-client';

let under: ScimUnderTest;
beforeAll(async () => {
  under = await openScimTarget({ rules: 'none', empty: true, https: true });
});
afterAll(() => under.close());

describe('a plain SCIM service over https', () => {
  test('starts empty, at the usual path, with a certificate of its own authority', async () => {
    expect(under.target.baseUrl).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/scim\/v2$/);
    expect(under.target.ca).toMatch(/^-----BEGIN CERTIFICATE-----/);
    expect(await under.scim('GET', '/Users')).toMatchObject({ status: 200, json: { totalResults: 0 } });
  });

  test('keeps every core and enterprise attribute, and a userName of any length', async () => {
    const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
    const account = {
      userName: 'konstantinos.papadopoulos@oxbow.example',
      displayName: 'Konstantinos',
      externalId: 'k1',
      emails: [{ type: 'home', value: 'k@home.example' }],
      [enterprise]: { department: 'Finance', employeeNumber: '17', manager: { value: '1' } },
    };
    const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise];
    const { status, json } = await under.scim('POST', '/Users', { schemas, ...account });
    expect(status).toBe(201);
    expect(json).toMatchObject(account);
    expect(json).toMatchObject({ meta: { location: expect.stringMatching(/^https:/) } });
  });

  test.each(['externalId eq "k1"', 'emails.value eq "k@home.example"', 'userName sw "konst"', 'displayName co "stan"'])(
    'filters by %s',
    async (filter) => {
      expect(await under.find(filter)).toMatchObject({ status: 200, json: { totalResults: 1 } });
    },
  );
});
