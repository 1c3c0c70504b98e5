import type { DirectoryPerson } from './company';
import { sampleId } from './sample-id';

const givenNames = ['Anna', 'Bela', 'Chidi', 'Dora', 'Emre', 'Femi', 'Gita', 'Hana', 'Ivo', 'João', 'Kaja', 'Lena'];
const surnames = ['Abara', 'Berg', 'Castro', 'Dvořák', 'Eze', 'Fodor', 'Grün', 'Haas', 'Ito', 'Joshi', 'Kovač'];
const titles = ['Engineer', 'Analyst', 'Designer', 'Accountant', 'Technician', 'Researcher', 'Buyer'];
const departments = ['Research', 'Finance', 'Design', 'Field', 'Sales'];

/** How many people report to one manager; the tree's top is the first person. */
const reports = 8;

/**
 * `count` people, the same for the same number: the person with index 7 is the same in a tenant of 10 and of 10,000.
 * Every userPrincipalName has at most 30 characters, so that a measurement exports everybody.
 */
export function madeUpPeople(count: number, domain: string): DirectoryPerson[] {
  return Array.from({ length: count }, (_, index) => madeUpPerson(index, domain));
}

function madeUpPerson(index: number, domain: string): DirectoryPerson {
  const givenName = pick(givenNames, index);
  const surname = pick(surnames, Math.floor(index / givenNames.length));
  const mail = `u${String(index + 1).padStart(6, '0')}@${domain}`;
  return {
    id: madeUpId(index),
    managerId: index === 0 ? null : madeUpId(Math.floor((index - 1) / reports)),
    properties: {
      accountEnabled: true,
      displayName: `${givenName} ${surname}`,
      givenName,
      surname,
      userPrincipalName: mail,
      mail,
      mailNickname: mail.slice(0, mail.indexOf('@')),
      userType: 'Member',
      jobTitle: pick(titles, index),
      department: pick(departments, index),
      businessPhones: [`+44 20 7946 ${String(index % 10_000).padStart(4, '0')}`],
    },
  };
}

const madeUpId = (index: number): string => sampleId(`made-up:${index}`);

function pick(list: readonly string[], index: number): string {
  return list[index % list.length] ?? '';
}
