/** The settings file as the program holds it: everything filled in. The shape is public (design.md, "settings.json"). */

import type { FailureLimits } from '../health/quarantine';

/** The Microsoft cloud; an own one names its authority without a tenant and its Graph without `/v1.0`. */
export type Cloud = 'global' | 'usGov' | 'usGovDoD' | 'china' | { readonly authority: string; readonly graph: string };

export interface SourceSettings {
  /** Empty while the wizard runs, as the other addresses and ids below. */
  readonly tenantId: string;
  readonly clientId: string;
  readonly auth: 'secret' | 'certificate' | 'interactive';
  readonly cloud: Cloud;
}

export interface TargetSettings {
  /** Id of a connector profile. */
  readonly profile: string;
  /** May end in a slash and carry a query, which travels with every request. */
  readonly baseUrl: string;
  /** 0: no limit of ours. */
  readonly requestsPerSecond: number;
  readonly concurrency: number;
}

export interface ScopeSettings {
  readonly mode: 'assigned' | 'groups' | 'all';
  /** Object id of the enterprise application. */
  readonly servicePrincipalId: string;
  readonly groupIds: readonly string[];
  /** Groups in the shape of the schema's scope; read by shared/schema, as the schema itself. */
  readonly filters: readonly unknown[];
}

export interface ScheduleSettings {
  readonly enabled: boolean;
  readonly intervalMinutes: number;
  readonly fullEveryDays: number;
  /** ISO instant; null: not paused. */
  readonly pausedUntil: string | null;
}

export interface SafetySettings {
  /** A cycle's removals are held when they are more than this; null: not asked. */
  readonly deletionThreshold: number | null;
  readonly deletionThresholdPercent: number | null;
  readonly reviewFirstCycle: boolean;
  readonly skipOutOfScopeDeletions: boolean;
  /** null: never deleted for leaving scope. */
  readonly deleteAfterDays: number | null;
  /** Source ids of people whose accounts are never touched. */
  readonly protected: readonly string[];
  /** Somebody whose account was deleted at the target gets a new one where none is found; false: the admin decides. */
  readonly recreateVanished: boolean;
  /** When so many failures in one cycle stop the job. */
  readonly quarantine: FailureLimits;
}

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** Empty: the server is asked for no sign-in. */
  readonly user: string;
  readonly from: string;
}

export interface NotifySettings {
  readonly email: string;
  readonly onFailure: boolean;
  readonly via: 'graph' | 'smtp';
  readonly smtp: SmtpSettings;
}

export interface JobSettings {
  readonly source: SourceSettings;
  readonly target: TargetSettings;
  readonly scope: ScopeSettings;
  /** Microsoft Graph synchronizationSchema JSON as it was given; shared/schema reads it. */
  readonly schema: unknown;
  readonly schedule: ScheduleSettings;
  readonly safety: SafetySettings;
  readonly notify: NotifySettings;
  readonly log: { readonly retentionDays: number };
  /** Step of the wizard that is still to do, 1 to 7; null: set up. */
  readonly setupStep: number | null;
  /** The embedded sample company, whose two servers this app starts itself. */
  readonly sample: boolean;
}

export interface NetworkSettings {
  /** `system`, `none` or the proxy's address. */
  readonly proxy: string;
  /** A PEM file with certificate authorities to trust besides the usual ones. */
  readonly caFile: string | null;
}

export interface AppSettings {
  readonly theme: 'system' | 'light' | 'dark';
  readonly startAtLogin: boolean;
  readonly singleKeyShortcuts: boolean;
}

export interface Settings {
  readonly jobs: Readonly<Record<string, JobSettings>>;
  readonly network: NetworkSettings;
  readonly app: AppSettings;
}
