import { expect, test } from 'vitest';
import { findTargetAttribute } from '../../../shared/mapping/target-attribute';
import { bluejeans } from '../../../shared/profiles/bluejeans';
import { scim } from '../../../shared/profiles/scim';
import { defaultSchema } from '../../../shared/schema/default-schema';
import { profileWithDefinitions } from '../../../shared/schema/profile-with-definitions';

const extension = 'urn:ietf:params:scim:schemas:extension:contoso:2.0:User:';

/** The default schema of a service with one more mapping, and its definition. */
function schemaWith(name: string, definition: object, profile = scim): unknown {
  const schema = JSON.parse(JSON.stringify(defaultSchema(profile)));
  schema.synchronizationRules[0].objectMappings[0].attributeMappings.push({
    targetAttributeName: name,
    source: { type: 'Attribute', name: 'employeeType', expression: '[employeeType]', parameters: [] },
  });
  schema.directories[1].objects[0].attributes.push({ name, multivalued: false, ...definition });
  return schema;
}

test.each([
  ['a Boolean', { type: 'Boolean' }, { type: 'boolean', multiValued: false, required: false }],
  ['a number', { type: 'Integer' }, { type: 'integer' }],
  ['a number by its number', { type: 1 }, { type: 'integer' }],
  ['several texts', { type: 'String', multivalued: true }, { type: 'string', multiValued: true }],
  ['one text', { type: 'String', required: true }, null],
])('%s of a custom extension is sent as the schema defines it', (_, definition, expected) => {
  const name = `${extension}badge`;
  const known = findTargetAttribute(profileWithDefinitions(scim, schemaWith(name, definition)), name);
  if (expected === null) expect(known).toBeNull();
  else expect(known).toMatchObject(expected);
});

test('what the profile knows of an attribute stays', () => {
  const schema = schemaWith('title', { type: 'Integer' }, bluejeans);
  expect(profileWithDefinitions(bluejeans, schema)).toBe(bluejeans);
});

test('an attribute that is defined and not mapped adds nothing, nor does something that is no schema', () => {
  expect(profileWithDefinitions(scim, defaultSchema(scim))).toBe(scim);
  expect(profileWithDefinitions(scim, { synchronizationRules: 3 })).toBe(scim);
  expect(profileWithDefinitions(scim, null)).toBe(scim);
});

test('the same schema gives the same profile, so that what is prepared for one serves again', () => {
  const schema = schemaWith(`${extension}badge`, { type: 'Boolean' });
  expect(profileWithDefinitions(scim, schema)).toBe(profileWithDefinitions(scim, schema));
});
