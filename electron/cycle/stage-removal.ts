import { isRemoval } from '../../shared/decision/operation';
import type { Limit } from '../../shared/guard/deletion-threshold';
import { scopeSentence } from '../../shared/scoping/decide-scope';
import { readHeldLimit } from '../ledger/held-limit';
import { addLogRow } from '../ledger/log-rows';
import { settlePerson } from '../ledger/people';
import { countRemovals, dropRemoval, type Removal, removalOfPerson, saveRemoval } from '../ledger/removals';
import type { Cycle } from './cycle';
import type { Evaluated } from './evaluate-person';
import { type Ending, logRow, modifiedBy } from './log-entry';
import { removalCause } from './removal-cause';

/**
 * Whether a removal may be sent at once: one that the admin allowed may; one that is held or rejected may not, however
 * few are left of those that were held with it. A held one waits for the admin or for the end of its cause, a rejected
 * one for another cause. Any other is counted first, unless that was done (`counted`).
 */
export function mayRemoveNow(cycle: Cycle, one: Evaluated, { counted }: { readonly counted: boolean }): boolean {
  const { database } = cycle.job.ledger;
  const { story, operation } = one;
  if (!isRemoval(operation)) return true;
  const before = removalOfPerson(database, story.person.id);
  if (before?.state === 'allowed' && before.action === operation.action) return true;
  const because = removalCause(one) ?? {
    cause: story.verdict.reason.kind,
    sentence: scopeSentence(story.person, story.verdict.reason),
  };
  const { cause, sentence } = because;
  const removal: Removal = {
    person: story.person.id,
    action: operation.action,
    reason: sentence,
    cause,
    state: 'counting',
    since: before?.cause === cause ? before.since : new Date(cycle.job.now()).toISOString(),
  };
  if (before?.state === 'held') {
    hold(cycle, one, removal, {
      limit: readHeldLimit(database, cycle.job.settings),
      removals: countRemovals(database, 'held'),
    });
    return false;
  }
  if (before?.state === 'rejected' && before.cause === cause) {
    const { inScope } = story.verdict;
    settlePerson(database, story.person.id, { inScope, standing: inScope ? 'skipped' : 'out', problem: null });
    logUnsent(cycle, one, {
      action: operation.action,
      status: 'skipped',
      staged: false,
      story: { kind: 'rejected', action: operation.action },
      modified: [],
    });
    return false;
  }
  if (counted) return true;
  saveRemoval(database, cycle.id, removal);
  return false;
}

/** How many removals there were, and how many may be. */
interface Count {
  readonly removals: number;
  readonly limit: Limit | null;
}

/** A counted removal that the threshold stops. One that cannot be looked at again just now is held with the others. */
export function recordHeld(cycle: Cycle, one: Evaluated, count: Count): void {
  const { database } = cycle.job.ledger;
  const { story, operation } = one;
  const before = removalOfPerson(database, story.person.id);
  if (before === null) return;
  if (isRemoval(operation)) hold(cycle, one, { ...before, action: operation.action }, count);
  else if (operation.action === 'refuse') hold(cycle, one, before, count);
  // The person is still on the work list, and the next cycle does what is to be done instead.
  else dropRemoval(database, story.person.id);
}

function hold(cycle: Cycle, one: Evaluated, removal: Removal, { removals, limit }: Count): void {
  const { database } = cycle.job.ledger;
  saveRemoval(database, cycle.id, { ...removal, state: 'held' });
  settlePerson(database, removal.person, { inScope: one.story.verdict.inScope, standing: 'held', problem: null });
  logUnsent(cycle, one, {
    action: removal.action,
    status: 'warning',
    staged: true,
    story: { kind: 'held', action: removal.action, removals, limit },
    modified: modifiedBy(one.operation),
  });
}

function logUnsent(cycle: Cycle, one: Evaluated, ending: Omit<Ending, 'target' | 'problem' | 'reason'>): void {
  const reason = removalCause(one)?.sentence ?? null;
  const row = logRow(cycle, one.story, { ...ending, target: one.link?.targetId ?? null, problem: null, reason });
  addLogRow(cycle.job.ledger.database, cycle.number, row);
  cycle.report({ kind: 'row', row });
  cycle.progress.done += 1;
}
