import type { CycleSummary } from '../../shared/health/job-state';
import type { Problem } from '../../shared/log/problem';
import { type ExitStatus, traitsOf } from '../../shared/log/problem-traits';
import type { Database } from '../ledger/database';
import { countLogRows } from '../ledger/log-rows';
import type { StartOptions } from '../schedule/tasks';
import type { Command, Invocation, Voice } from './command';
import { cycleJson, cycleLines } from './print-cycle';
import { printProblem } from './print-problem';
import { clearProgress, drawProgress } from './progress-bar';

/** Exit status of a finished cycle. */
export function exitOf(cycle: CycleSummary): ExitStatus {
  if (cycle.problem !== null) return traitsOf(cycle.problem).exit;
  switch (cycle.state) {
    case 'held':
      return 5;
    case 'succeededWithErrors':
      return 4;
    case 'quarantined':
      return 5;
    case 'stopped':
      return traitsOf({ kind: 'cycle-stopped' }).exit;
    default:
      return 0;
  }
}

export async function runSync(
  invocation: Invocation,
  options: Pick<StartOptions, 'full' | 'approve' | 'exactly' | 'leaveOut'>,
): Promise<ExitStatus> {
  const { voice, json } = invocation;
  const opened = invocation.openJob();
  if (!opened.ok) return printProblem(invocation, opened.problem, null);
  const { engine, job, database } = opened.value;
  const { name, profile } = job;
  const runner = invocation.runner(engine);
  let unsentMail: Problem | null = null;
  runner.listen((event) => {
    if (event.kind === 'progress' && !json) drawProgress(voice, event.progress, profile.name, engine.now());
    if (event.kind === 'trouble' && event.with === 'mail') unsentMail = event.problem;
  });
  const stop = (): void => runner.stop(name);
  invocation.signal.addEventListener('abort', stop, { once: true });
  const outcome = await runner.cycle(name, { ...options, trigger: 'admin' });
  invocation.signal.removeEventListener('abort', stop);
  if (!json) clearProgress(voice);
  if (!outcome.ok) return printProblem(invocation, outcome.problem, profile);
  const cycle = outcome.value;
  if (json) voice.out(JSON.stringify(cycleJson(name, cycle)));
  else for (const line of cycleLines(cycle)) voice.out(line);
  if (cycle.problem !== null) printProblem({ voice, json: false }, cycle.problem, profile);
  else if (!json) explainRest(invocation, cycle, database);
  if (unsentMail !== null && JSON.stringify(unsentMail) === JSON.stringify(cycle.problem))
    voice.err('The mail about this could not be sent, for the same reason.');
  else if (unsentMail !== null) {
    voice.err('The mail about this could not be sent.');
    printProblem({ voice: indented(voice), json: false }, unsentMail, profile);
  }
  return exitOf(cycle);
}

const indented = (voice: Voice): Voice => ({ ...voice, err: (line) => voice.err(`  ${line}`) });

function explainRest({ voice }: Invocation, cycle: CycleSummary, database: Database): void {
  if (cycle.state === 'held') {
    voice.err('Removals are over the limit and were held; whoever is held keeps access.');
    voice.err('  See who with inseam deletions, then inseam deletions allow or reject, for all or by name.');
  }
  const status = cycle.counts.failed > 0 ? 'failure' : 'skipped';
  const filter = { text: '', action: 'any', status, cycleId: cycle.id, since: null, showUnchanged: false } as const;
  // Who stays skipped since an earlier cycle has no entry in this one.
  if (countLogRows(database, filter) > 0) voice.err(`  Why: inseam logs --cycle ${cycle.id} --status ${status}`);
}

export const sync: Command = {
  name: 'sync',
  usage: '[--full] [--approve] [--planned] [--leave-out USER,USER]',
  mostWords: 0,
  takesJob: true,
  help: 'Runs one cycle. --full checks everyone again; --approve says that you have seen the plan: of the first cycle, or of a changed mapping or scope. --planned runs exactly the last plan, and leaves who changed since for the next cycle; --leave-out leaves people out of this run.',
  flags: ['full', 'approve', 'planned'],
  options: ['leave-out'],
  async run(invocation) {
    const { flags } = invocation;
    const exactly = flags.has('planned');
    if (exactly && flags.has('full'))
      return printProblem(
        invocation,
        { kind: 'usage', detail: '--planned runs what was planned, --full checks everyone: give one of them' },
        null,
      );
    const named = invocation.options['leave-out'];
    const leaveOut = (named ?? '').split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
    if (named !== undefined && leaveOut.length === 0)
      return printProblem(invocation, { kind: 'usage', detail: '--leave-out needs at least one person' }, null);
    return runSync(invocation, { full: flags.has('full'), approve: flags.has('approve'), exactly, leaveOut });
  },
};
