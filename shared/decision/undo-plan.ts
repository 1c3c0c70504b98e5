import type { CycleId } from '../ids';
import type { ModifiedProperty } from '../log/log-row';
import type { LeftReason } from './decide-revert';

/** One account of a cycle that is to be undone: what goes back, or why nothing does. */
export interface UndoRow {
  readonly sourceId: string;
  readonly targetId: string;
  readonly name: string;
  readonly mail: string;
  /** `none`: the account is left as it is. */
  readonly action: 'disable' | 'enable' | 'update' | 'none';
  /** The cycle created the account: it is disabled and kept, never deleted. */
  readonly created: boolean;
  /** From what the account has to what it had before the cycle. */
  readonly changes: readonly ModifiedProperty[];
  /** What is no longer as the cycle wrote it: listed, not overwritten. `to` is what the account has now. */
  readonly changedSince: readonly ModifiedProperty[];
  readonly left: LeftReason | null;
  /** When a later cycle changed the account again, an ISO instant. */
  readonly changedAgainAt: string | null;
}

export interface UndoPlan {
  readonly cycleId: CycleId;
  readonly startedAt: string;
  /** Accounts that the cycle changed. */
  readonly accounts: number;
  /** Of those, accounts that something goes back for. */
  readonly putBack: number;
  /** Accounts that would lose access by it, whether or not the limit lets them. */
  readonly removals: number;
  /** The limit that they are over; null: they are not. */
  readonly limit: number | null;
}

/**
 * Why an account is left, as the end of its line: "changed again today at 14:02". `changedAgain` is the time of a later
 * cycle's change in words; null: no cycle of ours made it.
 */
export function leftWords(left: LeftReason, changedAgain: string | null): string {
  switch (left.kind) {
    case 'deleted': {
      const known = left.known.find(({ path }) => path === 'userName')?.value ?? left.known[0]?.value;
      return `deleted by this cycle${known === undefined ? '' : ` (${String(known)})`}; a deletion cannot be undone`;
    }
    case 'gone':
      return 'the account is gone since';
    case 'not-read':
      return `not read: ${left.title}`;
    case 'not-linked':
      return 'the account is no longer this person’s';
    case 'on-hold':
      return left.reason === '' ? 'on hold' : `on hold: ${left.reason}`;
    case 'protected':
      return 'protected: never disabled';
    case 'over-limit':
      return `${left.removals} accounts would lose access; your limit is ${left.limit}`;
    case 'already':
      return 'already as it was before';
    case 'changed-since':
      return changedAgain === null ? 'changed since, not by Inseam' : `changed again ${changedAgain}`;
  }
}

/** What is said of an account that something goes back for, beside its changes. */
export const createdWords = 'created by this cycle; kept, not deleted';

/** "5 of its 6 changes can be put back", said of a cycle that changed something. */
export function putBackWords({ putBack, accounts }: UndoPlan, number: (value: number) => string): string {
  const can = putBack === 0 ? 'cannot' : 'can';
  if (accounts === 1) return `Its one change ${can} be put back`;
  if (putBack === 0) return `None of its ${number(accounts)} changes can be put back`;
  if (putBack === accounts) return `All ${number(accounts)} changes can be put back`;
  return `${number(putBack)} of its ${number(accounts)} changes can be put back`;
}
