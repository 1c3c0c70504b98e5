import { type ErrorGroup, groupOfProblem } from '../log/common-cause';
import type { Problem } from '../log/problem';

const day = 86_400_000;

/** Quarantine ends with the job when nobody cured it for so long (Microsoft, "quarantine status": more than four weeks). */
export const quarantineLastsMs = 28 * day;

/** Why a job stands still, in the service's own spelling (entra-provisioning 6.3). */
export type QuarantineReason =
  | 'EncounteredQuarantineException'
  | 'EncounteredEscrowProportionThreshold'
  | 'EncounteredBaseEscrowThreshold'
  | 'EncounteredTotalEscrowThreshold'
  | 'TooManyDeletes';

/** A job that cannot work until somebody cures it: it is tried ever more rarely, and given up in the end. */
export interface Quarantine {
  /** When the first of the series was imposed, an ISO instant. */
  readonly since: string;
  /** When it was imposed last. */
  readonly currentBegan: string;
  /** Cycles in a row that ended so. */
  readonly cycles: number;
  readonly problem: Problem;
}

/** ISO instant at which the schedule gives the job up. */
export const quarantineEndsAt = (since: string): string =>
  new Date(Date.parse(since) + quarantineLastsMs).toISOString();

/** The schedule no longer starts the job; a cycle by hand begins anew. */
export const isGivenUp = ({ since }: Pick<Quarantine, 'since'>, now: number): boolean =>
  now >= Date.parse(since) + quarantineLastsMs;

/** The next of a series, or the first of another where there is none or it was given up. */
export function imposeQuarantine(before: Quarantine | null, problem: Problem, at: string): Quarantine {
  const goesOn = before !== null && !isGivenUp(before, Date.parse(at));
  return {
    since: goesOn ? before.since : at,
    currentBegan: at,
    cycles: goesOn ? before.cycles + 1 : 1,
    problem,
  };
}

export const reasonOf = (problem: Problem): QuarantineReason =>
  problem.kind === 'too-many-failures' ? problem.reason : 'EncounteredQuarantineException';

/** When so many failures stop a job. The two counts are the service's; it has the share from 5,000 failures on only. */
export interface FailureLimits {
  /** Fewer failures than this never stop a job by their share. */
  readonly leastFailures: number;
  /** More than this share of those looked at, in per cent. */
  readonly percent: number;
  /** More than so many, references not counted. */
  readonly mostFailures: number;
  /** More than so many of any kind. */
  readonly mostOfAnyKind: number;
}

export interface FailureCount {
  /** People looked at in the cycle. */
  readonly evaluated: number;
  /** Those of them who failed. */
  readonly failed: number;
  /** References that could not be set; they count towards the last limit alone. */
  readonly references: number;
}

/** Whether so many failed that something is wrong with the job and not with its people; null: no. */
export function judgeFailures(
  { evaluated, failed, references }: FailureCount,
  limits: FailureLimits,
): Exclude<QuarantineReason, 'EncounteredQuarantineException' | 'TooManyDeletes'> | null {
  if (failed + references > limits.mostOfAnyKind) return 'EncounteredTotalEscrowThreshold';
  if (failed > limits.mostFailures) return 'EncounteredBaseEscrowThreshold';
  // In whole numbers: a share that is exactly the limit does not exceed it.
  if (failed >= limits.leastFailures && failed * 100 > evaluated * limits.percent)
    return 'EncounteredEscrowProportionThreshold';
  return null;
}

/** The failures of a cycle as they come. */
export interface FailureTally {
  /** One person was looked at; `problem` null: and did not fail. */
  person(problem: Problem | null): void;
  reference(): void;
  readonly count: FailureCount;
  /** The most frequent cause and how many had it; null: nobody failed. */
  readonly commonest: { readonly cause: ErrorGroup; readonly people: number } | null;
}

export function openFailureTally(): FailureTally {
  const causes = new Map<string, { readonly cause: ErrorGroup; people: number }>();
  let evaluated = 0;
  let failed = 0;
  let references = 0;
  return {
    person(problem) {
      evaluated += 1;
      if (problem === null) return;
      failed += 1;
      const cause = groupOfProblem(problem);
      const key = JSON.stringify(cause);
      const known = causes.get(key) ?? { cause, people: 0 };
      known.people += 1;
      causes.set(key, known);
    },
    reference() {
      references += 1;
    },
    get count() {
      return { evaluated, failed, references };
    },
    get commonest() {
      let most: { readonly cause: ErrorGroup; readonly people: number } | null = null;
      for (const one of causes.values()) if (most === null || one.people > most.people) most = one;
      return most === null ? null : { ...most };
    },
  };
}
