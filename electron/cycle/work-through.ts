import { isRemoval } from '../../shared/decision/operation';
import type { ImportedAs } from '../../shared/log/steps';
import { removeIntent, writeIntent } from '../ledger/intents';
import type { WorkItem } from '../ledger/work-list';
import type { Cycle } from './cycle';
import { type Evaluated, evaluatePerson } from './evaluate-person';
import { changesTarget, exportOperation } from './export-operation';
import { openPendingResults, type PendingResults } from './pending-results';
import { recordResult } from './record-result';
import { mayRemoveNow } from './stage-removal';

export interface WorkOptions {
  readonly importedAs: (item: WorkItem) => ImportedAs;
  /** False in the removals' own stage: they were counted, and may be sent. */
  readonly stageRemovals: boolean;
}

/**
 * Works through slices of people until `next` has none: evaluate, write the intents, send, write the results. Nothing is
 * sent before its intent is on the disk. While one slice is sent the next is decided on, so memory holds two.
 */
export async function workThrough(cycle: Cycle, next: () => readonly WorkItem[], options: WorkOptions): Promise<void> {
  const results = openPendingResults(cycle);
  let sending: Promise<unknown> = Promise.resolve();
  try {
    while (!cycle.stopping()) {
      const items = next();
      if (items.length === 0) return;
      const evaluated = await decideOn(cycle, items, options);
      await sending;
      const toSend: Evaluated[] = [];
      results.save(() => toSend.push(...writeIntents(cycle, evaluated, options)));
      sending = send(cycle, toSend, results);
      // Told where it is waited for.
      sending.catch(() => undefined);
    }
  } finally {
    try {
      await sending;
    } finally {
      results.save();
    }
  }
}

/** A person who was not begun with when the cycle was stopped stays on the work list. */
async function decideOn(
  cycle: Cycle,
  items: readonly WorkItem[],
  { importedAs }: WorkOptions,
): Promise<readonly Evaluated[]> {
  if (cycle.progress.stage === 'read') cycle.progress.stage = 'decide';
  const evaluated = await cycle.pool.run(items, async (item) =>
    cycle.stopping() ? null : evaluatePerson(cycle, item, importedAs(item)),
  );
  const decided = evaluated.flatMap((one) => (one === null ? [] : [one]));
  cycle.progress.stages.decide += decided.length;
  return decided;
}

/** Answers those that may be sent now. */
function writeIntents(cycle: Cycle, evaluated: readonly Evaluated[], { stageRemovals }: WorkOptions): Evaluated[] {
  cycle.claims.saveValues();
  const toSend = evaluated.filter((one) => !(stageRemovals && isRemoval(one.operation)) || mayRemoveNow(cycle, one));
  for (const one of toSend) if (changesTarget(one.operation)) writeIntentOf(cycle, one);
  return toSend;
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

async function send(cycle: Cycle, toSend: readonly Evaluated[], results: PendingResults): Promise<void> {
  const { progress } = cycle;
  const { database } = cycle.job.ledger;
  progress.stage = 'write';
  await cycle.pool.run(toSend, async (one) => {
    if (cycle.stopping()) {
      results.add(() => {
        removeIntent(database, one.story.person.id);
        return null;
      });
      return;
    }
    const sent = await exportOperation(cycle, one);
    results.add(() => {
      progress.done += 1;
      progress.stages.write += 1;
      return recordResult(cycle, one, sent);
    });
  });
}
