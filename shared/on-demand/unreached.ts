import type { Problem } from '../log/problem';
import { traitsOf } from '../log/problem-traits';
import type { SightStep } from './sight';

const steps = ['import', 'scope', 'match', 'action'] as const;

/**
 * The steps where not even the first was finished. A side that refuses us or cannot be reached has the step Test
 * connection before the others; anything else failed while the person was read.
 */
export function unreachedSteps(problem: Problem, title: string): readonly SightStep[] {
  const rest = steps.map(
    (step): SightStep => ({ step, state: 'not-reached', text: 'Not reached.', durationMs: null, facts: [] }),
  );
  const failed = { state: 'failed', text: `${title}.`, durationMs: null, facts: [] } as const;
  return traitsOf(problem).exit === 3
    ? [{ step: 'connection', ...failed }, ...rest]
    : [{ step: 'import', ...failed }, ...rest.slice(1)];
}
