import type { GraphValue } from '../../../shared/person';
import { AdminRefusal } from '../admin-server';
import type { AppRole, Company } from '../company';
import { sampleId } from '../sample-id';

export interface User {
  readonly id: string;
  /** A property that was never set is absent; a cleared one is null. */
  properties: Record<string, GraphValue>;
  /** Kept while either side is in the recycle bin, as Entra does: restoring brings the relation back. */
  managerId: string | null;
  /** ISO time; null: not in the recycle bin. */
  deletedAt: string | null;
}

export interface Group {
  readonly id: string;
  properties: Record<string, GraphValue>;
  readonly memberIds: Set<string>;
}

export interface AppRoleAssignment {
  readonly id: string;
  readonly principalId: string;
  readonly appRoleId: string;
  readonly createdAt: string;
}

/** One entry of the change log from which delta rounds are answered. */
export type Change = { readonly id: string } & (
  | { readonly kind: 'user-appeared' | 'user-soft-deleted' | 'user-hard-deleted' }
  | { readonly kind: 'user-changed'; readonly names: readonly string[] }
  | { readonly kind: 'manager-changed'; readonly from: string | null; readonly to: string | null }
  | { readonly kind: 'group-appeared' | 'group-deleted' }
  | { readonly kind: 'group-changed'; readonly names: readonly string[] }
  | { readonly kind: 'member-added' | 'member-removed'; readonly memberId: string }
);

/** The tenant's directory: people, groups, one enterprise application with its assignments, and the log of changes. */
export class Directory {
  readonly company: Company;
  readonly users = new Map<string, User>();
  readonly groups = new Map<string, Group>();
  readonly assignments = new Map<string, AppRoleAssignment>();
  /** Only what happened after the start; a position in it is a delta token's watermark. */
  readonly changes: Change[] = [];
  /** Ids in the order of their creation, for ever: pages of a first round keep their place whatever is deleted. */
  readonly everyUserId: string[] = [];
  readonly #idsByName = new Map<string, string>();
  readonly #addedRoles: AppRole[] = [];
  #created = 0;

  constructor(company: Company) {
    this.company = company;
    for (const person of company.people) {
      const { id, managerId } = person;
      this.users.set(id, { id, managerId, properties: { ...person.properties }, deletedAt: null });
      this.everyUserId.push(id);
      this.#idsByName.set(nameKey(person.properties), id);
    }
    for (const { id, displayName, description, memberIds } of company.groups) {
      const properties = { displayName, description, securityEnabled: true, mailEnabled: false };
      this.groups.set(id, { id, properties, memberIds: new Set(memberIds) });
    }
    for (const { principalId, appRoleId } of company.assignments) this.#addAssignment(principalId, appRoleId);
  }

  /** Nobody, no group and no assignment is left; ids are given as from the beginning. Who was here is not even deleted. */
  clear(): void {
    for (const everything of [this.users, this.groups, this.assignments, this.#idsByName]) everything.clear();
    this.changes.length = 0;
    this.everyUserId.length = 0;
    this.#created = 0;
  }

  /** By object id or userPrincipalName; people in the recycle bin are not found. */
  presentUser(idOrName: string): User | null {
    const user =
      this.users.get(idOrName.toLowerCase()) ?? this.users.get(this.#idsByName.get(idOrName.toLowerCase()) ?? '');
    return user === undefined || user.deletedAt !== null ? null : user;
  }

  isPresent(id: string | null): id is string {
    return id !== null && (this.groups.has(id) || this.users.get(id)?.deletedAt === null);
  }

  presentUsers(): User[] {
    return [...this.users.values()].filter((user) => user.deletedAt === null);
  }

  deletedUsers(): User[] {
    return [...this.users.values()].filter((user) => user.deletedAt !== null);
  }

  createUser(properties: Record<string, GraphValue>): User {
    const name = properties['userPrincipalName'];
    if (typeof name !== 'string') throw new AdminRefusal('A person needs a userPrincipalName');
    this.#refuseTaken(name, null);
    this.#created += 1;
    const id = sampleId(`created:${this.#created}:${name}`);
    const user: User = { id, managerId: null, properties: { accountEnabled: true, ...properties }, deletedAt: null };
    this.users.set(id, user);
    this.everyUserId.push(id);
    this.#idsByName.set(nameKey(properties), id);
    this.changes.push({ kind: 'user-appeared', id });
    return user;
  }

  updateUser(user: User, changed: Record<string, GraphValue>): void {
    const name = changed['userPrincipalName'];
    if (typeof name === 'string') {
      this.#refuseTaken(name, user.id);
      this.#idsByName.delete(nameKey(user.properties));
      this.#idsByName.set(name.toLowerCase(), user.id);
    }
    const names = Object.keys(changed).filter((key) => !same(user.properties[key], changed[key]));
    user.properties = { ...user.properties, ...changed };
    if (names.length > 0) this.changes.push({ kind: 'user-changed', id: user.id, names });
  }

  setManager(user: User, managerId: string | null): void {
    const from = user.managerId;
    if (from === managerId) return;
    user.managerId = managerId;
    this.changes.push({ kind: 'manager-changed', id: user.id, from, to: managerId });
  }

  softDelete(user: User): void {
    user.deletedAt = new Date().toISOString();
    this.#idsByName.delete(nameKey(user.properties));
    this.changes.push({ kind: 'user-soft-deleted', id: user.id });
    this.#relationsOf(user.id, 'hidden');
  }

  restore(user: User): void {
    this.#refuseTaken(String(user.properties['userPrincipalName']), user.id);
    user.deletedAt = null;
    this.#idsByName.set(nameKey(user.properties), user.id);
    this.changes.push({ kind: 'user-appeared', id: user.id });
    this.#relationsOf(user.id, 'shown');
  }

  hardDelete(user: User): void {
    if (user.deletedAt === null) this.#relationsOf(user.id, 'hidden');
    this.users.delete(user.id);
    this.#idsByName.delete(nameKey(user.properties));
    this.#forget(user.id);
    for (const other of this.users.values()) if (other.managerId === user.id) other.managerId = null;
    this.changes.push({ kind: 'user-hard-deleted', id: user.id });
  }

  createGroup(displayName: string): Group {
    this.#created += 1;
    const id = sampleId(`created-group:${this.#created}:${displayName}`);
    const properties = { displayName, securityEnabled: true, mailEnabled: false };
    const group: Group = { id, properties, memberIds: new Set() };
    this.groups.set(id, group);
    this.changes.push({ kind: 'group-appeared', id });
    return group;
  }

  renameGroup(group: Group, displayName: string): void {
    group.properties = { ...group.properties, displayName };
    this.changes.push({ kind: 'group-changed', id: group.id, names: ['displayName'] });
  }

  deleteGroup(group: Group): void {
    this.groups.delete(group.id);
    this.#forget(group.id);
    this.changes.push({ kind: 'group-deleted', id: group.id });
  }

  addMember(group: Group, memberId: string): void {
    if (group.memberIds.has(memberId)) return;
    group.memberIds.add(memberId);
    this.changes.push({ kind: 'member-added', id: group.id, memberId });
  }

  removeMember(group: Group, memberId: string): void {
    if (!group.memberIds.delete(memberId)) return;
    this.changes.push({ kind: 'member-removed', id: group.id, memberId });
  }

  /** One more role beside those that a person or group has. */
  assign(principalId: string, appRoleId: string): void {
    this.#addAssignment(principalId, appRoleId);
  }

  /** Takes one role away, or all of them. */
  unassign(principalId: string, appRoleId: string | null = null): void {
    for (const { id, principalId: held, appRoleId: role } of this.assignments.values()) {
      if (held === principalId && (appRoleId === null || appRoleId === role)) this.assignments.delete(id);
    }
  }

  get appRoles(): readonly AppRole[] {
    return [...this.company.application.appRoles, ...this.#addedRoles];
  }

  /** The application's owner declares another role; gives its id. */
  addAppRole(value: string, displayName: string): string {
    const id = sampleId(`role:${value}:${displayName}`);
    this.#addedRoles.push({ id, value, displayName });
    return id;
  }

  #addAssignment(principalId: string, appRoleId: string): void {
    const id = sampleId(`assignment:${principalId}:${appRoleId}`);
    this.assignments.set(id, { id, principalId, appRoleId, createdAt: '2025-03-03T09:00:00Z' });
  }

  /** Membership and reports of somebody who goes to the recycle bin, or comes back, surface as changes of the others. */
  #relationsOf(id: string, become: 'hidden' | 'shown'): void {
    const kind = become === 'hidden' ? 'member-removed' : 'member-added';
    for (const group of this.groups.values()) {
      if (group.memberIds.has(id)) this.changes.push({ kind, id: group.id, memberId: id });
    }
    for (const user of this.users.values()) {
      if (user.managerId !== id) continue;
      const [from, to] = become === 'hidden' ? [id, null] : [null, id];
      this.changes.push({ kind: 'manager-changed', id: user.id, from, to });
    }
  }

  #forget(id: string): void {
    for (const group of this.groups.values()) {
      if (group.memberIds.delete(id)) this.changes.push({ kind: 'member-removed', id: group.id, memberId: id });
    }
    this.unassign(id);
  }

  #refuseTaken(name: string, ownId: string | null): void {
    const holder = this.#idsByName.get(name.toLowerCase());
    if (holder !== undefined && holder !== ownId) throw new AdminRefusal(`${name} is taken by ${holder}`);
  }
}

const nameKey = (properties: Readonly<Record<string, GraphValue>>): string =>
  String(properties['userPrincipalName']).toLowerCase();

const same = (left: GraphValue | undefined, right: GraphValue | undefined): boolean =>
  JSON.stringify(left) === JSON.stringify(right);
