import type { Advice } from '../log/advice';
import type { Action, LogStatus, LogStep } from '../log/log-row';

/** Where what is said of one side comes from. `ledger`: it could not be asked now, and what was known last stands. */
export type Reading =
  | { readonly from: 'now' }
  | { readonly from: 'ledger'; readonly because: Advice | null }
  | { readonly from: 'nowhere'; readonly because: Advice | null };

/** One thing that decides on scope, with what the person has. */
export interface ScopeCheck {
  readonly kind: 'directory' | 'sign-in' | 'entitlement' | 'clause';
  readonly passed: boolean;
  /** A whole sentence: what is asked and what the person has. */
  readonly text: string;
  /** Group of a clause's filter; null for the other checks. Clauses hold together within a group, groups are alternatives. */
  readonly filter: string | null;
}

/** One way into scope, or a way that leads to an assigned group and is not taken. */
export interface ScopeWay {
  readonly kind: 'direct' | 'group' | 'nested';
  /** The group that lets in; null for a direct assignment. */
  readonly group: string | null;
  /** Names of the groups from the person's own to `group`; one name for a direct member, none where it is not known. */
  readonly path: readonly string[];
  readonly counts: boolean;
}

export interface AskedMatch {
  readonly attribute: string;
  readonly value: string;
  /** Ids of the accounts found. */
  readonly found: readonly string[];
}

export type AttributeVerdict = 'same' | 'waits' | 'too-long' | 'wrong' | 'changed-by-hand' | 'left-alone' | 'not-read';

export interface ExplainedAttribute {
  readonly path: string;
  /** "userPrincipalName", an expression, "constant": where the value comes from. */
  readonly source: string;
  /** What Entra has in the attributes that are read, one after the other. */
  readonly read: readonly { readonly attribute: string; readonly value: string | null }[];
  /** What the parts of an expression came to, inner first. */
  readonly steps: readonly { readonly expression: string; readonly value: string | null }[];
  /** null: nothing is sent. */
  readonly wanted: string | null;
  readonly has: string | null;
  readonly verdict: AttributeVerdict;
  /** Why, where the verdict alone does not say it; '' otherwise. */
  readonly note: string;
}

/** Why a person is, or is not, provisioned: everything that a cycle would look at, and what it would do. */
export interface Explanation {
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly mail: string;
    readonly title: string | null;
    readonly department: string | null;
    readonly directoryState: 'present' | 'soft-deleted' | 'hard-deleted';
  };
  readonly targetName: string;
  /** ISO instant. */
  readonly checkedAt: string;
  readonly source: Reading;
  readonly target: Reading;
  readonly steps: readonly LogStep[];
  readonly inScope: boolean;
  /** How they come into scope, or why not: a sentence. */
  readonly scopeSentence: string;
  readonly checks: readonly ScopeCheck[];
  readonly ways: readonly ScopeWay[];
  /** The account linked to the person; null: none. */
  readonly link: { readonly targetId: string; readonly linkedAt: string; readonly enabled: boolean } | null;
  readonly asked: readonly AskedMatch[];
  readonly attributes: readonly ExplainedAttribute[];
  /** What the next cycle would do; `unknown` where the target had to be asked and could not be. */
  readonly operation: {
    readonly action: Action | 'refuse' | 'unknown';
    /** Why nothing is sent, as the engine names it (`in-step`, `never-provisioned`); null: something is. */
    readonly reason: string | null;
    readonly targetId: string | null;
    readonly changes: readonly {
      readonly attribute: string;
      readonly from: string | null;
      readonly to: string | null;
    }[];
  };
  readonly problem: Advice | null;
  readonly hold: { readonly reason: string; readonly since: string } | null;
  readonly removal: {
    readonly action: 'disable' | 'delete';
    readonly state: 'counting' | 'held' | 'allowed' | 'rejected';
  } | null;
  readonly escrow: {
    readonly attempts: number;
    readonly firstFailedAt: string;
    readonly nextTryAt: string;
  } | null;
  /** The last decision in the provisioning log. */
  readonly last: {
    readonly at: string;
    readonly action: Action;
    readonly status: LogStatus;
    readonly reason: string;
  } | null;
  readonly conclusion: Conclusion;
}

/** The answer in one sentence, and what to do next ('': nothing). */
export interface Conclusion {
  readonly inStep: boolean;
  readonly sentence: string;
  readonly nextStep: string;
  readonly action: Advice['action'];
}
