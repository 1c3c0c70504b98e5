import type { Seen } from './compare';
import { type Clause, type Facts, type GroupFacts, type MappingFacts, type PersonFacts, plainMapping } from './facts';
import type { Ground } from './ground';
import { type Account, type Model, newAccount } from './model';
import type { Chance } from './random';

/** A made-up tenant: its facts, kept beside the simulated Entra ID and changed with it, and each person's story. */
export interface Tenant {
  readonly facts: Facts;
  readonly chance: Chance;
  readonly ground: Ground;
  readonly model: Model;
  /** What happened, newest last: `[round, who (null: the tenant), words]`. */
  readonly story: { readonly round: number; readonly who: string | null; readonly words: string }[];
  /** Of whom something changed that a mapping reads, since the last cycle. */
  readonly touched: Set<string>;
  /** The cycles of the round. */
  readonly cycles: string[];
  /** What the target had before each cycle, by the cycle's id. */
  readonly accountsBefore: Map<string, ReadonlyMap<string, Seen>>;
  /** Mapping, scope or actions changed since the last cycle. */
  rulesChanged: boolean;
  /** Provisioning was restarted since the last cycle: the next one checks everybody. */
  restarted: boolean;
  round: number;
}

const domain = 'walk.example';
const givenNames = [
  'Ada',
  'Bo',
  'Cem',
  'Dilek',
  'Emre',
  'Fay',
  'Gus',
  'Hana',
  'Ivo',
  'Jun',
  'Kai',
  'Lea',
  'Max',
  'Nia',
  'Oda',
  'Søren',
  'Zoë',
];
const surnames = [
  'Berg',
  'Cruz',
  'Demir',
  'Engel',
  'Fox',
  'García',
  'Haas',
  'Ito',
  'Jonas',
  'Kaya',
  'Lund',
  'O’Neil',
  'Wójcik',
];
const titles = ['Analyst', 'Buyer', 'Clerk', 'Director', 'Engineer', 'Lead engineer'];
const departments = ['Sales', 'Research', 'Finance', 'Field', 'Sales support'];

export const nameOf = ({ givenName, surname, upn }: PersonFacts): string =>
  `${givenName ?? ''} ${surname ?? ''} <${upn}>`;

export const present = (facts: Facts): PersonFacts[] =>
  [...facts.people.values()].filter(({ state }) => state === 'present');

export function tell(tenant: Tenant, who: string | null, words: string): void {
  tenant.story.push({ round: tenant.round, who, words });
}

/** A name that nobody in the directory has; now and then too long for the target, now and then a guest's. */
export function freshUpn({ facts, chance }: Tenant, given: string, surname: string): string {
  const plain = (text: string): string => text.normalize('NFD').replaceAll(/[^A-Za-z]/g, '');
  const taken = new Set(present(facts).map(({ upn }) => upn.toLowerCase()));
  const kind = chance.int(100);
  for (let number = 0; ; number += 1) {
    const more = number === 0 ? '' : String(number);
    const base = `${plain(given)}.${plain(surname)}${more}`;
    const short = `${base.toLowerCase().slice(0, 17)}@${domain}`;
    const long = `${base.toLowerCase()}.of.the.northern.branch@${domain}`;
    const guest = `${base.toLowerCase().slice(0, 12)}_ex.org#EXT#@${domain}`;
    const upn = kind < 8 ? long : kind < 15 ? guest : kind < 30 ? `${base.slice(0, 17)}@${domain}` : short;
    if (!taken.has(upn.toLowerCase())) return upn;
  }
}

/** Somebody new; gives the object id. */
export async function joins(tenant: Tenant, given: Partial<PersonFacts> = {}): Promise<PersonFacts> {
  const { facts, chance, ground } = tenant;
  const givenName = chance.percent(92) ? chance.pick(givenNames) : null;
  const surname = chance.percent(92) ? chance.pick(surnames) : null;
  const upn = given.upn ?? freshUpn(tenant, givenName ?? 'x', surname ?? 'y');
  const values = {
    upn,
    mail: chance.percent(88) ? upn.replace(/_ex\.org#EXT#@.*/, '@ex.org') : null,
    givenName,
    surname,
    jobTitle: chance.percent(80) ? chance.pick(titles) : null,
    department: chance.percent(85) ? chance.pick(departments) : null,
    phone: chance.percent(60) ? `+1 555 0${chance.between(100, 199)}` : null,
    accountEnabled: chance.percent(92),
    ...given,
  };
  const id = await ground.entra.createPerson({
    userPrincipalName: values.upn,
    displayName: [givenName, surname].filter((name) => name !== null).join(' ') || 'Nobody',
    accountEnabled: values.accountEnabled,
    ...whenThere('mail', values.mail),
    ...whenThere('givenName', givenName),
    ...whenThere('surname', surname),
    ...whenThere('jobTitle', values.jobTitle),
    ...whenThere('department', values.department),
    ...(values.phone === null ? {} : { businessPhones: [values.phone] }),
  });
  const person: PersonFacts = { ...values, id, managerId: null, state: 'present' };
  facts.people.set(id, person);
  tell(tenant, id, `joins as ${nameOf(person)}${person.accountEnabled ? '' : ', blocked'}`);
  return person;
}

const whenThere = (name: string, value: string | null): Record<string, string> =>
  value === null ? {} : { [name]: value };

/** An account of the target that Inseam did not make. */
export async function isThere(tenant: Tenant, userName: string, active: boolean): Promise<Account> {
  const values = { title: tenant.chance.percent(50) ? 'From before' : null, family: 'Before' };
  const id = await tenant.ground.scim.addAccount({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName,
    active,
    name: { familyName: values.family },
    ...(values.title === null ? {} : { title: values.title }),
  });
  const account = newAccount(id, { userName, active: String(active), ...values });
  tenant.model.accounts.push(account);
  return account;
}

const clauses: readonly ((chance: Chance) => Clause)[] = [
  (chance) => ({ attribute: 'department', operator: 'EQUALS', value: chance.pick(departments) }),
  (chance) => ({ attribute: 'department', operator: 'NOT EQUALS', value: chance.pick(departments) }),
  () => ({ attribute: 'department', operator: 'IS NOT NULL', value: '' }),
  () => ({ attribute: 'jobTitle', operator: 'IS NULL', value: '' }),
  () => ({ attribute: 'department', operator: 'REGEX MATCH', value: '^Sal' }),
  () => ({ attribute: 'jobTitle', operator: 'NOT REGEX MATCH', value: 'irect' }),
  () => ({ attribute: 'jobTitle', operator: 'Includes', value: 'engineer' }),
  () => ({ attribute: 'userPrincipalName', operator: 'ENDS_WITH', value: `@${domain}` }),
];

export const someFilters = (chance: Chance): Facts['filters'] =>
  chance.percent(40)
    ? []
    : Array.from({ length: chance.between(1, 2) }, () =>
        Array.from({ length: chance.between(1, 2) }, () => chance.pick(clauses)(chance)),
      );

export function someMapping(chance: Chance): MappingFacts {
  if (chance.percent(35)) return plainMapping;
  return {
    userName: chance.percent(70) ? 'upn' : 'lower',
    active: chance.pick(['not', 'not', 'switch', 'unmapped']),
    title: chance.pick(['direct', 'constant', 'create-only', 'default', 'says-left']),
    given: chance.pick(['direct', 'joined']),
  };
}

/** Changes what the admin has set, and tells the engine. */
export function setRules(tenant: Tenant, changed: Partial<Facts>, words: string): void {
  const rules = (): string => {
    const { mode, chosenGroups, filters, mapping, actions, skipOutOfScope } = tenant.facts;
    return JSON.stringify({ mode, chosenGroups, filters, mapping, actions, skipOutOfScope });
  };
  const before = rules();
  Object.assign(tenant.facts, changed);
  if (rules() !== before) tenant.rulesChanged = true;
  tenant.ground.setRules(tenant.facts);
  tell(tenant, null, words);
}

export async function foundTenant(ground: Ground, chance: Chance, model: Model): Promise<Tenant> {
  await ground.startOver();
  const facts: Facts = {
    people: new Map(),
    groups: new Map(),
    assigned: new Set(),
    mode: chance.percent(65) ? 'assigned' : 'all',
    chosenGroups: [],
    filters: chance.percent(30) ? someFilters(chance) : [],
    mapping: someMapping(chance),
    actions: {
      create: chance.percent(95),
      update: chance.percent(95),
      delete: chance.percent(90),
    },
    skipOutOfScope: chance.percent(15),
    onHold: new Set(),
    protectedPeople: [],
    threshold: chance.percent(25) ? chance.between(0, 3) : null,
  };
  const tenant: Tenant = {
    facts,
    chance,
    ground,
    model,
    story: [],
    touched: new Set(),
    cycles: [],
    accountsBefore: new Map(),
    rulesChanged: true,
    restarted: false,
    round: 0,
  };
  for (let count = chance.between(5, 20); count > 0; count -= 1) await joins(tenant);
  for (let count = chance.int(5); count > 0; count -= 1) {
    const name = `Group ${count}`;
    const id = await ground.entra.createGroup(name);
    const group: GroupFacts = { id, name, members: new Set() };
    facts.groups.set(id, group);
    for (const person of chance.some([...facts.people.values()], chance.int(8))) {
      await ground.entra.addMember(id, person.id);
      group.members.add(person.id);
    }
    const [nested] = chance.some(
      [...facts.groups.keys()].filter((other) => other !== id),
      1,
    );
    if (nested !== undefined && chance.percent(40)) {
      await ground.entra.addMember(id, nested);
      group.members.add(nested);
    }
  }
  const principals = [...facts.people.keys(), ...facts.groups.keys()];
  for (const principal of chance.some(principals, chance.between(1, principals.length))) {
    await ground.entra.assign(principal);
    facts.assigned.add(principal);
  }
  if (facts.groups.size > 0 && chance.percent(25)) {
    facts.mode = 'groups';
    facts.chosenGroups = chance.some([...facts.groups.keys()], chance.between(1, 2));
  }
  for (const person of facts.people.values()) {
    if (chance.percent(50)) await hasManager(tenant, person, chance.pick([...facts.people.values()]));
  }
  for (const person of chance.some([...facts.people.values()], chance.int(5))) {
    const guest = /^(.*)_ex\.org#EXT#/.exec(person.upn);
    const name = guest === null ? person.upn : `${guest[1]}@ex.org`;
    if ([...name].length <= 30)
      await isThere(tenant, chance.percent(30) ? name.toUpperCase() : name, chance.percent(70));
  }
  await isThere(tenant, `boardroom@${domain}`, true);
  setRules(
    tenant,
    {},
    `mode ${facts.mode}, ${JSON.stringify(facts.mapping)}, filters ${JSON.stringify(facts.filters)}`,
  );
  return tenant;
}

export async function hasManager(tenant: Tenant, person: PersonFacts, manager: PersonFacts | null): Promise<void> {
  await tenant.ground.entra.setManager(person.id, manager?.id ?? null);
  person.managerId = manager?.id ?? null;
  tell(tenant, person.id, manager === null ? 'has no manager' : `reports to ${manager.upn}`);
}
