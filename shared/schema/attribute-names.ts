import { nearestName } from '../expression/nearest-name';
import type { Value } from '../expression/value';
import type { MappingSubject } from '../mapping/subject';
import type { GraphValue } from '../person';

/**
 * The source attributes of a person. The schema speaks the old names of Azure AD Graph; each row says which property of
 * Microsoft Graph v1.0 it is today and how it is read (entra-mapping-language.md 6.1).
 */
export interface SourceAttribute {
  /** As the schema spells it. */
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'boolean' | 'list' | 'date' | 'reference' | 'roles';
  /** What `$select` must name; null: it is not a property of the user. */
  readonly graphProperty: string | null;
  /** False where the service does not let a scoping filter use it (entra-provisioning.md 4.4). */
  readonly filterable: boolean;
  readonly read: (subject: MappingSubject) => Value;
}

const isPlain = (item: unknown): boolean => typeof item === 'string' || typeof item === 'number';

/** A property as Graph sends it; nested objects are not values. */
function toValue(raw: GraphValue | undefined): Value {
  if (raw === undefined || raw === null) return null;
  if (Array.isArray(raw)) {
    // Graph answers an empty list where a multi-valued attribute is absent, and absent is null (1.3).
    const texts = raw.flatMap((item) => (isPlain(item) ? [String(item)] : []));
    return texts.length === 0 ? null : texts;
  }
  return typeof raw === 'object' ? null : (raw as string | number | boolean);
}

const propertyOf = ({ person }: MappingSubject, name: string): GraphValue | undefined => person.properties[name];

function memberOf(whole: GraphValue | undefined, name: string): GraphValue | undefined {
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole) || !Object.hasOwn(whole, name))
    return undefined;
  return (whole as { readonly [key: string]: GraphValue })[name];
}

const partOf = (subject: MappingSubject, parent: string, part: string): Value =>
  toValue(memberOf(propertyOf(subject, parent), part));

type Facts = Partial<Pick<SourceAttribute, 'type' | 'graphProperty' | 'filterable' | 'read'>>;

function attribute(name: string, label: string, facts: Facts = {}): SourceAttribute {
  const { type = 'text', graphProperty = name } = facts;
  return {
    name,
    label,
    type,
    graphProperty,
    // Multi-valued attributes, references and dates cannot be filtered on.
    filterable: type === 'text' || type === 'boolean',
    read: (subject) => toValue(graphProperty === null ? null : propertyOf(subject, graphProperty)),
    ...facts,
  };
}

const part = (name: string, label: string, parent: string, member: string): SourceAttribute =>
  attribute(name, label, { graphProperty: parent, read: (subject) => partOf(subject, parent, member) });

/**
 * A guest's stored name `alias_theirdomain#EXT#@tenant` as mappings and matching see it: `alias@theirdomain`. A domain
 * has no underscore, so the last one before the mark is the one to turn (6.2).
 */
function undoGuestName(userPrincipalName: string): string {
  const mark = userPrincipalName.toUpperCase().indexOf('#EXT#');
  if (mark === -1) return userPrincipalName;
  const alias = userPrincipalName.slice(0, mark);
  const underscore = alias.lastIndexOf('_');
  return underscore === -1 ? alias : `${alias.slice(0, underscore)}@${alias.slice(underscore + 1)}`;
}

function readUserPrincipalName(subject: MappingSubject): Value {
  const stored = toValue(propertyOf(subject, 'userPrincipalName'));
  return typeof stored === 'string' ? undoGuestName(stored) : stored;
}

/** Graph's list of business phones holds at most one. */
function readBusinessPhone(subject: MappingSubject): Value {
  const phones = propertyOf(subject, 'businessPhones');
  return Array.isArray(phones) ? toValue((phones as readonly GraphValue[])[0]) : null;
}

export const sourceAttributes: readonly SourceAttribute[] = [
  attribute('userPrincipalName', 'User principal name', { read: readUserPrincipalName }),
  attribute('originalUserPrincipalName', 'User principal name as stored (guests)', {
    graphProperty: 'userPrincipalName',
  }),
  attribute('displayName', 'Display name'),
  attribute('givenName', 'Given name'),
  attribute('surname', 'Family name'),
  attribute('mail', 'Mail'),
  attribute('mailNickname', 'Mail nickname'),
  attribute('otherMails', 'Other mail addresses', { type: 'list' }),
  attribute('proxyAddresses', 'Proxy addresses', { type: 'list' }),
  attribute('jobTitle', 'Job title'),
  attribute('department', 'Department'),
  attribute('companyName', 'Company'),
  attribute('employeeId', 'Employee id'),
  attribute('employeeType', 'Employee type'),
  attribute('employeeHireDate', 'Hire date', { type: 'date' }),
  part('employeeOrgData.division', 'Division', 'employeeOrgData', 'division'),
  part('employeeOrgData.costCenter', 'Cost centre', 'employeeOrgData', 'costCenter'),
  attribute('manager', 'Manager', {
    type: 'reference',
    read: ({ person }) => person.managerId,
  }),
  attribute('telephoneNumber', 'Business phone', { graphProperty: 'businessPhones', read: readBusinessPhone }),
  attribute('mobile', 'Mobile phone', { graphProperty: 'mobilePhone' }),
  attribute('facsimileTelephoneNumber', 'Fax', { graphProperty: 'faxNumber' }),
  attribute('physicalDeliveryOfficeName', 'Office', { graphProperty: 'officeLocation' }),
  attribute('streetAddress', 'Street'),
  attribute('city', 'City'),
  attribute('state', 'State or province'),
  attribute('postalCode', 'Postal code'),
  attribute('country', 'Country'),
  attribute('usageLocation', 'Usage location'),
  // Known to mappings; the service does not let a filter use it.
  attribute('userType', 'Kind of user', { filterable: false }),
  attribute('preferredLanguage', 'Preferred language'),
  attribute('accountEnabled', 'Account is enabled', { type: 'boolean' }),
  attribute('IsSoftDeleted', 'Should have no access (computed)', {
    type: 'boolean',
    graphProperty: null,
    // It is the outcome of scoping.
    filterable: false,
    read: ({ isSoftDeleted }) => isSoftDeleted,
  }),
  attribute('appRoleAssignments', 'Roles in this application', {
    type: 'roles',
    graphProperty: null,
    read: ({ appRoles }) => ({ roles: appRoles }),
  }),
  attribute('objectId', 'Object id', { graphProperty: 'id', read: ({ person }) => person.id }),
  attribute('dirSyncEnabled', 'Synchronised from a directory on premises', {
    type: 'boolean',
    graphProperty: 'onPremisesSyncEnabled',
  }),
  attribute('immutableId', 'Immutable id', { graphProperty: 'onPremisesImmutableId' }),
  attribute('onPremisesSecurityIdentifier', 'Security identifier on premises'),
  ...Array.from({ length: 15 }, (_, index) => {
    const name = `extensionAttribute${index + 1}`;
    return part(name, `Extension attribute ${index + 1}`, 'onPremisesExtensionAttributes', name);
  }),
];

const exact = new Map(sourceAttributes.map((row) => [row.name, row]));
const folded = new Map(sourceAttributes.map((row) => [row.name.toLowerCase(), row]));

/** `extension_{application id without hyphens}_{name}`; case counts in these, and only these. */
const directoryExtension = /^extension_[0-9a-fA-F]{32}_\w+$/;

/** Microsoft Graph's property of all custom security attributes of a user, by their sets. */
export const securityAttributes = 'customSecurityAttributes';

/** `CustomSecurityAttributes.{set}_{name}`; case counts in both, as it does in Entra. */
const securityAttribute = /^customsecurityattributes\.(\w+)$/i;

/** Either part may hold an underscore: the one that divides them is where there is such a set with such a name. */
function readSecurityAttribute(subject: MappingSubject, fullName: string): Value {
  const sets = propertyOf(subject, securityAttributes);
  for (let at = fullName.indexOf('_'); at !== -1; at = fullName.indexOf('_', at + 1)) {
    const set = memberOf(sets, fullName.slice(0, at));
    const value = memberOf(set, fullName.slice(at + 1));
    if (value !== undefined) return toValue(value);
  }
  return null;
}

/** The exact name first, then without regard to case, because the service's own pages mix the cases (2.2). */
export function findSourceAttribute(name: string): SourceAttribute | null {
  const known = exact.get(name);
  if (known !== undefined) return known;
  if (directoryExtension.test(name)) return attribute(name, name);
  const fullName = securityAttribute.exec(name)?.[1];
  if (fullName?.includes('_')) {
    const read = (subject: MappingSubject): Value => readSecurityAttribute(subject, fullName);
    return attribute(name, name, { graphProperty: securityAttributes, read });
  }
  return folded.get(name.toLowerCase()) ?? null;
}

/** What was probably meant by a name that is no source attribute; Graph's own name for one is understood as well. */
export function suggestSourceAttribute(name: string): string | null {
  const today = sourceAttributes.find((row) => row.graphProperty?.toLowerCase() === name.toLowerCase());
  return today?.name ?? nearestName(name, exact.keys());
}

/** A source attribute of a person; null where there is none of that name, which validation has refused before. */
export const readAttribute = (subject: MappingSubject, name: string): Value =>
  findSourceAttribute(name)?.read(subject) ?? null;
