import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CycleCounts } from '../../shared/health/job-state';
import type { LogRow } from '../../shared/log/log-row';
import type { ExitStatus } from '../../shared/log/problem-traits';
import { valueOrThrow } from '../../shared/outcome';
import { type Engine, openEngine } from '../compose';
import { listLogRows } from '../ledger/log-rows';
import { checkYear } from '../sample/story/check-year';
import { nothingTold, tellCycle } from '../sample/story/tell-day';
import type { World } from '../sample/story/world';
import { year } from '../sample/story/year';
import { openSampleJob, sampleJobName } from '../sample-job';
import { openRunner } from '../schedule/runner';
import type { Command, Invocation } from './command';

const evening = 'T18:00:00Z';

export const story: Command = {
  name: 'story',
  usage: '',
  mostWords: 0,
  takesJob: false,
  help: 'A year of joiners, movers and leavers in the sample company, told by the provisioning log. Touches no settings of yours.',
  flags: [],
  options: [],
  async run(invocation) {
    const folder = mkdtempSync(join(tmpdir(), 'inseam-story-'));
    // A calendar of its own: nobody waits, the clock is moved.
    let clock = Date.parse('2026-01-12T08:00:00Z');
    const engine = valueOrThrow(
      openEngine({
        folder,
        env: {},
        now: () => clock,
        sleep: async (ms, signal) => {
          signal.throwIfAborted();
          clock += ms;
        },
        what: 'inseam story',
      }),
    );
    const sample = openSampleJob(engine, undefined);
    const goTo = (instant: string): void => {
      clock = Math.max(clock, Date.parse(instant));
    };
    try {
      return await tell(invocation, engine, sample, goTo);
    } finally {
      await engine.close();
      await sample.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function tell(
  { voice }: Invocation,
  engine: Engine,
  sample: ReturnType<typeof openSampleJob>,
  goTo: (instant: string) => void,
): Promise<ExitStatus> {
  await sample.create();
  const { entra, scim } = sample.company();
  engine.settings.update((settings) => {
    const job = settings.jobs[sampleJobName];
    if (job === undefined) return settings;
    const told = {
      ...job,
      setupStep: null,
      safety: { ...job.safety, deletionThreshold: 10 },
      // The whole year stays in the log.
      log: { retentionDays: 400 },
    };
    return { ...settings, jobs: { ...settings.jobs, [sampleJobName]: told } };
  });
  const { profile } = valueOrThrow(engine.known(sampleJobName));
  const runner = openRunner(engine);
  const { database } = valueOrThrow(engine.ledger(sampleJobName));
  const world: World = {
    entra,
    scim,
    async renewToken() {
      const token = randomBytes(24).toString('base64url');
      await scim.setToken(token);
      valueOrThrow(await engine.secrets.set(sampleJobName, 'target-token', token, { thisRunOnly: true }));
    },
    ids: new Map(),
    meant: [],
  };

  voice.out('A year at Oxbow Instruments, as its provisioning log tells it.');
  const everything: LogRow[] = [];
  const sums: Record<string, number> = {};
  const told = nothingTold();
  let month = '';
  let cycles = 0;
  for (const [index, { on, happen }] of year.entries()) {
    const day = `2026-${on}`;
    await happen(world);
    goTo(`${day}${evening}`);
    const trigger = index === 0 ? 'admin' : 'schedule';
    const cycle = valueOrThrow(await runner.cycle(sampleJobName, { full: false, approve: index === 0, trigger }));
    cycles += 1;
    const rows = listLogRows(database, { ...anything, cycleId: cycle.id }, 0, 1000)
      .slice()
      .reverse();
    everything.push(...rows);
    for (const key of summed) sums[key] = (sums[key] ?? 0) + cycle.counts[key];
    const lines = tellCycle(cycle, rows, profile, told);
    if (lines.length === 0) continue;
    const name = monthName(day);
    if (name !== month) {
      month = name;
      voice.out('');
      voice.out(name);
      voice.out('─'.repeat(name.length));
    }
    voice.out(`${Number(day.slice(8))} ${name.split(' ')[0]}`);
    for (const line of lines) voice.out(`  ${line}`);
  }

  voice.out('');
  voice.out('The year');
  voice.out('────────');
  voice.out(`${cycles} cycles: ${summed.map((key) => `${sums[key]} ${key}`).join(', ')}.`);
  const faults = await checkYear(world, everything);
  for (const fault of faults) voice.out(fault);
  voice.out(
    faults.length === 0
      ? 'Nobody lost access by mistake: every removal was meant, and everybody else has an account that works.'
      : 'The year did not end as it was meant to.',
  );
  return faults.length === 0 ? 0 : 1;
}

const summed = [
  'created',
  'updated',
  'enabled',
  'disabled',
  'deleted',
  'failed',
] as const satisfies readonly (keyof CycleCounts)[];
const anything = { text: '', action: 'any', status: 'any', since: null, showUnchanged: true } as const;

const monthName = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(day));
