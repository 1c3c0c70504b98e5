import type { TargetId } from '../ids';
import type { Action } from '../log/log-row';
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
  | { readonly kind: 'active-not-mapped' }
  /** The admin's word: never touched; `wanted` is what would have been done. */
  | { readonly kind: 'on-hold'; readonly why: string; readonly wanted: Action }
  /** The admin's word: never disabled and never deleted. */
  | { readonly kind: 'protected'; readonly wanted: 'disable' | 'delete' }
  /** Disabled, and deleted at this instant (ISO 8601) unless its person comes back. */
  | { readonly kind: 'waits-for-deletion'; readonly date: string }
  /** Disabled, and kept by the admin's word. */
  | { readonly kind: 'kept' };

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
  | {
      readonly action: 'disable';
      readonly target: TargetId;
      readonly changes: readonly Change[];
      /** Where the mapping of somebody in scope disables, and leaves out another attribute. */
      readonly leftOut?: PersonProblem | null;
    }
  | {
      readonly action: 'delete';
      readonly target: TargetId;
      /** The account was disabled so many days ago, and its time has come. */
      readonly disabledForDays?: number;
    }
  | { readonly action: 'none'; readonly target: TargetId | null; readonly reason: QuietReason }
  | { readonly action: 'refuse'; readonly target: TargetId | null; readonly problem: Problem };

/** Removals take access away: they wait until everyone was decided on, and are counted before the first is sent. */
export const isRemoval = (operation: Operation): operation is Extract<Operation, { action: 'disable' | 'delete' }> =>
  operation.action === 'disable' || operation.action === 'delete';
