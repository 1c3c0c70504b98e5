import type { ProblemWords } from '../../shared/ipc/contract';
import { adviseOn } from '../../shared/log/advice';
import type { Problem } from '../../shared/log/problem';
import type { Profile } from '../../shared/profiles/profile';

/** A problem in the words that the window shows. */
export const wordsOf = (problem: Problem, profile: Profile | null, personName: string | null = null): ProblemWords =>
  adviseOn(problem, { targetName: profile?.name ?? 'The service', profile: profile?.advice ?? null, personName });
