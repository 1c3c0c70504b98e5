import type { QuietReason } from '../decision/operation';
import type { Action } from './log-row';

const wouldHave: Readonly<Record<Action, string>> = {
  create: 'Otherwise an account would be created.',
  update: 'Otherwise the account would be updated.',
  enable: 'Otherwise the account would be enabled.',
  disable: 'Otherwise the account would be disabled.',
  delete: 'Otherwise the account would be deleted.',
  link: 'Otherwise an existing account would be linked.',
  none: 'Nothing is tried until then.',
};

/** "3 March 2026" */
export const dayText = (instant: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(instant),
  );

/** Why a person is left out by the admin's own word, in a sentence or two; null: for another reason. */
export function guardWords(reason: QuietReason): string | null {
  switch (reason.kind) {
    case 'on-hold':
      return `On hold${reason.why === '' ? '' : `: “${reason.why}”`}. The account is not touched until released. ${wouldHave[reason.wanted]}`;
    case 'protected':
      return `Protected: this account is never disabled and never deleted. ${wouldHave[reason.wanted]}`;
    case 'waits-for-deletion':
      return `The account is disabled, and deleted on ${dayText(reason.date)} unless its person comes back.`;
    case 'kept':
      return 'The account is disabled and kept: the admin’s word is that it is not deleted.';
    default:
      return null;
  }
}

/** The same in a few words, for the line of a list; null: another reason. */
export function guardReason(reason: QuietReason): string | null {
  switch (reason.kind) {
    case 'on-hold':
      return reason.why === '' ? 'On hold.' : `On hold: “${reason.why}”.`;
    case 'protected':
      return 'Protected: never disabled and never deleted.';
    default:
      return null;
  }
}
