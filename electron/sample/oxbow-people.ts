import type { GraphValue } from '../../shared/person';

type More = { displayName?: string; blocked?: boolean } & Record<string, GraphValue>;

/** Alias (the userPrincipalName before the @), given name, surname, title, department, the manager's alias, the rest. */
type Row = readonly [
  alias: string,
  givenName: string,
  surname: string | null,
  jobTitle: string | null,
  department: string | null,
  manager: string | null,
  more?: More,
];

const phone = (businessPhone: string): More => ({ businessPhones: [businessPhone] });
const contract = (businessPhone: string): More => ({ ...phone(businessPhone), employeeType: 'Contractor' });

/**
 * The 40 people of Oxbow Instruments. Chosen for what breaks software: names in other scripts and directions, without a
 * surname, the same twice, with apostrophes, diacritics that Unicode decomposes and ones it does not (ø, ł, ı, ð);
 * userNames of exactly 30 characters, of 31, 32 and 39; empty titles, departments and phones.
 */
export const oxbowPeople: readonly Row[] = [
  ['ingrid.solberg', 'Ingrid', 'Solberg', 'Managing director', null, null, phone('+47 22 55 01 01')],
  ['soren.kjaer', 'Søren', 'Kjær-Nielsen', 'Head of research', 'Research', 'ingrid.solberg', phone('+45 32 55 01 02')],
  ['zeynep.yilmaz', 'Zeynep', 'Yılmaz', 'Design director', 'Design', 'ingrid.solberg', phone('+90 212 555 01 03')],
  ['chloe.lefevre', 'Chloé', 'Lefèvre', 'Account manager', 'Sales', 'ingrid.solberg', phone('+33 1 55 50 01 04')],
  ['rosa.delgado', 'Rosa', 'Delgado', 'Sales director', 'Sales', 'ingrid.solberg', phone('+34 91 555 01 05')],
  [
    'anselm.bruckner',
    'Anselm',
    'Brückner',
    'Finance director',
    'Finance',
    'ingrid.solberg',
    { ...phone('+49 30 555 01 06'), mobilePhone: '+49 151 555 01 06', employeeId: '0006' },
  ],
  ['thabo.mokoena', 'Thabo', 'Mokoena', 'Field manager', 'Field', 'ingrid.solberg', phone('+27 11 555 0107')],
  ['noor.vandenberg', 'Noor', 'van den Berg', 'Head of operations', 'Operations', 'ingrid.solberg'],
  [
    'minhanh.nguyen',
    'Minh Anh',
    'Nguyễn Thị',
    'Lead designer',
    'Design',
    'soren.kjaer',
    { ...phone('+84 24 555 0109'), displayName: 'Nguyễn Thị Minh Anh' },
  ],
  ['lukasz.wojcik', 'Łukasz', 'Wójcik', 'Field technician', 'Field', 'thabo.mokoena', phone('+48 22 555 01 77')],
  [
    'hanako.yamada',
    '花子',
    '山田',
    'Research engineer',
    'Research',
    'soren.kjaer',
    { ...phone('+81 3 5550 0111'), displayName: '山田 花子' },
  ],
  ['seun.adebayo', 'Oluwaseun', 'Adébáyò', 'Senior engineer', 'Research', 'soren.kjaer', phone('+234 1 555 0112')],
  ['thandiwe.nkosi', 'Thandiwe', 'Nkosi', 'Senior analyst', 'Finance', 'anselm.bruckner', phone('+27 21 555 0113')],
  [
    'mateus.goncalves',
    'Mateus',
    'Gonçalves',
    'Research engineer',
    'Research',
    'soren.kjaer',
    phone('+351 21 555 01 14'),
  ],
  ['siobhan.nibhriain', 'Siobhán', 'Ní Bhriain', 'Field engineer', 'Field', 'zeynep.yilmaz', phone('+353 1 555 0115')],
  [
    'tomas.osullivan',
    'Tomás',
    'Ó Súilleabháin',
    'Field technician',
    'Field',
    'thabo.mokoena',
    contract('+353 1 555 0116'),
  ],
  ['konstantinos.papadopoulos', 'Konstantinos', 'Papadopoulos', 'Treasurer', 'Finance', 'anselm.bruckner'],
  ['k.papadopoulos', 'Kleopatra', 'Papadopoulos', 'Account executive', 'Sales', 'rosa.delgado'],
  ['daniel.kim', 'Daniel', 'Kim', 'Account executive', 'Sales', 'rosa.delgado', phone('+82 2 555 0119')],
  ['daniel.kim2', 'Daniel', 'Kim', 'Accountant', 'Finance', 'anselm.bruckner', phone('+82 2 555 0120')],
  ['sigriur.jonsdottir', 'Sigríður', 'Jónsdóttir', 'Geologist', 'Field', 'thabo.mokoena', phone('+354 555 0121')],
  ['jiri.dvorak', 'Jiří', 'Dvořák', 'Senior researcher', 'Research', 'soren.kjaer', phone('+420 2 5550 0122')],
  ['priya.nair', 'Priya', 'Nair', 'Research lead', 'Research', 'soren.kjaer', phone('+91 80 5550 0123')],
  ['grace.okafor', 'Grace', 'Okafor', 'Sales manager', 'Sales', 'rosa.delgado', phone('+234 1 555 0124')],
  ['ivana.horvatic', 'Ivana', 'Horvatić', 'Sales analyst', 'Sales', 'grace.okafor'],
  ['aoife.oconnell', 'Aoife', 'O’Connell', 'Account executive', 'Sales', 'grace.okafor', phone('+353 1 555 0126')],
  [
    'elodie.marchand',
    'Élodie',
    'Marchand',
    'Controller',
    'Finance',
    'anselm.bruckner',
    { ...phone('+33 1 55 50 01 27'), blocked: true },
  ],
  ['noa.levi', 'נועה', 'לוי', 'Operations planner', null, 'noor.vandenberg', phone('+972 3 555 0128')],
  ['wei.chen', '伟', '陈', 'Researcher', 'Research', 'priya.nair', { displayName: '陈伟' }],
  [
    'fatima.elidrissi',
    'Fatima Zahra',
    'El Idrissi',
    'Payroll specialist',
    'Finance',
    'anselm.bruckner',
    phone('+212 522 55 01 30'),
  ],
  ['bjorn.akesson', 'Björn', 'Åkesson', 'Warehouse lead', 'Operations', 'noor.vandenberg', phone('+46 8 555 01 31')],
  ['gulsen.ozturk', 'Gülşen', 'Öztürk', 'Illustrator', 'Design', 'zeynep.yilmaz', phone('+90 212 555 01 32')],
  [
    'ana.munoz',
    'Ana María',
    'Muñoz Ibáñez',
    'Account manager',
    'Sales',
    'rosa.delgado',
    { ...phone('+34 91 555 01 33'), officeLocation: 'Madrid 2' },
  ],
  [
    'jeanluc.thevenot',
    'Jean-Luc',
    'Thévenot',
    'Service technician',
    'Field',
    'thabo.mokoena',
    phone('+33 4 55 50 01 34'),
  ],
  ['o.shevchenko', 'Оксана', 'Шевченко', 'Buyer', 'Operations', 'noor.vandenberg', phone('+380 44 555 0135')],
  ['ravi.subramanian', 'Ravi', 'Subramanian', 'Data analyst', 'Research', 'priya.nair', contract('+91 44 5550 0136')],
  ['mehmet.kaya', 'Mehmet Ali', 'Kaya', 'Installer', null, 'thabo.mokoena', contract('+90 232 555 01 37')],
  ['teguh', 'Teguh', null, null, null, 'noor.vandenberg'],
  ['duc.ho', 'Đức', 'Hồ Văn', 'Installer', 'Field', 'thabo.mokoena', { ...contract('+84 28 555 0139') }],
  ['emma.smith', 'Emma', 'Smith', null, null, 'rosa.delgado', contract('+44 20 7946 0140')],
];

/** The guest. Entra makes the userPrincipalName of one out of the address that was invited. */
export const oxbowGuest = {
  alias: 'm.alhassan_partner.example',
  invitedAs: 'm.alhassan@partner.example',
  displayName: 'محمد الحسن',
  givenName: 'محمد',
  surname: 'الحسن',
  companyName: 'Partner Survey',
};
