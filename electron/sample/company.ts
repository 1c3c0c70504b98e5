import type { GraphValue } from '../../shared/person';
import { madeUpPeople } from './made-up-people';
import { oxbowGuest, oxbowPeople } from './oxbow-people';
import { sampleId } from './sample-id';

/**
 * Oxbow Instruments as data: what the simulated Entra tenant holds when it starts. Everything is a constant, ids
 * too, so that two runs, two machines and a screenshot agree.
 */

export interface DirectoryPerson {
  readonly id: string;
  /** Keyed by Graph's v1.0 names; a property that was never set is absent. */
  readonly properties: Readonly<Record<string, GraphValue>>;
  readonly managerId: string | null;
}

interface DirectoryGroupData {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  /** Object ids of people and of groups. */
  readonly memberIds: readonly string[];
}

export interface AppRole {
  readonly id: string;
  readonly displayName: string;
  readonly value: string;
}

export interface ApplicationData {
  /** The enterprise application's (service principal's) object id. */
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  readonly appRoles: readonly AppRole[];
}

interface AssignmentData {
  readonly principalId: string;
  readonly appRoleId: string;
}

export interface Company {
  readonly name: string;
  readonly domain: string;
  readonly tenantId: string;
  /** The app registration that Inseam signs in with. */
  readonly clientId: string;
  readonly people: readonly DirectoryPerson[];
  readonly groups: readonly DirectoryGroupData[];
  readonly application: ApplicationData;
  readonly assignments: readonly AssignmentData[];
  /** Mailboxes that are nobody's: mail may be sent from them. */
  readonly sharedMailboxes: readonly string[];
}

/** Stands for "default access" where an application declares no role (Microsoft Graph, appRoleAssignment). */
export const defaultAccessRole = '00000000-0000-0000-0000-000000000000';

const domain = 'oxbow.example';
const userRole: AppRole = { id: sampleId('role:User'), displayName: 'User', value: 'User' };

/** The object id of one of Oxbow's people, by the part of the userPrincipalName before the @. */
export const oxbowId = (alias: string): string => sampleId(`person:${alias}`);

const base = {
  name: 'Oxbow Instruments',
  domain,
  tenantId: sampleId('tenant:oxbow'),
  clientId: sampleId('registration:inseam'),
  application: {
    id: sampleId('application:bluejeans'),
    appId: sampleId('registration:bluejeans'),
    displayName: 'BlueJeans',
    appRoles: [userRole],
  },
  sharedMailboxes: [`it@${domain}`],
} satisfies Partial<Company>;

/**
 * 40 people and one guest. In the mode "assigned" 38 are in scope: Élodie Marchand is blocked, Tomás Ó Súilleabháin is
 * a member of a nested group only, and the guest is not assigned.
 */
export function oxbowCompany(): Company {
  const direct = ['ingrid.solberg', 'soren.kjaer', 'chloe.lefevre'];
  const contractors = ['mehmet.kaya', 'emma.smith', 'ravi.subramanian', 'duc.ho'];
  const nested = ['tomas.osullivan', 'mehmet.kaya'];
  const elsewhere = new Set([...direct, ...contractors, ...nested]);
  // Emma is in both assigned groups: two ways into scope are still one person.
  const users = [...oxbowPeople.map(([alias]) => alias).filter((alias) => !elsewhere.has(alias)), 'emma.smith'];
  const groups = {
    users: sampleId('group:BlueJeans Users'),
    contractors: sampleId('group:Contractors'),
    field: sampleId('group:Field contractors'),
  };
  return {
    ...base,
    people: [...oxbowPeople.map((row) => personOf(row)), guest()],
    groups: [
      {
        id: groups.users,
        displayName: 'BlueJeans Users',
        description: 'Everyone who meets on BlueJeans',
        memberIds: users.map(oxbowId),
      },
      {
        id: groups.contractors,
        displayName: 'Contractors',
        description: 'People on a contract of three months or longer',
        memberIds: [...contractors.map(oxbowId), groups.field],
      },
      {
        id: groups.field,
        displayName: 'Field contractors',
        description: 'Contractors who work at customers',
        memberIds: nested.map(oxbowId),
      },
    ],
    assignments: [
      ...direct.map((alias) => ({ principalId: oxbowId(alias), appRoleId: userRole.id })),
      { principalId: groups.users, appRoleId: userRole.id },
      { principalId: groups.contractors, appRoleId: defaultAccessRole },
    ],
  };
}

/** A tenant of any size for measurements: made-up people, no groups, nobody assigned (scope mode "all"). */
export function madeUpCompany(count: number): Company {
  return { ...base, people: madeUpPeople(count, domain), groups: [], assignments: [] };
}

function personOf([alias, givenName, surname, jobTitle, department, manager, more]: (typeof oxbowPeople)[number]) {
  const { displayName, blocked, ...own } = more ?? {};
  const mail = `${alias}@${domain}`;
  return {
    id: oxbowId(alias),
    managerId: manager === null ? null : oxbowId(manager),
    properties: {
      accountEnabled: blocked !== true,
      displayName: displayName ?? [givenName, surname].filter((part) => part !== null).join(' '),
      givenName,
      ...(surname === null ? {} : { surname }),
      userPrincipalName: mail,
      mail,
      mailNickname: alias,
      userType: 'Member',
      employeeType: 'Employee',
      companyName: base.name,
      ...(jobTitle === null ? {} : { jobTitle }),
      ...(department === null ? {} : { department }),
      ...own,
    },
  };
}

function guest(): DirectoryPerson {
  const { alias, invitedAs, ...properties } = oxbowGuest;
  return {
    id: oxbowId(alias),
    managerId: null,
    properties: {
      accountEnabled: true,
      ...properties,
      userPrincipalName: `${alias}#EXT#@${domain}`,
      mail: invitedAs,
      mailNickname: `${alias}#EXT#`,
      userType: 'Guest',
    },
  };
}
