import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, openEngine, profileDefaults } from '../../electron/compose';
import type { Database } from '../../electron/ledger/database';
import { listLogRows } from '../../electron/ledger/log-rows';
import type { Sleep } from '../../electron/network/retry';
import { type AdminClient, adminClient } from '../../electron/sample/admin-client';
import type { EntraCalls } from '../../electron/sample/entra/entra-calls';
import { startEntraTenant } from '../../electron/sample/entra-tenant';
import type { ScimCalls } from '../../electron/sample/scim/scim-calls';
import { type ScimTargetOptions, startScimTarget } from '../../electron/sample/scim-target';
import { openRunner, type Runner } from '../../electron/schedule/runner';
import type { CycleSummary } from '../../shared/health/job-state';
import type { LogRow } from '../../shared/log/log-row';
import { valueOrThrow } from '../../shared/outcome';
import { readInitFile } from '../../shared/settings/read-settings';
import type { JobSettings } from '../../shared/settings/settings';

/** The sample company with an engine of the real composition beside it, in a data folder of its own. */
export interface TestCompany {
  readonly engine: Engine;
  readonly runner: Runner;
  readonly entra: AdminClient<EntraCalls>;
  readonly scim: AdminClient<ScimCalls>;
  readonly database: Database;
  readonly folder: string;
  /** Moves the engine's clock. */
  pass(ms: number): void;
  sync(full?: boolean): Promise<CycleSummary>;
  change(change: (job: JobSettings) => JobSettings): void;
  /** Rows of a cycle, oldest first, without those about nothing. */
  rows(cycle: CycleSummary): readonly LogRow[];
  rowOf(cycle: CycleSummary, name: string): LogRow | undefined;
  close(): Promise<void>;
}

export interface TestCompanyOptions extends ScimTargetOptions {
  readonly people?: number;
  readonly profile?: 'bluejeans' | 'scim';
  /** Nobody waits: the engine's clock moves instead. */
  readonly skipsWaits?: boolean;
  /** Called instead of waiting, with `skipsWaits`: what happens meanwhile. */
  readonly meanwhile?: (company: TestCompany) => Promise<void>;
}

export const jobName = 'test';

/** One a test file: the real SCIM library behind the target keeps its state for the whole process. */
export async function openTestCompany(options: TestCompanyOptions = {}): Promise<TestCompany> {
  const folder = mkdtempSync(join(tmpdir(), 'inseam-test-'));
  const tenant = await startEntraTenant(options.people === undefined ? {} : { people: options.people });
  const target = await startScimTarget(options);
  let ahead = 0;
  const sleep: Sleep = async (ms, signal) => {
    signal.throwIfAborted();
    ahead += ms;
    await options.meanwhile?.(company);
  };
  const engine = valueOrThrow(
    openEngine({
      folder,
      env: { INSEAM_TARGET_TOKEN: target.token, INSEAM_ENTRA_CLIENT_SECRET: tenant.clientSecret },
      now: () => Date.now() + ahead,
      ...(options.skipsWaits === true ? { sleep } : {}),
      what: 'a test',
    }),
  );
  engine.trustAlso(tenant.ca);
  if (target.ca !== null) engine.trustAlso(target.ca);
  const file = {
    jobs: {
      [jobName]: {
        source: {
          tenantId: tenant.tenantId,
          clientId: tenant.clientId,
          cloud: { authority: tenant.authority, graph: tenant.graph },
        },
        target: { profile: options.profile ?? 'bluejeans', baseUrl: target.baseUrl },
        scope:
          options.people === undefined
            ? { mode: 'assigned', servicePrincipalId: tenant.servicePrincipalId }
            : { mode: 'all' },
        safety: { reviewFirstCycle: false },
        notify: { email: '', onFailure: false },
      },
    },
    network: { proxy: 'none', caFile: null },
  };
  const { jobs, network } = valueOrThrow(readInitFile(file, 'the test', profileDefaults));
  valueOrThrow(engine.settings.update((settings) => ({ ...settings, jobs, network: network ?? settings.network })));
  const runner = openRunner(engine);
  const { database } = valueOrThrow(engine.ledger(jobName));
  const everything = { text: '', action: 'any', status: 'any', since: null, showUnchanged: false } as const;
  const company: TestCompany = {
    engine,
    runner,
    entra: adminClient<EntraCalls>(tenant.admin),
    scim: adminClient<ScimCalls>(target.admin),
    database,
    folder,
    pass(ms) {
      ahead += ms;
    },
    async sync(full = false) {
      return valueOrThrow(await runner.cycle(jobName, { full, approve: true, trigger: 'admin' }));
    },
    change(change) {
      valueOrThrow(
        engine.settings.update((settings) => {
          const job = settings.jobs[jobName];
          return job === undefined ? settings : { ...settings, jobs: { ...settings.jobs, [jobName]: change(job) } };
        }),
      );
    },
    rows: (cycle) =>
      listLogRows(database, { ...everything, cycleId: cycle.id }, 0, 1000)
        .slice()
        .reverse(),
    rowOf: (cycle, name) => company.rows(cycle).find(({ sourceName }) => sourceName === name),
    async close() {
      await engine.close();
      await Promise.all([tenant.close(), target.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return company;
}
