import { type ErrorCode, refusalCode } from './error-codes';
import type { Problem, ProblemKind } from './problem';

/** Exit statuses of the command line (the contract). */
export type ExitStatus = 0 | 1 | 2 | 3 | 4 | 5;

/**
 * What a problem does to the work at hand.
 * - `person`: this person fails (an escrow is kept and tried again); everyone else goes on.
 * - `skip`: this person is left out for a reason that the admin can cure; not a failure of the service.
 * - `cycle`: nothing more can be done now; nobody is marked failed and the watermark stays.
 * - `quarantine`: as `cycle`, and the job is tried ever more rarely until it is cured.
 */
export type Effect = 'person' | 'skip' | 'cycle' | 'quarantine';

export interface ProblemTraits {
  /** Error code of the provisioning log (Microsoft's "provisioning log error codes", entra-provisioning 6.2). */
  readonly code: ErrorCode;
  readonly exit: ExitStatus;
  readonly effect: Effect;
}

/** Every kind of problem. */
export const problemTraits: Readonly<Record<ProblemKind, ProblemTraits>> = {
  'name-not-found': { code: 'WebExceptionProtocolError', exit: 3, effect: 'cycle' },
  unreachable: { code: 'Timeout', exit: 3, effect: 'cycle' },
  'certificate-untrusted': { code: 'WebExceptionProtocolError', exit: 3, effect: 'cycle' },
  'proxy-refused': { code: 'WebExceptionProtocolError', exit: 3, effect: 'cycle' },
  'proxy-unsupported': { code: 'InvalidConfiguration', exit: 3, effect: 'cycle' },
  'insecure-address': { code: 'InvalidConfiguration', exit: 2, effect: 'cycle' },
  redirected: { code: 'WebExceptionProtocolError', exit: 3, effect: 'quarantine' },
  'answer-cut-off': { code: 'WebExceptionProtocolError', exit: 3, effect: 'cycle' },
  'answer-too-large': { code: 'WebExceptionProtocolError', exit: 3, effect: 'cycle' },
  'not-the-protocol': {
    code: 'SystemForCrossDomainIdentityManagementServiceIncompatible',
    exit: 3,
    effect: 'quarantine',
  },
  throttled: { code: 'TooManyRequests', exit: 3, effect: 'cycle' },
  'server-error': { code: 'InternalServerError', exit: 3, effect: 'person' },
  'target-unauthorized': { code: 'Unauthorized', exit: 3, effect: 'quarantine' },
  'target-forbidden': { code: 'InsufficientRights', exit: 3, effect: 'quarantine' },
  'target-not-found': {
    code: 'SystemForCrossDomainIdentityManagementServiceIncompatible',
    exit: 3,
    effect: 'quarantine',
  },
  'target-cannot-filter': {
    code: 'SystemForCrossDomainIdentityManagementServiceIncompatible',
    exit: 3,
    effect: 'person',
  },
  'target-ignores-filter': {
    code: 'SystemForCrossDomainIdentityManagementServiceIncompatible',
    exit: 3,
    effect: 'quarantine',
  },
  'target-cannot-list': {
    code: 'SystemForCrossDomainIdentityManagementServiceIncompatible',
    exit: 3,
    effect: 'cycle',
  },
  'target-list-incomplete': {
    code: 'SystemForCrossDomainIdentityManagementServiceIncompatible',
    exit: 3,
    effect: 'cycle',
  },
  'source-credentials-refused': { code: 'Unauthorized', exit: 3, effect: 'quarantine' },
  'source-certificate-out-of-date': { code: 'InvalidConfiguration', exit: 3, effect: 'quarantine' },
  'source-permission-missing': { code: 'InsufficientRights', exit: 3, effect: 'quarantine' },
  'source-application-missing': { code: 'InvalidConfiguration', exit: 3, effect: 'quarantine' },
  'source-group-missing': { code: 'InvalidConfiguration', exit: 3, effect: 'quarantine' },
  'source-empty': { code: 'ImportSkipped', exit: 3, effect: 'cycle' },
  'source-incomplete': { code: 'ImportSkipped', exit: 3, effect: 'cycle' },
  'source-refused': { code: 'InternalError', exit: 3, effect: 'cycle' },
  'watermark-expired': { code: 'InternalError', exit: 3, effect: 'cycle' },
  'target-refused': { code: 'UnprocessableEntity', exit: 4, effect: 'person' },
  conflict: { code: 'EntryConflict', exit: 4, effect: 'person' },
  'matching-ambiguous': { code: 'DuplicateTargetEntries', exit: 4, effect: 'person' },
  'matching-value-missing': { code: 'ImportSkipped', exit: 4, effect: 'skip' },
  'duplicate-source': { code: 'DuplicateSourceEntries', exit: 4, effect: 'person' },
  'value-too-long': { code: 'AttributeValidationFailed', exit: 0, effect: 'skip' },
  'value-required': { code: 'MandatoryFieldsMissing', exit: 4, effect: 'person' },
  'values-taken': { code: 'EntryConflict', exit: 4, effect: 'person' },
  'value-type': { code: 'SchemaPropertyCanOnlyAcceptValue', exit: 4, effect: 'person' },
  'expression-failed': { code: 'InvalidExpression', exit: 4, effect: 'person' },
  'account-gone': { code: 'InvalidAnchor', exit: 4, effect: 'person' },
  'account-taken': { code: 'DuplicateSourceEntries', exit: 4, effect: 'person' },
  'given-up': { code: 'InternalError', exit: 4, effect: 'person' },
  'too-many-failures': { code: 'EncounteredEscrowProportionThreshold', exit: 5, effect: 'quarantine' },
  'secret-missing': { code: 'InvalidConfiguration', exit: 3, effect: 'cycle' },
  'keychain-locked': { code: 'InvalidConfiguration', exit: 3, effect: 'cycle' },
  'keychain-unavailable': { code: 'InvalidConfiguration', exit: 3, effect: 'cycle' },
  'keychain-silent': { code: 'InvalidConfiguration', exit: 3, effect: 'cycle' },
  'secret-unusable': { code: 'InvalidConfiguration', exit: 2, effect: 'cycle' },
  'settings-wrong': { code: 'InvalidConfiguration', exit: 2, effect: 'cycle' },
  'settings-unreadable': { code: 'InvalidConfiguration', exit: 2, effect: 'cycle' },
  'settings-not-saved': { code: 'InternalError', exit: 1, effect: 'cycle' },
  'schema-wrong': { code: 'InvalidConfiguration', exit: 2, effect: 'cycle' },
  'job-unknown': { code: 'InvalidConfiguration', exit: 2, effect: 'cycle' },
  'job-busy': { code: 'InternalError', exit: 2, effect: 'cycle' },
  'cycle-running': { code: 'InternalError', exit: 2, effect: 'cycle' },
  'cycle-stopped': { code: 'InternalError', exit: 4, effect: 'cycle' },
  'review-pending': { code: 'InternalError', exit: 5, effect: 'cycle' },
  'plan-out-of-date': { code: 'InternalError', exit: 2, effect: 'cycle' },
  'person-unknown': { code: 'ImportSkipped', exit: 2, effect: 'cycle' },
  'person-ambiguous': { code: 'ImportSkipped', exit: 2, effect: 'cycle' },
  'not-on-hold': { code: 'InvalidConfiguration', exit: 2, effect: 'cycle' },
  'not-leaving': { code: 'InvalidConfiguration', exit: 2, effect: 'cycle' },
  'cycle-unknown': { code: 'InternalError', exit: 2, effect: 'cycle' },
  'before-images-gone': { code: 'InternalError', exit: 2, effect: 'cycle' },
  'nobody-read': { code: 'ImportSkipped', exit: 2, effect: 'cycle' },
  'link-refused': { code: 'InvalidConfiguration', exit: 2, effect: 'cycle' },
  'disk-full': { code: 'InternalError', exit: 1, effect: 'cycle' },
  'ledger-damaged': { code: 'InternalError', exit: 1, effect: 'cycle' },
  'ledger-newer': { code: 'InternalError', exit: 2, effect: 'cycle' },
  'mail-not-set-up': { code: 'InvalidConfiguration', exit: 2, effect: 'cycle' },
  'mail-without-tls': { code: 'InternalError', exit: 3, effect: 'cycle' },
  'mail-sign-in-refused': { code: 'InternalError', exit: 3, effect: 'cycle' },
  'mail-refused': { code: 'InternalError', exit: 3, effect: 'cycle' },
  'file-unreadable': { code: 'InvalidConfiguration', exit: 2, effect: 'cycle' },
  'file-unwritable': { code: 'InvalidConfiguration', exit: 2, effect: 'cycle' },
  'json-wrong': { code: 'InvalidConfiguration', exit: 2, effect: 'cycle' },
  'folder-unusable': { code: 'InvalidConfiguration', exit: 2, effect: 'cycle' },
  usage: { code: 'InvalidConfiguration', exit: 2, effect: 'cycle' },
  defect: { code: 'InternalError', exit: 1, effect: 'cycle' },
};

export const traitsOf = (problem: Problem): ProblemTraits => problemTraits[problem.kind];

/** The log's error code: more than the kind alone tells, where the answer of the other side does. */
export function errorCodeOf(problem: Problem): ErrorCode {
  switch (problem.kind) {
    case 'target-refused':
      return refusalCode(problem) ?? traitsOf(problem).code;
    case 'server-error':
      return problem.status === 501 ? 'NotImplemented' : problem.status === 504 ? 'Timeout' : traitsOf(problem).code;
    case 'too-many-failures':
      return problem.reason;
    case 'given-up':
      return errorCodeOf(problem.problem);
    default:
      return traitsOf(problem).code;
  }
}
