import { readReset, restartLines } from '../../shared/health/restart';
import type { Command } from './command';
import { printProblem } from './print-problem';

export const restart: Command = {
  name: 'restart',
  usage: '[--reset watermark,escrows,quarantine|all]',
  mostWords: 0,
  takesJob: true,
  help: 'Restarts provisioning: the next cycle checks everyone, failures are forgotten, quarantine is lifted; links are kept. --reset names which of these; all breaks the links too. Needs no network.',
  flags: [],
  options: ['reset'],
  async run(invocation) {
    const { voice, json } = invocation;
    const words = invocation.options['reset'];
    const reset = readReset(words);
    if (reset === null)
      return printProblem(
        invocation,
        {
          kind: 'usage',
          detail: `--reset takes watermark, escrows and quarantine, with commas between them, or all; not “${words}”`,
        },
        null,
      );
    const opened = invocation.openJob();
    if (!opened.ok) return printProblem(invocation, opened.problem, null);
    const { engine, job } = opened.value;
    const done = await invocation.runner(engine).restart(job.name, reset);
    if (!done.ok) return printProblem(invocation, done.problem, job.profile);
    if (json) {
      const { escrows, quarantine, links, holds } = done.value;
      voice.out(
        JSON.stringify({
          job: job.name,
          reset,
          escrowsForgotten: escrows,
          quarantineLifted: quarantine && (reset === 'all' || reset.includes('quarantine')),
          linksBroken: links,
          holdsKept: holds,
        }),
      );
      return 0;
    }
    voice.out(reset === 'all' ? 'Restarted, with every link broken.' : 'Restarted.');
    for (const line of restartLines(done.value)) voice.out(`  ${line}`);
    voice.out('  The schedule starts it by itself; inseam sync does it now.');
    return 0;
  },
};
