import type { AttributeMapping } from '../mapping/rules';
import type { Profile, TargetAttribute } from './profile';

const manager = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager';

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

const direct = (target: string, source: string, matchingPriority = 0): AttributeMapping => ({
  target,
  source: { kind: 'direct', attribute: source },
  defaultValue: null,
  flowType: 'Always',
  matchingPriority,
});

/**
 * Microsoft's gallery app for BlueJeans (tutorial "Configure BlueJeans for automatic user provisioning"; what is certain
 * and what is not: scim-interop.md 4). The tutorial types `manager` as String; what is sent is the id of the manager's
 * account, first as a string and, where that is refused, as the standard's object.
 */
export const bluejeans: Profile = {
  id: 'bluejeans',
  name: 'BlueJeans',
  summary: 'Video meetings. Keeps accounts, names, titles, work phones and managers in step.',
  notice: 'BlueJeans was shut down in 2024; this profile is for what still speaks its interface.',
  baseUrl: 'https://api.bluejeans.com/v2/scim',
  attributes: [
    attribute('userName', 'user name', { required: true, caseExact: false, maxLength: 30, filterable: true }),
    attribute('active', 'active', { type: 'boolean' }),
    attribute('title', 'title'),
    attribute('emails[type eq "work"].value', 'work mail', { caseExact: false }),
    attribute('name.givenName', 'given name'),
    attribute('name.familyName', 'family name'),
    attribute('phoneNumbers[type eq "work"].value', 'work phone'),
    attribute(manager, 'manager', { type: 'reference' }),
  ],
  defaultMappings: [
    direct('userName', 'userPrincipalName', 1),
    {
      target: 'active',
      source: { kind: 'expression', text: 'Not([IsSoftDeleted])' },
      defaultValue: null,
      flowType: 'Always',
      matchingPriority: 0,
    },
    direct('title', 'jobTitle'),
    direct('emails[type eq "work"].value', 'mail'),
    direct('name.givenName', 'givenName'),
    direct('name.familyName', 'surname'),
    direct('phoneNumbers[type eq "work"].value', 'telephoneNumber'),
    direct(manager, 'manager'),
  ],
  advice: {
    unauthorized:
      'Make sure your BlueJeans account has Admin permissions. Then generate a new token with it and paste it here.',
    forbidden:
      'Give its account Admin permissions and check that SCIM provisioning is enabled in BlueJeans Enterprise.',
    unreachable: 'The BlueJeans service was shut down in 2024.',
    tokenSteps: [
      'Log in to the **BlueJeans admin console**.',
      'Open **Group Settings**, then **Security**.',
      'Under **Single Sign On**, choose **Configure Now**.',
      'Under **Provision & Integration**, choose **Create and manage user accounts through IDP**.',
      'Choose **Generate Token**.',
      'Copy the token and paste it here.',
    ],
    consoleLink: null,
  },
  pace: { requestsPerSecond: 50, concurrency: 8 },
  update: 'patch',
  patch: { opCase: 'lower', valuePath: true, activeAs: 'boolean', referenceAs: 'string' },
  disableMeans: 'suspend',
};
