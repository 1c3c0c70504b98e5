import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { type SampleCompany, startSample } from '../../electron/sample/start-sample';
import { benchMapping } from './bench-mapping';
import { benchTrial } from './bench-trial';

/**
 * What a cycle costs, seen from outside: the built command line against a simulated tenant and a target that answers at
 * once, each a process of its own. The time is given as a ratio to a raw undici loop that sends the very same requests
 * to the same target at the same concurrency in the same run: absolute times are noise on a shared machine.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const processFolder = join(root, 'dist/node');
const sizes = process.argv
  .slice(2)
  .map(Number)
  .filter((size) => size > 0);
const concurrency = 8;

interface Run {
  readonly seconds: number;
  readonly peakMegabytes: number;
  /** The most that a full collection of the heap left; 0 when there was none. */
  readonly aliveMegabytes: number;
  readonly source: number;
  readonly target: number;
  readonly counts: Readonly<Record<string, number>>;
}

interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

function inseam(
  home: string,
  company: SampleCompany,
  words: readonly string[],
): Promise<{ stdout: string; stderr: string }> {
  const env = {
    ...process.env,
    INSEAM_HOME: home,
    INSEAM_TARGET_TOKEN: company.secrets['target-token'],
    INSEAM_ENTRA_CLIENT_SECRET: company.secrets['entra-client-secret'],
  };
  const args = ['--require', join(root, 'test/bench/report-memory.cjs'), join(processFolder, 'inseam.cjs'), ...words];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error !== null && stdout === '') reject(new Error(`inseam ${words.join(' ')}: ${stderr}`));
      else resolve({ stdout, stderr });
    });
  });
}

async function sync(home: string, company: SampleCompany, ...more: string[]): Promise<Run> {
  const { stdout, stderr } = await inseam(home, company, ['sync', '--json', ...more]);
  const result = JSON.parse(stdout) as {
    cycle: { startedAt: string; finishedAt: string; state: string };
    counts: Record<string, number>;
    requests: { source: number; target: number };
  };
  if (result.cycle.state !== 'succeeded') throw new Error(`The cycle ended as ${result.cycle.state}: ${stderr}`);
  return {
    seconds: (Date.parse(result.cycle.finishedAt) - Date.parse(result.cycle.startedAt)) / 1000,
    peakMegabytes: Number(/peak-memory-kilobytes (\d+)/.exec(stderr)?.[1] ?? 0) / 1024,
    aliveMegabytes: Number(/alive-kilobytes (\d+)/.exec(stderr)?.[1] ?? 0) / 1024,
    ...result.requests,
    counts: result.counts,
  };
}

/** Sends requests as fast as undici can, so many at a time; answers the seconds it took. */
async function rawLoop(baseUrl: string, token: string, requests: readonly SentRequest[]): Promise<number> {
  const pool = new Pool(new URL(baseUrl).origin, { connections: concurrency });
  const startedAt = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < requests.length) {
      const request = requests[next];
      next += 1;
      if (request === undefined) continue;
      const answer = await pool.request({
        method: request.method as 'GET',
        path: request.url,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
        ...(request.body === '' ? {} : { body: request.body }),
      });
      await answer.body.text();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - startedAt) / 1000;
  await pool.close();
  return seconds;
}

async function bench(people: number): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'inseam-bench-'));
  const company = await startSample({
    folder: home,
    people,
    instantTarget: true,
    profile: 'scim',
    keepLast: people * 6,
    processFolder,
  });
  try {
    const settings = JSON.parse(JSON.stringify(company.settingsFile)) as {
      jobs: Record<string, Record<string, Record<string, unknown>>>;
    };
    const job = settings.jobs[company.job];
    if (job === undefined) throw new Error('No job');
    job['safety'] = { reviewFirstCycle: false };
    job['target'] = { ...job['target'], concurrency };
    job['notify'] = { email: '', onFailure: false };
    writeFileSync(join(home, 'init.json'), JSON.stringify(settings));
    await inseam(home, company, ['init', '--settings', join(home, 'init.json')]);

    await company.scim.forgetRequests();
    const initial = await sync(home, company);
    const sent = (await company.scim.recording()) as readonly SentRequest[];
    const unchanged = await sync(home, company);
    for (let index = 0; index < 10; index += 1) {
      const all = await company.entra.people();
      const person = all[index * Math.floor(all.length / 10)];
      if (person !== undefined) await company.entra.updatePerson(person.id, { jobTitle: `Changed ${index}` });
    }
    const changed = await sync(home, company);

    await company.scim.removeAllAccounts();
    const target = (company.settings.target as { baseUrl: string }).baseUrl;
    const raw = await rawLoop(target, company.secrets['target-token'], sent);
    const row = (name: string, run: Run, ratio: string): void =>
      console.log(
        [
          name.padEnd(24),
          String(run.source).padStart(8),
          String(run.target).padStart(8),
          run.peakMegabytes.toFixed(0).padStart(8),
          (run.aliveMegabytes === 0 ? '-' : run.aliveMegabytes.toFixed(0)).padStart(8),
          run.seconds.toFixed(2).padStart(8),
          ratio,
        ].join('  '),
      );
    console.log(
      `\n${people} people                   to Entra  to target   peak MB  heap MB        s   speed of the raw loop`,
    );
    row(
      'initial cycle',
      initial,
      `${(raw / initial.seconds).toFixed(2)} (raw: ${sent.length} requests in ${raw.toFixed(2)} s)`,
    );
    row('nothing changed', unchanged, '');
    row('ten changed', changed, '');
    if (unchanged.target !== 0) throw new Error(`An unchanged cycle sent ${unchanged.target} requests to the target`);
  } finally {
    await company.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

benchMapping();
for (const size of sizes.length > 0 ? sizes : [1_000, 10_000]) await benchTrial(size);
for (const size of sizes.length > 0 ? sizes : [1_000, 10_000]) await bench(size);
