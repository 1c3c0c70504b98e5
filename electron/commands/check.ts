import { adviseOn } from '../../shared/log/advice';
import { type ExitStatus, traitsOf } from '../../shared/log/problem-traits';
import { failure, type Outcome } from '../../shared/outcome';
import { missingForCycle, missingProblem } from '../../shared/settings/job-named';
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
    const missing = missingForCycle(job.settings);
    const lacks = (side: 'source' | 'target') =>
      missingProblem(
        engine.settings.file,
        job.name,
        missing.filter((one) => one.side === side),
      );
    const [noSource, noTarget] = [lacks('source'), lacks('target')];
    const source = noSource === null ? await checkSourceOf(input, null) : failure(noSource);
    const target =
      noTarget === null
        ? await checkTargetOf(input, { baseUrl: job.settings.target.baseUrl, token: null })
        : failure(noTarget);
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
      voice.out(
        JSON.stringify({
          job: job.name,
          source: { ...view(source), certificateEndsAt: source.ok ? source.value.certificateEndsAt : null },
          target: view(target),
        }),
      );
    }
    let exit: ExitStatus = 0;
    const told = new Set<string>();
    for (const [title, side] of [
      ['Microsoft Entra ID', source],
      [profile.name, target],
    ] as const) {
      const problem = problemOf(side);
      if (!json) {
        voice.out(title);
        const rungs = side.ok ? side.value.rungs : [];
        const width = Math.max(...rungs.map(({ name }) => name.length));
        for (const rung of rungs) voice.out(`  ${marks[rung.state]} ${rung.name.padEnd(width)}  ${rung.text}`);
      }
      if (problem === null) continue;
      // A file of certificates that cannot be read, or a keychain, is in the way of both: told once.
      if (!told.has(JSON.stringify(problem))) printProblem({ voice, json: false }, problem, profile);
      told.add(JSON.stringify(problem));
      exit = Math.max(exit, traitsOf(problem).exit) as ExitStatus;
    }
    return exit;
  },
};
