import { assertNever } from '../outcome';
import type { PersonProblem, Problem } from './problem';

/** What many failures have in common: the kind of a problem without what is one person's alone. */
export type ErrorGroup =
  | { readonly kind: 'server-error'; readonly status: number }
  | { readonly kind: 'target-refused'; readonly status: number; readonly attribute: string | null }
  | {
      readonly kind:
        | 'value-required'
        | 'values-taken'
        | 'value-type'
        | 'expression-failed'
        | 'value-too-long'
        | 'target-cannot-filter';
      readonly attribute: string;
    }
  | { readonly kind: Exclude<PersonProblem['kind'], 'target-refused' | 'given-up' | WithAttribute> }
  | { readonly kind: 'other' };

type WithAttribute = 'value-required' | 'values-taken' | 'value-type' | 'expression-failed' | 'value-too-long';

export function groupOfProblem(problem: Problem): ErrorGroup {
  switch (problem.kind) {
    case 'server-error':
      return { kind: 'server-error', status: problem.status };
    case 'target-refused':
      return { kind: 'target-refused', status: problem.status, attribute: problem.attribute };
    case 'value-required':
    case 'values-taken':
    case 'value-type':
    case 'expression-failed':
    case 'value-too-long':
    case 'target-cannot-filter':
      return { kind: problem.kind, attribute: problem.attribute };
    case 'conflict':
    case 'matching-ambiguous':
    case 'matching-value-missing':
    case 'duplicate-source':
    case 'account-gone':
    case 'account-taken':
      return { kind: problem.kind };
    case 'given-up':
      return groupOfProblem(problem.problem);
    default:
      return { kind: 'other' };
  }
}

/** As a part of a sentence: "BlueJeans refused userName (400)". */
export function groupWords(group: ErrorGroup, targetName: string): string {
  switch (group.kind) {
    case 'server-error':
      return `${targetName} answered ${group.status}`;
    case 'target-refused':
      return `${targetName} refused ${group.attribute ?? 'the change'} (${group.status})`;
    case 'value-required':
      return `${group.attribute} is empty, and ${targetName} needs a value`;
    case 'values-taken':
      return `no value is free for ${group.attribute}`;
    case 'value-type':
      return `${group.attribute} has a value of the wrong kind`;
    case 'expression-failed':
      return `the expression for ${group.attribute} failed`;
    case 'value-too-long':
      return `${group.attribute} is too long for ${targetName}`;
    case 'target-cannot-filter':
      return `${targetName} cannot search by ${group.attribute}`;
    case 'conflict':
      return `${targetName} says that the account exists already`;
    case 'matching-ambiguous':
      return `${targetName} has several accounts for one person`;
    case 'matching-value-missing':
      return 'a matching value is empty';
    case 'duplicate-source':
      return 'two people would share one account';
    case 'account-gone':
      return `the account was deleted in ${targetName}`;
    case 'account-taken':
      return 'the account found belongs to somebody else';
    case 'other':
      return 'different causes';
    default:
      return assertNever(group);
  }
}
