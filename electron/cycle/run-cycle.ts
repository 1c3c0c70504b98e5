import { decideOccasion, type Occasion } from '../../shared/decision/occasion';
import type { CycleEnd, CycleSummary, CycleTrigger } from '../../shared/health/job-state';
import type { Problem } from '../../shared/log/problem';
import { traitsOf } from '../../shared/log/problem-traits';
import { ProblemError } from '../../shared/outcome';
import { closeInterrupted, saveCycle } from '../ledger/cycles';
import { putDueOnWorkList } from '../ledger/escrows';
import { readFact, writeFact } from '../ledger/facts';
import { openIntents } from '../ledger/intents';
import { removeOldRows } from '../ledger/log-rows';
import { countPeople, countUnsettled } from '../ledger/people';
import { countRemovals } from '../ledger/removals';
import { nextWork, putOnWorkList, type WorkItem } from '../ledger/work-list';
import type { Cycle, Job, Report } from './cycle';
import { keepDefaultDomain } from './default-domain';
import { dropExpired } from './drop-expired';
import { importEverything } from './import-everything';
import { putGuardedOnWorkList } from './leaving';
import { linkManagers } from './link-managers';
import { withoutSecrets } from './log-entry';
import { openCycle, summaryOf } from './open-cycle';
import { reportProgress } from './progress';
import { proveLinks } from './prove-links';
import { provesFailures, recordQuarantine, tooManyFailures } from './quarantine';
import { removeLeavers } from './remove-leavers';
import { readRestart } from './restart-job';
import { openSelection, type SelectionOptions } from './selection';
import { tellOfWaits } from './waits';
import { workThrough } from './work-through';

const peopleAtOnce = 400;

export interface CycleOptions {
  /** Everybody is evaluated, and linked accounts are read again. */
  readonly full: boolean;
  readonly trigger: CycleTrigger;
  /** Not everybody is carried out, or a plan is made. */
  readonly selection?: SelectionOptions;
  readonly report: Report;
  readonly stopping: () => boolean;
  readonly signal: AbortSignal;
}

/**
 * One cycle: everybody or what changed is read into the work list; slice by slice they are decided on and sent; then
 * the removals, counted; then the references. The watermark moves when all of it was done.
 */
export async function runCycle(job: Job, options: CycleOptions): Promise<CycleSummary> {
  const { ledger } = job;
  recoverIntents(job);
  const occasion = occasionOf(job, options.full);
  const cycle = begin(job, options, occasion);
  const { waits, now, sleep } = job;
  const stopTelling = tellOfWaits({ waits, now, sleep, tell: () => reportProgress(cycle) });
  let end: CycleEnd = 'succeeded';
  let problem: Problem | null = null;
  try {
    await keepDefaultDomain(job, options.signal);
    await proveLinks(cycle);
    const watermark = await readWork(cycle, occasion, options.full);
    await workThroughList(cycle);
    // A first cycle runs to its end; in any other nobody else loses access while something is wrong.
    const isOver = cycle.kind === 'incremental' && tooManyFailures(cycle) !== null;
    if (!isOver) {
      await removeLeavers(cycle);
      await linkManagers(cycle);
    }
    if (cycle.stopping()) end = 'stopped';
    else {
      // It moves all the same: whoever failed has an escrow, and whoever was not reached stays on the work list.
      moveWatermark(cycle, watermark, occasion);
      problem = tooManyFailures(cycle);
      end = problem === null ? endOf(cycle) : 'quarantined';
    }
  } catch (error) {
    problem = withoutSecrets(problemIn(error, cycle), job.redact);
    end = cycle.stopping() ? 'stopped' : traitsOf(problem).effect === 'quarantine' ? 'quarantined' : 'failed';
  }
  stopTelling();
  const summary = finish(cycle, end, problem);
  ledger.database.transaction(() => {
    saveCycle(ledger.database, summary);
    recordQuarantine(job, summary);
    removeOldRows(ledger.database, new Date(job.now() - job.settings.log.retentionDays * 86_400_000).toISOString());
  });
  return summary;
}

/**
 * What an interrupted cycle was about to send may or may not have happened: those people are looked at again first. The
 * intent stays until the account was looked at, or looked for: the log then tells what had arrived.
 */
export function recoverIntents(job: Job): void {
  const { database } = job.ledger;
  database.transaction(() => {
    closeInterrupted(database, new Date(job.now()).toISOString());
    for (const { person } of openIntents(database)) {
      database.run('UPDATE people SET waiting = NULL WHERE id = ?', person);
      putOnWorkList(database, person, 'full');
    }
  });
}

function occasionOf(job: Job, asked: boolean): Occasion {
  const { database } = job.ledger;
  const restart = readRestart(database);
  const readInFull = readFact(database, 'read-in-full-at');
  return decideOccasion({
    asked,
    hasWatermark: readFact(database, 'watermark') !== null,
    restart: restart === null ? null : { brokeLinks: restart.reset === 'all' },
    lastRules: readFact(database, 'rules'),
    lastProperties: readFact(database, 'properties'),
    rules: job.fingerprint.rules,
    properties: job.fingerprint.properties,
    lastFullReadAt: readInFull === null ? null : Date.parse(readInFull),
    now: job.now(),
    fullEveryDays: job.settings.schedule.fullEveryDays,
  });
}

function begin(job: Job, { trigger, report, stopping, signal, selection }: CycleOptions, occasion: Occasion): Cycle {
  return openCycle(job, {
    kind: occasion.why === null ? 'incremental' : 'initial',
    trigger,
    why: occasion.why,
    readAccounts: occasion.evaluate === 'everybody-and-accounts',
    provesFailures: provesFailures(job),
    ...(selection === undefined ? {} : { selection: openSelection(job, selection) }),
    expected: { people: countPeople(job.ledger.database).directory, exact: false },
    stage: 'read',
    report,
    stopping,
    signal,
  });
}

/** Reads into the work list. A watermark that Graph no longer takes turns into a full read by itself. */
async function readWork(cycle: Cycle, occasion: Occasion, full: boolean): Promise<string> {
  const { job } = cycle;
  const { database } = job.ledger;
  dropExpired(cycle);
  database.transaction(() => {
    putDueOnWorkList(database, job.now(), cycle.provesFailures);
    putGuardedOnWorkList(job);
    if (occasion.evaluate !== 'changed')
      putOnWorkList(database, null, occasion.evaluate === 'everybody' ? 'rules' : 'full');
  });
  if (cycle.progress.expected === 0) {
    cycle.progress.expected = (await job.source.countPeople(cycle.signal)) ?? 0;
  }
  reportProgress(cycle);
  const from = occasion.readEverybody ? null : readFact(database, 'watermark');
  const everyone = occasion.evaluate === 'everybody-and-accounts';
  try {
    return await importEverything(cycle, { from, everyone, acceptEmptiness: full });
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.kind !== 'watermark-expired') throw error;
    database.transaction(() => writeFact(database, 'watermark', null));
    cycle.kind = 'initial';
    cycle.why = 'Everyone is read again because Microsoft Entra ID no longer knows where Inseam stopped reading.';
    cycle.counts.imported = 0;
    return importEverything(cycle, { from: null, everyone: true, acceptEmptiness: full });
  }
}

async function workThroughList(cycle: Cycle): Promise<void> {
  let after = '';
  const next = (): readonly WorkItem[] => {
    const items = nextWork(cycle.job.ledger.database, after, peopleAtOnce);
    after = items.at(-1)?.person.id ?? after;
    return items;
  };
  await workThrough(cycle, next, { importedAs: ({ waiting }) => waiting, counted: false });
}

function moveWatermark(cycle: Cycle, watermark: string, occasion: Occasion): void {
  const { job } = cycle;
  const { database } = job.ledger;
  const now = new Date(job.now()).toISOString();
  database.transaction(() => {
    const before = readFact(database, 'watermark');
    writeFact(database, 'watermark', watermark);
    writeFact(database, 'rules', job.fingerprint.rules);
    writeFact(database, 'properties', job.fingerprint.properties);
    writeFact(database, 'properties-read', JSON.stringify(job.properties));
    writeFact(database, 'read-at', now);
    if (occasion.readEverybody || before === null) writeFact(database, 'read-in-full-at', now);
    // All that was read has been decided on: in the service's words, a steady state.
    writeFact(database, 'steady-first', readFact(database, 'steady-first') ?? now);
    writeFact(database, 'steady-last', now);
    writeFact(database, 'restart', null);
  });
}

function endOf(cycle: Cycle): CycleEnd {
  if (countRemovals(cycle.job.ledger.database, 'held') > 0) return 'held';
  return cycle.counts.failed > 0 ? 'succeededWithErrors' : 'succeeded';
}

/** What an exception means. `ending` says whether the work was cut off on purpose; null: it cannot be. */
export function problemIn(error: unknown, ending: Pick<Cycle, 'signal'> | null): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (ending?.signal.aborted === true) return { kind: 'cycle-stopped' };
  if (isDiskFull(error)) return { kind: 'disk-full', freeBytes: 0 };
  return { kind: 'defect', detail: error instanceof Error ? error.message : String(error) };
}

const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && /ENOSPC|SQLITE_FULL|database or disk is full/.test(error.message);

/**
 * Everybody in scope is counted once, whether or not this cycle looked at them: changed, failed, skipped (who stays so,
 * or waits for the next try), or in step and unchanged.
 */
function finish(cycle: Cycle, state: CycleEnd, problem: Problem | null): CycleSummary {
  const { job, counts } = cycle;
  const { inScope } = countPeople(job.ledger.database);
  const unsettled = countUnsettled(job.ledger.database, cycle);
  const skipped = unsettled.skipped + unsettled.waiting;
  const rest = counts.created + counts.updated + counts.enabled + skipped + unsettled.failed + unsettled.disabled;
  return {
    ...summaryOf(cycle, state, problem),
    counts: { ...counts, inScope, skipped, unchanged: Math.max(0, inScope - rest) },
  };
}
