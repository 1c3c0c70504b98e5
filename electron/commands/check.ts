import { adviseOn } from '../../shared/log/advice';
import type { ExitStatus } from '../../shared/log/problem-traits';
import type { Outcome } from '../../shared/outcome';
import { type CheckedSide, checkSourceOf, checkTargetOf } from '../check-job';
import { writeFact } from '../ledger/facts';
import type { Command } from './command';
import { printProblem } from './print-problem';

const marks = { passed: '✓', failed: '✗', 'not-tested': '·' } as const;

export const check: Command = {
  name: 'check',
  usage: '',
  mostWords: 0,
  takesJob: true,
  help: 'Tests the source and the target, and says for each what is wrong and what to do. Writes nothing.',
  flags: [],
  options: [],
  async run(invocation) {
    const { voice, json, signal } = invocation;
    const opened = invocation.openJob();
    if (!opened.ok) return printProblem(invocation, opened.problem, null);
    const { engine, job, database } = opened.value;
    const input = { engine, job, signal };
    const source = await checkSourceOf(input, null);
    const target = await checkTargetOf(input, { baseUrl: job.settings.target.baseUrl, token: null });
    if (target.ok && target.value.problem === null) {
      const signIn = target.value.rungs.find((rung) => rung.name === 'Sign-in')?.durationMs ?? null;
      if (signIn !== null) writeFact(database, 'answers-in-ms', String(Math.round(signIn)));
    }
    const { profile } = job;
    const problemOf = (side: Outcome<CheckedSide>) => (side.ok ? side.value.problem : side.problem);
    if (json) {
      const view = (side: Outcome<CheckedSide>) => {
        const problem = problemOf(side);
        return {
          ok: problem === null,
          rungs: side.ok ? side.value.rungs : [],
          problem:
            problem === null
              ? null
              : {
                  kind: problem.kind,
                  ...adviseOn(problem, { targetName: profile.name, profile: profile.advice, personName: null }),
                },
        };
      };
      voice.out(JSON.stringify({ job: job.name, source: view(source), target: view(target) }));
    }
    let exit: ExitStatus = 0;
    for (const [title, side] of [
      ['Microsoft Entra ID', source],
      [profile.name, target],
    ] as const) {
      const problem = problemOf(side);
      if (!json) {
        voice.out(title);
        for (const rung of side.ok ? side.value.rungs : [])
          voice.out(`  ${marks[rung.state]} ${rung.name.padEnd(12)} ${rung.text}`);
      }
      if (problem !== null) exit = printProblem({ voice, json: false }, problem, profile);
    }
    return exit;
  },
};
