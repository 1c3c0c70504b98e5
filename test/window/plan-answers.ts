import type { JobState } from '../../shared/health/job-state';
import type { PlanRow, PlanSummary, ResponseOf } from '../../shared/ipc/contract';
import { answersFor, at } from './stage/oxbow';
import type { Answers } from './stage/stage';

type Change = PlanRow['changes'][number];
const row = (
  action: PlanRow['action'],
  name: string,
  reason: string,
  changes: readonly (readonly [string, string | null, string | null])[],
  status: PlanRow['status'] = 'planned',
): PlanRow => ({
  sourceId: `id-${name}`,
  targetId: action === 'create' ? null : `account-${name}`,
  name,
  mail: `${
    name
      .normalize('NFKD')
      .replace(/[^a-zA-Z]/g, '')
      .toLowerCase() || 'hanako'
  }@oxbow.example`,
  action,
  status,
  reason,
  changes: changes.map(([attribute, from, to]): Change => ({ attribute, from, to })),
});

const account = (userName: string, title: string) =>
  [
    ['userName', null, userName],
    ['active', null, 'true'],
    ['title', null, title],
    ['name.givenName', null, 'Given'],
    ['name.familyName', null, 'Family'],
    ['emails[type eq "work"].value', null, userName],
    ['displayName', null, 'Given Family'],
  ] as const;

export const planned: readonly PlanRow[] = [
  row('disable', 'Tomás Ó Súilleabháin', 'No longer assigned', [['active', 'true', 'false']]),
  row('create', 'Chloé Lefèvre', 'Assigned directly', account('chloe.lefevre@oxbow.example', 'Account manager')),
  row(
    'create',
    '山田 花子',
    'Member of the group Research',
    account('hanako.yamada@oxbow.example', 'Research engineer'),
  ),
  row('update', 'Nguyễn Thị Minh Anh', 'Member of the group BlueJeans Users', [
    ['title', 'Designer', 'Lead designer'],
    ['manager', 'Søren Kjær-Nielsen', 'Zeynep Yılmaz'],
  ]),
  row('update', 'Łukasz Wójcik', 'Member of the group BlueJeans Users', [
    ['phoneNumbers[type eq "work"].value', '+48 22 555 01 40', '+48 22 555 01 77'],
  ]),
  row('update', 'Siobhán Ní Bhriain', 'Member of the group BlueJeans Users', [
    ['userName', 'siobhan.byrne@oxbow.example', 's.nibhriain@oxbow.example'],
    ['name.familyName', 'Byrne', 'Ní Bhriain'],
    ['title', 'Analyst', null],
    ['displayName', 'Siobhán\nByrne', 'Siobhán\nNí Bhriain'],
  ]),
  {
    ...row('update', 'Thandiwe Nkosi', 'Assigned directly', [['title', '', 'Senior analyst']]),
    notSent: ['phoneNumbers[type eq "work"].value'],
  },
  row('enable', 'ليلى حداد', 'Assigned directly', [['active', 'false', 'true']]),
  row(
    'none',
    'Wolfeschlegelsteinhausenbergerdorff Adolphus',
    'The userName would be 47 characters; BlueJeans takes at most 30',
    [],
    'skipped',
  ),
  row('none', 'Daniel Kim', 'Daniel Kim (Finance) would share dkim@oxbow.example', [], 'skipped'),
];

const groupOf = (one: PlanRow): string =>
  one.status === 'skipped' || one.status === 'failed' ? 'skipped' : one.action;

export const summaryOf = (rows: readonly PlanRow[], more: Partial<PlanSummary> = {}): PlanSummary => {
  const count = (group: string): number => rows.filter((one) => groupOf(one) === group).length;
  return {
    madeAt: at('14:06'),
    people: 41,
    counts: {
      create: count('create'),
      update: count('update'),
      enable: count('enable'),
      disable: count('disable'),
      delete: count('delete'),
      link: count('link'),
      unchanged: 28,
      skipped: count('skipped'),
      failed: 0,
    },
    held: rows.filter(({ status }) => status === 'held').length,
    overThreshold: false,
    threshold: null,
    ...more,
  };
};

export const known = (
  summary: PlanSummary | null,
  more: Partial<ResponseOf<'plan.summary'>> = {},
): ResponseOf<'plan.summary'> => ({ summary, review: null, since: { people: 0, rules: false }, ...more });

/** Answers of a job with this plan. */
export const planAnswers = (state: JobState, rows: readonly PlanRow[], more: Answers = {}): Answers =>
  answersFor(state, {
    'plan.summary': () => known(summaryOf(rows)),
    'plan.rows': ({ action, text = '', offset, limit }) => {
      const wanted = text.toLowerCase();
      const found = rows.filter(
        (one) =>
          (action === 'all' || groupOf(one) === action) &&
          `${one.name} ${one.mail} ${one.sourceId}`.toLowerCase().includes(wanted),
      );
      return { total: found.length, rows: found.slice(offset, offset + limit) };
    },
    'plan.make': () => ({ summary: summaryOf(rows), problem: null }),
    'plan.look': () => ({ people: 0 }),
    'plan.cancel': () => ({}),
    'plan.run': () => ({ started: true, problem: null }),
    'plan.export': () => ({ entries: rows.length, file: '/home/admin/inseam-bluejeans-plan.csv' }),
    ...more,
  });

/** Ten thousand updates, then some more. */
export const manyRows: readonly PlanRow[] = [
  ...Array.from({ length: 3 }, (_, index) =>
    row('disable', `Leaver ${index}`, 'No longer assigned', [['active', 'true', 'false']]),
  ),
  ...Array.from({ length: 10_000 }, (_, index) =>
    row('update', `Person ${String(index).padStart(5, '0')}`, 'Assigned directly', [['title', 'Old', `New ${index}`]]),
  ),
];
