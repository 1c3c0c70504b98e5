import { securityAttributes } from '../../shared/schema/attribute-names';

/** The application permission that a read needs, and what cannot be read without it (entra-provisioning 10.5). */
export interface NeededPermission {
  readonly permission: string;
  readonly what: string;
}

export const readPeopleNeeds: NeededPermission = { permission: 'User.Read.All', what: 'people' };
export const readGroupsNeeds: NeededPermission = {
  permission: 'GroupMember.Read.All',
  what: 'groups and their members',
};
export const readApplicationNeeds: NeededPermission = {
  permission: 'Application.Read.All',
  what: 'who is assigned to the application',
};
export const readOrganizationNeeds: NeededPermission = {
  permission: 'Organization.Read.All',
  what: 'the default domain of the tenant',
};
export const readSecurityAttributesNeeds: NeededPermission = {
  permission: 'CustomSecAttributeAssignment.Read.All',
  what: 'custom security attributes',
};
const sendMailNeeds: NeededPermission = { permission: 'Mail.Send', what: 'nothing: it is for sending mail' };

/** Which permission a refused path, or link, was about. */
export function permissionFor(address: string): NeededPermission {
  const path = address.replace(/\?.*$/, '');
  if (/\/sendMail/i.test(path)) return sendMailNeeds;
  if (address.includes(securityAttributes)) return readSecurityAttributesNeeds;
  if (/\/organization\b/i.test(path)) return readOrganizationNeeds;
  if (/\/groups\b/i.test(path)) return readGroupsNeeds;
  if (/\/servicePrincipals\b/i.test(path)) return readApplicationNeeds;
  return readPeopleNeeds;
}
