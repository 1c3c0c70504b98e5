import type { Problem } from './problem';

/**
 * Error codes of the provisioning log (Microsoft, "provisioning log error codes"; entra-provisioning 6.2), each with what
 * somebody can do about it.
 */
export const serviceCodes = {
  Conflict: 'Give the person another value, or find and rename the account that has it already.',
  EntryConflict: 'Find the account that has the value already and remove or rename it, or make it visible to SCIM.',
  DuplicateTargetEntries: 'Remove or rename one of the accounts, so that one is left to match.',
  DuplicateSourceEntries: 'Give one of the two people another matching value in Entra ID or in the mapping.',
  InvalidAnchor: 'The account was deleted at the target: restore it, let it be made again, or hold the person.',
  ImportSkipped: 'Fill the matching attribute in Entra ID, or change the mapping.',
  EntrySynchronizationSkipped: 'Nothing has to be done: the person is out of scope, or nothing had to change.',
  MandatoryFieldsMissing: 'Fill the attribute in Entra ID, or give the mapping a default value.',
  MissingValues: 'Fill the attribute in Entra ID, or give the mapping a default value.',
  SchemaAttributeNotFound: 'Take the attribute out of the mapping: the target does not know it.',
  SchemaPropertyCanOnlyAcceptValue: 'Map one value of the right kind to this attribute.',
  InvalidDomain: 'Use a domain that the target accepts, or have its owner add this one.',
  LicenseLimitExceeded: 'Add licences at the target, or take people out of scope.',
  InsufficientRights: 'Give the account that Inseam signs in with the right to manage users.',
  MethodNotAllowed: 'Switch the action off in the target object actions, or ask the target’s owner to allow it.',
  NotPermitted: 'Give the account that Inseam signs in with the right to make this change.',
  Unauthorized: 'Enter a new token or secret.',
  UnprocessableEntity: 'Correct the value in the mapping or in Entra ID; the target’s own words say which.',
  NotImplemented: 'Ask the target’s owner: it does not offer what was asked of it.',
  TooManyRequests: 'Nothing has to be done: Inseam waits as long as it is asked to and goes on.',
  InternalServerError: 'Nothing has to be done at first: Inseam tries again. If it stays so, ask the target’s owner.',
  WebExceptionProtocolError: 'Check the network, the firewall and the proxy; Inseam tries again by itself.',
  Timeout: 'Check the network, or ask the target’s owner why it is slow; Inseam tries again by itself.',
  InternalError: 'Try again. If it stays so, report it.',
  SystemForCrossDomainIdentityManagementMultipleEntriesInResponse:
    'Tell the target’s developer: it answers with several accounts where one was asked for.',
  SystemForCrossDomainIdentityManagementServiceIncompatible:
    'Check the tenant URL; if it is right, tell the target’s developer that its answer is not SCIM.',
} as const;

/** Codes beyond the service's table: of steps and states that it has under other names, and of this computer. */
export const ownCodes = {
  AttributeValidationFailed: 'Shorten the value in the mapping or in Entra ID.',
  InvalidExpression: 'Open the mapping and try the expression on this person.',
  InvalidConfiguration: 'Correct the setting, the file or the secret that is named.',
  EncounteredEscrowProportionThreshold: 'Look at the most frequent cause, cure it and try again.',
  EncounteredBaseEscrowThreshold: 'Look at the most frequent cause, cure it and try again.',
  EncounteredTotalEscrowThreshold: 'Look at the most frequent cause, cure it and try again.',
} as const;

export type ErrorCode = keyof typeof serviceCodes | keyof typeof ownCodes;

export const recommendedAction = (code: ErrorCode): string => ({ ...serviceCodes, ...ownCodes })[code];

/** What a refusal is about, where the target's answer tells; null: it says no more than that it refuses. */
export function refusalCode(problem: Extract<Problem, { kind: 'target-refused' }>): ErrorCode | null {
  const { status, scimType, detail } = problem;
  if (/\b(licen[cs]es?|seats?)\b/i.test(detail)) return 'LicenseLimitExceeded';
  if (/\bdomains?\b/i.test(detail)) return 'InvalidDomain';
  switch (scimType?.toLowerCase()) {
    case 'uniqueness':
      return 'Conflict';
    case 'invalidpath':
    case 'notarget':
      return 'SchemaAttributeNotFound';
    default:
      break;
  }
  if (/\b(required|mandatory|missing)\b/i.test(detail)) return 'MissingValues';
  switch (status) {
    case 401:
      return 'Unauthorized';
    case 403:
      return 'NotPermitted';
    case 405:
      return 'MethodNotAllowed';
    case 409:
      return 'Conflict';
    case 501:
      return 'NotImplemented';
    default:
      return null;
  }
}
