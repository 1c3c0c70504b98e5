import { assertNever } from '../outcome';
import type { Advice } from './advice';
import type { Problem } from './problem';

type CensusProblem = Extract<
  Problem,
  { readonly kind: 'target-cannot-list' | 'target-list-incomplete' | 'nobody-read' | 'link-refused' }
>;

/** Words about a census that cannot be taken, and about links by hand. */
export function adviseOnCensus(problem: CensusProblem, targetName: string): Advice {
  switch (problem.kind) {
    case 'target-cannot-list':
      return {
        title: `${targetName} does not list its accounts (it answered ${problem.status})`,
        meaning: `A census is not possible there. Cycles go on: they ask for each person by itself.${problem.detail === '' ? '' : ` It said: ${problem.detail}`}`,
        nextStep: 'Ask the service’s owner whether this token may list users without a filter.',
        action: null,
      };
    case 'target-list-incomplete':
      return {
        title: `${targetName} gave ${problem.received} ${problem.received === 1 ? 'account' : 'accounts'}${problem.total === null ? ' and no end of its list' : ` of ${problem.total}`}`,
        meaning:
          'Half a list says nothing about who is missing from it, so this census was not kept; the one before stays.',
        nextStep: 'Take the census again. If it stays so, the paging of this service does not work.',
        action: 'try-again',
      };
    case 'nobody-read':
      return {
        title: 'Nobody has been read from Microsoft Entra ID yet',
        meaning: 'There is nobody to compare accounts with.',
        nextStep: 'Start the first cycle.',
        action: null,
      };
    case 'link-refused':
      return { ...linkWords(problem, targetName), action: null };
    default:
      return assertNever(problem);
  }
}

function linkWords(
  { because, person, account, other }: Extract<CensusProblem, { kind: 'link-refused' }>,
  targetName: string,
): Omit<Advice, 'action'> {
  const meaning = 'No link was changed.';
  switch (because) {
    case 'account-missing':
      return {
        title: `${targetName} has no account ${account}`,
        meaning,
        nextStep: 'Give the account’s id, or its name as the last census has it.',
      };
    case 'account-taken':
      return {
        title: `The account ${account} is ${other}’s`,
        meaning,
        nextStep: `If it is not, unlink ${other} first.`,
      };
    case 'person-has-account':
      return {
        title: `${person} is linked to the account ${account} already`,
        meaning,
        nextStep: `Unlink ${person} first.`,
      };
    case 'no-account':
      return { title: `${person} is not linked to any account`, meaning, nextStep: 'There is nothing to unlink.' };
    default:
      return assertNever(because);
  }
}
