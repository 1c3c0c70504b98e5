import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { valueOrThrow } from '../shared/outcome';
import { readInitFile } from '../shared/settings/read-settings';
import { type Engine, profileDefaults } from './compose';
import { type SampleCompany, type SpawnSample, startSample } from './sample/start-sample';
import { noticeRules } from './settings/save-rules';

/** The job of the embedded sample company. */
export const sampleJobName = 'sample';

export interface SampleJob {
  /** Starts both servers and makes the job of them; answers its name. */
  create(): Promise<string>;
  /** Starts the servers again for a sample job made by an earlier run. */
  resume(): Promise<void>;
  /** The company that runs now. */
  company(): SampleCompany;
  stop(): Promise<void>;
}

/**
 * "Try it with a sample company": the very servers of `simulate` and `demo`. They live and end with the app, so a new
 * start begins a new company: the job keeps its rules, and its record starts over.
 */
export function openSampleJob(engine: Engine, spawn: SpawnSample | undefined): SampleJob {
  let company: SampleCompany | null = null;

  async function start(): Promise<SampleCompany> {
    company ??= await startSample({
      folder: join(engine.folder, 'sample'),
      job: sampleJobName,
      ...(spawn === undefined ? {} : { spawn }),
    });
    return company;
  }

  /** The job's settings with the addresses of this run; secrets of made-up servers are kept for this run only. */
  async function settle(keepRules: boolean): Promise<void> {
    const running = await start();
    const { jobs } = valueOrThrow(
      readInitFile({ jobs: { [sampleJobName]: running.settings } }, 'the sample company', profileDefaults),
    );
    const fresh = jobs[sampleJobName];
    if (fresh === undefined) return;
    valueOrThrow(
      engine.settings.update((settings) => {
        const before = settings.jobs[sampleJobName];
        const job =
          before === undefined || !keepRules
            ? { ...fresh, sample: true, setupStep: 7 }
            : {
                ...before,
                source: fresh.source,
                target: { ...before.target, baseUrl: fresh.target.baseUrl },
                setupStep: 7,
                sample: true,
              };
        return { ...settings, jobs: { ...settings.jobs, [sampleJobName]: job } };
      }),
    );
    valueOrThrow(noticeRules(engine, sampleJobName, { through: 'window' }));
    engine.trustAlso(running.caText);
    for (const [name, value] of [
      ['target-token', running.secrets['target-token']],
      ['entra-client-secret', running.secrets['entra-client-secret']],
    ] as const)
      valueOrThrow(await engine.secrets.set(sampleJobName, name, value, { thisRunOnly: true }));
  }

  /** A record of accounts that no longer exist would only be in the way. */
  function startOver(): void {
    engine.forgetLedger(sampleJobName);
    rmSync(join(engine.folder, 'jobs', sampleJobName), { recursive: true, force: true });
  }

  return {
    async create() {
      startOver();
      await settle(false);
      return sampleJobName;
    },
    async resume() {
      const job = engine.settings.read().jobs[sampleJobName];
      if (job?.sample !== true) return;
      startOver();
      await settle(true);
    },
    company() {
      if (company === null) throw new Error('The sample company does not run');
      return company;
    },
    async stop() {
      await company?.stop();
      company = null;
    },
  };
}
