import type { AttributeMapping } from '../mapping/rules';
import { enterpriseUserSchema } from '../mapping/target-path';
import type { Profile, TargetAttribute } from './profile';

const enterprise = (name: string): string => `${enterpriseUserSchema}:${name}`;

const attribute = (path: string, label: string, facts: Partial<TargetAttribute> = {}): TargetAttribute => ({
  path,
  label,
  type: 'string',
  multiValued: false,
  required: false,
  caseExact: true,
  maxLength: null,
  filterable: false,
  ...facts,
});

const mapped = (target: string, source: AttributeMapping['source'], matchingPriority = 0): AttributeMapping => ({
  target,
  source,
  defaultValue: null,
  flowType: 'Always',
  matchingPriority,
});
const direct = (target: string, name: string, matchingPriority = 0): AttributeMapping =>
  mapped(target, { kind: 'direct', attribute: name }, matchingPriority);

/** Every list of the core schema by its usual types; one mapping fills one sub-attribute of one element. */
const phone = (type: string): string => `phoneNumbers[type eq "${type}"].value`;
const address = (type: string, part: string): string => `addresses[type eq "${type}"].${part}`;
const addressParts: readonly (readonly [string, string])[] = [
  ['formatted', 'address'],
  ['streetAddress', 'street'],
  ['locality', 'city'],
  ['region', 'region'],
  ['postalCode', 'postal code'],
  ['country', 'country'],
];

/**
 * Any SCIM 2.0 service. Attributes are those of RFC 7643 sections 4.1 and 4.3. Of what can be searched, the standard
 * promises nothing: the ones that services commonly allow are marked, and the connection test asks the service itself.
 */
export const scim: Profile = {
  id: 'scim',
  name: 'SCIM service',
  summary: 'Any service that speaks SCIM 2.0, set up by its address and a token.',
  notice: null,
  baseUrl: '',
  attributes: [
    attribute('userName', 'user name', { required: true, caseExact: false, filterable: true }),
    attribute('externalId', 'external id', { filterable: true }),
    attribute('active', 'active', { type: 'boolean' }),
    attribute('displayName', 'display name', { filterable: true }),
    attribute('nickName', 'nickname'),
    attribute('profileUrl', 'profile address'),
    attribute('title', 'title'),
    attribute('userType', 'user type'),
    attribute('preferredLanguage', 'preferred language'),
    attribute('locale', 'locale'),
    attribute('timezone', 'time zone'),
    attribute('name.formatted', 'full name'),
    attribute('name.givenName', 'given name'),
    attribute('name.middleName', 'middle name'),
    attribute('name.familyName', 'family name'),
    attribute('name.honorificPrefix', 'honorific prefix'),
    attribute('name.honorificSuffix', 'honorific suffix'),
    attribute('emails[type eq "work"].value', 'work mail', { caseExact: false, filterable: true }),
    attribute('emails[type eq "home"].value', 'home mail', { caseExact: false }),
    attribute('emails[type eq "other"].value', 'other mail', { caseExact: false }),
    attribute(phone('work'), 'work phone'),
    attribute(phone('mobile'), 'mobile phone'),
    attribute(phone('fax'), 'fax'),
    attribute(phone('home'), 'home phone'),
    attribute(phone('other'), 'other phone'),
    ...['work', 'home', 'other'].flatMap((type) =>
      addressParts.map(([part, label]) => attribute(address(type, part), `${type} ${label}`)),
    ),
    attribute('roles', 'roles', { type: 'complex', multiValued: true }),
    attribute('roles[primary eq "True"].value', 'role'),
    attribute('roles[primary eq "True"].display', 'name of the role'),
    attribute('roles[primary eq "True"].type', 'type of the role'),
    attribute(enterprise('employeeNumber'), 'employee number', { filterable: true }),
    attribute(enterprise('costCenter'), 'cost centre'),
    attribute(enterprise('organization'), 'organisation'),
    attribute(enterprise('division'), 'division'),
    attribute(enterprise('department'), 'department'),
    attribute(enterprise('manager'), 'manager', { type: 'reference' }),
  ],
  // Microsoft, "Develop and plan provisioning for a SCIM endpoint": the default user mapping (entra-provisioning.md 1.3).
  defaultMappings: [
    direct('userName', 'userPrincipalName', 1),
    mapped('active', { kind: 'expression', text: 'Switch([IsSoftDeleted], , "False", "True", "True", "False")' }),
    direct('displayName', 'displayName'),
    direct('title', 'jobTitle'),
    direct('emails[type eq "work"].value', 'mail'),
    direct('name.givenName', 'givenName'),
    direct('name.familyName', 'surname'),
    direct(phone('work'), 'telephoneNumber'),
    direct(phone('mobile'), 'mobile'),
    direct(phone('fax'), 'facsimileTelephoneNumber'),
    direct(address('work', 'streetAddress'), 'streetAddress'),
    direct(address('work', 'postalCode'), 'postalCode'),
    direct(address('other', 'formatted'), 'physicalDeliveryOfficeName'),
    direct('externalId', 'mailNickname'),
    direct(enterprise('employeeNumber'), 'employeeId'),
    direct(enterprise('department'), 'department'),
    direct(enterprise('manager'), 'manager'),
  ],
  advice: {
    unauthorized:
      'Make sure the token belongs to an account that may manage users, and that it has not ended. Then paste a new one here.',
    forbidden: 'Give the account of the token the right to manage users, and check that the service has SCIM enabled.',
    unreachable: null,
    tokenSteps: [
      'Sign in to the service’s **admin console**.',
      'Open its settings for **SCIM** or **user provisioning**.',
      'Create a **token** for provisioning.',
      'Copy the token and paste it here.',
    ],
    consoleLink: null,
  },
  pace: { requestsPerSecond: 5, concurrency: 4 },
  update: 'patch',
  patch: { opCase: 'lower', valuePath: true, activeAs: 'boolean', referenceAs: 'object' },
  disableMeans: 'suspend',
};
