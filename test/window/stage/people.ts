import type { ExplainedAttribute, Explanation } from '../../../shared/explain/explanation';
import type { KnownPerson, ListedPerson, PeopleCounts } from '../../../shared/ipc/contract';
import { at, personId, row } from './oxbow';
import type { Answers } from './stage';

/** Oxbow's people as the pictures of the design list them. */
const listed = (index: number, name: string, more: Partial<ListedPerson> = {}): ListedPerson => ({
  id: personId(index),
  name,
  mail: `person${index}@oxbow.example`,
  department: null,
  account: 'in-step',
  needsAttention: false,
  attempts: 0,
  nextTryAt: null,
  why: 'Assigned through the group BlueJeans Users.',
  changedAt: at('14:02'),
  ...more,
});

export const siobhan = listed(0, 'Siobhán Ní Bhriain', {
  mail: 'siobhan.nibhriain@oxbow.example',
  account: 'not-updated',
  needsAttention: true,
  why: 'The userName would be 31 characters; BlueJeans takes at most 30.',
  changedAt: at('10:42'),
});

export const everybody: readonly ListedPerson[] = [
  siobhan,
  listed(1, 'Mateus Gonçalves', {
    account: 'failed',
    needsAttention: true,
    attempts: 2,
    nextTryAt: at('16:42'),
    why: 'BlueJeans answered 500 for Mateus Gonçalves.',
    changedAt: at('10:42'),
  }),
  listed(2, 'Nguyễn Thị Minh Anh', { why: 'Assigned through the group Design.' }),
  listed(3, 'Łukasz Wójcik', { why: 'Assigned through the group Field.' }),
  listed(4, '山田 花子', { changedAt: at('12:02') }),
  listed(5, 'Tomás Ó Súilleabháin', {
    account: 'disabled',
    why: 'Tomás Ó Súilleabháin is not assigned to the application.',
  }),
  listed(6, 'Ingrid Solberg', {
    account: 'on-hold',
    why: 'board member, ask first',
    changedAt: '2025-11-12T10:00:00Z',
  }),
  listed(7, 'Wolfeschlegelsteinhausenbergerdorff Hubert Blaine', { changedAt: null, account: 'waits' }),
  listed(8, 'Daniel Kim', { department: 'Sales', changedAt: '2026-02-09T10:00:00Z' }),
  listed(9, 'Daniel Kim', { department: 'Finance', changedAt: '2026-02-09T10:00:00Z' }),
  listed(10, 'محمد الحسن', {
    mail: 'm.alhassan_partner.example#EXT#@oxbow.example',
    account: 'no-account',
    why: 'محمد الحسن is not assigned to the application.',
    changedAt: null,
  }),
];

export const counts: PeopleCounts = {
  everyone: 41,
  attention: 2,
  'in-step': 35,
  'on-hold': 1,
  out: 3,
  'only-there': 3,
};

export const nobodys: readonly ListedPerson[] = ['Board Room', 'Account Administrator', 'Olga Intern'].map(
  (name, index) =>
    listed(20 + index, name, {
      account: 'only-there',
      why: 'Nobody in scope matches it.',
      changedAt: null,
    }),
);

export const knownOf = (one: ListedPerson, more: Partial<KnownPerson> = {}): KnownPerson => ({
  ...one,
  title: 'Field engineer',
  inScope: true,
  scope: 'Assigned through the group Field.',
  hasAccount: true,
  hold: null,
  problem: null,
  ...more,
});

const attribute = (
  path: string,
  wanted: string | null,
  has: string | null,
  verdict: ExplainedAttribute['verdict'],
  note = '',
): ExplainedAttribute => ({
  path,
  source: path,
  read: [{ attribute: path, value: wanted }],
  steps: [],
  wanted,
  has,
  verdict,
  note,
});

const longName = 'siobhan.nibhriain@oxbow.example';
const tooLong = {
  title: 'The userName would be 31 characters; BlueJeans takes at most 30',
  meaning: 'Siobhán Ní Bhriain keeps the old name.',
  nextStep: 'Shorten it in the mapping or in Entra ID.',
  action: 'open-mapping',
} as const;

/** Siobhán as the picture of her page has her: linked, and her new userName too long. */
export const explained = (more: Partial<Explanation> = {}): Explanation => ({
  person: {
    id: siobhan.id,
    name: siobhan.name,
    mail: siobhan.mail,
    title: 'Field engineer',
    department: 'Field',
    directoryState: 'present',
  },
  targetName: 'BlueJeans',
  checkedAt: at('14:06:40'),
  source: { from: 'now' },
  target: { from: 'now' },
  steps: [
    {
      step: 'import',
      status: 'success',
      text: 'Found in Microsoft Entra ID; sign-in is allowed.',
      details: {},
    },
    {
      step: 'scope',
      status: 'success',
      text: 'Assigned through the group Field. The filter lets them in.',
      details: {},
    },
    { step: 'match', status: 'success', text: 'Linked to account 8c40d2.', details: {} },
    {
      step: 'action',
      status: 'warning',
      text: 'Would send 2 attributes. The userName would be 31 characters.',
      details: {},
    },
  ],
  inScope: true,
  scopeSentence: 'Assigned through the group Field.',
  checks: [
    { kind: 'directory', passed: true, text: 'In the directory.', filter: null },
    { kind: 'sign-in', passed: true, text: 'Sign-in is allowed.', filter: null },
    { kind: 'entitlement', passed: true, text: 'Through the group Field.', filter: null },
    {
      kind: 'clause',
      passed: true,
      text: 'employeeType EQUALS “Employee”: they have “Employee”.',
      filter: 'Employees',
    },
  ],
  ways: [{ kind: 'group', group: 'Field', path: ['Field'], counts: true }],
  link: { targetId: '8c40d2', linkedAt: '2025-03-03T09:14:00Z', enabled: true },
  asked: [],
  attributes: [
    attribute(
      'userName',
      longName,
      'siobhan.byrne@oxbow.example',
      'too-long',
      '31 characters; BlueJeans takes at most 30.',
    ),
    attribute('emails[type eq "work"].value', longName, 'siobhan.byrne@oxbow.example', 'waits'),
    attribute('name.familyName', 'Ní Bhriain', 'Byrne', 'waits'),
    attribute('phoneNumbers[type eq "work"].value', '+353 1 555 0115', '+353 1 555 0000', 'changed-by-hand'),
    attribute('nickName', null, null, 'left-alone', 'Empty, not sent.'),
    attribute('title', 'Field\nengineer', 'Field\nengineer', 'same'),
    attribute('name.givenName', 'Siobhán', 'Siobhán', 'same'),
    attribute(
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager',
      'Zeynep Yılmaz',
      'Zeynep Yılmaz',
      'same',
    ),
  ],
  operation: { action: 'update', reason: null, targetId: '8c40d2', changes: [] },
  problem: tooLong,
  hold: null,
  removal: null,
  escrow: null,
  last: null,
  conclusion: {
    inStep: false,
    sentence: 'Siobhán Ní Bhriain is only partly up to date: the userName would be 31 characters.',
    nextStep: tooLong.nextStep,
    action: tooLong.action,
  },
  ...more,
});

export const historyOf = [
  row(0, siobhan.name, 'update', '10:42', 'The userName would be 31 characters', [], {
    status: 'skipped',
    problem: { kind: 'value-too-long', attribute: 'userName', value: longName, length: 31, limit: 30 },
  }),
  row(1, siobhan.name, 'update', '10:02', 'Assigned through the group Field.'),
  row(2, siobhan.name, 'create', '09:14', 'Assigned through the group Field.'),
] as const;

/** The pages of people and of one person, as everybody above knows them. */
export const peopleAnswers: Answers = {
  'people.page': ({ state: chip, text, offset, limit }) => {
    const all: readonly ListedPerson[] =
      chip === 'only-there'
        ? nobodys
        : chip === 'attention'
          ? everybody.filter(({ needsAttention }) => needsAttention)
          : everybody;
    const rows = all.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
    return { total: rows.length, rows: rows.slice(offset, offset + limit), counts };
  },
  'person.get': () => ({ person: knownOf(siobhan) }),
  'person.explain': () => ({ explanation: explained(), problem: null }),
  'person.history': () => ({ total: historyOf.length, rows: [...historyOf] }),
};
