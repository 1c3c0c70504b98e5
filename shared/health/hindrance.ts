import type { Problem, ProblemKind } from '../log/problem';

/** What passes by itself, or is told in its own way: it stops nobody for long. */
const passing: ReadonlySet<ProblemKind> = new Set<ProblemKind>([
  'job-busy',
  'cycle-running',
  'cycle-stopped',
  'review-pending',
  'plan-out-of-date',
  'keychain-locked',
  'keychain-silent',
  'defect',
]);

/** Whether a cycle that could not begin for this reason leaves nothing that somebody has to cure. */
export const passesByItself = ({ kind }: Pick<Problem, 'kind'>): boolean => passing.has(kind);
