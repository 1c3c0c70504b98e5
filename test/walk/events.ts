import { putOnHold, releaseHold } from '../../electron/ledger/holds';
import { sourceId } from '../../shared/ids';
import { valueOrThrow } from '../../shared/outcome';
import type { GroupFacts, PersonFacts } from './facts';
import {
  freshUpn,
  hasManager,
  isThere,
  joins,
  nameOf,
  present,
  setRules,
  someFilters,
  someMapping,
  type Tenant,
  tell,
} from './tenant';

/** One thing that happens; null where there is nobody whom it could happen to. */
interface Happening {
  /** How often, beside the others. */
  readonly weight: number;
  readonly happen: (tenant: Tenant) => Promise<unknown> | null;
}

const anybody = (tenant: Tenant, of: (person: PersonFacts) => boolean = () => true): PersonFacts | undefined =>
  tenant.chance.some(present(tenant.facts).filter(of), 1)[0];
const aGroup = ({ chance, facts }: Tenant): GroupFacts | undefined => chance.some([...facts.groups.values()], 1)[0];

async function changes(tenant: Tenant, person: PersonFacts, values: Partial<PersonFacts>): Promise<void> {
  const { upn, mail, givenName, surname, jobTitle, department, phone, accountEnabled } = values;
  await tenant.ground.entra.updatePerson(person.id, {
    ...(upn === undefined ? {} : { userPrincipalName: upn }),
    ...(mail === undefined ? {} : { mail }),
    ...(givenName === undefined ? {} : { givenName }),
    ...(surname === undefined ? {} : { surname }),
    ...(jobTitle === undefined ? {} : { jobTitle }),
    ...(department === undefined ? {} : { department }),
    ...(phone === undefined ? {} : { businessPhones: phone === null ? [] : [phone] }),
    ...(accountEnabled === undefined ? {} : { accountEnabled }),
  });
  Object.assign(person, values);
  // Only what the mapping reads is watched (10.2): another department, say, is no change of the person.
  const isRead = Object.keys(values).some(
    (name) => name !== 'department' && (name !== 'jobTitle' || tenant.facts.mapping.title !== 'constant'),
  );
  if (isRead) tenant.touched.add(person.id);
  tell(tenant, person.id, `changes: ${JSON.stringify(values)}`);
}

async function isSoftDeleted({ ground, touched }: Tenant, person: PersonFacts): Promise<void> {
  await ground.entra.deletePerson(person.id);
  person.state = 'soft-deleted';
  touched.add(person.id);
}

function forget(tenant: Tenant, id: string): void {
  const { facts } = tenant;
  facts.assigned.delete(id);
  for (const group of facts.groups.values()) group.members.delete(id);
  for (const other of facts.people.values()) {
    if (other.managerId !== id) continue;
    other.managerId = null;
    tell(tenant, other.id, 'loses the manager, who is deleted for good');
  }
}

async function isPurged(tenant: Tenant, person: PersonFacts): Promise<void> {
  await tenant.ground.entra.deletePersonForGood(person.id);
  person.state = 'hard-deleted';
  tenant.touched.add(person.id);
  forget(tenant, person.id);
  tell(tenant, person.id, 'is deleted for good');
}

const titles = ['Analyst', 'Buyer', 'Clerk', 'Director', 'Engineer', 'Lead engineer', null];
const departments = ['Sales', 'Research', 'Finance', 'Field', 'Sales support', null];

const happenings: readonly Happening[] = [
  {
    weight: 8,
    async happen(tenant) {
      const person = await joins(tenant);
      const group = aGroup(tenant);
      if (tenant.chance.percent(50)) await assign(tenant, person.id);
      else if (group !== undefined) await enters(tenant, group, person);
      const manager = anybody(tenant);
      if (manager !== undefined && tenant.chance.percent(50)) await hasManager(tenant, person, manager);
    },
  },
  {
    // Before the manager has: filled in by itself later.
    weight: 3,
    async happen(tenant) {
      const person = await joins(tenant);
      await assign(tenant, person.id);
      await hasManager(tenant, person, await joins(tenant));
    },
  },
  {
    // The name of somebody who left, or is about to.
    weight: 2,
    happen(tenant) {
      const taken = new Set(present(tenant.facts).map(({ upn }) => upn.toLowerCase()));
      const gone = [...tenant.facts.people.values()].filter(
        ({ state, upn }) => state !== 'present' && !taken.has(upn.toLowerCase()),
      );
      const [old] = tenant.chance.some(gone, 1);
      return old === undefined ? null : joins(tenant, { upn: old.upn }).then((person) => assign(tenant, person.id));
    },
  },
  {
    weight: 8,
    happen: (tenant) =>
      aboutSomebody(tenant, (person) => changes(tenant, person, { jobTitle: tenant.chance.pick(titles) })),
  },
  {
    weight: 6,
    happen: (tenant) =>
      aboutSomebody(tenant, (person) => changes(tenant, person, { department: tenant.chance.pick(departments) })),
  },
  {
    weight: 3,
    happen: (tenant) =>
      aboutSomebody(tenant, (person) =>
        changes(tenant, person, {
          phone: tenant.chance.percent(30) ? null : `+1 555 0${tenant.chance.between(200, 299)}`,
        }),
      ),
  },
  {
    // Marriage: surname, name and mail.
    weight: 6,
    happen: (tenant) =>
      aboutSomebody(tenant, (person) => {
        const surname = tenant.chance.pick(['Ash', 'Birk', 'Çelik', 'Holm-Olsen']);
        const upn = freshUpn(tenant, person.givenName ?? 'x', surname);
        return changes(tenant, person, {
          surname,
          upn,
          ...(person.mail === null ? {} : { mail: upn.replace(/_ex\.org#EXT#@.*/, '@ex.org') }),
        });
      }),
  },
  {
    // The name of an account that is there already.
    weight: 1,
    happen: (tenant) =>
      aboutSomebody(tenant, (person) => {
        const upn = 'boardroom@walk.example';
        return present(tenant.facts).some((other) => other.upn === upn) ? null : changes(tenant, person, { upn });
      }),
  },
  {
    weight: 6,
    happen: (tenant) =>
      aboutSomebody(tenant, (person) => changes(tenant, person, { accountEnabled: !person.accountEnabled })),
  },
  {
    weight: 5,
    happen: (tenant) =>
      aboutSomebody(tenant, async (person) => {
        await isSoftDeleted(tenant, person);
        tell(tenant, person.id, 'goes to the recycle bin');
      }),
  },
  {
    weight: 4,
    happen(tenant) {
      const taken = new Set(present(tenant.facts).map(({ upn }) => upn.toLowerCase()));
      const [person] = tenant.chance.some(
        [...tenant.facts.people.values()].filter(
          ({ state, upn }) => state === 'soft-deleted' && !taken.has(upn.toLowerCase()),
        ),
        1,
      );
      if (person === undefined) return null;
      return tenant.ground.entra.restorePerson(person.id).then(() => {
        person.state = 'present';
        tenant.touched.add(person.id);
        tell(tenant, person.id, 'is restored');
      });
    },
  },
  {
    weight: 3,
    happen(tenant) {
      const [person] = tenant.chance.some(
        [...tenant.facts.people.values()].filter(({ state }) => state === 'soft-deleted'),
        1,
      );
      return person === undefined ? null : isPurged(tenant, person);
    },
  },
  { weight: 2, happen: (tenant) => aboutSomebody(tenant, (person) => isPurged(tenant, person)) },
  {
    weight: 6,
    happen(tenant) {
      const group = aGroup(tenant);
      const person = anybody(tenant);
      if (group === undefined || person === undefined) return null;
      return group.members.has(person.id) ? exits(tenant, group, person) : enters(tenant, group, person);
    },
  },
  {
    weight: 8,
    happen(tenant) {
      const { facts, chance } = tenant;
      const principals = [...present(facts).map(({ id }) => id), ...facts.groups.keys()];
      if (principals.length === 0) return null;
      const principal = chance.pick(principals);
      return facts.assigned.has(principal) ? unassign(tenant, principal) : assign(tenant, principal);
    },
  },
  {
    weight: 1,
    happen(tenant) {
      const group = aGroup(tenant);
      if (group === undefined || tenant.facts.chosenGroups.includes(group.id)) return null;
      return tenant.ground.entra.deleteGroup(group.id).then(() => {
        tenant.facts.groups.delete(group.id);
        tenant.facts.assigned.delete(group.id);
        for (const other of tenant.facts.groups.values()) other.members.delete(group.id);
        tell(tenant, null, `${group.name} is deleted`);
      });
    },
  },
  {
    weight: 5,
    happen: (tenant) =>
      aboutSomebody(tenant, (person) =>
        hasManager(tenant, person, tenant.chance.percent(75) ? (anybody(tenant) ?? null) : null),
      ),
  },
  { weight: 2, happen: async (tenant) => setRules(tenant, { filters: someFilters(tenant.chance) }, 'other filters') },
  { weight: 2, happen: async (tenant) => setRules(tenant, { mapping: someMapping(tenant.chance) }, 'another mapping') },
  {
    weight: 1,
    async happen(tenant) {
      const { chance } = tenant;
      const actions = { create: chance.percent(80), update: chance.percent(80), delete: chance.percent(80) };
      setRules(tenant, { actions, skipOutOfScope: chance.percent(20) }, 'other target object actions');
    },
  },
  {
    weight: 1,
    async happen(tenant) {
      const { chance, facts } = tenant;
      const mode =
        facts.groups.size > 0
          ? chance.pick(['assigned', 'all', 'groups'] as const)
          : chance.pick(['assigned', 'all'] as const);
      setRules(
        tenant,
        { mode, chosenGroups: mode === 'groups' ? chance.some([...facts.groups.keys()], 2) : [] },
        'another scope',
      );
    },
  },
  // The admin's word.
  { weight: 3, happen: isHeldOrReleased },
  {
    weight: 2,
    async happen(tenant) {
      const { chance, facts } = tenant;
      const people = chance.some([...facts.people.keys()], 2);
      // Whoever is protected, or is no longer, is looked at again.
      for (const id of [...people, ...facts.protectedPeople]) tenant.touched.add(id);
      setRules(tenant, { protectedPeople: people }, `protected: ${people.length}`);
      for (const id of people) tell(tenant, id, 'is protected, instead of those before');
    },
  },
  { weight: 1, happen: isRestarted },
  // By hand at the target.
  { weight: 3, happen: changesByHand },
  {
    weight: 1,
    happen(tenant) {
      const account = tenant.chance.some(
        tenant.model.accounts.filter(({ exists, id }) => exists && id !== null),
        1,
      )[0];
      if (account?.id == null) return null;
      const { id } = account;
      return tenant.ground.scim.removeAccount(id).then(() => {
        account.exists = false;
        tell(tenant, null, `the account ${account.values.userName} is removed by hand`);
      });
    },
  },
  {
    weight: 2,
    happen(tenant) {
      const names = new Set(
        tenant.model.accounts.filter(({ exists }) => exists).map(({ values }) => String(values.userName).toLowerCase()),
      );
      const person = anybody(
        tenant,
        ({ id, upn }) =>
          !tenant.model.links.has(id) && !upn.includes('#') && upn.length <= 30 && !names.has(upn.toLowerCase()),
      );
      return person === undefined
        ? null
        : isThere(tenant, person.upn, true).then(() => tell(tenant, person.id, 'gets an account by hand'));
    },
  },
];

async function isHeldOrReleased(tenant: Tenant): Promise<void> {
  const { chance, facts, ground, touched } = tenant;
  const person = chance.pick(
    chance.percent(50) && facts.onHold.size > 0 ? [...facts.onHold] : [...facts.people.keys()],
  );
  if (facts.onHold.delete(person)) {
    if (!releaseHold(ground.database(), sourceId(person))) throw new Error('Nobody was released');
    touched.add(person);
    tell(tenant, person, 'is released');
    return;
  }
  facts.onHold.add(person);
  putOnHold(ground.database(), sourceId(person), 'not now', new Date(ground.engine().now()).toISOString());
  tell(tenant, person, 'is put on hold');
}

const resets = [['watermark'], ['watermark', 'escrows', 'quarantine'], 'all'] as const;

async function isRestarted(tenant: Tenant): Promise<void> {
  const { chance, ground, model } = tenant;
  const reset = chance.pick(resets);
  valueOrThrow(await ground.runner().restart(ground.job, reset));
  tenant.restarted = true;
  // Everybody is matched again; the accounts of those who left are nobody's (1.4).
  if (reset === 'all') model.links.clear();
  tell(tenant, null, `restarted: ${reset}`);
}

function changesByHand(tenant: Tenant): Promise<unknown> | null {
  const { chance, ground, model } = tenant;
  const account = chance.some(
    model.accounts.filter(({ exists, id }) => exists && id !== null),
    1,
  )[0];
  if (account?.id == null) return null;
  const what = chance.pick(['title', 'phone', 'active'] as const);
  const value =
    what === 'active' ? String(account.values.active !== 'true') : what === 'title' ? 'By hand' : '+1 555 0999';
  const changed =
    what === 'active'
      ? { active: value === 'true' }
      : what === 'title'
        ? { title: value }
        : { phoneNumbers: [{ type: 'work', value }] };
  return ground.scim.changeAccount(account.id, changed).then(() => {
    account.values[what] = value;
    account.byHand.add(what);
    tell(tenant, null, `by hand, ${account.values.userName} gets ${what} ${value}`);
  });
}

function aboutSomebody(
  tenant: Tenant,
  happen: (person: PersonFacts) => Promise<unknown> | null,
): Promise<unknown> | null {
  const person = anybody(tenant);
  return person === undefined ? null : happen(person);
}

async function assign(tenant: Tenant, principal: string): Promise<void> {
  await tenant.ground.entra.assign(principal);
  tenant.facts.assigned.add(principal);
  // Another way into scope has everybody who got it looked at again.
  if (tenant.facts.mode === 'assigned')
    for (const id of tenant.facts.groups.get(principal)?.members ?? [principal]) tenant.touched.add(id);
  tell(tenant, tenant.facts.people.has(principal) ? principal : null, `${wordFor(tenant, principal)} is assigned`);
}

async function unassign(tenant: Tenant, principal: string): Promise<void> {
  await tenant.ground.entra.unassign(principal);
  tenant.facts.assigned.delete(principal);
  tell(tenant, tenant.facts.people.has(principal) ? principal : null, `${wordFor(tenant, principal)} is unassigned`);
}

async function enters(tenant: Tenant, group: GroupFacts, person: PersonFacts): Promise<void> {
  await tenant.ground.entra.addMember(group.id, person.id);
  group.members.add(person.id);
  tell(tenant, person.id, `enters ${group.name}`);
}

async function exits(tenant: Tenant, group: GroupFacts, person: PersonFacts): Promise<void> {
  await tenant.ground.entra.removeMember(group.id, person.id);
  group.members.delete(person.id);
  tell(tenant, person.id, `leaves ${group.name}`);
}

function wordFor({ facts }: Tenant, principal: string): string {
  const person = facts.people.get(principal);
  return person === undefined ? (facts.groups.get(principal)?.name ?? principal) : nameOf(person);
}

/** A few random things, one after the other. */
export async function happen(tenant: Tenant, count: number): Promise<void> {
  const { chance } = tenant;
  const total = happenings.reduce((sum, { weight }) => sum + weight, 0);
  for (let left = count; left > 0; ) {
    let at = chance.int(total);
    const one = happenings.find(({ weight }) => {
      at -= weight;
      return at < 0;
    });
    const happened = one?.happen(tenant) ?? null;
    if (happened === null) {
      left -= 0.1;
      continue;
    }
    await happened;
    left -= 1;
  }
}
