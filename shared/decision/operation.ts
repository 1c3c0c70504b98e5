import type { TargetId } from '../ids';
import type { PersonProblem, Problem } from '../log/problem';
import type { Change, PathValue } from '../mapping/target-value';

/** Why nothing is sent. */
export type QuietReason =
  | { readonly kind: 'in-step' }
  | { readonly kind: 'never-provisioned' }
  | { readonly kind: 'already-disabled' }
  | { readonly kind: 'left-alone' }
  | { readonly kind: 'let-go' }
  | { readonly kind: 'create-off' }
  | { readonly kind: 'update-off' }
  | { readonly kind: 'delete-off' }
  | { readonly kind: 'active-not-mapped' };

/** What is to be done about one person. The exporter looks at `action` alone; the rest is for people and the log. */
export type Operation =
  | { readonly action: 'create'; readonly values: readonly PathValue[] }
  | {
      readonly action: 'update' | 'enable';
      readonly target: TargetId;
      readonly changes: readonly Change[];
      /** An attribute that had to be left out (a userName that is too long): the account keeps the old value. */
      readonly leftOut: PersonProblem | null;
    }
  | { readonly action: 'link'; readonly target: TargetId; readonly leftOut: PersonProblem | null }
  | { readonly action: 'disable'; readonly target: TargetId; readonly changes: readonly Change[] }
  | { readonly action: 'delete'; readonly target: TargetId }
  | { readonly action: 'none'; readonly target: TargetId | null; readonly reason: QuietReason }
  | { readonly action: 'refuse'; readonly target: TargetId | null; readonly problem: Problem };

/** Removals take access away: they wait until everyone was decided on, and are counted before the first is sent. */
export const isRemoval = (operation: Operation): operation is Extract<Operation, { action: 'disable' | 'delete' }> =>
  operation.action === 'disable' || operation.action === 'delete';
