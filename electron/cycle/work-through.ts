import type { ImportedAs } from '../../shared/log/steps';
import { removeIntent, writeIntent } from '../ledger/intents';
import { saveLink } from '../ledger/links';
import type { WorkItem } from '../ledger/work-list';
import type { Cycle } from './cycle';
import { decidePerson } from './decide-person';
import type { Evaluated } from './evaluate-person';
import { changesTarget, exportOperation } from './export-operation';
import { guarded } from './guard-person';
import { keepFoundImage } from './keep-before-image';
import { isLeft } from './leave-person';
import { openPendingResults, type PendingResults } from './pending-results';
import { recordResult } from './record-result';
import { mayRemoveNow } from './stage-removal';

export interface WorkOptions {
  readonly importedAs: (item: WorkItem) => ImportedAs;
  /** True in the removals' own stage, and on demand, where there is nothing to count. */
  readonly counted: boolean;
  /** Hears what was decided before anything is sent; false: this is not to be done. On demand alone. */
  readonly sighted?: (one: Evaluated) => boolean;
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
  { importedAs, counted }: WorkOptions,
): Promise<readonly Evaluated[]> {
  if (cycle.progress.stage === 'read') cycle.progress.stage = 'decide';
  const evaluated = await cycle.pool.run(items, async (item) =>
    cycle.stopping() ? null : decidePerson(cycle, item, importedAs(item)),
  );
  const decided = evaluated.flatMap((one) => (one === null ? [] : [one]));
  // Those whom the removals' own stage decides on again were counted before.
  if (!counted) {
    cycle.progress.stages.decide += decided.length;
    cycle.counts.inScope += decided.filter(({ story }) => story.verdict.inScope).length;
  }
  return decided;
}

/** Answers those that may be sent now. */
function writeIntents(cycle: Cycle, evaluated: readonly Evaluated[], options: WorkOptions): Evaluated[] {
  cycle.claims.saveValues();
  for (const one of evaluated) keepFound(cycle, one);
  const toSend = evaluated.filter(
    (one) => options.sighted?.(one) !== false && !isLeft(cycle, one) && mayRemoveNow(cycle, one, options),
  );
  for (const one of toSend) if (changesTarget(one.operation)) writeIntentOf(cycle, one);
  return toSend;
}

/** An account that was found to have been made before: linked at once, whatever is done with it. */
function keepFound(cycle: Cycle, { item, story, link }: Evaluated): void {
  if (link === null || item.link !== null) return;
  saveLink(cycle.job.ledger.database, link, link.linkedAt);
  keepFoundImage(cycle, story.person.id, link);
  removeIntent(cycle.job.ledger.database, story.person.id);
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
        if (changesTarget(one.operation)) removeIntent(database, one.story.person.id);
        return null;
      });
      return;
    }
    // Asked again: somebody may have been put on hold since they were decided on.
    const allowed = guarded(cycle.job, one);
    const sent = await exportOperation(cycle, allowed);
    results.add(() => {
      progress.done += 1;
      progress.stages.write += 1;
      return recordResult(cycle, allowed, sent);
    });
  });
}
