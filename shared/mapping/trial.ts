/** "Try on everyone": what an edited mapping would do to all people in scope, before anything is saved or sent. */
export interface Trial {
  /** People in scope who were tried: those of the four numbers below together. */
  readonly people: number;
  readonly tookMs: number;
  /** Accounts that the edit would make other than what was last exported. */
  readonly changed: number;
  /** People without an account, who would get one. */
  readonly created: number;
  readonly unchanged: number;
  /** People whom a violation keeps from being provisioned. */
  readonly skipped: number;
  /** Once per edited attribute that would differ: for how many people, with the first of them. */
  readonly attributes: readonly AttributeTrial[];
  readonly violations: readonly Violation[];
  /** Source attributes that the edit reads and that could not be read of anybody: taken for empty. */
  readonly unread: readonly string[];
}

export interface AttributeTrial {
  readonly attribute: string;
  readonly count: number;
  readonly examples: readonly ChangedValue[];
}

export interface ChangedValue {
  readonly personId: string;
  readonly name: string;
  /** What the account has, or what the mapping of now would give somebody without one. */
  readonly from: string | null;
  readonly to: string | null;
}

export type ViolationKind = 'too-long' | 'shared' | 'missing' | 'refused-type' | 'failed';

/** What would keep people from being provisioned; each kind once per attribute. */
export interface Violation {
  readonly kind: ViolationKind;
  readonly attribute: string;
  /** In the window's words: "31 characters; BlueJeans takes at most 30". */
  readonly text: string;
  readonly count: number;
  /** The first people concerned; `value` is what the mapping gives them, `fixed` what the proposed expression would. */
  readonly people: readonly ConcernedPerson[];
  /** An expression that gives everybody concerned an allowed value of their own, proved on them; null: none was found. */
  readonly fix: string | null;
}

export interface ConcernedPerson {
  readonly personId: string;
  readonly name: string;
  readonly value: string | null;
  readonly fixed: string | null;
}
