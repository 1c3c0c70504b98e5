import type { Company, DirectoryPerson } from './company';
import { oxbowId } from './company';
import { sampleId } from './sample-id';

/** An account of the sample target before anything was provisioned, as the SCIM resource it answers with. */
export interface StartingAccount {
  readonly id: string;
  readonly userName: string;
  readonly active: boolean;
  readonly title?: string;
  readonly name: { readonly givenName?: string; readonly familyName?: string };
  readonly emails?: readonly { readonly type: 'work'; readonly value: string }[];
  readonly phoneNumbers?: readonly { readonly type: 'work'; readonly value: string }[];
  readonly managerId?: string;
}

/** In scope, and without an account until the first cycle. */
const newcomers = [
  'soren.kjaer',
  'zeynep.yilmaz',
  'chloe.lefevre',
  'hanako.yamada',
  'mateus.goncalves',
  'k.papadopoulos',
  'ivana.horvatic',
  'aoife.oconnell',
  'gulsen.ozturk',
];
/** No account either: their userName is too long for BlueJeans, or they are out of scope. */
const without = [
  'siobhan.nibhriain',
  'konstantinos.papadopoulos',
  'sigriur.jonsdottir',
  'tomas.osullivan',
  'elodie.marchand',
  'm.alhassan_partner.example',
];

/** What is old in an account that the first cycle updates. */
const outdated: Readonly<Record<string, Partial<StartingAccount>>> = {
  'minhanh.nguyen': { title: 'Designer' },
  'lukasz.wojcik': { phoneNumbers: [{ type: 'work', value: '+48 22 555 01 40' }] },
  'seun.adebayo': { title: 'Engineer II' },
  'thandiwe.nkosi': { title: 'Analyst', phoneNumbers: [{ type: 'work', value: '+27 21 555 0100' }] },
  'jiri.dvorak': { title: 'Researcher' },
  'priya.nair': { title: 'Researcher' },
  'grace.okafor': { emails: [{ type: 'work', value: 'g.okafor@oxbow.example' }] },
};

/** Differs in letter case only, which is no difference in a userName: this account is linked and left as it is. */
const spelledOtherwise: Readonly<Record<string, string>> = { 'rosa.delgado': 'Rosa.Delgado@oxbow.example' };

const nobodys: readonly StartingAccount[] = [
  {
    id: accountId('boardroom'),
    userName: 'boardroom@oxbow.example',
    active: true,
    name: { givenName: 'Board', familyName: 'Room' },
  },
  {
    id: accountId('admin'),
    userName: 'admin@oxbow.example',
    active: true,
    title: 'BlueJeans administrator',
    name: { givenName: 'Account', familyName: 'Administrator' },
  },
  {
    id: accountId('old.intern'),
    userName: 'old.intern@oxbow.example',
    active: false,
    name: { givenName: 'Olga', familyName: 'Intern' },
  },
];

/**
 * The accounts BlueJeans has when Oxbow starts with Inseam: 26 that belong to people in scope (19 of them exactly as
 * the default mapping wants them, 7 outdated) and 3 that belong to nobody in the directory.
 */
export function startingAccounts(company: Company): StartingAccount[] {
  const skipped = new Set([...newcomers, ...without].map(oxbowId));
  const present = company.people.filter((person) => !skipped.has(person.id));
  const accountIds = new Map(present.map((person) => [person.id, accountId(aliasOf(person))]));
  return [...present.map((person) => accountOf(person, accountIds)), ...nobodys];
}

function accountOf(person: DirectoryPerson, accountIds: ReadonlyMap<string, string>): StartingAccount {
  const { userPrincipalName, mail, givenName, surname, jobTitle, businessPhones } = person.properties;
  const alias = aliasOf(person);
  const work = Array.isArray(businessPhones) ? businessPhones[0] : undefined;
  const managerId = person.managerId === null ? undefined : accountIds.get(person.managerId);
  return {
    id: accountId(alias),
    userName: spelledOtherwise[alias] ?? String(userPrincipalName),
    active: true,
    name: {
      ...(typeof givenName === 'string' ? { givenName } : {}),
      ...(typeof surname === 'string' ? { familyName: surname } : {}),
    },
    ...(typeof jobTitle === 'string' ? { title: jobTitle } : {}),
    ...(typeof mail === 'string' ? { emails: [{ type: 'work', value: mail }] as const } : {}),
    ...(typeof work === 'string' ? { phoneNumbers: [{ type: 'work', value: work }] as const } : {}),
    ...(managerId === undefined ? {} : { managerId }),
    ...outdated[alias],
  };
}

const aliasOf = (person: DirectoryPerson): string => String(person.properties['mailNickname']);

function accountId(alias: string): string {
  return sampleId(`account:${alias}`);
}
