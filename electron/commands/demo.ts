import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CycleSummary } from '../../shared/health/job-state';
import { adviseOn } from '../../shared/log/advice';
import type { LogRow } from '../../shared/log/log-row';
import type { ExitStatus } from '../../shared/log/problem-traits';
import { valueOrThrow } from '../../shared/outcome';
import { type Engine, openEngine } from '../compose';
import { listLogRows } from '../ledger/log-rows';
import { peopleNeedingAttention } from '../ledger/people';
import { planRows } from '../ledger/plan-rows';
import { openSampleJob, sampleJobName } from '../sample-job';
import { openRunner, type Runner } from '../schedule/runner';
import type { Command, Invocation } from './command';
import { countsSentence, cycleLines, planLines } from './print-cycle';
import { clearProgress, drawProgress } from './progress-bar';

/** Only so many people of the plan are printed whole; the rest is one line. */
const shownOfPlan = 8;

export const demo: Command = {
  name: 'demo',
  usage: '',
  mostWords: 0,
  takesJob: false,
  help: 'The whole job on this machine with a sample company, from nothing to a finished second cycle. Touches no settings of yours.',
  flags: [],
  options: [],
  async run(invocation) {
    const folder = mkdtempSync(join(tmpdir(), 'inseam-demo-'));
    // Neither the keychain nor any variable of this machine has a part in it.
    const engine = valueOrThrow(openEngine({ folder, env: {}, what: 'inseam demo' }));
    const sample = openSampleJob(engine, undefined);
    try {
      return await tell(invocation, engine, sample);
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
): Promise<ExitStatus> {
  const heading = (text: string): void => {
    voice.out('');
    voice.out(text);
    voice.out('─'.repeat(text.length));
  };
  voice.out('Inseam, on a sample company: Oxbow Instruments. Two servers of their own start on this machine, one that');
  voice.out('speaks Microsoft Entra ID’s protocol, one that is a SCIM 2.0 service with BlueJeans’ rules.');
  await sample.create();
  const company = sample.company();
  engine.settings.update((settings) => {
    const job = settings.jobs[sampleJobName];
    return job === undefined
      ? settings
      : { ...settings, jobs: { ...settings.jobs, [sampleJobName]: { ...job, setupStep: null } } };
  });
  const { profile } = valueOrThrow(engine.known(sampleJobName));
  const runner = openRunner(engine);
  runner.listen((event) => {
    if (event.kind === 'progress') drawProgress(voice, event.progress, profile.name, engine.now());
  });
  const { database } = valueOrThrow(engine.ledger(sampleJobName));

  heading('1  The plan: what the first cycle would do');
  const plan = valueOrThrow(await runner.plan(sampleJobName, false));
  const { rows, total } = planRows(database, 'all', 0, 200);
  for (const line of planLines(rows.slice(0, shownOfPlan))) voice.out(line);
  if (total > shownOfPlan) voice.out(`… and ${total - shownOfPlan} more people.`);
  const { counts } = plan.summary;
  voice.out(
    `In all: ${counts.create} to create, ${counts.update} to update, ${counts.link} to link as they are, ${counts.skipped} to skip. Nothing has been written.`,
  );

  heading('2  The first cycle');
  const first = await cycle(runner, true);
  clearProgress(voice);
  for (const line of cycleLines(first)) voice.out(line);
  const attention = peopleNeedingAttention(database, 0, 10);
  if (attention.length > 0) voice.out('Not provisioned, and why:');
  for (const { person, problem } of attention) {
    const name = String(person.properties['displayName'] ?? person.id);
    const advice = adviseOn(problem, { targetName: profile.name, profile: profile.advice, personName: name });
    voice.out(`  ${name}: ${advice.title}. ${advice.nextStep}`);
  }

  heading('3  A day goes by in Microsoft Entra ID');
  for (const event of day) {
    voice.out(`  ${event.words}`);
    await event.happen(company);
  }

  heading('4  The second cycle: only what changed');
  const second = await cycle(runner, false);
  clearProgress(voice);
  const filter = {
    text: '',
    action: 'any',
    status: 'any',
    cycleId: second.id,
    since: null,
    showUnchanged: false,
  } as const;
  for (const row of listLogRows(database, filter, 0, 50).slice().reverse())
    for (const line of logLines(row)) voice.out(line);
  for (const line of cycleLines(second)) voice.out(line);

  heading('5  A third one, with nothing changed');
  const third = await cycle(runner, false);
  clearProgress(voice);
  voice.out(`${countsSentence(third.counts)}; ${third.requests.target} requests to the target.`);
  voice.out('');
  voice.out(
    'Next: npm start opens the window (it can try the same company); node dist/node/inseam.cjs --help lists the commands.',
  );
  const good = [first, second, third].every(({ state }) => state === 'succeeded') && third.requests.target === 0;
  return good ? 0 : 1;
}

async function cycle(runner: Runner, approve: boolean): Promise<CycleSummary> {
  return valueOrThrow(await runner.cycle(sampleJobName, { full: false, approve, trigger: 'admin' }));
}

type Company = ReturnType<ReturnType<typeof openSampleJob>['company']>;

/** What happens between the two cycles: a joiner, a mover, a leaver and a new telephone number. */
const day: readonly { readonly words: string; happen(company: Company): Promise<unknown> }[] = [
  {
    words: 'Nguyễn Thị Minh Anh becomes principal designer.',
    happen: ({ entra }) => entra.updatePerson('minhanh.nguyen', { jobTitle: 'Principal designer' }),
  },
  {
    words: 'Łukasz Wójcik gets another telephone number.',
    happen: ({ entra }) => entra.updatePerson('lukasz.wojcik', { businessPhones: ['+48 22 555 01 88'] }),
  },
  {
    words: 'Inês Duarte joins; she is assigned to the application.',
    async happen({ entra }) {
      const id = await entra.createPerson({
        displayName: 'Inês Duarte',
        givenName: 'Inês',
        surname: 'Duarte',
        userPrincipalName: 'ines.duarte@oxbow.example',
        mail: 'ines.duarte@oxbow.example',
        jobTitle: 'Metrologist',
        department: 'Research',
        accountEnabled: true,
        businessPhones: ['+351 21 555 01 09'],
      });
      await entra.assign(id);
    },
  },
  {
    words: 'Sign-in is blocked for Mateus Gonçalves.',
    happen: ({ entra }) => entra.blockPerson('mateus.goncalves'),
  },
];

const past = {
  create: 'Created',
  update: 'Updated',
  enable: 'Enabled',
  disable: 'Disabled',
  delete: 'Deleted',
  link: 'Linked',
  none: 'Skipped',
} as const;

function* logLines(row: LogRow): Iterable<string> {
  yield `${past[row.action].padEnd(10)} ${row.sourceName}  <${row.sourceMail}>`;
  yield `           ${row.reason}`;
  for (const { attribute, from, to } of row.modified)
    yield `           ${attribute}: ${from === null ? '' : `${from} → `}${to ?? '(none)'}`;
}
