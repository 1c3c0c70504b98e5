import { functionRows } from '../../shared/expression/functions';
import type { CheckResult, Connection, MappingFault, PlanRow, PlanSummary, RungView } from '../../shared/ipc/contract';
import type { AttributeMapping } from '../../shared/mapping/rules';
import type { Trial } from '../../shared/mapping/trial';
import type { Profile } from '../../shared/profiles/profile';
import { answersFor, at, connection, job, state } from './stage/oxbow';
import type { Answers } from './stage/stage';

/** What the wizard, the mapping and the settings ask, answered with state: what was kept is told again. */

export const people = [
  { id: 'p1', name: 'Siobhán Ní Bhriain', mail: 'siobhan.nibhriain@oxbow.example', department: 'Sales' },
  { id: 'p2', name: 'Aoife O’Connell', mail: 'aoife.oconnell@oxbow.example', department: 'Sales' },
  { id: 'p3', name: '山田 花子', mail: 'hanako.yamada@oxbow.example', department: 'Research' },
  { id: 'p4', name: 'عبد الرحمن الخطيب', mail: 'a.alkhatib@oxbow.example', department: null },
];

const shorten = `IIF(Len([userPrincipalName]) > 30,
  ToLower(Append(Join(".", Left([givenName], 1),
    StripSpaces(NormalizeDiacritics([surname]))), "@oxbow.example")),
  [userPrincipalName])`;

const direct = (target: string, attribute: string): AttributeMapping => ({
  target,
  source: { kind: 'direct', attribute },
  defaultValue: null,
  flowType: 'Always',
  matchingPriority: 0,
});

export const mappings: readonly AttributeMapping[] = [
  { ...direct('userName', ''), source: { kind: 'expression', text: shorten }, matchingPriority: 1 },
  { ...direct('active', ''), source: { kind: 'expression', text: 'Not([IsSoftDeleted])' } },
  direct('title', 'jobTitle'),
  direct('emails[type eq "work"].value', 'mail'),
  direct('name.givenName', 'givenName'),
  direct('name.familyName', 'surname'),
  direct('phoneNumbers[type eq "work"].value', 'telephoneNumber'),
  direct('manager', 'manager'),
];

const targetAttributes = [
  ['userName', 'user name'],
  ['active', 'active'],
  ['title', 'title'],
  ['displayName', 'display name'],
  ['emails[type eq "work"].value', 'work mail'],
  ['name.givenName', 'given name'],
  ['name.familyName', 'family name'],
  ['phoneNumbers[type eq "work"].value', 'work phone'],
  ['manager', 'manager'],
].map(([path = '', label = '']) => ({
  path,
  label,
  type: 'string',
  required: path === 'userName',
  maxLength: path === 'userName' ? 30 : null,
  filterable: path === 'userName' || path === 'displayName',
}));

const profile = (id: string, name: string): Profile => ({
  id,
  name,
  summary: id === 'bluejeans' ? 'Video meetings.' : 'Whatever speaks SCIM 2.0.',
  notice:
    id === 'bluejeans' ? 'BlueJeans was shut down in 2024; this profile is for what still speaks its interface.' : null,
  baseUrl: id === 'bluejeans' ? 'https://api.bluejeans.com/v2/scim' : '',
  attributes: [
    {
      path: 'title',
      label: 'title',
      type: 'string',
      multiValued: false,
      required: false,
      caseExact: false,
      maxLength: null,
      filterable: false,
    },
  ],
  defaultMappings: [],
  advice: {
    unauthorized: '',
    forbidden: '',
    unreachable: null,
    tokenSteps: [
      'Log in to the **BlueJeans admin console**.',
      'Open **Group Settings**, then **Security**.',
      'Under **Single Sign On**, choose **Configure Now**.',
      'Under **Provision & Integration**, choose **Create and manage user accounts through IDP**.',
      'Choose **Generate Token**, copy it and paste it here.',
    ],
    consoleLink: 'bluejeans.console',
  },
  pace: { requestsPerSecond: 50, concurrency: 8 },
  update: 'patch',
  patch: { opCase: 'lower', valuePath: true, activeAs: 'boolean', referenceAs: 'object' },
  disableMeans: 'suspend',
});

const targetRungs = ['Name', 'Proxy', 'Connection', 'Certificate', 'Sign-in', 'Permission', 'Users'];
const found = [
  'api.bluejeans.com found',
  'None needed',
  'Port 443 answers',
  'Trusted, valid until 8 June 2027',
  'Signed in',
  'Users can be read and written',
  '26 accounts',
];

/** The ladder as far as `passed` rungs; the next one is `then`, the rest is not tested. */
export const rungs = (passed: number, then: RungView['state'], text: string): RungView[] =>
  targetRungs.map((name, index) => {
    if (index < passed) return { name, state: 'passed', text: found[index] ?? '', durationMs: 20 + index * 9 };
    if (index === passed) return { name, state: then, text, durationMs: then === 'failed' ? 180 : null };
    return { name, state: then === 'failed' ? 'not-tested' : 'waiting', text: '', durationMs: null };
  });

export const ready: CheckResult = {
  rungs: rungs(7, 'passed', ''),
  problem: null,
  summary: 'BlueJeans is ready. It has 26 accounts.',
  durationMs: 900,
};

export const refusedToken: CheckResult = {
  rungs: rungs(4, 'failed', '401: the token was refused'),
  problem: {
    title: 'BlueJeans does not accept this token',
    meaning: 'No account was changed; everyone keeps the access they have.',
    nextStep:
      'Make sure your BlueJeans account has Admin permissions. Then generate a new token with it and paste it here.',
    action: 'enter-token',
  },
  summary: '',
  durationMs: 900,
};

const names = [
  ['Aoife O’Connell', 'Account executive', 'Group Sales'],
  ['Mateus Gonçalves', 'Research engineer', 'Group Research'],
  ['山田 花子', 'Research engineer', 'Group Research'],
  ['Søren Kjær-Nielsen', 'Head of research', 'Assigned directly'],
  ['عبد الرحمن الخطيب', '', 'Group Design'],
  ['Wolfeschlegelsteinhausenbergerdorff Hubert Blaine', 'Sales analyst', 'Group Sales'],
] as const;

const planRow = (index: number, action: PlanRow['action'], status: PlanRow['status'], reason: string): PlanRow => {
  const [name, title] = names[index % names.length] ?? names[0];
  const mail = `person${index}@oxbow.example`;
  return {
    sourceId: `${action}-${index}`,
    targetId: action === 'create' || action === 'none' ? null : `account-${index}`,
    name,
    mail,
    action,
    status,
    reason: reason.replace('{name}', name),
    changes:
      action === 'create'
        ? [
            { attribute: 'userName', from: null, to: mail },
            { attribute: 'title', from: null, to: title === '' ? null : title },
          ]
        : action === 'update'
          ? [{ attribute: 'title', from: 'Engineer', to: title }]
          : action === 'disable'
            ? [{ attribute: 'active', from: 'true', to: 'false' }]
            : [],
  };
};

const rowsOf = (amount: number, action: PlanRow['action'], status: PlanRow['status'], reason: string) =>
  Array.from({ length: amount }, (_, index) => planRow(index, action, status, reason));

export const planned = {
  create: rowsOf(9, 'create', 'planned', 'Assigned through the groups BlueJeans Users, Sales.'),
  update: rowsOf(7, 'update', 'planned', 'Assigned through the group BlueJeans Users.'),
  enable: [],
  disable: rowsOf(12, 'disable', 'held', '{name} is not assigned to the application.'),
  delete: [],
  link: rowsOf(19, 'link', 'planned', 'Assigned directly.'),
  skipped: rowsOf(3, 'none', 'skipped', 'The userName would be 31 characters; BlueJeans takes at most 30'),
  all: [],
} as const;

export const planSummary = (disable: number): PlanSummary => ({
  madeAt: at('14:06'),
  people: 41,
  counts: { create: 9, update: 7, enable: 0, disable, delete: 0, link: 19, unchanged: 0, skipped: 3, failed: 0 },
  held: 0,
  overThreshold: disable > 5,
  threshold: 5,
});

const draftBase: Connection = { ...connection, setupStep: 2, tokenState: 'missing' };

/** A job in the making, which keeps what it is told. */
export function draftAnswers(of: Partial<Connection> = {}, more: Answers = {}): Answers {
  const kept: { connection: Connection; mappings: AttributeMapping[] } = {
    connection: { ...draftBase, ...of },
    mappings: [...mappings],
  };
  const keep = (part: Partial<Connection>) => {
    kept.connection = { ...kept.connection, ...part };
    return { problem: null };
  };
  const condition =
    kept.connection.setupStep === null
      ? ({ kind: 'in-step' } as const)
      : ({ kind: 'not-set-up', step: kept.connection.setupStep } as const);
  return answersFor(state(condition), {
    'profiles.list': () => ({ profiles: [profile('bluejeans', 'BlueJeans'), profile('scim', 'SCIM service')] }),
    'job.connection': () => kept.connection,
    'job.setTarget': ({ target }) => keep({ target }),
    'job.setSource': ({ source }) => keep({ source }),
    'job.setScope': ({ scope }) => keep({ scope }),
    'job.setNotify': ({ notify }) => keep({ notify }),
    'job.setSchedule': ({ schedule }) => keep({ schedule }),
    'job.setSafety': ({ safety }) => keep({ safety }),
    'holds.list': () => ({ people: [] }),
    'protected.list': () => ({ people: [] }),
    'leaving.list': () => ({ afterDays: 30, people: [] }),
    'job.setRetention': ({ days }) => keep({ retentionDays: days }),
    'job.setSetupStep': ({ step }) => {
      keep({ setupStep: step });
      return {};
    },
    'secret.set': ({ name, thisRunOnly }) => {
      const secret = thisRunOnly ? 'this-run-only' : 'set';
      if (name === 'target-token') keep({ tokenState: secret });
      if (name === 'entra-client-secret') keep({ clientSecretState: secret });
      if (name === 'entra-certificate-key') keep({ certificateState: secret });
      if (name === 'smtp-password') keep({ smtpPasswordState: secret });
      return { state: secret, problem: null };
    },
    'secret.chooseCertificate': () => ({ chosen: null, problem: null }),
    'secret.keepCertificate': ({ thisRunOnly }) => {
      const secret = thisRunOnly ? 'this-run-only' : 'set';
      keep({ certificateState: secret });
      return { state: secret, problem: null };
    },
    'secret.clear': ({ name }) => {
      if (name === 'target-token') keep({ tokenState: 'missing' });
      return { state: 'missing', problem: null };
    },
    'target.test': () => ready,
    'source.test': () => ({ ...ready, summary: 'Microsoft Entra ID is ready. It has 41 people.' }),
    'source.searchApplications': ({ text }) => ({
      applications: [
        { id: 'sp-1', appId: '77', name: 'BlueJeans' },
        { id: 'sp-2', appId: '78', name: 'Wiki' },
      ].filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())),
      problem: null,
    }),
    'source.searchGroups': ({ text }) => ({
      groups: [
        { id: 'g-1', name: 'Sales', memberCount: 12 },
        { id: 'g-2', name: 'Research', memberCount: 1 },
        { id: 'g-3', name: 'Design', memberCount: null },
      ].filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())),
      problem: null,
    }),
    'mapping.get': () => ({
      mappings: kept.mappings,
      sourceAttributes: [
        { name: 'userPrincipalName', label: 'User principal name' },
        { name: 'jobTitle', label: 'Job title' },
        { name: 'department', label: 'Department' },
        { name: 'givenName', label: 'First name' },
        { name: 'surname', label: 'Last name' },
      ],
      targetAttributes,
      functions: functionRows.map(({ name, signature, help }) => ({ name, signature, help })),
    }),
    'mapping.defaults': () => ({ mappings: mappings.slice(0, 7) }),
    'mapping.check': ({ mappings: asked }) => ({ faults: faultsOf(asked) }),
    'mapping.save': ({ mappings: asked }) => {
      const faults = faultsOf(asked);
      if (faults.length > 0) return { saved: false, faults };
      kept.mappings = asked;
      return { saved: true, faults: [] };
    },
    'mapping.tryOn': ({ mapping, personId }) => ({
      steps:
        mapping.target === 'userName'
          ? [
              { expression: '[userPrincipalName]', value: 'siobhan.nibhriain@oxbow.example' },
              { expression: '[surname]', value: 'Ní Bhriain' },
              { expression: 'NormalizeDiacritics([surname])', value: 'Ni Bhriain' },
              { expression: 'StripSpaces(NormalizeDiacritics([surname]))', value: 'NiBhriain' },
            ]
          : [],
      result:
        mapping.target === 'userName'
          ? 's.nibhriain@oxbow.example'
          : mapping.target === 'title'
            ? null
            : (people.find(({ id }) => id === personId)?.name ?? null),
      verdict: { ok: true, text: mapping.target === 'userName' ? '25 of 30 characters' : '' },
      faults: faultsOf([mapping]),
    }),
    'trial.run': ({ mappings: asked }) => ({ trial: trialOf(asked), problem: null }),
    'trial.cancel': () => ({}),
    'schema.open': () => ({ file: null, refused: null, problem: null }),
    'schema.take': () => ({ problem: null }),
    'schema.export': () => ({ path: '/home/it/oxbow-schema.json', problem: null }),
    'versions.list': () => ({ versions: [] }),
    'trial.askMatching': ({ path }) =>
      path === 'displayName'
        ? { canSearch: true, text: 'BlueJeans can search by displayName.', problem: null }
        : {
            canSearch: false,
            text: `BlueJeans cannot search by ${path}, so existing accounts could not be found. Choose userName.`,
            problem: null,
          },
    'people.search': ({ text, limit }) => ({
      people: people
        .filter(({ id, name }) => id === text || name.toLowerCase().includes(text.toLowerCase()))
        .slice(0, limit),
      problem: null,
    }),
    'plan.make': () => ({ summary: planSummary(0), problem: null }),
    'plan.rows': ({ action, offset, limit }) => ({
      total: planned[action].length,
      rows: planned[action].slice(offset, offset + limit),
    }),
    'plan.cancel': () => ({}),
    'app.copyText': () => ({}),
    'app.openLink': () => ({}),
    'app.openConsent': () => ({}),
    'source.scopeNames': () => ({ application: 'BlueJeans', groups: [], problem: null }),
    ...more,
  });
}

/** What an edited mapping does to Oxbow's people: two share a name as long as one letter of the given name is taken. */
export function trialOf(asked: readonly AttributeMapping[]): Trial {
  const userName = asked.find(({ target }) => target === 'userName')?.source;
  const shares = userName?.kind === 'expression' && !/Mid\(|IIF\(/.test(userName.text);
  const counts = { people: 38, tookMs: 400, changed: 1, created: 2, unchanged: 35 };
  const changed = {
    attribute: 'title',
    count: 1,
    examples: [{ personId: 'p1', name: 'Siobhán Ní Bhriain', from: null, to: 'No title' }],
  };
  return {
    ...counts,
    skipped: shares ? 2 : 0,
    unread: [],
    attributes: [changed],
    violations: shares
      ? [
          {
            kind: 'shared',
            attribute: 'userName',
            text: 'Two people would share k.papadopoulos@oxbow.example',
            count: 2,
            people: [
              {
                personId: 'p5',
                name: 'Konstantinos Papadopoulos',
                value: 'k.papadopoulos@oxbow.example',
                fixed: 'ko.papadopoulos@oxbow.example',
              },
              {
                personId: 'p6',
                name: 'Kleopatra Papadopoulos',
                value: 'k.papadopoulos@oxbow.example',
                fixed: 'kl.papadopoulos@oxbow.example',
              },
            ],
            fix: 'ToLower(Append(Mid([givenName], 1, 2), Append(".", [surname])))',
          },
        ]
      : [],
  };
}

const misspelt = 'NormaliseDiacritics';

/** What the main process finds wrong here: one misspelt function, and attributes that are not chosen yet. */
function faultsOf(asked: readonly AttributeMapping[]): MappingFault[] {
  return asked.flatMap(({ target, source }): MappingFault[] => {
    if (source.kind === 'direct' && source.attribute === '') {
      return [{ target, range: null, message: 'Choose an Entra attribute.', suggestion: null, severity: 'error' }];
    }
    const start = source.kind === 'expression' ? source.text.indexOf(misspelt) : -1;
    if (start < 0) return [];
    return [
      {
        target,
        range: { start, end: start + misspelt.length },
        message: `Unknown function ${misspelt}. Did you mean NormalizeDiacritics?`,
        suggestion: 'NormalizeDiacritics',
        severity: 'error',
      },
    ];
  });
}

export { job };
