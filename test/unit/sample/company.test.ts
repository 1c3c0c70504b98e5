import { describe, expect, test } from 'vitest';
import { madeUpCompany, oxbowCompany, oxbowId } from '../../../electron/sample/company';
import { startingAccounts } from '../../../electron/sample/starting-accounts';

const company = oxbowCompany();
const names = company.people.map((person) => String(person.properties['userPrincipalName']));
const members = (group: string) => company.groups.find((one) => one.displayName === group)?.memberIds ?? [];
const assigned = new Set(
  company.assignments.flatMap(({ principalId }) =>
    company.groups.some((group) => group.id === principalId)
      ? (company.groups.find((group) => group.id === principalId)?.memberIds ?? [])
      : [principalId],
  ),
);
const entitled = company.people.filter(
  (person) => assigned.has(person.id) && person.properties['accountEnabled'] === true,
);

describe('Oxbow Instruments', () => {
  test.each([
    ['directory entries', company.people.length, 41],
    ['guests', company.people.filter((person) => person.properties['userType'] === 'Guest').length, 1],
    ['people with blocked sign-in', company.people.filter((p) => p.properties['accountEnabled'] === false).length, 1],
    ['people in scope when assigned', entitled.length, 38],
    ['different ids', new Set(company.people.map((person) => person.id)).size, 41],
    ['different userPrincipalNames', new Set(names.map((name) => name.toLowerCase())).size, 41],
    ['people without a manager, the guest among them', company.people.filter((p) => p.managerId === null).length, 2],
    ['groups', company.groups.length, 3],
    ['Daniel Kims', company.people.filter((p) => p.properties['displayName'] === 'Daniel Kim').length, 2],
    ['accounts at the start', startingAccounts(company).length, 29],
  ])('has the right number of %s', (_what, found, wanted) => {
    expect(found).toBe(wanted);
  });

  test.each([
    ['siobhan.nibhriain@oxbow.example', 31],
    ['sigriur.jonsdottir@oxbow.example', 32],
    ['konstantinos.papadopoulos@oxbow.example', 39],
    ['mateus.goncalves@oxbow.example', 30],
  ])('has %s with %i characters', (name, length) => {
    expect(names).toContain(name);
    expect(name).toHaveLength(length);
  });

  test('has no others in scope whose userName is too long for BlueJeans', () => {
    const long = entitled.filter((person) => String(person.properties['userPrincipalName']).length > 30);
    expect(long).toHaveLength(3);
  });

  test('has one group within another, and somebody who is a member of the inner one only', () => {
    const inner = company.groups.find((group) => group.displayName === 'Field contractors');
    expect(members('Contractors')).toContain(inner?.id);
    expect(inner?.memberIds).toContain(oxbowId('tomas.osullivan'));
    expect(assigned.has(oxbowId('tomas.osullivan'))).toBe(false);
  });

  test('has managers who all exist, and no circle of them', () => {
    const managers = new Map(company.people.map((person) => [person.id, person.managerId]));
    for (const person of company.people) {
      const chain = new Set<string>();
      for (let id = person.managerId; id !== null; id = managers.get(id) ?? null) {
        expect(managers.has(id)).toBe(true);
        expect(chain.has(id)).toBe(false);
        chain.add(id);
      }
    }
  });

  test('is the same every time', () => {
    expect(oxbowCompany()).toEqual(company);
    expect(oxbowId('lukasz.wojcik')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('the accounts BlueJeans has at the start', () => {
  const accounts = startingAccounts(company);
  const byName = new Map(accounts.map((account) => [account.userName.toLowerCase(), account]));
  const people = entitled.map((person) => ({ person, account: byName.get(nameOf(person)) }));

  function nameOf(person: (typeof entitled)[number]): string {
    return String(person.properties['userPrincipalName']).toLowerCase();
  }
  /** As the default mapping fills an account. */
  function wanted(person: (typeof entitled)[number]) {
    const { jobTitle, givenName, surname, mail, businessPhones } = person.properties;
    const phones = businessPhones as readonly string[] | undefined;
    const manager = people.find(({ person: other }) => other.id === person.managerId)?.account?.id;
    const managerName = people.find(({ person: other }) => other.id === person.managerId)?.person;
    const managerComes = managerName !== undefined && nameOf(managerName).length <= 30;
    return {
      title: jobTitle,
      givenName,
      surname,
      mail,
      phone: phones?.[0],
      manager: managerComes ? (manager ?? 'to be created') : undefined,
    };
  }

  test('belong to 26 people in scope and to 3 that are not in the directory', () => {
    const linked = people.filter(({ account }) => account !== undefined);
    expect(linked).toHaveLength(26);
    const everybody = new Set(names.map((name) => name.toLowerCase()));
    expect(accounts.filter((account) => !everybody.has(account.userName.toLowerCase()))).toHaveLength(3);
  });

  test('are exactly as wanted for 19 people and outdated for 7', () => {
    const same = people.filter(({ person, account }) => {
      if (account === undefined) return false;
      const has = {
        title: account.title,
        givenName: account.name.givenName,
        surname: account.name.familyName,
        mail: account.emails?.[0]?.value,
        phone: account.phoneNumbers?.[0]?.value,
        manager: account.managerId,
      };
      return JSON.stringify(has) === JSON.stringify(wanted(person));
    });
    expect(same).toHaveLength(19);
  });

  test('leave 9 to be created and 3 to be skipped', () => {
    const without = people.filter(({ account }) => account === undefined).map(({ person }) => nameOf(person));
    expect(without.filter((name) => name.length <= 30)).toHaveLength(9);
    expect(without.filter((name) => name.length > 30)).toHaveLength(3);
  });
});

describe('a made-up company', () => {
  test.each([1, 40, 1000, 10_000])('of %i people has as many different ids and names', (count) => {
    const { people } = madeUpCompany(count);
    expect(new Set(people.map((person) => person.id)).size).toBe(count);
    const own = people.map((person) => String(person.properties['userPrincipalName']));
    expect(new Set(own).size).toBe(count);
    expect(Math.max(...own.map((name) => name.length))).toBeLessThanOrEqual(30);
  });

  test('has the same person at the same place, however large it is', () => {
    expect(madeUpCompany(10).people[7]).toEqual(madeUpCompany(1000).people[7]);
  });
});
