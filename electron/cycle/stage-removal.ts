import { isRemoval } from '../../shared/decision/operation';
import { scopeSentence } from '../../shared/scoping/decide-scope';
import { addLogRow } from '../ledger/log-rows';
import { settlePerson } from '../ledger/people';
import { dropRemoval, type Removal, removalOfPerson, saveRemoval } from '../ledger/removals';
import type { Cycle } from './cycle';
import type { Evaluated } from './evaluate-person';
import { logRow, modifiedBy } from './log-entry';

/**
 * A removal waits for the count of the cycle, save one that the admin allowed. One that the admin rejected stays so
 * while its cause is the same. Answers whether it may be sent at once.
 */
export function mayRemoveNow(cycle: Cycle, one: Evaluated): boolean {
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
