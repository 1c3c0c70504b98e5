import type { Problem } from '../log/problem';
import { traitsOf } from '../log/problem-traits';
import { type CycleSummary, changedAccounts, type JobState } from './job-state';

const never = '0001-01-01T00:00:00Z';

const execution = (cycle: CycleSummary | null) =>
  cycle === null
    ? null
    : {
        activityIdentifier: cycle.id,
        countImported: cycle.counts.imported,
        countImportedDeltas: cycle.kind === 'incremental' ? cycle.counts.imported : 0,
        countEntitled: cycle.counts.inScope,
        countEntitledForProvisioning: cycle.counts.inScope,
        countExported: changedAccounts(cycle.counts),
        countExports: changedAccounts(cycle.counts) + cycle.counts.failed,
        countEscrowed: cycle.counts.failed,
        state: cycle.problem !== null ? 'Failed' : cycle.counts.failed > 0 ? 'EntryLevelErrors' : 'Succeeded',
        timeBegan: cycle.startedAt,
        timeEnded: cycle.finishedAt ?? never,
        error:
          cycle.problem === null
            ? null
            : { code: traitsOf(cycle.problem).code, message: cycle.problem.kind, tenantActionable: true },
      };

/** The job's state in the shape of Microsoft Graph's synchronizationStatus (entra-provisioning 8.2). */
export function synchronizationStatus(
  state: JobState,
  quarantine: { readonly since: string; readonly cycles: number; readonly problem: Problem } | null,
) {
  const last = state.lastCycle;
  const good = last !== null && last.problem === null ? last : null;
  const code =
    state.condition.kind === 'not-set-up'
      ? 'NotConfigured'
      : quarantine !== null
        ? 'Quarantine'
        : state.pausedUntil !== null || !state.scheduleEnabled
          ? 'Paused'
          : last === null
            ? 'NotRun'
            : 'Active';
  return {
    code,
    countSuccessiveCompleteFailures: quarantine?.cycles ?? 0,
    escrowsPruned: false,
    lastExecution: execution(last),
    lastSuccessfulExecution: execution(good),
    lastSuccessfulExecutionWithExports: execution(good !== null && changedAccounts(good.counts) > 0 ? good : null),
    progress: [],
    quarantine:
      quarantine === null
        ? null
        : {
            currentBegan: quarantine.since,
            seriesBegan: quarantine.since,
            seriesCount: quarantine.cycles,
            nextAttempt: state.nextCycleAt ?? never,
            reason: 'EncounteredQuarantineException',
            error: {
              code: traitsOf(quarantine.problem).code,
              message: quarantine.problem.kind,
              tenantActionable: true,
            },
          },
    steadyStateFirstAchievedTime: never,
    steadyStateLastAchievedTime: never,
    synchronizedEntryCountByType: [{ key: 'User', value: state.people.linked }],
    troubleshootingUrl: '',
  };
}
