import type { GraphValue } from '../../../shared/person';
import { badRequest } from './graph-refusal';

/** The string-valued and other plain properties of Microsoft Graph's v1.0 `user` that the sample tenant knows. */
const plain = [
  'accountEnabled',
  'ageGroup',
  'city',
  'companyName',
  'consentProvidedForMinor',
  'country',
  'createdDateTime',
  'creationType',
  'deletedDateTime',
  'department',
  'displayName',
  'employeeHireDate',
  'employeeId',
  'employeeLeaveDateTime',
  'employeeOrgData',
  'employeeType',
  'externalUserState',
  'externalUserStateChangeDateTime',
  'faxNumber',
  'givenName',
  'jobTitle',
  'lastPasswordChangeDateTime',
  'legalAgeGroupClassification',
  'mail',
  'mailNickname',
  'mobilePhone',
  'officeLocation',
  'onPremisesDistinguishedName',
  'onPremisesDomainName',
  'onPremisesExtensionAttributes',
  'onPremisesImmutableId',
  'onPremisesLastSyncDateTime',
  'onPremisesSamAccountName',
  'onPremisesSecurityIdentifier',
  'onPremisesSyncEnabled',
  'onPremisesUserPrincipalName',
  'passwordPolicies',
  'postalCode',
  'preferredDataLocation',
  'preferredLanguage',
  'securityIdentifier',
  'showInAddressList',
  'signInSessionsValidFromDateTime',
  'state',
  'streetAddress',
  'surname',
  'usageLocation',
  'userPrincipalName',
  'userType',
] as const;

/** Collections are answered as empty lists, never as null or by absence. */
const collections = ['businessPhones', 'imAddresses', 'otherMails', 'proxyAddresses'] as const;

const known: ReadonlySet<string> = new Set<string>(['id', ...plain, ...collections, 'customSecurityAttributes']);

/** Read with a permission of its own, and watched by no delta round. */
export const securityAttributes = 'customSecurityAttributes';

/** What a request without $select gets (Microsoft Graph, "user resource type", default properties). */
export const defaultUserProperties: readonly string[] = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
];

/** `extension_{application id without hyphens}_{name}`: whatever an application registered. */
const directoryExtension = /^extension_[0-9a-f]{32}_\w+$/i;

export const isUserProperty = (name: string): boolean => known.has(name) || directoryExtension.test(name);

/** The names of a $select, `navigations` allowed beside the properties. Throws Graph's error for an unknown one. */
export function selectedUserProperties(select: string | undefined, navigations: readonly string[] = []): string[] {
  const names = (select ?? '').split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
  if (names.length === 0) return [...defaultUserProperties];
  const unknown = names.find((name) => !isUserProperty(name) && !navigations.includes(name));
  if (unknown !== undefined) {
    throw badRequest(
      `Parsing OData Select and Expand failed: Could not find a property named '${unknown}' on type 'microsoft.graph.user'.`,
    );
  }
  return [...new Set(names)];
}

/** A property as a plain GET answers it: null where it has no value. */
export function shownValue(properties: Readonly<Record<string, GraphValue>>, name: string): GraphValue {
  const value = properties[name] ?? null;
  return value === null && isCollection(name) ? [] : value;
}

export const isCollection = (name: string): boolean => (collections as readonly string[]).includes(name);
