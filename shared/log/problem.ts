import type { ErrorGroup } from './common-cause';

/**
 * Everything that can go wrong, as data. Edges turn what they catch into one of these at once, with every secret
 * removed; the words are made in advice.ts, the log's error code, exit status and retry rule in problem-traits.ts.
 */

/** The two services a job connects, and the mail server. */
export type Side = 'source' | 'target' | 'mail';

/** Ways in which the other side cannot be talked to. `host` is the host name, with its port where it is not the usual one. */
export type ConnectionProblem =
  | { readonly kind: 'name-not-found'; readonly side: Side; readonly host: string }
  | {
      readonly kind: 'unreachable';
      readonly side: Side;
      readonly host: string;
      readonly cause: 'refused' | 'time-out' | 'reset' | 'network-down';
      /** How long was waited, in milliseconds, over all tries. */
      readonly waitedMs: number;
      readonly proxy: string | null;
    }
  | {
      readonly kind: 'certificate-untrusted';
      readonly side: Side;
      readonly host: string;
      readonly cause: 'self-signed' | 'unknown-authority' | 'expired' | 'other-name' | 'not-yet-valid' | 'other';
      /** The verifier's own words, for support. */
      readonly detail: string;
    }
  | { readonly kind: 'proxy-refused'; readonly side: Side; readonly proxy: string; readonly status: number }
  | {
      /** A proxy that Inseam cannot use: nothing was sent to it, or it takes no sign-in that Inseam knows. */
      readonly kind: 'proxy-unsupported';
      readonly side: Side;
      readonly proxy: string;
      readonly because: 'socks' | 'script' | 'sign-in' | 'no-address';
      /** For `sign-in`: the schemes that the proxy takes, such as `Negotiate, NTLM`. Else empty. */
      readonly schemes: string;
    }
  | { readonly kind: 'insecure-address'; readonly address: string }
  | { readonly kind: 'redirected'; readonly side: Side; readonly host: string; readonly to: string }
  | { readonly kind: 'answer-cut-off'; readonly side: Side; readonly host: string }
  | { readonly kind: 'answer-too-large'; readonly side: Side; readonly host: string; readonly limitBytes: number }
  | {
      /** It answered, but not in its protocol. `got` says what came instead. */
      readonly kind: 'not-the-protocol';
      readonly side: Side;
      readonly host: string;
      readonly got: 'web-page' | 'other-json' | 'text' | 'nothing';
      readonly status: number;
    }
  | { readonly kind: 'throttled'; readonly side: Side; readonly retryAfterMs: number }
  | { readonly kind: 'server-error'; readonly side: Side; readonly status: number; readonly detail: string };

/** The target lets nobody do anything: these stop a cycle and mark no person failed. */
export type TargetProblem =
  | { readonly kind: 'target-unauthorized'; readonly detail: string }
  | { readonly kind: 'target-forbidden'; readonly detail: string }
  | { readonly kind: 'target-not-found'; readonly host: string }
  | { readonly kind: 'target-cannot-filter'; readonly attribute: string; readonly detail: string }
  | { readonly kind: 'target-ignores-filter'; readonly attribute: string }
  /** It lists nobody without a filter, or not for this token. */
  | { readonly kind: 'target-cannot-list'; readonly status: number; readonly detail: string }
  /** The list did not come to its end. `total` is what the service says there is; null: it does not say. */
  | { readonly kind: 'target-list-incomplete'; readonly received: number; readonly total: number | null };

/** A read that ended well and yet did not tell everything: nobody may be taken for gone because of it. */
export interface IncompleteProblem {
  readonly kind: 'source-incomplete';
  readonly because: 'links-repeat' | 'group-members' | 'reads-differ' | 'lookups-fail' | 'property-gone';
  /** The group, the person who was not found although there, or the property. Else empty. */
  readonly subject: string;
  /** How many there are, or were before, or cannot be found; 0 where nobody can say. */
  readonly expected: number;
}

export type SourceProblem =
  | {
      readonly kind: 'source-credentials-refused';
      /** `clock`: what was signed here is not of this time at Microsoft's. */
      readonly reason: 'secret' | 'certificate' | 'clock' | 'application' | 'tenant' | 'other';
      /** Microsoft's AADSTS code where there is one. */
      readonly code: string | null;
      readonly detail: string;
    }
  | {
      /** The certificate that signs in is not valid today; nothing was sent. */
      readonly kind: 'source-certificate-out-of-date';
      readonly cause: 'ended' | 'not-yet-valid';
      /** ISO instant of its end, or of its beginning. */
      readonly at: string;
    }
  | { readonly kind: 'source-permission-missing'; readonly permission: string; readonly what: string }
  | { readonly kind: 'source-application-missing'; readonly servicePrincipalId: string }
  | { readonly kind: 'source-group-missing'; readonly groupId: string }
  | { readonly kind: 'source-empty'; readonly what: 'people' | 'assignments'; readonly expected: number }
  | IncompleteProblem
  | { readonly kind: 'source-refused'; readonly status: number; readonly code: string; readonly detail: string }
  | { readonly kind: 'watermark-expired' };

/** One person cannot be provisioned; everybody else goes on. */
export type PersonProblem =
  | {
      readonly kind: 'target-refused';
      readonly status: number;
      readonly scimType: string | null;
      readonly detail: string;
      readonly attribute: string | null;
    }
  | { readonly kind: 'conflict'; readonly attribute: string; readonly value: string; readonly detail: string }
  | {
      readonly kind: 'matching-ambiguous';
      readonly attribute: string;
      readonly value: string;
      readonly targets: readonly string[];
    }
  | { readonly kind: 'matching-value-missing'; readonly attributes: readonly string[] }
  | {
      readonly kind: 'duplicate-source';
      readonly attribute: string;
      readonly value: string;
      readonly otherId: string;
      readonly otherName: string;
    }
  | {
      readonly kind: 'value-too-long';
      readonly attribute: string;
      readonly value: string;
      readonly length: number;
      readonly limit: number;
    }
  | { readonly kind: 'value-required'; readonly attribute: string }
  /** Every value that SelectUniqueValue could give is another account's, or another person's of the same cycle. */
  | { readonly kind: 'values-taken'; readonly attribute: string; readonly values: readonly string[] }
  | { readonly kind: 'value-type'; readonly attribute: string; readonly expected: string; readonly value: string }
  | {
      readonly kind: 'expression-failed';
      readonly attribute: string;
      /** Where in the expression, as an offset in UTF-16 units. */
      readonly position: number;
      readonly detail: string;
    }
  | {
      readonly kind: 'account-gone';
      readonly targetId: string;
      /** No other was found and none is made again (setting): the admin decides. Absent: it is looked for and made again. */
      readonly leftToAdmin?: true;
    }
  | { readonly kind: 'account-taken'; readonly targetId: string; readonly otherId: string; readonly otherName: string }
  /** Failed for four weeks: the escrow is dropped, and nobody tries again by themselves. */
  | { readonly kind: 'given-up'; readonly attempts: number; readonly firstFailedAt: string; readonly problem: Problem };

/**
 * Mail about failures, as far as the connection is not to blame. `server` is its host and port, or "Microsoft Graph";
 * `answer` is what it said, as it said it.
 */
export type MailProblem =
  | { readonly kind: 'mail-not-set-up'; readonly missing: 'address' | 'server' }
  | { readonly kind: 'mail-without-tls'; readonly server: string }
  /** `user` empty: it wants a sign-in and none is set. */
  | {
      readonly kind: 'mail-sign-in-refused';
      readonly server: string;
      readonly user: string;
      readonly answer: string;
    }
  | {
      readonly kind: 'mail-refused';
      readonly server: string;
      readonly refused: 'connection' | 'sender' | 'recipient' | 'message';
      /** Of the sender or the recipient. Else empty. */
      readonly address: string;
      readonly answer: string;
    };

/** So many people failed in one cycle that the job stops: something is wrong with it, not with them. */
export interface TooManyFailures {
  readonly kind: 'too-many-failures';
  readonly reason:
    | 'EncounteredEscrowProportionThreshold'
    | 'EncounteredBaseEscrowThreshold'
    | 'EncounteredTotalEscrowThreshold';
  readonly failed: number;
  /** How many were looked at. */
  readonly evaluated: number;
  /** The share that may fail, in per cent, or the number that may: whichever was exceeded. */
  readonly limit: number;
  readonly commonest: { readonly cause: ErrorGroup; readonly people: number };
}

/** This machine or its configuration. */
export type LocalProblem =
  | { readonly kind: 'secret-missing'; readonly name: SecretName }
  | { readonly kind: 'keychain-locked' }
  | { readonly kind: 'keychain-unavailable'; readonly detail: string }
  | { readonly kind: 'keychain-silent'; readonly waitedMs: number }
  | {
      readonly kind: 'secret-unusable';
      readonly name: SecretName;
      readonly detail: string;
      /** Absent: to copy it again. */
      readonly nextStep?: string;
    }
  | {
      readonly kind: 'settings-wrong';
      readonly file: string;
      /** Dotted path of the value, such as `jobs.bluejeans.schedule.intervalMinutes`. */
      readonly path: string;
      readonly found: string;
      readonly allowed: string;
    }
  | { readonly kind: 'settings-unreadable'; readonly file: string; readonly detail: string }
  | { readonly kind: 'settings-not-saved'; readonly file: string; readonly detail: string }
  | { readonly kind: 'schema-wrong'; readonly path: string; readonly detail: string }
  | { readonly kind: 'job-unknown'; readonly job: string; readonly known: readonly string[] }
  | { readonly kind: 'job-busy'; readonly owner: string }
  | { readonly kind: 'cycle-running' }
  | { readonly kind: 'cycle-stopped' }
  /** `changed`: for the first cycle under a changed mapping or scope. */
  | { readonly kind: 'review-pending'; readonly changed?: true }
  /** No plan can be run exactly: none was made, a cycle began since, or it is of other rules. */
  | { readonly kind: 'plan-out-of-date'; readonly because: 'none' | 'cycle' | 'rules' }
  | { readonly kind: 'person-unknown'; readonly person: string }
  /** Several people answer to what was typed. */
  | { readonly kind: 'person-ambiguous'; readonly person: string; readonly people: readonly string[] }
  | { readonly kind: 'not-on-hold'; readonly person: string }
  | { readonly kind: 'not-leaving'; readonly person: string }
  | { readonly kind: 'cycle-unknown'; readonly cycle: string }
  /** The cycle changed accounts, and what it replaced is not kept any more. */
  | { readonly kind: 'before-images-gone'; readonly cycle: string; readonly keptDays: number }
  /** Nobody was read from the directory yet: nothing can be compared. */
  | { readonly kind: 'nobody-read' }
  | {
      /** A link by hand that is not made, or not broken. */
      readonly kind: 'link-refused';
      readonly because: 'account-missing' | 'account-taken' | 'person-has-account' | 'no-account';
      readonly person: string;
      readonly account: string;
      /** Whose account it is. Else empty. */
      readonly other: string;
    }
  | { readonly kind: 'disk-full'; readonly freeBytes: number }
  | { readonly kind: 'ledger-damaged'; readonly movedTo: string }
  | { readonly kind: 'ledger-newer'; readonly version: number }
  | { readonly kind: 'file-unreadable'; readonly file: string; readonly detail: string }
  | { readonly kind: 'file-unwritable'; readonly file: string; readonly detail: string }
  /** `detail` says where it stops being JSON. */
  | { readonly kind: 'json-wrong'; readonly file: string; readonly detail: string }
  /** Inseam's own folder for its data. */
  | { readonly kind: 'folder-unusable'; readonly folder: string; readonly detail: string }
  | { readonly kind: 'usage'; readonly detail: string }
  | { readonly kind: 'defect'; readonly detail: string };

export type SecretName = 'target-token' | 'entra-client-secret' | 'entra-certificate-key' | 'smtp-password';

export type Problem =
  | ConnectionProblem
  | TargetProblem
  | SourceProblem
  | PersonProblem
  | MailProblem
  | LocalProblem
  | TooManyFailures;
export type ProblemKind = Problem['kind'];
