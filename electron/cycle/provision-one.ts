import { type CycleSummary, noCounts } from '../../shared/health/job-state';
import { openFailureTally } from '../../shared/health/quarantine';
import { cycleId, sourceId } from '../../shared/ids';
import type { LogRow } from '../../shared/log/log-row';
import { traitsOf } from '../../shared/log/problem-traits';
import { type Outcome, ProblemError, success } from '../../shared/outcome';
import type { Assignment, ReadPerson } from '../edges';
import { beginCycle, saveCycle } from '../ledger/cycles';
import { countEntitled, generationInForce, replaceEntitlementsOf } from '../ledger/entitlements';
import { countLinks } from '../ledger/links';
import { findByName, readPerson, recordRead } from '../ledger/people';
import { putOnWorkList, type WorkItem, workOf } from '../ledger/work-list';
import { openClaims } from './claims';
import type { Cycle, Job } from './cycle';
import { setReferenceOf } from './link-managers';
import { withoutSecrets } from './log-entry';
import { openPool } from './pool';
import { progressOf } from './progress';
import { proveLinks } from './prove-links';
import { type CycleOptions, problemIn, recoverIntents } from './run-cycle';
import { workThrough } from './work-through';

/**
 * Provision on demand: one person through the four steps now, by the same pipeline fed with one person. It writes, and
 * it honours scope. The watermark and everybody else stay as they are.
 */
export async function provisionOne(
  job: Job,
  idOrName: string,
  options: Omit<CycleOptions, 'full' | 'trigger'>,
): Promise<Outcome<readonly LogRow[]>> {
  recoverIntents(job);
  const { database } = job.ledger;
  const rows: LogRow[] = [];
  const startedAt = job.now();
  const id = cycleId(job.newId());
  const opened: CycleSummary = {
    id,
    kind: 'incremental',
    trigger: 'on-demand',
    state: null,
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: null,
    why: null,
    counts: noCounts,
    requests: { source: 0, target: 0, retried: 0 },
    problem: null,
  };
  const cycle: Cycle = {
    job,
    id,
    number: beginCycle(database, opened),
    kind: 'incremental',
    trigger: 'on-demand',
    startedAt,
    why: null,
    readAccounts: true,
    linkedBefore: countLinks(database),
    counts: { ...noCounts, imported: 1 },
    progress: {
      stage: 'read',
      done: 0,
      expected: 1,
      exact: true,
      stages: { read: 1, decide: 0, write: 0, link: 0 },
      keptAt: 0,
    },
    failures: openFailureTally(),
    provesFailures: false,
    claims: openClaims(job.ledger),
    pool: openPool(job.settings.target.concurrency),
    report: (event) => {
      if (event.kind === 'row') rows.push(event.row);
      options.report(event);
    },
    stopping: options.stopping,
    signal: options.signal,
  };
  const close = (state: CycleSummary['state'], problem: CycleSummary['problem']): void =>
    saveCycle(database, {
      ...opened,
      state,
      problem,
      finishedAt: new Date(job.now()).toISOString(),
      counts: progressOf(cycle).counts,
      requests: {
        source: job.source.requests.sent,
        target: job.target.requests.sent,
        retried: job.target.requests.retried,
      },
    });
  try {
    await proveLinks(cycle);
    const item = await readNow(cycle, idOrName);
    if (item === null) {
      close('failed', { kind: 'person-unknown', person: idOrName });
      return { ok: false, problem: { kind: 'person-unknown', person: idOrName } };
    }
    let items: readonly WorkItem[] = [item];
    const next = (): readonly WorkItem[] => {
      const now = items;
      items = [];
      return now;
    };
    await workThrough(cycle, next, { importedAs: () => 'on-demand', counted: true });
    await setReferenceOf(cycle, item.person.id);
    close(cycle.counts.failed > 0 ? 'succeededWithErrors' : 'succeeded', null);
    return success(rows);
  } catch (error) {
    const problem = withoutSecrets(problemIn(error, cycle), job.redact);
    close(traitsOf(problem).effect === 'quarantine' ? 'quarantined' : 'failed', problem);
    return { ok: false, problem };
  }
}

async function readNow(cycle: Cycle, idOrName: string) {
  const { job } = cycle;
  const { database } = job.ledger;
  const found = await job.source.findPerson(idOrName, job.properties, cycle.signal);
  const read: ReadPerson | null = found ?? (await readAbsent(cycle, idOrName));
  if (read === null) return null;
  const ways: Assignment[] = [];
  const { scope } = job.settings;
  if (scope.mode !== 'all') {
    const pages =
      scope.mode === 'assigned'
        ? job.source.readAssignments(scope.servicePrincipalId, job.readsRoles, cycle.signal)
        : job.source.readGroupMembers(scope.groupIds, cycle.signal);
    let all = 0;
    for await (const page of pages) {
      all += page.length;
      ways.push(...page.filter((way) => way.person === read.id));
    }
    const before = countEntitled(database, generationInForce(database));
    if (all === 0 && before > 0)
      throw new ProblemError({ kind: 'source-empty', what: 'assignments', expected: before });
  }
  database.transaction(() => {
    recordRead(database, read, cycle.id, false);
    if (scope.mode !== 'all') replaceEntitlementsOf(database, read.id, ways);
    putOnWorkList(database, read.id, 'update');
  });
  return workOf(database, read.id);
}

/** Somebody whom the directory no longer lists, but whom the ledger knows: in the recycle bin, or gone. */
async function readAbsent(cycle: Cycle, idOrName: string): Promise<ReadPerson | null> {
  const { database } = cycle.job.ledger;
  const known = findByName(database, idOrName) ?? readPersonByText(cycle, idOrName);
  if (known === null) return null;
  const state = await cycle.job.source.locatePerson(known.id, cycle.signal);
  if (state === 'present') throw new ProblemError({ kind: 'answer-cut-off', side: 'source', host: 'Microsoft Graph' });
  return { id: known.id, state };
}

const readPersonByText = (cycle: Cycle, text: string) => {
  const row = cycle.job.ledger.database.get('SELECT id FROM people WHERE id = ?', text);
  return row === undefined ? null : readPerson(cycle.job.ledger.database, sourceId(String(row['id'])));
};
