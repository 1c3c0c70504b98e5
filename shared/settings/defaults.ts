import type { Profile } from '../profiles/profile';
import type { AppSettings, JobSettings, NetworkSettings, Settings } from './settings';

/** What the settings know of the connector profiles: handed in, so that they depend on no profile. */
export interface ProfileDefaults {
  readonly profiles: readonly Profile[];
  /** The synchronizationSchema JSON a new job of this profile begins with. */
  schemaFor(profile: Profile): unknown;
}

export const defaultNetwork: NetworkSettings = { proxy: 'system', caFile: null };
export const defaultApp: AppSettings = { theme: 'system', startAtLogin: false, singleKeyShortcuts: true };
export const emptySettings: Settings = { jobs: {}, network: defaultNetwork, app: defaultApp };

/** A job of this profile before the admin has said anything. */
export function defaultJob(profile: Profile, schema: unknown): JobSettings {
  return {
    source: { tenantId: '', clientId: '', auth: 'secret', cloud: 'global' },
    target: {
      profile: profile.id,
      baseUrl: profile.baseUrl,
      requestsPerSecond: profile.pace.requestsPerSecond,
      concurrency: profile.pace.concurrency,
    },
    scope: { mode: 'assigned', servicePrincipalId: '', groupIds: [], filters: [] },
    schema,
    schedule: { enabled: true, intervalMinutes: 40, fullEveryDays: 7, pausedUntil: null },
    safety: {
      deletionThreshold: 50,
      deletionThresholdPercent: null,
      reviewFirstCycle: true,
      skipOutOfScopeDeletions: false,
      deleteAfterDays: null,
      protected: [],
      recreateVanished: true,
      quarantine: { leastFailures: 10, percent: 40, mostFailures: 40_000, mostOfAnyKind: 60_000 },
    },
    notify: {
      email: '',
      onFailure: true,
      via: 'graph',
      smtp: { host: '', port: 587, user: '', from: '' },
    },
    log: { retentionDays: 30 },
    setupStep: null,
    sample: false,
  };
}

/**
 * Fills in what a job's JSON leaves out, unchecked. Objects are filled key by key; lists, a schema and a cloud of one's
 * own count as one value each, so that half a default never mixes with half a wish.
 */
export function completeJob(partial: unknown, profile: Profile, schema: unknown): unknown {
  return fillIn(partial, defaultJob(profile, schema));
}

const takenWhole = new Set(['schema', 'cloud']);

export function fillIn(given: unknown, defaults: unknown): unknown {
  if (given === undefined) return defaults;
  if (!isRecord(given) || !isRecord(defaults)) return given;
  const filled: [string, unknown][] = Object.entries(given);
  for (const [key, value] of Object.entries(defaults)) {
    if (!Object.hasOwn(given, key)) filled.push([key, value]);
    else if (!takenWhole.has(key)) filled.push([key, fillIn(given[key], value)]);
  }
  return Object.fromEntries(filled);
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
