import { describe, expect, test } from 'vitest';
import { validateRules } from '../../../shared/mapping/validate-rules';
import { bluejeans } from '../../../shared/profiles/bluejeans';
import { profileById, profiles } from '../../../shared/profiles/profiles';
import { defaultRules } from '../../../shared/schema/default-schema';

describe.each(profiles)('$id', (profile) => {
  test('is found by its id, which no other has', () => {
    expect(profileById(profile.id)).toBe(profile);
    expect(profiles.filter(({ id }) => id === profile.id)).toHaveLength(1);
  });

  test('its default mapping has no fault', () => expect(validateRules(defaultRules(profile), profile)).toEqual([]));

  test('lists every attribute once', () => {
    const paths = profile.attributes.map(({ path }) => path.toLowerCase());
    expect(new Set(paths).size).toBe(paths.length);
  });

  test('asks for userName, and can search by it', () => {
    const required = profile.attributes.filter(({ required }) => required);
    expect(required.map(({ path, filterable }) => [path, filterable])).toEqual([['userName', true]]);
  });

  test('maps the manager last, because it can only be sent once both accounts exist', () => {
    expect(profile.defaultMappings.at(-1)?.source).toEqual({ kind: 'direct', attribute: 'manager' });
  });

  test('takes access away by an attribute that follows IsSoftDeleted', () => {
    const active = profile.defaultMappings.find(({ target }) => target === 'active');
    expect(active?.source).toMatchObject({ kind: 'expression', text: expect.stringContaining('[IsSoftDeleted]') });
  });
});

test('the service of an unknown id is not guessed', () => expect(profileById('zoom')).toBeUndefined());

test('BlueJeans has the eight attributes of its gallery app, userName of at most 30 characters alone searchable', () => {
  expect(bluejeans.attributes.map(({ path, maxLength, filterable }) => [path, maxLength, filterable])).toEqual([
    ['userName', 30, true],
    ['active', null, false],
    ['title', null, false],
    ['emails[type eq "work"].value', null, false],
    ['name.givenName', null, false],
    ['name.familyName', null, false],
    ['phoneNumbers[type eq "work"].value', null, false],
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager', null, false],
  ]);
  expect(bluejeans.baseUrl).toBe('https://api.bluejeans.com/v2/scim');
});
