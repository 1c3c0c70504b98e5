import type { Condition, CycleProgress, CycleSummary, JobState } from '../../shared/health/job-state';
import { nextCycleAt } from '../../shared/health/next-cycle';
import { isGivenUp, quarantineEndsAt } from '../../shared/health/quarantine';
import type { Profile } from '../../shared/profiles/profile';
import type { JobSettings } from '../../shared/settings/settings';
import { lastEnded, listCycles } from '../ledger/cycles';
import type { Database } from '../ledger/database';
import { readFact } from '../ledger/facts';
import { readHeldLimit } from '../ledger/held-limit';
import { countLinks } from '../ledger/links';
import { countPeople } from '../ledger/people';
import { readPlan, readPlanBasis } from '../ledger/plan-rows';
import { countRemovals } from '../ledger/removals';
import { countSettled, countWaiting } from '../ledger/work-list';
import { readHindrance } from './cannot-begin';
import { readQuarantine } from './quarantine';
import { isRestartedSince } from './restart-job';
import { planIsOfOtherRules, reviewIsPending, reviewOf } from './review';

export interface StateInput {
  readonly name: string;
  readonly settings: JobSettings;
  readonly profile: Profile;
  readonly database: Database;
  readonly running: CycleProgress | null;
  readonly keychainLocked: boolean;
  readonly now: number;
}

/** What is true of a job now, from its settings, its ledger and the cycle that runs: needs no network. */
export function readJobState(input: StateInput): JobState {
  const { settings, database, now } = input;
  const lastCycle = lastEnded(database);
  const counts = countPeople(database);
  const due = dueAt(input, lastCycle);
  return {
    job: input.name,
    profileId: input.profile.id,
    targetName: input.profile.name,
    condition: conditionOf(input, lastCycle, counts),
    scheduleEnabled: settings.schedule.enabled,
    pausedUntil: pausedUntil(settings, now),
    nextCycleAt: due === null ? null : new Date(due).toISOString(),
    lastCycle,
    people: { ...counts, linked: countLinks(database) },
    readAt: readFact(database, 'read-at'),
    targetAnswersInMs: numberFact(database, 'answers-in-ms'),
  };
}

/** When the schedule starts the next cycle, in milliseconds; null: not by itself. */
export function dueAt(
  { settings, database, now }: Pick<StateInput, 'settings' | 'database' | 'now'>,
  last: CycleSummary | null,
): number | null {
  if (settings.setupStep !== null || reviewIsPending(settings, database)) return null;
  const quarantine = readQuarantine(database);
  return nextCycleAt(
    {
      enabled: settings.schedule.enabled,
      intervalMinutes: settings.schedule.intervalMinutes,
      pausedUntil: pausedUntil(settings, now),
      // A restart is followed by a cycle at once.
      lastStartedAt: last === null || isRestartedSince(database, last) ? null : Date.parse(last.startedAt),
      quarantinedCycles: quarantine?.cycles ?? 0,
      givenUpAt: quarantine === null ? null : Date.parse(quarantineEndsAt(quarantine.since)),
    },
    now,
  );
}

function pausedUntil({ schedule }: JobSettings, now: number): string | null {
  return schedule.pausedUntil !== null && Date.parse(schedule.pausedUntil) > now ? schedule.pausedUntil : null;
}

function numberFact(database: Database, name: 'answers-in-ms'): number | null {
  const text = readFact(database, name);
  return text === null ? null : Number(text);
}

/** The first that applies, in the order of window.md section 6. */
function conditionOf(
  input: StateInput,
  last: CycleSummary | null,
  people: { readonly inScope: number; readonly needAttention: number },
): Condition {
  const { settings, database, running, now } = input;
  if (running !== null) return { kind: 'running', progress: running };
  if (settings.setupStep !== null) return { kind: 'not-set-up', step: settings.setupStep };
  if (input.keychainLocked) return { kind: 'keychain-locked' };
  const hindrance = readHindrance(database);
  // While a review is pending no cycle is due, and what hindered one may be gone.
  if (hindrance !== null && !reviewIsPending(settings, database))
    return { kind: 'quarantined', nextTryAt: null, ...hindrance };
  const quarantine = readQuarantine(database);
  if (quarantine !== null) {
    const due = dueAt(input, last);
    return {
      kind: 'quarantined',
      since: quarantine.since,
      nextTryAt: due === null ? null : new Date(due).toISOString(),
      problem: quarantine.problem,
      end: { at: quarantineEndsAt(quarantine.since), over: isGivenUp(quarantine, now) },
    };
  }
  const review = reviewOf(settings, database);
  if (review !== null) {
    const basis = readPlanBasis(database);
    // What a plan of other rules, or of before the last cycle, said is no longer what would happen.
    const plan = basis === null || planIsOfOtherRules(settings, basis) ? null : readPlan(database);
    return {
      kind: 'review-pending',
      planned: plan === null ? null : plannedCounts(plan.counts, plan.people),
      ...(review === 'changed' ? { changed: true } : {}),
    };
  }
  const held = countRemovals(database, 'held');
  if (held > 0) return { kind: 'deletions-held', people: held, ...readHeldLimit(database, settings) };
  const offlineSince = readFact(database, 'offline-since');
  if (offlineSince !== null) return { kind: 'offline', since: offlineSince };
  const paused = pausedUntil(settings, now);
  if (paused !== null) return { kind: 'paused', until: paused.startsWith('9999') ? null : paused };
  if (last === null) return { kind: 'no-cycle-yet' };
  if (isRestartedSince(database, last))
    return { kind: 'restarted', everyone: readFact(database, 'watermark') === null };
  const [latest] = listCycles(database, null, 1);
  const undone = latest?.trigger === 'undo' ? latest : null;
  if (last.state === 'stopped' || undone !== null) {
    const { finishedAt, startedAt } = undone ?? last;
    const waiting = countWaiting(database);
    if (waiting > 0)
      return {
        kind: 'stopped-by-admin',
        at: finishedAt ?? startedAt,
        done: countSettled(database),
        waiting,
        ...(undone === null ? {} : { undone: true }),
      };
  }
  if (last.state === 'failed' && last.problem !== null)
    return { kind: 'quarantined', since: last.startedAt, nextTryAt: nextTry(input, last), problem: last.problem };
  if (people.needAttention > 0) return { kind: 'people-fail', people: people.needAttention };
  if (people.inScope === 0) return { kind: 'nobody-in-scope' };
  return settings.schedule.enabled ? { kind: 'in-step' } : { kind: 'schedule-off' };
}

function nextTry(input: StateInput, last: CycleSummary): string | null {
  const due = dueAt(input, last);
  return due === null ? null : new Date(due).toISOString();
}

function plannedCounts(
  counts: {
    create: number;
    update: number;
    enable: number;
    disable: number;
    delete: number;
    link: number;
    unchanged: number;
    skipped: number;
    failed: number;
  },
  imported: number,
) {
  return {
    imported,
    inScope:
      counts.create + counts.update + counts.enable + counts.link + counts.unchanged + counts.skipped + counts.failed,
    created: counts.create,
    updated: counts.update,
    enabled: counts.enable,
    disabled: counts.disable,
    deleted: counts.delete,
    // Who is only linked keeps the account as it is.
    unchanged: counts.unchanged + counts.link,
    skipped: counts.skipped,
    failed: counts.failed,
  };
}
