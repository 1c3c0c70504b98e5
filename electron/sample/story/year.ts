import { idOf, joins, losesAccess, type World } from './world';

/** Something that happens at Oxbow Instruments, in Entra ID or at the target. Its words are the provisioning log's. */
export interface StoryEvent {
  /** A day of 2026; a cycle follows in the evening. */
  readonly on: string;
  readonly happen: (world: World) => Promise<unknown>;
}

/** Taken out of the group by a rule that somebody mistyped, and put back the next day. */
const mistyped = [
  'thandiwe.nkosi',
  'jiri.dvorak',
  'grace.okafor',
  'ivana.horvatic',
  'aoife.oconnell',
  'daniel.kim',
  'daniel.kim2',
  'wei.chen',
  'noa.levi',
  'bjorn.akesson',
  'o.shevchenko',
  'fatima.elidrissi',
];

/** The year 2026: joiners, movers, leavers, and what goes wrong. */
export const year: readonly StoryEvent[] = [
  // Everybody's first day: 26 accounts are there already.
  { on: '01-12', happen: async () => {} },
  {
    // A name that the target cannot hold becomes shorter.
    on: '01-19',
    happen: ({ entra }) =>
      entra.updatePerson('konstantinos.papadopoulos', {
        userPrincipalName: 'k.papadopoulos2@oxbow.example',
        mail: 'k.papadopoulos2@oxbow.example',
      }),
  },
  { on: '01-26', happen: (world) => joins(world, 'daniel.kim3', 'Daniel', 'Kim', 'Field technician', 'group') },
  { on: '02-02', happen: ({ entra }) => entra.updatePerson('minhanh.nguyen', { jobTitle: 'Principal designer' }) },
  {
    // Parental leave.
    on: '02-09',
    async happen(world) {
      losesAccess(world, 'priya.nair');
      await world.entra.blockPerson('priya.nair');
    },
  },
  { on: '02-16', happen: ({ entra }) => entra.updatePerson('lukasz.wojcik', { businessPhones: ['+48 22 555 01 88'] }) },
  {
    // The token runs out on a Friday, and somebody joins meanwhile.
    on: '02-20',
    async happen(world) {
      await world.scim.setToken('expired-on-friday');
      await joins(world, 'lena.vogt', 'Lena', 'Vogt', 'Accountant', 'group');
    },
  },
  { on: '02-21', happen: async () => {} },
  { on: '02-23', happen: ({ renewToken }) => renewToken() },
  {
    // The manager is known, and has no account yet.
    on: '03-02',
    async happen(world) {
      await joins(world, 'ines.duarte', 'Inês', 'Duarte', 'Metrologist', 'assigned');
      await joins(world, 'aleksandra.novak', 'Aleksandra', 'Novak', 'Head of metrology', 'nowhere');
      await world.entra.setManager('ines.duarte', 'aleksandra.novak');
    },
  },
  {
    // A marriage.
    on: '03-16',
    happen: ({ entra }) =>
      entra.updatePerson('emma.smith', {
        surname: 'Lindqvist',
        displayName: 'Emma Lindqvist',
        userPrincipalName: 'emma.lindqvist@oxbow.example',
        mail: 'emma.lindqvist@oxbow.example',
      }),
  },
  {
    // A contract ends.
    on: '03-31',
    async happen(world) {
      losesAccess(world, 'ravi.subramanian');
      await world.entra.removeMember('Contractors', 'ravi.subramanian');
    },
  },
  { on: '04-01', happen: (world) => world.entra.assign(idOf(world, 'aleksandra.novak')) },
  {
    // From sales to operations.
    on: '04-13',
    async happen({ entra }) {
      await entra.updatePerson('grace.okafor', { jobTitle: 'Supply manager', department: 'Operations' });
      await entra.setManager('grace.okafor', 'noor.vandenberg');
    },
  },
  {
    on: '04-20',
    async happen({ entra }) {
      for (const alias of mistyped) await entra.removeMember('BlueJeans Users', alias);
    },
  },
  {
    on: '04-21',
    async happen({ entra }) {
      for (const alias of mistyped) await entra.addMember('BlueJeans Users', alias);
    },
  },
  {
    // No licence is left for either.
    on: '05-04',
    async happen(world) {
      await world.scim.injectFault({ kind: 'no-licence', times: null, match: { method: 'POST' } });
      await joins(world, 'omar.haddad', 'Omar', 'Haddad', 'Account executive', 'group');
      await joins(world, 'yuki.tanaka', 'Yuki', 'Tanaka', 'Industrial designer', 'group');
    },
  },
  { on: '05-06', happen: ({ scim }) => scim.clearFaults() },
  {
    // Deleted by mistake, and found two days later.
    on: '05-18',
    async happen(world) {
      losesAccess(world, 'chloe.lefevre');
      await world.entra.deletePerson('chloe.lefevre');
    },
  },
  { on: '05-20', happen: ({ entra }) => entra.restorePerson('chloe.lefevre') },
  {
    // Leaves the company.
    on: '06-01',
    async happen(world) {
      losesAccess(world, 'teguh');
      await world.entra.deletePerson('teguh');
    },
  },
  {
    // Was a member of a nested group only.
    on: '06-15',
    happen: ({ entra }) => entra.addMember('BlueJeans Users', 'tomas.osullivan'),
  },
  {
    // Thirty days in the recycle bin.
    on: '07-01',
    async happen(world) {
      losesAccess(world, 'teguh', 'delete');
      await world.entra.deletePersonForGood(idOf(world, 'teguh'));
    },
  },
  { on: '07-06', happen: (world) => world.entra.assign(idOf(world, 'm.alhassan_partner.example')) },
  {
    on: '07-20',
    happen: ({ entra }) =>
      entra.updatePerson('anselm.bruckner', {
        jobTitle: 'Chief financial officer',
        businessPhones: ['+49 30 555 01 60'],
      }),
  },
  // Back from parental leave.
  { on: '08-03', happen: ({ entra }) => entra.unblockPerson('priya.nair') },
  {
    on: '08-17',
    async happen({ entra }) {
      await entra.updatePerson('mateus.goncalves', { jobTitle: 'Interaction designer', department: 'Design' });
      await entra.setManager('mateus.goncalves', 'zeynep.yilmaz');
    },
  },
  {
    on: '09-01',
    async happen(world) {
      await joins(world, 'mia.keller', 'Mia', 'Keller', 'Trainee', 'group');
      await joins(world, 'tom.baker', 'Tom', 'Baker', 'Trainee', 'group');
    },
  },
  {
    // A contractor pauses.
    on: '09-14',
    async happen(world) {
      losesAccess(world, 'duc.ho');
      await world.entra.removeMember('Contractors', 'duc.ho');
    },
  },
  {
    // The partner's survey is done.
    on: '09-30',
    async happen(world) {
      losesAccess(world, 'm.alhassan_partner.example');
      await world.entra.unassign(idOf(world, 'm.alhassan_partner.example'));
    },
  },
  { on: '10-05', happen: ({ entra }) => entra.setManager('bjorn.akesson', 'grace.okafor') },
  { on: '10-12', happen: ({ entra }) => entra.addMember('Contractors', 'duc.ho') },
  {
    // By hand, in the target's own console: only a complete check sees it.
    on: '10-19',
    happen: ({ scim }) => scim.changeAccount('ana.munoz@oxbow.example', { title: 'Acting sales director' }),
  },
  {
    // Long unassigned: the account stays as it is.
    on: '11-02',
    async happen(world) {
      await world.entra.deletePerson('ravi.subramanian');
      await world.entra.deletePersonForGood(idOf(world, 'ravi.subramanian'));
    },
  },
  // Was blocked before there ever was an account.
  { on: '11-16', happen: ({ entra }) => entra.unblockPerson('elodie.marchand') },
  {
    on: '11-23',
    async happen(world) {
      await world.scim.injectFault({ kind: 'throttled', times: 2, retryAfter: 20, match: { method: 'PATCH' } });
      await world.entra.updatePerson('seun.adebayo', { jobTitle: 'Principal engineer' });
    },
  },
  {
    on: '12-01',
    async happen(world) {
      losesAccess(world, 'tom.baker');
      await world.entra.removeMember('BlueJeans Users', 'tom.baker');
    },
  },
  {
    // The managing director retires, and the design director follows.
    on: '12-18',
    async happen(world) {
      losesAccess(world, 'ingrid.solberg');
      await world.entra.updatePerson('zeynep.yilmaz', { jobTitle: 'Managing director' });
      await world.entra.setManager('zeynep.yilmaz', null);
      for (const alias of [
        'soren.kjaer',
        'chloe.lefevre',
        'rosa.delgado',
        'anselm.bruckner',
        'thabo.mokoena',
        'noor.vandenberg',
      ])
        await world.entra.setManager(alias, 'zeynep.yilmaz');
      await world.entra.deletePerson('ingrid.solberg');
    },
  },
  { on: '12-31', happen: async () => {} },
];

/** Who has no working account when the year is over; everybody else of the scope has. */
export const endOfYear: Readonly<Record<string, 'disabled' | 'none'>> = {
  'ravi.subramanian@oxbow.example': 'disabled',
  'm.alhassan@partner.example': 'disabled',
  'tom.baker@oxbow.example': 'disabled',
  'ingrid.solberg@oxbow.example': 'disabled',
  'teguh@oxbow.example': 'none',
};

/** Their names are too long for the target from the first day to the last. */
export const tooLong: readonly string[] = ['siobhan.nibhriain', 'sigriur.jonsdottir'];
