import { describe, expect, test } from 'vitest';
import { adviseOn } from '../../../shared/log/advice';
import { ownCodes, recommendedAction, serviceCodes } from '../../../shared/log/error-codes';
import type { Problem } from '../../../shared/log/problem';
import { errorCodeOf, problemTraits } from '../../../shared/log/problem-traits';

/** The table of the Microsoft Entra service, word for word (entra-provisioning 6.2). */
const published = [
  'Conflict',
  'EntryConflict',
  'DuplicateTargetEntries',
  'DuplicateSourceEntries',
  'InvalidAnchor',
  'ImportSkipped',
  'EntrySynchronizationSkipped',
  'MandatoryFieldsMissing',
  'MissingValues',
  'SchemaAttributeNotFound',
  'SchemaPropertyCanOnlyAcceptValue',
  'InvalidDomain',
  'LicenseLimitExceeded',
  'InsufficientRights',
  'MethodNotAllowed',
  'NotPermitted',
  'Unauthorized',
  'UnprocessableEntity',
  'NotImplemented',
  'TooManyRequests',
  'InternalServerError',
  'WebExceptionProtocolError',
  'Timeout',
  'InternalError',
  'SystemForCrossDomainIdentityManagementMultipleEntriesInResponse',
  'SystemForCrossDomainIdentityManagementServiceIncompatible',
] as const;

test('the service’s table is whole, and nothing was put into it', () => {
  expect(Object.keys(serviceCodes).sort()).toEqual([...published].sort());
});

test.each(published)('%s has a recommended action in a plain sentence', (code) => {
  expect(recommendedAction(code)).toMatch(/^[A-Z].{20,}\.$/);
  expect(recommendedAction(code)).not.toMatch(/[{}_]|\berror code\b|HTTP/);
});

test('codes beyond the service’s are these and no others', () => {
  expect(Object.keys(ownCodes)).toEqual([
    'AttributeValidationFailed',
    'InvalidExpression',
    'InvalidConfiguration',
    'EncounteredEscrowProportionThreshold',
    'EncounteredBaseEscrowThreshold',
    'EncounteredTotalEscrowThreshold',
  ]);
});

test.each(Object.entries(problemTraits))('%s has a code of one of the two tables', (_kind, { code }) => {
  expect([...published, ...Object.keys(ownCodes)]).toContain(code);
});

const refused = (more: Partial<Extract<Problem, { kind: 'target-refused' }>>): Problem => ({
  kind: 'target-refused',
  status: 400,
  scimType: null,
  detail: '',
  attribute: null,
  ...more,
});

describe('the answer of the target tells the code', () => {
  test.each<{ says: string; problem: Problem; code: string }>([
    { says: '400 and nothing else', problem: refused({}), code: 'UnprocessableEntity' },
    { says: '422', problem: refused({ status: 422 }), code: 'UnprocessableEntity' },
    { says: '409', problem: refused({ status: 409 }), code: 'Conflict' },
    { says: 'uniqueness', problem: refused({ scimType: 'uniqueness' }), code: 'Conflict' },
    { says: 'invalidPath', problem: refused({ scimType: 'invalidPath' }), code: 'SchemaAttributeNotFound' },
    { says: 'noTarget', problem: refused({ scimType: 'noTarget' }), code: 'SchemaAttributeNotFound' },
    { says: '403', problem: refused({ status: 403 }), code: 'NotPermitted' },
    { says: '405', problem: refused({ status: 405 }), code: 'MethodNotAllowed' },
    { says: '501', problem: refused({ status: 501 }), code: 'NotImplemented' },
    {
      says: 'a licence that is missing',
      problem: refused({ detail: 'No more licenses' }),
      code: 'LicenseLimitExceeded',
    },
    { says: 'seats that are taken', problem: refused({ detail: 'All seats are taken' }), code: 'LicenseLimitExceeded' },
    { says: 'a domain', problem: refused({ detail: 'Email domain not allowed' }), code: 'InvalidDomain' },
    { says: 'a value that is required', problem: refused({ detail: 'title is required' }), code: 'MissingValues' },
    { says: '504', problem: { kind: 'server-error', side: 'target', status: 504, detail: '' }, code: 'Timeout' },
    {
      says: '500',
      problem: { kind: 'server-error', side: 'target', status: 500, detail: '' },
      code: 'InternalServerError',
    },
    {
      says: 'the same for four weeks',
      problem: { kind: 'given-up', attempts: 9, firstFailedAt: '', problem: refused({ status: 409 }) },
      code: 'Conflict',
    },
  ])('$says: $code', ({ problem, code }) => expect(errorCodeOf(problem)).toBe(code));
});

test('a service without a licence left is told in words of its own', () => {
  const advice = adviseOn(refused({ status: 403, detail: 'License limit reached' }), {
    targetName: 'BlueJeans',
    profile: null,
    personName: 'Priya Nair',
  });
  expect(advice).toMatchObject({
    title: 'BlueJeans has no licence left',
    nextStep: 'Add licences or take people out of scope. Inseam tries again by itself.',
  });
});
