import { ProblemError } from '../../shared/outcome';

/**
 * Ends a chain of pages that leads back into itself, however long the way round, in memory for one link: a link is kept
 * and compared with those that follow, then one twice as far on (Brent's way of finding a cycle).
 */
export function watchLinks(): (link: string) => void {
  let kept: string | null = null;
  let steps = 0;
  let until = 1;
  return (link) => {
    if (link === kept)
      throw new ProblemError({ kind: 'source-incomplete', because: 'links-repeat', subject: '', expected: 0 });
    steps += 1;
    if (steps < until) return;
    kept = link;
    steps = 0;
    until *= 2;
  };
}
