import type { Problem } from '../../shared/log/problem';
import { failure, type Outcome, success } from '../../shared/outcome';
import type { JobSettings } from '../../shared/settings/settings';
import type { Database } from '../ledger/database';
import { readFact, writeFact } from '../ledger/facts';
import { type PlanBasis, readPlanBasis, spendPlan } from '../ledger/plan-rows';
import type { Job } from './cycle';
import { rulesOf } from './open-job';
import { rulesFingerprint } from './rules-fingerprint';

/** What waits for the admin's word: the first cycle, or the first one under a changed mapping or scope. */
export type Review = 'first' | 'changed';

/**
 * The rules that cycles may run under. A ledger that only knows when its first cycle was approved goes by those that
 * everybody was last evaluated under, and so does one whose cycles began without a review.
 */
function approvedRules(database: Database): string | null {
  const reviewed = readFact(database, 'reviewed');
  return reviewed === null || reviewed.includes('-') ? readFact(database, 'rules') : reviewed;
}

/** Rules that cannot be read wait for nobody: no cycle can begin with them, and that is said elsewhere. */
function rulesNow(settings: JobSettings): string | null {
  const read = rulesOf(settings);
  return read.ok ? rulesFingerprint(settings, read.value) : null;
}

export function reviewOf(settings: JobSettings, database: Database): Review | null {
  if (!settings.safety.reviewFirstCycle) return null;
  const approved = approvedRules(database);
  if (approved === null) return 'first';
  const now = rulesNow(settings);
  return now === null || now === approved ? null : 'changed';
}

export const reviewIsPending = (settings: JobSettings, database: Database): boolean =>
  reviewOf(settings, database) !== null;

/** Mapping or scope are no longer those that the plan was made under. */
export const planIsOfOtherRules = (settings: JobSettings, { rules }: PlanBasis): boolean =>
  rulesNow(settings) !== rules;

/**
 * Whether a cycle may begin, and what of the last plan it goes by. The admin's word counts for what they saw: where a
 * plan was made, for its rules and no others. Called with the job open, so that the rules are those it will run under.
 */
export function mayBegin(
  { ledger: { database }, settings, fingerprint }: Pick<Job, 'ledger' | 'settings' | 'fingerprint'>,
  { approve, exactly }: { readonly approve: boolean; readonly exactly: boolean },
): Outcome<PlanBasis | null> {
  const plan = readPlanBasis(database);
  if (exactly) {
    const hindrance = planHindrance(settings, database);
    return hindrance === null ? success(plan) : failure(hindrance);
  }
  const review = reviewOf(settings, database);
  const isOfOthers = plan !== null && plan.rules !== fingerprint.rules;
  return review !== null && (!approve || isOfOthers) ? failure(reviewProblem(review)) : success(plan);
}

/** Why the last plan cannot be run exactly; null: it can. */
export function planHindrance(settings: JobSettings, database: Database): Problem | null {
  const plan = readPlanBasis(database);
  if (plan !== null) return planIsOfOtherRules(settings, plan) ? { kind: 'plan-out-of-date', because: 'rules' } : null;
  return { kind: 'plan-out-of-date', because: readFact(database, 'plan') === null ? 'none' : 'cycle' };
}

export const reviewProblem = (review: Review): Problem =>
  review === 'changed' ? { kind: 'review-pending', changed: true } : { kind: 'review-pending' };

/** A cycle begins under these rules: they are approved from now on, and the plan is spent. */
export function recordBegin({ ledger: { database }, fingerprint }: Pick<Job, 'ledger' | 'fingerprint'>): void {
  database.transaction(() => {
    writeFact(database, 'reviewed', fingerprint.rules);
    spendPlan(database);
  });
}
