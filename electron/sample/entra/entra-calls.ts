import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { GraphValue } from '../../../shared/person';
import { AdminRefusal, adminCall } from '../admin-server';
import { defaultAccessRole } from '../company';
import { faultCalls } from '../fault-calls';
import type { Recording } from '../recording';
import type { Directory, Group, User } from './directory';
import type { GraphState } from './graph';
import type { Registration } from './sign-in';
import { tenantBehaviour } from './tenant-behaviour';
import { isUserProperty } from './user-properties';

const properties = z.record(z.string(), z.json()).superRefine((given, context) => {
  for (const name of Object.keys(given)) {
    if (name === 'id' || !isUserProperty(name)) {
      context.addIssue({ code: 'custom', path: [name], message: 'Not a property of a user in Microsoft Graph' });
    }
  }
});

/**
 * What the tenant's admin endpoint does. People are named by object id, userPrincipalName or the part of it before the
 * @; groups by object id or display name.
 */
export function entraCalls(state: GraphState, registration: Registration, recording: Recording) {
  const { directory, tokens } = state;
  return {
    ...faultCalls(state.faults, recording),

    /** An empty tenant, as on its first day, whose watermarks of before have expired. */
    startOver: adminCall([], () => {
      directory.clear();
      state.generation.number += 1;
    }),

    /** Gives the new object id. */
    createPerson: adminCall([properties], (given) => directory.createUser(given as Values).id),
    updatePerson: adminCall([z.string(), properties], (who, changed) =>
      directory.updateUser(present(directory, who), changed as Values),
    ),
    /** Into the recycle bin. */
    deletePerson: adminCall([z.string()], (who) => directory.softDelete(present(directory, who))),
    deletePersonForGood: adminCall([z.string()], (who) => directory.hardDelete(anybody(directory, who))),
    restorePerson: adminCall([z.string()], (who) => directory.restore(anybody(directory, who))),
    blockPerson: adminCall([z.string()], (who) =>
      directory.updateUser(present(directory, who), { accountEnabled: false }),
    ),
    unblockPerson: adminCall([z.string()], (who) =>
      directory.updateUser(present(directory, who), { accountEnabled: true }),
    ),
    setManager: adminCall([z.string(), z.string().nullable()], (who, manager) =>
      directory.setManager(present(directory, who), manager === null ? null : present(directory, manager).id),
    ),
    person: adminCall([z.string()], (who) => shownPerson(anybody(directory, who))),
    people: adminCall([], () => [...directory.users.values()].map(shownPerson)),

    /** Gives the new object id. */
    createGroup: adminCall([z.string()], (name) => directory.createGroup(name).id),
    renameGroup: adminCall([z.string(), z.string()], (which, name) =>
      directory.renameGroup(groupOf(directory, which), name),
    ),
    deleteGroup: adminCall([z.string()], (which) => directory.deleteGroup(groupOf(directory, which))),
    addMember: adminCall([z.string(), z.string()], (which, who) =>
      directory.addMember(groupOf(directory, which), principal(directory, who)),
    ),
    removeMember: adminCall([z.string(), z.string()], (which, who) =>
      directory.removeMember(groupOf(directory, which), principal(directory, who)),
    ),
    groups: adminCall([], () =>
      [...directory.groups.values()].map(({ id, properties: own, memberIds }) => ({
        id,
        name: String(own['displayName']),
        memberIds: [...memberIds],
      })),
    ),

    /** A person or a group, with the application's own role. */
    assign: adminCall([z.string()], (who) =>
      directory.assign(principal(directory, who), directory.appRoles[0]?.id ?? defaultAccessRole),
    ),
    /** With one more role of the application, by its value. */
    assignRole: adminCall([z.string(), z.string()], (who, role) =>
      directory.assign(principal(directory, who), roleOf(directory, role)),
    ),
    /** With default access: an assignment without a role. */
    assignWithoutRole: adminCall([z.string()], (who) => directory.assign(principal(directory, who), defaultAccessRole)),
    /** Takes every assignment away. */
    unassign: adminCall([z.string()], (who) => directory.unassign(principal(directory, who))),
    unassignRole: adminCall([z.string(), z.string()], (who, role) =>
      directory.unassign(principal(directory, who), roleOf(directory, role)),
    ),
    /** The application declares one more role: its value and its display name. */
    addAppRole: adminCall([z.string(), z.string()], (value, displayName) => directory.addAppRole(value, displayName)),
    assignments: adminCall([], () => [...directory.assignments.values()]),

    /** The application permissions with consent; tokens already out keep what they had. */
    grantPermissions: adminCall([z.array(z.string())], (permissions) => {
      registration.permissions = permissions;
    }),
    setSecret: adminCall([z.string().min(1)], (secret) => {
      registration.secret = secret;
    }),
    expireSecret: adminCall([], () => {
      registration.isSecretExpired = true;
    }),
    /** Uploads a certificate (PEM, without its key) beside those that are there. Gives its thumbprint, SHA-256 in hexadecimal. */
    registerCertificate: adminCall([z.string()], (pem) => {
      const { fingerprint256 } = certificateOf(pem);
      registration.certificates = [...registration.certificates, { pem }];
      return fingerprint256.replaceAll(':', '');
    }),
    removeCertificates: adminCall([], () => {
      registration.certificates = [];
    }),
    setTokenLifetime: adminCall([z.number().int().min(1)], (seconds) => {
      registration.tokenLifetimeSeconds = seconds;
    }),
    revokeAccessTokens: adminCall([], () => tokens.revokeAll()),

    /** What is left out goes back to its default. */
    behave: adminCall([tenantBehaviour], (behaviour) => {
      state.behaviour = behaviour;
    }),
    expireDeltaTokens: adminCall([z.enum(['gone', 'sync-state-not-found', 'resync-required'])], (form) => {
      state.generation.number += 1;
      state.generation.form = form;
    }),

    mails: adminCall([], () => [...state.mails]),
    state: adminCall([], () => ({
      people: directory.presentUsers().length,
      inRecycleBin: directory.deletedUsers().length,
      groups: directory.groups.size,
      assignments: directory.assignments.size,
      changes: directory.changes.length,
      permissions: registration.permissions,
      behaviour: state.behaviour,
    })),
  };
}

export type EntraCalls = ReturnType<typeof entraCalls>;

type Values = Record<string, GraphValue>;

function shownPerson({ id, properties: own, managerId, deletedAt }: User) {
  return { id, properties: own, managerId, deletedAt };
}

function present(directory: Directory, who: string): User {
  const user = directory.presentUser(who) ?? directory.presentUser(`${who}@${directory.company.domain}`);
  if (user === null) throw new AdminRefusal(`Nobody is called ${who}`);
  return user;
}

/** People in the recycle bin too; there they are known by object id or the name they had. */
function anybody(directory: Directory, who: string): User {
  const names = [who.toLowerCase(), `${who}@${directory.company.domain}`.toLowerCase()];
  const hasName = (user: User): boolean => names.includes(String(user.properties['userPrincipalName']).toLowerCase());
  const user = directory.users.get(who.toLowerCase()) ?? [...directory.users.values()].find(hasName);
  if (user === undefined) throw new AdminRefusal(`Nobody is called ${who}`);
  return user;
}

function roleOf({ appRoles }: Directory, value: string): string {
  const role = appRoles.find((one) => one.value === value);
  if (role === undefined) throw new AdminRefusal(`The application has no role ${value}`);
  return role.id;
}

function certificateOf(pem: string): X509Certificate {
  if (pem.includes('PRIVATE KEY')) throw new AdminRefusal('A private key is nobody’s business but its owner’s');
  try {
    return new X509Certificate(pem);
  } catch {
    throw new AdminRefusal('That is no certificate in PEM form');
  }
}

function groupOf(directory: Directory, which: string): Group {
  const byName = [...directory.groups.values()].find((group) => group.properties['displayName'] === which);
  const group = directory.groups.get(which.toLowerCase()) ?? byName;
  if (group === undefined) throw new AdminRefusal(`No group is called ${which}`);
  return group;
}

function principal(directory: Directory, which: string): string {
  const isGroup =
    directory.groups.has(which) ||
    [...directory.groups.values()].some((group) => group.properties['displayName'] === which);
  return isGroup ? groupOf(directory, which).id : anybody(directory, which).id;
}
