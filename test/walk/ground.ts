import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Engine, openEngine, profileDefaults } from '../../electron/compose';
import type { Database } from '../../electron/ledger/database';
import type { Sleep } from '../../electron/network/retry';
import { type AdminClient, adminClient } from '../../electron/sample/admin-client';
import type { EntraCalls } from '../../electron/sample/entra/entra-calls';
import { startEntraTenant } from '../../electron/sample/entra-tenant';
import type { ScimCalls } from '../../electron/sample/scim/scim-calls';
import { startScimTarget } from '../../electron/sample/scim-target';
import { openRunner, type Runner } from '../../electron/schedule/runner';
import type { AttributeMapping, MappingSource } from '../../shared/mapping/rules';
import { valueOrThrow } from '../../shared/outcome';
import { bluejeans } from '../../shared/profiles/bluejeans';
import { writeSchema } from '../../shared/schema/write-schema';
import { readInitFile } from '../../shared/settings/read-settings';
import type { JobSettings } from '../../shared/settings/settings';
import { buildProcess } from '../engine/built-command-line';
import type { Facts } from './facts';

/** Both servers, once for many tenants, with an engine of the real composition beside them whose clock is moved. */
export interface Ground {
  readonly entra: AdminClient<EntraCalls>;
  readonly scim: AdminClient<ScimCalls>;
  /** The job's name of the tenant of the moment. */
  readonly job: string;
  engine(): Engine;
  runner(): Runner;
  database(): Database;
  /** An empty tenant, an empty target, and a job that knows neither. */
  startOver(): Promise<void>;
  /** Ends the engine as a program ends, and starts it again on the same folder. */
  restart(): Promise<void>;
  pass(ms: number): void;
  /** Writes the tenant's mapping, scope and safety into the job's settings. */
  setRules(facts: Facts): void;
  change(change: (job: JobSettings) => JobSettings): void;
  /** Closes the engine here and runs a cycle in a process of its own, on the same folder and by the same clock. */
  startCycle(full: boolean): Promise<ChildProcess>;
  close(): Promise<void>;
}

/** How a cycle in a process of its own is asked for: a line of JSON, its one argument. */
export interface CycleOrder {
  readonly folder: string;
  readonly job: string;
  readonly full: boolean;
  readonly ahead: number;
  readonly authorities: readonly string[];
}

export async function openGround(): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'inseam-walk-'));
  const tenant = await startEntraTenant({ people: 0, keepLast: 5000 });
  const target = await startScimTarget({ empty: true, keepLast: 5000 });
  const env = { INSEAM_TARGET_TOKEN: target.token, INSEAM_ENTRA_CLIENT_SECRET: tenant.clientSecret };
  const authorities = [tenant.ca];
  let ahead = 0;
  let number = 0;
  let cycleProcess: Awaited<ReturnType<typeof buildProcess>> | null = null;
  const sleep: Sleep = async (ms, signal) => {
    signal.throwIfAborted();
    ahead += ms;
  };
  const open = (): Engine => {
    const opened = valueOrThrow(
      openEngine({ folder, env: { ...env }, now: () => Date.now() + ahead, sleep, what: 'the walk' }),
    );
    for (const authority of authorities) opened.trustAlso(authority);
    return opened;
  };
  let engine = open();
  let runner = openRunner(engine);
  const entra = adminClient<EntraCalls>(tenant.admin);
  const scim = adminClient<ScimCalls>(target.admin);
  const jobName = (): string => `walk-${number}`;

  const ground: Ground = {
    entra,
    scim,
    get job() {
      return jobName();
    },
    engine: () => engine,
    runner: () => runner,
    database: () => valueOrThrow(engine.ledger(jobName())).database,
    async startOver() {
      engine.forgetLedger(jobName());
      rmSync(join(folder, 'jobs', jobName()), { recursive: true, force: true });
      number += 1;
      for (const side of [entra, scim]) await side.clearFaults();
      await entra.startOver();
      await scim.removeAllAccounts();
      for (const side of [entra, scim]) await side.forgetRequests();
      const file = {
        jobs: {
          [jobName()]: {
            source: {
              tenantId: tenant.tenantId,
              clientId: tenant.clientId,
              cloud: { authority: tenant.authority, graph: tenant.graph },
            },
            target: { profile: 'bluejeans', baseUrl: target.baseUrl },
            scope: { mode: 'assigned', servicePrincipalId: tenant.servicePrincipalId },
            // Nobody is surprised by a full cycle: the walk asks for them.
            schedule: { enabled: false, fullEveryDays: 365 },
            safety: { reviewFirstCycle: false, deletionThreshold: null },
            notify: { email: '', onFailure: false },
          },
        },
        network: { proxy: 'none', caFile: null },
      };
      const { jobs, network } = valueOrThrow(readInitFile(file, 'the walk', profileDefaults));
      valueOrThrow(engine.settings.update((settings) => ({ ...settings, jobs, network: network ?? settings.network })));
    },
    async restart() {
      await engine.close();
      engine = open();
      runner = openRunner(engine);
    },
    pass(ms) {
      ahead += ms;
    },
    setRules(facts) {
      const { mode, chosenGroups, filters, actions, skipOutOfScope, protectedPeople, threshold } = facts;
      const rules = { mappings: mappingsOf(facts), actions, filters: [] };
      ground.change((job) => ({
        ...job,
        scope: {
          ...job.scope,
          mode,
          groupIds: mode === 'groups' ? chosenGroups : [],
          filters: filters.map((clauses, index) => ({
            name: `filter ${index + 1}`,
            clauses: clauses.map(({ attribute, operator, value }) => ({
              sourceOperandName: attribute,
              operatorName: operator,
              targetOperand: { values: operator.startsWith('IS ') ? [] : [value] },
            })),
          })),
        },
        schema: JSON.parse(JSON.stringify(writeSchema(null, rules, bluejeans))) as unknown,
        safety: {
          ...job.safety,
          skipOutOfScopeDeletions: skipOutOfScope,
          protected: protectedPeople,
          deletionThreshold: threshold,
        },
      }));
    },
    change(change) {
      valueOrThrow(
        engine.settings.update((settings) => {
          const job = settings.jobs[jobName()];
          return job === undefined ? settings : { ...settings, jobs: { ...settings.jobs, [jobName()]: change(job) } };
        }),
      );
    },
    async startCycle(full) {
      await engine.close();
      cycleProcess ??= await buildProcess(fileURLToPath(new URL('cycle-process.ts', import.meta.url)));
      const order: CycleOrder = { folder, job: jobName(), full, ahead, authorities };
      return spawn(process.execPath, [cycleProcess.file, JSON.stringify(order)], { env: { ...env }, stdio: 'ignore' });
    },
    async close() {
      if (cycleProcess !== null) rmSync(cycleProcess.folder, { recursive: true, force: true });
      await engine.close();
      await Promise.all([tenant.close(), target.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return ground;
}

const direct = (attribute: string): MappingSource => ({ kind: 'direct', attribute });
const expression = (text: string): MappingSource => ({ kind: 'expression', text });

function mappingsOf({ mapping }: Facts): readonly AttributeMapping[] {
  const one = (target: string, source: MappingSource, more: Partial<AttributeMapping> = {}): AttributeMapping => ({
    target,
    source,
    defaultValue: null,
    flowType: 'Always',
    matchingPriority: 0,
    ...more,
  });
  const userName = {
    upn: direct('userPrincipalName'),
    lower: expression('ToLower([userPrincipalName])'),
    mail: direct('mail'),
  };
  const active = {
    not: [one('active', expression('Not([IsSoftDeleted])'))],
    switch: [one('active', expression('Switch([IsSoftDeleted], , "False", "True", "True", "False")'))],
    unmapped: [],
  };
  const title = {
    direct: one('title', direct('jobTitle')),
    constant: one('title', { kind: 'constant', value: 'Colleague' }),
    'create-only': one('title', direct('jobTitle'), { flowType: 'ObjectAddOnly' }),
    default: one('title', direct('jobTitle'), { defaultValue: 'Unknown' }),
    'says-left': one('title', expression('Switch([IsSoftDeleted], [jobTitle], "True", "Left")')),
  };
  const given = { direct: direct('givenName'), joined: expression('Join(" ", [givenName], [surname])') };
  return [
    one('userName', userName[mapping.userName], { matchingPriority: 1 }),
    ...active[mapping.active],
    title[mapping.title],
    one('emails[type eq "work"].value', direct('mail')),
    one('name.givenName', given[mapping.given]),
    one('name.familyName', direct('surname')),
    one('phoneNumbers[type eq "work"].value', direct('telephoneNumber')),
    one('urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager', direct('manager')),
  ];
}
