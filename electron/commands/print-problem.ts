import { adviseOn } from '../../shared/log/advice';
import type { Problem } from '../../shared/log/problem';
import { type ExitStatus, errorCodeOf, traitsOf } from '../../shared/log/problem-traits';
import type { Profile } from '../../shared/profiles/profile';
import type { Invocation } from './command';

/** Says what happened, what it means and what to do; answers the exit status that goes with it. */
export function printProblem(
  { voice, json }: Pick<Invocation, 'voice' | 'json'>,
  problem: Problem,
  profile: Profile | null,
): ExitStatus {
  const advice = adviseOn(problem, {
    targetName: profile?.name ?? 'The target',
    profile: profile?.advice ?? null,
    personName: null,
  });
  if (json)
    voice.out(
      JSON.stringify({
        error: {
          code: errorCodeOf(problem),
          kind: problem.kind,
          title: advice.title,
          meaning: advice.meaning,
          nextStep: advice.nextStep,
        },
      }),
    );
  voice.err(advice.title);
  voice.err(`  ${advice.meaning}`);
  voice.err(`  ${advice.nextStep}`);
  return traitsOf(problem).exit;
}
