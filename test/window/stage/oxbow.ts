import {
  type Condition,
  type CycleCounts,
  type CycleProgress,
  type CycleSummary,
  changedAccounts,
  type JobState,
  noCounts,
} from '../../../shared/health/job-state';
import { cycleId, sourceId, targetId } from '../../../shared/ids';
import type { AttentionRow, Connection, HeldPerson, LogLine, ProblemWords } from '../../../shared/ipc/contract';
import type { Action, LogRow, LogStatus, ModifiedProperty } from '../../../shared/log/log-row';
import type { Profile } from '../../../shared/profiles/profile';
import { type Answers, stageNow } from './stage';

/** Oxbow Instruments as the pictures of the design show it: 41 people in the directory, 38 of them in scope. */

export const at = (clock: string, daysAgo = 0): string => {
  const day = new Date(stageNow - daysAgo * 86_400_000).toISOString().slice(0, 10);
  return `${day}T${clock.length === 5 ? `${clock}:00` : clock}.000Z`;
};

export const job = 'bluejeans';

const ids = ['1b0f', '2c1e', '3d2d', '4e3c', '5f4b', '6a5a', '7b69', '8c78', '9d87', 'a096', 'b1a5', 'c2b4'];
export const personId = (index: number): string =>
  `${ids[index % ids.length]}0000-0000-4000-8000-${String(index).padStart(12, '0')}`;

export const cycle = (
  id: string,
  startedAt: string,
  counts: Partial<CycleCounts>,
  more: Partial<CycleSummary> = {},
): CycleSummary => ({
  id,
  kind: 'incremental',
  trigger: 'schedule',
  state: 'succeeded',
  startedAt,
  finishedAt: new Date(Date.parse(startedAt) + 3000).toISOString(),
  why: null,
  counts: { ...noCounts, ...counts },
  requests: { source: 2, target: 4, retried: 0 },
  problem: null,
  ...more,
});

const lastCycle = cycle('cycle-1402', at('14:02'), { imported: 4, inScope: 38, updated: 2, unchanged: 36 });

export const state = (condition: Condition, more: Partial<JobState> = {}): JobState => ({
  job,
  profileId: 'bluejeans',
  targetName: 'BlueJeans',
  condition,
  scheduleEnabled: true,
  pausedUntil: null,
  nextCycleAt: at('14:42'),
  lastCycle,
  people: { directory: 41, inScope: 38, linked: 38, needAttention: 0 },
  readAt: at('14:02'),
  targetAnswersInMs: 180,
  ...more,
});

/** The last 24 hours, newest first, as in the picture: 36 cycles, most of which changed nothing. */
const bars: Readonly<Record<number, Partial<CycleCounts>>> = {
  0: { updated: 2 },
  2: { created: 3, updated: 2 },
  3: { created: 4, updated: 2 },
  4: { disabled: 1, failed: 1 },
  9: { updated: 1 },
  11: { updated: 3 },
  15: { created: 1 },
  21: { disabled: 1 },
  26: { created: 2, updated: 2 },
  32: { updated: 1 },
  35: { updated: 2 },
};
export const lastDay: readonly CycleSummary[] = Array.from({ length: 36 }, (_, index) =>
  cycle(
    `cycle-${index}`,
    new Date(Date.parse(at('14:02')) - index * 2_400_000).toISOString(),
    bars[index] ?? { unchanged: 38 },
  ),
);

export const row = (
  index: number,
  name: string,
  action: Action,
  clock: string,
  reason: string,
  modified: readonly ModifiedProperty[] = [],
  more: Partial<LogRow> = {},
): LogRow => ({
  id: `row-${index}`,
  cycleId: cycleId('cycle-1402'),
  at: at(clock),
  durationMs: 600,
  sourceId: sourceId(personId(index)),
  sourceName: name,
  sourceMail: `person${index}@oxbow.example`,
  targetId: targetId('5f2a91'),
  targetName: null,
  action,
  status: 'success',
  staged: false,
  reason,
  problem: null,
  steps: [
    { step: 'import', status: 'success', text: 'Entra ID reported a new title and manager.', details: {} },
    { step: 'scope', status: 'success', text: 'Assigned through the group Design; filter passed.', details: {} },
    { step: 'match', status: 'success', text: 'Linked to account 5f2a91 since 3 March.', details: {} },
    { step: 'action', status: 'success', text: '2 attributes in one request; BlueJeans said 200.', details: {} },
  ],
  modified,
  ...more,
});

export const minhAnh = row(0, 'Nguyễn Thị Minh Anh', 'update', '14:02:11', 'title and manager changed', [
  { attribute: 'title', from: 'Designer', to: 'Lead designer' },
  {
    attribute: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager',
    from: 'Søren Kjær-Nielsen',
    to: 'Zeynep Yılmaz',
  },
]);

export const latest: readonly LogRow[] = [
  row(0, 'Nguyễn Thị Minh Anh', 'update', '14:02', '', [{ attribute: 'title', from: 'Designer', to: 'Lead designer' }]),
  row(1, 'Łukasz Wójcik', 'update', '14:02', '', [
    { attribute: 'phoneNumbers[type eq "work"].value', from: '+48 22 555 01 40', to: '+48 22 555 01 77' },
  ]),
  row(2, '山田 花子', 'create', '12:02', 'Joined the group Research'),
  row(3, 'Chloé Lefèvre', 'create', '12:02', 'Assigned directly'),
  row(4, 'Tomás Ó Súilleabháin', 'disable', '10:42', 'Left the group Contractors'),
];

const profile: Profile = {
  id: 'bluejeans',
  name: 'BlueJeans',
  summary: '',
  notice: null,
  baseUrl: 'https://api.bluejeans.com/v2/scim',
  attributes: [
    ['title', 'title'],
    ['phoneNumbers[type eq "work"].value', 'work phone'],
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager', 'manager'],
  ].map(([path = '', label = '']) => ({
    path,
    label,
    type: 'string',
    multiValued: false,
    required: false,
    caseExact: false,
    maxLength: null,
    filterable: false,
  })),
  defaultMappings: [],
  advice: {
    unauthorized:
      'Make sure your BlueJeans account has Admin permissions. Then generate a new token with it and paste it here.',
    forbidden:
      'Give its account Admin permissions and check that SCIM provisioning is enabled in BlueJeans Enterprise.',
    unreachable: 'The BlueJeans service was shut down in 2024.',
    tokenSteps: [],
    consoleLink: null,
  },
  pace: { requestsPerSecond: 50, concurrency: 8 },
  update: 'patch',
  patch: { opCase: 'lower', valuePath: true, activeAs: 'boolean', referenceAs: 'object' },
  disableMeans: 'suspend',
};

export const connection: Connection = {
  job,
  profileId: 'bluejeans',
  targetName: 'BlueJeans',
  target: { baseUrl: 'https://api.bluejeans.com/v2/scim' },
  source: {
    tenantId: 'oxbow.example',
    clientId: '11111111-2222-4333-8444-555555555555',
    auth: 'secret',
    cloud: 'global',
  },
  scope: { mode: 'assigned', servicePrincipalId: null, groupIds: [] },
  notify: {
    email: 'it@oxbow.example',
    onFailure: true,
    via: 'graph',
    smtp: { host: '', port: 587, user: '', from: '' },
  },
  schedule: { enabled: true, intervalMinutes: 40 },
  safety: { deletionThreshold: 5, reviewFirstCycle: true, skipOutOfScopeDeletions: false, deleteAfterDays: null },
  retentionDays: 30,
  setupStep: null,
  tokenState: 'set',
  clientSecretState: 'set',
  certificateState: 'missing',
  smtpPasswordState: 'missing',
  sample: false,
};

const leavers = [
  'Priya Nair',
  'Ivana Horvatić',
  'Oluwaseun Adébáyò',
  'Jiří Dvořák',
  '山田 花子',
  'Thandiwe Nkosi',
  'Łukasz Wójcik',
  'Kleopatra Papadopoulos',
  'عبد الرحمن الخطيب',
  'Zeynep Yılmaz',
  'Søren Kjær-Nielsen',
  'Wolfeschlegelsteinhausenbergerdorff Hubert Blaine',
];
export const held: readonly HeldPerson[] = leavers.map((name, index) => ({
  sourceId: personId(index),
  name,
  mail: `leaver${index}@oxbow.example`,
  action: 'disable',
  reason: 'No longer assigned: left BlueJeans Users',
  since: at('08:42', 1),
}));

const words = (title: string, action: ProblemWords['action'], nextStep: string): ProblemWords => ({
  title,
  meaning: 'The account stays as it is.',
  nextStep,
  action,
});

export const attention: readonly AttentionRow[] = [
  {
    sourceId: personId(1),
    name: 'Siobhán Ní Bhriain',
    mail: 'siobhan@oxbow.example',
    status: 'skipped',
    problem: words(
      'The userName would be 31 characters; BlueJeans takes at most 30',
      'open-mapping',
      'Shorten it in the mapping or in Entra ID.',
    ),
    nextTryAt: null,
  },
  {
    sourceId: personId(2),
    name: 'Daniel Kim (Sales)',
    mail: 'daniel.kim@oxbow.example',
    status: 'failed',
    problem: words(
      'Daniel Kim (Sales) and Daniel Kim (Finance) would share daniel.kim@oxbow.example',
      null,
      'Give one of them another value.',
    ),
    nextTryAt: null,
  },
  {
    sourceId: personId(3),
    name: 'Mateus Gonçalves',
    mail: 'mateus@oxbow.example',
    status: 'failed',
    problem: words('BlueJeans answered 500 for Mateus Gonçalves', 'try-again', 'Tried again in the next cycle.'),
    nextTryAt: at('16:42'),
  },
];

export const progress: CycleProgress = {
  cycleId: 'cycle-now',
  kind: 'initial',
  trigger: 'admin',
  startedAt: at('14:06'),
  stage: 'write',
  people: { done: 23, expected: 38, exact: true },
  stages: { read: 41, decide: 41, write: 11, link: 0 },
  counts: { ...noCounts, imported: 41, inScope: 38, created: 1, updated: 9, unchanged: 12, failed: 1 },
  stopping: false,
  remainingMs: 20_000,
  waiting: null,
  why: 'Everyone is checked again because the mapping changed.',
};

export const line = (
  index: number,
  name: string,
  clock: string,
  what: string,
  action: Action,
  status: LogStatus = 'success',
  staged = false,
): LogLine => ({
  kind: 'person',
  id: `row-${index}`,
  at: at(clock),
  name,
  mail: `person${index}@oxbow.example`,
  what,
  action,
  status,
  staged,
});

export const day: readonly LogLine[] = [
  { kind: 'cycle', cycle: cycle('c-1402', at('14:02'), { updated: 2, unchanged: 36 }) },
  line(0, 'Nguyễn Thị Minh Anh', '14:02:11', 'title, manager', 'update'),
  line(1, 'Łukasz Wójcik', '14:02:10', 'work phone', 'update'),
  { kind: 'cycle', cycle: cycle('c-1242', at('12:42'), {}) },
  { kind: 'cycle', cycle: cycle('c-1202', at('12:02'), { created: 3, updated: 2 }) },
  line(2, '山田 花子', '12:02:19', 'hanako.yamada@oxbow.example', 'create'),
  line(3, 'Chloé Lefèvre', '12:02:18', 'chloe.lefevre@oxbow.example', 'create'),
  line(4, 'Oluwaseun Adébáyò', '12:02:17', 'seun.adebayo@oxbow.example', 'create'),
  line(5, 'Thandiwe Nkosi', '12:02:16', 'title, work phone', 'update'),
  { kind: 'cycle', cycle: cycle('c-1042', at('10:42'), { disabled: 1, failed: 1, skipped: 1 }) },
  line(6, 'Mateus Gonçalves', '10:42:08', 'BlueJeans answered 500', 'update', 'failure'),
  line(7, 'Tomás Ó Súilleabháin', '10:42:07', 'left the group Contractors', 'disable'),
  line(8, 'Siobhán Ní Bhriain', '10:42:06', 'userName would be 31 characters', 'none', 'skipped'),
  line(9, 'Priya Nair', '10:42:05', 'no longer assigned', 'disable', 'skipped', true),
];

/** All that the window asks of a job which is in step; a state changes what is other. */
export function answersFor(of: JobState, more: Answers = {}): Answers {
  return {
    'app.info': () => ({
      version: '0.1.0',
      electron: '25.1.1',
      platform: 'linux',
      dataFolder: '/home/it/.config/inseam',
      trayAvailable: true,
      jobs: [of.job],
      settings: { theme: 'system', startAtLogin: false, singleKeyShortcuts: true },
      network: { proxy: 'system', caFile: null },
      notices: [],
    }),
    'profiles.list': () => ({ profiles: [profile] }),
    'job.list': () => ({ jobs: [of] }),
    'job.connection': () => connection,
    'deletions.list': () => ({ people: [], limit: 5 }),
    'holds.list': () => ({ people: [] }),
    'protected.list': () => ({ people: [] }),
    'leaving.list': () => ({ afterDays: null, people: [] }),
    'plan.summary': () => ({ summary: null, review: null, since: { people: 0, rules: false } }),
    'people.attention': () => ({ total: 0, rows: [] }),
    'census.get': () => ({ census: null, changedByHand: [], notKept: null }),
    'census.accounts': () => ({ total: 0, rows: [] }),
    'cycle.list': () => ({ cycles: [...lastDay] }),
    'history.page': ({ kind, offset, limit }) => {
      const rows = lastDay
        .filter(({ counts }) => kind === 'all' || changedAccounts(counts) > 0)
        .map((one) => ({ cycle: one, canUndo: changedAccounts(one.counts) > 0 }));
      return { total: rows.length, rows: rows.slice(offset, offset + limit) };
    },
    'log.latestChanges': () => ({ rows: [...latest] }),
    'log.page': ({ offset, limit }) => ({
      total: day.length,
      people: day.filter((known) => known.kind === 'person').length,
      lines: day.slice(offset, offset + limit),
    }),
    'log.row': () => ({ row: minhAnh, problem: null, targetName: 'BlueJeans' }),
    ...more,
  };
}
