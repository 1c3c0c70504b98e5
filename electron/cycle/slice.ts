import { isRemoval } from '../../shared/decision/operation';
import type { ImportedAs } from '../../shared/log/steps';
import { scopeSentence } from '../../shared/scoping/decide-scope';
import { writeIntent } from '../ledger/intents';
import { addLogRow } from '../ledger/log-rows';
import { settlePerson, type WaitingPerson } from '../ledger/people';
import { dropRemoval, type Removal, removalOfPerson, saveRemoval } from '../ledger/removals';
import { openClaims } from './claims';
import type { Cycle } from './cycle';
import { type Evaluated, evaluatePerson } from './evaluate-person';
import { changesTarget, exportOperation, type Sent } from './export-operation';
import { logRow, modifiedBy } from './log-entry';
import { inPool } from './pool';
import { reportProgress } from './progress';
import { recordResult } from './record-result';

/** Results are written when so many wait, or when the oldest has waited so long: a crash in between is repaired by matching. */
const resultsAtOnce = 200;
const longestWaitMs = 250;

export interface SliceOptions {
  readonly importedAs: (waiting: WaitingPerson) => ImportedAs;
  /** False in the removals' own stage: they were counted, and may be sent. */
  readonly stageRemovals: boolean;
}

/**
 * One slice of the work list: evaluate, write the intents, send, write the results. Memory holds one slice. Nothing is
 * sent before its intent is on the disk.
 */
export async function runSlice(cycle: Cycle, people: readonly WaitingPerson[], options: SliceOptions): Promise<void> {
  const { job } = cycle;
  const { database } = job.ledger;
  const concurrency = job.settings.target.concurrency;
  const claims = openClaims(job.ledger);
  cycle.progress.stage = 'decide';
  const evaluated = await inPool(people, concurrency, (waiting) =>
    evaluatePerson(cycle, waiting, options.importedAs(waiting), claims),
  );
  cycle.progress.stages.decide += evaluated.length;

  const toSend: Evaluated[] = [];
  database.transaction(() => {
    claims.save();
    for (const one of evaluated) {
      if (isRemoval(one.operation) && options.stageRemovals && !mayRemoveNow(cycle, one)) continue;
      if (changesTarget(one.operation)) writeIntentOf(cycle, one);
      toSend.push(one);
    }
  });

  cycle.progress.stage = 'write';
  const results: { readonly one: Evaluated; readonly sent: Sent }[] = [];
  let oldest = 0;
  const flush = (): void => {
    const rows = database.transaction(() => results.map(({ one, sent }) => recordResult(cycle, one, sent)));
    results.length = 0;
    cycle.progress.done += rows.length;
    cycle.progress.stages.write += rows.length;
    for (const row of rows) cycle.report({ kind: 'row', row });
    reportProgress(cycle);
  };
  try {
    await inPool(toSend, concurrency, async (one) => {
      const sent = await exportOperation(cycle, one);
      if (results.length === 0) oldest = job.now();
      results.push({ one, sent });
      if (results.length >= resultsAtOnce || job.now() - oldest >= longestWaitMs) flush();
    });
  } finally {
    if (results.length > 0) flush();
  }
}

function writeIntentOf(cycle: Cycle, { story, operation, mapped, link }: Evaluated): void {
  writeIntent(
    cycle.job.ledger.database,
    cycle.id,
    {
      person: story.person.id,
      action: operation.action,
      target: link?.targetId ?? null,
      matching: (mapped?.matching ?? []).flatMap(({ path, value }) => (value === null ? [] : [{ path, value }])),
    },
    new Date(cycle.job.now()).toISOString(),
  );
}

/**
 * A removal waits for the count of the cycle, save one that the admin allowed. One that the admin rejected stays so
 * while its cause is the same. Answers whether it may be sent at once.
 */
function mayRemoveNow(cycle: Cycle, one: Evaluated): boolean {
  const { database } = cycle.job.ledger;
  const { story, operation, link } = one;
  if (!isRemoval(operation)) return true;
  const before = removalOfPerson(database, story.person.id);
  if (before?.state === 'allowed') return true;
  const cause = story.verdict.reason.kind;
  const removal: Removal = {
    person: story.person.id,
    action: operation.action,
    reason: scopeSentence(story.person, story.verdict.reason),
    cause,
    state: 'counting',
    since: before?.cause === cause ? before.since : new Date(cycle.job.now()).toISOString(),
  };
  if (before?.state === 'rejected' && before.cause === cause) {
    settlePerson(database, story.person.id, { inScope: false, standing: 'out', problem: null });
    const row = logRow(cycle, story, {
      action: operation.action,
      status: 'skipped',
      staged: false,
      target: link?.targetId ?? null,
      problem: null,
      story: { kind: 'rejected', action: operation.action },
      modified: [],
    });
    addLogRow(database, cycle.number, row);
    cycle.report({ kind: 'row', row });
    cycle.progress.done += 1;
    return false;
  }
  saveRemoval(database, cycle.id, removal);
  return false;
}

/** Logs a removal that the threshold holds; nothing was sent. */
export function recordHeld(cycle: Cycle, one: Evaluated, limit: number | null, removals: number): void {
  const { database } = cycle.job.ledger;
  const { story, operation, link } = one;
  if (!isRemoval(operation)) {
    dropRemoval(database, story.person.id);
    return;
  }
  settlePerson(database, story.person.id, { inScope: false, standing: 'held', problem: null });
  const row = logRow(cycle, story, {
    action: operation.action,
    status: 'warning',
    staged: true,
    target: link?.targetId ?? null,
    problem: null,
    story: { kind: 'held', action: operation.action, removals, limit },
    modified: modifiedBy(operation),
  });
  addLogRow(database, cycle.number, row);
  cycle.report({ kind: 'row', row });
  cycle.progress.done += 1;
}
