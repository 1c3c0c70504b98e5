import type { Profile } from '../profiles/profile';
import type { JobSettings } from '../settings/settings';
import { adviseOn } from './advice';
import { recommendedAction } from './error-codes';
import type { Action, LogRow, LogStep } from './log-row';
import { errorCodeOf, traitsOf } from './problem-traits';

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

/** How the names of a row's steps end: Add, Update, Delete (8.1); Disable and StagedDelete follow the same pattern. */
const stepEnding = (row: LogRow): string => {
  if (row.staged) return 'StagedDelete';
  switch (row.action) {
    case 'create':
      return 'Add';
    case 'delete':
      return 'Delete';
    case 'disable':
      return 'Disable';
    default:
      return 'Update';
  }
};

const stepNames = (row: LogRow, step: LogStep): { readonly name: string; readonly provisioningStepType: string } => {
  const ending = stepEnding(row);
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

/** null unless it failed, as on the wire (8.1): why somebody was skipped is told by the last step. */
function errorInformation(row: LogRow, profile: Profile) {
  const { problem } = row;
  if (problem === null || row.status !== 'failure') return null;
  const advice = adviseOn(problem, {
    targetName: profile.name,
    profile: profile.advice,
    personName: row.sourceName,
  });
  const errorCode = errorCodeOf(problem);
  return {
    errorCode,
    reason: advice.title,
    additionalDetails: advice.meaning,
    errorCategory: 'nonServiceFailure',
    // Where the answer told more than the kind of the problem, so does the table of codes.
    recommendedAction: errorCode === traitsOf(problem).code ? advice.nextStep : recommendedAction(errorCode),
  };
}

/**
 * A row in the shape of Microsoft Graph's provisioningObjectSummary, in the wire's spelling (`errorInformation`, one
 * `servicePrincipal` object), as `logs --json` and the exports print it.
 */
export function provisioningObjectSummary(
  row: LogRow,
  job: { readonly name: string; readonly settings: JobSettings; readonly profile: Profile },
) {
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
      errorInformation: errorInformation(row, job.profile),
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
    // One object on the wire, though it is documented as a collection.
    servicePrincipal: { id: job.settings.scope.servicePrincipalId, displayName: job.profile.name },
    sourceSystem: system(job.settings.source.tenantId, 'Microsoft Entra ID'),
    targetSystem: system(job.settings.target.baseUrl, job.profile.name),
    sourceIdentity: {
      id: row.sourceId,
      displayName: row.sourceName,
      identityType: 'User',
      details: { id: row.sourceId, odatatype: 'User', DisplayName: row.sourceName, mail: row.sourceMail },
    },
    targetIdentity: {
      id: row.targetId ?? '',
      displayName: row.targetId === null ? '' : row.sourceName,
      identityType: 'urn:ietf:params:scim:schemas:core:2.0:User',
      details: {},
    },
    initiatedBy: { id: '', displayName: 'Inseam', initiatorType: 'system' },
  };
}
