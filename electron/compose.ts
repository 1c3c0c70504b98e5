import { join } from 'node:path';
import { version } from '../package.json';
import { makeRedactor } from '../shared/log/redact';
import { failure, type Outcome, success } from '../shared/outcome';
import type { Profile } from '../shared/profiles/profile';
import { profileById, profiles } from '../shared/profiles/profiles';
import { defaultSchema } from '../shared/schema/default-schema';
import { profileWithDefinitions } from '../shared/schema/profile-with-definitions';
import type { ProfileDefaults } from '../shared/settings/defaults';
import { jobNamed, missingForCycle, missingProblem } from '../shared/settings/job-named';
import type { JobSettings } from '../shared/settings/settings';
import { credentialOf } from './credential';
import type { Job } from './cycle/cycle';
import { openJob, rulesOf } from './cycle/open-job';
import { silentSource, silentTarget } from './cycle/silent-edges';
import { openWaits, type Waits } from './cycle/waits';
import type { Source, Target } from './edges';
import { openSource } from './entra/open-source';
import { takeJobLock } from './ledger/job-lock';
import { type Ledger, openLedger } from './ledger/open-ledger';
import type { Network, NetworkOptions } from './network/http';
import { openNetwork } from './network/open-network';
import { sleep as realSleep, type Sleep } from './network/retry';
import { openTarget } from './scim/open-target';
import { openKeychain } from './secrets/keychain';
import { openSecrets, type Secrets } from './secrets/secrets';
import { forkKeychain, type SpawnKeychain } from './secrets/spawn-keychain';
import { noticeRules } from './settings/save-rules';
import { openSettings, type SettingsFile, type SettingsFileOptions } from './settings/settings-file';

/** What differs between the desktop app, the command line and a test: nothing but edges. */
export interface EngineOptions {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly now?: () => number;
  /** Waits, for the two services as well; they then go by `now`. */
  readonly sleep?: Sleep;
  readonly spawnKeychain?: SpawnKeychain;
  readonly writeSettings?: SettingsFileOptions['write'];
  readonly resolveSystemProxy?: (url: string) => Promise<string>;
  /** What holds a job's lock, for the other program's message: "the Inseam window", "inseam sync". */
  readonly what: string;
}

/** A job by name with what is known without any network. */
export interface KnownJob {
  readonly name: string;
  readonly settings: JobSettings;
  readonly profile: Profile;
}

/** The engine put together: the one place where the parts meet. */
export interface Engine {
  readonly folder: string;
  readonly now: () => number;
  readonly settings: SettingsFile;
  readonly secrets: Secrets;
  /** Takes every secret that this process has come to know out of a text: last thing before it is shown or kept. */
  redact(text: string): string;
  /** Has a secret taken out of texts that is not saved, or that was read out of another one. */
  conceal(secret: string): void;
  known(name: string): Outcome<KnownJob>;
  /** The job's ledger; opened once and kept. */
  ledger(name: string): Outcome<Ledger>;
  /** Closes a ledger that is about to be deleted with its job. */
  forgetLedger(name: string): void;
  network(): Promise<Outcome<Network>>;
  /** What the network is made of: for tests of a connection, which open their own sockets. */
  networkOptions(): NetworkOptions;
  /** Trusts the authority of servers that this process started, for as long as it runs. */
  trustAlso(authority: string): void;
  /** Runs work on the job's record alone, locked against other processes: needs no network and no secret. */
  withLedger<T>(name: string, work: (ledger: Ledger) => T): Outcome<T>;
  /** Runs work with the job's far ends open and the job locked against other processes. */
  withJob<T>(name: string, work: (job: Job) => Promise<T>): Promise<Outcome<T>>;
  /**
   * The same without the lock, for work that only looks: a cycle may run meanwhile, here or elsewhere. A far end that cannot
   * be opened answers every question with why.
   */
  lookAt<T>(name: string, work: (job: Job) => Promise<T>): Promise<Outcome<T>>;
  /** The source alone, with a client secret or a certificate's PEM that may not be saved yet. */
  openSource(job: KnownJob, unsaved: string | null): Promise<Outcome<Source>>;
  close(): Promise<void>;
}

/** Some services refuse requests without one (scim-interop 1.1). */
export const userAgent = `Inseam/${version}`;

export const profileDefaults: ProfileDefaults = { profiles, schemaFor: defaultSchema };

export function openEngine(options: EngineOptions): Outcome<Engine> {
  const now = options.now ?? Date.now;
  const opened = openSettings(
    options.folder,
    profileDefaults,
    options.writeSettings === undefined ? {} : { write: options.writeSettings },
  );
  if (!opened.ok) return opened;
  const settings = opened.value;
  const keychain = openKeychain({ spawn: options.spawnKeychain ?? forkKeychain(join(__dirname, 'keychain.cjs')) });
  const redactor = makeRedactor();
  const secrets = openSecrets({ env: options.env, keychain, register: redactor.register });
  const ledgers = new Map<string, Ledger>();
  const authorities: string[] = [];
  const clock = options.sleep === undefined ? {} : { sleep: options.sleep, now };
  let network: Network | null = null;
  let networkFor = '';

  const engine: Engine = {
    folder: options.folder,
    now,
    settings,
    secrets,
    redact: redactor.redact,
    conceal: redactor.register,
    known(name) {
      const job = jobNamed(settings.read(), name);
      if (!job.ok) return job;
      const profile = profileById(job.value.target.profile);
      if (profile === undefined)
        return failure({ kind: 'job-unknown', job: name, known: Object.keys(settings.read().jobs) });
      const { schema } = job.value;
      return success({ name, settings: job.value, profile: profileWithDefinitions(profile, schema) });
    },
    ledger(name) {
      const known = ledgers.get(name);
      if (known !== undefined) return success(known);
      const ledger = openLedger(join(options.folder, 'jobs', name), now);
      if (ledger.ok) ledgers.set(name, ledger.value);
      return ledger;
    },
    networkOptions: () => ({ ...settings.read().network, authorities }),
    trustAlso(authority) {
      if (!authorities.includes(authority)) authorities.push(authority);
    },
    forgetLedger(name) {
      ledgers.get(name)?.close();
      ledgers.delete(name);
    },
    async network() {
      const wanted = { ...settings.read().network, authorities };
      if (network !== null && networkFor === JSON.stringify(wanted)) return success(network);
      const made = await openNetwork({
        ...wanted,
        ...(options.resolveSystemProxy === undefined ? {} : { resolveSystemProxy: options.resolveSystemProxy }),
      });
      if (!made.ok) return made;
      await network?.close();
      network = made.value;
      networkFor = JSON.stringify(wanted);
      return made;
    },
    withLedger(name, work) {
      const job = engine.known(name);
      if (!job.ok) return job;
      const lock = takeJobLock(join(options.folder, 'jobs', name), options.what, now);
      if (!lock.ok) return lock;
      try {
        const ledger = engine.ledger(name);
        return ledger.ok ? success(work(ledger.value)) : ledger;
      } finally {
        lock.value.release();
      }
    },
    async withJob(name, work) {
      const job = engine.known(name);
      if (!job.ok) return job;
      const missing = missingProblem(settings.file, name, missingForCycle(job.value.settings));
      if (missing !== null) return failure(missing);
      const rules = rulesOf(job.value.settings);
      if (!rules.ok) return rules;
      const lock = takeJobLock(join(options.folder, 'jobs', name), options.what, now);
      if (!lock.ok) return lock;
      try {
        const ledger = engine.ledger(name);
        if (!ledger.ok) return ledger;
        const noticed = noticeRules(engine, name);
        if (!noticed.ok) return noticed;
        const waits = openWaits(now);
        const source = await openSourceOf(job.value, null, waits);
        if (!source.ok) return source;
        const target = await openTargetOf(job.value, waits);
        if (!target.ok) return target;
        const ready = openJob({
          ...job.value,
          source: source.value,
          target: target.value,
          ledger: ledger.value,
          now,
          sleep: options.sleep ?? realSleep,
          waits,
          redact: redactor.redact,
        });
        if (!ready.ok) return ready;
        try {
          return success(await work(ready.value));
        } finally {
          await Promise.all([source.value.close(), target.value.close()]);
        }
      } finally {
        lock.value.release();
      }
    },
    async lookAt(name, work) {
      const job = engine.known(name);
      if (!job.ok) return job;
      const missing = missingProblem(settings.file, name, missingForCycle(job.value.settings));
      if (missing !== null) return failure(missing);
      const ledger = engine.ledger(name);
      if (!ledger.ok) return ledger;
      const waits = openWaits(now);
      const source = await openSourceOf(job.value, null, waits);
      const target = await openTargetOf(job.value, waits);
      const ready = openJob({
        ...job.value,
        source: source.ok ? source.value : silentSource(source.problem),
        target: target.ok ? target.value : silentTarget(target.problem),
        ledger: ledger.value,
        now,
        sleep: options.sleep ?? realSleep,
        waits,
        redact: redactor.redact,
      });
      try {
        return ready.ok ? success(await work(ready.value)) : ready;
      } finally {
        if (source.ok) await source.value.close();
        if (target.ok) await target.value.close();
      }
    },
    openSource: (job, unsaved) => openSourceOf(job, unsaved, null),
    async close() {
      for (const ledger of ledgers.values()) ledger.close();
      ledgers.clear();
      await network?.close();
      secrets.close();
    },
  };

  async function openSourceOf(job: KnownJob, unsaved: string | null, waits: Waits | null): Promise<Outcome<Source>> {
    const credential = await credentialOf(engine, job, unsaved);
    if (!credential.ok) return credential;
    const net = await engine.network();
    if (!net.ok) return net;
    const { tenantId, clientId, cloud } = job.settings.source;
    return success(
      openSource({
        tenantId,
        clientId,
        credential: credential.value,
        cloud,
        send: net.value.send('source'),
        onThrottled: (ms) => waits?.begin('source', ms),
        ...clock,
      }),
    );
  }

  async function openTargetOf({ name, settings: job, profile }: KnownJob, waits: Waits): Promise<Outcome<Target>> {
    const token = await secrets.get(name, 'target-token');
    if (!token.ok) return token;
    if (token.value === null) return failure({ kind: 'secret-missing', name: 'target-token' });
    const net = await engine.network();
    if (!net.ok) return net;
    const { baseUrl, requestsPerSecond, concurrency } = job.target;
    return success(
      openTarget({
        baseUrl,
        token: token.value.reveal(),
        profile,
        pace: { requestsPerSecond, concurrency },
        userAgent,
        send: net.value.send('target'),
        onThrottled: (ms) => waits.begin('target', ms),
        ...clock,
      }),
    );
  }

  return success(engine);
}
