import type { Profile } from '../profiles/profile';
import type { JobSettings } from '../settings/settings';
import { adviseOn } from './advice';
import type { Action, LogRow, LogStep } from './log-row';
import { traitsOf } from './problem-traits';

/** `provisioningAction` on the wire; enabling is an update and linking is "other" there. */
const wireAction = (row: LogRow): string => {
  if (row.staged) return 'stageddelete';
  const names: Readonly<Record<Action, string>> = {
    create: 'create',
    update: 'update',
    enable: 'update',
    disable: 'disable',
    delete: 'delete',
    link: 'other',
    none: 'other',
  };
  return names[row.action];
};

const stepNames = (row: LogRow, step: LogStep): { readonly name: string; readonly provisioningStepType: string } => {
  const ending = row.action === 'create' ? 'Add' : row.action === 'delete' ? 'Delete' : 'Update';
  switch (step.step) {
    case 'import':
      return { name: row.action === 'create' ? 'EntryImportAdd' : 'EntryImportUpdate', provisioningStepType: 'import' };
    case 'scope':
      return { name: 'EntrySynchronizationScoping', provisioningStepType: 'scoping' };
    case 'match':
      return { name: `EntrySynchronization${ending}`, provisioningStepType: 'matching' };
    case 'action':
      return {
        name: step.status === 'skipped' ? 'EntrySynchronizationSkip' : `EntryExport${ending}`,
        provisioningStepType: 'export',
      };
  }
};

/**
 * A row in the shape of Microsoft Graph's provisioningObjectSummary, in the wire's spelling (`errorInformation`, one
 * `servicePrincipal` object), as `logs --json` and the exports print it.
 */
export function provisioningObjectSummary(
  row: LogRow,
  job: { readonly name: string; readonly settings: JobSettings; readonly profile: Profile },
) {
  const { problem } = row;
  const advice =
    problem === null
      ? null
      : adviseOn(problem, { targetName: job.profile.name, profile: job.profile.advice, personName: row.sourceName });
  const system = (id: string, displayName: string) => ({ id, displayName, details: {} });
  return {
    id: row.id,
    activityDateTime: row.at,
    tenantId: job.settings.source.tenantId,
    jobId: job.name,
    cycleId: row.cycleId,
    changeId: row.id,
    provisioningAction: wireAction(row),
    durationInMilliseconds: row.durationMs,
    provisioningStatusInfo: {
      status: row.status,
      errorInformation:
        problem === null || advice === null
          ? null
          : {
              errorCode: traitsOf(problem).code,
              reason: advice.title,
              additionalDetails: advice.meaning,
              errorCategory: 'nonServiceFailure',
              recommendedAction: advice.nextStep,
            },
    },
    provisioningSteps: row.steps
      .filter(({ status }) => status !== 'notReached')
      .map((step) => ({
        ...stepNames(row, step),
        status: step.status,
        description: step.text,
        details: step.step === 'action' ? { ...step.details, ReportableIdentifier: row.sourceMail } : step.details,
      })),
    modifiedProperties: row.modified.map(({ attribute, from, to }) => ({
      displayName: attribute,
      oldValue: from,
      newValue: to,
    })),
    servicePrincipal: { id: job.settings.scope.servicePrincipalId, displayName: job.profile.name },
    sourceSystem: system(job.settings.source.tenantId, 'Microsoft Entra ID'),
    targetSystem: system(job.settings.target.baseUrl, job.profile.name),
    sourceIdentity: { id: row.sourceId, displayName: row.sourceName, identityType: 'User', details: {} },
    targetIdentity: {
      id: row.targetId ?? '',
      displayName: row.targetId === null ? '' : row.sourceName,
      identityType: 'urn:ietf:params:scim:schemas:core:2.0:User',
      details: {},
    },
    initiatedBy: { id: '', displayName: 'Inseam', initiatorType: 'system' },
  };
}
