import type { Problem } from './log/problem';

/** What an edge answers: a value, or a problem that people can be told about. `throw` is kept for defects of ours. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export const success = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const failure = (problem: Problem): { readonly ok: false; readonly problem: Problem } => ({
  ok: false,
  problem,
});

/**
 * Carries a problem out of a stream or a deep call when the whole piece of work has to end there (a refused token in
 * mid-cycle, a page that was cut off). Caught at the few places that end such work; never shown as an exception.
 */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.kind);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** The value, or the problem thrown as a {@link ProblemError}: for callers that cannot go on without it. */
export function valueOrThrow<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new ProblemError(outcome.problem);
  return outcome.value;
}

/** Makes a switch exhaustive at compile time; reached at run time only by data that no schema checked. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
