import type { Problem } from '../log/problem';
import { errorCodeOf } from '../log/problem-traits';
import { type CycleSummary, changedAccounts, type JobState } from './job-state';
import { type Quarantine, reasonOf } from './quarantine';

const never = '0001-01-01T00:00:00Z';

/** What the ledger and the settings say of a job, besides its state. */
export interface StatusFacts {
  readonly quarantine: Quarantine | null;
  /** Since when deletions are held; null: none is. */
  readonly heldSince: string | null;
  /** Failures that are kept for another try. */
  readonly escrows: number;
  /** Cycles that ended, but for those on demand: the last, the last good one, and the last good one that changed anything. */
  readonly last: CycleSummary | null;
  readonly lastGood: CycleSummary | null;
  readonly lastGoodWithExports: CycleSummary | null;
  /** How many of the last cycles, one after the other, got nowhere. */
  readonly failuresInARow: number;
  /** When everything that was read had been decided on, first and last. */
  readonly steadyFirst: string | null;
  readonly steadyLast: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly messageOf: (problem: Problem) => string;
}

/** The job's state in the shape of Microsoft Graph's synchronizationStatus (entra-provisioning 8.2). */
export function synchronizationStatus(state: JobState, facts: StatusFacts) {
  const { quarantine, heldSince, last, messageOf } = facts;
  const { condition } = state;
  const error = (problem: Problem) => ({
    code: errorCodeOf(problem),
    message: messageOf(problem),
    tenantActionable: true,
  });
  const execution = (cycle: CycleSummary | null) =>
    cycle === null
      ? null
      : {
          activityIdentifier: cycle.id,
          countImported: cycle.counts.imported,
          countImportedDeltas: cycle.kind === 'incremental' ? cycle.counts.imported : 0,
          // Managers come with their people and are not counted by themselves.
          countImportedReferenceDeltas: 0,
          countEntitled: cycle.counts.inScope,
          countEntitledForProvisioning: cycle.counts.inScope,
          countExported: changedAccounts(cycle.counts),
          countExports: changedAccounts(cycle.counts) + cycle.counts.failed,
          // The ledger knows how many failures are kept today; of an older cycle it knows only who failed in it.
          countEscrowed: cycle.id === last?.id ? facts.escrows : cycle.counts.failed,
          countEscrowedRaw: cycle.id === last?.id ? facts.escrows : cycle.counts.failed,
          state:
            cycle.problem !== null || cycle.state === 'failed'
              ? 'Failed'
              : cycle.counts.failed > 0
                ? 'EntryLevelErrors'
                : 'Succeeded',
          timeBegan: cycle.startedAt,
          timeEnded: cycle.finishedAt ?? never,
          error: cycle.problem === null ? null : error(cycle.problem),
        };
  const stopped =
    quarantine !== null
      ? {
          currentBegan: quarantine.currentBegan,
          seriesBegan: quarantine.since,
          // Times it was looked at again and left in force.
          seriesCount: quarantine.cycles - 1,
          nextAttempt: state.nextCycleAt ?? never,
          reason: reasonOf(quarantine.problem),
          error: error(quarantine.problem),
        }
      : heldSince !== null
        ? {
            currentBegan: heldSince,
            seriesBegan: heldSince,
            seriesCount: 0,
            nextAttempt: state.nextCycleAt ?? never,
            reason: 'TooManyDeletes' as const,
            error: {
              code: 'TooManyDeletes',
              message: 'Deletions above the limit are held until the admin decides.',
              tenantActionable: true,
            },
          }
        : null;
  return {
    code:
      condition.kind === 'not-set-up'
        ? 'NotConfigured'
        : stopped !== null
          ? 'Quarantine'
          : state.pausedUntil !== null || !state.scheduleEnabled
            ? 'Paused'
            : last === null
              ? 'NotRun'
              : 'Active',
    countSuccessiveCompleteFailures: facts.failuresInARow,
    // Failures are never pruned here: a first cycle keeps all of them.
    escrowsPruned: false,
    lastExecution: execution(last),
    lastSuccessfulExecution: execution(facts.lastGood),
    lastSuccessfulExecutionWithExports: execution(facts.lastGoodWithExports),
    progress:
      condition.kind === 'running'
        ? [
            {
              completedUnits: condition.progress.people.done,
              totalUnits: Math.max(condition.progress.people.done, condition.progress.people.expected),
              progressObservationDateTime: new Date(facts.now).toISOString(),
              units: 'Users',
            },
          ]
        : [],
    quarantine: stopped,
    steadyStateFirstAchievedTime: facts.steadyFirst ?? never,
    steadyStateLastAchievedTime: facts.steadyLast ?? never,
    synchronizedEntryCountByType: [{ key: 'User', value: state.people.linked }],
    troubleshootingUrl: '',
  };
}
