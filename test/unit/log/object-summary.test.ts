import { describe, expect, test } from 'vitest';
import { cycleId, sourceId, targetId } from '../../../shared/ids';
import type { LogRow } from '../../../shared/log/log-row';
import { provisioningObjectSummary } from '../../../shared/log/object-summary';
import { bluejeans } from '../../../shared/profiles/bluejeans';
import { defaultSchema } from '../../../shared/schema/default-schema';
import { defaultJob } from '../../../shared/settings/defaults';

/** Rows of the log in the wire's own spelling (entra-provisioning 8.1). */
const settings = defaultJob(bluejeans, defaultSchema(bluejeans));
const job = {
  name: 'bluejeans',
  profile: bluejeans,
  settings: {
    ...settings,
    source: { ...settings.source, tenantId: 'tenant' },
    scope: { ...settings.scope, servicePrincipalId: 'principal' },
  },
};
const row: LogRow = {
  id: 'row',
  cycleId: cycleId('cycle'),
  at: '2026-11-24T12:00:00.000Z',
  durationMs: 12,
  sourceId: sourceId('person'),
  sourceName: 'Priya Nair',
  sourceMail: 'priya.nair@oxbow.example',
  targetId: targetId('account'),
  targetName: 'BlueJeans',
  action: 'update',
  status: 'success',
  staged: false,
  reason: 'Assigned',
  problem: null,
  steps: [
    { step: 'import', status: 'success', text: 'Read.', details: {} },
    { step: 'scope', status: 'success', text: 'In scope.', details: { 'Active in the source system': 'True' } },
    { step: 'match', status: 'success', text: 'Linked.', details: { id: 'account' } },
    { step: 'action', status: 'success', text: 'Sent.', details: {} },
  ],
  modified: [{ attribute: 'title', from: 'Engineer', to: 'Fellow' }],
};
const summary = (more: Partial<LogRow> = {}) => provisioningObjectSummary({ ...row, ...more }, job);
const names = (more: Partial<LogRow>) => summary(more).provisioningSteps.map(({ name }) => name);

test('every field of the service is there, and none of ours', () => {
  expect(summary()).toEqual({
    id: 'row',
    activityDateTime: '2026-11-24T12:00:00.000Z',
    tenantId: 'tenant',
    jobId: 'bluejeans',
    cycleId: 'cycle',
    changeId: 'row',
    provisioningAction: 'update',
    durationInMilliseconds: 12,
    provisioningStatusInfo: { status: 'success', errorInformation: null },
    provisioningSteps: [
      expect.objectContaining({ name: 'EntryImportUpdate', provisioningStepType: 'import', status: 'success' }),
      expect.objectContaining({ name: 'EntrySynchronizationScoping', provisioningStepType: 'scoping' }),
      expect.objectContaining({ name: 'EntrySynchronizationUpdate', provisioningStepType: 'matching' }),
      {
        name: 'EntryExportUpdate',
        provisioningStepType: 'export',
        status: 'success',
        description: 'Sent.',
        details: { ReportableIdentifier: 'priya.nair@oxbow.example' },
      },
    ],
    modifiedProperties: [{ displayName: 'title', oldValue: 'Engineer', newValue: 'Fellow' }],
    servicePrincipal: { id: 'principal', displayName: 'BlueJeans' },
    sourceSystem: { id: 'tenant', displayName: 'Microsoft Entra ID', details: {} },
    targetSystem: { id: settings.target.baseUrl, displayName: 'BlueJeans', details: {} },
    sourceIdentity: {
      id: 'person',
      displayName: 'Priya Nair',
      identityType: 'User',
      details: { id: 'person', odatatype: 'User', DisplayName: 'Priya Nair', mail: 'priya.nair@oxbow.example' },
    },
    targetIdentity: {
      id: 'account',
      displayName: 'Priya Nair',
      identityType: 'urn:ietf:params:scim:schemas:core:2.0:User',
      details: {},
    },
    initiatedBy: { id: '', displayName: 'Inseam', initiatorType: 'system' },
  });
});

describe('the action and the names of the steps', () => {
  test.each<{ of: string; more: Partial<LogRow>; action: string; match: string; last: string }>([
    { of: 'a creation', more: { action: 'create' }, action: 'create', match: 'Add', last: 'EntryExportAdd' },
    { of: 'an update', more: { action: 'update' }, action: 'update', match: 'Update', last: 'EntryExportUpdate' },
    { of: 'an enable', more: { action: 'enable' }, action: 'update', match: 'Update', last: 'EntryExportUpdate' },
    { of: 'a disable', more: { action: 'disable' }, action: 'disable', match: 'Disable', last: 'EntryExportDisable' },
    { of: 'a deletion', more: { action: 'delete' }, action: 'delete', match: 'Delete', last: 'EntryExportDelete' },
    {
      of: 'a removal that is held',
      more: { action: 'disable', staged: true, status: 'warning' },
      action: 'stageddelete',
      match: 'StagedDelete',
      last: 'EntryExportStagedDelete',
    },
    {
      of: 'nothing to change',
      more: {
        action: 'none',
        status: 'skipped',
        steps: row.steps.map((step) => (step.step === 'action' ? { ...step, status: 'skipped' as const } : step)),
      },
      action: 'other',
      match: 'Update',
      last: 'EntrySynchronizationSkip',
    },
  ])('of $of', ({ more, action, match, last }) => {
    expect(summary(more).provisioningAction).toBe(action);
    expect(names(more).slice(2)).toEqual([`EntrySynchronization${match}`, last]);
  });

  test('a step that was not reached is not there', () => {
    const steps = row.steps.map((step) => (step.step === 'match' ? { ...step, status: 'notReached' as const } : step));
    expect(names({ steps })).toHaveLength(3);
  });
});

describe('errorInformation', () => {
  const tooLong = { kind: 'value-too-long', attribute: 'userName', value: 'x', length: 31, limit: 30 } as const;

  test.each<LogRow['status']>(['skipped', 'warning', 'success'])(
    'is null for somebody %s, who did not fail',
    (status) =>
      expect(summary({ status, problem: tooLong }).provisioningStatusInfo).toEqual({ status, errorInformation: null }),
  );

  test('of a failure has a code and what to do', () =>
    expect(
      summary({
        status: 'failure',
        problem: { kind: 'matching-ambiguous', attribute: 'userName', value: 'p', targets: ['1', '2'] },
      }).provisioningStatusInfo.errorInformation,
    ).toEqual({
      errorCode: 'DuplicateTargetEntries',
      reason: 'BlueJeans has 2 accounts for p',
      additionalDetails: 'Inseam does not guess; nothing was changed.',
      errorCategory: 'nonServiceFailure',
      recommendedAction: 'Remove or rename one in BlueJeans (1, 2), then try again.',
    }));
});
