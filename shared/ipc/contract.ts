import { z } from 'zod';
import type { UndoPlan, UndoRow } from '../decision/undo-plan';
import type { Explanation } from '../explain/explanation';
import type { CycleSummary, JobState } from '../health/job-state';
import type { Action, LogRow, LogStatus, StepName } from '../log/log-row';
import type { Profile } from '../profiles/profile';
import { mappingCalls } from './mapping-calls';
import { schemaCalls } from './schema-calls';
import { scopeCalls } from './scope-calls';
import {
  count,
  done,
  id,
  instant,
  job,
  none,
  type ProblemWords,
  paged,
  person,
  secretName,
  strict,
  typed,
  words,
} from './shapes';
import { trialCalls } from './trial-calls';
import { versionsCalls } from './versions-calls';

/**
 * The contract between window and main process: one entry a call, a schema each way. Requests are parsed strictly by
 * the main process before anything else looks at them, answers before they leave it. No entry reads a secret.
 */

const rung = strict({
  name: z.string(),
  state: z.enum(['waiting', 'running', 'passed', 'failed', 'not-tested']),
  text: z.string(),
  durationMs: z.number().nullable(),
});
export type RungView = z.infer<typeof rung>;

const checkResult = strict({
  rungs: z.array(rung),
  /** null when everything passed. */
  problem: words.nullable(),
  /** "BlueJeans is ready. It has 26 accounts." when it passed. */
  summary: z.string(),
  durationMs: z.number(),
});
export type CheckResult = z.infer<typeof checkResult>;

const secretState = z.enum(['set', 'missing', 'locked', 'unavailable', 'from-variable', 'this-run-only']);
export type SecretState = z.infer<typeof secretState>;

/** A secret that is not saved yet: as it stands in its field, or in the file that was chosen for the job. */
const givenSecret = z.discriminatedUnion('kind', [
  strict({ kind: z.literal('typed'), value: z.string().min(1).max(20_000) }),
  strict({ kind: z.literal('file') }),
]);
export type GivenSecret = z.infer<typeof givenSecret>;

/** What may be said of a certificate's file: its name, and when the certificate ends. */
const chosenCertificate = strict({ file: z.string(), endsAt: instant });
export type ChosenCertificate = z.infer<typeof chosenCertificate>;

const logFilter = strict({
  text: z.string().max(200),
  action: z.enum(['any', 'create', 'update', 'enable', 'disable', 'delete', 'link', 'none']),
  status: z.enum(['any', 'success', 'failure', 'skipped', 'warning']),
  /** Only rows of this cycle; null: any. */
  cycleId: z.string().max(64).nullable(),
  /** ISO instant; null: any time. */
  since: instant.nullable(),
  showUnchanged: z.boolean(),
});
export type LogFilter = z.infer<typeof logFilter>;

/** A line of the log list: a cycle's heading or a person. */
export type LogLine =
  | { readonly kind: 'cycle'; readonly cycle: CycleSummary }
  | {
      readonly kind: 'person';
      readonly id: string;
      readonly at: string;
      readonly name: string;
      readonly mail: string;
      /** "title, manager", or the reason in a few words. */
      readonly what: string;
      readonly action: Action;
      readonly status: LogStatus;
      readonly staged: boolean;
    };

const historyKind = z.enum(['changes', 'all']);
export type HistoryKind = z.infer<typeof historyKind>;

export interface HistoryRow {
  readonly cycle: CycleSummary;
  /** What it replaced is known. */
  readonly canUndo: boolean;
}

const scope = strict({
  mode: z.enum(['assigned', 'groups', 'all']),
  servicePrincipalId: z.string().max(64).nullable(),
  groupIds: z.array(z.string().max(64)).max(100),
});
export type ScopeChoice = z.infer<typeof scope>;

const cloudName = z.enum(['global', 'usGov', 'usGovDoD', 'china']);
const cloud = z.union([cloudName, strict({ authority: z.string().max(300), graph: z.string().max(300) })]);
const sourceChoice = strict({
  tenantId: z.string().max(128),
  clientId: z.string().max(128),
  /** What it signs in with, and so which secret is the job's. */
  auth: z.enum(['secret', 'certificate']),
  cloud,
});
const targetChoice = strict({ baseUrl: z.string().max(2000) });
const notify = strict({
  email: z.string().max(320),
  onFailure: z.boolean(),
  via: z.enum(['graph', 'smtp']),
  smtp: strict({
    host: z.string().max(253),
    port: z.number().int().min(1).max(65535),
    user: z.string().max(320),
    from: z.string().max(320),
  }),
});
const schedule = strict({ enabled: z.boolean(), intervalMinutes: z.number().int().min(5).max(10080) });
const safety = strict({
  deletionThreshold: count.nullable(),
  reviewFirstCycle: z.boolean(),
  skipOutOfScopeDeletions: z.boolean(),
  deleteAfterDays: z.number().int().min(1).max(3650).nullable(),
});

const connection = strict({
  job,
  profileId: z.string(),
  targetName: z.string(),
  target: targetChoice,
  source: sourceChoice,
  scope,
  notify,
  schedule,
  safety,
  retentionDays: z.number().int(),
  /** Step of the wizard still to do; null once the first cycle was approved. */
  setupStep: z.number().int().nullable(),
  tokenState: secretState,
  clientSecretState: secretState,
  certificateState: secretState,
  smtpPasswordState: secretState,
  /** True while this is the embedded sample company. */
  sample: z.boolean(),
});
/** A job's settings as the window shows them: everything but secrets. */
export type Connection = z.infer<typeof connection>;

const planRow = strict({
  sourceId: z.string(),
  targetId: z.string().nullable(),
  name: z.string(),
  mail: z.string(),
  action: z.enum(['create', 'update', 'enable', 'disable', 'delete', 'link', 'none']),
  status: z.enum(['planned', 'held', 'skipped', 'failed']),
  reason: z.string(),
  changes: z.array(strict({ attribute: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
  /** Attributes whose mapping comes to an empty text: they are not sent. Absent: none. */
  notSent: z.array(z.string()).optional(),
});
export type PlanRow = z.infer<typeof planRow>;

const planSummary = strict({
  madeAt: instant,
  people: count,
  counts: strict({
    create: count,
    update: count,
    enable: count,
    disable: count,
    delete: count,
    link: count,
    unchanged: count,
    skipped: count,
    failed: count,
  }),
  /** Removals that would be held. */
  held: count,
  overThreshold: z.boolean(),
  threshold: z.number().nullable(),
});
export type PlanSummary = z.infer<typeof planSummary>;

const heldPerson = strict({
  sourceId: z.string(),
  name: z.string(),
  mail: z.string(),
  action: z.enum(['disable', 'delete']),
  reason: z.string(),
  since: instant,
});
export type HeldPerson = z.infer<typeof heldPerson>;

const personOnHold = strict({
  sourceId: z.string(),
  name: z.string(),
  mail: z.string(),
  /** Empty: none was given. */
  reason: z.string(),
  since: instant,
});

const leaver = strict({
  sourceId: z.string(),
  name: z.string(),
  mail: z.string(),
  /** Why the person left, in words. */
  reason: z.string(),
  leftAt: instant,
  /** null: the account is kept, or nobody's is deleted. */
  deletedAt: instant.nullable(),
  kept: z.boolean(),
});
export type LeaverView = z.infer<typeof leaver>;

const attention = strict({
  sourceId: z.string(),
  name: z.string(),
  mail: z.string(),
  status: z.enum(['failed', 'skipped']),
  problem: words,
  nextTryAt: instant.nullable(),
});
export type AttentionRow = z.infer<typeof attention>;

const sightStep = strict({
  /** Test connection is there only when it failed. */
  step: z.enum(['connection', 'import', 'scope', 'match', 'action']),
  state: z.enum(['waiting', 'running', 'passed', 'skipped', 'failed', 'attention', 'not-reached', 'waits']),
  text: z.string(),
  durationMs: z.number().nullable(),
  facts: z.array(strict({ name: z.string(), value: z.string() })),
});
export type SightStepView = z.infer<typeof sightStep>;

const sight = strict({
  personId: z.string(),
  name: z.string(),
  mail: z.string(),
  steps: z.array(sightStep),
  action: z.enum(['create', 'update', 'enable', 'disable', 'delete', 'link', 'none']),
  changes: z.array(strict({ attribute: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
  /** What the admin agrees to; null: nothing would be sent. */
  token: z.string().nullable(),
  done: z.boolean(),
  problem: words.nullable(),
});
/** One person on demand: what was found, and what was or would be done. */
export type SightView = z.infer<typeof sight>;
const censusCounts = strict({
  accounts: count,
  linked: count,
  matched: count,
  doubtful: count,
  onlyThere: count,
  onlyHere: count,
});

/** An account of the census, or (`only-here`) a person in scope without one. */
const censusRow = strict({
  accountId: z.string().nullable(),
  name: z.string(),
  /** The account's userName, or the person's mail. */
  detail: z.string(),
  active: z.boolean().nullable(),
  sourceId: z.string().nullable(),
  personName: z.string().nullable(),
  /** It is the account of `sourceId` by a link, and not only by its name. */
  linked: z.boolean(),
  /** Why it is doubtful, in a sentence. Else empty. */
  why: z.string(),
});
export type CensusRow = z.infer<typeof censusRow>;
const peopleChip = z.enum(['everyone', 'attention', 'in-step', 'on-hold', 'out', 'only-there']);
export type PeopleChip = z.infer<typeof peopleChip>;

const peopleCounts = strict({
  everyone: count,
  attention: count,
  'in-step': count,
  'on-hold': count,
  out: count,
  /** null: no census has looked for them yet. */
  'only-there': count.nullable(),
});
export type PeopleCounts = z.infer<typeof peopleCounts>;

/** How an account stands: what its person's row says under "Account". */
const accountState = z.enum([
  'in-step',
  'not-updated',
  'failed',
  'held',
  'on-hold',
  'disabled',
  'left-alone',
  'no-account',
  'waits',
  'only-there',
]);
export type AccountState = z.infer<typeof accountState>;

const listedPerson = strict({
  /** The person's id; of an account that is nobody's the account's. */
  id: z.string(),
  name: z.string(),
  mail: z.string(),
  department: z.string().nullable(),
  account: accountState,
  /** What keeps the account from being in step is for an admin to cure, or is tried again. */
  needsAttention: z.boolean(),
  /** How often it failed, where it did. */
  attempts: count,
  nextTryAt: instant.nullable(),
  why: z.string(),
  /** Of the last decision that was more than "unchanged". */
  changedAt: instant.nullable(),
});
export type ListedPerson = z.infer<typeof listedPerson>;

const knownPerson = listedPerson.extend({
  title: z.string().nullable(),
  inScope: z.boolean(),
  /** How they come into scope, or why not: a sentence. */
  scope: z.string(),
  hasAccount: z.boolean(),
  hold: strict({ reason: z.string(), since: instant }).nullable(),
  problem: words.nullable(),
});
export type KnownPerson = z.infer<typeof knownPerson>;

const appSettings = strict({
  theme: z.enum(['system', 'light', 'dark']),
  startAtLogin: z.boolean(),
  singleKeyShortcuts: z.boolean(),
});
const networkSettings = strict({ proxy: z.string().max(300), caFile: z.string().max(1000).nullable() });

export type { MappingFault } from './mapping-calls';
export type { PersonView, ProblemWords } from './shapes';

export const contract = {
  'app.info': {
    request: none,
    response: strict({
      version: z.string(),
      electron: z.string(),
      platform: z.string(),
      dataFolder: z.string(),
      trayAvailable: z.boolean(),
      jobs: z.array(job),
      settings: appSettings,
      network: networkSettings,
      /** Something the admin must hear at start: broken settings, a ledger set aside. */
      notices: z.array(words),
    }),
  },
  'app.saveSettings': { request: appSettings, response: done },
  'app.saveNetwork': { request: networkSettings, response: strict({ problem: words.nullable() }) },
  'app.openLink': { request: strict({ name: z.string().max(64) }), response: done },
  /** Opens the page where an administrator grants an app registration its permissions. null cloud: the saved one. */
  'app.openConsent': {
    request: strict({
      job,
      tenantId: z.string().max(128),
      clientId: z.string().max(128),
      cloud: cloudName.nullable(),
    }),
    response: done,
  },
  'app.openDataFolder': { request: none, response: done },
  'app.copyText': { request: strict({ text: z.string().max(20_000) }), response: done },
  'app.quit': { request: none, response: done },
  'profiles.list': { request: none, response: strict({ profiles: z.array(typed<Profile>()) }) },

  'job.list': { request: none, response: strict({ jobs: z.array(typed<JobState>()) }) },
  'job.state': { request: strict({ job }), response: strict({ state: typed<JobState>() }) },
  'job.connection': { request: strict({ job }), response: connection },
  'job.create': { request: strict({ profileId: z.string().max(64) }), response: strict({ job }) },
  /** Starts the sample company's two servers and makes a job of them, ready for the wizard's review. */
  'job.createSample': { request: none, response: strict({ job }) },
  'job.remove': { request: strict({ job }), response: done },
  'job.setTarget': { request: strict({ job, target: targetChoice }), response: strict({ problem: words.nullable() }) },
  'job.setSource': { request: strict({ job, source: sourceChoice }), response: strict({ problem: words.nullable() }) },
  'job.setScope': { request: strict({ job, scope }), response: strict({ problem: words.nullable() }) },
  'job.setNotify': { request: strict({ job, notify }), response: strict({ problem: words.nullable() }) },
  'job.setSchedule': { request: strict({ job, schedule }), response: strict({ problem: words.nullable() }) },
  'job.setSafety': { request: strict({ job, safety }), response: strict({ problem: words.nullable() }) },
  'job.setRetention': {
    request: strict({ job, days: z.number().int().min(1).max(3650) }),
    response: strict({ problem: words.nullable() }),
  },
  'job.setSetupStep': { request: strict({ job, step: z.number().int().min(1).max(7) }), response: done },
  'job.pause': { request: strict({ job, until: instant.nullable() }), response: done },
  'job.resume': { request: strict({ job }), response: done },
  /** Restarts provisioning by the service's criteria, and begins the next cycle where none waits for a review. */
  'job.restart': {
    request: strict({
      job,
      reset: z.union([z.literal('all'), z.array(z.enum(['watermark', 'escrows', 'quarantine'])).max(3)]),
    }),
    response: strict({ problem: words.nullable() }),
  },
  'job.sendTestMail': { request: strict({ job }), response: strict({ problem: words.nullable(), to: z.string() }) },

  'secret.set': {
    request: strict({ job, name: secretName, value: z.string().min(1).max(20_000), thisRunOnly: z.boolean() }),
    response: strict({ state: secretState, problem: words.nullable() }),
  },
  'secret.clear': {
    request: strict({ job, name: secretName }),
    response: strict({ state: secretState, problem: words.nullable() }),
  },

  /**
   * Asks the admin for the files that hold a certificate and its private key, reads them and holds them for the job until
   * they are kept. Neither: the admin thought better of it.
   */
  'secret.chooseCertificate': {
    request: strict({ job }),
    response: strict({ chosen: chosenCertificate.nullable(), problem: words.nullable() }),
  },
  /** Keeps what was chosen last for the job, as `secret.set` keeps what was typed. */
  'secret.keepCertificate': {
    request: strict({ job, thisRunOnly: z.boolean() }),
    response: strict({ state: secretState, problem: words.nullable() }),
  },

  /** Test Connection. A value still in its field is tested without being saved; null tests what is saved. */
  'target.test': {
    request: strict({ job, baseUrl: z.string().max(2000), token: z.string().max(20_000).nullable() }),
    response: checkResult,
  },
  'source.test': {
    request: strict({ job, source: sourceChoice, secret: givenSecret.nullable() }),
    response: checkResult,
  },
  'source.searchGroups': {
    request: strict({ job, text: z.string().max(200) }),
    response: strict({
      groups: z.array(strict({ id: z.string(), name: z.string(), memberCount: z.number().nullable() })),
      problem: words.nullable(),
    }),
  },
  'source.searchApplications': {
    request: strict({ job, text: z.string().max(200) }),
    response: strict({
      applications: z.array(strict({ id: z.string(), appId: z.string(), name: z.string() })),
      problem: words.nullable(),
    }),
  },
  /** Names of the application and groups that the saved scope holds by id; one that Entra does not know has no name. */
  'source.scopeNames': {
    request: strict({ job }),
    response: strict({
      application: z.string().nullable(),
      groups: z.array(strict({ id: z.string(), name: z.string().nullable() })),
      problem: words.nullable(),
    }),
  },

  ...mappingCalls,
  ...trialCalls,
  ...schemaCalls,
  ...scopeCalls,
  ...versionsCalls,

  /** People as last read; while nobody was read yet, people that Entra itself finds. */
  'people.search': {
    request: strict({ job, text: z.string().max(200), limit: z.number().int().min(1).max(50) }),
    response: strict({ people: z.array(person), problem: words.nullable() }),
  },
  'people.attention': {
    request: strict({ job, ...paged }),
    response: strict({ total: count, rows: z.array(attention) }),
  },
  /** Tries people who failed again now: one by name on demand, more (null: all) in a cycle that is begun. */
  'people.retryNow': {
    request: strict({ job, personIds: z.array(id).min(1).max(200).nullable() }),
    /** `failed`: the one person failed again; of more it is told by the cycle. */
    response: strict({ problem: words.nullable(), failed: z.boolean() }),
  },

  /** Writes nothing. While a cycle runs it is answered right after it; `provision.step` tells of each step. */
  'provision.look': { request: strict({ job, personId: id }), response: strict({ sight }) },
  /** Does what the look showed. `stale`: person or account had changed, nothing was sent, and `sight` is how they are now. */
  'provision.do': {
    request: strict({ job, personId: id, token: z.string().min(1).max(128) }),
    response: strict({ sight, stale: z.boolean() }),
  },

  /** The last census that was kept (null: none yet), what was changed by hand, and why a later census was not kept. */
  'census.get': {
    request: strict({ job }),
    response: strict({
      census: strict({ takenAt: instant, peopleReadAt: instant.nullable(), counts: censusCounts }).nullable(),
      changedByHand: z.array(strict({ attribute: z.string(), accounts: count })),
      notKept: strict({ at: instant, problem: words }).nullable(),
    }),
  },
  'census.take': { request: strict({ job }), response: strict({ problem: words.nullable() }) },
  'census.accounts': {
    request: strict({
      job,
      standing: z.enum(['linked', 'matched', 'doubtful', 'only-there', 'only-here']),
      text: z.string().max(200),
      ...paged,
    }),
    response: strict({ total: count, rows: z.array(censusRow) }),
  },
  /** By object id or userPrincipalName, and the account's id or name. Nothing is written at the target. */
  'census.link': {
    request: strict({ job, person: id, account: id }),
    response: strict({ problem: words.nullable(), inScope: z.boolean() }),
  },
  'census.unlink': { request: strict({ job, person: id }), response: strict({ problem: words.nullable() }) },

  /** Everybody as last read and decided on, with what stands behind each chip. Those who need attention come first. */
  'people.page': {
    request: strict({ job, state: peopleChip, text: z.string().max(200), ...paged }),
    response: strict({ total: count, rows: z.array(listedPerson), counts: peopleCounts }),
  },
  'people.export': {
    request: strict({ job, state: peopleChip, text: z.string().max(200) }),
    response: strict({ people: count, file: z.string().nullable() }),
  },
  /** What is known of one person without asking anybody; null: nobody is known by this id. */
  'person.get': { request: strict({ job, id }), response: strict({ person: knownPerson.nullable() }) },
  /** "Why, or why not?": both sides are asked now, and nothing is written. */
  'person.explain': {
    request: strict({ job, id }),
    response: strict({ explanation: typed<Explanation>().nullable(), problem: words.nullable() }),
  },
  'person.history': {
    request: strict({ job, id, ...paged }),
    response: strict({ total: count, rows: z.array(typed<LogRow>()) }),
  },

  'plan.make': {
    request: strict({ job, full: z.boolean() }),
    response: strict({ summary: planSummary.nullable(), problem: words.nullable() }),
  },
  'plan.rows': {
    request: strict({
      job,
      action: z.enum(['all', 'create', 'update', 'enable', 'disable', 'delete', 'link', 'skipped']),
      /** Words in the name, the mail or the id; left out: everybody. */
      text: z.string().max(200).optional(),
      ...paged,
    }),
    response: strict({ total: count, rows: z.array(planRow) }),
  },
  'plan.cancel': { request: strict({ job }), response: done },
  /** The last plan, as long as no cycle has begun since, and what became of what it was made from. */
  'plan.summary': {
    request: strict({ job }),
    response: strict({
      summary: planSummary.nullable(),
      /** What waits for the admin's word; running the plan gives it. */
      review: z.enum(['first', 'changed']).nullable(),
      since: strict({
        /** People of the plan about whom something was decided in Inseam since. */
        people: count,
        /** Mapping or scope are other ones now. */
        rules: z.boolean(),
      }),
    }),
  },
  /** How many people Microsoft Entra ID has changed since this plan was made; null: it could not be asked. */
  'plan.look': { request: strict({ job, madeAt: instant }), response: strict({ people: count.nullable() }) },
  /** Runs exactly the last plan, without those left out. Answers as soon as the cycle runs. */
  'plan.run': {
    request: strict({ job, leaveOut: z.array(id).max(10_000) }),
    response: strict({ started: z.boolean(), problem: words.nullable() }),
  },
  'plan.export': {
    request: strict({ job, format: z.enum(['csv', 'json']) }),
    response: strict({ entries: count, file: z.string().nullable() }),
  },

  /** `approve`: the admin saw the plan of the first cycle. Answers as soon as the cycle runs. */
  'cycle.start': {
    request: strict({ job, full: z.boolean(), approve: z.boolean() }),
    response: strict({ started: z.boolean(), problem: words.nullable() }),
  },
  'cycle.stop': { request: strict({ job }), response: done },
  'cycle.list': {
    request: strict({ job, since: instant.nullable(), limit: z.number().int().min(1).max(500) }),
    response: strict({ cycles: z.array(typed<CycleSummary>()) }),
  },

  /** Cycles, newest first, a page at a time. */
  'history.page': {
    request: strict({ job, kind: historyKind, ...paged }),
    response: strict({ total: count, rows: z.array(typed<HistoryRow>()) }),
  },
  'history.export': {
    request: strict({ job, kind: historyKind }),
    response: strict({ cycles: count, file: z.string().nullable() }),
  },

  /**
   * What undoing a cycle (`person`: of this person alone) would do, read from the target now; nothing is written. The rows
   * are the first of them; further ones are asked for with `undo.rows` until the next plan.
   */
  'undo.plan': {
    request: strict({ job, cycle: id, person: id.nullable() }),
    response: strict({
      plan: typed<UndoPlan>().nullable(),
      rows: z.array(typed<UndoRow>()),
      problem: words.nullable(),
    }),
  },
  'undo.rows': { request: strict({ job, ...paged }), response: strict({ rows: z.array(typed<UndoRow>()) }) },
  /** Answers as soon as the first change is about to be sent, with how many accounts there are; the schedule is paused then. */
  'undo.run': {
    request: strict({ job, cycle: id, person: id.nullable(), pause: z.boolean() }),
    response: strict({ accounts: count, problem: words.nullable() }),
  },

  'deletions.list': {
    request: strict({ job }),
    response: strict({
      people: z.array(heldPerson),
      limit: z.number().nullable(),
      /** The percentage of the linked accounts that the limit comes from; null: it was set as a number. */
      percent: z.number().nullable().optional(),
    }),
  },
  /** null people: all of them. */
  'deletions.decide': {
    request: strict({ job, decision: z.enum(['allow', 'reject']), people: z.array(id).nullable() }),
    response: strict({ problem: words.nullable() }),
  },

  /** Who is held, as a table in a file that the admin chooses; null: they thought better of it. */
  'deletions.export': {
    request: strict({ job }),
    response: strict({ entries: count, file: z.string().nullable() }),
  },

  'holds.list': { request: strict({ job }), response: strict({ people: z.array(personOnHold) }) },
  /** Never touch this person's account until it is released; who is on hold already gets the new reason. */
  'holds.put': {
    request: strict({ job, personId: id, reason: z.string().max(500) }),
    response: strict({ problem: words.nullable() }),
  },
  'holds.release': { request: strict({ job, personId: id }), response: strict({ problem: words.nullable() }) },

  /** People whose account is never disabled and never deleted. */
  'protected.list': {
    request: strict({ job }),
    response: strict({ people: z.array(strict({ sourceId: z.string(), name: z.string(), mail: z.string() })) }),
  },
  'protected.set': {
    request: strict({ job, personId: id, isProtected: z.boolean() }),
    response: strict({ problem: words.nullable() }),
  },

  /** Disabled accounts of people who left: when each is deleted, and those that are kept. */
  'leaving.list': {
    request: strict({ job }),
    response: strict({ afterDays: count.nullable(), people: z.array(leaver) }),
  },
  /** `keep` false lets the days count again. */
  'leaving.keep': {
    request: strict({ job, personId: id, keep: z.boolean() }),
    response: strict({ problem: words.nullable() }),
  },

  'log.page': {
    request: strict({ job, filter: logFilter, ...paged }),
    response: strict({ total: count, people: count, lines: z.array(typed<LogLine>()) }),
  },
  'log.row': {
    request: strict({ job, id }),
    response: strict({ row: typed<LogRow>().nullable(), problem: words.nullable(), targetName: z.string() }),
  },
  'log.latestChanges': {
    request: strict({ job, limit: z.number().int().min(1).max(20) }),
    response: strict({ rows: z.array(typed<LogRow>()) }),
  },
  'log.export': {
    request: strict({ job, filter: logFilter, format: z.enum(['csv', 'ndjson']) }),
    response: strict({ entries: count, file: z.string().nullable() }),
  },
} as const;

export type Contract = typeof contract;
export type Verb = keyof Contract;
export type RequestOf<V extends Verb> = z.infer<Contract[V]['request']>;
export type ResponseOf<V extends Verb> = z.infer<Contract[V]['response']>;

/** What a call comes back with; a handler never throws across the bridge. */
export type Reply<V extends Verb> =
  | { readonly ok: true; readonly value: ResponseOf<V> }
  | { readonly ok: false; readonly error: ProblemWords };

/** What the main process tells by itself. After (re)subscribing the current `job.state` of every job comes first. */
export type LiveEvent =
  | { readonly kind: 'job.state'; readonly state: JobState }
  | { readonly kind: 'jobs.changed' }
  /** Only how many rows the log has now: rows are asked for by page. */
  | { readonly kind: 'log.appended'; readonly job: string; readonly added: number }
  | {
      readonly kind: 'check.rungs';
      readonly job: string;
      readonly side: 'source' | 'target';
      readonly rungs: readonly RungView[];
    }
  | { readonly kind: 'plan.progress'; readonly job: string; readonly done: number; readonly expected: number }
  /** An edited mapping is being tried on everyone. */
  | { readonly kind: 'trial.progress'; readonly job: string; readonly done: number; readonly expected: number }
  /** Provision on demand goes into this step of a person. */
  | { readonly kind: 'provision.step'; readonly job: string; readonly personId: string; readonly step: StepName }
  /** A cycle could not begin (a locked keychain, a missing secret): nothing of it is in the log. */
  | { readonly kind: 'job.problem'; readonly job: string; readonly problem: ProblemWords }
  /** Opens a place in the window: from the tray, a notification, a second start. */
  | { readonly kind: 'navigate'; readonly route: string };

/** The whole of what the preload puts on `window.inseam`. */
export interface Bridge {
  call<V extends Verb>(verb: V, request: RequestOf<V>): Promise<Reply<V>>;
  /** Returns the way to stop listening. */
  listen(listener: (event: LiveEvent) => void): () => void;
}
