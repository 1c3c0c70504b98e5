import type { Clause, Facts, PersonFacts } from './facts';

/**
 * A second, deliberately simple account of what the target should look like, written from entra-provisioning.md (the
 * numbers below are its sections) and not from the engine. No requests, no order, no ledger: facts in, accounts out.
 */

export const attributes = ['userName', 'active', 'title', 'email', 'given', 'family', 'phone'] as const;
export type Attribute = (typeof attributes)[number];
type Values = Record<Attribute, string | null>;

export interface Account {
  /** The target's own id, once it is known. */
  id: string | null;
  exists: boolean;
  values: Values;
  manager: Account | null;
  /** What was changed by hand at the target since it was last put right. */
  readonly byHand: Set<Attribute>;
  /** Where the rules leave it open, other values that would be right as well: they count as the model's once seen. */
  readonly open: Map<Attribute, readonly (string | null)[]>;
  /** Other managers that would be right. */
  anyManagerOf: readonly (Account | null)[];
  /** The rules leave open whether it is there: the account that it replaces is gone, which may not have been noticed. */
  replaces: Account | null;
  /** The rules leave open whether it was deleted. */
  mayBeGone: boolean;
}

interface Link {
  account: Account;
  /** In scope when last seen in the directory: who left scope before is let go of (5.1, "unassigned first, deleted later"). */
  managed: boolean;
}

export interface Model {
  readonly accounts: Account[];
  readonly links: Map<string, Link>;
  /** Whom the cycle has to report as failed: a name too long or taken, an account that is somebody else's. */
  readonly stuck: Map<string, string>;
  /** In scope, without an account and without a failure: nobody looks for them again until something changes. */
  readonly waiting: Set<string>;
}

/**
 * Changes at the target are not noticed by themselves (2.2): a full cycle reads every account. Where only the person
 * changed, 2.2 would have the service look again; Inseam goes by what it knows and sends the one change: left open here.
 */
export interface Look {
  readonly full: boolean;
  /** Mapping, scope or actions changed: everybody is evaluated again, those without an account too. */
  readonly everyone: boolean;
  /** People of whom something that a mapping reads has changed. */
  readonly touched: ReadonlySet<string>;
}

export const emptyModel = (): Model => ({ accounts: [], links: new Map(), stuck: new Map(), waiting: new Set() });

const everything: Look = { full: true, everyone: true, touched: new Set() };

export function newAccount(id: string | null, values: Partial<Values>): Account {
  const none: Values = {
    userName: '',
    active: 'true',
    title: null,
    email: null,
    given: null,
    family: null,
    phone: null,
  };
  return {
    id,
    exists: true,
    values: { ...none, ...values },
    manager: null,
    byHand: new Set(),
    open: new Map(),
    anyManagerOf: [],
    replaces: null,
    mayBeGone: false,
  };
}

// ---- scope (4)

/** 4.2: an assigned group covers its direct members; chosen groups (our own mode) cover nested ones as well. */
function isEntitled(facts: Facts, id: string): boolean {
  switch (facts.mode) {
    case 'all':
      return true;
    case 'assigned':
      return (
        facts.assigned.has(id) ||
        [...facts.groups.values()].some((group) => facts.assigned.has(group.id) && group.members.has(id))
      );
    case 'groups':
      return facts.chosenGroups.some((group) => isWithin(facts, group, id, new Set()));
  }
}

function isWithin(facts: Facts, group: string, id: string, seen: Set<string>): boolean {
  if (seen.has(group)) return false;
  seen.add(group);
  const members = facts.groups.get(group)?.members ?? new Set<string>();
  return members.has(id) || [...members].some((member) => isWithin(facts, member, id, seen));
}

/** 4.4. A filter on an empty attribute is false, save IS NULL. Case-sensitive; a pattern is searched, not anchored (13.6). */
function holds({ attribute, operator, value }: Clause, person: PersonFacts): boolean {
  const own = attribute === 'userPrincipalName' ? upnOf(person) : person[attribute];
  if (operator === 'IS NULL') return own === null;
  if (own === null) return false;
  switch (operator) {
    case 'IS NOT NULL':
      return true;
    case 'EQUALS':
      return own === value;
    case 'NOT EQUALS':
      return own !== value;
    case 'REGEX MATCH':
      return new RegExp(value).test(own);
    case 'NOT REGEX MATCH':
      return !new RegExp(value).test(own);
    case 'Includes':
      return own.includes(value);
    case 'ENDS_WITH':
      return own.endsWith(value);
    default:
      throw new Error(`The model does not know ${operator}`);
  }
}

/** 4.1, 4.3: entitled, and through one of the filters where there are any. Blocked or deleted is another question (5.2). */
const isInScope = (facts: Facts, person: PersonFacts): boolean =>
  isEntitled(facts, person.id) &&
  (facts.filters.length === 0 || facts.filters.some((group) => group.every((clause) => holds(clause, person))));

/** The person is to have an account that works. */
export const isWanted = (facts: Facts, person: PersonFacts): boolean =>
  person.state === 'present' && person.accountEnabled && isInScope(facts, person);

// ---- mapping (1.3)

/** 1.3: a guest's `alias_domain#EXT#@tenant` is handed to mappings as `alias@domain`. */
function upnOf({ upn }: PersonFacts): string {
  const guest = /^(.*)_([^_]*)#EXT#@/.exec(upn);
  return guest === null ? upn : `${guest[1]}@${guest[2]}`;
}

/** null: nothing to send; undefined: not mapped. */
function mapped(facts: Facts, person: PersonFacts, softDeleted: boolean): Partial<Values> {
  const { mapping } = facts;
  const upn = upnOf(person);
  const title = {
    direct: person.jobTitle,
    'create-only': person.jobTitle,
    default: person.jobTitle,
    constant: 'Colleague',
  };
  const names = [person.givenName, person.surname].filter((name) => name !== null);
  return {
    userName: { upn, lower: upn.toLowerCase(), mail: person.mail }[mapping.userName],
    ...(mapping.active === 'unmapped' ? {} : { active: String(!softDeleted) }),
    title: mapping.title === 'says-left' ? (softDeleted ? 'Left' : person.jobTitle) : title[mapping.title],
    email: person.mail,
    given: mapping.given === 'joined' ? (names.length === 0 ? null : names.join(' ')) : person.givenName,
    family: person.surname,
    phone: person.phone,
  };
}

/** RFC 7643: userName and mail have no letter case. */
export const isSame = (attribute: string, one: string | null, other: string | null): boolean =>
  attribute === 'userName' || attribute === 'email'
    ? (one ?? '').toLowerCase() === (other ?? '').toLowerCase()
    : (one ?? '') === (other ?? '');

// ---- a cycle (2, 3, 5)

const longestUserName = 30;

/** Brings the model to where the target must be once everything was tried that can succeed. */
export function settle(model: Model, facts: Facts, look: Look): void {
  for (const account of model.accounts) {
    account.replaces = null;
    account.mayBeGone = false;
    account.open.clear();
    account.anyManagerOf = [];
  }
  // Names become free and managers appear on the way: what is possible at the end is what counts.
  for (let round = 0; round < 4; round += 1) {
    model.stuck.clear();
    for (const person of facts.people.values()) settlePerson(model, facts, person, look);
  }
  model.waiting.clear();
  for (const person of facts.people.values()) {
    const isIdle = isWanted(facts, person) && !model.links.has(person.id) && !model.stuck.has(person.id);
    if (isIdle) model.waiting.add(person.id);
  }
  for (const person of facts.people.values()) settleManager(model, facts, person);
}

function settlePerson(model: Model, facts: Facts, person: PersonFacts, look: Look): void {
  const link = model.links.get(person.id);
  if (facts.onHold.has(person.id)) {
    // Item 10: never touched. Where the person is meanwhile is known all the same.
    if (link !== undefined && person.state === 'present') link.managed = isInScope(facts, person);
    return;
  }
  const isProtected = facts.protectedPeople.includes(person.id);
  if (link === undefined) {
    // 3, 13.18: only who is in scope is looked for; 5.1: whoever was blocked before is never created.
    if (!isWanted(facts, person)) return;
    const isLookedFor = look.full || look.everyone || look.touched.has(person.id) || !model.waiting.has(person.id);
    meet(model, facts, person, isLookedFor);
    return;
  }
  if (person.state === 'hard-deleted') {
    if (isProtected && facts.actions.delete && (link.managed || link.account.values.active === 'true')) return;
    // 2.6: DELETE while still managed; unassigned first, then deleted: let go of. 5.2: Delete unticked ignores it.
    if (link.managed && facts.actions.delete) link.account.exists = false;
    // Let go of without having been disabled (5.3, or nothing mapped): the sources do not say.
    link.account.mayBeGone = facts.actions.delete && link.account.values.active === 'true';
    model.links.delete(person.id);
    return;
  }
  if (person.state === 'soft-deleted') {
    if (!isProtected) leave(facts, person, link.account);
    return;
  }
  link.managed = isInScope(facts, person);
  if (isWanted(facts, person)) keep(model, facts, person, link, look);
  // 5.3: falling out of scope changes nothing where the admin said so; 13.4: being blocked still does.
  else if (facts.skipOutOfScope && person.accountEnabled) return;
  else if (!isProtected) leave(facts, person, link.account);
}

/** 3: first contact. None: create, one: adopt, somebody else's: an error. */
function meet(model: Model, facts: Facts, person: PersonFacts, isLookedFor: boolean): void {
  const wanted = mapped(facts, person, false);
  const name = wanted.userName ?? null;
  // 3: no value to match by, the import step fails.
  if (name === null) return void model.stuck.set(person.id, 'nothing to match by');
  const found = holderOf(model, name);
  if (found !== undefined) {
    if (!isLookedFor) return;
    if ([...model.links.values()].some(({ account }) => account === found)) {
      model.stuck.set(person.id, `${name} is the account of somebody else`);
      return;
    }
    const link = { account: found, managed: true };
    model.links.set(person.id, link);
    keep(model, facts, person, link, everything);
    return;
  }
  if (!facts.actions.create) return;
  if (isTooLong(name)) return void model.stuck.set(person.id, `${name} is too long`);
  model.links.set(person.id, { account: create(model, facts, wanted), managed: true });
}

function create(model: Model, facts: Facts, wanted: Partial<Values>): Account {
  const account = newAccount(null, {});
  for (const attribute of attributes) {
    const value = wanted[attribute];
    if (value !== undefined) account.values[attribute] = value;
  }
  // 1.3: the default stands in when the account is created, and only then.
  if (facts.mapping.title === 'default') account.values.title ??= 'Unknown';
  model.accounts.push(account);
  return account;
}

const isTooLong = (name: string): boolean => [...name].length > longestUserName;

const holderOf = (model: Model, name: string): Account | undefined =>
  model.accounts.find((account) => account.exists && isSame('userName', account.values.userName, name));

/** In scope and linked: differing attributes are written, by the link and not by the name (3), all or none. */
function keep(model: Model, facts: Facts, person: PersonFacts, link: Link, look: Look): void {
  const { account } = link;
  const isLookedAt = look.full;
  if (!account.exists) {
    // The account was removed by hand: noticed when it is looked at (2.2, known), then matched or created again.
    model.links.delete(person.id);
    const before = model.accounts.length;
    meet(model, facts, person, true);
    const met = model.links.get(person.id);
    if (met === undefined) model.links.set(person.id, link);
    else if (!isLookedAt && model.accounts.length > before) met.account.replaces = account;
    return;
  }
  if (!facts.actions.update) return;
  const wanted = mapped(facts, person, false);
  const name = wanted.userName ?? account.values.userName;
  const holder = name === null ? undefined : holderOf(model, name);
  if (name !== null && !isSame('userName', name, account.values.userName)) {
    if (!isTooLong(name) && holder !== undefined && holder !== account) {
      model.stuck.set(person.id, `${name} is taken`);
      return;
    }
  }
  for (const attribute of attributes) {
    const value = wanted[attribute] ?? null;
    // 1.3: an empty value is skipped; "only on create" is no update.
    if (value === null || (attribute === 'title' && facts.mapping.title === 'create-only')) continue;
    // A name too long for the target is left out, and said; the rest of the person is kept in step.
    if (attribute === 'userName' && isTooLong(value)) continue;
    put(account, attribute, value, isLookedAt);
  }
}

/** 5.2: leaving is an ordinary update of what is mapped from IsSoftDeleted; 10.2: nothing else of a deleted user. */
function leave(facts: Facts, person: PersonFacts, account: Account): void {
  if (!account.exists || !facts.actions.update) return;
  if (facts.mapping.active !== 'unmapped') put(account, 'active', 'false', false);
  if (facts.mapping.title === 'says-left') put(account, 'title', mapped(facts, person, true).title ?? null, false);
}

function put(account: Account, attribute: Attribute, value: string | null, isLookedAt: boolean): void {
  if (isSame(attribute, account.values[attribute], value)) return;
  if (account.byHand.has(attribute) && !isLookedAt) account.open.set(attribute, [account.values[attribute]]);
  account.values[attribute] = value;
}

/** 2.4, issue item 7: in a second step, filled in later where the manager has no account yet, taken away with the relation. */
function settleManager(model: Model, facts: Facts, person: PersonFacts): void {
  const link = model.links.get(person.id);
  if (facts.onHold.has(person.id)) return;
  if (link === undefined || !link.account.exists || !isWanted(facts, person) || !facts.actions.update) return;
  const manager = person.managerId === null ? undefined : facts.people.get(person.managerId);
  // Graph shows no manager who is in the recycle bin.
  const wanted = manager?.state === 'present' ? model.links.get(manager.id)?.account : undefined;
  const before = link.account.manager;
  if (model.stuck.has(person.id)) link.account.anyManagerOf = [before, wanted ?? null];
  else if (manager?.state !== 'present') link.account.manager = null;
  else if (wanted !== undefined) {
    link.account.manager = wanted;
    // An account that is gone, which may not have been noticed yet.
    if (!wanted.exists) link.account.anyManagerOf = [before, null];
    if (wanted.replaces !== null) link.account.anyManagerOf = [wanted.replaces, before];
  } else link.account.anyManagerOf = [before, null];
}
